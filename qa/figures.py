"""Figures in Chinese text: value, unit, qualifier, what they count; comparing them whatever their script.

Pure functions over strings. The work is done on a normalised copy of the same length, so every offset points
into the text as given and `Figure.text` is exactly what is printed. Word lists are closed classes of general
Chinese written by hand; `numeral_words.txt` (words that contain a numeral without stating one: 统一, 三轮车)
is drawn from the jieba 0.42.1 dictionary (MIT).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from ingest.normalise import normalise
from qa.numerals import CHINESE_NUMERALS, numeral_range, numeral_value
from qa.units import UNITS, canonical, compatible, convert, dimension

__all__ = [
    "VERBS",
    "Change",
    "Figure",
    "Kind",
    "Qualifier",
    "figures_in",
    "find_figures",
    "same",
    "unsupported",
]

Qualifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most", "under"]
Change = Literal["increase_by", "increase_to", "decrease_by", "decrease_to"]
Kind = Literal["quantity", "percent", "fraction", "multiple", "year", "date", "ordinal", "range", "name"]


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
    None: a name, or a number too vague to compare (数十)."""
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


# --- the grammar of a figure, over normalised text -------------------------------------------------------

_D = "零〇一二三四五六七八九"
_PREFIXES: dict[Qualifier, str] = {
    "at_most": "不超过 不高于 不多于 不大于 至多 最多",
    "at_least": "不少于 不低于 不小于 不下于 不下 至少 起码 最少",
    "under": "不足 不到 不满 低于 少于 小于 未达",
    "nearly": "将近 接近 逼近 直逼 近",
    "over": "超过了 超过 超出 突破了 突破 高于 多于 大于 逾 超",
    "about": "大约 大概 大致 差不多 约为 约",
}
_SUFFIXES: dict[Qualifier, str] = {
    "about": "左右 上下 不等 之间",
    "at_least": "及以上 以上",
    "at_most": "及以下 以下 以内 之内",
    "over": "有余 出头 开外 多 余",
    "exact": "之多",
}
_PREFIX_OF = {word: q for q, words in _PREFIXES.items() for word in words.split()}
_SUFFIX_OF = {word: q for q, words in _SUFFIXES.items() for word in words.split()}
# 最近, 附近, 赶超, 节约, 签约 … end in the same characters as the qualifiers
_NOT_BEFORE = r"(?<![最附靠邻临新远亲相]近)(?<![赶高中]超)(?<![节合条公预违契签制简相集租履协续邀]约)"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_PRE = rf"(?P<pre>(?:{_any(_PREFIX_OF)}){_NOT_BEFORE})?\s?"
# digits set apart by single spaces, as some print them: 1 9 9 8
_SPACED = r"[0-9](?:[ ][0-9](?![0-9])){1,15}(?:[ ]?\.[ ]?[0-9](?![0-9])(?:[ ][0-9])*)?"
_ARABIC = (
    rf"(?:{_SPACED}|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:(?:[.点]| \. ?|·(?=[0-9]+ ?(?:%"
    rf"|[万亿元吨]|个百分点)))[0-9零一二三四五六七八九]+)?"
)
_PLACE = r"(?:[百千]?万亿?|[百千]?亿|百(?!分)|千(?![克瓦米卡赫伏焦帕]))"
# a break between the number and its unit may be a line's, or a whole blank line in a text cut from pages
_GAP = r"[ \n]{0,3}"
_MIXED = (
    rf"{_ARABIC}(?:{_GAP}[多余几个]?{_PLACE}(?:零?[0-9]+(?:\.[0-9]+)?(?:[百千]?[多余几][万亿]|{_PLACE}))*)?"
)
_HAN = (
    rf"(?:好几|几|(?<![总人次户指倍系函参少多半件分度基])数|(?<![以之])上)?[{CHINESE_NUMERALS}]{{1,30}}"
    rf"(?:点[{_D}]+[百千]?万?亿?)?(?:[多余几来](?:[百千]?[万亿])?亿?|个亿)?"
)
_NUMBER = rf"(?:{_MIXED}|{_HAN}|几[十百千万亿]+|半)"
_ASCII_UNITS = [u for u in UNITS if u.isascii() and u != "%"]
_HAN_UNITS = [u for u in UNITS if not u.isascii()]
_UNIT = rf"个(?:多|半)(?:月|小时|星期|钟头|世纪)|{_any(_HAN_UNITS)}|%|(?:{_any(_ASCII_UNITS)})(?![a-z0-9])"
_TAIL = (
    r"(?P<half>半(?![数导径年个]))?"
    r"(?P<tail>(?:有余|多(?![次种个家项样元少层名方头年重民党位边])|余(?![下额名地力粮热]))?"
    r"(?:左右|上下|不等|之间|及?以上|及?以下(?![简几问方内])|以内|之内|出头|开外|之多)?)"
)
_SIGN = r"(?P<sign>(?<![税欠担背抱胜自肩])负|零下|(?<![0-9a-z\u4e00-\u9fff])-)?"
_QUANTITY = re.compile(
    rf"{_PRE}{_SIGN}(?P<num>{_NUMBER})(?P<more>[多余几来](?=[^\d]))?(?:{_GAP}(?P<unit>{_UNIT}))?{_TAIL}"
)
_PERCENT_WORD = re.compile(
    rf"{_PRE}(?P<base>百分之|千分之|万分之)(?P<num>{_NUMBER})(?P<more>[多余几])?{_TAIL}"
)
_TENTHS = re.compile(
    rf"{_PRE}(?P<num>[一二两三四五六七八九]|[1-9])成(?P<part>[一二三四五六七八九半])?"
    rf"(?![立为员果长功本绩分套都人品就交份型千群天年熟不了])(?P<more>[多余])?{_TAIL}"
)
_FRACTION = re.compile(
    rf"{_PRE}(?:(?P<under>{_NUMBER})分之(?P<over>{_NUMBER})"
    rf"|(?P<top>[1-9][0-9]?)/(?P<bottom>[1-9][0-9]{{0,3}})"
    rf"(?![0-9/年月]))(?P<more>[多余])?{_TAIL}"
)
_HALF = re.compile(rf"{_PRE}(?:一半|半数|过半数|过半)(?P<more>)(?P<num>){_TAIL}")
_DOUBLED = re.compile(rf"{_PRE}翻了?(?P<num>[一两二三四五]|[1-5])番(?P<more>多)?{_TAIL}")

