"""A question as put -> what it asks: gate, kind, answer type, years, places, attributes, focus.

Pure functions over strings; the engine resolves a follow-up first (`qa.followup.resolve`) and then parses.
The word lists are closed or common classes of general Chinese and English, written by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.normalise import normalise
from qa import calculate
from qa.figures import VERBS, find_figures
from qa.gate import MAX_CHARACTERS, Gate, clean, gate, without_greeting
from qa.interrogatives import HOW_MANY, QUESTION_WORD, has_question_word, is_yes_no, strip_padding
from qa.records import Question
from qa.units import UNITS, alike, canonical, dimension
from qa.variants import variants

__all__ = [
    "COUNTED",
    "MAX_CHARACTERS",
    "Attribute",
    "Expected",
    "Gate",
    "Kind",
    "Language",
    "ParsedQuestion",
    "YearRef",
    "isolate",
    "language_of",
    "parse",
    "unit_fits",
    "variants",
    "years_in",
]

Language = Literal["zh", "zh-Hant", "en", "other"]
Kind = Literal[
    "figure", "fact", "list", "description", "confirmation", "calculation", "comparison", "topic",
]  # fmt: skip
Expected = Literal[
    "number", "percent", "person", "place", "organisation", "time", "year", "title", "ordinal", "reason",
    "method", "list", "yesno", "other",
]  # fmt: skip
Attribute = Literal[
    "address", "phone", "cost", "reason", "names", "head", "time", "website", "conditions", "procedure",
    "meaning", "funding", "satisfaction", "age", "gender", "rank", "duration",
]  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """What a question asks for."""

    text: str
    """The question itself: cleaned, greeting and complaint taken off, as the user wrote it otherwise."""
    normalised: str
    """`ingest.normalise.normalise(text)`, the same length."""
    language: Language
    gate: Gate | None
    """Why it is no question to the report; then the fields below say nothing."""
    kind: Kind = "topic"
    expected: Expected = "other"
    unit: str = ""
    """Unit asked for (亩, 处, 人次 …), or a dimension where only that is asked: money, area, length, mass,
    duration; empty where none is."""
    asked: str = ""
    """What the question word stands before: `将军` in 哪位将军, `企业` in 多少企业, `年` in 哪一年."""
    focus: str = ""
    """Normalised content to search for: without question words, particles and padding."""
    years: tuple[YearRef, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    tense: Literal["aim", "result"] | None = None
    attributes: tuple[Attribute, ...] = ()
    attribute_words: tuple[str, ...] = ()
    """The words of the question that ask for those attributes."""


def parse(question: Question) -> ParsedQuestion:
    """What `question.text` asks; its history is not looked at."""
    cleaned = clean(question.text)
    refused = gate(question.text)
    if refused:
        return ParsedQuestion(cleaned, normalise(cleaned), language_of(cleaned), refused)
    text = isolate(without_greeting(cleaned))
    norm = normalise(text)
    bare = strip_padding(norm).replace("甚么", "什么")
    expected, asked = _expected(bare)
    kind = _kind(norm, bare, expected)
    if kind == "figure" and expected == "other":
        expected = "percent" if re.search(r"(?:比例|比重|占比|率|增幅|增速)[?。]*$", bare) else "number"
    attributes = _attributes(bare)
    return ParsedQuestion(
        text=text,
        normalised=norm,
        language=language_of(cleaned),
        gate=None,
        kind=kind,
        expected="yesno" if kind == "confirmation" else expected,
        unit="%" if expected == "percent" else _unit(bare) if expected == "number" else "",
        asked=asked,
        focus=_focus(bare),
        years=years_in(norm),
        places=_places(bare),
        bodies=_bodies(bare),
        tense=_tense(bare),
        attributes=tuple(name for name, _ in attributes),
        attribute_words=tuple(word for _, word in attributes),
    )


# --- language --------------------------------------------------------------------------------------------

_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\uac00-\ud7af]")


def language_of(text: str) -> Language:
    """Language of a question: Chinese in either script, English, or another."""
    han = _HAN.findall(text)
    letters = re.findall(r"[A-Za-z\u00c0-\u024f]", text)
    other = len(_OTHER_SCRIPT.findall(text))
    if other > max(len(han), len(letters)) or (
        other > 2 and "\u3040" <= max(_OTHER_SCRIPT.findall(text)) <= "\u30ff"
    ):
        return "other"
    if han and len(han) * 4 >= len(letters):
        traditional = sum(c != n for c, n in zip("".join(han), normalise("".join(han)), strict=True))
        return "zh-Hant" if traditional >= 2 or traditional / len(han) >= 0.15 else "zh"
    accented = re.findall(r"[\u00c0-\u024f]", text)
    return "en" if letters and len(accented) * 12 < len(letters) else "other"


# --- kind ------------------------------------------------------------------------------------------------

_LIST = re.compile(
    r"哪些|哪几|哪[两二三四五六七八九十][个块家项种条类些大位名座处部所支样件方]|是哪[两二三四五六七八九十]"
    r"|都有(?:谁|什么|啥|哪)|都(?:是|包括|包含|涉及|涵盖)(?:了)?(?:谁|什么|哪)|分别(?:是|为|叫|有"
    r"|位于|在)?(?:谁|什么|啥|哪|叫)"
    r"|包括(?:了)?(?:什么|啥|谁)|包含(?:了)?什么|列出|列举|(?:名单|清单)(?:是|有)|由(?:什么|哪些|谁)组成"
    r"|有(?:什么|啥)(?!用|关系|意义|影响|区别|含义|功能|条件|要求|规定|目的|结果|看法|特[点色征]|寓意|原因"
    r"|不同|作用|好处|贡献|成就)"
    r"|\b(?:list|which (?:\w+ )?(?!does\b|focus\b|process\b|business\b)\w{3,}s (?!is\b|was\b|has\b|does\b)"
    r"|what (?:are|were) the\b|name (?:all|the))"
)
_DESCRIBE = re.compile(
    r"哪些方面|(?:哪些|什么|啥|有何)(?:具体|主要|重要|新|好|有效|工作|相关|配套|方面的?)*(?:的)?(?:举措|措施|做法"
    r"|办法|工作|行动|努力|动作|安排|部署|成效|成果|进展|成绩|变化|作为|手段|实事|事情|动静|活动"
    r"|服务|支持|改进|改革|亮点|经验|创新|打算|考虑|计划|招|文章)(?![机岗人室会员量者站组点平台项资制])"
    r"|(?:怎么|怎样|如何|咋)(?:做|办|干|搞|抓|推进|推动|开展|落实|加强|促进|建设|实施|提升|改善|解决|保障"
    r"|管|帮|应对|处理|优化|完善|支持|发展|深化|提高|保护|扶持|服务|进行)|做了(?:什么|哪些|啥)|干了(?:什么"
    r"|些什么|哪些|啥)|搞了(?:什么|啥)|介绍|说说|讲讲|谈谈|概括|总结|概述|描述|简述|聊聊"
    r"|(?:咋样|怎么样|怎样)了?[?。]*$|(?:情况|进展|成效|效果|成果|工作|怎么)(?:怎么|如|进行得?|做得?|搞得?"
    r"|开展得?|推进得?)?(?:样|何)(?:了)?[?。]?$|情况(?:是什么|怎么样|如何|呢)?[?。]?$|具体(?:内容|情况"
    r"|做法)"
    r"|\b(?:what (?:measures|steps|actions|efforts|progress|work|has been done|was done|did .{1,40} do "
    r"(?:to|for|about))|how (?:did|does|do|has|have|is|are|was|were)\b|describe|explain|summari[sz]e|tell "
    r"me about|introduce)"
)
_TREND = re.compile(
    r"(?:历年|逐年|各年).{0,12}(?:变化|趋势|走势|分别|多少|情况|如何)|每年分别|(?:近|这|过去|最近"
    r"|前)[两二三四五六七八九十几0-9]+年(?:来|间|里"
    r"|内)?.{0,12}(?:变化|趋势|走势|对比|比较|分别|有何不同|怎么变|变动)"
    r"|(?:变化|趋势|走势|变动)(?:情况|如何|怎么样|是)|怎么变化的?|year by year|over the years|trend"
)
_COMPARE = re.compile(
    r"相比|对比|比较|分别|哪[一]?年(?:更|最)?|还是|变化|各|比.{0,12}(?:多|少|高|低)|compar|versus|\bvs\b|than"
)
_FIGURE_NOUN = re.compile(
    r"(?:数量?|总数|人数|户数|次数|面积|金额|总额|产量|产值|收入|总值|比例|比重|占比|率|增幅|增速|规模"
    r"|总量|里程|套数|辆数|件数|长度|份额|比率|降幅|涨幅|升幅|经费|支出|利润|总长|进项|容量|余额|储备|存款"
    r"|人口|增长率?|户|人次|产能)(?:是|为"
    r"|有|达到?)?[?。]*$"
)


def _kind(norm: str, bare: str, expected: Expected) -> Kind:
    plan = calculate.plan(bare)
    if is_yes_no(norm) and not (plan and not plan.maybe and plan.claims):
        return "confirmation"
    years = years_in(bare)
    if (
        plan
        and (not plan.maybe or plan.operation in ("sum", "average", "compare"))
        and not _TREND.search(bare)
    ):
        return "calculation"
    if _TREND.search(bare) or (len(years) > 1 and _COMPARE.search(bare)):
        return "comparison"
    if _DESCRIBE.search(bare):
        return "description"
    if expected in ("number", "percent"):
        return "figure"
    if expected == "list":
        return "list"
    if expected == "other" and re.match(_NO_WORD, bare) and _FIGURE_NOUN.search(bare):
        return "figure"
    if has_question_word(bare):
        return "fact"
    sentence = re.search(r"[?]\s*$", norm) and len(bare) > 14  # …后人认为这是一场?
    return "fact" if sentence or (_attributes(bare) and len(bare) > 4) else "topic"


# --- expected answer -------------------------------------------------------------------------------------

# a question that ends in 数量 or 比例 asks for it, unless it asks for something else: 哪种方式提高效率
_NO_WORD = r"^(?!.*(?:什么|啥|哪|谁|怎|如何|为何|why|which|who|where))"
_UNIT_ALTERNATIVES = "|".join(sorted((re.escape(u) for u in UNITS if not u.isascii()), key=len, reverse=True))
COUNTED = re.compile(
    rf"(?:多少|(?<![十百千万好这那近前后头过上哪])几)(?P<scale>个?万亿|个?[百千]?万|个?亿"
    rf"|百分(?=[之点]))?(?P<unit>{_UNIT_ALTERNATIVES})?(?P<noun>[\u4e00-\u9fff]{{0,6}})"
)
# (answer type, pattern whose group 1, where there is one, is what is asked for), first match wins
_TYPES: tuple[tuple[Expected, str], ...] = (
    ("ordinal",
        r"第几|排(?:名|在|第|行)?(?:全国|全省|全市|世界)?第?几|几等奖|(?:名次|位次|排名)(?:是多少|多少"
        r"|如何|怎么样|第几|$)|哪一?(?:届|批)|老几|\bwhat rank"),
    ("percent",
        r"(?:几|多少)个点(?!子)|个百分比|百分之(?:几|多少)|多少(?:个)?百分点|几个百分点|几成|多(?:大|高"
        r"|少)(?:的)?(?:比例|比重|份额"
        r"|百分比)|(?:占比|比例|比重|率|百分比|份额|增幅|增速|升幅|降幅|涨幅)(?:是|为|有|达|达到|提高|提升"
        r"|增长|下降|降|升|了|到|至)*(?:多少(?!次|回|年)|多大|多高|几(?=个?百分|成|[?。]*$)|如何|怎么样)"
        rf"|占.{{0,12}}(?:多少|几)|{_NO_WORD}.*(?:率|比例"
        r"|占比|比重|增速|增幅)[?。]*$|\bwhat (?:percent|percentage|share|proportion|rate)"),
    ("year",
        r"哪一?年|何年|几几年|什么年(?:份|头)|(?:公元)?多少年(?:份)?(?:的时候|建立|成立|开始)|哪个年(?:份"
        r"|度)|哪[一]?个?年代|\b(?:which|what) year"),
    ("time",
        r"什么时(?:候|后|间|刻|期)|何时|啥时候|哪一?天|哪一?日|哪(?:一个?|个)?月(?:份)?|几月|几号(?!楼|线)"
        r"|几点|几时|多会儿|哪个?(?:时期|时间|朝代|世纪|季度)|\bwhen\b|\bwhat (?:time|date|day|month)"),
    ("number",
        HOW_MANY +
            rf"|{_NO_WORD}.*(?:数量|总数|人数|户数|面积|金额|总额)(?:是什么|呢|如何)?[?。]*$|\bhow (?:many"
        r"|much|long|far|large|big|high|old|tall|often)\b|\bwhat (?:is|was) the (?:number|total|amount"
        r"|area|size|length|population)|\bwhat(?: is| was|'s) (?:[a-z'-]+ ){0,6}?(?:growth|target|gdp"
        r"|deficit|revenue"
        r"|output|income|volume|area|balance|investment|population|rate|total|value)\b"
        r"|\bwhat did .{3,60} reach\b"),
    ("organisation",
        r"(?:哪一?[个家所间支]|什么|何)(?:\w{0,4})?(?P<a>公司|企业|单位|部门|机构|组织|学校|大学|医院|银行"
        r"|局|委员会|党派?|军队|部队|球队|俱乐部|政府|协会|团体|出版社|杂志社?|电视台|法院|集团|平台"
        r"|基金会|工厂)|哪家|谁(?=负责|主办|承办|管|主管|牵头|颁发|授予|组织|建设|投资|承建|出资|出钱|运营"
        r"|实施|监管)|(?:归|由|找|属于?)(?:谁|哪)(?:个|家)?|\b(?:which|what) (?:company|agency|department"
        r"|organi[sz]ation|institution|school|university|hospital|bank|party|team)"),
    ("person",
        r"谁|哪一?(?:个|位|名)(?P<b>[\u4e00-\u9fff]{0,3}?(?:人|将军|皇帝|国王|总统|总理|主席|作家|诗人"
        r"|校长|领导人?|领袖|教授|科学家|演员|导演|球员|歌手|选手|大臣|将领|官员|女士|先生|人物))"
        r"|哪[一]?位|何人|什么人|啥人|\bwho(?:m|se)?\b"),
    ("place",
        r"哪里|哪儿|何处|何地|在哪|什么(?:地方|位置|地点)|(?:哪一?个?|什么|哪[座条])(?P<c>省|市|县|区|街道"
        r"|镇|乡|村|国家?|城市|地区|地方|岛屿?|州|洲|河流?|山脉?|港口?|路|社区|园区|大街|流域|盆地|海)"
        r"|\bwhere\b|\b(?:which|what) (?:city|country|district|province|county|street|town|village|place"
        r"|region|building|hall|station|port)"),
    ("reason",
        r"为什么|为何|为啥|因何|何故|(?:什么|啥|何)(?:原因|缘故|理由)|原因(?:是|为|在|何|有)|由于什么"
        r"|因为什么|怎么会|\bwhy\b|\bwhat (?:caused|is the reason)|\bhow come"),
    ("title",
        r"哪一?[本首篇幅出]|(?:什么|哪一?[个项种]|何种?|啥)(?:\w{0,4})?(?P<d>奖项?|称号|荣誉|头衔|职务"
        r"|职位|官职|名称|名字"
        r"|绰号|别名|简称|学位|书|作品|电影|歌曲?)|叫(?:做|作)?(?:什么|啥|何)|(?:称|名|唤)(?:为|作"
        r"|之为)(?:什么|何)|(?:获|荣获|获评|授予|被评为|评为|评上|当选|入选)(?:了|过|得|个)*(?:什么|啥|何)"
        r"|什么奖"
        r"|(?:名称|名字|称号|全称|简称|别名|原名|英文名)(?:是什么|叫什么|是|呢)"),
    ("list", _LIST.pattern),
    ("method",
        r"怎么|怎样|如何|咋|(?:通过|用|靠|以|采[用取])(?:什么|何种?|哪些?)(?:方式|方法|办法|手段|途径|形式"
        r"|渠道|技术)?|什么(?:方式|方法|办法|手段|途径|形式|渠道)|\bhow\b"),
    ("other", r"什么|啥|何|哪"),
)  # fmt: skip
_UNASKED = ("time", "year", "reason", "method", "percent", "place")
_TYPE_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TYPES)


def _expected(bare: str) -> tuple[Expected, str]:
    """Answer type, and the noun that the question word asks after."""
    if _LIST.search(bare) and not re.search(rf"{HOW_MANY}|how (?:many|much)", bare):
        return "list", _asked(bare)
    for kind, pattern in _TYPE_PATTERNS:
        match = pattern.search(bare)
        if (
            kind == "number"
            and match
            and match[0].startswith("几")
            and re.search(r"哪|谁|什么|为何|怎", bare)
        ):
            continue  # 每隔几天 in a question for something else
        if match:
            named = next((g for g in match.groups() if g), "")
            return kind, named or ("" if kind in _UNASKED else _asked(bare))
    return "other", ""


_ASKED = re.compile(
    r"(?:什么|啥|哪[一几]?(?:个|位|名|家|所|座|种|类|条|部|项|些|支|本|款|届|场|次|片|颗|只|件|间|份|张)?"
    r"|何种?)([\u4e00-\u9fff]{0,5})"
)


def _asked(bare: str) -> str:
    if english := re.search(
        r"\b(?:how many|which|what)(?! is| was| are| were| did| does) ([a-z]+(?: [a-z]+)??)(?= (?:is|are"
        r"|was|were|did|do|have|has)\b|\W|$)",
        bare,
    ):
        return english[1]
    counted = COUNTED.search(bare)
    if counted:
        found = bare[counted.start("unit") :][:6] if _unitless(bare, counted) else counted["noun"]
    else:
        found = m[1] if (m := _ASKED.search(bare)) else ""
    return re.split(rf"[的了吗呢在是有被将和与啊呀去来让给跟从能会才]|{VERBS.pattern}", found)[0]


_UNITLESS = re.compile(
    r"人才|人口|人员|项目|家庭|家企?业?$|户籍|场馆|场所|部门|名额|件事|门店|站点|处方|条件|次数|所有|年级"
    r"|区县|村庄|国(?=[\u4e00-\u9fff])|台风|支[出持]|面积|幅度|号人|部队|层次|片区|口粮|队伍|连片|位置"
    r"|种子|股[份票]"
    r"|组织|道路|所得|分钱|代价|米粮|度假|期限|本[金科]|段时|手续|批准|对象|根据|件数|里程|级别|节目|家属"
    r"|户口"
)


def _unitless(bare: str, counted: re.Match[str]) -> bool:
    """多少人才, 多少项目: the unit's character begins a longer noun that needs no measure word."""
    return bool(counted["unit"]) and _UNITLESS.match(bare, counted.start("unit")) is not None


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


