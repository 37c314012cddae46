"""Calculations over stated figures: the exact result as an expression.

`plan` reads the question, `calculate` takes the figures that were found for each operand. Both are pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ingest.normalise import normalise
from qa.numbers.figures import Figure
from qa.numbers.units import PEOPLE, canonical, compatible, convert, dimension, is_counted
from qa.numbers.written import SCALES, printed_scale, scale, written
from qa.planning.plan import plan
from qa.planning.planned import Operation, Plan

__all__ = ["Calculation", "Operation", "Plan", "calculate", "plan"]


@dataclass(frozen=True, slots=True)
class Calculation:
    """A result, or the reason why there is none."""

    operation: Operation
    expression: str
    """`312.5亩 + 87.6亩`; the operands as printed."""
    result: Decimal | None
    """In `unit`, rounded as `text` shows it; None when the figures don't go together."""
    unit: str
    text: str
    """For people: `312.5亩 + 87.6亩 = 400.1亩`; 约 where rounded or where an operand is inexact."""
    short: str
    """The result alone: `1217.21亩`, `约2.5倍`; empty when there is none."""
    computed: tuple[str, ...] = ()
    """Figures of `text` that are computed, not printed in a source; the guard has to let these pass."""
    winner: int | None = None
    """For `compare`: index of the operand asked for; None for equal ones."""
    reason: str | None = None
    """Why there is no result, Chinese first."""


_DIFFERENCES = ("difference", "change", "left")
_PLACES = Decimal("0.01")
_MANY = 100
"""From so many on, what is counted one by one is rounded to whole ones, where it must be rounded."""
_SIGNS: dict[Operation, str] = {
    "sum": "+", "difference": "-", "change": "-", "left": "-", "whole": "÷", "part": "×", "before": "÷",
    "times": "÷", "ratio": "÷", "share": "÷", "average": "÷", "product": "×",
}  # fmt: skip


def calculate(plan: Plan, figures: Sequence[Figure]) -> Calculation:
    """The plan carried out over one figure for each operand, in exact decimal arithmetic.

    Units are converted into the first operand's; what doesn't go together gives a reason and no number.
    """
    if trouble := _trouble(plan, figures):
        return _none(plan, figures, trouble)
    if plan.factor is not None:
        return _scaled(plan, figures[0], plan.factor)
    if plan.operation == "average":
        return _averaged(plan, figures)
    if plan.operation == "product":
        exact = (figures[0].value or Decimal(0)) * (figures[1].value or Decimal(0))
        return _rounded(plan, f"{figures[0].text} × {figures[1].text}", exact, figures[0].unit, figures, [])
    unit = figures[0].unit
    values = [convert(f.value or Decimal(0), f.unit, unit) if f.unit and unit else f.value for f in figures]
    if any(v is None for v in values):
        return _none(plan, figures, "单位不同，不能一起计算 / the units do not go together")
    known = [v for v in values if v is not None]
    if plan.operation == "sum":
        return _shown(plan, figures, sum(known, Decimal(0)), unit)
    if plan.together:
        return _of_all(plan, figures, known, unit)
    if plan.operation in _DIFFERENCES:
        return _differing(plan, figures, known, unit)
    if plan.operation == "compare":
        return _compared(plan, figures, known, unit)
    return _divided(plan, figures, known)


def _trouble(plan: Plan, figures: Sequence[Figure]) -> str | None:
    wanted = 2 if plan.operation == "change" else len(plan.operands)
    if len(figures) != wanted or len(figures) < (1 if plan.factor else 2):
        return "有的数没有找到 / an operand is missing"
    if any(f.value is None or f.high is not None for f in figures):
        return "有的数不是确定的数值 / an operand is no single number"
    if any(f.kind in ("date", "ordinal", "name") for f in figures):
        return "日期和名次不能加减 / dates and ranks are not added or subtracted"
    if plan.factor is not None:
        share = plan.factor.value or Decimal(0)
        known = share and plan.factor.high is None
        if plan.operation == "before":
            known = known and (plan.factor.change == "increase_by" or share < 100)
        return None if known else "所占份额不是确定的数值 / the share is no single number"
    if plan.factor is None and len({f.kind in ("fraction", "multiple") for f in figures}) > 1:
        return "份额和数量不能一起计算 / a share and an amount do not go together"
    if plan.operation == "sum" and any(
        f.unit == "%" and f.change and "百分点" not in f.text for f in figures
    ):
        return "增减的幅度不能相加 / rates of change are not added"
    if plan.operation == "share" and not plan.together and "占" in plan.question and _is_more(figures):
        return "部分比整体大 / the part is more than the whole"
    if plan.operation == "times" and _is_more(figures[::-1]):
        return "问几倍，第一个数却比第二个小 / a multiple is asked for, and the first is the less"
    if plan.operation == "share" and not _of_one_sort(figures[0].unit, figures[1].unit):
        return "部分和整体不是一类 / the part is no part of the whole"
    if plan.operation not in ("average", "product") and not all(
        compatible(figures[0].unit, f.unit) for f in figures
    ):
        return "单位不同，不能一起计算 / the units do not go together"
    if (
        plan.operation in ("times", "ratio", "share", "average", "percent_change", "more_times")
        and not figures[1].value
    ):
        return "除数为零 / division by zero"
    return None


