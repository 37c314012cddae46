"""Claims of which way something went (`比上年多`, `往后退了`, `变好了`), by the change that the report tells: by so much,
from one figure to another, or in words.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from itertools import pairwise

from ingest.patterns import regex
from qa.answers import extract, pick
from qa.claims.acts import only_meant
from qa.claims.claim import Claim
from qa.numbers.counted import from_to
from qa.numbers.figures import Figure
from qa.numbers.units import dimension
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import around, begin, sentence_before
from qa.text.overlap import share_of
from qa.text.sides import of_side, sides_of

__all__ = ["direction", "told_of", "went"]

_THEN = r"(?:上年|去年|前年|往年|以前|过去|原来|原先|从前|早先|之前|年初|头年|同期)"
_OUTDONE = regex(rf"比(?!{_THEN}|上一年|前一年)[^,。]{{1,10}}?(?:快|慢|多|少|高|低|大|小|猛|厉害)")
_ROSE = regex(
    rf"(?<!负)增长|上升|上涨|增加|提高|回升|变[多高大长重晚]|涨|(?<!差不)[多高大长重]了|往[上前][走涨进移升]|进[了位]|比{_THEN}[^,。]{{0,6}}?[多高大长重晚]"
)
_FELL = regex(
    rf"负增长|下降|减少|下滑|下跌|降低|回落|变[少低小短轻早]|跌|降了?|[少低小短轻]了|往下[掉走降]|缩水|萎缩|往后退|后退|退步|退了"
    rf"|比{_THEN}[^,。]{{0,6}}?[少低小短轻早]"
)
_UNCLEAR = regex(r"增长点|增长极|降水|降雨|下降为|提高到|增加到|降到|降至|增至")
_BETTER = regex(rf"变好|好转|好了|更好|改善|比{_THEN}[^,。]{{0,6}}?(?:好|强)")
_WORSE = regex(rf"变[差坏]|恶化|更[差糟]|[差坏]了|比{_THEN}[^,。]{{0,6}}?[差坏糟]")
_TOLD_BETTER = regex(r"提升|改善|好转|最好|提高|转优|优化")
_TOLD_WORSE = regex(r"恶化|变差|下降|退步|降为|降至|转差|变坏")
_RISING = regex(r"(?:升|增|涨|延|前移|进位|晋位)[^,。;0-9]{0,3}$")
_FALLING = regex(r"(?:降|减|跌|缩|后移|后退)[^,。;0-9]{0,3}$")
_ONLY_CHANGE = regex(
    rf"[,、由从自的为到至了也均]|比?{_THEN}末?|比?[前上]一|同比|环比|分别|其中|增长|增加|提高|上升|上涨|提升|扩大|净?增|升|下降|减少|降低|缩短|回落|降|减|[多少]"
)
SURE = 0.8
_NAMED = 0.3
"""Share of what a figure is told of that the claim names, where the reader does not point to it."""
_SURELY = 0.4
_WINDOWS = 3
_OF_IT = 6.0
"""What a figure gains, in log odds, whose own words the claim has."""


def direction(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是负增长吧` against `下降3.6%`, `楼比以前多了` against `由6栋增加到9栋`, `变好了` against `由Ⅳ类提升到Ⅲ类`."""
    if _OUTDONE.search(claim.statement):
        return None  # that one rose says nothing of its rising faster than another
    way = went(claim.statement)
    found = _moved(claim, evidence, search) if way else None
    for other in search.evidence[:_WINDOWS] if way and found is None else ():
        found = found or _moved(claim, other, search, surely=True)
    if way and found and found.figure:
        agrees = _way(found.evidence, found.figure) == way
        return ("yes" if agrees != claim.negated else "no"), found
    return _in_quality(claim, evidence)


def went(statement: str) -> str:
    """Which way a statement has something go: `increase`, `decrease`, or empty."""
    statement = _UNCLEAR.sub("", statement)
    fell, rose = bool(_FELL.search(statement)), bool(_ROSE.search(_FELL.sub("", statement)))
    return "" if fell == rose else "decrease" if fell else "increase"