_Y4 = rf"(?:[12](?:[0-9]{{3}}|(?:[ ][0-9]){{3}})|[一二][{_D}]{{3}})"
_Y = rf"(?:(?:公元)?前\s?)?(?:{_Y4}|(?<![0-9])[1-9][0-9][1-9])\s?年"
_M = r"(?:1 ?[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12] ?[0-9]|3 ?[01]|0?[1-9]|三十一?|[二廿]?十?[一二三四五六七八九]|二?十)"
_TO = r"\s?(?:-{1,2}|~|至|到)\s?"
_DATE = re.compile(
    rf"(?:(?P<y>{_Y})(?:度|末|底|初)?)?(?<![0-9{_D}])(?P<m>{_M})\s?月份?(?:\s?(?P<d>{_DAY})\s?[日号])?"
)
_YEARS = re.compile(
    rf"(?<![0-9.])(?P<y>{_Y4})(?:\s?年)?{_TO}(?P<z>{_Y4}|[0-9]{{2}}(?=\s?年))(?![0-9]|\.[0-9])(?:\s?年度?)?"
)
_YEAR = re.compile(rf"(?P<y>{_Y})(?![代级限])度?")
_SHORT_YEAR = re.compile(r"['’‘](?P<y>[0-9]{2})年")
_ERA = re.compile(rf"(?P<century>{_NUMBER})世纪(?P<decade>{_NUMBER}年代)?|(?P<alone>{_NUMBER})年代")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])(?!\.[0-9])")
_DAY_ONLY = re.compile(
    r"(?P<d>[12][0-9]|3[01]|[1-9]|[二三]?十[一二三四五六七八九]?)日(?![元圆本益常报均游程志电])"
)
_CLOCK = re.compile(
    r"(?:(?P<h>[01]?[0-9]|2[0-4])[:时点](?P<min>[0-5][0-9])分?(?![0-9])"
    r"|(?<=[午晨晚早上])(?P<h2>[0-9]{1,2}|十[一二]?|[一两二三四五六七八九])[时点](?P<half>半)?)"
)
_ORDINAL = re.compile(rf"第\s?(?P<num>{_NUMBER})\s?(?P<unit>{_UNIT})?")
_FIRST = re.compile(
    r"(?<![元匪部党榜])首(?P<unit>批|届|次|个|家|例|座|条|款|台|部|位|艘|架|列|期|轮|场|只|支|班|所|项)(?!长)"
)
_NAME_TOKEN = re.compile(r"[a-z0-9]+(?:[.+\-/_×:*&]?[a-z0-9]+)*(?:版本?|国道|省道|热线|专线)?")

