"""The level of a title against the level claimed, of the very body that the sentence gives it to: `甲村获评省级示范村,乙村、
丙村获评市级示范村`. Also the class of a hospital or a sight.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.claims.assertion import denies
from qa.claims.claim import Claim
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found
from qa.text.clause import begin, stop
from qa.text.overlap import share_of

__all__ = ["levelled"]

_LEVEL = regex(
    r"(?P<class>[一二三]级[甲乙丙特]等|[1-5]a级)"
    r"|(?P<scope>世界|国际|国家|全国|全球|省|全省|自治区|市|全市|区|全区|县|全县|镇|乡)级"
    r"|(?P<whole>全国|全省|全市|全区|全县)(?!各|首|第|唯一|最|同|平均|水平|前|的|共|有|就|都|只|排|头)"
    r"|(?P<bare>国家|省|市|区|县)(?=重点|示范|先进|优秀|特色|文明|劳动模范)"
)
_SAME = {
    "全国": "国家",
    "全省": "省",
    "全市": "市",
    "全区": "区",
    "全县": "县",
    "全球": "世界",
    "国际": "世界",
}
_GIVEN = regex(
    r"[被]?(?:获评为?|评为|评上了?|入选|获批|晋升为?|升为|创成|创建成|荣获|获得|获|通过|升格为|跻身|认定为|列入|命名为|成为|进入|进了?|拿到?了?|拿的?|是|为)"
)
_NAMED = 0.6
_TITLE = 0.5
_RESTATED = 0.8
"""Share of a title's character pairs from which a claim names it whole."""
_RELEVANT = 0.4


@dataclass(frozen=True)
class _Given:
    """A title that a clause gives to somebody, with its level."""

    level: str
    title: str
    names: tuple[str, ...]
    span: Span


def levelled(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """No where the body claimed has that title of other levels only; None where it has it of the level claimed, of which
    other words decide, or where nothing says so of that body."""
    asserted = _claimed(claim.statement)
    if not asserted or evidence.reading.relevance < _RELEVANT:
        return None
    told = [
        given
        for given in _told(evidence.candidate.window.text)
        if _of(given.names, claim.statement) and _alike(given, asserted[0])
    ]
    levels = {given.level for given in told}
    level = asserted[0][0]
    if not levels:
        return None
    if level in levels:
        found = next(given for given in told if given.level == level)
        whole = level[-1:] in "等级" or share_of(found.title, claim.statement) >= _RESTATED
        alone = len(re.split("[,;]", claim.statement)) <= len(asserted) + 1
        return ("yes", Found(evidence, found.span, evidence.score)) if whole and alone else None
    return "no", Found(evidence, told[0].span, evidence.score)


def _claimed(statement: str) -> list[tuple[str, str]]:
    """Levels that a claim asserts, with the words behind each."""
    return [
        (_level(match), re.split("是|的(?=.{0,1}$)", clause[match.end() :])[0])
        for clause in re.split("[,;]", statement)
        if not denies(clause)
        for match in _LEVEL.finditer(clause)
    ]


def _level(match: re.Match[str]) -> str:
    said = match[match.lastgroup or 0]
    return _SAME.get(said, said)


def _told(text: str) -> list[_Given]:
    """The titles with a level that the clauses of a text give, each with the names that it is given to."""
    told = []
    for match in _LEVEL.finditer(text):
        start, end = begin(text, match.start(), ",。;!?"), stop(text, match.end(), ",、。;!?")
        head = text[start : match.start()]
        given = list(_GIVEN.finditer(head))
        if not given:
            continue
        names = tuple(n for n in re.split("[、和与及]", head[: given[0].start()]) if len(n) > 1)
        told.append(_Given(_level(match), text[match.end() : end], names, Span(match.start(), end)))
    return told


def _of(names: tuple[str, ...], statement: str) -> bool:
    return any(share_of(normalise(name), statement) >= _NAMED for name in names)


def _alike(given: _Given, asserted: tuple[str, str]) -> bool:
    """Whether a title is that of the claim; a class is known by its form, and one of another form is none."""
    level, words = asserted
    if level[-1:] in "等级" or given.level[-1:] in "等级":
        return level[-1:] == given.level[-1:]
    title = re.sub(r"[\s的]", "", given.title)
    return not words.strip(" ,的") or share_of(words, title) >= _TITLE or share_of(title, words) >= _TITLE
