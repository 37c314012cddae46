"""The unit that a question asks for, and whether a figure is in such a one."""

from __future__ import annotations

import re

from qa.expected import COUNTED, unitless
from qa.units import alike, canonical, dimension

__all__ = ["asked_unit", "unit_fits"]

_MONEY = re.compile(
    r"多少(?:的)?(?:钱|资金|经费|补贴|补助|费用|贷款|投资|财政|救助金|奖金|税|款|收入|利润|预算|基金)"
    r"|(?:金额|总额|资金|投资额|贸易额|产值|收入|经费|造价|支出|费用|利润)(?:是|为|有|达|达到|共|约"
    r"|了)*(?:多少|多大|[?。]*$)|\bhow much (?:[a-z]+ )?(?:money|investment|funds?|funding|revenue|loans?"
    r"|capital)\b|\bhow much (?:was|is) (?:spent|invested|paid)"
)
_SIZES = (
    ("area", r"多大(?:的)?面积|面积(?:是|为|有|达|共|约|一共|总共)*(?:多大|多少|几何|[?。]*$)|占地多[少大]"),
    ("length", r"多长(?!时间)|多远|多宽|多深|里程|长度"),
    ("mass", r"多重|重量"),
    ("duration", r"多久|多长时间"),
)  # fmt: skip


def asked_unit(bare: str) -> str:
    """Unit or dimension asked for: 多少亩 -> 亩, 几处 -> 处, 多少钱 -> money, 面积多大 -> area."""
    if english := re.search(r"\bhow many ([a-z]+)", bare):
        return _ENGLISH_UNITS.get(english[1].rstrip("s"), "")
    counted = COUNTED.search(bare)
    if counted and bare[counted.start("unit") :].startswith("分钱"):
        return "money"
    if counted and counted["unit"] == "块" and not re.search("块(?:钱|人民币|[?。]*$)", bare):
        return ""  # 几块地方, not money
    if counted and counted["unit"] and not re.match("[年天](?:建|成|开始)", bare[counted.start("unit") :]):
        if not unitless(bare, counted):
            return canonical(counted["unit"])
        return "人" if bare[counted.start("unit")] == "人" else ""
    if _MONEY.search(bare):
        return "money"
    return next((name for name, pattern in _SIZES if re.search(pattern, bare)), "")


_ENGLISH_UNITS = {
    "kilometre": "公里", "kilometer": "公里", "mu": "亩", "hectare": "公顷", "household": "户",
    "people": "人",
    "person": "人", "yuan": "元", "dollar": "美元", "ton": "吨", "tonne": "吨", "year": "年", "day": "天",
    "hour": "小时", "student": "人", "worker": "人", "visitor": "人", "resident": "人",
}  # fmt: skip
_DIMENSIONS = {
    "money": {"money", "美元", "港元", "欧元", "日元", "英镑", "卢布", "新台币", "韩元"},
    "duration": {"time", "months", "个工作日"},
}


def unit_fits(asked: str, unit: str) -> bool:
    """Whether a figure in `unit` can answer a question that asks for `asked` (`ParsedQuestion.unit`).

    >>> unit_fits("money", "美元"), unit_fits("亩", "公顷"), unit_fits("人", "人次"), unit_fits("", "户")
    (True, True, True, True)
    >>> unit_fits("户", "人"), unit_fits("money", "户"), unit_fits("area", "公里")
    (False, False, False)
    """
    if not asked:
        return True
    if asked in ("money", "duration"):
        return dimension(unit) in _DIMENSIONS[asked]
    if asked in ("area", "length", "mass"):
        return dimension(unit) == asked
    return alike(asked, unit)
