"""What follows from a figure and another beside it: the year before, the plan, the whole, what there was before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.checking.checks import objection
from qa.computing.computed import computed
from qa.computing.oneoperand import Operand, at_figure, drafted, operand_of
from qa.computing.reckon import (
    Reckoning,
    behind_multiple,
    behind_share,
    from_fulfilment,
    from_growth,
    from_multiple,
    from_new,
    from_share,
    own_of_list,
)
from qa.numbers.counted import from_to
from qa.numbers.figures import Figure
from qa.parsing.question import ParsedQuestion, parse
from qa.planning import calculate
from qa.records import Question
from qa.search.evidence import Evidence
from qa.search.find import Finder
from qa.text.clause import sentence_before
from qa.text.interrogatives import strip_padding
from qa.text.regions import seat

__all__ = [
    "asks_before",
    "behind_beside",
    "from_next_year",
    "is_to_be_reckoned",
    "is_turned_back",
    "told_back",
    "year_before",
]


def year_before(parsed: ParsedQuestion, finder: Finder) -> Draft | None:
    """`2022年装了几部` where only the report of 2023 says `37部,比上年增加16部`: the one less the other."""
    if asks_before(parsed):
        later = parse(Question(strip_padding(parsed.normalised).replace(parsed.years[0].text, "", 1)))
        return None if later.gate or later.kind != "figure" else _reckoned_back(later, "上年", finder)
    years = [ref for ref in parsed.years if ref.start and ref.start == ref.end]
    if len(years) != 1 or not _is_one_figure(parsed) or years[0].start is None:
        return None
    regions = finder.scope(parsed).regions
    told = {d.told_year or d.year for d in finder.store.documents() if not regions or seat(d) in regions}
    if years[0].start in told or years[0].start + 1 not in told:
        return None
    asked = strip_padding(parsed.normalised)
    later = parse(Question(asked.replace(years[0].text, f"{years[0].start + 1}年")))
    if later.gate or not _is_one_figure(later):
        return None
    return _reckoned_back(later, f"{years[0].start}年", finder)


def _is_one_figure(parsed: ParsedQuestion) -> bool:
    """Whether a question asks for a figure, be it a rate that could be computed (办结率)."""
    if parsed.kind != "calculation" or "率" not in parsed.normalised:
        return parsed.kind == "figure"
    plan = calculate.plan(parsed.text)
    return plan is not None and plan.operation == "share" and len(plan.operands) == 1


_YEAR_BEFORE = ("前一年", "上一年", "头一年", "上年")


def asks_before(parsed: ParsedQuestion) -> bool:
    """Whether a question asks for the year before the one that a report tells of, by no number: 前一年有多少."""
    named = len(parsed.years) == 1 and parsed.years[0].text in _YEAR_BEFORE
    return named and parsed.report is None and parsed.kind == "figure"


_HINTED = regex(
    r"[按照据依从用拿][^,。?]{0,8}?(?:报告|数字?|数据|说法|倍数|增幅|增速)[^,。?]{0,6}?(?:倒推|反推|推算|倒算|往回推|的?说法|算)?[,，]"
)
_RECKONED = regex("倒推|反推|倒算|往回推|倒着算")
_TURNED_BACK = regex(f"{_RECKONED.pattern}|推算|的说法")
_AIM = regex("今年|拟|安排|预算|计划|目标|预期|力争|本年")
_CERTAIN = 0.8
"""How sure the later year's figure must be where nothing says that the year before is to be reckoned from it."""


def is_turned_back(parsed: ParsedQuestion) -> bool:
    """Whether a question says that a report is to be reckoned back from: 照2009年报告的说法, 2008年是多少."""
    year = _single_year(parsed)
    return (
        parsed.report is not None
        and year in (parsed.report - 1, parsed.report - 2)
        and _TURNED_BACK.search(parsed.normalised) is not None
    )


def is_to_be_reckoned(parsed: ParsedQuestion) -> bool:
    """Whether such a question wants nothing but a reckoning: 倒推, and no more than 照…的说法."""
    return is_turned_back(parsed) and _RECKONED.search(parsed.normalised) is not None


def from_next_year(parsed: ParsedQuestion, finder: Finder) -> Draft | None:
    """What a report says of the next year, told or planned, less what that is more than the year asked for.

    `拟安排赤字7500亿元,比上年增加5700亿元` in the report of 2009 tells of 2008.
    """
    year = _single_year(parsed)
    if year is None or parsed.kind != "figure":
        return None
    asked = _HINTED.sub("", strip_padding(parsed.normalised))
    later = parse(Question(asked.replace(parsed.years[0].text, f"{year + 1}年")))
    finder = finder.of_report(parsed.report)
    operand = operand_of(later, finder) if not later.gate and later.kind == "figure" else None
    if operand is None or operand.draft.found is None or not _tells_of(year + 1, operand, finder):
        return None
    if not is_turned_back(parsed) and operand.draft.confidence < _CERTAIN:
        return None
    scope, documents = operand.search.scope, finder.store.documents()
    if objection(operand.asked, operand.draft, scope, documents, finder.spoken_of, finder.misspelt):
        return None
    return _before_it(operand, f"{year}年")


def _single_year(parsed: ParsedQuestion) -> int | None:
    years = [ref.start for ref in parsed.years if ref.start and ref.start == ref.end]
    return years[0] if len(years) == 1 == len(parsed.years) else None


