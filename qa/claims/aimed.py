"""`比年初定的还低` against `低于预定目标` or `64公里,年初计划60公里`: something set against what was aimed at."""

from __future__ import annotations

from itertools import pairwise

from ingest.patterns import regex
from ingest.records import Span
from qa.answers import extract, pick
from qa.claims.claim import Claim
from qa.claims.measured import TOLD_OF_ALL
from qa.planning.fulfilled import against_aim, beside_aim
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import begin, stop

__all__ = ["aimed"]

_AIM_NEXT = regex(r"[,，(](?:原|年初|年度|全年)?(?:计划|目标|任务|预算)(?:数|值)?(?:为|是)?")


def aimed(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """Whether something came out on the side of its aim that the claim says, by the sentence that the reader points to."""
    asked = against_aim(claim.statement)
    pointed = extract.fact([evidence]) if asked else None
    if asked is None or pointed is None or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    text = evidence.candidate.window.text
    start, end = begin(text, pointed.span.start, "。!?"), stop(text, pointed.span.end, "。!?")
    if told := beside_aim(text[start:end]):
        so, place = told[0] == asked[0], Span(start + told[1], start + told[2])
    elif (found := _of_two(evidence, pointed, asked[0])) is not None:
        so, place = found
    else:
        return None
    return "yes" if so != asked[1] else "no", pointed.at(place.start, place.end)


def _of_two(evidence: Evidence, pointed: Found, way: str) -> tuple[bool, Span] | None:
    """`64公里,年初计划60公里`, where the reader points."""
    text = evidence.candidate.window.text
    for done, aim in pairwise(pick.figures_of(evidence)):
        beside = _AIM_NEXT.fullmatch(text[done.end : aim.start]) and done.unit == aim.unit
        apart = pointed.span.end <= done.start or pointed.span.start >= aim.end
        if apart or not beside or done.value is None or aim.value is None:
            continue
        return (done.value > aim.value if way == "more" else done.value < aim.value), Span(
            done.start, done.end
        )
    return None
