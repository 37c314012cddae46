"""Evidence -> the least span that answers: a figure, a short fact, a list; or the sentences of a description.

Every function looks at what the reader pointed to and at the form of the text, never at words of a report.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.patterns import regex
from ingest.records import Span
from qa.answers import edges
from qa.answers.causes import whole_cause
from qa.parsing.expected import Expected
from qa.search.evidence import Evidence
from qa.search.spans import LIST_SPAN, Found, best_span
from qa.search.windows import windows
from qa.text.persons import asked_post, holds_post, whole_name
from qa.text.times import tells_time

__all__ = ["description", "fact", "reason", "telling_most"]

_FACT_SPAN = 48
"""Word pieces of the longest fact that is read as one span."""
_TOLD_ELSEWHERE = 0.4
"""Relevance from which a window of another passage tells of the same."""
_REST = 60
"""Characters of a window that is the rest of its passage."""
_TELLING = 8.0
"""What a window's retrieval counts among descriptions, against the reader's score in log odds."""
_ASKED_NOUN = 3.0
_HOLDS_POST = 5.0
"""What a person gains, in log odds, that the post asked for stands before; and loses where another post does."""
_TIMELESS = 5.0
"""What a span loses, where a time is asked for, that names none."""
_NO_NAME = 2.0
"""What a span loses, where a name is asked for, that tells what somebody did."""
_RESTATED = 6.0
"""What a span loses that stands in the question word for word."""

_TOLD = regex(r"[,。了]")
_NAMES = ("person", "organisation", "place")


def fact(
    evidence: Sequence[Evidence],
    asked: str = "",
    question: str = "",
    expected: Expected = "other",
) -> Found | None:
    """The span that the reader points to, without the punctuation around it, as the answer type wants it: a person by
    the whole name, a time by the day alone. Where a name is asked for, a clause that tells something is hardly it.

    `asked` is the noun that the question word stands before (`博物馆` of 哪家博物馆): a span that has it is likelier, as
    is one beside the post asked for (`局长` of 局长是谁). What the (normalised) question says itself is hardly its answer.
    """

    person, when = expected == "person", expected in ("time", "year")
    post = asked_post(question) if person else ""

    def like_an_answer(window: str, span: Span) -> float:
        text = window[span.start : span.end]
        named = len(asked) > 1 and asked in text
        holds = holds_post(window, span, post) if post else 0
        restated = bool(question) and text in question
        timeless = when and not tells_time(text, window[span.end :])
        told = _NO_NAME * (expected in _NAMES and _TOLD.search(text) is not None)
        return _ASKED_NOUN * named + _HOLDS_POST * holds - _RESTATED * restated - _TIMELESS * timeless - told

    found = best_span(evidence, _FACT_SPAN, like_an_answer)
    if found is None or not person:
        return found and (edges.moment(found) if when else edges.name(found, question))
    whole = whole_name(found.evidence.candidate.window.text, found.span)
    return edges.bearer(found.at(whole.start, whole.end))


def reason(evidence: Sequence[Evidence], question: str = "") -> Found | None:
    """The clauses that the reader points to: a cause is told in more words than a name. `question` is normalised."""
    found = best_span(evidence, LIST_SPAN)
    return found and whole_cause(found, question)


def description(evidence: Sequence[Evidence], most: int = 3) -> list[tuple[Evidence, Span]]:
    """The few sentences that say it, in the report's order: the best window's, and those nearly as relevant.

    Spans are of the window's text, or begin before it. Headings and captions only name what the text beside them describes.
    """
    telling = [e for e in evidence if e.passage.kind in ("body", "table")] or evidence
    if not telling:
        return []
    ranked = sorted(telling, key=telling_most)
    best = ranked[0]
    others = ranked[1:most]
    chosen = [best] + [
        other
        for other in others
        if other.passage.id == best.passage.id and other.candidate.score > 0.6 * best.candidate.score
    ]
    if chosen == [best]:
        chosen += [other for other in others if other.reading.relevance > _TOLD_ELSEWHERE][:1]
    chosen.sort(key=lambda one: (one.passage.document, one.place(0, 0).start))
    return [(one, _with_sentences_before(one)) for one in chosen]


def _with_sentences_before(evidence: Evidence) -> Span:
    """A window, with the one before it in its passage where it is no more than a rest: what a description begins with
    is left out otherwise. The span is of the window's text, and begins before it then."""
    window = evidence.candidate.window
    whole = Span(0, len(window.text))
    if window.end - window.start > _REST or not window.start:
        return whole
    before = [w for w in windows(evidence.passage.text) if w.end <= window.start]
    return Span(before[-1].start - window.start, whole.end) if before else whole


def telling_most(evidence: Evidence) -> float:
    """By what the windows of a description are put in order, that which tells most first."""
    return -(_TELLING * evidence.candidate.score + evidence.score)
