"""Claims of a change or a share, which one sentence of the report decides that tells both figures: `翻了一番` against
`由96个增加到142个`, `占八成以上` against `进出口8.7亿元,其中出口7.4亿元`.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.patterns import regex
from ingest.records import Span
from qa.answers import extract, pick
from qa.claims.claim import Claim
from qa.claims.verdict import judge
from qa.numbers.figures import Figure
from qa.numbers.units import convert
from qa.records import Verdict
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import WINDOWS, Found
from qa.text.clause import around, begin, stop
from qa.text.overlap import share_of
from qa.text.sides import of_side, sides_of

__all__ = ["moved", "part_of"]

_MORE = regex(r"多[了出]|增[加长多]?|净增|[涨升翻]|提高|扩大|延长|上调")
_LESS = regex(r"少[了掉]?|[省节]下?|缩短|[降减]|快了|便宜|压缩|下调")
_NAMED = 0.4
"""Share of what changed, or of the part, that the claim names."""
_SURE, _LIKELY = 0.8, 0.5
"""Relevance from which the reader is believed who points to the clause; to the very figures."""
_WINDOWS = 2
_WHOLE = 100
_ENDS = regex(r"[由从自][^,。;]{0,8}$")
_REACHED = regex(r"[^,。;0-9]{0,8}(?:到|至|为|成)了?(?:每[人户亩]|人均|户均)?(?:每[月年天])?")


def moved(claim: Claim, search: Search) -> tuple[Evidence, Found, Verdict] | None:
    """The verdict on how much more or less it became, by the two figures between which the report says it went."""
    figure = claim.figures[0] if len(claim.figures) == 1 else None
    more, less = _MORE.search(claim.statement), _LESS.search(claim.statement)
    if figure is None or figure.value is None or bool(more) == bool(less) or claim.negated:
        return None
    for evidence in search.evidence[:_WINDOWS]:
        for first, second in _changes(evidence):
            if not _of_these(claim, evidence, first, second):
                continue
            result = _difference(figure, first, second)
            if result is None or None in (first.value, second.value):
                continue
            ahead = first.value < second.value  # type: ignore[operator]
            verdict = (
                judge(replace(figure, change=None), claim.relations[0], result)
                if ahead == bool(more)
                else "no"
            )
            if verdict is None:
                continue
            span = Span(first.start, second.end)
            return evidence, Found(evidence, span, evidence.score), verdict
    return None


def _changes(evidence: Evidence) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures of a window between which something went."""
    text = evidence.candidate.window.text
    for first, second in pairwise(pick.figures_of(evidence)):
        apart = _REACHED.fullmatch(text[first.end : second.start])
        alike = first.kind == second.kind != "ordinal"
        if alike and apart and _ENDS.search(text[max(0, first.start - 10) : first.start]):
            yield first, second


def _of_these(claim: Claim, evidence: Evidence, first: Figure, second: Figure) -> bool:
    """Whether the claim names what changed, or the sure reader points to its clause."""
    text = evidence.candidate.window.text
    start = begin(text, first.start, ",。;!?")
    if share_of(text[start : first.start].rstrip("由从自"), claim.content) >= _NAMED:
        return True
    pointed = extract.fact([evidence])
    if pointed is None or pointed.span.start >= second.end or pointed.span.end <= start:
        return False
    to_them = pointed.span.end > first.start
    return evidence.reading.relevance >= (_LIKELY if to_them else _SURE)


def _difference(claimed: Figure, first: Figure, second: Figure) -> Figure | None:
    """By how much the second figure is more or less than the first, as the claim puts it; None where they don't compare."""
    if not first.value or second.value is None:
        return None
    apart = abs(second.value - first.value)
    if claimed.kind == "multiple":
        times = second.value / first.value
        much = times if claimed.change == "increase_to" else times - 1
        return _result(much, "倍", "multiple")
    if claimed.kind in ("fraction", "percent"):
        if first.kind == "percent":
            return None
        return _result(apart / first.value * _WHOLE, "%", "percent")
    if claimed.kind != "quantity" or first.kind != "quantity":
        return None
    value = convert(apart, second.unit, claimed.unit) if claimed.unit else apart
    return None if value is None else _result(value, claimed.unit, "quantity")


def _result(value: Decimal, unit: str, kind: str) -> Figure:
    return Figure("", 0, 0, value, unit, kind)  # type: ignore[arg-type]


# --- a part of a whole -----------------------------------------------------------------------------------

_AMONG = regex(r"占|里[,,面头边]?|当中|之中|[一大]?半|中[,,]|多数|分之|成")
_PART_BY = regex(r"(?:就)?(?:有|为|是|达到?|占)?$")


def part_of(claim: Claim, search: Search) -> tuple[Evidence, Found, Verdict] | None:
    """The verdict on the share of a part that the report counts beside its whole: `87件,其中甲类74件`."""
    shares = [n for n, f in enumerate(claim.figures) if f.kind in ("fraction", "percent")]
    if len(shares) != 1 or claim.figures[shares[0]].change:
        return None
    figure, relation = claim.figures[shares[0]], claim.relations[shares[0]]
    if claim.negated or not _AMONG.search(claim.statement):
        return None
    sides = sides_of(claim.content, [e.candidate.window.text for e in search.evidence[:WINDOWS]])
    best: tuple[float, Evidence, Found, Verdict] | None = None
    for evidence in search.evidence[:_WINDOWS]:
        text = evidence.candidate.window.text
        for whole, part, name in _parts(evidence):
            named = share_of(name, claim.statement) if len(name) > 1 else 0.0
            named = max(named, _NAMED * (len(name) > 1 and name[:2] in claim.statement))
            named = max(named, of_side(sides, text[: part.start]))
            start = begin(text, whole.start, ",。;!?")
            of_whole = share_of(text[start : whole.start][-10:] + whole.counts, claim.content)
            if named < _NAMED or (not of_whole and evidence.reading.relevance < _SURE):
                continue
            value = part.value / whole.value * _WHOLE  # type: ignore[operator]
            verdict = judge(figure, relation, _result(value, "%", "percent"))
            if verdict and (best is None or named + of_whole > best[0]):
                found = Found(evidence, Span(start, stop(text, part.end, ",。;!?、")), evidence.score)
                best = named + of_whole, evidence, found, verdict
    return best and best[1:]


def _parts(evidence: Evidence) -> Iterator[tuple[Figure, Figure, str]]:
    """Each part of a window's text with its whole, and the part's name."""
    text = evidence.candidate.window.text
    figures = [f for f in pick.figures_of(evidence) if f.kind == "quantity" and f.value]
    for number, part in enumerate(figures):
        among = text.rfind("其中", begin(text, part.start, "。;!?"), part.start)
        if among < 0 and text[part.start - 2 : part.start] == ",有":
            among = part.start - 2
        wholes = [f for f in figures[:number] if f.end <= among and _one_sentence(text, f, part)]
        if among < 0 or not wholes:
            continue
        whole = wholes[-1]
        value = convert(part.value or Decimal(0), part.unit, whole.unit)
        if value is None or not whole.value or value >= whole.value or not value:
            continue
        start = max(among + 2, figures[number - 1].end)
        ahead = _PART_BY.sub("", text[start : part.start].strip("、,和与及"))
        behind = text[part.end : stop(text, part.end, "、,。;!?")]
        yield whole, replace(part, value=value), ahead or part.counts or behind


def _one_sentence(text: str, first: Figure, second: Figure) -> bool:
    return around(text, first.start, first.end, "。;!?") == around(text, second.start, second.end, "。;!?")
