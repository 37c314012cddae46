"""A figure of the report in the unit that a question asks for."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ingest.normalise import normalise
from qa.answers.draft import Draft
from qa.computing.oneoperand import operand_of
from qa.numbers.figures import Figure
from qa.numbers.units import canonical, convert
from qa.parsing.question import parse
from qa.planning.planned import Plan
from qa.records import Question
from qa.search.find import Finder

__all__ = ["converted", "in_unit"]

_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_PLACES = Decimal("0.01")
_SMALL_PLACES = Decimal("0.0001")
"""Of less than one, or where no more are needed."""


def converted(plan: Plan, finder: Finder) -> Draft | None:
    """The draft of `298.44亩 = 19.896公顷`; None where the report tells it in that very unit, or of another dimension."""
    operand = operand_of(parse(Question(plan.operands[0])), finder)
    result = in_unit(operand.figure, plan.base) if operand else None
    if operand is None or result is None:
        return None
    figure = operand.figure
    about = "约" if figure.qualifier != "exact" or result.startswith("约") else ""
    short = about + result.removeprefix("约")
    expression = f"{figure.text} {'≈' if about else '='} {result.removeprefix('约')}"
    return Draft(
        short,
        operand.draft.quotes,
        operand.draft.confidence,
        expression=expression,
        computed=(short, result.removeprefix("约")),
    )


def in_unit(figure: Figure, unit: str) -> str | None:
    """A figure as so many of `unit` (万元, 公顷), with 约 where it must be rounded; None where that says nothing new."""
    scale, bare = (unit[0], unit[1:]) if unit[0] in _SCALES else ("", unit)
    if figure.value is None or figure.high is not None or figure.kind != "quantity":
        return None
    same = canonical(bare) == canonical(figure.unit)
    if same and (not scale or f"{scale}{bare}" in normalise(figure.text)):
        return None
    value = convert(figure.value, figure.unit, bare)
    if value is None:
        return None
    exact = value / _SCALES.get(scale, Decimal(1))
    shown = exact.quantize(_SMALL_PLACES, rounding=ROUND_HALF_UP)
    if shown != exact and exact >= 1:
        shown = exact.quantize(_PLACES, rounding=ROUND_HALF_UP)
    if not shown:
        return None
    return f"{'约' if shown != exact else ''}{shown.normalize():f}{unit}"