# 一 with these is a count or an article; with the rest (一批, 一面, 一起 …) it is neither
_ONE_OF = set("个家名位人所座项次处条件台辆艘架本届户场年天倍")
# after a single Chinese digit these more often begin or end a word than count (三国, 四面, 五星)
_LOOSE = set(
    "方度分角里点块面期级店站国区市社厂馆园港桥楼局环客员军师连星段道路列代口门头圆瓦升担毛排旅字声手节季带"
    "号等团营孔眼克宿胎"
)
_ORDINAL_NAMES = re.compile(
    r"第(?:一时间|一书记|一线|一手|一把|一生产力|一要务|一动力|一资源|一责任人|一议题|一夫人|一产业|二产业"
    r"|三产业|三方|三者"
    r"|[一二三]世界|三只眼|三只手|三国际|一国际|二国际|二课堂|二外国语|二职业|一副)"
)
_LASTING = re.compile(r"(?:历时|历经|长达|用时|耗时|持续|用了|花了|经过|为期)$")
_SKIPPED = re.compile(
    r"\[[0-9]{1,3}\]|(?m:^[ \u3000]*[0-9]{1,2}(?:[、)]|\.(?![0-9])|[ \u3000](?=[\u4e00-\u9fff])(?![万亿])))"
    r"|\([0-9]{1,2}\)"
)
_ANY_START = re.compile(
    rf"[0-9{CHINESE_NUMERALS}几数上半第首过翻百千万]|{_any(_PREFIX_OF)}|负|零下|-(?=[0-9])|公元前"
    rf"|前(?=[0-9])|['’‘](?=[0-9]{{2}}年)"
)
_QUOTED = re.compile(
    r"“([^“”]{1,14})”|「([^「」]{1,14})」|『([^『』]{1,14})』|\"([^\"]{1,14})\"|‘([^‘’]{1,14})’"
)


def find_figures(text: str) -> list[Figure]:
    """All figures of `text` in order, without overlaps; offsets point into `text`."""
    norm = _fold(text)
    barred = [m.span() for m in _SKIPPED.finditer(norm)]
    quoted = _quoted(text)
    words = _word_spans(norm)
    found: list[Figure] = []
    position = 0
    while match := _ANY_START.search(norm, position):
        start = match.start()
        span = _covering(barred, start)
        if span:
            position = span[1]
            continue
        figure = _figure_at(norm, start, words)
        if figure is None:
            position = _past(norm, start)
            continue
        figure = _in_quotes(figure, quoted, text)
        found.append(_finish(figure, text, norm, found))
        position = max(found[-1].end, start + 1)
    return found


