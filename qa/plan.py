"""What a question wants computed, and from which look-ups. Patterns are general Chinese, written by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.englishplan import english_plan
from qa.figures import find_figures
from qa.fulfilled import claimed as met_claimed
from qa.interrogatives import strip_padding
from qa.operands import JOIN, RELATIVE_START, operands_of, pair, shared
from qa.partplan import part_plan
from qa.planned import Operation, Plan

__all__ = ["plan"]

_SUM_SURE = (
    r"加起来|加(?:在|到)?一(?:起|块儿?)|(?:放|算|并)(?:在|到)?一(?:起|块儿?)|之和"
    r"|的总和|总和|相加|合计|合起来|合在一起|共同|两[者项样类种]一?共|三[者项样类种]一?共"
)
_SUM_MAYBE = (
    r"一共|总共|共计|总计|共有|共(?=多少|几)|共(?![同享产和建识性])(?=[\u4e00-\u9fff]{1,6}(?:多少|几))"
    r"|总的?(?=有?多少)"
)
_MORE = (
    r"(?<!居)多(?!少)|高|大"
    r"|(?<![增成延生局校部市省县处科院队会船社所班组区乡镇村行馆署首酋家团厂店连营排司州])长|快|早|强|贵"
    r"|重|远"
)
_LESS = r"(?<!多)少|低|小|短|慢|晚|便宜|轻|近"
_SUM = regex(rf"(?P<sure>{_SUM_SURE})|(?P<maybe>{_SUM_MAYBE})")
_APART = regex(r"(?:之间)?(?:的)?(?:相差|差距|差额|差值|之差|差)(?:了|是|有|为)*(?P<rest>(?:多少|几).*)?$")
_IN_FULL = {"收入": "居民人均可支配收入", "人均收入": "居民人均可支配收入", "支出": "居民人均消费支出"}
_OF_PEOPLE = regex("收入|支出|消费|居住|住房|就业|养老")
_PAID = regex("(?:低保|补[贴助]|津贴|养老金|工资|救助|生活费)标准$")
_TOWN_AND_COUNTRY = regex(
    r"^(?P<head>.*?)(?:城乡|城[市镇][和与跟][农乡]村)(?:居民)?的?(?P<what>[^,，。?]{2,12}?)的?(?:提高|调整|上调|涨)?(?:之?后)?[,，]?(?:每人每月|每月|每年|一个月)?(?:还|仍)?(?:之间)?(?:相差|差距|差额|差)(?:了|是|有|为)*(?P<rest>(?:多少|几)[^,，。?]{0,4})$"
)
"""`城乡低保差几块钱`: two figures in one word."""
_THAN = regex(
    rf"^(?P<a>.+?)(?:是不是|是否|有没有)?(?:要)?(?:比(?!例|重|赛|较)|(?<=[\u4e00-\u9fff]{{2}})(?<![比计])较(?![多少高大低小好差快慢强弱长短上去前同]))(?P<b>.+?)(?:要|还|是|会)?(?P<how>{_MORE}"
    rf"|{_LESS})(?:[出了上办建做修培引增举发完改救花卖买])*"
    r"(?P<rest>几成|百分之(?:多少|几)|(?:多少|几)倍|多少|几|一些|些)?(?P<tail>[^?!。]*?)[?!。]*$"
)
_NOT_AS = regex(
    rf"^(?P<a>[^比]+?)(?:(?<!有)没有?|不如|不及)(?P<b>[^比,，]{{2,}}?)(?:那么|这么|来得|上[得的])?(?P<how>{_MORE}|{_LESS})[?!。]*$"
)
"""`甲没有乙多`: a claim that the first is the less."""
_IS_IT_SO = regex(
    r"[,，]?(?:(?:这|那)(?:话|个?说法|样说|事|么说)?)?(?:是不是|对吗|对吧|对么|对不对|是吗|是吧|属实吗|准确吗|没(?:有|说|记|看)?错吧?"
    r"|是真的吗?|真的吗|是这样吗?|吗|么|吧|没有)[?!。]*$"
)
_GREW = regex(
    r"^(?P<a>.+?)(?:相?比|较)(?P<b>[^,，]{2,}?)(?:增长|增加|提高|上升|下降|减少|降低"
    r"|上涨)(?:了)?(?P<rest>(?:百分之)?(?:多少|几).*|幅度.*)$"
)
_TIMES = regex(r"^(?P<a>.+?)(?:是|为|相当于|达到?)(?P<b>.+?)的?(?:几|多少)倍")
_SHARE = regex(
    r"^(?P<a>[^,，]+?)[,，]?(?:占(?:了|到|据)?(?P<b>[^,，]+?)|在(?P<c>[^,，]+?)(?:中|里)?所?占)(?:的)?"
    r"(?:比例|比重|份额|百分比|百分之(?:几|多少)|多少|几成|几分之几|多大)"
)
_SHARE_OF = regex(
    r"^(?P<b>[^,，]+?)(?:里面?|中|当中)[,，]?(?P<a>[^,，]+?)占(?:了|到|据)?(?:百分之(?:几|多少)|多少|几成"
    r"|几分之几|多大|的?比)"
)
# 总床位,东院一家占多少; a plain comma, so that no area is meant: 操场占多少亩
_SHARE_OF_ALL = regex(
    r"^(?P<b>[^,，]{4,}?)[,，](?P<a>[^,，]+?)(?:(?:这|那)?一?(?P<one>[家项处个类种所])|就)占(?:了|到|据)?"
    r"(?:百分之(?:几|多少)|几成|几分之几|多大比例|(?:多大|多少)(?:比例|比重|份额)?[?。]*$)"
)
_SHARE_OF_SUM = regex(
    rf"^(?P<a>[^,，]+?)占(?:了|到|据)?(?P<x>[^,，]{{2,}}?){JOIN}(?P<y>[^,，]{{2,}}?)(?:这?[两二][样者种类项个](?:的)?)?"
    r"(?:的?(?:总|合计|之和|全部|一共))的?(?P<tail>[\u4e00-\u9fff]*?)的?"
    r"(?:比例|比重|份额|百分比|百分之(?:几|多少)|多少|几成|几分之几|多大)"
)
_RATIO = regex(rf"^(?P<a>.+?){JOIN}(?P<b>.+?)(?:之间)?的?(?:比值|比率|之比|比是多少|比例是多少)")
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
_PER_TIME = regex(r"^个(?:月|季度|星期|小时|工作日|百分点)")
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

_PLACEHOLDER = regex(r"[?!。,，、 ]+$")


def plan(question: str) -> Plan | None:
    """The calculation that a question asks for, or None where it is a look-up.

    Polite padding in `question` is passed over; a stated result is possible where `Plan.maybe` says so.
    """
    text = _PLACEHOLDER.sub("", strip_padding(normalise(question).strip()))
    if not text:
        return None
    for read in (
        english_plan,
        _years,
        part_plan,
        _compare,
        _difference,
        _named_ratio,
        _times_share,
        _average,
        _listed_sum,
        _sum,
    ):
        if found := read(text):
            return replace(found, question=text)
    return None


_YEARS = regex(
    r"^(?P<years>(?:(?:19|20)[0-9]{2}年?(?:、|和|与|跟|加上?))+(?:19|20)[0-9]{2}年?)(?:这?[两三四]年)?(?P<what>.+)$"
)


def _years(text: str) -> Plan | None:
    """`2013、2014两年加起来建了多少所`: the same look-up for each year."""
    match = _YEARS.match(text)
    mark = _SUM.search(match["what"]) if match else None
    if match is None or mark is None:
        return None
    what = re.sub(rf"{_SUM_SURE}|{_SUM_MAYBE}", "", match["what"]).strip(" ,，的")
    years = [f"{year}年" for year in re.findall("[0-9]{4}", match["years"])]
    # no sum of rates, nor of several things in each of several years
    if not re.search("多少|几", what) or re.search(rf"百分之|几成|{JOIN}", what):
        return None
    return Plan("sum", tuple(f"{year}{what}" for year in years), tuple(years), maybe=True)


_NEGATED = regex(r"(?:^|[,，的年])(?:不(?![锈动])|没有?|未|无需)[^,，和与跟的]+、[^,，、和与跟的]*[^、]*的")
"""`不用拍、直接划给单位的地`: said twice, first what it is not; one thing."""
_RATES = regex(r"百分之|几成|几个(?:百分)?点")


def _sum(text: str) -> Plan | None:
    mark = _SUM.search(text)
    if mark is None:
        return None
    subject, rest = text[: mark.start()], text[mark.end() :]
    if _NEGATED.search(subject) or (_RATES.search(rest) and "占" not in text):
        return None  # 三项经费合起来降了百分之几: rates are not added
    if not subject.strip(" ,，") or not re.search(JOIN, subject):
        # 一共举办讲座和培训多少场
        inner = re.match(r"(?P<list>.+?)(?P<rest>(?:分别)?(?:有|是)?(?:多少|几).*)$", rest)
        if inner is None or not re.search(JOIN, inner["list"]):
            return None
        subject, rest = subject + inner["list"], inner["rest"]
    if rest and not re.match(r"(?!第|被|在|由).{0,7}(?:多少|几)|.*how", rest):
        return None
    subject = re.sub(
        r"(?:的|了|[,，]|这|两者|二者|两项|三项|它们|他们|都|分别|之间)+$", "", subject.strip(" ,，")
    )
    if (kinds := _KINDS.match(subject)) and mark["sure"]:
        named = (kinds["x"], kinds["y"])
        return Plan("sum", tuple(f"{kinds['topic']},{x}的{rest or '有多少'}" for x in named), named)
    parts = [p for p in re.split(JOIN, subject) if p.strip(" ,，的")]
    if len(parts) < 2:
        return None
    operands, labels = operands_of(parts, rest or "多少")
    return Plan("sum", operands, labels, maybe=mark["sure"] is None)


_KINDS = regex(r"^(?P<topic>[^,，]{2,})[,，](?P<x>[^,，、]+)的(?:和|跟|与|加上?)(?P<y>[^,，、]+)$")
"""`示范村,有牌子的和没牌子的`: what is counted first, then its two kinds."""


_TRADE = regex(r"外贸|对外贸易|国外|海外|境外")
_SOLD, _BOUGHT = regex(r"卖(?:出去|到国外|出国)(?:的东西)?"), regex(r"买(?:进来|回来|入)(?:的东西)?")


def _wanted(how: str) -> Literal["more", "less"]:
    """Whether a word of comparison asks for the greater or the smaller."""
    return "more" if re.fullmatch(_MORE, how) else "less"


def _difference(text: str) -> Plan | None:
    if _TRADE.search(text):  # in trade with other countries these have their names
        text = _BOUGHT.sub("进口", _SOLD.sub("出口", text))
    claimed = _IS_IT_SO.sub("", text)
    if match := _NOT_AS.match(claimed):
        operands, labels = pair(*shared(match["a"], match["b"]), "多少")
        opposite: Literal["more", "less"] = "less" if _wanted(match["how"]) == "more" else "more"
        return Plan("compare", operands, labels, wants=opposite, claims=True)
    if claimed != text and met_claimed(claimed):
        return None  # 比原先定的多: a plan outdone, not two figures
    if match := _THAN.match(claimed):
        a, b, tail = match["a"], match["b"], match["tail"] or ""
        if grown := _GROWING.search(b):  # 甲比乙涨得快
            a, b = f"{_GROWING.sub('', a)}增长", f"{b[: grown.start()]}增长"
            return _outgrown(a, b, match, claimed != text)
        wants = _wanted(match["how"])
        if match["rest"] in ("多少", "几"):
            operands, labels = pair(*shared(a, b), "多少" + tail)
            # 涨得快多少: reports say by how many points one outpaced the other
            stated = _implied(a, b) or match["how"] in ("快", "慢")
            return Plan("difference", operands, labels, stated, wants)
        if match["rest"] and re.search("[成百倍]", match["rest"]):
            operands, labels = pair(*shared(a, b), "多少")
            operation: Operation = "more_times" if "倍" in match["rest"] else "percent_change"
            return Plan(operation, operands, labels, _implied(a, b), wants)
        if claimed != text or re.search("是不是|是否|有没有", text):
            operands, labels = pair(*shared(a, b), "多少")
            labels = tuple(_DONE_SO.sub("", label) for label in labels)
            return Plan("compare", operands, labels, RELATIVE_START.match(b) is not None, wants, claims=True)
        return None
    if match := _GREW.match(text):
        kind: Operation = "difference"
        if re.search("百分之|幅度|几成", match["rest"]):
            kind = "percent_change"
        elif "倍" in match["rest"]:
            kind = "more_times"
        asked = re.sub("百分之(?:几|多少)|(?:几|多少)倍|几成|幅度.*", "多少", match["rest"])
        operands, labels = pair(*shared(match["a"], match["b"]), asked)
        return Plan(kind, operands, labels, maybe=_implied(match["a"], match["b"]))
    if match := _TOWN_AND_COUNTRY.match(text):
        head, what, rest = match["head"], match["what"], match["rest"]
        town = "城镇" if _OF_PEOPLE.search(what) else "城市"
        sides, what = (town, "农村"), _IN_FULL.get(what, what)
        rest = "多少元" if rest in ("多少", "几") and _PAID.search(what) else rest
        return Plan("difference", tuple(f"{head}{side}{what}是{rest}" for side in sides), sides)
    if (match := _APART.search(text)) and re.search(JOIN, text[: match.start()]):
        parts = [p for p in re.split(JOIN, text[: match.start()]) if p.strip(" 的")]
        if len(parts) == 2:
            operands, labels = operands_of(parts, match["rest"] or "多少")
            return Plan("difference", operands, labels)
    return None


_DONE_SO = regex("[修建做办搞弄开收卖花用]?得$")
"""What a label drops: 口袋公园修得 of 口袋公园修得比山头公园多."""
_GROWING = regex("(?:增长|涨|升|增)得?(?:要|还|更)*$")


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
    return RELATIVE_START.match(b) is not None or (
        earlier is not None and not re.search(r"^.{0,6}[0-9]{2,4}年|(?:19|20)[0-9]{2}年", a)
    )


_KEY_WORDS = regex(
    r"^(?P<whole>[^,，?]+?)[ ,，]+(?P<part>[^ ,，?]{2,8}?)(?:所占|占)的?(?:比重|比例|份额)(?:是多少)?[?。]*$"
)
"""`财政赤字 中央所占比重`: as officials type it."""


def _times_share(text: str) -> Plan | None:
    if match := _KEY_WORDS.match(text):
        whole, part = match["whole"].strip(), match["part"]
        year, _, noun = whole.rpartition(" ")
        asked = (f"{year}{part}{noun}是多少", f"{year}{noun}是多少")
        return Plan("share", asked, (part + noun, noun), maybe=True)
    if match := _TIMES.match(text):
        operands, labels = pair(*shared(match["a"], match["b"]), "多少")
        return Plan("times", operands, labels, maybe=True)
    if match := _RATIO.match(text):
        operands, labels = pair(match["a"], match["b"], "多少")
        return Plan("ratio", operands, labels)
    if match := _SHARE_OF_SUM.match(text):
        return _share_of_sum(match)
    if match := _SHARE_OF.match(text) or _SHARE_OF_ALL.match(text):
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
    match = _SHARE.match(text)
    whole = match and (match["b"] or match["c"])
    if match and whole and not re.fullmatch(r"(?:地|有|比|率|据|了|用|多|全[市区国省县])*", whole):
        operands, labels = pair(match["a"], whole, "多少")
        return Plan("share", operands, labels, maybe=True)
    return None


def _share_of_sum(match: re.Match[str]) -> Plan | None:
    """`拍卖的地占拍卖和划拨总面积的多少`: one as a share of both."""
    part, x, y, tail = match["a"], match["x"].strip("的"), match["y"].strip("的"), match["tail"]
    if part.count(x) != 1:
        return None
    part = part.removesuffix(tail) + tail
    return Plan("share", (f"{part}有多少", f"{part.replace(x, y)}有多少"), (x, y), together=True)


_BY_HEADS = regex(
    r"^(?P<where>[^,，]{0,14}?)[按以]?(?P<base>常住人口|户籍人口|总人口)(?:来)?(?:计算|算|计)?[,，]?(?P<head>.*?)(?:人均|每人)的?(?P<what>[^,，?]+?)(?:是|为|有|约)*(?P<rest>多少.*)$"
)
_EACH_MEANS = regex(
    r"^(?P<head>.*?)每一?(?P<unit>[个名位家户])(?P<who>[\u4e00-\u9fff]{2,8}?)(?:一年|全年|每年|年)?平均(?P<rest>[^,，]*?(?:多少|几).*)$"
)
_LISTED = regex(
    r"^(?P<head>[^,，]*?)(?P<count>[两二三四五六七八])(?:大|个|项|类|种|家|者|样)(?P<what>[^,，0-9]{2,14}?)(?:加起来|加一起|合起来|合计|之和|总和|总共|一共|共)(?:是|有|为)*(?P<rest>多少.*)$"
)
_PER_EACH = regex(
    r"^(?P<head>[^?。]+?)[,，]?(?:平均)?(?:(?P<per>[人户])均|每(?P<each>[人户]))(?:能|可|大约|约)?(?:折合|合|摊|分|领|拿|得)(?:到|了)?(?P<rest>(?:多少|几).*)$"
)
_RATIOS = {"存贷比": ("贷款余额", "存款余额"), "贷存比": ("贷款余额", "存款余额")}
"""Shares that have a name of their own, and what they are a share of."""


def _named_ratio(text: str) -> Plan | None:
    name = next((name for name in _RATIOS if name in text), "")
    if not name:
        return None
    head = text[: text.find(name)].removesuffix("的")
    part, whole = _RATIOS[name]
    return Plan("share", (f"{head}{part}是多少", f"{head}{whole}是多少"), (part, whole), maybe=True)


def _listed_sum(text: str) -> Plan | None:
    """`三大产业的产值加起来`: the figures of a list that the report prints, none of them named."""
    match = _LISTED.match(text)
    if match is None or re.search(JOIN, match["head"] + match["what"]):
        return None
    count = "〇一二三四五六七八".find(match["count"].replace("两", "二"))
    asked = f"{match['head']}{match['count']}大{match['what']}".removesuffix("的") + f"是{match['rest']}"
    return Plan("sum", (asked,), (match["what"],), maybe=True, listed=count)


def _average(text: str) -> Plan | None:
    if match := _BY_HEADS.match(text):
        head, what, base = match["where"] + match["head"], match["what"].strip("的"), match["base"]
        return Plan("average", (f"{head}{what}是{match['rest']}", f"{head}{base}有多少人"), (what, base))
    if match := _PER_EACH.match(text):
        head, per = match["head"].strip(" ,，的"), match["per"] or match["each"]
        return Plan("average", (f"{head}有{match['rest']}", f"{head}有多少{per}"), (head, per), maybe=True)
    if match := _EACH_MEANS.match(text):
        head, who, rest = match["head"], match["who"], match["rest"]
        return Plan(
            "average", (f"{head}{rest}", f"{head}有多少{match['unit']}{who}"), (rest, who), maybe=True
        )
    match = _AVERAGE.match(text)
    if match is None or not re.search(r"多少|几", match["rest"]):
        return None
    per = match["early"] or match["per"] or ""
    if per == "个" and match["rest"].startswith("人"):
        return None if _PER_PERSON.search(text) else _average(text.replace("个人", "人", 1))
    if per == "人" and _PER_PERSON.search(text):
        return None
    if not per or per in "年月天日周季" or _PER_TIME.match(per + match["rest"]):
        return None
    head, rest = match["head"].strip(" ,，"), match["rest"]
    noun = re.match(
        rf"[\u4e00-\u9fff]*?(?={_SHARED_OUT.pattern[1:]}|有?多少|有?几|发|给|获|赔|补|参|投|花|培|接|收|产|能|可|要|需|用|得)",
        rest,
    )
    named = noun[0] if noun else ""
    amount = _SHARED_OUT.sub("", rest[len(named) :])
    head += match["verb"] or ""
    return Plan(
        "average",
        (f"{head}{named}{amount}" if not head else f"{head}{amount}", f"{head}{named}有多少{per}"),
        (head or named, per + named),
        maybe=True,
    )


def _compare(text: str) -> Plan | None:
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
