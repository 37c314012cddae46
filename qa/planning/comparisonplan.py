"""Two amounts set against each other: which is the more (甲比乙多吗, 哪个多), and by how much, by what share or multiple."""

from __future__ import annotations

import re
from typing import Literal

from ingest.patterns import regex
from qa.planning.fulfilled import claimed as met_claimed
from qa.planning.operands import AIMS_AHEAD, JOIN, RELATIVE_START, operands_of, pair, shared
from qa.planning.planned import Operation, Plan

__all__ = ["comparison_plan"]

_MORE = (
    r"(?<!居)多(?!少)|高|大"
    r"|(?<![增成延生局校部市省县处科院队会船社所班组区乡镇村行馆署首酋家团厂店连营排司州])长|快|早|强|贵"
    r"|重|远"
)
_LESS = r"(?<!多)少|低|小|短|慢|晚|便宜|轻|近"


def comparison_plan(text: str) -> Plan | None:
    """The plan for normalised `text` without padding, or None."""
    return _which_by(text) or _which(text) or _difference(text)


def _wanted(how: str) -> Literal["more", "less"]:
    """Whether a word of comparison asks for the greater or the smaller."""
    return "more" if re.fullmatch(_MORE, how) else "less"


_WHICH_BY = regex(
    rf"^(?:(?P<topic>[^,，]{{2,}})[,，])?(?P<a>[^,，]+?)(?:{JOIN}|还是|或者?)(?P<b>[^,，]+?)(?:相?比|比起来|相比较)?[,，]?(?:(?:这|那)?[两二][者个项样家种类边处](?:中|里|之间)?[,，]?)?"
    rf"(?:哪[一]?[个项种类边样处方家所头]?|谁)(?P<what>[^多少高低大小,，]{{0,12}}?)(?:更|比较|要)?(?P<how>{_MORE}|{_LESS})(?:一?些|一?点)?[,，?]"
    rf"(?:要|会)?(?:{_MORE}|{_LESS})[出了上]{{0,2}}(?P<rest>(?:多少|几)[^,，。?]{{0,5}}|百分之(?:多少|几)|(?:多少|几)倍)$"
)
"""`甲和乙哪个多,多几家`: which, and by how much."""
_OR_BY = regex(
    rf"^(?:(?P<topic>[^,，]{{2,}})[,，])?(?:是)?(?P<a>[^,，]+?)(?:更)?(?P<how>{_MORE}|{_LESS})[,，]?还是(?P<b>[^,，]+?)(?:更)?(?:{_MORE}|{_LESS})[,，?]"
    rf"(?P<what>)(?:要|会)?(?:{_MORE}|{_LESS})[出了上]{{0,2}}(?P<rest>(?:多少|几)[^,，。?]{{0,5}}|百分之(?:多少|几)|(?:多少|几)倍)$"
)
"""`甲多还是乙多,多几家`."""


def _which_by(text: str) -> Plan | None:
    match = _WHICH_BY.match(text) or _OR_BY.match(text)
    if match is None:
        return None
    topic = f"{match['topic']}," if match["topic"] else ""
    parts = (match["a"].strip(" 的"), match["b"].strip(" 的"))
    rest = match["rest"]
    operation: Operation = "difference"
    if "百分之" in rest or "倍" in rest:
        operation, rest = ("percent_change" if "百分" in rest else "more_times"), "多少"
    operands, labels = pair(*shared(*parts), rest, match["what"].strip("的"))
    asked = tuple(topic + x for x in operands)
    return Plan(operation, asked, labels, wants=_wanted(match["how"]), named=True)


_WHICH = regex(
    rf"^(?P<a>.+?)(?:{JOIN}|还是|或者?|,)(?P<b>.+?)[,，]?(?:这?两[者个项样]?(?:中|里"
    rf"|之间)?)?[,，]?(?:哪(?!些)[一]?(?:个|项|种|类|边|样|处|方|年|家|所)?"
    rf"|谁)(?P<what>[^多少高低大小]{{0,8}}?)"
    rf"(?:更|比较|要|会|最|的?数量|得)*(?P<how>{_MORE}|{_LESS})(?=(?:一?些|一?点|了|呢|啊)*$)"
)
_OR = regex(
    rf"^(?:是)?(?P<a>.+?)(?:更)?(?P<how>{_MORE}|{_LESS})(?:一些)?[,，]?(?:还是"
    rf"|或者?)(?P<b>.+?)(?:更)?(?:{_MORE}|{_LESS})"
)
_OR_ONE = regex(rf"^(?:是)?(?P<a>.+?)还是(?P<b>.+?)(?:更|比较|要)(?P<how>{_MORE}|{_LESS})")


def _which(text: str) -> Plan | None:
    """`甲和乙哪个多`, `甲多还是乙多`."""
    for pattern in (_WHICH, _OR, _OR_ONE):
        match = pattern.match(text)
        if match is None:
            continue
        what = (match.groupdict().get("what") or "").strip("的")
        a, b = match["a"], match["b"].strip(" ,，")
        if len(b) < 2 or b in a:  # 变多还是变少: one thing, not two
            continue
        operands, labels = pair(a, b, "多少", what)
        wants = _wanted(match["how"])
        return Plan("compare", operands, labels, maybe=True, wants=wants)
    return None


