"""A calculation that a question wants, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.numbers.figure import Figure

__all__ = ["Operation", "Plan"]

Operation = Literal[
    "sum", "difference", "times", "ratio", "share", "average", "compare", "percent_change", "more_times", "whole", "part",
    "change", "left", "before", "convert", "product",
    "rest",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compute, from which look-ups."""

    operation: Operation
    operands: tuple[str, ...]
    """A question for each operand, each to be looked up alone, in the order of the expression."""
    labels: tuple[str, ...]
    """What each operand is called in the question."""
    maybe: bool = False
    """The report may well state the result itself: look the question up first, compute only failing that."""
    wants: Literal["more", "less"] | None = None
    """For `compare`: whether the greater or the smaller one is asked for."""
    claims: bool = False
    """For `compare`: the question asserts that the first operand is the one wanted (A比B多吗)."""
    question: str = ""
    """The whole question, normalised: what is looked up first where the report may state the result."""
    factor: Figure | None = None
    """For `part` and `whole`: the share or multiple that the question itself gives (`占六分之一`, `的30%`)."""
    base: str = ""
    """For `before`: the earlier year that is asked for, as the question names it; for `whole`: what it is all of (全市);
    for `convert`: the unit; for `average` of what stands beside: what it is shared out among (`公里`); for `left`: the
    half that is asked for; for `times`: the year that is the one time."""
    together: bool = False
    """For `share`: the operands together are the whole, the first is the part."""
    given: tuple[Figure | None, ...] = ()
    """For each operand the figure that the question states of it, where it does: it must stand in the report."""
    listed: int = 0
    """For `sum`: how many figures of one list are added, where the question counts them and names none (三大产业)."""
    over: str = ""
    """For `average`: the unit of time whose average is asked for (`个月`), where it is one."""
    named: bool = False
    """For `difference`: which of the two is the more is asked, too."""
    excluding: tuple[str, ...] = ()
    """What the question leaves out (`标兵不算`): a figure of one of these is no operand."""
    otherwise: Plan | None = None
    """How else to compute it where the operands aren't found apart: from two figures that stand beside each other."""
