"""The unit that a question asks for, and whether a figure is in such a one."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.numbers.units import CURRENCIES, alike, canonical, dimension
from qa.parsing.expected import COUNTED, unitless

__all__ = ["asked_unit", "unit_fits"]

_MONEY = regex(
    r"多少(?:的)?(?:钱|资金|经费|补贴|补助|费用|贷款|投资|财政|救助金|奖金|税|款|收入|利润|预算|基金)"
    r"|(?:金额|[^名定额]额|资金|产值|总值|增加值|gdp|经济总量|收入|税收|经费|造价|支出|费用|利润|余额)(?:总量|规模)?"
    r"(?:是|为|有|达|达到|到|共|约|了)*(?:多少(?![家个户名次])|多大|[?。]*$)"
    r"|\bwhat (?:is|was|were|'s) (?:[a-z'-]+ ){0,6}?(?:gdp|revenues?|budget|investment|income|deficit|balance|spending|cost"
    r"|price)\b(?! (?:growth|target|rate|share|increase))"
    r"|\bhow much (?:[a-z]+ )?(?:money|investment|funds?|funding|revenue|loans?"
    r"|capital)\b|\bhow much (?:was|is) (?:spent|invested|paid)"
)
# what is counted one by one, whatever measure word the report takes for it
_COUNT_NOUN = regex(
    "企业|公司|商户|单位|机构|学校|医院|小区|社区|村庄|家庭|项目|学生|教师|老师|老人|职工|游客|居民|群众|村民|市民|孩子|人员|工人"
    "|员工|专家|党员|岗位|床位|学位|车位|泊位|案件|公园"
)
_SIZES = (
    ("area", r"多大(?:的)?面积|面积(?:是|为|有|达|共|约|一共|总共)*(?:多大|多少|几何|[?。]*$)|占地多[少大]"),
    ("length", r"多长(?!时间)|多远|多宽|多深|里程|长度"),
    ("mass", r"多重|重量"),
    ("energy", r"多少度?电(?![话影视梯脑动商子]|信)|(?:用|发|耗)电量"),
    ("duration", r"多久|多长时间"),
)  # fmt: skip


_COINS = regex("块(?:钱|人民币|[?。]*$)")
_PIECES = regex(
    "(?:[牌匾碑砖屏石田坯玉]|[绿荒宗土草场空]地|球场|广告牌)[\u4e00-\u9fff]{0,4}(?:多少|几)块[?。]*$"
)


def asked_unit(bare: str) -> str:
    """Unit or dimension asked for: 多少亩 -> 亩, 几处 -> 处, 多少钱 -> money, 面积多大 -> area."""
    if re.match(r"[a-z]", bare):
        return _english_unit(bare)
    if re.search(r"(?:多少|几[十百千万]{0,2})户?人家(?!的)", bare):
        return "户"
    counted = COUNTED.search(bare)
    if counted and bare[counted.start("unit") :].startswith("分钱"):
        return "money"
    if counted and counted["unit"] == "块" and (_PIECES.search(bare) or not _COINS.search(bare)):
        return ""  # 几块地方, not money; nor are 金牌几块
    which = (
        counted and counted[0][0] == "几" and re.match("[年天](?:建|成|开始)", bare[counted.start("unit") :])
    )
    if counted and counted["unit"] and not which:  # 几年建成: in which
        if not unitless(bare, counted):
            return canonical(counted["unit"])
        return "人" if bare[counted.start("unit")] == "人" else ""
    if counted and not counted["unit"] and _COUNT_NOUN.match(counted["noun"]):
        return "count"
    if _MONEY.search(bare):
        return "money"
    return next((name for name, pattern in _SIZES if re.search(pattern, bare)), "")


# what is counted -> the unit or measure word that a Chinese report counts it by
_ENGLISH_UNITS = {
    unit: words.split()
    for unit, words in {
        "平方公里": "square-kilometre square-kilometer sq-km", "平方米": "square-metre square-meter",
        "公里": "kilometre kilometer km", "米": "metre meter",
        "亩": "mu", "公顷": "hectare", "吨": "ton tonne", "公斤": "kilogram kilo",
        "元": "yuan rmb", "美元": "dollar", "年": "year", "个月": "month", "天": "day", "小时": "hour", "分钟": "minute",
        "户": "household family", "次": "time", "标准箱": "teu",
        "人": "people person student pupil teacher worker visitor resident man woman child farmer patient doctor graduate"
        " employee participant tourist passenger official volunteer",
        "所": "school kindergarten college university hospital", "家": "company firm enterprise business restaurant hotel",
        "辆": "vehicle car bus taxi", "棵": "tree", "套": "flat apartment home", "张": "bed", "座": "bridge",
        "场": "concert lecture performance event", "册": "book", "件": "case",
    }.items()
}  # fmt: skip
_ENGLISH_UNIT_OF = {word: unit for unit, words in _ENGLISH_UNITS.items() for word in words}
_ENGLISH_SIZES = (
    ("duration", r"\bhow long (?:did|does|do|will|would|has|have|had|must)\b|\bhow long .*\b(?:take|last)"),
    ("length", r"\bhow (?:long|far|tall|wide|deep)\b"),
    ("area", r"\bhow (?:large|big) (?:is|was|are|were) the (?:[a-z'-]+ ){0,3}(?:area|site|park|land|district|floor)\b"
             r"|\bwhat (?:is|was) the (?:[a-z'-]+ ){0,3}area\b"),
    ("mass", r"\bhow heavy\b"),
)  # fmt: skip


def _english_unit(bare: str) -> str:
    counted = re.search(
        r"\bhow many (?:more |fewer |new |million |thousand )*([a-z]+)(?:[ -]([a-z]+))?", bare
    )
    if counted is None:
        if _MONEY.search(bare):
            return "money"
        return next((name for name, pattern in _ENGLISH_SIZES if re.search(pattern, bare)), "")
    both = f"{counted[1]}-{counted[2]}"
    return next((u for word in (both, counted[1]) if (u := _ENGLISH_UNIT_OF.get(_singular(word)))), "")


def _singular(word: str) -> str:
    for plural, one in (("children", "child"), ("women", "woman"), ("men", "man"), ("ies", "y")):
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    if word in _ENGLISH_UNIT_OF:
        return word
    stem = word.removesuffix("s")
    return stem if stem in _ENGLISH_UNIT_OF else word.removesuffix("es")


_MEASURED = frozenset(
    {
        "money",
        "area",
        "length",
        "mass",
        "time",
        "months",
        "volume",
        "power",
        "energy",
        "data",
        "share",
        *CURRENCIES,
    }
)
_DIMENSIONS = {
    "money": {"money", *CURRENCIES},
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
    if asked == "count":
        return dimension(unit) not in _MEASURED
    if asked in ("area", "length", "mass", "energy"):
        return dimension(unit) == asked
    return alike(asked, unit)