def _covering(spans: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The one of ordered, disjoint spans that `place` lies in."""
    index = bisect_right(spans, (place, 1 << 60)) - 1
    return spans[index] if index >= 0 and place < spans[index][1] else None


def _fold(text: str) -> str:
    """Normalised copy of the same length; 点 for the traditional 點 and 0 for 〇 come with `normalise`."""
    norm = normalise(text).replace("〇", "零")
    if "\n" in text:  # a line's beginning tells a heading's number, and white space is all one to `normalise`
        norm = "".join("\n" if old == "\n" else new for old, new in zip(text, norm, strict=True))
    # Ｏ and o between Chinese year digits stand for zero
    return re.sub(rf"(?<=[{_D}])[o○](?=[{_D}年])", "零", norm)


def _past(norm: str, start: int) -> int:
    """Where to go on after a start that was no figure: behind a run of ASCII digits, else one further."""
    digits = re.compile(r"[0-9]+").match(norm, start)
    return digits.end() if digits else start + 1


def _figure_at(norm: str, start: int, words: _Words) -> Figure | None:
    """The figure that begins at `start`, by the first grammar that fits."""
    for parse in (_year_or_date, _name, _ordinal, _share, _quantity_or_range):
        figure = parse(norm, start)
        if figure is not None:
            return None if _inside_word(figure, words) else figure
    return None


# --- years, dates, times ---------------------------------------------------------------------------------


def _year_or_date(norm: str, start: int) -> Figure | None:
    if start and norm[start - 1] in "0123456789." and norm[start].isascii():
        return None
    if years := _YEARS.match(norm, start):
        return _year_range(years)
    if date := _DATE.match(norm, start):
        return _date(norm, date)
    if era := _ERA.match(norm, start):
        number = era["alone"] or era["century"]
        value = numeral_value(number)
        if value is not None:
            unit = "年代" if era["alone"] else "世纪"
            if era["decade"]:
                decade = numeral_value(era["decade"][:-2])
                value, unit = (value - 1) * 100 + (decade or 0), "年代"
            return _made(era, value, unit, "year")
    if year := _YEAR.match(norm, start):
        # 722年 is a year, 150年 a span of time, and so is 200多年
        return _made(year, _year_value(year["y"]), "年", "year")
    if short := _SHORT_YEAR.match(norm, start):
        two = int(short["y"])
        return _made(short, Decimal(two + (2000 if two < 50 else 1900)), "年", "year")
    if (day := _DAY_ONLY.match(norm, start)) and (norm[start].isdigit() or len(day["d"]) > 1):
        return _made(day, numeral_value(day["d"]), "date", "date")
    if clock := _CLOCK.match(norm, start):
        hour = numeral_value(clock["h"] or clock["h2"]) or Decimal(0)
        minute = Decimal(clock["min"]) if clock["min"] else Decimal(30 if clock["half"] else 0)
        return _made(clock, hour * 100 + minute, "时刻", "date")
    bare = _BARE_YEAR.match(norm, start)
    if bare and not re.compile(rf"\s?(?:[多余]?{_PLACE}|[多余]|{_UNIT})|[a-z+]|[-/.:][0-9a-z]").match(
        norm, bare.end()
    ):
        return _made(bare, Decimal(bare[0]), "年", "year")
    return None


def _year_value(text: str) -> Decimal | None:
    digits = re.sub(r"公元|前|年|\s", "", text)
    value = numeral_value(digits)
    return -value if value is not None and "前" in text else value


def _year_range(match: re.Match[str]) -> Figure | None:
    low, high = numeral_value(match["y"]), numeral_value(match["z"])
    if low is None or high is None:
        return None
    if high < 100:
        high += low // 100 * 100
    return replace(_made(match, low, "年", "year"), high=high) if low < high else None


def _date(norm: str, match: re.Match[str]) -> Figure:
    value = _date_value(match)
    second = re.compile(_TO).match(norm, match.end())
    later = second and _DATE.match(norm, second.end())
    if later:
        return replace(_made(match, value, "date", "date", later.end()), high=_date_value(later))
    return _made(match, value, "date", "date")


def _date_value(match: re.Match[str]) -> Decimal:
    year = _year_value(match["y"]) if match["y"] else Decimal(0)
    month, day = numeral_value(match["m"]), numeral_value(match["d"]) if match["d"] else Decimal(0)
    return (year or Decimal(0)) * 10000 + (month or Decimal(0)) * 100 + (day or Decimal(0))


def _made(
    match: re.Match[str], value: Decimal | None, unit: str, kind: Kind, end: int | None = None
) -> Figure:
    end = match.end() if end is None else end
    return Figure(match.string[match.start() : end], match.start(), end, value, unit, kind)


# --- names and ordinals ----------------------------------------------------------------------------------


def _name(norm: str, start: int) -> Figure | None:
    """Digits that name rather than count: `4.0版本`, `4+3+N+X`, `g20`, `5g`, a telephone number."""
    if not norm[start].isdigit() or not norm[start].isascii():
        return None
    while start and (norm[start - 1].isascii() and norm[start - 1].isalnum()):
        start -= 1
    token = _NAME_TOKEN.match(norm, start)
    if token is None or not _names(token[0], norm, token.end()):
        return None
    return Figure(token[0], token.start(), token.end(), None, "", "name")


def _names(token: str, norm: str, end: int) -> bool:
    body = token.rstrip("版本国道省热线专")
    if body != token or re.search(r"[0-9a-z]\+", body):
        return True
    if letters := re.search(r"[a-z]+", body):
        unit = re.fullmatch(rf"[0-9.,]+(?:[-~][0-9.,]+)?(?:{_any(_ASCII_UNITS)})", body)
        return unit is None and not (letters.end() < len(body) and body[0].isdigit() and letters[0] == "x")
    unitless = not re.compile(rf"\s?(?:[多余]?{_PLACE}|{_UNIT}|[多余])").match(norm, end)
    phone = body.count("-") >= 1 and (len(body) >= 9 or body[0] == "0")
    return unitless and (
        phone or body.count(".") > 1 or (body.isdigit() and (len(body) > 6 or body[:2] == "00"))
    )


def _ordinal(norm: str, start: int) -> Figure | None:
    if (
        norm[start] == "第"
        and not _ORDINAL_NAMES.match(norm, start)
        and (match := _ORDINAL.match(norm, start))
    ):
        value = numeral_value(match["num"])
        return None if value is None else _made(match, value, canonical(match["unit"] or ""), "ordinal")
    if match := _FIRST.match(norm, start):
        return _made(match, Decimal(1), canonical(match["unit"]), "ordinal")
    return None


# --- percentages, fractions, multiples -------------------------------------------------------------------


def _share(norm: str, start: int) -> Figure | None:
    if match := _PERCENT_WORD.match(norm, start):
        value = numeral_value(match["num"])
        rate = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[match["base"][0]]
        if value is None:
            return None
        return _percent_range(norm, _qualified(match, value * rate, "%", "percent"))
    if match := _TENTHS.match(norm, start):
        value = (numeral_value(match["num"]) or Decimal(0)) * 10
        value += (
            (numeral_value(match["part"]) or 0) * (10 if match["part"] == "半" else 1) if match["part"] else 0
        )
        return _qualified(match, value, "%", "percent")
    if match := _FRACTION.match(norm, start):
        over, under = (
            numeral_value(match["over"] or match["top"]),
            numeral_value(match["under"] or match["bottom"]),
        )
        return _qualified(match, over / under, "", "fraction") if over and under and over < under else None
    if match := _HALF.match(norm, start):
        figure = _qualified(match, Decimal("0.5"), "", "fraction")
        return replace(figure, qualifier="over") if "过半" in match[0] else figure
    if match := _DOUBLED.match(norm, start):
        times = numeral_value(match["num"]) or Decimal(1)
        return replace(_qualified(match, 2**times, "倍", "multiple"), change="increase_to")
    return None


def _percent_range(norm: str, low: Figure) -> Figure:
    """`百分之四至百分之五` is one figure."""
    joint = re.compile(_TO).match(norm, low.end)
    second = _PERCENT_WORD.match(norm, joint.end()) if joint else None
    if second is None or second["base"] not in norm[low.start : low.end]:
        return low
    value = numeral_value(second["num"])
    if value is None or low.value is None or not low.value < value:
        return low
    return replace(low, text=norm[low.start : second.end()], end=second.end(), high=value)


def _qualified(match: re.Match[str], value: Decimal | None, unit: str, kind: Kind) -> Figure:
    groups = match.groupdict()
    number = groups.get("num") or ""
    inner = (
        bool(groups.get("more")) or bool(re.search(r"[多余来]|(?<=[0-9十])几", number)) or "个多" in match[0]
    )
    qualifier = _SUFFIX_OF.get(re.sub(r"^(?:有余|[多余])(?=.)", "", groups.get("tail") or ""), "exact")
    if qualifier in ("exact", "at_least") and inner:
        qualifier = "over"
    if qualifier == "exact" and re.match(r"几|数|上|好几", number):
        qualifier = "about"
    if groups.get("pre") and (qualifier in ("exact", "over") or _PREFIX_OF[groups["pre"]] != "about"):
        qualifier = _PREFIX_OF[groups["pre"]]
    end = match.end() - (0 if match[0] == match[0].rstrip() else 1)
    return Figure(match[0].rstrip(), match.start(), end, value, unit, kind, qualifier)


# --- quantities and ranges -------------------------------------------------------------------------------


def _quantity_or_range(norm: str, start: int) -> Figure | None:
    first = _quantity(norm, start)
    if first is None:
        return None
    joint = re.compile(_TO).match(norm, first.end)
    second = _quantity(norm, joint.end()) if joint else None
    if second is None or first.value is None or second.value is None or second.high or not second.unit:
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


def _scaled(first: Figure, second: Figure) -> Decimal:
    """`3-5万` is 30,000 to 50,000: the multiplier of the upper end holds for both."""
    assert first.value is not None
    place = re.search(r"[百千]?[万亿]+", second.text)
    if first.unit or re.search("[十百千万亿]", first.text) or not place:
        return first.value
    return first.value * (numeral_value("一" + place[0]) or 1)


def _quantity(norm: str, start: int) -> Figure | None:
    match = _QUANTITY.match(norm, start)
    if match is None or (start and match["num"][0].isascii() and norm[start - 1] in "0123456789."):
        return None
    number, unit = match["num"], match["unit"] or ""
    if match["pre"] and unit == "年" and re.fullmatch(_Y4, number):
        return None  # 低于1985年 compares with a year; the year itself is found further on
    if (
        match["pre"] == "近"
        and dimension(unit) in ("months", "time")
        and not _LASTING.search(norm[max(0, start - 8) : start])
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
        return bool(unit) and (unit in _ONE_OF or dimension(unit) != "count") and unit not in _LOOSE
    if digits[0] == "零" and "点" not in digits:
        return False
    if digits == "半":
        return unit in ("年", "天", "个月", "小时", "个小时", "里", "公里", "斤", "亩", "个")
    if len(digits) == 1:
        after = match.string[match.end() :]
        points = unit == "点" and re.match(r"[,。:;]|意见|建议|要求|新|看法|希望|体会", after) is not None
        return bool(unit) and (unit not in _LOOSE or bool(match["more"]) or points)
    if unit or match["more"]:
        return True
    big = numeral_value(digits)
    return big is not None and (big >= 100 and bool(re.search("[百千万亿]", digits)) and len(digits) > 1)


def _stands(figure: Figure, norm: str) -> bool:
    """A lone colon ratio or a digit glued to a word of letters is no quantity."""
    return not (
        figure.unit == ""
        and norm[figure.end : figure.end + 1] == ":"
        and norm[figure.end + 1 :][:1].isdigit()
    )


# --- words that only contain a numeral -------------------------------------------------------------------

_Words = list[tuple[int, int]]


@cache
def _word_pattern() -> re.Pattern[str]:
    path = Path(__file__).with_name("numeral_words.txt")
    words = [w for w in path.read_text(encoding="utf-8").split("\n") if w and not w.startswith("#")]
    return re.compile(_trie(words))


def _trie(words: list[str]) -> str:
    """An alternation grouped by first character, longest words first: fast to search."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(first)}(?:{_any(rest)})" for first, rest in sorted(groups.items()))


