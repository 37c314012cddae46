"""Units and measure words: their canonical names, dimensions and exact conversion.

The lists are general Chinese (legal units of measurement, currencies, the common classifiers), by hand.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = [
    "CLASSIFIERS",
    "CURRENCIES",
    "UNITS",
    "alike",
    "canonical",
    "compatible",
    "convert",
    "dimension",
    "is_counted",
]

# spelling -> (canonical unit, dimension, factor to the base unit of that dimension)
_MEASURES: dict[str, dict[str, str]] = {
    "area": {
        "平方公里 平方千米 km2 km² ㎢": "平方公里 1000000",
        "平方米 平米 平方 m2 m² ㎡": "平方米 1",
        "公顷 hm2": "公顷 10000",
        "亩": "亩 2000/3",
        "顷": "顷 200000/3",
        "平方英里": "平方英里 2589988.110336",
        "平方英尺": "平方英尺 0.09290304",
    },
    "length": {
        "公里 千米 km": "公里 1000",
        "里 华里": "里 500",
        "米 公尺 m": "米 1",
        "厘米 公分 cm": "厘米 0.01",
        "毫米 mm": "毫米 0.001",
        "微米 μm": "微米 0.000001",
        "纳米 nm": "纳米 0.000000001",
        "英里": "英里 1609.344",
        "海里": "海里 1852",
        "英尺": "英尺 0.3048",
        "英寸": "英寸 0.0254",
        "尺": "尺 1/3",
        "丈": "丈 10/3",
        "光年": "光年 9460730472580800",
    },
    "mass": {
        "吨 公吨": "吨 1000",
        "公斤 千克 kg": "公斤 1",
        "市斤 斤": "斤 0.5",
        "担": "担 50",
        "克": "克 0.001",
        "毫克 mg": "毫克 0.000001",
        "微克 μg ug": "微克 0.000000001",
        "磅": "磅 0.45359237",
    },
    "time": {
        "小时 个小时 钟头 个钟头": "小时 3600",
        "分钟": "分钟 60",
        "秒钟 秒": "秒 1",
        "天 昼夜": "天 86400",
        "个星期 星期 周 个礼拜": "周 604800",
    },
    "months": {"个月": "个月 1", "年 周年 个年头": "年 12", "个季度": "个季度 3"},
    "volume": {
        "立方米 方 m3 m³": "立方米 1000",
        "公升 升": "升 1",
        "毫升 ml": "毫升 0.001",
        "立方千米 立方公里": "立方公里 1000000000000",
        "加仑": "加仑 3.785411784",
    },
    "power": {"千瓦 kw": "千瓦 1", "兆瓦 mw": "兆瓦 1000", "吉瓦 gw": "吉瓦 1000000", "瓦特 瓦": "瓦 0.001"},
    "energy": {"千瓦时 千瓦小时 度电 kwh": "千瓦时 1"},
    "data": {"tb": "TB 1024", "gb": "GB 1", "mb": "MB 1/1024"},
    "money": {"元人民币 元 块钱 块 圆": "元 1", "角 毛钱": "角 0.1"},
    "share": {"%": "% 1", "‰": "‰ 0.1"},
}
CURRENCIES = frozenset(
    [
        "美元",
        "港元",
        "欧元",
        "日元",
        "英镑",
        "卢布",
        "新台币",
        "韩元",
        "法郎",
        "马克",
        "澳元",
        "加元",
        "卢比",
        "越南盾",
        "泰铢",
        "林吉特",
        "比索",
        "里亚尔",
        "第纳尔",
        "瑞郎",
        "克朗",
        "雷亚尔",
        "兰特",
    ]
)
"""Foreign currencies: none converts into another."""
# one name each, convertible into nothing else
_ALONE = f"""
{" ".join(sorted(CURRENCIES))} 个百分点 基点 倍 标准箱 标箱 teu
摄氏度 ℃ 度 人次 人天 人日 车次 架次 班次 场次 批次 频次 件次 户次 艘次 列次 家次 次 桶 折 岁 周岁 世纪
个工作日 工作日 课时 学时 学分 公里/小时 元/人 元/亩 吨公里 人公里
"""
_ALIASES = {
    "美金": "美元",
    "港币": "港元",
    "欧": "欧元",
    "日圆": "日元",
    "台币": "新台币",
    "百分点": "个百分点",
    "标箱": "标准箱",
    "teu": "标准箱",
    "℃": "摄氏度",
    "工作日": "个工作日",
    "人民币": "元",
}
# classifiers of separate things; 个 goes with each of them
_CLASSIFIERS = """
人 名 位 口 户 个 家 处 所 件 项 类 大类 种 条 辆 台 套 座 栋 幢 间 场 届 只 头 匹 棵 株 艘 架 本 册 篇 部
首 幅 张 份 批 组 支 队 对 双 片 块 段 层 级 门 节 堂 声 步 轮 句 字 页 股 笔 宗 起 例 桩 款 道 面 颗
粒 朵 枚 盏 根 把 顶 床 趟 班 项次 回 遍 代 期 号 宿 路 列 车 航次 孔 眼 口井 客 员 团 营 师 军 旅
排 晚 镇 乡 村 县 省 州 国 区 市 社 校 厂 店 站 院 馆 园 港 桥 楼 局 队次 点 环 度电 人份 剂 剂次 针 瓶 箱
包 袋 盒 碗 杯 盘 桌 席 票 分 胎 季 旬 类别 品种 省市 省区市 门类 方面 领域 行业 省份
乡镇 楼栋 工种 单元 线路 车道 车位 泊位 床位
学位 岗位 座位 席位 版本 维度 环节 步骤 阶段 星级 星 档 季度
"""
CLASSIFIERS = tuple(_CLASSIFIERS.split())
PEOPLE = frozenset({"人", "名", "位", "口", "员"})


def _table() -> dict[str, tuple[str, str, Decimal]]:
    table = {}
    for name, spellings in _MEASURES.items():
        for spelt, what in spellings.items():
            unit, factor = what.split()
            over, _, under = factor.partition("/")
            for word in spelt.split():
                table[word] = (unit, name, Decimal(over) / Decimal(under or 1))
    for word in _ALONE.split():
        table[word] = (word, word, Decimal(1))
    for word in CLASSIFIERS:
        table.setdefault(word, (word, "count", Decimal(1)))
    for word, unit in _ALIASES.items():
        table[word] = table[unit]
    return table


UNITS = _table()
"""Every spelling: canonical unit, dimension, factor to that dimension's base unit."""