def _unit(bare: str) -> str:
    """Unit or dimension asked for: 多少亩 -> 亩, 几处 -> 处, 多少钱 -> money, 面积多大 -> area."""
    if english := re.search(r"\bhow many ([a-z]+)", bare):
        return _ENGLISH_UNITS.get(english[1].rstrip("s"), "")
    counted = COUNTED.search(bare)
    if counted and bare[counted.start("unit") :].startswith("分钱"):
        return "money"
    if counted and counted["unit"] == "块" and not re.search("块(?:钱|人民币|[?。]*$)", bare):
        return ""  # 几块地方, not money
    if counted and counted["unit"] and not re.match("[年天](?:建|成|开始)", bare[counted.start("unit") :]):
        if not _unitless(bare, counted):
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


# --- attributes, tense, places ---------------------------------------------------------------------------

_ATTRIBUTES: tuple[tuple[Attribute, str], ...] = (
    ("address", r"地址|地点|具体位置|坐落|门牌|哪条(?:路|街)|怎么走|\baddress"),
    ("phone", r"电话|联系方式|联系人|手机号|传真|邮箱|\bphone|\bcontact"),
    ("cost",
        r"(?:费用|花费|造价|成本|价格|单价|收费|票价|房租|租金|耗资|预算|工资|月薪|薪[水酬])(?:是|为|有|要"
        r"|呢|大概|一共|总共|标准)*"
        r"(?:多少|几|怎么|如何|什么|[?。]*$)|多少钱|\b(?:cost|price|salary)\b"),
    ("reason", r"为什么|为何|为啥|原因|缘故|理由|\bwhy\b|\breason"),
    ("names", r"名单|姓名|都有谁|哪些人|分别是谁|\bnames of\b"),
    ("head",
        r"负责人|一把手|带头人|法人|(?:局|区|市|县|省|院|馆|校|所|处|科|镇|乡|村|主)长是|主任是|书记是"
        r"|领导是|\bin charge|\bhead of"),
    ("time", r"什么时候|何时|几月|几号|几点|哪天|时间|日期|期限|\bwhen\b|\bdate\b"),
    ("website", r"网址|网站|官网|公众号|二维码|链接|\bwebsite|\burl\b"),
    ("conditions",
        r"(?:条件|资格|门槛|标准)(?:是|有|呢|都)*(?:什么|哪些|怎么|如何|[?。]*$)|\beligib|\brequirement"),
    ("procedure",
        r"流程|手续|怎么办理|如何办理|怎么申请|如何申请|怎么报名|如何报名|需要什么材料|\bapply\b"
        r"|\bprocedure"),
    ("meaning", r"什么意思|含义|定义|指的?是什么|是指什么|代表什么|什么是|全称|\bmean(?:s|ing)?\b|\bdefin"),
    ("funding", r"资金来源|谁出钱|谁出资|钱从哪|经费来源|\bfunded by"),
    ("satisfaction", r"满意[度率]|好评|投诉|\bsatisf"),
    ("age", r"年龄|多大岁数|几岁|多少岁|\bage\b|\bhow old"),
    ("gender", r"男女|性别|男性|女性|\bgender"),
    ("rank", r"排名|名次|第几名|位次|\brank"),
    ("duration", r"多久|多长时间|耗时|用时|历时|\bhow long"),
)  # fmt: skip
_ATTRIBUTE_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _ATTRIBUTES)