def _word_spans(norm: str) -> _Words:
    return [m.span() for m in _word_pattern().finditer(norm)]


def _inside_word(figure: Figure, words: _Words) -> bool:
    """Whether a dictionary word reaches over the figure's edge: 统一 in `统一部署`, 三轮车 in `三轮`."""
    if any(c.isascii() and c.isdigit() for c in figure.text):
        return False
    place = bisect_right(words, (figure.start, 1 << 60)) - 1
    for start, end in words[max(place, 0) : place + 4]:
        if start < figure.end and end > figure.start and (start < figure.start or end > figure.end):
            return True
    return False


# --- quotation, change, what is counted ------------------------------------------------------------------


def _quoted(text: str) -> list[tuple[int, int]]:
    """Short quotations without punctuation: titles and slogans."""
    spans = (m.span(m.lastindex or 0) for m in _QUOTED.finditer(text))
    return [(a, b) for a, b in spans if not re.search(r"[，。,;；！!？?：]", text[a:b])]


def _in_quotes(figure: Figure, quoted: list[tuple[int, int]], text: str) -> Figure:
    """A figure that is part of a short quotation belongs to a name: “5个1”, “1314”, “三个代表”."""
    if span := _covering(quoted, figure.start):
        start, end = span
        if figure.end <= end:
            whole = (start, end) == (figure.start, figure.end) and (figure.unit or figure.kind != "quantity")
            if not whole:
                return Figure(text[start:end], start, end, None, "", "name")
    return figure


