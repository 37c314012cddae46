"""Claims that a plan was met, passed or missed, against how far the report says that it was: `为预算的99.0%`.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from typing import Literal

from ingest.patterns import regex
from qa.numbers.figure import Figure

__all__ = ["against_aim", "bears_out", "beside_aim", "claimed", "in_words", "tells_how_far"]

Met = Literal["over", "met", "under"]

_PLAN = "(?:预算|计划|目标|任务|指标)"
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


_SET = "(?:年度|全年|年初|原定|预期|既定)*"
_NOT = "(?:未能?|没有?|没能)"
_IN_WORDS: tuple[tuple[Met, str], ...] = (
    ("over", rf"超额(?:完成|实现)|(?:超过|高于|好于|快于)了?{_SET}的?(?:预期)?(?:{_PLAN}|预期)"),
    (
        "under",
        rf"{_PLAN}[^,。;]{{0,4}}{_NOT}(?:完成|实现|达到)|{_NOT}(?:完成|实现|达到?)[^,。;]{{0,8}}(?:{_PLAN}|预期)|{_NOT}(?:如期|按期|按时)(?:完成|实现|达到)|低于[^,。;控]{{0,4}}(?:{_PLAN}|预期)",
    ),
    ("met", rf"(?:圆满|顺利|全面|如期)?(?:完成|实现|达到)了?{_SET}的?{_PLAN}"),
)
_SPOKEN_OVER = regex(
    r"[比较](?:原先|原来|年初|当初|原)[^,。]{0,4}?(?:定|说|计划|打算|设)(?:下|好)?[的得][^,。]{0,8}?(?:还|要)?(?:多|高|大|好|快|超)"
)
_SPOKEN_UNDER = regex(
    r"[没未]有?[^,。]{0,3}(?:到|够|满|成)[^,。]{0,4}(?:年初|原先|当初|原来)[^,。]{0,4}定的|[比较](?:原先|原来|年初|当初|原)[^,。]{0,4}?(?:定|说|计划|打算|设)(?:下|好)?[的得][^,。]{0,8}?(?:还|要)?(?:少|低|差|慢)"
)
_SAYS = tuple((met, regex(pattern)) for met, pattern in _IN_WORDS)


def in_words(clause: str) -> tuple[Met, int, int] | None:
    """What a clause of a report says in words of a plan, and where: `超过预期目标`; None where it says nothing of one."""
    for met, pattern in _SAYS:
        if match := pattern.search(clause):
            return met, match.start(), match.end()
    return None


_AIMED = "(?:年初|原先|原来|当初|预期|预定|既定|原定|计划|预算|目标|任务|指标)"
_AGAINST = regex(
    rf"(?P<no>不)?[比较](?=[^,。]{{0,3}}{_AIMED})[^,。]{{2,12}}?(?:还|要|都|更)?(?:(?P<more>多|高|大|快|超)|少|低|小|慢)了?(?:一?[点些])?$"
)
_AIM_NAMED = rf"[^,。;]{{0,4}}?{_AIMED}(?:的?[^,。;]{{0,2}}?{_AIMED})*"
_BESIDE = regex(rf"(?P<more>超过|高于|快于|多于|大于)了?{_AIM_NAMED}|(?:低于|少于|慢于|小于){_AIM_NAMED}")
Way = Literal["more", "less"]


def against_aim(statement: str) -> tuple[Way, bool] | None:
    """Which side of what was aimed at a claim puts something, and whether it denies that: `不比计划少`; else None."""
    if match := _AGAINST.search(statement):
        return ("more" if match["more"] else "less"), match["no"] is not None
    return None


def beside_aim(sentence: str) -> tuple[Way, int, int] | None:
    """Which side of an aim a sentence puts something in words, and where: `低于预定的目标`."""
    if match := _BESIDE.search(sentence):
        return ("more" if match["more"] else "less"), match.start(), match.end()
    return None


def claimed(statement: str) -> Met | None:
    """What a normalised claim says of a plan; None where it speaks of none."""
    if _SPOKEN_OVER.search(statement):
        return "over"
    if _SPOKEN_UNDER.search(statement):
        return "under"
    return next((met for met, pattern in _PATTERNS if pattern.search(statement)), None)


def tells_how_far(before: str, figure: Figure) -> bool:
    """Whether a percentage says how far a plan was met; `before` is its sentence up to it."""
    return figure.kind == "percent" and figure.unit == "%" and _HOW_FAR.search(before) is not None


def bears_out(met: Met, figure: Figure) -> bool:
    """Whether so many percent of a plan are what is claimed."""
    value = figure.value or 0
    return value > _WHOLE if met == "over" else value < _WHOLE if met == "under" else value >= _WHOLE
