"""Claims that a plan was met, passed or missed, against how far the report says that it was: `为预算的99.0%`.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from typing import Literal

from ingest.patterns import regex
from qa.figure import Figure

__all__ = ["bears_out", "claimed", "tells_how_far"]

Met = Literal["over", "met", "under"]

_PLAN = "(?:预算|计划|目标|任务)"
_CLAIMS: tuple[tuple[Met, str], ...] = (
    (
        "over",
        rf"超额(?:完成|实现|达成)|超(?:出|过|了)?(?:年度|全年|年初|原定)?的?{_PLAN}|[比较](?:年度|全年|年初|原定)?的?{_PLAN}[\u4e00-\u9fff]{{0,3}}?(?:多|高|超)|超[收支]",
    ),
    (
        "under",
        rf"[没未]有?(?:能)?(?:全部|如期)?(?:完成|达到?|实现|够|到)[^,。]{{0,6}}{_PLAN}|{_PLAN}[^,。]{{0,4}}[没未]有?(?:完成|达到|实现)"
        rf"|[比较](?:年度|全年|年初|原定)?的?{_PLAN}[\u4e00-\u9fff]{{0,3}}?(?:少|低|短)|短收",
    ),
    ("met", rf"(?:完成|达到|实现)了?[^,。]{{0,6}}{_PLAN}|{_PLAN}[^,。]{{0,4}}(?:完成|达到|实现)"),
)
_PATTERNS = tuple((met, regex(pattern)) for met, pattern in _CLAIMS)
_HOW_FAR = regex(
    rf"{_PLAN}(?:数|额|任务)?[0-9.]*[万亿]*元?的$|(?:完成|达到?|占|为)(?:年度|全年|年初|调整|既定)?的?{_PLAN}[^,。;]{{0,12}}的?$"
    rf"|{_PLAN}[^。;]{{0,24}}完成$"
)
_WHOLE = 100


def claimed(statement: str) -> Met | None:
    """What a normalised claim says of a plan; None where it speaks of none."""
    return next((met for met, pattern in _PATTERNS if pattern.search(statement)), None)


def tells_how_far(before: str, figure: Figure) -> bool:
    """Whether a percentage says how far a plan was met; `before` is its sentence up to it."""
    return figure.kind == "percent" and figure.unit == "%" and _HOW_FAR.search(before) is not None


def bears_out(met: Met, figure: Figure) -> bool:
    """Whether so many percent of a plan are what is claimed."""
    value = figure.value or 0
    return value > _WHOLE if met == "over" else value < _WHOLE if met == "under" else value >= _WHOLE