def _attributes(bare: str) -> list[tuple[Attribute, str]]:
    return [(name, m[0]) for name, pattern in _ATTRIBUTE_PATTERNS if (m := pattern.search(bare))]


_AIM = re.compile(
    r"目标|计划(?=(?:在|于|到|今年|明年|再)?(?:新|完|建|实|培|引|改|修|投|安|发|招|减|增|推|开|把|将|用|达"
    r"|组|办|举|淘|化))|预期|预计|打算|力争|拟|明年|后年|未来|下一步|下阶段|即将|准备|争取|要(?:完成|达到"
    r"|建|新增|实现|做|办|推进|建设|开展)|将(?:会|要|建|新|达|完成|实现|推)"
    r"|\b(?:target|goal|aim|plan(?:s|ned)?|will|going to|expected|next year)\b"
)
_RESULT = re.compile(
    r"完成了?|实现了|已经?|取得了|达到了|新增了|获得?了|累计|(?:增|建|办|做|开|发|救|修|改|培|引|组|举"
    r"|解)[\u4e00-\u9fff]?了|了多少|\b(?:did|was|were|has|have|had|completed|achieved)\b"
)


def _tense(bare: str) -> Literal["aim", "result"] | None:
    if _AIM.search(bare):
        return "aim"
    return "result" if _RESULT.search(bare) else None