def _is_more(figures: Sequence[Figure]) -> bool:
    first, second = figures[0], figures[1]
    value = convert(first.value or Decimal(0), first.unit, second.unit)
    return value is not None and value > (second.value or Decimal(0))


_THINGS = frozenset({"个", "项", "件", "条", ""})


def _of_one_sort(part: str, whole: str) -> bool:
    """Whether counts can be part and whole: 4所 are no share of 7350个."""
    sorts = {canonical(part), canonical(whole)}
    return (
        len(sorts) == 1
        or sorts <= _THINGS
        or dimension(part) == dimension(whole) != "count"
        or sorts <= PEOPLE
    )


def _none(plan: Plan, figures: Sequence[Figure], reason: str) -> Calculation:
    expression = f" {_SIGNS.get(plan.operation, '?')} ".join(f.text for f in figures)
    return Calculation(plan.operation, expression, None, "", f"{expression}：{reason}", "", reason=reason)


def _terms(figures: Sequence[Figure], unit: str) -> tuple[list[str], list[str]]:
    """Operands as printed, with the conversion in brackets where one was made; and those conversions."""
    terms, made = [], []
    for figure in figures:
        moved = convert(figure.value or Decimal(0), figure.unit, unit) if figure.unit and unit else None
        if moved is not None and moved != figure.value:
            shown = written(moved, "", unit)
            made.append(shown)
            terms.append(f"{figure.text}（{shown}）")
        else:
            terms.append(figure.text)
    return terms, made


def _inexact(figures: Sequence[Figure]) -> bool:
    # 1100万以上 less 1000万以上: bounds are stated exactly
    bounds = {f.qualifier for f in figures} in ({"at_least"}, {"at_most"})
    return not bounds and any(f.qualifier != "exact" for f in figures)


def _shown(
    plan: Plan, figures: Sequence[Figure], value: Decimal, unit: str, swap: bool = False
) -> Calculation:
    """Sum or difference: `A + B = C`, about where an operand is."""
    terms, made = _terms(figures, unit)
    terms = terms[::-1] if swap else terms
    terms = [terms[0], *(f"（{t}）" if normalise(t).startswith("-") else t for t in terms[1:])]
    if plan.operation == "left" and len(terms) > 2:  # 29 - 41 would be read as a range
        terms = [terms[0], f"（{' + '.join(terms[1:])}）"]
    expression = f" {_SIGNS[plan.operation]} ".join(terms)
    points = unit == "%" and plan.operation in _DIFFERENCES and not any("百分点" in f.text for f in figures)
    spoken = "个百分点" if points else unit
    result = written(value, scale(figures, value), spoken)
    short = f"约{result}" if _inexact(figures) else result
    sign = "≈" if _inexact(figures) else "="
    return Calculation(
        plan.operation, expression, value, spoken, f"{expression} {sign} {result}", short, (*made, result)
    )


def _differing(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal], unit: str) -> Calculation:
    value = values[0] - sum(values[1:], Decimal(0))
    if value < 0 and plan.operation == "change" and plan.wants:
        return _none(plan, figures, "变化的方向与所问的相反 / it changed the other way")
    if figures[0].kind == "year":
        unit = "年"
    shown = _shown(plan, figures, abs(value), unit, swap=value < 0)
    if not plan.named:
        return shown
    each = "，".join(f"{label}：{f.text}" for label, f in zip(plan.labels, figures, strict=False))
    return replace(shown, text=f"{each}；{shown.text}")