def canonical(unit: str) -> str:
    """The one name of a unit: `千克` -> `公斤`, `平米` -> `平方米`; an unknown one is its own."""
    return UNITS[unit][0] if unit in UNITS else unit


def dimension(unit: str) -> str:
    """What a unit measures (`area`, `money`, `count` …); an unknown unit is a dimension of its own."""
    return UNITS[unit][1] if unit in UNITS else unit


def is_counted(unit: str) -> bool:
    """Whether a unit counts persons, things or occasions one by one: 人次, 家, 场次; no measure, no currency."""
    return dimension(unit) == "count" or canonical(unit) in _PERSONS | _EVENTS


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """`value` of `source` in `target`; None where the two measure different things.

    Counts are not converted into each other (3 户 are not 3 人), except among words for persons.
    """
    if canonical(source) == canonical(target):
        return value
    if dimension(source) == "count" or dimension(target) == "count":
        return value if compatible(source, target) else None
    if dimension(source) != dimension(target):
        return None
    # multiply first: 1 亩 is 2000/3 平方米, and 15 亩 are exactly one 公顷
    ratio = UNITS[source][2] / UNITS[target][2]
    return _tidy(value * ratio)


def _tidy(value: Decimal) -> Decimal:
    """Drop the tail that a factor such as 2000/3 leaves in the 28th place."""
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 20))
    return rounded.normalize() if rounded == rounded.to_integral() else rounded


_PERSONS = PEOPLE | {"人次", "人份", "客"}
_EVENT_WORDS = "次 回 场 场次 届 节 堂 课时 遍 趟 期 批次 班次 架次 车次 频次 轮 项次 件次 档 学时"
_EVENTS = frozenset(_EVENT_WORDS.split())


_FAMILIES = tuple(
    frozenset(words.split())
    for words in (
        "台 辆 部 架 列 艘",
        "栋 幢 座 间 套",
        "棵 株",
        "只 头 匹",
        "本 册 篇",
        "张 床位 床",
        "首 幅",
        "瓶 箱 袋 盒",
    )
)
"""Measure words that go with things of one sort: beds (张) are no machines (台)."""
_SITES = frozenset("家处所")
_KEPT = frozenset("张床棵株只头匹本册篇首幅瓶箱袋盒")
"""Of institutions, and of what is kept in them: 15处 are no beds."""
_APART = ({"家", "件"}, {"所", "件"})


def alike(first: str, second: str) -> bool:
    """Whether one may be said for the other in everyday speech: 几回 of 5次, 多少人 of 2万人次, 几家 of 10处.

    Looser than `compatible`: persons, occasions and things are each taken together, and households apart.
    """
    if compatible(first, second):
        return True
    if {canonical(first), canonical(second)} in (
        {"家", "户"},
        {"户", "户次"},
        {"批", "批次"},
        {"天", "个工作日"},
    ):
        return True
    pair = {canonical(first), canonical(second)}
    if (pair & _SITES and pair & _KEPT) or pair in _APART:
        return False
    families = [next((f for f in _FAMILIES if canonical(unit) in f), None) for unit in (first, second)]
    if None not in families and families[0] != families[1]:
        return False
    groups = [_group(canonical(unit)) for unit in (first, second)]
    if "个" in (first, second) or {"项", "件"} & {first, second}:
        return None not in groups and "household" not in groups
    return groups[0] is not None and groups[0] == groups[1]


def _group(unit: str) -> str | None:
    if unit in _PERSONS:
        return "person"
    if unit in _EVENTS:
        return "event"
    if unit == "户":
        return "household"
    return "thing" if dimension(unit) == "count" else None


_OCCASIONS = ({"场", "场次"}, {"批", "批次"}, {"班", "班次"})
"""Two words for one occasion."""


def compatible(first: str, second: str) -> bool:
    """Whether figures in these units can be about the same thing; 个 goes with any count."""
    if not first or not second or canonical(first) == canonical(second):
        return True
    pair = {canonical(first), canonical(second)}
    if pair in _OCCASIONS:
        return True
    if dimension(first) != dimension(second):
        return False
    if dimension(first) != "count":
        return True
    return "个" in pair or pair <= PEOPLE
