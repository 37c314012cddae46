"""Claims without figures that the report's figures decide: all of it, the plan met, what outdid what."""

from __future__ import annotations

from itertools import pairwise

from ingest.patterns import regex
from ingest.records import Span
from qa.answers import extract, pick
from qa.claims.claim import Claim
from qa.claims.outpaced import outpaced
from qa.planning.fulfilled import bears_out, claimed, in_words, tells_how_far
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import around, begin, sentence_before, stop
from qa.text.overlap import share_of

__all__ = [
    "SURE",
    "TOLD_OF_ALL",
    "compared",
    "first_of",
    "fulfilled",
    "in_part",
    "said",
    "whole",
]

_ALL = regex(
    r"[一半][个件处家项条][都也]?[不没][剩落差留]|都|全部|全都|所有|统统|悉数|尽数|一律|全(?=[完整解参覆落达实])|\b(?:all|every)\b"
)
SURE = 0.8
"""Relevance from which the reader is believed where the words are far from the claim's; and of a round number, that
stands in many places."""
TOLD_OF_ALL = 0.5
"""Relevance below which a percentage is some other matter's: most passages have one."""
_NONE_OF = regex(r"(?:都|全部?)[不没]")


def whole(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是不是都…` against a percentage: all of them is 100 %, anything less is not all."""
    if not _ALL.search(claim.statement):
        return None
    if evidence.reading.relevance < TOLD_OF_ALL or _NONE_OF.search(claim.statement):
        return None
    if some := _some_of(evidence):
        return said(claim, some[1]), some[0]
    if (wholly := _wholly(evidence)) and "%" not in wholly.text:
        return said(claim, True), wholly
    found = pick.figure([evidence], lambda f: 0.0 if f.kind == "percent" else None, search.words)
    if found is None or found.figure is None or found.figure.value is None:
        return None
    full = found.figure.value == 100 and found.figure.qualifier == "exact"
    return ("no" if full == claim.negated else "yes"), found


_PARTLY = regex(
    r"(?:只有|才|就)(?:一|小)?(?:部分|半|些|几[个家处所])|[只仅](?:是|有)?(?:[在给让对][^,。]{0,6}?)?(?:个别|少数|一部分|部分|一两[个家处])|没(?:有)?全部?|不是全部?|还有(?:不少|很多|一些)没"
)
_WHOLLY = regex(r"全面(?=铺开|推开|覆盖|推行|普及|落实|完成|建成)|全部|全都|全数|悉数|均已|100%|全覆盖")


def in_part(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`只有一部分开了吧` against `全部投入运营`: no."""
    if not _PARTLY.search(claim.statement) or evidence.reading.relevance < SURE:
        return None
    wholly = _wholly(evidence)
    return ("no", wholly) if wholly else None


def _wholly(evidence: Evidence) -> Found | None:
    """`全部投入运营` in the very clause that the reader points to, where it is sure."""
    found = extract.fact([evidence])
    if found is None or evidence.reading.relevance < SURE:
        return None
    text = evidence.candidate.window.text
    start, end = begin(text, found.span.start, ",。;!?"), stop(text, found.span.end, ",。;!?")
    told = _WHOLLY.search(text, start, end)
    return found.at(told.start(), end) if told else None


_SCOPES = ("世界 全球", "全国 国内", "全省 省内 省里", "全市 市内 市里", "全区 全县 区内 县内 区里 县里")
_WIDTH = {scope: width for width, scopes in enumerate(_SCOPES) for scope in scopes.split()}
_FIRST_OF = regex(
    rf"(?P<scope>{'|'.join(_WIDTH)})(?:的|里|内|是|算)*(?:(?:头一|首|第一|唯一)(?P<of>[\u4e00-\u9fff])"
    r"|[^,。;、最]{0,10}?最(?P<most>[大小高多早快长强]))"
)


_SPEAKS_OF_IT = 0.4


def first_of(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`全省头一家吧` against `全市首家`: no; against `全国首家`: yes."""
    counted = any(f.kind != "ordinal" for f in claim.figures)  # 43家全是全省首店: how many are
    claimed = None if counted else _FIRST_OF.search(claim.statement)
    text = evidence.candidate.window.text
    told = [
        m
        for m in _FIRST_OF.finditer(text)
        if claimed and m.group("of", "most") == claimed.group("of", "most")
    ]
    if claimed is None or len(told) != 1 or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    sentence = around(text, told[0].start(), told[0].end(), "。!?")
    if evidence.reading.relevance < SURE and share_of(claim.content, sentence) < _SPEAKS_OF_IT:
        return None
    so = _WIDTH[told[0]["scope"]] <= _WIDTH[claimed["scope"]]
    return said(claim, so), Found(evidence, Span(*told[0].span()), evidence.score)


def fulfilled(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`超额完成了预算` against `为预算的99.0%`."""
    met = claimed(claim.statement)
    if met is None:
        return None
    found = pick.figure(
        [evidence],
        lambda f: 0.0 if f.unit == "%" else None,
        search.words,
        lambda before, f, _: 0.0 if tells_how_far(before, f) else -_ELSEWHERE,
    )
    if (
        found is None
        or found.figure is None
        or not tells_how_far(sentence_before(evidence.candidate.window.text, found.span.start), found.figure)
    ):
        return _in_words(claim, met, evidence)
    so = bears_out(met, found.figure)
    # 没完成 is itself what is claimed; 没有超额完成 denies it
    return (("yes" if so else "no") if met == "under" else said(claim, so)), found


_SUBJECTLESS = regex("(?:均|都|也|并|且|但|大幅|明显)*(?:预期|年度|全年|增长|年初|既定)*")


def _in_words(claim: Claim, met: str, evidence: Evidence) -> tuple[str, Found] | None:
    """A claim of a plan against `超过预期目标`, told behind the very matter that the reader points to."""
    pointed = extract.fact([evidence])
    if pointed is None or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    text = evidence.candidate.window.text
    start, end = begin(text, pointed.span.start, ",。;!?"), stop(text, pointed.span.end, ",。;!?")
    told = in_words(text[start:end])
    if told is None and text[end : end + 1] == ",":
        # 就业1312万人,超过预期目标: the next clause goes on, if it has no subject of its own
        start, end = end + 1, stop(text, end + 1, ",。;!?")
        if _AIM_TOLD.match(text, start) and in_words(text[start:end]) is None and text[end : end + 1] == ",":
            start, end = end + 1, stop(text, end + 1, ",。;!?")
        told = in_words(text[start:end])
        if told is not None and not _SUBJECTLESS.fullmatch(text[start : start + told[1]]):
            return None
    if told is None:
        return None
    so = told[0] == met or (met == "met" and told[0] == "over")
    where = pointed.at(start + told[1], start + told[2])
    return (("yes" if so else "no") if met == "under" else said(claim, so)), where


_AIM_TOLD = regex(r"(?:年初|原定|原|年度)?(?:计划|预期|目标|预算)")
_ELSEWHERE = 20.0
"""What a percentage loses that says nothing of a plan."""


_OF_THEM = regex(
    r"[\u4e00-\u9fff]{0,8}[,，](?:已|共|实际|全部|当年|兜底|按期|其中|累计|成功)*(?:成功|(?:办[成结妥]|完成|整改|解决|落实|兑现|化解|调[处解])(?:完成|到位|成功)?)"
)
_AND_DONE = regex(r"(?:已|全部|按期|均)?(?:办[成结妥]|完成|整改|解决|落实|兑现|化解|达标)")
_NAMED_ONCE = regex(r"[\u4e00-\u9fff]{2,10}[,，](?:有|已有|其中)?")
"""`28项指标,25项完成`: what is done stands behind the number."""


def _some_of(evidence: Evidence) -> tuple[Found, bool] | None:
    """How many of how many were done, where the reader points: `接件316件,办成309件`; and whether that is all."""
    pointed = extract.fact([evidence])
    for all_of_them, those in pairwise(pick.figures_of(evidence)):
        text = evidence.candidate.window.text
        between = text[all_of_them.end : those.start]
        behind = _NAMED_ONCE.fullmatch(between) and _AND_DONE.match(text, those.end)
        if pointed is None or not (behind or _OF_THEM.fullmatch(between)):
            continue
        apart = pointed.span.end <= all_of_them.start or pointed.span.start >= those.end
        if apart or those.unit != all_of_them.unit or those.value is None or all_of_them.value is None:
            continue
        span = Span(those.start, those.end)
        return Found(evidence, span, evidence.score, those), those.value >= all_of_them.value
    return None


def compared(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`A涨得比B快` against `快于B`, in print."""
    told = outpaced(claim.statement, evidence.candidate.window.text)
    if told is None:
        return None
    agrees, span = told
    return ("yes" if agrees != claim.negated else "no"), Found(evidence, span, evidence.score)


def said(claim: Claim, so: bool) -> str:
    return "yes" if so != claim.negated else "no"
