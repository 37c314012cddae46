"""The answer type of a question, and the noun that its question word asks after."""

from __future__ import annotations

import re
from typing import Literal

from ingest.patterns import any_of, regex
from qa.numbers.counted import VERBS
from qa.numbers.units import UNITS
from qa.text.interrogatives import HOW_MANY, WHY
from qa.text.persons import POST

__all__ = ["COUNTED", "LIST", "NO_WORD", "Expected", "expected", "unitless"]

Expected = Literal[
    "number", "percent", "person", "place", "organisation", "time", "year", "title", "ordinal", "reason",
    "method", "list", "yesno", "other",
]  # fmt: skip

LIST = regex(
    r"哪些|哪几|哪(?:[两二三四五六七八九十]|[0-9]+)[个块家项种条类些大位名座处部所支样件份方]|是哪(?:[两二三四五六七八九十]|[0-9])"
    r"|(?<![做干])些(?:什么|啥)|[都各]叫(?:什么|啥)"
    r"|都有(?:谁|什么|啥|哪)|(?<!第)[两二三四五六七八九十][大项][^,。?]{1,8}(?:是|指|为)(?:的是)?(?:什么|啥)[?。]*$|都(?:是|包括|包含|涉及|涵盖)(?:了)?(?:谁|什么|哪)|分别(?:是|为|叫|有"
    r"|位于|在)?(?:谁|什么|啥|哪|叫)"
    r"|包括(?:了)?(?:什么|啥|谁)|包含(?:了)?什么|列出|列举|(?:名单|清单)(?:是|有)|由(?:什么|哪些|谁)组成"
    r"|有(?:什么|啥)(?!用|关系|意义|影响|区别|含义|功能|条件|要求|规定|目的|结果|看法|特[点色征]|寓意|原因"
    r"|不同|作用|好处|贡献|成就)"
    r"|\b(?:list|which (?:\w+ )?(?!does\b|focus\b|process\b|business\b)\w{3,}s (?!is\b|was\b|has\b|does\b)"
    r"|what (?:are|were) the\b|name (?:all|the))"
)
# a question that ends in 数量 or 比例 asks for it, unless it asks for something else: 哪种方式提高效率
NO_WORD = r"^(?!.*(?:什么|啥|哪|谁|怎|如何|为何|why|which|who|where))"
_UNIT_ALTERNATIVES = any_of(u for u in UNITS if not u.isascii())
COUNTED = regex(
    rf"(?:多少|(?<![十百千万好这那近前后头过上哪])几)(?P<scale>(?!个?[百千]?[万亿]+元?(?:[以之]上|级))(?:个?万亿|个?[百千]?万|个?亿)"
    rf"|百分(?=[之点]))?(?P<unit>{_UNIT_ALTERNATIVES})?(?P<noun>[\u4e00-\u9fff]{{0,6}})"
)
# (answer type, pattern whose group 1, where there is one, is what is asked for), first match wins
# how much an aggregate grew is told as a rate; 增加了多少 asks for the amount
_AGGREGATE = (
    "gdp|总值|产值|增加值|总量|收入|支出|额|产量|价格?|物价|指数|投资|消费|税收|利润|销量|营收|经济|出口|进口|余额|存款"
    "|贷款"
)
_GROWN = (
    rf"(?:(?:{_AGGREGATE})[^,。?]{{0,12}}?|[同环]比|[比较](?:上年|去年|上月|前年)(?:同期)?)(?:又|约|共|平均|年均|实际|名义)*"
    r"(?:增长|上涨|上升|回升|下降|下跌|回落|下滑|涨|跌|降|升)(?:了|是|为|约)*(?:多少|多大)[?。了呢啊]*$"
)
_EN_AGGREGATE = (
    "(?:gdp|output|revenues?|incomes?|exports?|imports?|trade|prices?|sales|investment|spending|production|economy"
    "|consumption|profits?|population)"
)
_EN_MOVED = "rise|risen|increase|increased|fall|fallen|drop|dropped|decline|declined|expand|shrink"
_TYPES: tuple[tuple[Expected, str], ...] = (
    ("other", r"几级几等|几等几级|几星级?|几a级?(?=[?。景酒]|$)|几等奖?(?=[?。]|$)|(?<!第)几等奖"),
    ("ordinal",
        r"第几|排(?:名|在|行)?(?:全国|全省|全市|世界)?(?:多少|几)(?:名|位)|排(?:名|在|第|行)?(?:全国|全省|全市|世界)?第?几|(?:名次|位次|排名)(?:是多少|多少"
        r"|如何|怎么样|第几|$)|哪一?(?:届|批)|老几|\bwhat rank"),
    ("percent",
        r"(?:率|比|[涨降升增减高低快慢])[^,。?]*(?:几|多少)个点(?!子)|个百分比|百分之(?:几|多少)|多少(?:个)?百分点|几个百分点|几成|多(?:大|高"
        r"|少)(?:的)?(?:比例|比重|份额"
        r"|百分比)|(?:占比|比例|比重|率|百分比|份额|增幅|增速|升幅|降幅|涨幅)(?:是|为|有|达|达到|提高|提升"
        r"|增长|下降|降|升|了|到|至)*(?:多少(?!次|回|年)|多大|多高|几(?=个?百分|成|[?。]*$)|如何|怎么样)"
        rf"|(?<![攻侵强霸抢])占.{{0,12}}(?:多少|几)(?![个家处项人户名所座条件场套辆亩吨平])|{NO_WORD}.*(?:率|比例"
        rf"|占比|比重|增速|增幅|同比|环比)[?。]*$|{_GROWN}"
        r"|\b(?:what|which|by what) (?:percent|percentage|share|proportion|rate)"
        r"|\b(?:what|how (?:high|large|big|fast|low))(?: is| was|'s|s)? (?:[a-z0-9'-]+ ){0,6}?(?:(?<!exchange )rate"
        r"|growth|ratio|share|proportion|percentage)\b"
        rf"|\bhow (?:much|fast|quickly) (?:did|has|have|had) (?:[a-z0-9'-]+ ){{0,5}}?(?:grow|grown)\b"
        rf"|\bhow much (?:did|has|have|had) (?:[a-z0-9'-]+ ){{0,5}}?{_EN_AGGREGATE} (?:{_EN_MOVED})\b"),
    ("year",
        r"哪一?年|何年|几几年|(?:[公西]元|民国)(?:前)?几年|什么年(?:份|头)|(?:公元)?多少年(?:份)?(?:的时候|建立|成立|开始)|哪个年(?:份"
        r"|度)|哪[一]?个?年代|\b(?:which|what) year"),
    ("time",
        r"(?:周|礼拜|星期)几|什么时(?:候|后|间|刻|期)|何时|啥时候|哪一?天|哪一?日|哪(?:一个?|个)?月(?:份)?|几月|几号(?![楼线院门店厂井仓馆车路泊坑池机库桥]|码头|公路|地块|卫星)"
        rf"|{NO_WORD}(?!.*[多几]).*[\u4e00-\u9fff]{{2}}(?:时间|日期|年份)[?。]*$"
        r"|几点|几时|多会儿|哪一?个?(?:时期|时间|朝代|世纪|季度)|几世纪|\bwhen\b|\bwhat (?:time|date|day|month)"),
    ("number",
        HOW_MANY +
            rf"|{NO_WORD}.*(?:数量|总数|人数|户数|面积|金额|总额)(?:是什么|呢|如何)?[?。]*$|\bhow (?:many"
        r"|much|long|far|large|big|high|old|tall|often)\b|\bwhat (?:is|was) the (?:number|total|amount"
        r"|area|size|length|population)|\bwhat(?: is| was|'s) (?:[a-z'-]+ ){0,6}?(?:growth|target|gdp"
        r"|deficit|revenue"
        r"|output|income|volume|area|balance|investment|population|rate|total|value)\b"
        r"|\bwhat (?:did|does|do) .{3,60} (?:reach|amount to|come to|total|cost)\b"),
    ("organisation",
        r"(?:哪一?[个家所间支]|什么|何)(?:\w{0,4})?(?P<a>公司|企业|单位|部门|机构|组织|学校|大学|医院|银行"
        r"|局|委员会|党派?|军队|部队|球队|俱乐部|政府|协会|团体|出版社|杂志社?|电视台|法院|集团|平台"
        r"|基金会|工厂)|哪家|谁(?=负责|主办|承办|管|主管|牵头|颁发|授予|组织|建设|投资|承建|出资|出钱|运营"
        r"|实施|监管)|(?:归|由|找|属于?)(?:谁|哪)(?:个|家)?|\bwho (?:leads?|led|built|runs?|ran|operates?|organi[sz]e[sd]"
        r"|sponsor(?:s|ed)|fund(?:s|ed)|paid|hosts?|hosted"
        r"|award(?:s|ed)|owns?|manages?|managed|(?:is|was) (?:responsible|in charge))\b"
        r"|\b(?:which|what) (?:company|agency|department"
        r"|organi[sz]ation|institution|school|university|hospital|bank|party|team)"),
    ("person",
        rf"谁|{POST.pattern}的?(?:名字|姓名)?(?:叫|是|姓)?(?:叫|是)?(?:什么|啥)(?:名字?)?[?。]*$"
        r"|哪一?[个位名]?(?:(?!的)[\u4e00-\u9fff]){0,4}(?:书记|院士|教授|主任|[局区市县院馆校镇村]长|教师|老师|医生|职工|工人|技术员)(?=[\u4e00-\u9fff]*)"
        r"|哪一?(?:个|位|名)(?P<b>[\u4e00-\u9fff]{0,3}?(?:人|将军|皇帝|国王|总统|总理|主席|作家|诗人"
        r"|校长|领导人?|领袖|教授|科学家|演员|导演|球员|歌手|选手|大臣|将领|官员|女士|先生|人物))"
        r"|哪[一]?位|何人|什么人|啥人|\bwho(?:m|se)?\b"),
    ("place",
        r"哪里|哪儿|何处|何地|在哪|什么(?:地方|位置|地点)|(?:哪一?个?|什么|哪[座条])(?P<c>省|市|县|区|街道"
        r"|镇|乡|村|国家?|城市|地区|地方|岛屿?|州|洲|河流?|山脉?|港口?|路|社区|园区|大街|流域|盆地|海)(?!家?级|里的)"
        r"|\bwhere\b|\b(?:which|what) (?:city|country|district|province|county|street|town|village|place"
        r"|region|building|hall|station|port)"),
    ("reason",
        rf"{WHY}|为何(?![?。]*$)|(?<=[是这那])为何|为啥|因何|何故|(?:什么|啥|何)(?:原因|缘故|理由)|原因(?:是|为|在|何|有)"
        r"|怎么会|\bwhy\b|\bwhat (?:caused|is the reason)|\bhow come"),
    ("title",
        r"哪一?[本首篇幅出]|(?:什么|哪一?[个项种]|何种?|啥)(?:\w{0,4})?(?P<d>奖项?|称号|荣誉|头衔|职务"
        r"|职位|官职|名称|名字"
        r"|绰号|别名|简称|学位|书|作品|电影|歌曲?)|叫(?:做|作)?(?:什么|啥|何)|(?:如何|怎么|怎样)(?:命名|称呼|冠名)|(?:以|用)(?:什么|何)[^,。?]{0,4}(?:命名|冠名|为名)|(?:称|名|唤)(?:为|作"
        r"|之为)(?:什么|何)|(?:获|荣获|获评|授予|被评为|评为|评上|当选|入选)(?:了|过|得|个)*(?:什么|啥|何)"
        r"|什么奖"
        r"|(?:名称|名字|称号|全称|简称|别名|原名|英文名|全名|大名|名头|名号|名目)(?:是什么|叫什么|是|呢|(?:怎么|如何|咋)[写说叫称])"
        rf"|{NO_WORD}.*[\u4e00-\u9fff]{{2}}的?(?:名称|名字|全称|荣誉|称号|评级|等级)[?。]*$"
        r"|\bwhat (?:is|was|are) (?:[a-z'-]+ )?(?:name|title)s?\b|\bwhat (?:award|title|prize|honou?r)\b"),
    ("list", LIST.pattern),
    ("method",
        r"怎么|怎样|如何|咋|[靠拿凭](?:什么|啥)|(?:通过|用|靠|以|采[用取])(?:什么|何种?|哪些?)(?:方式|方法|办法|手段|途径|形式"
        r"|渠道|技术)?|什么(?:方式|方法|办法|手段|途径|形式|渠道)|\bhow\b"),
    ("other", r"什么|啥|何|哪"),
)  # fmt: skip
_UNASKED = ("time", "year", "reason", "method", "percent", "place")
_TYPE_PATTERNS = tuple((kind, regex(pattern)) for kind, pattern in _TYPES)


