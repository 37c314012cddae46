"""Whether something costs money: `要交钱吗` and `免费吗`, told by the clause that names a fee or says that there is none."""

from __future__ import annotations

import re

from ingest.patterns import regex
from ingest.records import Span
from qa.claims import measured
from qa.claims.claim import Claim
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.overlap import share_of

__all__ = ["costs", "of_cost", "of_named_fee"]

_PAYS = regex(
    r"(?:收|交|缴|付|要|花|掏|出)(?:不少|点儿?|一?些)?(?:钱|费)|收费|自费|付费"
    r"|(?:收|交|缴|付)(?P<fee>[\u4e00-\u9fff]{1,4}[费金])(?=了?$)"
)
_FREE = regex(
    r"免费|免(?:收|交|除|缴)|(?:不|无需|不用|不必)(?:再)?(?:收|交|缴|付|要|花|掏|出)(?:钱|费)|零收费|分文不取|(?:取消|停[收征]|停止收取)[\u4e00-\u9fff]{0,6}[费金]"
)
_FEE = regex(r"收费标准|收取|收费|[每人次张]\S{0,6}\d+(?:\.\d+)?元|票价|押金")
_BEHIND = regex("[的了吗呢啊呀吧?。!]*")
_LEAST = 0.3
"""Share of the claim's other character pairs that the clause or the one before it has."""
_RELEVANT = 0.2
_ENOUGH = 0.8
"""Such a share needs no reader to say that the clause is of the claim's matter."""


def of_cost(claim: Claim) -> bool:
    """Whether all that is claimed is that something costs money, or none: `…要交钱`, `…免费`."""
    asked = _FREE.search(claim.statement) or _PAYS.search(claim.statement)
    return (
        asked is not None
        and not claim.figures
        and _BEHIND.fullmatch(claim.statement, asked.end()) is not None
    )


def of_named_fee(claim: Claim) -> bool:
    """Whether a claim names the fee that it is of: 要收租金, 要交预交金."""
    asked = _PAYS.search(claim.statement)
    return asked is not None and asked["fee"] is not None


def costs(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """Whether the claim that something costs money, or none, is so, and the clause that says it; None where the window
    says neither of what the claim is of."""
    asked_free = _FREE.search(claim.statement)
    asked = asked_free or _PAYS.search(claim.statement)
    if asked is None:
        return None
    of = asked.groupdict().get("fee") or claim.statement.replace(asked[0], "").rstrip("要得吗的是")
    text = evidence.candidate.window.text
    told = [m for m in re.finditer(r"[^,。;!?]+", text) if _FREE.search(m[0]) or _FEE.search(m[0])]
    best = max(told, key=lambda m: share_of(of, m[0]), default=None)
    if best is None:
        return None
    around = text[max(0, text.rfind("。", 0, best.start())) : best.end()]
    held = share_of(of, around)
    if held < _LEAST or (evidence.reading.relevance < _RELEVANT and held < _ENOUGH):
        return None
    free = _FREE.search(best[0]) is not None
    if not free and asked.groupdict().get("fee"):
        return None  # 要收租金吗: how much of it, told elsewhere, says that
    found = Found(evidence, Span(best.start(), best.end()), evidence.score)
    return measured.said(claim, free is (asked_free is not None)), found
