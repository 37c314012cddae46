"""One figure: the record that every reader of figures fills."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

__all__ = ["Change", "Figure", "Kind", "Qualifier"]

Qualifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most", "under"]
Change = Literal["increase_by", "increase_to", "decrease_by", "decrease_to"]
Kind = Literal[
    "quantity", "percent", "fraction", "multiple", "year", "date", "ordinal", "range", "ratio", "name"
]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed and as understood."""

    text: str
    """As printed, qualifier and unit included: `1200万余元`, `近800辆`, `百分之七点五`, `第二批`."""
    start: int
    end: int
    """`source[start:end] == text`."""
    value: Decimal | None
    """With 万 and 亿 folded in; a percentage is 7.5, a date yyyymmdd with 0 for what isn't said.
    Of a ratio (`1:12.5`) the first over the second. None: a name, or a number too vague to compare (数十)."""
    unit: str = ""
    """Canonical: `元`, `人次`, `%`, `个百分点`, `年`; empty where none is printed."""
    kind: Kind = "quantity"
    qualifier: Qualifier = "exact"
    change: Change | None = None
    """Whether the text says that something rose or fell by, or to, this figure."""
    counts: str = ""
    """What is counted, where the clause says so: `主题服务场景` in `90项主题服务场景`. Best effort."""
    high: Decimal | None = None
    """Upper end of a range; `value` is the lower one."""
    indefinite: bool = False
    """`一个`, `一次`: as likely an article as a count."""
