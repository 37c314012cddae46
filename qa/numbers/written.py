"""How a computed value is written: in 万 and 亿 where its operands are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.normalise import normalise
from qa.numbers.figures import Figure

__all__ = ["SCALES", "printed_scale", "scale", "written"]

SCALES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)), ("", Decimal(1)))


def scale(figures: Sequence[Figure], value: Decimal) -> str:
    """The greatest of the operands' own scales in which the value needs no more than four decimals."""
    allowed = [*_scales_of(figures), ""]
    for name, size in SCALES:
        exact = (value / size).normalize()
        exponent = exact.as_tuple().exponent
        if (
            name in allowed
            and isinstance(exponent, int)
            and exponent >= -4
            and (abs(exact) >= 1 or name == "")
        ):
            return name
    return ""


def printed_scale(figures: Sequence[Figure], value: Decimal) -> str:
    """The greatest scale not above the operands' own that leaves something before the point."""
    return next((name for name in _scales_of(figures) if abs(value) >= dict(SCALES)[name]), "")


def _scales_of(figures: Sequence[Figure]) -> list[str]:
    """The greatest scale that an operand is printed in, and those below it; none where none is printed."""
    names = [name for name, _ in SCALES]
    printed = [i for i, name in enumerate(names) if any(name and name in normalise(f.text) for f in figures)]
    return names[min(printed, default=len(names)) :]


def written(value: Decimal, scale: str, unit: str) -> str:
    number = value / dict(SCALES)[scale]
    plain = f"{number.normalize():f}"
    return f"{plain}{scale}{unit}"
