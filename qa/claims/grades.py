"""Grades of titles and prizes: `省级` is not `国家级`, 银奖 not 铜奖, though the rest of the claim stands there word for word.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.answers import extract
from qa.claims.assertion import denies
from qa.claims.claim import Claim
from qa.claims.measured import TOLD_OF_ALL, said
from qa.claims.named import named
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.awards import level_at, levels
from qa.text.clause import begin, stop
from qa.text.overlap import share_of

__all__ = ["graded", "prized"]

_GRADE = regex(
    r"(?P<grade>世界|国际|国家|部|省|自治区|市|区|县|州|镇|乡)级"
    r"|(?P<bare>国家|省|市|区|县)(?=重点|示范|先进|优秀|特色|文明|劳动模范)"
)
_GIVEN = regex(
    r"(?P<grade>国家|国[里内]|全国|省|全省|市|全市|区|县)(?:里|上)?(?:都|还|已经?|也|就)*(?P<not>没有?|不)?(?:认[定的可]?|评[的上定]?|授予?的?|命名|颁的?|[发给]的[牌称奖])"
)
_OF_GRADE = {"国里": "国家", "国内": "国家", "全国": "国家", "全省": "省", "全市": "市"}
_TITLE = 0.5
"""Share of a title's character pairs that a claim has which speaks of it."""


def graded(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`省级示范基地` against a claim of 国家级, and the other way round: the grade of the very title claimed."""
    asserted, denied = _claimed(claim)
    if not asserted | denied or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    found = extract.fact([evidence])
    told = _told(claim, evidence, found) if found and named(_without(claim), evidence) else []
    grades = {grade for grade, _ in told}
    if found is None or len(grades) != 1:
        return None
    so = grades <= asserted if asserted else not grades <= denied
    if so and not _IS_OF_GRADE.search(claim.statement):
        return None  # 通过了省级评估: more is claimed than the grade
    return "yes" if so else "no", found.at(*told[0][1])


_IS_OF_GRADE = regex(
    r"(?:是|为|属于?|算|[评拿获]上?的?)[^,。]{0,3}(?:国家|省|市|区|县|州|镇|乡)级|(?:国家|省|市|区|县|州|镇|乡)级的?$|认|[评发给批]的"
)


def _claimed(claim: Claim) -> tuple[set[str], set[str]]:
    """Grades that the claim asserts, and those that it denies: `是省级的,不是国家级的`, `国家没认`."""
    asserted: set[str] = set()
    denied: set[str] = set()
    for clause in re.split("[,;]", claim.statement):
        no = denies(clause)
        (denied if no else asserted).update(m[m.lastgroup or 0] for m in _GRADE.finditer(clause))
        for match in _GIVEN.finditer(clause):
            (denied if match["not"] else asserted).add(_OF_GRADE.get(match["grade"], match["grade"]))
    return asserted, denied


def _without(claim: Claim) -> Claim:
    """The claim less its grades: what has them is to stand in the passage."""
    return replace(claim, content=_GIVEN.sub(" ", _GRADE.sub(" ", claim.content)))


def _told(claim: Claim, evidence: Evidence, found: Found) -> list[tuple[str, tuple[int, int]]]:
    """Grades of the sentence pointed to, with their titles' places: of those titles only that the claim speaks of most."""
    text = evidence.candidate.window.text
    start, end = begin(text, found.span.start, "。!?"), stop(text, found.span.end, "。!?")
    best: list[tuple[str, tuple[int, int]]] = []
    most = _TITLE
    for match in _GRADE.finditer(text, start, end):
        until = min(stop(text, match.end(), "、,;。!?"), end)
        share = share_of(re.sub(r"\s", "", text[match.end() : until]), claim.statement)
        if share < most:
            continue
        best = [*(best if share == most else ()), (match[match.lastgroup or 0], (match.start(), until))]
        most = share
    return best


_FIRST = regex(r"第一(?![次回批届个家季产条线时步年代期])")
_TOP = frozenset(("金", "特等", "一等", "第一", "最佳"))
"""What people call the first."""


def prized(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """A claim of a prize against another that was won of the same: `拿了头名` against 铜奖."""
    wanted = levels(claim.statement) | ({"第一"} if _FIRST.search(claim.statement) else set())
    if not wanted or evidence.reading.relevance < TOLD_OF_ALL:
        return None
    clause = _nearest(claim, evidence)
    told = levels(evidence.candidate.window.text[clause.start : clause.end])
    place = level_at(evidence.candidate.window.text, clause)
    if not told or place is None or told & wanted or ("第一" in wanted and told & _TOP):
        return None
    return said(claim, False), Found(evidence, place, evidence.score)


def _nearest(claim: Claim, evidence: Evidence) -> Span:
    """The clause that shares most with the claim."""
    text = evidence.candidate.window.text
    clauses = [Span(m.start(), m.end()) for m in re.finditer("[^,;。!?]+", text)]
    words = normalise(claim.content)
    return max(clauses, key=lambda c: _shared(words, text[c.start : c.end]), default=Span(0, 0))


def _shared(words: str, clause: str) -> int:
    return sum(words[i : i + 2] in clause for i in range(len(words) - 1))