# the 34 divisions of the first level and common names of countries: closed classes
_NAMES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
    "四川 贵州 云南 陕西 甘肃 "
    "青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 美国 日本 英国 法国 德国 俄罗斯 苏联 印度 韩国 朝鲜 "
    "越南 泰国 意大利 加拿大 "
    "澳大利亚 巴西 南非 埃及 西班牙 葡萄牙 荷兰 瑞士 瑞典 挪威 波兰 土耳其 伊朗 伊拉克 以色列 墨西哥 "
    "阿根廷 新加坡 马来西亚 "
    "印度尼西亚 菲律宾 缅甸 蒙古 巴基斯坦 哈萨克斯坦 乌克兰 希腊 奥地利 比利时 丹麦 芬兰 爱尔兰"
)  # fmt: skip
_NAMED_PLACE = re.compile("|".join(sorted(_NAMES.split(), key=len, reverse=True)))
_SUFFIXED = re.compile(
    r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[在和与及对给从到比是把向由跟按赴驻、为年月省市州县区内里]))"
    r"(?P<name>[^\W0-9a-z_的是了在和与及对给从到比把向由跟按里哪几多少有什么拿这那我你他也都不很年月日余名"
    r"说]{1,6}?(?:自治区|自治州|开发区|街道|办事处|新区"
    r"|[省市区县镇乡村州盟旗]))(?![里内外场域间分别户])(?![\u4e00-\u9fff]?(?:别|场|域|民|长|委|级|庄|镇企"
    r"|划|间|分|振|里有))"
)
_NO_PLACE = re.compile(
    r"^(?:[全本各我该某哪每这那几一两多新老旧城郊农乡山校园社小地景辖片港厂库住商]|整个|我们|你们|他们"
    r"|所在|什么|多少|哪个|其他|其它|中心|试点|示范|保税|工业|居民)*"
    r"(?:省|市|区|县|镇|乡|村|州|旗|盟|街道|新区|开发区|自治区)$|超市$|股市$|上市$|城市$|门市$|地区$|园区$"
    r"|社区$|小区$|景区$|片区$|校区$|库区$|灾区$|..山区$|农村$|乡村$|特区$|辖区$|城区$|市区$|郊区$|街区$"
    r"|港区$|城镇$|乡镇$|红旗$|县区$|区县$|省市$|市县$|大区$|专区$|误区$|老区$|牧区$|林区$|矿区$"
)
_LEAD = re.compile(
    r"^(?:今年|去年|前年|明年|全年|目前|现在|当前|近年来?|上半年|下半年|请问|那么?|关于|整个|隔壁|旁边"
    r"|附近|我们|咱们?|你们|我|俺|其中|还有|包括|报告(?:里|中)?|问问?|一下|是不是|是否|以及|这|该"
    r"|都?有?哪[些个几]?|什么|多少|几|[的在和与占个])+"
)
_BODY = re.compile(
    r"(?!支持|参加)[^\W的是哪了在和与几多少什么有都a-z0-9]{2,8}?(?:委员会|管理局|人民政府|办公室|人民医院"
    r"|人民法院|研究院"
    r"|总公司|集团|联合会|协会|大学|学院|博物馆|图书馆|公安局|教育局|民政局|财政局|卫健委|发改委|国务院)"
)