_TRADE = regex(r"外贸|对外贸易|国外|海外|境外")
_SOLD, _BOUGHT = regex(r"卖(?:出去|到国外|出国)(?:的东西)?"), regex(r"买(?:进来|回来|入)(?:的东西)?")

_IS_IT_SO = regex(
    r"[,，]?(?:(?:这|那)(?:话|个?说法|样说|事|么说)?)?(?:是不是|对吗|对吧|对么|对不对|是吗|是吧|属实吗|准确吗|没(?:有|说|记|看)?错吧?"
    r"|是真的吗?|真的吗|是这样吗?|吗|么|吧|没有)[?!。]*$"
)


def _difference(text: str) -> Plan | None:
    """By how much two differ, or that one of them is the more."""
    if _TRADE.search(text):  # in trade with other countries these have their names
        text = _BOUGHT.sub("进口", _SOLD.sub("出口", text))
    claimed = _IS_IT_SO.sub("", text)
    if match := _NOT_AS.match(claimed):
        return _not_as(match)
    if claimed != text and met_claimed(claimed):
        return None  # 比原先定的多: a plan outdone, not two figures
    if match := _THAN_MUCH.match(claimed) or _THAN.match(claimed):
        return _than(match, ends_asking=claimed != text)
    if match := _GREW.match(text):
        return _grew(match)
    if match := _TOWN_AND_COUNTRY.match(text):
        return _town_and_country(match)
    return _apart(text)


_NOT_AS = regex(
    rf"^(?P<a>[^比]+?)(?:(?<!有)没有?|不如|不及)(?P<b>[^比,，]{{2,}}?)(?:那么|这么|来得|上[得的])?(?P<how>{_MORE}|{_LESS})[?!。]*$"
)
"""`甲没有乙多`: a claim that the first is the less."""


def _not_as(match: re.Match[str]) -> Plan:
    operands, labels = pair(*shared(match["a"], match["b"]), "多少")
    opposite: Literal["more", "less"] = "less" if _wanted(match["how"]) == "more" else "more"
    return Plan("compare", operands, labels, wants=opposite, claims=True)


# of 收入比缩小到多少 one ratio is asked, no two amounts
_CHANGED_TO = "(?:缩小|扩大|提高|提升|下降|降低|上升|增长|增加|减少|[升降涨])了?[到至为]"
_THAN = regex(
    rf"^(?P<a>.+?)(?:是不是|是否|有没有)?(?:要)?(?:比(?!例|重|赛|较|{_CHANGED_TO})|(?<=[\u4e00-\u9fff]{{2}})(?<![比计])较(?![多少高大低小好差快慢强弱长短上去前同]))(?P<b>.+?)(?:要|还|是|会)?(?P<how>{_MORE}"
    rf"|{_LESS})(?:[出了上办建做修培引增举发完改救花卖买])*"
    r"(?P<rest>几成|百分之(?:多少|几)|(?:多少|几)倍|多少|几|一些|些)?(?P<tail>[^?!。]*?)[?!。]*$"
)

_THAN_MUCH = regex(
    rf"^(?P<a>.+?)(?:要)?比(?!例|重|赛|较|{_CHANGED_TO})(?P<b>.+?)(?:要|还|会)?(?P<how>[多少高低大小快慢])"
    r"[^多少高低大小快慢比,，。?]{0,3}?"
    r"(?P<rest>几成|百分之(?:多少|几)|(?:多少|几)倍|多少|几)(?P<tail>[^?!。]*?)[?!。]*$"
)
"""As `_THAN`, by how much right behind the word of comparison: 低保 of 比低保的人数多出多少 is none."""
_SO_MUCH = regex(
    r"了?(?:大?约|近|超过|不到|不足|至少|足足|整整|差不多|将近)?[0-9百一二两三四五六七八九十千万亿]+(?![点些])[\u4e00-\u9fff%]"
)
"""Behind 甲比乙多, the amount."""
_DONE_SO = regex("[修建做办搞弄开收卖花用]?得$")
"""What a label drops: 口袋公园修得 of 口袋公园修得比山头公园多."""
_GROWING = regex("(?:增长|涨|升|增)得?(?:要|还|更)*$")
_GROWS = regex("的?(?:增长|增速|涨|升|增)得?(?:要|还|更|都|也)*$")


