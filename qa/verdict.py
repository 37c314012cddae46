"""A claim against a figure of the evidence: yes, no, or undecidable.

What a qualifier means is fixed here, once, as the interval in which the true number lies:

    1200           exactly 1200
    1200余, 1200多  above 1200, below the next step of its last printed digit (1300)
    超1200, 突破    the same: who had passed 1300 would have said so
    近1200         from 90 % of it up to, but not reaching, 1200
    不到1200       from 80 % of it up to, but not reaching, 1200
    1200左右, 约    within 5 % of it
    至少, 以上      1200 or more;  不超过, 以内: 1200 or less

A claim that repeats the report's own number without its qualifier (`一共1200吗` for `1200余`,
`600辆对吗` for `近600辆`) is confirmed: the answer shows the report's value, qualifier included. A claim of
约 is met within 5 % or by rounding to the claim's own digits. 增加了7 (by) is not met by 增加至7 (to).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, getcontext

from qa.claim import Claim, Relation
from qa.figures import Figure
from qa.records import Verdict
from qa.units import alike, convert

__all__ = ["judge", "mistaken_unit", "verdict"]

_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}


def verdict(claim: Claim, evidence: Figure) -> Verdict | None:
    """`judge` for the claim's figure that goes with the evidence, its denial taken into account.

    One of the evidence's own unit goes before others, and these before one without: of `上亿的项目超过180个` the 180
    against 185个.
    """
    asserted = zip(claim.figures, claim.relations, strict=True)
    for figure, relation in sorted(asserted, key=lambda one: (one[0].unit != evidence.unit, not one[0].unit)):
        found = judge(figure, relation, evidence)
        if found is not None:
            return _OPPOSITE[found] if claim.negated else found
    return None


def mistaken_unit(claim: Claim, evidence: Figure) -> bool:
    """Whether `evidence` is the very number claimed, of something else: 3亿美元 claimed of `3亿元`, 2.4万元 of 2.4万人次.

    A percent and a percentage point are taken for each other too often to say no to.
    """
    if claim.negated or evidence.value is None or not evidence.unit:
        return False
    return any(
        figure.value == evidence.value
        and figure.high == evidence.high
        and figure.kind == evidence.kind == "quantity"
        and relation in ("eq", "about")
        and figure.unit not in ("", evidence.unit)
        and judge(figure, "about", evidence) is None
        for figure, relation in zip(claim.figures, claim.relations, strict=True)
    )


def judge(claim: Figure, relation: Relation, evidence: Figure) -> Verdict | None:
    """Whether `evidence` bears out that the number is `relation` to `claim`.

    None where that can't be decided: another unit, a name, or a qualifier too wide for the question.
    """
    claim, evidence = _alike_signed(claim, evidence)
    stated = _comparable(evidence, claim)
    if claim.value is None or stated is None or (claim.kind == "ordinal") != (evidence.kind == "ordinal"):
        return None
    if claim.change and evidence.change and claim.change != evidence.change:
        return "no" if relation in ("eq", "about") else None
    target = _share(claim)
    if relation == "eq":
        return _judge_equal(claim, target, stated)
    if relation == "about":
        return _judge_about(claim, target, stated)
    if relation == "gt" and _stepped(claim):
        return _judge_within(_interval(replace(claim, value=target)), stated, target)
    return _judge_order(relation, target, _interval(stated)) or _judge_bound(relation, target, stated)


def _judge_equal(claim: Figure, target: Decimal, stated: Figure) -> Verdict | None:
    """The very number, or the very range; within what the evidence leaves open neither yes nor no."""
    within = _interval(stated).holds(target)
    if claim.high is not None:
        same = (claim.value, claim.high) == (stated.value, stated.high)
        return "yes" if same else None if stated.high is None and within else "no"
    if stated.value == target and stated.high is None:
        return "yes"
    return None if within else "no"


def _judge_order(relation: Relation, target: Decimal, interval: _Interval) -> Verdict | None:
    """gt, ge, lt, le against an interval: yes when all of it meets them, no when none does."""
    if relation in ("lt", "le"):
        opposite = _judge_order("ge" if relation == "lt" else "gt", target, interval)
        return _OPPOSITE[opposite] if opposite else None
    low, high = interval.low, interval.high
    if low is not None and (low > target or (low == target and (relation == "ge" or interval.open_low))):
        return "yes"
    if high is not None and (high < target or (high == target and (relation == "gt" or interval.open_high))):
        return "no"
    return None


def _judge_bound(relation: Relation, target: Decimal, stated: Figure) -> Verdict | None:
    """A bound claimed against a bound stated, both of one side: `4%以内` for `4.6%以内` is another than the report's."""
    if stated.qualifier == "at_most" and relation in ("lt", "le"):
        return "no" if stated.value is not None and target < stated.value else None
    if stated.qualifier == "at_least" and relation in ("gt", "ge"):
        return "no" if stated.value is not None and target > stated.value else None
    return None


