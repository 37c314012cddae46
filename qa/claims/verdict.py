"""A claim against a figure of the evidence: yes, no, or undecidable.

A claim that repeats the report's own number without its qualifier (`一共1200吗` for `1200余`,
`600辆对吗` for `近600辆`) is confirmed: the answer shows the report's value, qualifier included. A claim of
约 is met within 5 % or by rounding to the claim's own digits. 增加了7 (by) is not met by 增加至7 (to).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from qa.claims.claim import Claim, Relation
from qa.numbers.figures import Figure
from qa.numbers.interval import ABOUT, NEARLY, Interval, interval, repeats, step, stepped
from qa.numbers.units import alike, convert
from qa.records import Verdict

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
    if "ratio" in (claim.kind, evidence.kind):
        # of which side a greater ratio is the better nobody says: equal or not
        return None if claim.kind != evidence.kind else "yes" if claim.value == stated.value else "no"
    target = _share(claim)
    if relation == "eq":
        return _judge_equal(claim, target, stated)
    if relation == "about":
        return _judge_about(claim, target, stated)
    if relation == "gt" and stepped(claim):
        return _judge_within(interval(replace(claim, value=target)), stated, target)
    return _judge_order(relation, target, interval(stated)) or _judge_bound(relation, target, stated)


def _judge_equal(claim: Figure, target: Decimal, stated: Figure) -> Verdict | None:
    """The very number, or the very range; within what the evidence leaves open neither yes nor no."""
    within = interval(stated).holds(target)
    if claim.high is not None:
        same = (claim.value, claim.high) == (stated.value, stated.high)
        return "yes" if same else None if stated.high is None and within else "no"
    if stated.value == target and stated.high is None:
        return "yes"
    return None if within else "no"


def _judge_order(relation: Relation, target: Decimal, told: Interval) -> Verdict | None:
    """gt, ge, lt, le against an interval: yes when all of it meets them, no when none does."""
    if relation in ("lt", "le"):
        opposite = _judge_order("ge" if relation == "lt" else "gt", target, told)
        return _OPPOSITE[opposite] if opposite else None
    low, high = told.low, told.high
    if low is not None and (low > target or (low == target and (relation == "ge" or told.open_low))):
        return "yes"
    if high is not None and (high < target or (high == target and (relation == "gt" or told.open_high))):
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
    near = abs(middle - target) <= abs(target) * ABOUT or _rounded(middle, target) == target
    if claim.qualifier == "nearly":
        below = middle < target or (middle == target and stated.qualifier in ("nearly", "under", "about"))
        return "yes" if below and middle >= target * NEARLY else "no"
    return "yes" if near else "no"


def _rounded(value: Decimal, claimed: Decimal) -> Decimal:
    """A number to the digits of the one claimed; as it is where that has no last digit, as two thirds has none."""
    if repeats(claimed):
        return value
    place = step(claimed) if claimed else Decimal(1)
    return (value / place).quantize(Decimal(1), rounding=ROUND_HALF_UP) * place


def _judge_within(wanted: Interval, stated: Figure, target: Decimal) -> Verdict | None:
    """`1200余` claimed: the stated number lies above 1200 and below the next step."""
    if stated.value == target and stated.qualifier == "over":
        return "yes"
    told = interval(stated)
    if told.low is not None and told.low == told.high:
        return "yes" if wanted.holds(told.low) else "no"
    if wanted.high is not None and told.low is not None and told.low >= wanted.high:
        return "no"
    if wanted.low is not None and told.high is not None and told.high <= wanted.low:
        return "no"
    return "yes" if wanted.spans(told) else None


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