def _tells_of(year: int, operand: Operand, finder: Finder) -> bool:
    """Whether an operand is of that year: told by the report that tells of it, planned by the one that is given in it."""
    assert operand.draft.found is not None
    one, name = operand.draft.found.evidence, operand.draft.quotes[0].passage.document
    document = next((d for d in finder.store.documents() if d.name == name), None)
    if document is None or operand.figure.change:
        return False
    planned = _AIM.search(sentence_before(one.candidate.window.text, operand.figure.start)) is not None
    told = document.told_year or document.year
    return told == year and not planned if told == year or document.year != year else planned


def behind_beside(parsed: ParsedQuestion, draft: Draft) -> Draft | None:
    """What is asked for behind the multiple or share that was found: `2018年是多少` of `61.2亿元,是2018年的2.3倍`,
    `预算支出多少` of `民生支出38亿元,占预算支出的80%`. None where that isn't what was found, or it is itself asked for.
    """
    figure = draft.found.figure if draft.found else None
    if draft.found is None or figure is None:
        return None
    one, year = draft.found.evidence, _single_year(parsed)
    reckoning = None
    if year is not None and not re.search("几?倍[^数]|翻", parsed.normalised):
        reckoning = from_multiple(one, figure, f"{year}年")
    if figure.kind in ("percent", "fraction") and parsed.expected == "number" and parsed.unit != "%":
        reckoning = behind_share(one, figure, parsed.normalised)
    if reckoning is None and figure.kind == "quantity":
        reckoning = behind_multiple(one, figure, parsed.normalised)
    if reckoning is None:
        return None
    operands = [replace(draft, found=at_figure(one, f)) for f in (reckoning.amount, reckoning.beside)]
    return computed(reckoning.plan, operands, draft.confidence)


def told_back(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """A plan of one operand, whose other figure stands beside it: the year before, or what was aimed at."""
    asked = parse(Question(plan.operands[0]))
    if asked.gate:
        return None
    if plan.operation == "before" and not plan.base:
        return _told_beside(asked, finder, from_new)
    if plan.operation == "whole" and plan.base:
        return _told_beside(asked, finder, lambda one, part: from_share(one, part, plan.base))
    if plan.operation == "before":
        return _reckoned_back(asked, plan.base, finder, plan.factor)
    return _aimed_at(asked, finder)


def _reckoned_back(
    later: ParsedQuestion, base: str, finder: Finder, told: Figure | None = None
) -> Draft | None:
    """What is told of a year, less what it came to be more than the year `base`; `told`: the rate that is to stand there."""
    operand = operand_of(later, finder)
    return _before_it(operand, base, told) if operand else None


def _before_it(operand: Operand, base: str, told: Figure | None = None) -> Draft | None:
    """An operand less what it came to be more than the year `base`."""
    if operand.draft.found is None:
        return None
    one = operand.draft.found.evidence
    if told is None and (earlier := _from_before(one, operand.figure)):
        return drafted(at_figure(one, earlier), operand.search)
    total = own_of_list(one, operand.figure, operand.asked.normalised, operand.search.words)
    reckoning = from_growth(one, total, base, told) if total else None
    if reckoning is None and told is None:
        reckoning = from_multiple(one, operand.figure, base) or from_multiple(one, operand.figure, "上年")
    if (
        reckoning is None
        and total
        and told is None
        and (_AT_END.search(operand.asked.normalised) or base in _YEAR_BEFORE)
    ):
        reckoning = from_new(one, total)
    if reckoning is None:
        return None
    return _result(reckoning, one, operand)


_AT_END = regex("年[底末]")
"""What there was at a year's end is what the next one's came on top of: `新增2个,达到8个`."""


def _told_beside(
    asked: ParsedQuestion, finder: Finder, reckoned: Callable[[Evidence, Figure], Reckoning | None]
) -> Draft | None:
    """What follows from the figure asked for and another that stands beside it: a total less what came new, the whole
    behind a share."""
    operand = operand_of(asked, finder)
    if operand is None or operand.draft.found is None:
        return None
    one = operand.draft.found.evidence
    reckoning = reckoned(one, operand.figure)
    if reckoning is None:
        return None
    return _result(reckoning, one, operand)


def _result(reckoning: Reckoning, one: Evidence, operand: Operand) -> Draft | None:
    """What a reckoning comes to, as sure as the operand that it starts from."""
    figures = (reckoning.amount, reckoning.beside)
    drafts = [drafted(at_figure(one, figure), operand.search) for figure in figures]
    return computed(reckoning.plan, drafts, operand.draft.confidence)


_LAST_YEAR = regex(r"(?:上年|去年|前一年|上一年)(?:同期|末|底)?的?$")


def _from_before(one: Evidence, now: Figure) -> Figure | None:
    """What the sentence itself says of the year before: 215万 of `由上年的215万减少到168万`."""
    text = one.candidate.window.text
    for first, second in pairwise(figures_of(one)):
        if now in (first, second) and from_to(text, first, second) and _LAST_YEAR.search(text[: first.start]):
            return first
    return None


def _aimed_at(result: ParsedQuestion, finder: Finder) -> Draft | None:
    """`2.4万人,完成计划的120%`: what was planned, by what was done and how far it goes."""
    operand = operand_of(result, finder)
    if operand is None or operand.draft.found is None or not _of_its_year(operand, finder):
        return None
    one = operand.draft.found.evidence
    reckoning = from_fulfilment(one, operand.figure)
    if reckoning is None:
        return None
    return _result(reckoning, one, operand)


def _of_its_year(operand: Operand, finder: Finder) -> bool:
    """Whether an operand stands in a report that tells of the year asked for: the plan of no other was fulfilled."""
    years = {ref.start for ref in operand.asked.years}
    if not years:
        return True  # 年度任务: the year that the report tells
    document = operand.draft.quotes[0].passage.document
    return any(d.name == document and (d.told_year or d.year) in years for d in finder.store.documents())
