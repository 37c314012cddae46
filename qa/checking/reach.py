"""Does what was found reach as far as what was asked for: the place, the time, a result and no plan?

A report of a district says a district's figure beside the words of its city, and a holiday's beside 全年. Each rule
names one way in which a figure, or a name, is of less than the question asks for, or of something beside it.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from ingest.records import Document
from qa.numbers.beside import of_plan
from qa.numbers.sorts import asks_done
from qa.parsing.places import PROVINCES, places
from qa.parsing.question import ParsedQuestion
from qa.search.scope import PLAN_HEADING, names_place, names_year
from qa.search.spans import Found
from qa.text.clause import around
from qa.text.recurring import of_another_period

__all__ = ["falls_short", "level"]

_LEVELS = ("国", "省", "市州盟", "区县旗", "镇乡道", "村")
_PROVINCE = 1
_WIDE = regex(r"全([国省市区县])(?!运会|民|球|面)")
_PERIOD = regex(
    r"春节|国庆|中秋|五一|端午|清明|元旦|假期|黄金周|长假|首[日月]|单日|当[日天]|周末|[上下]半年|[一二三四]季度"
    r"|暑期|寒假|(?<!\d)1?\d月份?(?!\d)"
)
_WHOLE_YEAR = regex(r"全年|一整年|整年")
_ACTUAL = regex(r"实际|实绩|到底完成|真正")
_MEANT = regex(r"(?:年初|原[先来定]?)的?(?:预算|计划|目标)|(?:预算|计划数?|目标)(?:定的?|设的?|里|数|是|为)")
_PLANNED = regex(r"预算|计划|目标|任务|安排|预期|拟|力争|确保|将")
_SETTLEMENT = regex(r"[\u4e00-\u9fff]{2,3}(?:村|社区|街道|镇|乡|小区|学校|小学|中学|医院)")


def level(place: str) -> int:
    """How small a place is, by what its name ends in: 0 for a nation, 5 for a village; -1 where it does not say.

    The divisions of the first level are known by name: 山西, 广东.
    """
    if place in PROVINCES:
        return _PROVINCE
    return next((i for i, kinds in enumerate(_LEVELS) if place[-1:] and place[-1] in kinds), -1)


def falls_short(parsed: ParsedQuestion, found: Found, document: Document | None) -> str | None:
    """Why what was found does not reach what was asked for (`place`, `period`, `aim`), or None."""
    clause, sentence = _around(found)
    if found.figure is not None and found.figure.kind != "ordinal":
        if _of_another_level(parsed, found, document, clause, sentence):
            return "place"
        asked = parsed.normalised
        if _WHOLE_YEAR.search(asked) and _PERIOD.search(clause) and not _WHOLE_YEAR.search(clause):
            return "period"
        if of_another_period(asked, clause):
            return "period"
        if _too_early(parsed, document, clause):
            return "aim"
        planned = of_plan(None, sentence) or PLAN_HEADING.search(found.evidence.passage.section or "")
        if planned and _ACTUAL.search(asked):
            return "aim"
        if not planned and _aim_of_told_year(parsed, document) and not _PLANNED.search(_item(found)):
            return "aim"
        if _MEANT.search(asked) and not _PLANNED.search(_item(found)) and not planned:
            return "aim"
    return "place" if _of_a_neighbour(parsed, found, document, clause, sentence) else None


def _of_another_level(
    parsed: ParsedQuestion, found: Found, document: Document | None, clause: str, sentence: str
) -> bool:
    """A district's figure where 全市 or its city is asked for; the city's where one of its counties is."""
    region = document.region if document else None
    here = level(region) if region else -1
    if region is None or here < 0:
        return False
    named = region in parsed.normalised or region[:-1] in parsed.normalised
    wide = _WIDE.search(parsed.normalised)
    if wide and not named and 0 <= level(wide[1]) < here and wide[0] not in clause:
        return True
    above = [place for place in parsed.places if 0 <= level(place) < here]
    if above and not named and not any(_said(place, clause) for place in above):
        return True
    within = [place for place in parsed.places if level(place) > here]
    if not named:
        within += [place for place in parsed.places if level(place) == here and place not in region]
    return any(not names_place(place, found.evidence.passage, document, sentence) for place in within)


def _said(place: str, clause: str) -> bool:
    """Whether a clause names a place, if without what it is called after: 来鲁 for 山东."""
    return PROVINCES.get(place, place[:-1]) in clause or place[:2] in clause


def _of_a_neighbour(
    parsed: ParsedQuestion, found: Found, document: Document | None, clause: str, sentence: str
) -> bool:
    """One village's, street's or school's where another's is asked for."""
    for settlement in _SETTLEMENT.findall(parsed.normalised):
        name = next((place for place in parsed.places if settlement.endswith(place)), None)
        kind = re.search(r"(?:社区|街道|小区|.)$", settlement)
        if name is None or kind is None or names_place(name, found.evidence.passage, document, sentence):
            continue
        if any(other.endswith(kind[0]) for other in places(clause)):
            return True
    return False


def _aim_of_told_year(parsed: ParsedQuestion, document: Document | None) -> bool:
    """Whether a plan for a year is asked for, and found in the report of what came of it."""
    years = {ref.start for ref in parsed.years if ref.start}
    told_after = document is not None and document.told_year in years and document.year not in years
    return parsed.tense == "aim" and told_after


def _too_early(parsed: ParsedQuestion, document: Document | None, clause: str) -> bool:
    """Whether what came of a year is asked for, and found in a report that can only tell of the one before."""
    years = {ref.start for ref in parsed.years if ref.start and ref.start == ref.end}
    told = document.told_year or document.year if document else None
    if told is None or len(years) != 1 or (year := years.pop()) <= told:
        return False
    done = asks_done(parsed.normalised) or _ACTUAL.search(parsed.normalised)
    return bool(done) and not names_year(clause, year)


def _item(found: Found) -> str:
    """What is told of one thing in a row of them: `房产税3亿元,增长6%` of `契税5亿元,预算4亿元;房产税3亿元,增长6%`."""
    text, span = found.evidence.candidate.window.text, found.span
    return around(text, span.start, span.end, "。;!?")


def _around(found: Found) -> tuple[str, str]:
    """The clause, and the sentence, that a span of a window stands in."""
    text, span = found.evidence.candidate.window.text, found.span
    return around(text, span.start, span.end, ",。;!?"), _item(found)
