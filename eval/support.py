"""Law 1, judged from outside: every figure in an answer stands in a cited quote, or is computed from such.

Written apart from `qa`'s own guard on purpose, so that a hole in the guard shows here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from eval.figures import Figure, figures, fold, same_unit

__all__ = ["unsupported_figures"]

_MARK = re.compile(r"\[\d+\]")
_LIST_NUMBER = re.compile(r"(?m)^\s*(?:\d{1,2}[.、)]|\(\d{1,2}\))\s?(?=\D)")
_OPERATORS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", "x": "*"})
_EQUALS = re.compile(r"[=≈]|约等于|等于")
_GAP = re.compile(r"[^-+*/()=≈]")


def unsupported_figures(answer: str, quotes: Sequence[str], labels: Sequence[str] = ()) -> list[str]:
    """The figures of `answer` that nothing cited supports, as they stand in it (folded), in order.

    `quotes` are the cited quotes. `labels` are the names and section headings of the cited documents: they
    support years only (`2010年`), which a table over years needs and no quote holds. Citation marks `[1]` and
    the numbers of a numbered list are no figures.
    """
    text = fold(_LIST_NUMBER.sub("", _MARK.sub("", answer)))
    found = figures(text)
    stated = [figure for quote in quotes for figure in figures(quote)]
    years = {f.value for label in labels for f in figures(label) if f.unit.startswith("年")}
    years |= {Fraction(year) for label in labels for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", label)}
    supported = [
        _stated(figure, stated) or _is_year(figure, years) or _is_ratio(text, figure, stated)
        for figure in found
    ]
    shown = _computed(text, found, supported)
    return [
        text[figure.start : figure.end].strip()
        for at, (figure, ok) in enumerate(zip(found, supported, strict=True))
        if not ok and at not in shown.places and figure.value not in shown.values
    ]


@dataclass
class _Shown:
    """What the calculations of an answer support."""

    values: set[Fraction] = field(default_factory=set)
    """Results that were worked out rightly."""
    places: set[int] = field(default_factory=set)
    """Positions, among the answer's figures, of constants used in them (a count, 100%)."""


def _stated(figure: Figure, stated: Sequence[Figure]) -> bool:
    """Whether a quote states the value with the same unit, as far as the answer gives one in Chinese."""
    return any(
        other.value == figure.value
        and (not figure.unit or same_unit(figure.unit[:1], other.unit[:1]) or not other.unit)
        for other in stated
    )


def _is_year(figure: Figure, years: set[Fraction]) -> bool:
    return figure.unit.startswith("年") and figure.value in years


def _is_ratio(text: str, figure: Figure, stated: Sequence[Figure]) -> bool:
    """Whether it is a quotient such as `10 / 34` whose two parts the quotes state."""
    parts = text[figure.start : figure.end].split("/")
    if len(parts) != 2 or not all(figures(part) for part in parts):
        return False
    values = {other.value for other in stated}
    return all(figures(part)[0].value in values for part in parts)


def _computed(text: str, found: Sequence[Figure], supported: Sequence[bool]) -> _Shown:
    """What the answer shows to be the result of a right calculation over supported figures."""
    shown = _Shown()
    for at, result in enumerate(found):
        if at == 0 or not _EQUALS.search(text[found[at - 1].end : result.start]):
            continue
        places = range(_first_operand(text, found, at - 1), at)
        known = {i for i in places if supported[i] or found[i].value in shown.values}
        others = set(places) - known
        if known and all(_is_constant(found[i], at) for i in others):
            value = _evaluate(text, [found[i] for i in places], found[at - 1].end)
            if value is not None and _agrees(value, result):
                shown.values.add(result.value)
                shown.places |= others
    return shown


def _is_constant(figure: Figure, shown: int) -> bool:
    """A number that a calculation may bring itself: 100, 100%, or how many of the shown figures there are."""
    if figure.unit not in ("", "%"):
        return False
    return figure.value in (1, 100) or (figure.value.denominator == 1 and 1 < figure.value <= shown)


def _first_operand(text: str, found: Sequence[Figure], last: int) -> int:
    """Index of the first figure of the expression that ends with `found[last]`."""
    first = last
    while first and re.search(r"[-+*/]", _gap(text, found[first - 1].end, found[first].start)):
        if "=" in _gap(text, found[first - 1].end, found[first].start):
            break
        first -= 1
    return first


def _gap(text: str, start: int, end: int) -> str:
    """Operators and brackets between two figures; words beside them are labels."""
    between = text[start:end].translate(_OPERATORS)
    if between.strip() == ":":
        return "/"
    return _GAP.sub("", between)


def _evaluate(text: str, operands: Sequence[Figure], end: int) -> Fraction | None:
    """The expression's exact value; None if it is no expression."""
    tokens: list[Fraction | str] = []
    place = max(0, operands[0].start - 3)
    opening = text[place : operands[0].start].count("(")
    tokens += ["("] * opening
    for index, operand in enumerate(operands):
        tokens.append(operand.value)
        after = operands[index + 1].start if index + 1 < len(operands) else len(text)
        gap = _gap(text, operand.end, after) if index + 1 < len(operands) else ""
        tokens += list(gap)
    tail = re.match(r"\s*\)*", text[end:])
    tokens += [")"] * (tail[0].count(")") if tail else 0)
    spare = tokens.count("(") - tokens.count(")")
    tokens = tokens[max(0, spare) :]
    try:
        value, rest = _sum(tokens)
    except (IndexError, TypeError, ZeroDivisionError):
        return None
    return value if not rest else None


def _sum(tokens: list[Fraction | str]) -> tuple[Fraction, list[Fraction | str]]:
    value, rest = _product(tokens)
    while rest and rest[0] in ("+", "-"):
        sign = 1 if rest[0] == "+" else -1
        other, rest = _product(rest[1:])
        value += sign * other
    return value, rest


def _product(tokens: list[Fraction | str]) -> tuple[Fraction, list[Fraction | str]]:
    value, rest = _atom(tokens)
    while rest and rest[0] in ("*", "/"):
        operator = rest[0]
        other, rest = _atom(rest[1:])
        value = value * other if operator == "*" else value / other
    return value, rest


def _atom(tokens: list[Fraction | str]) -> tuple[Fraction, list[Fraction | str]]:
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        value, rest = _sum(rest)
        if rest[0] != ")":
            raise TypeError
        return value, rest[1:]
    if isinstance(head, str):
        raise TypeError
    return head, rest


def _agrees(value: Fraction, shown: Figure) -> bool:
    """Whether the shown result is the value, rounded at most to the places that it shows."""
    return shown.value == value or abs(shown.value - value) * 2 <= shown.step
