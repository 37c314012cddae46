"""Calculations over stated figures: each operand is looked up as a question of its own, then computed and shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.patterns import regex
from qa.answers.answer import lookup
from qa.answers.draft import Draft
from qa.computing.besides import beside, is_told_beside, may_stand
from qa.computing.computed import computed, quotes
from qa.computing.converted import converted
from qa.computing.fromto import changed
from qa.computing.kindsof import NAMED_BY_NUMBER, of_kinds
from qa.computing.lookedup import listed, looked_up
from qa.computing.oneoperand import place_of
from qa.computing.overtime import averaged_over, told_of_each
from qa.computing.toldback import told_back
from qa.numbers.figures import Figure, find_figures, same
from qa.parsing.question import parse
from qa.planning import calculate
from qa.records import Question
from qa.search.find import Finder
from qa.search.quote import Quote
from qa.text.clause import around

__all__ = ["calculation", "may_be_stated"]


def calculation(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """The draft of a calculation, or None where an operand is not in the report or the units don't go together.

    Where its operands aren't found apart, it is computed of two figures that stand beside each other, if these do.
    """
    draft = _calculated(plan, finder)
    if plan.otherwise is None or (draft is not None and draft.confidence >= _SURE):
        return draft
    other = _calculated(plan.otherwise, finder)
    return other if draft is None or (other is not None and other.confidence > draft.confidence) else draft


def _calculated(plan: calculate.Plan, finder: Finder) -> Draft | None:
    if is_told_beside(plan):
        told = beside(plan, finder)
        return None if told is None or _stated_itself(plan, told[1], told[0], finder) else told[0]
    if plan.operation == "before" or (plan.operation == "whole" and plan.factor is None):
        return told_back(plan, finder)
    if plan.over:
        return averaged_over(plan, finder)
    if plan.operation == "convert":
        return converted(plan, finder)
    single = plan.operation == "change" and len(plan.operands) == 1
    if plan.operation == "share" and NAMED_BY_NUMBER.match(plan.labels[-1]):
        kinds = of_kinds(plan, finder)
        if kinds is None:
            return None
        plan, drafts = kinds
    elif plan.listed:
        drafts = listed(plan, finder)
        plan = replace(
            plan, labels=tuple(d.short or "" for d in drafts), operands=plan.operands * len(drafts)
        )
    else:
        drafts = changed(plan, finder) if single else looked_up(plan, finder)
    figures = [d.found.figure for d in drafts if d.found and d.found.figure]
    if not drafts or len(figures) != len(drafts):
        return None
    if plan.factor is not None:
        printed = _printed(plan.factor, quotes(drafts))
        if printed is None:
            return None
        plan = replace(plan, factor=printed)
    if _not_to_be(plan, drafts):
        return None
    draft = computed(plan, drafts, _sure(drafts))
    if draft is None or (plan.maybe and not single and _stated_itself(plan, drafts, draft, finder)):
        return None
    return draft


_PER_HEAD = regex(r"(?:[人户亩]均|每一?[人户亩名位家]|(?<!年)平均(?!每?[年月日天季]))[^,;。]{0,12}$")


def _not_to_be(plan: calculate.Plan, drafts: list[Draft]) -> bool:
    """Whether what was found is no operand: an amount per person to be shared out, a step where the level is wanted."""
    founds = [d.found for d in drafts if d.found and d.found.figure]
    if plan.operation == "change" and len(plan.operands) == 2:
        return any((f.figure.change or "").endswith("_by") for f in founds if f.figure)
    ways = {f.figure.change for f in founds if f.figure}
    if plan.operation in ("compare", "difference") and {"increase_by", "decrease_by"} <= ways:
        return True  # a rise and a fall are printed without their signs
    if plan.operation != "average" or not founds:
        return False
    total = founds[0]
    text = total.evidence.candidate.window.text
    before, behind = text[: total.span.start], text[total.span.end :]
    return _PER_HEAD.search(before) is not None or behind.startswith(("/", "每"))


def _printed(share: Figure, quotes: tuple[Quote, ...]) -> Figure | None:
    """A share that the question gives, as what is quoted prints it (`六分之一`: `1/6`); None where no quote holds it."""
    return next((f for quote in quotes for f in find_figures(quote.text) if same(f, share)), None)


_STATED = ("share", "times", "percent_change", "more_times")
"""What a report often states itself: computed only where it does so less surely than the operands."""


_ROUNDING = Decimal("0.5")
_SURE = 0.7
"""How sure a figure beside the operands must be to be what is left, stated."""
_SAID_LEFT = regex("在建|正在建|尚未|还未|还有|另有|剩余|余下|剩下|未完")
_WHOLES = ("left", "change", "sum", "average")
"""What a report may state itself in a figure of its own, beside the operands."""


def _stated_itself(plan: calculate.Plan, operands: list[Draft], result: Draft, finder: Finder) -> bool:
    """Whether the report states the result itself, as surely as the operands; what is left, as a third figure."""
    if plan.operation not in (*_STATED, *_WHOLES):
        return False
    asked = parse(Question(plan.question))
    told = lookup(asked, finder.find(asked)) if not asked.gate else None
    if told is None:
        return False
    figure = told.found.figure if told.found else None
    if plan.operation == "share" and figure is not None and (figure.change or "").endswith("_by"):
        return False  # by how much it grew is no share
    if plan.operation == "share" and figure is not None and figure.kind == "percent":
        # the report's own rounding of what would be computed
        computed = next((f.value for f in find_figures(result.short or "") if f.kind == "percent"), None)
        if computed is not None and figure.value is not None and abs(computed - figure.value) <= _ROUNDING:
            return True
    if plan.operation in _STATED:
        # an amount, or from what to what, is no share and no multiple
        amount = figure.kind == "quantity" if figure else bool(find_figures(told.short or ""))
        return not amount and told.confidence >= result.confidence
    if plan.operation == "left" and told.found is not None and figure is not None:
        text, span = told.found.evidence.candidate.window.text, told.found.span
        if _SAID_LEFT.search(around(text, span.start, span.end, ",。;!?\n")):
            return True  # 另有215个在建
    apart = told.found is not None and place_of(told) not in map(place_of, operands)
    if not apart or figure is None or told.confidence < _SURE:
        return plan.operation == "left" and apart and told.confidence >= _SURE
    return plan.operation not in ("sum", "average") or _may_be(plan, operands, told, figure)


def _may_be(plan: calculate.Plan, operands: list[Draft], told: Draft, figure: Figure) -> bool:
    """Whether a third figure, surer than any operand, can be their total or mean: no less than each, or no more."""
    if any(told.confidence < operand.confidence for operand in operands):
        return False
    figures = [d.found.figure for d in operands if d.found and d.found.figure]
    if figure.value is None or any(f.value is None for f in figures):
        return False
    if plan.operation == "average":
        return figure.unit == figures[0].unit and figure.value <= (figures[0].value or 0)
    return all(f.unit == figure.unit and figure.value >= (f.value or 0) for f in figures)


def _sure(drafts: list[Draft]) -> float:
    """As sure as the least sure operand; two of one sentence bear each other out."""
    confidences = [d.confidence for d in drafts]
    together = len(drafts) > 1 and len({d.quotes[0] for d in drafts}) == 1
    return sum(confidences) / len(confidences) if together else min(confidences)


_AT_START = regex("年初(?!.*(?:打算|计划|目标|安排|预[算期计]|任务|定))")
_EARLIER = regex(
    r"年初|上年|去年|前一年|原[有来先本为是]|[此以之]前|由|从|本来|过去|曾|仅|只有|[0-9]{4}年[末底]|初期|改造|搬迁|整[治改]|没有?"
)


def may_be_stated(plan: calculate.Plan, stated: Draft, finder: Finder) -> bool:
    """Whether a figure that the report states can be the result itself: told of each month where that is asked, and of
    what was before where that is."""
    if plan.over:
        return told_of_each(stated)
    own = plan if is_told_beside(plan) else plan.otherwise
    plans = [p for p in (own, plan if plan.operation == "share" else None) if p is not None]
    if not all(may_stand(p, stated, finder) for p in plans):
        return False
    if plan.operation != "before" or not _AT_START.search(plan.question) or stated.found is None:
        return True
    text, span = stated.found.evidence.candidate.window.text, stated.found.span
    return _EARLIER.search(around(text, span.start, span.end, "。;!?\n")) is not None
