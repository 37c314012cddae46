"""Each kind of question, answered in the way that fits: what was found becomes a draft of the answer."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.answers import extract
from qa.answers.answerspan import find_span
from qa.answers.confidence import confidence, features_of
from qa.answers.draft import Draft
from qa.answers.points import Place, further_points, points_asked, series_at
from qa.parsing.focus import worded_as
from qa.parsing.question import ParsedQuestion
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.quote import quote_around
from qa.search.scope import without_years
from qa.search.spans import WINDOWS, Found
from qa.text.clause import around
from qa.text.overlap import share_of
from qa.text.spoken import printed_for

__all__ = ["description", "is_described", "lookup", "points", "tells_of_all", "topic"]

_SIGNED = regex(r"署名|作者|记者|通讯员|第几[期版]")
_BYLINE = 0.6
"""How sure a line over the text is to be what is asked of the report itself: `□某某` for 署名, which tells the reader
little."""
_SHORT = 3
"""Characters of a question that names but one thing: 有多少人口."""


def lookup(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """A figure, a fact or a list: the span that answers and the sentence around it."""
    found = find_span(parsed, search)
    if found is None or (found.figure is not None and _of_nothing_else(parsed, found)):
        return None
    features = {**features_of(found.evidence, found, search), "figure": float(found.figure is not None)}
    quote = quote_around(found.evidence.passage, found.place.start, found.place.end)
    sure = confidence(features)
    if found.evidence.passage.kind == "furniture" and _SIGNED.search(parsed.normalised):
        sure = max(sure, _BYLINE)
    return Draft(found.text, (quote,), sure, features=features, found=found)


def _of_nothing_else(parsed: ParsedQuestion, found: Found) -> bool:
    """Whether a question of one word alone (人口) is answered where the word does not stand: 120余人 are no population."""
    word = parsed.focus
    for place in parsed.places:
        word = word.replace(place, "")
    word = word.strip(" 的")
    told = normalise(found.evidence.candidate.window.text + (found.evidence.passage.topic or ""))
    if worded_as(word, told, lambda _: False) != word or printed_for(word, lambda other: other in told):
        return False  # gdp, where 生产总值 is printed; 老师, where 教师 is
    return 1 < len(word) <= _SHORT and not any(word[i : i + 2] in told for i in range(len(word) - 1))


_NOUN = 4
_OF_EACH = 0.5
"""Share of the character pairs of a name's last noun that a clause has which tells of it."""


def tells_of_all(names: Sequence[str], draft: Draft) -> bool:
    """Whether the clause of what was found tells of each: `新落户金融机构和金融类项目30余家` of both together."""
    if draft.found is None:
        return False
    text, span = draft.found.evidence.candidate.window.text, draft.found.span
    clause = around(text, span.start, span.end, ",。;!?")
    return all(share_of(normalise(name)[-_NOUN:], clause) >= _OF_EACH for name in names)


def is_described(parsed: ParsedQuestion) -> bool:
    """Whether whole sentences answer: `怎么做的`, `情况如何`; not a reason, nor what has a name: `用什么方式`."""
    if parsed.kind == "description":
        return True
    return parsed.expected == "method" and not _NAMED_METHOD.search(parsed.normalised)


_NAMED_METHOD = regex(r"(?<![靠拿凭])(?:什么|啥)|何种|哪")


def description(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """The few sentences that say it, in the report's order."""
    if _FIELDS_ASKED.search(parsed.normalised) and (listed := _fields(parsed, search)) is not None:
        return listed
    chosen = extract.description(search.evidence)
    if not chosen:
        return None
    # what is shown, not what was read first: a caption may name what nothing tells of
    best = min((evidence for evidence, _ in chosen), key=extract.telling_most)
    places = [(one.passage, one.place(span.start, span.end)) for one, span in chosen]
    return _described(best, [*places, *further_points(best, [hit.passage for hit in search.hits])], search)


_FIELDS_ASKED = regex(r"哪[些几]个?(?:方面|领域|环节|地方)")
_FIELDS = regex(
    r"等?(?:[0-9一二三四五六七八九十两]+[个大])?[\u4e00-\u9fff]{0,4}?(?:领域|方面|环节|因素|场景|行业)"
)


def _fields(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """The fields that a report names one by one (`在交通、文旅等领域`), where 哪些方面 asks for them; else None."""
    listed = lookup(parsed, search)
    if listed is None or listed.found is None or "、" not in listed.found.said:
        return None
    text = listed.found.evidence.candidate.window.text
    return listed if _FIELDS.match(text, listed.found.span.end) else None


def points(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """All the points that a report numbers, where several ways or things are asked for: `抓哪三件事`. None for another
    question, and where none of the windows that were read stands among as many."""
    asked = points_asked(parsed.normalised)
    if asked is None:
        return None
    passages = [hit.passage for hit in search.hits]
    for evidence in search.evidence[:WINDOWS]:
        series = series_at(evidence, passages)
        if series is not None and asked in (0, series.count):
            return _described(evidence, series.places, search)
    return None


def _described(best: Evidence, places: Sequence[Place], search: Search) -> Draft:
    """The draft that quotes the sentences at `places`, as sure as `best` makes it."""
    quotes = [quote_around(passage, span.start, span.end) for passage, span in places]
    seen = features_of(best, None, search)
    features = {"description": 1.0, **{f"description_{name}": seen[name] for name in _DESCRIPTION_FEATURES}}
    return Draft(None, tuple(quotes), confidence(features), features=features)


_DESCRIPTION_FEATURES = ("relevance", "retrieval", "unknown")
"""A description is known by its words being there; how a span would score says nothing of it."""


_NAMED, _HINTED = 0.6, 0.3
"""Share of a topic's character pairs that a window has which tells of it; and of one that the reader is sure of."""
_SURE_OF_TOPIC = 0.7


def topic(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """A bare topic word: what the report says on it, where its words really stand in the report."""
    words = normalise(without_years(parsed.focus or parsed.text, parsed.years))
    for region in search.scope.regions:
        words = words.replace(region, "").replace(region[:-1], "")
    words = words.replace(" ", "") or normalise(parsed.text)
    shares = [
        (share_of(words, e.candidate.window.text + " " + (e.passage.section or "")), e)
        for e in search.evidence
    ]
    telling = [
        (share, e)
        for share, e in shares
        if share >= _NAMED or (share >= _HINTED and e.reading.relevance >= _SURE_OF_TOPIC)
    ]
    if not telling:
        return None
    best = max(share for share, _ in telling)
    chosen = [e for share, e in telling if share > best - 0.15][:3]
    chosen.sort(key=lambda e: (e.passage.document, e.place(0, 0).start))
    quotes = []
    for evidence in chosen:
        window = evidence.place(0, len(evidence.candidate.window.text))
        quotes.append(quote_around(evidence.passage, window.start, window.end))
    return Draft(None, tuple(quotes), min(0.95, 0.35 + 0.6 * best), features={"share": best})
