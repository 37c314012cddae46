"""Claims that another value in the same slot contradicts: the place in a ranking, who did it, the only one, put off.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from ingest.patterns import regex
from ingest.records import Span
from qa.answers import extract
from qa.claims.claim import Claim
from qa.claims.measured import SURE, said
from qa.claims.named import named
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import begin, stop
from qa.text.overlap import share_of

__all__ = ["done_by", "one_of", "put_off", "ranked"]

_TOP = regex(r"(?P<scope>全[国省市区县])?[^,。]{0,4}?(?:最[快高大多好强]|第一(?:名|位|$)|排头|老大|居首)")
_PLACED = regex(
    r"(?P<who>[^,。;、]{2,10}?)(?:以[^,。;]{1,12}?)?(?:位居|居|排名?|名列|位列|列)(?P<scope>全[国省市区县])?(?:各?[市县区]|同类)?"
    r"(?P<place>首位?|榜首|第[一二三四五六七八九十0-9]+位?名?)"
)
_FIRST = ("首", "首位", "榜首", "第一", "第1", "第一位", "第1位", "第一名", "第1名")
_WHO = 0.6
"""Share of the name of what is ranked that the claim has."""


def ranked(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`增速是全市最快的` against `增速居全市第二`; the very first is told in words, too: `甲村居首`."""
    top = _TOP.search(claim.statement)
    if top is None or len(claim.figures) > 1 or evidence.reading.relevance < SURE:
        return None
    for told in _PLACED.finditer(evidence.candidate.window.text):
        same_scope = not top["scope"] or not told["scope"] or top["scope"] == told["scope"]
        if same_scope and share_of(told["who"], claim.statement) >= _WHO:
            return said(claim, told["place"] in _FIRST), Found(evidence, Span(*told.span()), evidence.score)
    return None


_DOES = regex(
    r"(?:是|由)(?P<name>[^,。;的是由]{2,12}?)(?:亲自|一手|直接|来|给)*(?P<verb>主持|负责|牵头|主办|承办|领衔|带队|带头|建设|运营|管理|出资|开发|实施|组织)的?$"
)


def done_by(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是局长亲自主持的` against `由副局长主持`: the one who does it, by the same verb."""
    asked = _DOES.search(claim.statement)
    if asked is None or evidence.reading.relevance < SURE:
        return None
    text = evidence.candidate.window.text
    told = list(regex(rf"由(?P<name>[^,。;由]{{2,20}}?)(?:共同|统一|具体)?{asked['verb']}").finditer(text))
    if len(told) != 1:
        return None
    same = asked["name"] in told[0]["name"]
    if not same and share_of(asked["name"], told[0]["name"]) > 0:
        return None
    return said(claim, same), Found(evidence, Span(*told[0].span("name")), evidence.score)


_SOLE = regex(
    r"(?:就|只有?|仅有?|光)(?:是|有)?[^,。只就]{1,10}?(?:这)?一(?:个|家|处|所|座|地)|独一[家份]|唯一"
)
_ONE_OF = regex(r"(?:[2-9]|[1-9][0-9]+|[两二三四五六七八九十]+)[个家所处座名项][^,。;]{0,10}?之一")


def one_of(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`就甲一个地方入选` against `3个入选城市之一`."""
    if not _SOLE.search(claim.statement) or evidence.reading.relevance < SURE:
        return None
    told = _ONE_OF.search(evidence.candidate.window.text)
    near = told and share_of(claim.content, evidence.candidate.window.text[: told.end()]) >= _NEAR
    return (
        (said(claim, False), Found(evidence, Span(*told.span()), evidence.score)) if told and near else None
    )


_NEAR = 0.3
_OF_IT = 0.4
_PUT_OFF = regex(
    r"没[^,。]{0,5}?(?:[成完好]|到位)|往后[拖推延挪]|拖[后延]|推迟|延期|顺延|没能?(?:按时|按期|如期|准时)"
)
_IN_TIME = regex(r"(?:按时|按期|如期|准时)[^,。]{0,4}[成完了到]")
_TOLD_OFF = regex(r"推迟|延期|顺延|暂缓|未能?(?:按时|按期|如期)")


def put_off(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`没搬成,往后拖了` against `迁建推迟`, in the clause that the sure reader points to."""
    off = _PUT_OFF.search(claim.statement) is not None
    in_time = not off and not claim.negated and _IN_TIME.search(claim.statement) is not None
    pointed = extract.fact([evidence]) if off or in_time else None
    if pointed is None or evidence.reading.relevance < SURE:
        return None
    text = evidence.candidate.window.text
    start, end = begin(text, pointed.span.start, ",。;!?"), stop(text, pointed.span.end, ",。;!?")
    told = _TOLD_OFF.search(text, start, end)
    if told is None or not (
        named(claim, evidence) or share_of(text[start : told.start()], claim.content) >= _OF_IT
    ):
        return None
    return "yes" if off else "no", pointed
