"""Quotients: one amount as a share, a multiple or a ratio of another, and amounts shared out among many."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.numbers.figures import find_figures
from qa.planning.operands import JOIN, pair, shared
from qa.planning.planned import Plan

__all__ = ["ratio_plan"]


def ratio_plan(text: str) -> Plan | None:
    """The plan for normalised `text` without padding, or None."""
    return _named_ratio(text) or _times_share(text) or _average(text)


_RATIOS = {
    "存贷比": ("贷款余额", "存款余额"),
    "贷存比": ("贷款余额", "存款余额"),
    "利润率": ("利润总额", "营业收入"),
}
"""Shares that have a name of their own, and what they are a share of."""


def _named_ratio(text: str) -> Plan | None:
    name = next((name for name in _RATIOS if name in text), "")
    if not name:
        return None
    head = text[: text.find(name)].removesuffix("的")
    part, whole = _RATIOS[name]
    return Plan("share", (f"{head}{part}是多少", f"{head}{whole}是多少"), (part, whole), maybe=True)


_KEY_WORDS = regex(
    r"^(?P<whole>[^,，?]+?)[ ,，]+(?P<part>[^ ,，?]{2,8}?)(?:所占|占)的?(?:比重|比例|份额)(?:是多少)?[?。]*$"
)
"""`财政赤字 中央所占比重`: as officials type it."""
_TIMES = regex(r"^(?P<a>.+?)(?:是|为|相当于|达到?)(?P<b>.+?)的?(?:几|多少)倍")
_SHARE = regex(
    r"^(?P<a>[^,，]+?)[,，]?(?:(?:占(?:了|到|据)?|相当于)(?P<b>[^,，]+?)|在(?P<c>[^,，]+?)(?:当中|里[面头边]?|中)?所?占(?:了|到)?)(?:的)?"
    r"(?:比例|比重|份额|百分比|百分之(?:几|多少)|多少|几成|几分之几|多大)"
)
_SHARE_OF = regex(
    r"^(?P<b>[^,，]+?)(?:里[面头边]?|中(?![小学心国央医药级型])|当中)[,，]?(?P<a>[^,，]+?)占(?:了|到|据)?(?:百分之(?:几|多少)|多少|几成"
    r"|几分之几|多大|的?比)"
)
# 总床位,东院一家占多少; a plain comma, so that no area is meant: 操场占多少亩
_SHARE_OF_ALL = regex(
    r"^(?P<b>[^,，]{4,}?)[,，](?P<a>[^,，]+?)(?:(?:这|那)?一?(?P<one>[家项处个类种所])|就|(?=占(?:了|到|据)?(?:百分之|几成|几分之几|多大比)))"
    r"占(?:了|到|据)?"
    r"(?:百分之(?:几|多少)|几成|几分之几|多大比例|(?:多大|多少)(?:比例|比重|份额)?[?。]*$)"
)
_SHARE_OF_SUM = regex(
    rf"^(?P<a>[^,，]+?)占(?:了|到|据)?(?P<x>[^,，]{{2,}}?){JOIN}(?P<y>[^,，]{{2,}}?)(?:这?[两二][样者种类项个](?:的)?)?"
    r"(?:的?(?:总|合计|之和|全部|一共))的?(?P<tail>[\u4e00-\u9fff]*?)的?"
    r"(?:比例|比重|份额|百分比|百分之(?:几|多少)|多少|几成|几分之几|多大)"
)
_SHARE_OF_TWO = regex(
    rf"^(?:(?P<topic>[^,，]{{2,}}?)(?:就是?|只有|分成?|分为))?(?P<x>[^,，、]{{2,8}}?){JOIN}(?P<y>[^,，、]{{2,8}}?)[这那]?两[种类样块部](?:方式|分)?[,，]?(?:按|论|以)?(?:照)?"
    r"(?P<by>[^,，]{0,6}?)(?:来?算|计|而言|来说)?[,，](?P<part>[^,，]{2,8}?)的?占(?:了|到)?(?:百分之(?:几|多少)|几成|几分之几|多大(?:比例|比重)?|多少)$"
)
"""`项目就拍卖和划拨这两种,按个数算,划拨的占百分之几`: one of two as a share of both."""
_BY_NUMBER = regex("[个家户条件项人处座次]数|数量")
_RATIO = regex(rf"^(?P<a>.+?){JOIN}(?P<b>.+?)(?:之间)?的?(?:比值|比率|之比|比是多少|比例是多少)")


def _times_share(text: str) -> Plan | None:
    if match := _KEY_WORDS.match(text):
        whole, part = match["whole"].strip(), match["part"]
        year, _, noun = whole.rpartition(" ")
        asked = (f"{year}{part}{noun}是多少", f"{year}{noun}是多少")
        return Plan("share", asked, (part + noun, noun), maybe=True)
    if match := _TIMES.match(text):
        return Plan("times", *pair(*shared(match["a"], match["b"]), "多少"), maybe=True)
    if match := _RATIO.match(text):
        return Plan("ratio", *pair(match["a"], match["b"], "多少"))
    if (match := _SHARE_OF_TWO.match(text)) and match["part"] in (match["x"], match["y"]):
        return _share_of_two(match)
    if match := _SHARE_OF_SUM.match(text):
        return _share_of_sum(match)
    if match := _SHARE_OF.match(text) or _SHARE_OF_ALL.match(text):
        return _share_in(match)
    match = _SHARE.match(text)
    whole = match and (match["b"] or match["c"])
    if match and whole and not re.fullmatch(r"(?:地|有|比|率|据|了|用|多|全[市区国省县])*", whole):
        return Plan("share", *pair(match["a"], whole, "多少"), maybe=True)
    return None


def _share_of_sum(match: re.Match[str]) -> Plan | None:
    """`拍卖的地占拍卖和划拨总面积的多少`: one as a share of both."""
    part, x, y, tail = match["a"], match["x"].strip("的"), match["y"].strip("的"), match["tail"]
    if part.count(x) != 1:
        return None
    part = part.removesuffix(tail) + tail
    return Plan("share", (f"{part}有多少", f"{part.replace(x, y)}有多少"), (x, y), together=True)


def _share_of_two(match: re.Match[str]) -> Plan:
    topic, part, by = (match["topic"] or "").strip(" 的"), match["part"], match["by"]
    other = match["y"] if part == match["x"] else match["x"]
    unit = by[0] if _BY_NUMBER.fullmatch(by) and by != "数量" else ""
    what = "" if not by or _BY_NUMBER.fullmatch(by) else by
    operands = tuple(f"{x}的{topic}{what}有多少{unit}" for x in (part, other))
    return Plan("share", operands, (part, other), together=True)


def _share_in(match: re.Match[str]) -> Plan:
    """`甲里,乙占多少`: a part that is named behind its whole, and with less than the whole of its own name."""
    part, of_all = match["a"], bool(match.groupdict().get("one"))
    head = re.match(r".*?(?:期间|时期|年|新增|新建|建成)的?", match["b"])
    before, _, noun = match["b"].rpartition("的")
    if before and (of_all or part.endswith("的")):
        # 安排的赤字里,中央的占多少; 集团的床位,总院一家占多少: the part is of the same name
        part = f"{before}的{part.removesuffix('的')}{noun}"
    else:
        part = (head[0].removesuffix("的") if head else "") + part
    operands, labels = pair(match["b"], part, "多少")
    stated = [f for f in find_figures(match["b"]) if f.kind == "quantity" and not f.indefinite]
    given = (None, stated[0]) if len(stated) == 1 else ()  # 7350个学位里,幼儿园占多少: of these 7350
    return Plan("share", operands[::-1], labels[::-1], maybe=True, given=given)


_BY_HEADS = regex(
    r"^(?P<where>[^,，]{0,14}?)[按以]?(?P<base>常住人口|户籍人口|总人口)(?:来)?(?:计算|算|计)?[,，]?(?P<head>.*?)(?:人均|每人)的?(?P<what>[^,，?]+?)(?:是|为|有|约)*(?P<rest>多少.*)$"
)
_EACH_MEANS = regex(
    r"^(?P<head>.*?)每一?(?P<unit>[个名位家户])(?P<who>[\u4e00-\u9fff]{2,8}?)(?:一年|全年|每年|年)?平均(?P<rest>[^,，]*?(?:多少|几).*)$"
)
_ONE_HAS = regex(
    r"^(?:平均)?(?:每|一)(?P<unit>[个名位家所户座])(?P<who>[\u4e00-\u9fff]{2,6}?)平均(?:要|得)?(?:带|管|教|有|服务|照顾|负责|对应)"
    r"(?P<asks>(?:多少|几)[个名位家户所]?)(?P<what>[\u4e00-\u9fff]{2,6})$"
)
_PER_EACH = regex(
    r"^(?P<head>[^?。]+?)[,，]?(?:平均)?(?:(?P<per>[人户])均|每(?P<each>[人户]))(?:能|可|大约|约)?(?:折合|合|摊|分|领|拿|得)(?:到|了)?(?P<rest>(?:多少|几).*)$"
)


_HOW_LARGE = {"多大面积": "多少面积", "多大的面积": "多少面积", "多长": "多少长度"}


def _average(text: str) -> Plan | None:
    for said, meant in _HOW_LARGE.items():
        text = text.replace(said, meant)
    if match := _BY_HEADS.match(text):
        head, what, base = match["where"] + match["head"], match["what"].strip("的"), match["base"]
        return Plan("average", (f"{head}{what}是{match['rest']}", f"{head}{base}有多少人"), (what, base))
    if match := _ONE_HAS.match(text):
        what, counted = match["what"], f"{match['who']}有多少{match['unit'].replace('个', '')}"
        return Plan("average", (f"{what}有多少", counted), (what, match["who"]), maybe=True)
    if match := _PER_EACH.match(text):
        head, per = match["head"].strip(" ,，的"), match["per"] or match["each"]
        return Plan("average", (f"{head}有{match['rest']}", f"{head}有多少{per}"), (head, per), maybe=True)
    if match := _EACH_MEANS.match(text):
        head, rest, counted = match["head"], match["rest"], match["unit"] + match["who"]
        return Plan("average", (f"{head}{rest}", f"{head}有多少{counted}"), (rest, match["who"]), maybe=True)
    return _shared_out(text)


_AVERAGE = regex(
    r"^(?P<head>.*?)(?:(?:平均|平摊|均摊|分摊)(?:到|下来|起来|算来|算下来)*[,，]?每(?:一)?"
    r"|(?:(?:平均|平摊|均摊|分摊)(?:到|下来|起来|算来|算下来)*|摊(?:下来|到))[,，]?一(?=[个项家户人场次件处所套辆台笔条座名位张间栋头棵亩村])"
    r"|摊到了?每(?:一)?(?=[人户家个名])|平均(?P<verb>[\u4e00-\u9fff]{1,2})[到给]每(?:一)?"
    r"|每(?:一)?(?P<early>[\u4e00-\u9fff])平均)(?P<per>(?!平方|平米|公[里顷斤]|立方|万"
    r"|千|小时|分钟)[\u4e00-\u9fff])?(?P<rest>.*)$"
)
_OWNED = r"(?:手里|手上|手中|头上|身上|名下)?的?(?:大概|大约|约)?"
"""What stands between those whom an average is for and the amount: `每户居民手里是多少`."""
_SHARED_OUT = regex(rf"^{_OWNED}(?:分?摊|均摊|折合|合|分|是|为)*(?:到|得)?(?=有?(?:多少|几))")
_PER_PERSON = regex(r"收入|寿命|住房|居住面积|住.{0,4}平方|生产总值|gdp|消费支出|养老金|退休金|工资")
"""What is measured for a person and seldom in all: 平均每人的收入 is stated, not computed."""
_COUNTED = regex(r"(?:有|配|配备|配有)?了?(?P<asks>(?:多少|几)[个名位]?)(?P<what>[\u4e00-\u9fff]{2,})$")
_PER_TIME = regex(r"^个(?:月|季度|星期|小时|工作日|百分点)")
_NOUN = regex(
    rf"[\u4e00-\u9fff]*?(?={_SHARED_OUT.pattern[1:]}|有?多少|有?几|发|给|获|赔|补|参|投|花|培|接|收|产|能|可|要|需|用|得)"
)
"""Of 户居民手里是多少 whom an average is for: what stands before the amount."""


def _shared_out(text: str) -> Plan | None:
    """`平均每个窗口办了多少件`: an amount, and how many there are that it is shared out among."""
    match = _AVERAGE.match(text)
    if match is None or not re.search(r"多少|几", match["rest"]):
        return None
    per, rest = match["early"] or match["per"] or "", match["rest"]
    if per == "个" and rest.startswith("人"):
        return None if _PER_PERSON.search(text) else _average(text.replace("个人", "人", 1))
    if per == "人" and _PER_PERSON.search(text):
        return None
    if not per or per in "年月天日周季" or _PER_TIME.match(per + rest):
        return None
    head = match["head"].strip(" ,，")
    noun = _NOUN.match(rest)
    named = noun[0] if noun else ""
    amount = _SHARED_OUT.sub("", rest[len(named) :])
    head += match["verb"] or ""
    whose = head or named
    if not head and (counted := _COUNTED.match(amount)):
        # 平均一个网格几名网格员; 平均每所小学多少学生: of the schools
        what = counted["what"]
        amount, whose = f"有{counted['asks']}", what if named in what else f"{named}的{what}"
    return Plan(
        "average", (f"{whose}{amount}", f"{head}{named}有多少{per}"), (whose, per + named), maybe=True
    )