def _moved(claim: Claim, evidence: Evidence, search: Search, surely: bool = False) -> Found | None:
    """The figure that tells how the very thing changed: what the claim names, or what the sure reader points to.

    `surely`: in a window that was not chosen, only what the claim names for the greater part.
    """
    text = evidence.candidate.window.text
    sides = sides_of(claim.content, [text])
    figures = [f for f in pick.figures_of(evidence) if dimension(f.unit) != "months"]
    named = {
        f: _named(told_of(text, figures, f), claim.content) + of_side(sides, text[: f.start]) for f in figures
    }
    most = max((worth for f, worth in named.items() if _way(evidence, f)), default=0.0)
    likely = {f for f, worth in named.items() if _way(evidence, f) and worth > most - _NAMED}
    found = pick.figure([evidence], lambda f: _OF_IT * named[f] if f in likely else None, search.words)
    if found is None or found.figure is None:
        return None
    if only_meant(claim, sentence_before(text, found.span.start)):
        return None
    if surely or named[found.figure] >= _NAMED:
        return found if named[found.figure] >= (_SURELY if surely else _NAMED) else None
    pointed = extract.fact([evidence])
    if pointed is None or evidence.reading.relevance < SURE:
        return None
    clause = begin(text, found.span.start, ",;。!?"), found.span.end
    near = pointed.span.start <= clause[1] and pointed.span.end >= clause[0]
    return found if near else None


def _named(told: str, content: str) -> float:
    """How far a claim names what is told of: by its last word, or by its character pairs."""
    last = _SURELY if len(told) > 1 and told[-2:] in content else 0.0
    return max(last, share_of(told, content))


def told_of(text: str, figures: list[Figure], figure: Figure) -> str:
    """The words that a figure's change is told of: before it, or before the figure that it goes from."""
    number = figures.index(figure)
    for before in range(number, -1, -1):
        start = max(begin(text, figures[before].start, ";。!?"), figures[before - 1].end if before else 0)
        if len(own := _ONLY_CHANGE.sub("", text[start : figures[before].start])) > 1:
            return own[-10:]
    return ""


def _way(evidence: Evidence, figure: Figure) -> str:
    """Which way a figure says that something went; empty where it says nothing of that."""
    if figure.value is not None and figure.value < 0 and figure.kind == "percent":
        return "decrease"
    if figure.change:
        return figure.change.partition("_")[0]
    text = evidence.candidate.window.text
    told = text[max(0, figure.start - 6) : figure.start]
    if _RISING.search(told) or _FALLING.search(told):
        return "increase" if _RISING.search(told) else "decrease"
    for first, second in pairwise(pick.figures_of(evidence)):
        if second == figure and from_to(text, first, second) and None not in (first.value, second.value):
            return "increase" if second.value > first.value else "decrease"  # type: ignore[operator]
    return ""


def _in_quality(claim: Claim, evidence: Evidence) -> tuple[str, Found] | None:
    """Better or worse, told in words in the clause that the sure reader points to."""
    better, worse = bool(_BETTER.search(claim.statement)), bool(_WORSE.search(claim.statement))
    pointed = extract.fact([evidence]) if better != worse else None
    if pointed is None or evidence.reading.relevance < SURE:
        return None
    text = evidence.candidate.window.text
    sentence = around(text, pointed.span.start, pointed.span.end, ";。!?")
    told = bool(_TOLD_BETTER.search(sentence)), bool(_TOLD_WORSE.search(sentence))
    if told[0] == told[1] or share_of(sentence[:_SUBJECT], claim.content) == 0:
        return None
    so = better == told[0]
    start = begin(text, pointed.span.start, ";。!?")
    return ("yes" if so != claim.negated else "no"), pointed.at(start, start + len(sentence))


_SUBJECT = 8
"""Characters at the head of a sentence that say what it is of."""