_RISE = "同比增长 增长 增加 提高 上升 上涨 提升 扩大 增 新增 升高 多出 拓展 扩展 升 涨"
_FALL = "下降 减少 降低 缩短 压减 回落 压缩 缩减 下跌 下调 减 降 跌"
_CHANGE = re.compile(
    rf"(?P<how>{_any(_RISE.split())}|{_any(_FALL.split())})(?:幅度?)?了?(?P<to>到|至|为)?\s?$"
)
_EDGE = re.compile(
    r"[，。,;；：:！？!?、()（）《》“”\"\n\[\]]|以及|和(?!平|谐|解|睦)|与(?!会)|的|等(?!级|奖|候)"
)
VERBS = re.compile(
    "完成|实现|参与|入选|荣获|获评|获得|获|达到|达|增长|增加|减少|下降|提高|开展|建设|建成|新建|新增|改造"
    "|推进|销售|培训|"
    "处置|举办|组织|发放|救助|办理|成立|引进|签约|落地|投入|使用|纳入|超过|占(?!地)|为(?!主)|是"
    "|(?<![国私所])有(?![限关效机])|共(?![同享产和])|约|全部|(?<![人平])均|已|被|将|通过|位于|"
    "超|突破|至|到|比|在(?![校职岗建])|向|对(?![口外])|从|由|用于|惠及|覆盖|安置|解决|受理|打造|创建|设立"
    "|筹集|接待|赔付|累计|全年|组成|来自|"
    "分别|平均|每年|年均|实际|同比|预计|总计|共计|合计|只有|仅|还|又|再|也|其中|今年|去年|上年"
)


