"""Calculations over stated figures: each operand is looked up as a question of its own, then computed and shown."""

from __future__ import annotations

import re
from dataclasses import replace

from qa import calculate
from qa.answer import Draft, lookup
from qa.find import Finder
from qa.question import ParsedQuestion, parse
from qa.records import Question

__all__ = ["calculation"]

_MOST_OPERANDS = 6
_GROUPED = re.compile(r"[两三四五2-5](?:种|类|项|个|部分)(?:方式|途径|渠道|部分|形式|项目|方面)?的?")


def calculation(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """The draft of a calculation, or None where an operand is not in the report or the units don't go together."""
    drafts: list[Draft] = []
    # 网上拍卖和划拨两种方式: what groups the operands belongs to none of them
    for operand in plan.operands[:_MOST_OPERANDS]:
        draft = _operand(operand, finder)
        if draft is None or _taken(draft, drafts):
            return None
        drafts.append(draft)
    figures = [d.found.figure for d in drafts if d.found and d.found.figure]
    if len(figures) != len(plan.operands):
        return None
    result = calculate.calculate(plan, figures)
    if result.result is None:
        return None
    quotes = tuple(quote for d in drafts for quote in d.quotes)
    return Draft(
        result.short,
        quotes,
        min(d.confidence for d in drafts),
        expression=result.text,
        computed=(result.short, *result.computed),
        features={"operands": float(len(figures))},
    )


def _operand(text: str, finder: Finder) -> Draft | None:
    asked = parse(Question(_GROUPED.sub("", text)))
    if asked.gate:
        return None
    search = finder.find(asked)
    return lookup(_as_figure(asked), search)


def _as_figure(asked: ParsedQuestion) -> ParsedQuestion:
    """An operand is a number, however its question was understood."""
    return asked if asked.kind == "figure" else replace(asked, kind="figure", expected="number")


def _taken(draft: Draft, before: list[Draft]) -> bool:
    """Two operands of one figure: one of them was not found."""
    places: set[tuple[str, int]] = {_place(d) for d in before}
    return draft.found is None or draft.found.figure is None or _place(draft) in places


def _place(draft: Draft) -> tuple[str, int]:
    assert draft.found is not None
    return draft.found.evidence.passage.document, draft.found.place.start
