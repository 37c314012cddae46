"""Amounts told for a condition: of `满75周岁每餐补2元;满85周岁补4元` one who is 86 gets the second.

A question that gives an amount of its own (`86岁的老人补几元`) asks for what is told under the condition that it meets.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.patterns import regex
from qa.numbers.figures import Figure
from qa.numbers.interval import Interval
from qa.numbers.units import canonical
from qa.text.clause import begin

__all__ = ["of_condition"]

_UNMET = 6.0
"""What a figure loses, in log odds, that is told for a condition which the question does not meet, or meets less closely
than another."""
_MET = 6.0
"""What a figure gains that is told for the condition which the question meets."""
_FROM = regex(r"(?:年?满|达到?|超过?|高于|大于|不少于|不低于)$")
_UP_TO = regex(r"(?:不满|未满|不足|不到|低于|小于|不超过)$")
_WORD = 4


def of_condition(text: str, figures: Sequence[Figure], number: int, given: Sequence[Figure]) -> float:
    """What the `number`th of the `figures` of a normalised text is worth where a question gives the figures `given`."""
    this = figures[number]
    start = begin(text, this.start, "。!?\n")
    told = [f for f in figures if start <= f.start and f.kind in ("quantity", "range") and f is not this]
    for own in given:
        if own.value is None or own.high is not None or _sort(own) == _sort(this):
            continue
        alike = [(f, bounds) for f in told if _sort(f) == _sort(own) and (bounds := _bounds(text, f))]
        before = [bounds for f, bounds in alike if f.start < this.start]
        if not before:
            continue
        met = [bounds.low or Decimal(0) for _, bounds in alike if bounds.holds(own.value)]
        mine = before[-1]
        if not mine.holds(own.value) or (mine.low or Decimal(0)) < max(met):
            return -_UNMET
        return _MET
    return 0.0


def _sort(figure: Figure) -> str:
    return "岁" if figure.unit == "周岁" else canonical(figure.unit)


def _bounds(text: str, figure: Figure) -> Interval | None:
    """Where an amount must lie that meets the condition which a figure states; None where it states none."""
    before = text[max(0, figure.start - _WORD) : figure.start]
    if figure.high is not None:
        return Interval(figure.value, figure.high)
    if figure.qualifier in ("at_most", "under") or _UP_TO.search(before):
        return Interval(None, figure.value, open_high=True)
    if figure.qualifier in ("at_least", "over") or _FROM.search(before):
        return Interval(figure.value, None)
    return None
