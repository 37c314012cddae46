"""Whether two figures state the same number, whatever the script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.normalise import normalise
from qa.numbers.figure import Figure
from qa.numbers.units import compatible, convert

__all__ = ["keys", "same", "supports"]


def same(first: Figure, second: Figure) -> bool:
    """Whether two figures state the same number: equal values in compatible units, whatever the script.

    Qualifiers are not compared (`1200万余元` and `1200万元` are the same figure); names compare by text.
    """
    if first.value is None or second.value is None:
        return _plain(first.text) == _plain(second.text)
    if "date" in (first.unit, second.unit):
        return _same_date(first, second)
    if (first.kind == "year") != (second.kind == "year") or (first.high or 0) != (second.high or 0):
        return False
    if any((first.kind == kind) != (second.kind == kind) for kind in ("ordinal", "ratio")):
        return False
    if {first.kind, second.kind} == {"percent", "fraction"}:
        return _close(_as_share(first), _as_share(second))
    if not compatible(first.unit, second.unit):
        return False
    moved = convert(second.value, second.unit, first.unit) if first.unit and second.unit else second.value
    return moved is not None and _close(first.value, moved)


def _as_share(figure: Figure) -> Decimal:
    assert figure.value is not None
    return figure.value / 100 if figure.unit == "%" else figure.value


def _close(first: Decimal, second: Decimal) -> bool:
    return abs(first - second) <= max(abs(first), abs(second)) * Decimal("1e-12")


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"'「」]", "", normalise(text))


def _same_date(first: Figure, second: Figure) -> bool:
    """Dates agree where every part that both name agrees, and they share one."""
    parts = [_date_parts(f) for f in (first, second)]
    shared = [(a, b) for a, b in zip(*parts, strict=True) if a and b]
    return bool(shared) and all(a == b for a, b in shared)


def _date_parts(figure: Figure) -> tuple[int, int, int]:
    value = int(figure.value or 0)
    if figure.kind == "year":
        return value, 0, 0
    return (value // 10000, value // 100 % 100, value % 100) if figure.unit == "date" else (0, 0, 0)


def keys(figure: Figure) -> Iterator[str]:
    if figure.value is None:
        yield _plain(figure.text)
    elif figure.unit == "date":
        for part, name in zip(_date_parts(figure), "年月日", strict=True):
            if part:
                yield f"{part}{name}"
    else:
        share = figure.value * 100 if figure.kind == "fraction" else figure.value
        unit = "%" if figure.kind == "fraction" else figure.unit
        mark = {"ordinal": "第", "ratio": "比"}.get(figure.kind, "")
        ends = [share] if figure.high is None else [share, figure.high]
        yield mark + "-".join(f"{e.normalize():f}" for e in ends) + unit


def supports(known: Figure, figure: Figure) -> bool:
    if same(known, figure):
        return True
    ends = (known.value, known.high)
    return known.high is not None and figure.high is None and figure.value in ends
