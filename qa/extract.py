"""Evidence -> the least span that answers: a figure, a short fact, a list; or the sentences of a description.

Every function looks at what the reader pointed to and at the form of the text, never at words of a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Span
from qa.evidence import Evidence
from qa.persons import asked_post, holds_post, whole_name
from qa.spans import LIST_SPAN, Found, best_span
from qa.words import tagged

__all__ = ["description", "fact", "first_word", "moment", "reason"]

_FACT_SPAN = 48
"""Word pieces of the longest fact that is read as one span."""
_TELLING = 8.0
"""What a window's retrieval counts among descriptions, against the reader's score in log odds."""
_ASKED_NOUN = 3.0
_HOLDS_POST = 5.0
"""What a person gains, in log odds, that the post asked for stands before; and loses where another post does."""
_RESTATED = 6.0
"""What a span loses that stands in the question word for word."""


def fact(
    evidence: Sequence[Evidence], asked: str = "", question: str = "", person: bool = False
) -> Found | None:
    """The span that the reader points to, without the punctuation around it; a `person` by the whole name.

    `asked` is the noun that the question word stands before (`博物馆` of 哪家博物馆): a span that has it is likelier, as
    is one beside the post asked for (`局长` of 局长是谁). What the (normalised) question says itself is hardly its answer.
    """

    post = asked_post(question) if person else ""

    def like_an_answer(window: str, span: Span) -> float:
        text = window[span.start : span.end]
        named = len(asked) > 1 and asked in text
        holds = holds_post(window, span, post) if post else 0
        restated = bool(question) and text in question
        return _ASKED_NOUN * named + _HOLDS_POST * holds - _RESTATED * restated

    found = best_span(evidence, _FACT_SPAN, like_an_answer)
    if found is None or not person:
        return found and _edged(_other_party(_without_time(found), question), question)
    return replace(found, span=whole_name(found.evidence.candidate.window.text, found.span))


_BOUND = re.compile(r"(?:及|或)?以[上下内外]")
_CALLED = re.compile(r"([\u4e00-\u9fff]{2,4})(?:都|又|正式)?(?:叫|名为|名称|名字)")


def _edged(found: Found, question: str) -> Found:
    """A name with its bound (`高级工以上`), with the noun asked for where quotation marks end inside it (`防火“蓝天”工作站`),
    and without the verb that the question has too (建立 of `建立“三个一”机制`)."""
    text, (start, end) = found.evidence.candidate.window.text, (found.span.start, found.span.end)
    if bound := _BOUND.match(text, end):
        end = bound.end()
    noun = _CALLED.search(question)
    if noun and text[end - 1] == '"' and text[start] != '"':
        rest = next((noun[1][i:] for i in range(len(noun[1]) - 1) if text.startswith(noun[1][i:], end)), "")
        end += len(rest)
    words = tagged(text[start:end])
    verb = words[0][0] if len(words) > 1 and words[0][1] == "v" else ""
    if len(verb) > 1 and re.search(rf"{verb}(?:了|过|的是|的)?(?:什么|啥|哪|何)", question):
        restated = next((i for i, (word, _) in enumerate(words) if word not in question), 0)
        kept = sum(len(word) for word, _ in words[:restated])
        start = start + kept if end - start - kept > 1 else start
    return replace(found, span=Span(start, end))


_WITH_WHOM = re.compile(r"[跟和与同]哪")


def _other_party(found: Found, question: str) -> Found:
    """Of `街道和某大学`, where 街道 asks with which university: the university alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    joint = re.search("[和与同跟]", text)
    if joint is None or not _WITH_WHOM.search(question) or not joint.start():
        return found
    own = text[: joint.start()]
    restated = own in question or own[-2:] in question
    return replace(found, span=Span(found.span.start + joint.end(), found.span.end)) if restated else found


_WHEN = re.compile(
    r"(?:已?于|在)(?:当年|年内|[\d一二三四五六七八九十]+[年月日号]|[上下]半年|年[底初末])[\d年月日号底初末]*$"
)


def _without_time(found: Found) -> Found:
    """Of `一期工程于9月` the name alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    when = _WHEN.search(text)
    return (
        replace(found, span=Span(found.span.start, found.span.start + when.start()))
        if when and when.start()
        else found
    )


def moment(found: Found) -> Found:
    """Of `自4月1日起` the day alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    bare = re.fullmatch(r"(?:自|从|于)?(?P<day>.*[年月日号])(?:起|开始)?", text)
    if bare is None or len(bare["day"]) == len(text):
        return found
    start = found.span.start + bare.start("day")
    return replace(found, span=Span(start, start + len(bare["day"])))


def reason(evidence: Sequence[Evidence]) -> Found | None:
    """The clauses that the reader points to: a cause is told in more words than a name."""
    return best_span(evidence, LIST_SPAN)


def first_word(found: Found) -> Found:
    """Of a credit such as `李某某 摄` the name alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    word = re.match(r"[\u3400-\u9fff·]{2,}(?=\s)", text)
    return replace(found, span=Span(found.span.start, found.span.start + word.end())) if word else found


def description(evidence: Sequence[Evidence], most: int = 3) -> list[tuple[Evidence, Span]]:
    """The few sentences that say it, in the report's order: the best window's, and those nearly as relevant.

    Spans are of the window's text. Headings and captions only name what the text beside them describes.
    """
    telling = [e for e in evidence if e.passage.kind in ("body", "table")] or evidence
    if not telling:
        return []
    ranked = sorted(telling, key=lambda e: -(_TELLING * e.candidate.score + e.score))
    best = ranked[0]
    chosen = [(best, Span(0, len(best.candidate.window.text)))]
    for other in ranked[1:most]:
        if other.passage.id == best.passage.id and other.candidate.score > 0.6 * best.candidate.score:
            chosen.append((other, Span(0, len(other.candidate.window.text))))
    return sorted(chosen, key=lambda pair: pair[0].place(0, 0).start)