def _bodies(bare: str) -> tuple[str, ...]:
    """Bodies that the question names by what they are called after: 卫健委, 人民医院 … Best effort."""
    found = (VERBS.split(name)[-1] for name in _BODY.findall(bare))
    return tuple(dict.fromkeys(name for name in found if len(name) > 2))


def _places(bare: str) -> tuple[str, ...]:
    """Places that the question names, by suffix or from the closed list, in order."""
    found: dict[str, int] = {}
    for match in _SUFFIXED.finditer(bare):
        name = _LEAD.sub("", match["name"])
        if len(name) > 1 and not _NO_PLACE.search(name):
            found.setdefault(name, match.start())
    for match in _NAMED_PLACE.finditer(bare):
        if not any(match[0] in name for name in found):
            found[match[0]] = match.start()
    return tuple(sorted(found, key=found.__getitem__))


# --- years -----------------------------------------------------------------------------------------------

_RELATIVE = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "旧年": -1, "今年": 0, "本年": 0,
    "本年度": 0,
    "当年": 0,
    "明年": 1, "来年": 1, "下一年": 1, "后年": 2, "last year": -1, "this year": 0, "next year": 1,
    "the year before last": -2,
}  # fmt: skip
_RELATIVE_PATTERN = re.compile(
    "|".join(sorted(_RELATIVE, key=len, reverse=True)).replace(
        "前年", "(?<![0-9一二三四五六七八九十几])前年", 1
    )
)
_RECENT = re.compile(
    r"(?:近|最近|过去|这|前|last |past |recent )\s?(?P<n>[一二两三四五六七八九十几]|[0-9]{1,2}"
    r"|\w+)\s?(?:年|years)(?!级|代|前)"
)
_PLAN = re.compile(
    r"(?P<n>[一二三四五六七八九]|十[一二三四五六]?)五[\"']?(?:计划|规划|时期|期间|末|以来|开局)"
    r"|\"(?P<q>[一二三四五六七八九]|十[一二三四五六]?)五\""
)
_ENGLISH_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
            "十": 10, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}  # fmt: skip
