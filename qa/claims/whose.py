"""Claims of who or what it is (`牵头的是不是区医院`, `由教育局负责`), and of one alone (`全是甲一家的`), by what is told."""

from __future__ import annotations

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.answers import extract
from qa.claims.assertion import denies
from qa.claims.claim import Claim
from qa.claims.measured import SURE, TOLD_OF_ALL, said
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import around, begin, stop
from qa.text.overlap import share_of

__all__ = ["only_one", "whose"]

_KIND = (
    r"(?:局|院|委|办|部|处|厅|署|公司|集团|中心|学校|大学|小学|中学|协会|联合会|商会|银行|基金会|办公室|街道|镇|乡|村|社区|[省市区县州]"
    r"|站|所|馆|园|港|大会|论坛|峰会|博览会|基地|学院|研究院|支队|大队|总队|[工妇]联|工会|团委|政府|党委|[人]大|政协)"
)
_IS = regex(rf"(?:的|者|方|单位|部门)(?:就|也|正|真|还|都)?是(?P<name>[^,。;的是]{{2,20}}?{_KIND})$")
_BY = regex(
    rf"(?:由|归|靠|交给|委托)(?P<name>[^,。;的是由]{{2,20}}?{_KIND})(?:来|去|在|一?家|统一|单独|直接)?[^,。;局院委办部处厅]{{1,6}}的?$"
)
_ELSEWHERE = 0.5
"""Share of a name's character pairs from which the window speaks of it, too."""
_LONGEST = 24
"""Characters of the longest name."""


_ALONE = regex(
    r"(?:全部?|都|只|仅|光)(?:是|靠|由|归|在|给)(?P<name>[^,。;]{2,20}?)(?:这)?一(?:个|家|处|所|座|条|人)(?=[\u4e00-\u9fff]|$)"
)
_AND = regex(r"[、和与及]|以及|等")


def only_one(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`全是甲一个项目的` against `甲、乙等项目`: there are others."""
    asked = _ALONE.search(claim.statement)
    if asked is None or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    text = evidence.candidate.window.text
    at = text.find(asked["name"])
    end = at + len(asked["name"])
    beside = at >= 0 and (text[at - 1 : at] in ("、", "和", "与", "及") or _AND.match(text, end) is not None)
    if not beside:
        return None
    place = Span(begin(text, at, ",。;!?:"), stop(text, end, ",。;!?"))
    return said(claim, False), Found(evidence, place, evidence.score)


def whose(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """Yes where the very name claimed is in what the reader points to; no where another of its kind is, and nothing
    of the one claimed."""
    asked = _IS.search(claim.statement) or _BY.search(claim.statement)
    found = extract.fact([evidence]) if asked else None
    if asked is None or found is None or evidence.reading.relevance < SURE:
        return None
    name, told = normalise(asked["name"]), normalise(found.text)
    text = evidence.candidate.window.text
    if name in told:
        so = not denies(around(text, found.span.start, found.span.end, ",;。!?"), figured=True)
        return said(claim, so), found
    other = told[-1:] == name[-1:] and len(told) <= _LONGEST and told not in claim.statement
    if other and share_of(name, text) < _ELSEWHERE:
        return said(claim, False), found
    return None
