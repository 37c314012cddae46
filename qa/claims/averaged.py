"""Claims that something reaches, passes or misses the average of a wider place: `比全省平均高`, against `高于全省平均水平`.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.claims.claim import Claim
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import around, begin
from qa.text.overlap import share_of

__all__ = ["averaged"]

_AVERAGE = r"(?P<scope>全[国省市区县州]|国家|世界)的?平均(?:水平|值|数|线)?"
_CLAIMED = regex(
    rf"(?P<what>.*?)(?:(?P<below>低于|不如|不及|没到|没达到|达不到|不到)|(?P<above>高于|高过|超过|超出|好于|优于|领先于?)"
    rf"|(?P<least>达到|够上?|够得上|赶上|不低于|追上|有)|比)了?{_AVERAGE}(?P<way>[高低多少快慢好差长短])?"
)
_TOLD = regex(
    rf"(?:(?P<below>低于|不及|落后于?|不足|少于)|(?P<above>高于|高出|超过|超出|好于|优于|领先于?|多于|快于)|(?P<level>达到|持平于?|相当于))了?{_AVERAGE}"
)
_UP = "高多快好长"
_LEAST = 0.3
"""Share of the claim's other character pairs that the sentence has."""


def averaged(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """The verdict on such a claim with the clause that decides it; None where the window sets nothing against that average."""
    asked = _CLAIMED.search(claim.statement)
    if asked is None or not (asked["below"] or asked["above"] or asked["least"] or asked["way"]):
        return None
    text = normalise(evidence.candidate.window.text)
    told = [m for m in _TOLD.finditer(text) if m["scope"] == asked["scope"]]
    if not told:
        return None
    best = max(told, key=lambda m: share_of(asked["what"], around(text, m.start(), m.end(), "。;!?")))
    if share_of(asked["what"], around(text, best.start(), best.end(), "。;!?")) < _LEAST:
        return None
    rank = 1 if best["above"] else -1 if best["below"] else 0
    span = Span(begin(text, best.start(), ",。;!?"), best.end())
    return ("yes" if _agrees(asked, rank) else "no"), Found(evidence, span, evidence.score)


def _agrees(asked: re.Match[str], rank: int) -> bool:
    """Whether what is told (1 above the average, 0 at it, -1 below) is as claimed."""
    if asked["below"] or (asked["way"] and asked["way"] not in _UP):
        return rank < 0
    return rank >= 0 if asked["least"] else rank > 0