_FIRST_PLAN, _PLAN_YEARS = 1953, 5


def years_in(text: str) -> tuple[YearRef, ...]:
    """Years that normalised `text` names or implies, in order: 2021年, '21年, 去年, 近五年, 十三五."""
    found: list[tuple[int, YearRef]] = []
    for figure in find_figures(text):
        year = _calendar(figure.kind, figure.unit, int(figure.value or 0))
        if year:
            last = int(figure.high) if figure.high and figure.kind == "year" else year
            found.append((figure.start, YearRef(figure.text, year, last)))
    for match in _RELATIVE_PATTERN.finditer(text):
        if not re.search(
            r"(?:比|较|同比)$", text[: match.start()]
        ):  # 比上年: what is compared with, not asked for
            ref = YearRef(match[0], None, None, relative=_RELATIVE[match[0]])
            found.append((match.start(), ref))
    for match in _RECENT.finditer(text):
        count = int(match["n"]) if match["n"].isdigit() else _NUMBERS.get(match["n"])
        if count or match["n"] == "几":
            found.append((match.start(), YearRef(match[0].strip(), None, None, -(count or 3), count or 3)))
    for match in _PLAN.finditer(text):
        first = _FIRST_PLAN + _PLAN_YEARS * (_plan_number(match["n"] or match["q"]) - 1)
        # the second plan ran late; the third began in 1966
        first += 3 if first >= 1963 else 0
        found.append((match.start(), YearRef(match[0], first, first + 4)))
    return tuple(ref for _, ref in sorted(found, key=lambda pair: pair[0]))