def _finish(figure: Figure, text: str, norm: str, before: list[Figure]) -> Figure:
    """The printed text, the change told by the words before, and what is counted."""
    figure = replace(figure, text=text[figure.start : figure.end])
    if figure.kind in ("year", "date", "name"):
        return figure
    head = norm[max(0, figure.start - 8) : figure.start]
    change = figure.change
    if (told := _CHANGE.search(head)) and change is None:
        way = "increase" if told["how"] in _RISE.split() else "decrease"
        change = f"{way}_{'to' if told['to'] else 'by'}"  # type: ignore[assignment]
    floor = before[-1].end if before else 0
    counts = _counts(figure, norm, floor)
    if not counts and change and before and not re.search("[。;!?\n]", norm[floor : figure.start]):
        counts = before[-1].counts  # 收入564元，比上年增长12%: still the income
    return replace(figure, change=change, counts=counts)


def _counts(figure: Figure, norm: str, floor: int) -> str:
    """The noun behind the measure word, else the one that governs the figure, else nothing."""
    if figure.kind in ("quantity", "range", "ordinal") and dimension(figure.unit) not in ("money", "area"):
        behind = norm[figure.end : figure.end + 14]
        noun = _EDGE.split(VERBS.split(behind)[0])[0].strip()
        noun = re.split(r"[0-9]", noun)[0]
        if len(noun) > 1 and re.match(r"(?![了来前后以内里中又具从外样])[\u4e00-\u9fffa-z]", noun):
            return noun
    ahead = norm[max(floor, figure.start - 16) : figure.start]
    ahead = re.sub(r"[比较][^，。,;；]{0,8}$", "", ahead)
    pieces = [p for p in _EDGE.split(ahead)[-1:] if p]
    if not pieces:
        return ""
    words = [w for w in VERBS.split(pieces[0]) if w]
    return words[-1].strip() if words else ""


