"""`已经超过2019年了` against `恢复到2019年的88%`: how far something is of an earlier year, as the report says it."""

from __future__ import annotations

from decimal import Decimal

from ingest.patterns import regex
from qa.answers import extract
from qa.claims.claim import Claim
from qa.claims.measured import TOLD_OF_ALL, said
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import begin, stop

__all__ = ["recovered"]

_BASE = r"(?P<base>(?:19|20)\d\d年|疫情前|[上去前]年|同期)"
_CLAIMED = regex(
    rf"(?P<over>超过|高于|多于|好于|超出|[比较])了?{_BASE}(?P<rest>[^,。]*)"
    rf"|(?:恢复|回升?|追平?|赶|达|返)[上到回]?了?{_BASE.replace('base', 'level')}"
    r"(?:同期)?的?(?:水平|样子)?(?!的?[0-9一二三四五六七八九百])"
)
_LESS = regex(r"少|低|差|不如")
_TOLD = regex(rf"{_BASE}(?:同期|全年)?(?:水平)?的(?P<share>[0-9]+(?:\.[0-9]+)?)%")
_WHOLE = Decimal(100)


def recovered(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """Whether something passed, reached again or fell short of a year, against the share of that year's that is told."""
    asked = _CLAIMED.search(claim.statement)
    pointed = extract.fact([evidence]) if asked else None
    if asked is None or pointed is None or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    text = evidence.candidate.window.text
    told = _TOLD.search(text, begin(text, pointed.span.start, ";。!?"), stop(text, pointed.span.end, ";。!?"))
    if told is None or told["base"] != (asked["base"] or asked["level"]):
        return None
    share = Decimal(told["share"])
    less = asked["rest"] is not None and _LESS.search(asked["rest"]) is not None
    so = share < _WHOLE if less else share > _WHOLE if asked["over"] else share >= _WHOLE
    return said(claim, so), pointed.at(told.start("share"), told.end())
