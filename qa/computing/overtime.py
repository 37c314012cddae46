"""What a period came to, shared out among its years, quarters or months."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.patterns import regex
from qa.answers.answer import lookup
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.oneoperand import as_figure, at_figure, drafted, operand_of
from qa.numbers.figures import Figure, find_figures
from qa.parsing.question import ParsedQuestion, parse
from qa.planning import calculate
from qa.planning.planned import Plan
from qa.records import Question
from qa.search.evidence import Evidence
from qa.search.find import Finder
from qa.text.clause import around

__all__ = ["averaged_over", "told_of_each"]

_IN_A_YEAR = {"个月": 12, "个季度": 4}
_EACH = regex(r"[年月季日天]均|平均|每一?个?(?:年|月|季|天|日)|年度均")
_LEVEL = regex(
    r"年末|年底|[月季期]末|余额|存量|保有|现有|拥有|在[校册编岗]|常住|户籍|人口|标准|价格|[人户]均|每[人户]"
)
"""Words of a clause that tells what there is at a time, or what one has, and no flow that a period sums up."""
_PLAN_PERIOD = regex(
    r"[\"“]?([一二三四五六七八九十]{1,2})五[\"”]?(?:时期|期间|计划|这?五年|末|以来|$)|\"([一二三四五六七八九十]{1,2})五\""
)
_PART_OF_YEAR = regex(
    r"上半年|下半年|[前首]?[一二三四1-4]季度|(?<![0-9])[0-9]{1,2}月|前[一二三四五六七八九十0-9]+个月|截[至止]|以来"
)
_WHOLE_YEAR = regex("全年|一年来|年内|当年")
_GOING_ON = regex(r"来|间|里|内|累计|一?共|总共|合计|总计|[,，]")


def told_of_each(draft: Draft) -> bool:
    """Whether the clause of what was found tells of each year or month: `月均接待3万人次`."""
    if draft.found is None:
        return False
    text, span = draft.found.evidence.candidate.window.text, draft.found.span
    return _EACH.search(around(text, span.start, span.end, ",。;!?\n")) is not None


def averaged_over(plan: Plan, finder: Finder) -> Draft | None:
    """The average that `plan` asks for; None where the report states one, or doesn't say of how long the total is."""
    asked = parse(Question(plan.question))
    stated = lookup(as_figure(asked), finder.find(asked))
    if stated is not None and told_of_each(stated):
        return None
    operand = operand_of(parse(Question(plan.operands[0])), finder)
    if operand is None or operand.draft.found is None:
        return None
    one = operand.draft.found.evidence
    total = _of_period(one, _by_its_name(one, operand.figure, operand.asked), operand.asked)
    count = _how_many(plan.over, one, total, operand.asked) if total and _is_sum(one, total) else None
    if total is None or count is None:
        return None
    result = calculate.calculate(replace(plan, operands=plan.operands * 2), (total, count))
    if result.result is None:
        return None
    quotes = drafted(at_figure(one, total), operand.search).quotes
    computed = (result.short, *result.computed, count.text)
    sure = operand.draft.confidence
    return Draft(result.short, quotes, sure, expression=result.text, computed=computed, found=None)


def _is_sum(one: Evidence, total: Figure) -> bool:
    """Whether a figure is what a period came to: no level, no rate, no step from the period before."""
    text = one.candidate.window.text
    clause = around(text, total.start, total.end, ",。;!?\n")
    if total.kind != "quantity" or _LEVEL.search(clause) or _EACH.search(clause):
        return False
    if (total.change or "").endswith("_to"):
        return False
    return total.change is None or (total.change == "increase_by" and not re.search("[比较]", clause))


def _by_its_name(one: Evidence, pointed: Figure, asked: ParsedQuestion) -> Figure:
    """Of `进出口总额47亿美元,其中出口25亿美元` what counts the very thing asked for, where what is pointed to doesn't."""
    if not pointed.counts or pointed.counts in asked.normalised:
        return pointed
    own = [
        f
        for f in figures_of(one)
        if len(f.counts) > 1 and f.counts in asked.normalised and f.unit == pointed.unit and not f.change
    ]
    return own[0] if len(own) == 1 else pointed


def _of_period(one: Evidence, pointed: Figure, asked: ParsedQuestion) -> Figure | None:
    """Of figures told of several five-year plans beside each other the one of the plan that is asked about."""
    wanted = _plans(asked.normalised)
    text = one.candidate.window.text
    if not wanted or _plans(text[: pointed.start])[-1:] == wanted[-1:]:
        return pointed
    own = [
        f
        for f in figures_of(one)
        if f.unit == pointed.unit and not f.change and _plans(text[: f.start])[-1:] == wanted[-1:]
    ]
    return own[0] if own else None


def _plans(text: str) -> list[str]:
    return [match[1] or match[2] for match in _PLAN_PERIOD.finditer(text)]


def _how_many(unit: str, one: Evidence, total: Figure, asked: ParsedQuestion) -> Figure | None:
    """How many of the unit the total was told of: twelve months of a year, the years that question or sentence name."""
    text = one.candidate.window.text
    before = text[: total.start]
    sentence = before[max(before.rfind(mark) for mark in "。;!?") + 1 :]
    if unit == "年":
        return _years(one, sentence, total, asked)
    several = any(ref.start != ref.end for ref in asked.years) or len(asked.years) > 1
    if unit not in _IN_A_YEAR or several or _PART_OF_YEAR.search(asked.normalised):
        return None
    if not _WHOLE_YEAR.search(sentence) and (
        _PART_OF_YEAR.search(sentence) or _plans(before) or _spans(before)
    ):
        return None
    return _counted(_IN_A_YEAR[unit], unit)


def _years(one: Evidence, sentence: str, total: Figure, asked: ParsedQuestion) -> Figure | None:
    text = one.candidate.window.text
    if _plans(asked.normalised):
        return _counted(5, "年")  # every plan was of five years
    named = [f for f in _spans(asked.normalised) if f.value and f.value > 1]
    told = [f for f in _spans(text[: total.start]) if f.value and f.value > 1]
    if named:
        return next((f for f in told if f.value == named[0].value), None)
    own = [f for f in told if f.start >= total.start - len(sentence) and _GOING_ON.match(text, f.end)]
    return own[-1] if own and not asked.years else None


def _spans(text: str) -> list[Figure]:
    return [f for f in find_figures(text) if f.unit == "年" and f.kind == "quantity" and (f.value or 0) > 1]


def _counted(number: int, unit: str) -> Figure:
    """A number of months or years that the calendar gives and no report prints."""
    return Figure(f"{number}{unit}", 0, 0, Decimal(number), unit)