def _than(match: re.Match[str], ends_asking: bool) -> Plan | None:
    """`甲比乙多多少`, `甲比乙多几成`, `甲比乙多吗`; `ends_asking`: whether 吗 or 是不是 stood at the end of it."""
    a, b, rest, tail = match["a"], match["b"], match["rest"] or "", match["tail"]
    if grown := _GROWING.search(b):  # 甲比乙涨得快
        return _outgrown(f"{_GROWING.sub('', a)}增长", f"{b[: grown.start()]}增长", match, ends_asking)
    if (grows := _GROWS.search(a)) and not RELATIVE_START.match(b):  # 甲涨得比乙快
        a, b = shared(a[: grows.start()], b)
        return _outgrown(f"{a}增长", f"{b}增长", match, ends_asking)
    if not rest and _SO_MUCH.match(tail):
        return None  # 甲比乙多33个: by how much is claimed
    much, by_rate = rest in ("多少", "几"), re.search("[成百倍]", rest)
    asks = ends_asking or re.search("是不是|是否|有没有", match.string)
    if not (much or by_rate or asks):
        return None
    wants = _wanted(match["how"])
    operands, labels = pair(*shared(a, b), "多少" + tail if much else "多少")
    if much:
        # 涨得快多少: reports say by how many points one outpaced the other
        stated = _implied(a, b) or match["how"] in ("快", "慢")
        return Plan("difference", operands, labels, stated, wants)
    if by_rate:
        operation: Operation = "more_times" if "倍" in rest else "percent_change"
        return Plan(operation, operands, labels, _implied(a, b), wants)
    labels = tuple(_DONE_SO.sub("", label) for label in labels)
    return Plan("compare", operands, labels, RELATIVE_START.match(b) is not None, wants, claims=True)


def _outgrown(a: str, b: str, match: re.Match[str], claims: bool) -> Plan | None:
    """`甲比乙涨得快吗`, `…快多少`: the rates of two set against each other."""
    wants = _wanted(match["how"])
    operands, labels = pair(*shared(a, b), "百分之几")
    if match["rest"] in ("多少", "几"):
        return Plan("difference", operands, labels, True, wants)
    return Plan("compare", operands, labels, wants=wants, claims=True) if claims else None


def _implied(a: str, b: str) -> bool:
    """Whether the report is likely to state the difference itself: 比上年多多少, 比2002年多了多少.

    Where the first operand names its own year, two stated figures are to be set against each other.
    """
    earlier = re.match(
        r"(?:[0-9]{2,4}|[零一二三四五六七八九]{4})年|\"?[一二三四五六七八九十]+五\"?(?:时期|期间|末)?$", b
    )
    if AIMS_AHEAD.search(a):
        return False
    return RELATIVE_START.match(b) is not None or (
        earlier is not None and not re.search(r"^.{0,6}[0-9]{2,4}年|(?:19|20)[0-9]{2}年|今年|明年", a)
    )


_GREW = regex(
    r"^(?P<a>.+?)(?:相?比|较)(?P<b>[^,，]{2,}?)(?:增长|增加|提高|上升|下降|减少|降低"
    r"|上涨)(?:了)?(?P<rest>(?:百分之)?(?:多少|几).*|幅度.*)$"
)


def _grew(match: re.Match[str]) -> Plan:
    """`甲比乙增长多少`, `增长百分之几`, `增加几倍`."""
    a, b, rest = match["a"], match["b"], match["rest"]
    operation: Operation = "difference"
    if re.search("百分之|幅度|几成", rest):
        operation = "percent_change"
    elif "倍" in rest:
        operation = "more_times"
    asked = re.sub("百分之(?:几|多少)|(?:几|多少)倍|几成|幅度.*", "多少", rest)
    operands, labels = pair(*shared(a, b), asked)
    return Plan(operation, operands, labels, maybe=_implied(a, b))


_TOWN_AND_COUNTRY = regex(
    r"^(?P<head>.*?)(?:城乡|城[市镇][和与跟][农乡]村)(?:居民)?的?(?P<what>[^,，。?]{2,12}?)的?(?:提高|调整|上调|涨)?(?:之?后)?[,，]?(?:每人每月|每月|每年|一个月)?(?:还|仍)?(?:之间)?(?:相差|差距|差额|差)(?:了|是|有|为)*(?P<rest>(?:多少|几)[^,，。?]{0,4})$"
)
"""`城乡低保差几块钱`: two figures in one word."""
_IN_FULL = {"收入": "居民人均可支配收入", "人均收入": "居民人均可支配收入", "支出": "居民人均消费支出"}
_OF_PEOPLE = regex("收入|支出|消费|居住|住房|就业|养老")
_PAID = regex("(?:低保|补[贴助]|津贴|养老金|工资|救助|生活费)标准$")


def _town_and_country(match: re.Match[str]) -> Plan:
    head, what, rest = match["head"], match["what"], match["rest"]
    town = "城镇" if _OF_PEOPLE.search(what) else "城市"
    sides, what = (town, "农村"), _IN_FULL.get(what, what)
    rest = "多少元" if rest in ("多少", "几") and _PAID.search(what) else rest
    return Plan("difference", tuple(f"{head}{side}{what}是{rest}" for side in sides), sides)


_APART = regex(r"(?:之间)?(?:的)?(?:相差|差距|差额|差值|之差|差)(?:了|是|有|为)*(?P<rest>(?:多少|几).*)?$")


def _apart(text: str) -> Plan | None:
    """`甲和乙相差多少`."""
    match = _APART.search(text)
    if match is None:
        return None
    parts = [p for p in re.split(JOIN, text[: match.start()]) if p.strip(" 的")]
    if len(parts) != 2:
        return None
    operands, labels = operands_of(parts, match["rest"] or "多少")
    return Plan("difference", operands, labels)
