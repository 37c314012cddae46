"""Shares, multiples, quantities and ranges as figures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa.numbers.figure import Figure, Kind
from qa.numbers.grammar import (
    AGO,
    DOUBLED,
    FRACTION,
    HALF,
    IN_RATIO,
    LASTED,
    LASTING,
    LOOSE,
    ONE_OF,
    PERCENT_WORD,
    PREFIX_OF,
    QUANTITY,
    RATIO,
    SUFFIX_OF,
    TENTHS,
    TO,
    Y4,
)
from qa.numbers.numerals import numeral_range, numeral_value
from qa.numbers.units import canonical, dimension

__all__ = ["duration", "quantity_or_range", "ratio", "share"]

_A_LIFE = 100
"""Years: 近2400年 tells how old something is, 近五年 which years."""


def share(norm: str, start: int) -> Figure | None:
    # a word that the form needs is looked for first: most texts have none, and wait for no pattern to be compiled
    parted = "分之" in norm
    if parted and (match := PERCENT_WORD.match(norm, start)):
        value = numeral_value(match["num"])
        rate = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[match["base"][0]]
        if value is None:
            return None
        rate = -rate if match["sign"] or match["inner"] else rate
        return _up_to(norm, _qualified(match, value * rate, "%", "percent"), PERCENT_WORD)
    if "成" in norm and (match := TENTHS.match(norm, start)):
        value = (numeral_value(match["num"]) or Decimal(0)) * 10
        value += (
            (numeral_value(match["part"]) or 0) * (10 if match["part"] == "半" else 1) if match["part"] else 0
        )
        figure = _qualified(match, value, "%", "percent")
        high = (numeral_value(match["high"]) or Decimal(0)) * 10 if match["high"] else None
        return replace(figure, high=high) if high is None or high > value else None
    if (parted or "/" in norm) and (match := FRACTION.match(norm, start)):
        over, under = (
            numeral_value(match["over"] or match["top"]),
            numeral_value(match["under"] or match["bottom"]),
        )
        if not over or not under or over >= under:
            return None
        return _up_to(norm, _qualified(match, over / under, "", "fraction"), FRACTION)
    if "半" in norm and (match := HALF.match(norm, start)):
        figure = _qualified(match, Decimal("0.5"), "", "fraction")
        return replace(figure, qualifier="over") if "过半" in match[0] else figure
    if "番" in norm and (match := DOUBLED.match(norm, start)):
        times = numeral_value(match["num"]) or Decimal(1)
        return replace(_qualified(match, 2**times, "倍", "multiple"), change="increase_to")
    return None


def _up_to(norm: str, low: Figure, written: re.Pattern[str]) -> Figure:
    """`百分之四至百分之五`, `四分之一至三分之一` are one figure each."""
    joint = re.compile(TO).match(norm, low.end)
    high = share(norm, joint.end()) if joint and written.match(norm, joint.end()) else None
    if high is None or high.value is None or low.value is None or not low.value < high.value:
        return low
    return replace(low, text=norm[low.start : high.end], end=high.end, high=high.value)


def ratio(norm: str, start: int) -> Figure | None:
    """`1:12.5`, `3比1`; not `8:30`, which is a time unless a word of ratios stands before it."""
    match = RATIO.match(norm, start) if ":" in norm or "比" in norm else None
    if match is None or (
        match["by"] == ":" and _CLOCK.fullmatch(match[0]) and not IN_RATIO.search(norm, 0, start)
    ):
        return None
    first, second = numeral_value(match["first"]), numeral_value(match["second"])
    if first is None or not second:
        return None
    return Figure(match[0], start, match.end(), first / second, "", "ratio")


def _qualified(match: re.Match[str], value: Decimal | None, unit: str, kind: Kind) -> Figure:
    groups = match.groupdict()
    number = groups.get("num") or ""
    inner = (
        bool(groups.get("more")) or bool(re.search(r"[多余来]|(?<=[0-9十])几", number)) or "个多" in match[0]
    )
    qualifier = SUFFIX_OF.get(re.sub(r"^(?:有余|[多余])(?=.)", "", groups.get("tail") or ""), "exact")
    if qualifier in ("exact", "at_least") and inner:
        qualifier = "over"
    if qualifier == "exact" and re.match(r"几|数|上|好几", number):
        qualifier = "about"
    if groups.get("pre") and (qualifier in ("exact", "over") or PREFIX_OF[groups["pre"]] != "about"):
        qualifier = PREFIX_OF[groups["pre"]]
    end = match.end() - (0 if match[0] == match[0].rstrip() else 1)
    return Figure(match[0].rstrip(), match.start(), end, value, unit, kind, qualifier)


# --- quantities and ranges -------------------------------------------------------------------------------


def quantity_or_range(norm: str, start: int) -> Figure | None:
    first = _quantity(norm, start)
    if first is None:
        return None
    joint = re.compile(TO).match(norm, first.end)
    second = _quantity(norm, joint.end()) if joint else None
    scaled = second is not None and re.search("[万亿]", second.text) is not None
    if second is None or first.value is None or second.value is None or second.high:
        return first if _stands(first, norm) else None
    if not second.unit and not scaled:
        return first if _stands(first, norm) else None
    if first.unit and first.unit != second.unit:
        return first
    if "--" in norm[first.end : second.start]:
        return first
    low = _scaled(first, second)
    if not low < second.value:
        return first if _stands(first, norm) else None
    kind: Kind = "percent" if second.unit == "%" else "range"
    return replace(
        second,
        text=norm[start : second.end],
        start=start,
        value=low,
        high=second.value,
        kind=kind,
        change=None,
    )


def duration(norm: str, start: int) -> Figure | None:
    """`2小时11分06秒`, in seconds; `3年零8个月`, in months."""
    match = LASTED.match(norm, start) if "分" in norm or "个月" in norm else None
    if match is None or (start and norm[start - 1] in "0123456789.一二三四五六七八九十百千"):
        return None
    value = {name: numeral_value(part) or Decimal(0) for name in _PARTS if (part := match[name])}
    lasted = sum((amount * _PARTS[name] for name, amount in value.items()), Decimal(0))
    prefix = match["pre"] or match["pre2"] or match["pre3"]
    qualifier = PREFIX_OF[prefix] if prefix else "exact"
    unit = "个月" if match["months"] else "秒"
    return Figure(match[0], start, match.end(), lasted, unit, "quantity", qualifier)


_PARTS = {
    "hours": Decimal(3600), "h": Decimal(3600), "minutes": Decimal(60), "m": Decimal(60),
    "seconds": Decimal(1), "hundredths": Decimal("0.01"), "years": Decimal(12), "months": Decimal(1),
}  # fmt: skip
"""What each part of a span of time is worth in its unit, seconds or months."""
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9]")


def _scaled(first: Figure, second: Figure) -> Decimal:
    """`3-5万` is 30,000 to 50,000: the multiplier of the upper end holds for both."""
    assert first.value is not None
    place = re.search(r"[百千]?[万亿]+", second.text)
    if first.unit or re.search("[十百千万亿]", first.text) or not place:
        return first.value
    return first.value * (numeral_value("一" + place[0]) or 1)


def _quantity(norm: str, start: int) -> Figure | None:
    match = QUANTITY.match(norm, start)
    if match is None or (start and match["num"][0].isascii() and norm[start - 1] in "0123456789."):
        return None
    number, unit = match["num"], match["unit"] or ""
    if match["pre"] and unit == "年" and re.fullmatch(Y4, number) and not AGO.search(norm, 0, start):
        return None  # 低于1985年 compares with a year; the year itself is found further on
    if (
        match["pre"] == "近"
        and dimension(unit) in ("months", "time")
        and (numeral_value(re.sub(r"[多余]", "", number)) or 0) <= _A_LIFE
        and not LASTING.search(norm[max(0, start - 8) : start])
    ):
        return _quantity(norm, start + 1)  # 近五年: the last five years, not nearly five
    digits = re.sub(r"[多余来几个\n]", "", re.sub(r"^(?:好几|[几数上])", "", number))
    vague = bool(re.match(r"好?几|数|上", number))
    between = None if vague else numeral_range(digits)
    value = between[0] if between else numeral_value(digits)
    if value is None or not _acceptable(match, digits, unit, vague):
        return None
    if vague and "上" not in number:
        value = None
    figure = _qualified(match, value, canonical(re.sub("(?<=个)[多半]", "", unit)), _kind(unit))
    if value is not None and (match["half"] or "个半" in unit):
        figure = replace(figure, value=value + Decimal("0.5"))
    if match["sign"] and value is not None:
        figure = replace(figure, value=-value)
    if between:
        figure = replace(figure, kind="range", high=between[1])
    return replace(figure, indefinite=number == "一" and not match["pre"])


def _kind(unit: str) -> Kind:
    if unit in ("%", "‰", "个百分点", "百分点"):
        return "percent"
    return "multiple" if unit == "倍" else "quantity"


def _acceptable(match: re.Match[str], digits: str, unit: str, vague: bool) -> bool:
    """Whether a numeral states a number here. Arabic digits do; Chinese ones need a unit or some length."""
    if digits[0].isascii():
        return True
    if digits in ("百", "千", "万", "亿", "千万", "百万", "亿万", "万亿"):
        # 近百, 上千, 万余 count; 百姓, 千家万户, 千万不要 don't
        return bool(vague or match["pre"] or match["more"] or re.search("[多余]", match["num"])) or (
            digits in ("百万", "千万") and unit in ("元", "吨", "美元", "人次", "千瓦")
        )
    if digits[0] in "百千万亿":
        return False
    if digits == "一":
        return bool(unit) and (unit in ONE_OF or dimension(unit) != "count") and unit not in LOOSE
    if digits[0] == "零" and "点" not in digits:
        return False
    if digits == "半":
        return unit in ("年", "天", "个月", "小时", "个小时", "里", "公里", "斤", "亩", "个")
    if len(digits) == 1:
        after = match.string[match.end() :]
        points = unit == "点" and re.match(r"[,。:;]|意见|建议|要求|新|看法|希望|体会", after) is not None
        return bool(unit) and (unit not in LOOSE or bool(match["more"]) or points)
    if unit or match["more"]:
        return True
    between = numeral_range(digits)
    big = between[0] if between else numeral_value(digits)
    return big is not None and (big >= 100 and bool(re.search("[百千万亿]", digits)) and len(digits) > 1)


def _stands(figure: Figure, norm: str) -> bool:
    """A lone colon ratio or a digit glued to a word of letters is no quantity."""
    return not (
        figure.unit == ""
        and norm[figure.end : figure.end + 1] == ":"
        and norm[figure.end + 1 :][:1].isdigit()
    )