# --- comparing -------------------------------------------------------------------------------------------


def same(first: Figure, second: Figure) -> bool:
    """Whether two figures state the same number: equal values in compatible units, whatever the script.

    Qualifiers are not compared (`1200万余元` and `1200万元` are the same figure); names compare by text.
    """
    if first.value is None or second.value is None:
        return _plain(first.text) == _plain(second.text)
    if "date" in (first.unit, second.unit):
        return _same_date(first, second)
    if (first.kind == "year") != (second.kind == "year") or (first.high or 0) != (second.high or 0):
        return False
    if (first.kind == "ordinal") != (second.kind == "ordinal"):
        return False
    if {first.kind, second.kind} == {"percent", "fraction"}:
        return _close(_as_share(first), _as_share(second))
    if not compatible(first.unit, second.unit):
        return False
    moved = convert(second.value, second.unit, first.unit) if first.unit and second.unit else second.value
    return moved is not None and _close(first.value, moved)


def _as_share(figure: Figure) -> Decimal:
    assert figure.value is not None
    return figure.value / 100 if figure.unit == "%" else figure.value


def _close(first: Decimal, second: Decimal) -> bool:
    return abs(first - second) <= max(abs(first), abs(second)) * Decimal("1e-12")


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"'「」]", "", normalise(text))


def _same_date(first: Figure, second: Figure) -> bool:
    """Dates agree where every part that both name agrees, and they share one."""
    parts = [_date_parts(f) for f in (first, second)]
    shared = [(a, b) for a, b in zip(*parts, strict=True) if a and b]
    return bool(shared) and all(a == b for a, b in shared)


def _date_parts(figure: Figure) -> tuple[int, int, int]:
    value = int(figure.value or 0)
    if figure.kind == "year":
        return value, 0, 0
    return (value // 10000, value // 100 % 100, value % 100) if figure.unit == "date" else (0, 0, 0)


def figures_in(text: str) -> frozenset[str]:
    """Keys of all figures that a reader takes as claims; the same key for the same figure in any script."""
    return frozenset(key for f in find_figures(text) if not f.indefinite for key in _keys(f))


def _keys(figure: Figure) -> Iterator[str]:
    if figure.value is None:
        yield _plain(figure.text)
    elif figure.unit == "date":
        for part, name in zip(_date_parts(figure), "年月日", strict=True):
            if part:
                yield f"{part}{name}"
    else:
        share = figure.value * 100 if figure.kind == "fraction" else figure.value
        unit = "%" if figure.kind == "fraction" else figure.unit
        mark = "第" if figure.kind == "ordinal" else ""
        ends = [share] if figure.high is None else [share, figure.high]
        yield mark + "-".join(f"{e.normalize():f}" for e in ends) + unit


def unsupported(answer: str, quotes: Iterable[str]) -> list[str]:
    """The figures of `answer`, as printed, that stand in none of `quotes`: law 1 asks for an empty list.

    Citation marks such as [1] are no figures. A figure counts as standing there when an equal one does, in
    whatever script, unit spelling or qualifier; a year also when a date there names it.
    """
    known = [figure for quote in quotes for figure in find_figures(quote)]
    return [
        f.text for f in find_figures(answer) if not f.indefinite and not any(_supports(k, f) for k in known)
    ]


def _supports(known: Figure, figure: Figure) -> bool:
    if same(known, figure):
        return True
    ends = (known.value, known.high)
    return known.high is not None and figure.high is None and figure.value in ends
