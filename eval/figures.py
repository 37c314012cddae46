"""Figures in text, read for judging: value, unit and qualifier.

Written apart from `qa.numbers.figures` on purpose: a judge that shares the code of the judged shares its bugs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Figure", "figures", "fold", "same_figure", "same_unit", "whole_figure"]

_QUALIFIERS = {
    "over": ("余", "多", "来", "超过", "超", "突破", "逾", "多于", "大于", "高于"),
    "under": ("近", "将近", "接近", "不到", "不足", "未满", "低于", "少于"),
    "about": ("约", "大约", "约为", "大概", "左右", "上下", "前后"),
    "least": ("至少", "不少于", "不低于", "以上", "及以上"),
    "most": ("至多", "最多", "不超过", "不多于", "以内", "以下"),
}
_CLASS = {word: name for name, words in _QUALIFIERS.items() for word in words}


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_BEFORE = _longest_first(
    "近 将近 接近 约 大约 约为 大概 超 超过 突破 逾 不到 不足 未满 "
    "至少 不少于 不低于 至多 最多 不超过 不多于 多于 大于 高于 低于 少于"
)
_AFTER = _longest_first("左右 上下 前后 以上 及以上 以内 以下")
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN_DIGITS = "零〇一二两三四五六七八九"
_HAN = rf"[{_HAN_DIGITS}十百千万亿]*[十百千万亿][{_HAN_DIGITS}十百千万亿]*(?:点[{_HAN_DIGITS}]+)?"
# a unit ends where the next figure begins: 二千万吨增加到|三千万吨
_NUMERAL = rf"[{_HAN_DIGITS}][十百千万亿]|十[{_HAN_DIGITS}]|百分之"
_FIGURE = re.compile(
    rf"(?P<before>(?<![签预节合公条])(?:{_BEFORE}))?\s?"
    rf"(?:百分之(?P<percent>{_ARABIC}|[{_HAN_DIGITS}十百点]+)"
    rf"|(?P<over>{_ARABIC})\s?/\s?(?P<under>{_ARABIC})(?!\d)"
    rf"|(?P<number>{_ARABIC})"
    rf"|(?P<han>(?<![{_HAN_DIGITS}十百千万亿几数])[{_HAN_DIGITS}十]{_HAN}|(?<![{_HAN_DIGITS}十百千万亿几数])十[{_HAN_DIGITS}]))"
    r"\s?(?P<middle>[余多来]?)(?P<scale>(?:[百千万亿]+|thousand|million|billion)?)(?P<later>[余多来]?)"
    rf"(?P<unit>[%‰°℃]|\s?(?:(?!{_NUMERAL})[㐀-鿿豈-﫿]){{0,8}}(?:/[㐀-鿿])?)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[\d㐀-鿿])\s+(?=[㐀-鿿])|(?<=[㐀-鿿])\s+(?=\d)")
_SCALE = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_HAN_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands in a text, `text[start:end]` of the folded text."""

    value: Fraction
    """Exact, scale words and percent sign applied: 342万 is 3420000, 7.5% is 3/40."""
    unit: str
    """What follows the number, as far as it may be a unit: `元`, `人次`, `个项目`, `%`."""
    qualifier: str
    """over, under, about, least, most, or empty for an exact figure."""
    step: Fraction
    """Value of one unit in the last printed place, for judging roundings."""
    start: int
    end: int


def fold(text: str) -> str:
    """`text` in one width and case (NFKC), line breaks within Chinese closed up; offsets may change."""
    return _BREAK.sub("", unicodedata.normalize("NFKC", text).casefold())


def _han_value(text: str) -> Fraction:
    """三百四十四 -> 344, 七点五 -> 7.5, 二〇二三 -> 2023."""
    whole, _, part = text.partition("点")
    if not re.search("[十百千万亿]", whole):
        value = Fraction(int("".join(str(_HAN_VALUE[c]) for c in whole) or "0"))
    else:
        total = section = digit = 0
        for char in whole:
            if char in _HAN_VALUE:
                digit = _HAN_VALUE[char]
            elif char in "十百千":
                section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
                digit = 0
            else:
                total = (total + section + digit) * _SCALE[char]
                section = digit = 0
        value = Fraction(total + section + digit)
    for place, char in enumerate(part, start=1):
        value += Fraction(_HAN_VALUE[char], 10**place)
    return value


def _arabic(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _scale(text: str) -> int:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    factor = 1
    for char in text:
        factor *= _SCALE[char]
    return factor


def _value_and_step(match: re.Match[str]) -> tuple[Fraction, Fraction]:
    """Value before scale words, and the value of its last printed place."""
    if match["percent"]:
        text = match["percent"]
        number = _arabic(text) if text[0].isdigit() and text.isascii() else _han_value(text)
        return number / 100, Fraction(1, 100 * 10 ** _decimals(text))
    if match["over"]:
        below = _arabic(match["under"])
        return (_arabic(match["over"]) / below if below else Fraction(0)), Fraction(0)
    if match["number"]:
        return _arabic(match["number"]), Fraction(1, 10 ** _decimals(match["number"]))
    return _han_value(match["han"]), Fraction(1, 10 ** _decimals(match["han"]))


def _decimals(text: str) -> int:
    return len(re.split("[.点]", text)[1]) if re.search("[.点]", text) else 0


def figures(text: str) -> list[Figure]:
    """Every figure in `text` (folded first), in order: digits, and Chinese numerals that hold 十百千万亿."""
    found = []
    for match in _FIGURE.finditer(fold(text)):
        value, step = _value_and_step(match)
        factor = Fraction(_scale(match["scale"] or ""))
        unit, end = match["unit"].strip(), match.end()
        if unit in ("%", "‰"):
            factor /= 100 if unit == "%" else 1000
        if match["percent"]:
            unit = "%"
            end = match.start("unit")
        word = match["before"] or match["middle"] or match["later"] or ""
        after = re.search(_AFTER, unit)
        if after:
            end = match.start("unit") + match["unit"].index(after[0]) + len(after[0])
            unit, word = unit[: after.start()], word or after[0]
        elif match["percent"] or unit == "%":
            late = re.match(_AFTER, fold(text)[end:])
            if late:
                end, word = end + late.end(), word or late[0]
        found.append(Figure(value * factor, unit, _CLASS.get(word, ""), step * factor, match.start(), end))
    return found


def whole_figure(text: str) -> Figure | None:
    """The figure that `text` consists of, nothing before it; None where it is no figure or more than one."""
    folded = fold(text).strip()
    found = figures(folded)
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(folded):
        return None
    return found[0]


def same_unit(one: str, other: str) -> bool:
    """Whether two units name the same: `个` and `个项目` do; `人` and `人次`, `元` and `元/吨` don't."""
    short, long = sorted((one, other), key=len)
    if not short:
        return not long
    return long.startswith(short) and not long[len(short) :].startswith(("次", "/", "百分点"))


def same_figure(one: Figure, other: Figure) -> bool:
    """Same value, same unit, same sense of 余, 近, 约 …"""
    return one.value == other.value and same_unit(one.unit, other.unit) and one.qualifier == other.qualifier