def _plan_number(text: str) -> int:
    return _NUMBERS[text] if len(text) == 1 else 10 + _NUMBERS[text[1]]


def _calendar(kind: str, unit: str, value: int) -> int | None:
    if kind == "year" and unit == "年":
        return value
    return value // 10000 or None if unit == "date" else None


# --- focus -----------------------------------------------------------------------------------------------

_QUESTION_PHRASE = re.compile(
    r"几月几[号日]|几月|几[号日]|(?:一共|总共|共计|合计|总计)?(?:是|有|为|达|达到|共)?(?:多少|若干"
    r"|几(?=[个项家处所件种类]))[个项家处所件种类]?|第几|百分之几|几成"
    r"|(?:在|到|于|从)?(?:哪里|哪儿|何处|何地|什么(?:地方|时候|时间)|啥时候|何时)|为什么|为何|为啥|怎么样"
    r"|怎么办|咋样|多长时间|多久"
    r"|(?:是|有)?哪一?(?:个|位|名|家|所|座|种|类|条|部|项|些|支|本|款|届|场|次|天|年|日|里|儿|几个)"
    rf"|{QUESTION_WORD.pattern}"
    r"|是不是|是否|有没有|有无|能不能|能否|可否|会不会|对不对|对吗|对吧|没错吧|是吗|是吧|真的"
    r"|(?:吗|呢|吧|嘛|么|啊|呀|哦|哈|啦)(?=[?!.。,，\s]|$)"
    r"|\b(?:is|are|was|were|did|does|do|has|have|had|the|a|an|of|in|on|at|to|for|by|been|there)\b"
)
_EDGES = re.compile(
    r"(?:^|\s)(?:的|了|是|有|为|呢|都|也|就|由|些|一下)+(?=\s|$)|(?<=[\u4e00-\u9fff]{2})[是为](?=\s|$)|^是"
)