def _compared(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal], unit: str) -> Calculation:
    """`A > B`, the operand asked for, and by how much it differs."""
    terms, made = _terms(figures, unit)
    best = max(values) if plan.wants != "less" else min(values)
    winners = [i for i, v in enumerate(values) if v == best]
    winner = winners[0] if len(winners) == 1 else None
    sign = ">" if values[0] > values[1] else "<" if values[0] < values[1] else "="
    expression = f" {sign} ".join(terms) if len(terms) == 2 else "、".join(terms)
    text = "，".join(f"{label}：{term}" for label, term in zip(plan.labels, terms, strict=False))
    short = figures[winner].text if winner is not None else ""
    return Calculation(
        "compare",
        expression,
        max(values) - min(values),
        unit,
        f"{text}（{expression}）",
        short,
        tuple(made),
        winner,
    )


def _divided(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal]) -> Calculation:
    """Times, ratio, share and percentage of change, to two decimals."""
    first, second = values[0], values[1]
    terms, made = _terms(figures, figures[0].unit)
    expression, unit = " ÷ ".join(terms), "倍"
    exact = first / second
    if plan.operation == "share":
        exact, unit = exact * 100, "%"
    elif plan.operation == "ratio":
        unit = ""
    elif plan.operation == "more_times":
        exact = (first - second) / second
        expression = f"({terms[0]} - {terms[1]}) ÷ {terms[1]}"
    elif plan.operation == "percent_change":
        exact, unit = (first - second) / second * 100, "%"
        expression = f"({terms[0]} - {terms[1]}) ÷ {terms[1]}"
    return _rounded(plan, expression, exact, unit, figures, made)


def _of_all(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal], unit: str) -> Calculation:
    """The first as a share of all together: `30亩 ÷ (30亩 + 50亩)`."""
    terms, made = _terms(figures, unit)
    expression = f"{terms[0]} ÷ ({' + '.join(terms)})"
    exact = values[0] / sum(values, Decimal(0)) * 100
    return _rounded(plan, expression, exact, "%", figures, made)


def _averaged(plan: Plan, figures: Sequence[Figure]) -> Calculation:
    total, count = figures[0], figures[1]
    exact = (total.value or Decimal(0)) / (count.value or Decimal(1))
    unit = f"{total.unit}/{count.unit}" if count.unit else total.unit
    if exact and abs(exact) < _PLACES / 2:
        return _none(plan, figures, "平均数小得没有意义 / the average is next to nothing")
    return _rounded(plan, f"{total.text} ÷ {count.text}", exact, unit, figures, [])


def _scaled(plan: Plan, amount: Figure, factor: Figure) -> Calculation:
    """An amount times a share, or divided by one: `12家 ÷ 六分之一 = 72家`."""
    share = factor.value or Decimal(1)
    share = share / 100 if factor.unit == "%" else share
    value = amount.value or Decimal(0)
    if plan.operation == "rest":
        return _rounded(plan, f"100% - {amount.text}", 100 - value, "%", (amount,), ["100%"])
    shown, made = factor.text, []
    if plan.operation == "whole" and factor.kind == "multiple":
        shown = f"{share.normalize():f}"  # 两倍 is no arithmetic to read
        made = [shown]
    if plan.operation == "before":
        sign, share = ("-", 1 - share) if factor.change == "decrease_by" else ("+", 1 + share)
        shown = f"(1 {sign} {factor.text})"
        made = [shown]
    # a third is 0.333…: what is divided by it comes out whole
    exact = value * share if plan.operation == "part" else value / share
    whole = exact.to_integral_value()
    exact = whole if abs(exact - whole) < Decimal("1e-12") * max(Decimal(1), abs(whole)) else exact
    expression = f"{amount.text} {_SIGNS[plan.operation]} {shown}"
    return _rounded(plan, expression, exact, amount.unit, (amount, factor), made)


def _rounded(
    plan: Plan, expression: str, exact: Decimal, unit: str, figures: Sequence[Figure], made: Sequence[str]
) -> Calculation:
    amount = "/" in unit or plan.factor is not None or plan.operation == "product"
    size = dict(SCALES)[printed_scale(figures, exact)] if amount else Decimal(1)
    value = (exact / size).quantize(_PLACES, rounding=ROUND_HALF_UP) * size
    if value != exact and size == 1 and value >= _MANY and is_counted(unit.partition("/")[0]):
        value = exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)  # no part of a person or a thing
    about = value != exact or _inexact(figures)
    result = written(value, printed_scale(figures, value) if amount else "", unit)
    # 平均每户 is in the question: `102万余元 ÷ 477户 ≈ 2138.36元/户` is answered by 约2138.36元
    plain = result.partition("/")[0] if plan.operation == "average" else result
    short = f"约{plain}" if about else plain
    text = f"{expression} {'≈' if about else '='} {result}"
    return Calculation(plan.operation, expression, value, unit, text, short, (*made, result))
