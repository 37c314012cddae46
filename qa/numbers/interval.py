"""What a qualifier means, fixed here, once, as the interval in which the true number lies.

1200           exactly 1200
1200余, 1200多  above 1200, below the next step of its last printed digit (1300)
超1200, 突破    the same: who had passed 1300 would have said so
近1200         from 90 % of it up to, but not reaching, 1200
不到1200       from 80 % of it up to, but not reaching, 1200
1200左右, 约    within 5 % of it
至少, 以上      1200 or more;  不超过, 以内: 1200 or less
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, getcontext

from qa.numbers.figures import Figure

__all__ = ["ABOUT", "NEARLY", "Interval", "interval", "repeats", "step", "stepped"]

NEARLY, _UNDER, ABOUT = Decimal("0.9"), Decimal("0.8"), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a stated number truly lies; None for no bound."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.open_low)
        below = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return above and below

    def spans(self, other: Interval) -> bool:
        """Whether all of the other lies in this one, its ends left open."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return False
        return self.low <= other.low and other.high <= self.high


def interval(figure: Figure) -> Interval:
    value = figure.value
    assert value is not None
    if figure.high is not None:
        return Interval(value, figure.high)
    match figure.qualifier:
        case "over":
            return Interval(value, value + step(value), True, True)
        case "nearly":
            return Interval(value * NEARLY, value, False, True)
        case "under":
            return Interval(value * _UNDER, value, False, True)
        case "about":
            return Interval(value * (1 - ABOUT), value * (1 + ABOUT))
        case "at_least":
            return Interval(value, None)
        case "at_most":
            return Interval(None, value)
        case _:
            return Interval(value, value)


def stepped(figure: Figure) -> bool:
    """Whether 余 or 多 says `over`, which reaches to the next step only; 超过 reaches anywhere."""
    return (
        figure.qualifier == "over"
        and figure.value is not None
        and not repeats(figure.value)
        and re.search(r"[余多]", figure.text) is not None
        and not re.match(r"超|突破|高于|多于|大于|逾", figure.text)
    )


def step(value: Decimal) -> Decimal:
    """The place of the last digit that isn't zero: 100 for 1200, 10,000 for 342万; a tenth where there is no last one."""
    if repeats(value):
        return value / 10
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def repeats(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= getcontext().prec
