"""Years that a question names or implies: 2021年, 去年, 近五年, 十三五."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.patterns import regex
from qa.numbers.figures import find_figures

__all__ = ["YearRef", "is_count", "years_in"]


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year, or a span of years, that a question names or implies."""

    text: str
    start: int | None
    """First calendar year; None for a relative one (今年), which only the report can date."""
    end: int | None
    """Last calendar year; equal to `start` for a single year."""
    relative: int | None = None
    """Years from the present one: 今年 0, 去年 -1; for 近五年 the first of them, -5, with `span` set."""
    span: int | None = None
    """Number of years for 近五年; None else."""


_RELATIVE = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "旧年": -1, "今年": 0, "本年": 0,
    "本年度": 0,
    "当年": 0,
    "明年": 1, "来年": 1, "下一年": 1, "后年": 2, "last year": -1, "this year": 0, "next year": 1,
    "the year before last": -2,
}  # fmt: skip
_RELATIVE_PATTERN = regex(
    "|".join(sorted(_RELATIVE, key=len, reverse=True)).replace(
        "前年", "(?<![0-9一二三四五六七八九十几])前年", 1
    )
)
_RECENT = regex(
    r"(?:近|最近|过去|这|前|last |past |recent )\s?(?P<n>[一二两三四五六七八九十几]|[0-9]{1,2}"
    r"|\w+)\s?(?:年|years)(?!级|代|前)"
)
_PLAN = regex(
    r"(?P<n>[一二三四五六七八九]|十[一二三四五六]?)五[\"']?(?:计划|规划|时期|期间|末|以来|开局)"
    r"|\"(?P<q>[一二三四五六七八九]|十[一二三四五六]?)五\""
)
_ENGLISH_YEAR = regex(r"\b(?:19|20)[0-9]{2}\b")
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
            "十": 10, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}  # fmt: skip
_FIRST_PLAN, _PLAN_YEARS = 1953, 5


def years_in(text: str) -> tuple[YearRef, ...]:
    """Years that normalised `text` names or implies, in order: 2021年, '21年, 去年, 近五年, 十三五."""
    found: list[tuple[int, YearRef]] = []
    for figure in find_figures(text):
        if is_count(text, figure.start, figure.end):
            continue
        year = _calendar(figure.kind, figure.unit, int(figure.value or 0))
        if year:
            printed = figure.text
            if year < 0 and "公元" not in printed:  # 疫情前2019年 is no year before Christ
                year, printed = -year, printed.lstrip("前 ")
            last = int(figure.high) if figure.high and figure.kind == "year" else year
            found.append((figure.start, YearRef(printed, year, last)))
    for match in _RELATIVE_PATTERN.finditer(text):
        if not re.search(
            r"(?:比|较|同比)$", text[: match.start()]
        ):  # 比上年: what is compared with, not asked for
            ref = YearRef(match[0], None, None, relative=_RELATIVE[match[0]])
            found.append((match.start(), ref))
    for match in _RECENT.finditer(text):
        count = int(match["n"]) if match["n"].isdigit() else _NUMBERS.get(match["n"])
        compared = count == 1 and re.search(r"(?:比|较|同比)$", text[: match.start()])
        if not compared and ((count and count < 100) or match["n"] == "几"):
            found.append((match.start(), YearRef(match[0].strip(), None, None, -(count or 3), count or 3)))
    for match in _PLAN.finditer(text):
        first = _FIRST_PLAN + _PLAN_YEARS * (_plan_number(match["n"] or match["q"]) - 1)
        # the second plan ran late; the third began in 1966
        first += 3 if first >= 1963 else 0
        found.append((match.start(), YearRef(match[0], first, first + 4)))
    return tuple(ref for _, ref in sorted(found, key=lambda pair: pair[0]))


_MORE_THAN = regex(
    r"(?:more than|fewer than|less than|over|exceed(?:ed|s|ing)?|at least|at most|about|around|nearly|almost"
    r"|approximately|roughly|reach(?:ed|es)?|up to|only)\s$"
)


def is_count(text: str, start: int, end: int) -> bool:
    """Whether four digits in an English question count: `more than 2000 places`."""
    plain = re.fullmatch(r"[0-9]{4}", text[start:end]) is not None
    return (
        plain and bool(_MORE_THAN.search(text[:start])) and re.match(r"\s[a-z]{3,}", text[end:]) is not None
    )


def _plan_number(text: str) -> int:
    return _NUMBERS[text] if len(text) == 1 else 10 + _NUMBERS[text[1]]


def _calendar(kind: str, unit: str, value: int) -> int | None:
    if kind == "year" and unit == "年":
        return value
    return value // 10000 or None if unit == "date" else None