def _focus(bare: str) -> str:
    text = _QUESTION_PHRASE.sub(" ", bare)
    text = re.sub(r"[?!。，、;；:~\"'()]+|,(?![0-9]{3})", " ", text)
    text = re.sub(r"\s+", " ", _EDGES.sub(" ", _EDGES.sub(" ", text))).strip()
    return text or bare


# --- long complaints -------------------------------------------------------------------------------------

_LONG = 60
_SENTENCE = re.compile(r"[^。！？!?\n；;…]+[。！？!?\n；;…]*")
_ASKING = re.compile(
    r"请问|想问|问一下|想知道|想了解|想咨询|咨询|打听|告诉我|说清楚|查一下|please|could you|tell me|want "
    r"to know|wondering"
)
_RHETORICAL = re.compile(
    r"凭什么|难道|怎么这么|怎么那么|怎么能|怎么就|谁来管|谁管|有没有人管|有没有天理|天理|像话|是个头|良心"
    r"|你们.{0,6}(?:干什么吃|管不管|知不知道|吃干饭)|何必|岂|算什么|什么世道|怎么活|怎么办啊|什么玩意"
    r"|啥时候是|有什么用|能不能管|关我什么|说什么好"
)
_STORY = re.compile(
    r"我家|我妈|我爸|我们家|我们小区|我孩子|气死|天天|每天|受不了|邻居|昨天|前天|上周|跑了.{0,4}[趟次]"
    r"|排队|失望|心寒|闹心|烦死|唉|哎|打了.{0,6}电话"
)
_REPORT = re.compile(
    r"报告|全区|全市|全省|全县|全国|全年|今年|去年|一年|区里|市里|政府|官方|统计|公布|一共|总共|新增|完成"
    r"|年度"
)


def isolate(text: str) -> str:
    """The real question inside a long complaint; a short text, or one sentence, is returned as it is."""
    sentences = [m[0].strip() for m in _SENTENCE.finditer(text) if m[0].strip()]
    if len(text) <= (_LONG if _HAN.search(text) else 4 * _LONG):
        return text
    scores = [_score(s, i / len(sentences)) for i, s in enumerate(sentences)]
    best = max(range(len(sentences)), key=scores.__getitem__)
    if scores[best] < 2:
        return text
    question = sentences[best]
    if len(question) > _LONG / 2:
        question = _dated(_clause(question), text)
    if len(_content(question)) < 5 and best:
        before = sentences[best - 1]
        question = f"{_clause(before) if len(before) > _LONG else before}{question}"
    return question.strip(" ,，")


def _dated(question: str, text: str) -> str:
    """`那一年` said of a year that another sentence names."""
    years = [y for y in years_in(normalise(text)) if y.start]
    return re.sub(r"(?:那|这|当)一?年", years[0].text, question, count=1) if years else question


def _score(sentence: str, place: float) -> float:
    """How much a sentence looks like the question that its writer wants answered."""
    norm = normalise(sentence)
    score = 3.0 * has_question_word(norm) + 2.5 * is_yes_no(norm)
    score += 2.0 * bool(re.search(r"[?？]", sentence)) + 2.0 * bool(_ASKING.search(norm))
    score += 1.0 * bool(_REPORT.search(norm)) + 1.5 * bool(
        re.search(r"多少|几[个家处所]|how many|how much", norm)
    )
    score -= 4.5 * bool(_RHETORICAL.search(norm)) + 1.0 * bool(_STORY.search(norm))
    return score + place


def _clause(sentence: str) -> str:
    """The clauses of a long sentence that ask, from the first that gives them content."""
    clauses = re.findall(r"(?:[^,，:：]|(?<=[0-9]),(?=[0-9]))+[,，:：]*", sentence)
    asking = [i for i, c in enumerate(clauses) if has_question_word(normalise(c)) or is_yes_no(normalise(c))]
    if not asking:
        return sentence
    last = max(asking, key=lambda i: (_score(clauses[i], 0), i))
    first = last
    while first and len(_content("".join(clauses[first : last + 1]))) < 6:
        first -= 1
    return "".join(clauses[first : last + 1])


def _content(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", _focus(strip_padding(normalise(text))))