def expected(bare: str) -> tuple[Expected, str]:
    """Answer type, and the noun that the question word asks after."""
    if LIST.search(bare) and not re.search(rf"{HOW_MANY}|how (?:many|much)", bare):
        return "list", _asked(bare)
    for kind, pattern in _TYPE_PATTERNS:
        match = pattern.search(bare)
        if (
            kind == "number"
            and match
            and match[0].startswith("几")
            and (re.search(r"哪|谁|什么|为何|怎", bare) or bare.startswith("号", match.end()))
        ):
            continue  # 每隔几天 in a question for something else; 几号楼 has a name
        if match:
            named = next((g for g in match.groups() if g), "")
            return kind, named or ("" if kind in _UNASKED else _asked(bare))
    return "other", ""


_ASKED = regex(
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
        found = bare[counted.start("unit") :][:6] if unitless(bare, counted) else counted["noun"]
    else:
        found = m[1] if (m := _ASKED.search(bare)) else ""
    return re.split(rf"[的了吗呢在是有被将和与啊呀去来让给跟从能会才]|{VERBS.pattern}", found)[0]


_UNITLESS = regex(
    r"人才|人口|人员|项目|家庭|家企?业?$|户籍|场馆|场所|部门|名额|件事|门店|站点|处方|条件|次数|所有|年级"
    r"|区县|村庄|国(?=[\u4e00-\u9fff])|台风|支[出持]|面积|幅度|号人|部队|层次|片区|口粮|队伍|连片|位置"
    r"|种子|股[份票]"
    r"|组织|道路|所得|分钱|代价|米粮|度假|期限|本[金科]|段时|手续|批准|对象|根据|件数|里程|级别|节目|家属"
    r"|户口|社[工团员]"
)


def unitless(bare: str, counted: re.Match[str]) -> bool:
    """多少人才, 多少项目: the unit's character begins a longer noun that needs no measure word."""
    return bool(counted["unit"]) and _UNITLESS.match(bare, counted.start("unit")) is not None
