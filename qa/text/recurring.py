"""How often something comes that an amount is told of: a month, a year, a day."""

from __future__ import annotations

from typing import Literal

from ingest.patterns import regex

__all__ = ["Recurring", "of_another_period", "recurring"]

Recurring = Literal["day", "week", "month", "quarter", "year"]

_EVERY: tuple[tuple[Recurring, str], ...] = (
    ("day", r"每[天日]|日均|天天|平均[一]?[天日]|一天(?=能|有|要|可|服务|接待|处理|来)"),
    ("week", r"每个?(?:周|星期|礼拜)|周均"),
    ("month", r"每个?月|月均|按月|逐月|月租|月薪|月工资|平均[一]?个?月"),
    ("quarter", r"每个?季度?|季均"),
    ("year",
        r"每年|年均|一年能?[挣赚增产收省节]|全年"
        r"|年(?:增收|产值|产量|产能|收益|收入|营收|利润|薪|租金|用电|可?节约|处理|发电)"),
)  # fmt: skip
_PATTERNS = tuple((name, regex(pattern)) for name, pattern in _EVERY)


def recurring(text: str) -> Recurring | None:
    """The one period by which normalised `text` tells amounts; None where it names none, or two.

    >>> recurring("人均年增收1.8万元"), recurring("每个月多挣1.8万"), recurring("3月建成12座")
    ('year', 'month', None)
    """
    named = [name for name, pattern in _PATTERNS if pattern.search(text)]
    return named[0] if len(named) == 1 else None


def of_another_period(said: str, told: str) -> bool:
    """Whether an amount is said of one period and told of another: `每个月挣1.8万` for `年增收1.8万元`."""
    asked, printed = recurring(said), recurring(told)
    return asked is not None and printed is not None and asked != printed