def _judge_about(claim: Figure, target: Decimal, stated: Figure) -> Verdict | None:
    """Within 5 %, or equal when rounded to the claim's digits; 近 further asks for not more than it."""
    assert stated.value is not None
    middle = stated.value if stated.high is None else (stated.value + stated.high) / 2
    near = abs(middle - target) <= abs(target) * _ABOUT or _rounded(middle, target) == target
    if claim.qualifier == "nearly":
        below = middle < target or (middle == target and stated.qualifier in ("nearly", "under", "about"))
        return "yes" if below and middle >= target * _NEARLY else "no"
    return "yes" if near else "no"


def _rounded(value: Decimal, claimed: Decimal) -> Decimal:
    """A number to the digits of the one claimed; as it is where that has no last digit, as two thirds has none."""
    if _repeats(claimed):
        return value
    step = _step(claimed) if claimed else Decimal(1)
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def _repeats(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= getcontext().prec


def _judge_within(wanted: _Interval, stated: Figure, target: Decimal) -> Verdict | None:
    """`1200余` claimed: the stated number lies above 1200 and below the next step."""
    if stated.value == target and stated.qualifier == "over":
        return "yes"
    interval = _interval(stated)
    if interval.low is not None and interval.low == interval.high:
        return "yes" if wanted.holds(interval.low) else "no"
    if wanted.high is not None and interval.low is not None and interval.low >= wanted.high:
        return "no"
    if wanted.low is not None and interval.high is not None and interval.high <= wanted.low:
        return "no"
    return "yes" if wanted.spans(interval) else None


# --- two figures made comparable -------------------------------------------------------------------------


def _alike_signed(*figures: Figure) -> tuple[Figure, ...]:
    """`下降0.5%` and `增长-0.5%` say the same: a minus set against a rise or fall is a fall itself."""
    below = [f.value is not None and f.value < 0 for f in figures]
    if all(below) or not any(f.change for f, minus in zip(figures, below, strict=True) if not minus):
        return figures
    return tuple(_as_change(f) for f in figures)


def _as_change(figure: Figure) -> Figure:
    negative = figure.value is not None and figure.value < 0 and figure.high is None
    if not negative or figure.kind != "percent" or (figure.change or "").endswith("_to"):
        return figure
    assert figure.value is not None
    return replace(figure, value=-figure.value, change="decrease_by")


def _share(figure: Figure) -> Decimal:
    assert figure.value is not None
    return figure.value * 100 if figure.kind == "fraction" else figure.value


def _comparable(evidence: Figure, claim: Figure) -> Figure | None:
    """The evidence in the claim's unit, fractions as percentages; None where the two don't compare."""
    if evidence.value is None:
        return None
    share = {evidence.kind, claim.kind} <= {"fraction", "percent"}
    if share and "个百分点" not in (evidence.unit, claim.unit):
        return replace(evidence, value=_share(evidence), unit="%", kind="percent")
    if "fraction" in (evidence.kind, claim.kind):
        return None
    if "ordinal" in (claim.kind, evidence.kind) and (claim.unit in _RANKS) != (evidence.unit in _RANKS):
        return None  # 首届 is no first rank
    if not claim.unit or not evidence.unit:
        return evidence
    value = convert(evidence.value, evidence.unit, claim.unit)
    if value is None:
        # 7000人 of 6980人次, 5回 of 5次: as people say it
        return evidence if alike(evidence.unit, claim.unit) else None
    high = convert(evidence.high, evidence.unit, claim.unit) if evidence.high is not None else None
    return replace(evidence, value=value, high=high, unit=claim.unit)


_RANKS = ("", "位", "名")


# --- what a qualifier means ------------------------------------------------------------------------------

_NEARLY, _UNDER, _ABOUT = Decimal("0.9"), Decimal("0.8"), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class _Interval:
    """Where a stated number truly lies; None for no bound."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.open_low)
        below = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return above and below

    def spans(self, other: _Interval) -> bool:
        """Whether all of the other lies in this one, its ends left open."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return False
        return self.low <= other.low and other.high <= self.high


def _interval(figure: Figure) -> _Interval:
    value = figure.value
    assert value is not None
    if figure.high is not None:
        return _Interval(value, figure.high)
    match figure.qualifier:
        case "over":
            return _Interval(value, value + _step(value), True, True)
        case "nearly":
            return _Interval(value * _NEARLY, value, False, True)
        case "under":
            return _Interval(value * _UNDER, value, False, True)
        case "about":
            return _Interval(value * (1 - _ABOUT), value * (1 + _ABOUT))
        case "at_least":
            return _Interval(value, None)
        case "at_most":
            return _Interval(None, value)
        case _:
            return _Interval(value, value)


def _stepped(figure: Figure) -> bool:
    """Whether 余 or 多 says `over`, which reaches to the next step only; 超过 reaches anywhere."""
    return (
        figure.qualifier == "over"
        and figure.value is not None
        and not _repeats(figure.value)
        and re.search(r"[余多]", figure.text) is not None
        and not re.match(r"超|突破|高于|多于|大于|逾", figure.text)
    )


def _step(value: Decimal) -> Decimal:
    """The place of the last digit that isn't zero: 100 for 1200, 10,000 for 342万; a tenth where there is no last one."""
    if _repeats(value):
        return value / 10
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
