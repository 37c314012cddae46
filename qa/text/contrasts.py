"""Words that exclude each other: a primary school is no kindergarten, a sixth round no seventh, 20 May no other day.

What a question names of such a class has to be named where the answer stands, if that names one of the class at all.
The classes are closed and of general Chinese, by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.patterns import regex
from qa.numbers.numerals import numeral_value
from qa.text.clause import around, begin

__all__ = ["excluded", "merely_begun", "of_another_milestone", "of_day", "untold_day"]

_TOLD_STAGE = {
    "幼儿园": regex(r"幼儿|园所|学前|托幼|(?:公办|民办|普惠)园"), "小学": regex(r"小学|小升初|义务教育"),
    "初中": regex(r"初中|中考|小升初|义务教育|中学|中小学"), "高中": regex(r"高中|高考|县中|中学|中小学"),
    "大学": regex(r"大学|高校|高等|本科"), "技校": regex(r"技校|技工|职高|职校|中职|高职|职业"),
}  # fmt: skip
"""Stages of school, and by which words reports tell of each."""
_ASKED_STAGE = {
    "幼儿园": regex(r"幼儿园"), "小学": regex(r"(?<!中)小学(?!生)"), "初中": regex(r"初中(?!生)"),
    "高中": regex(r"(?<!初)高中(?!生)"),
}  # fmt: skip
_NUMBER = r"[0-9一二三四五六七八九十]+"
_GRADED = (
    regex(rf"第(?P<n>{_NUMBER}|几)(?P<of>[届批轮期])"), regex(r"(?P<n>首)(?P<of>[届批])"),
    regex(r"(?<![第\d一二三四五六七八九十共分])(?P<n>[一二三四五])(?P<of>期)(?![间望限待刊货])"),
    regex(rf"(?P<n>{_NUMBER})(?P<of>星级|号线)"), regex(r"(?P<n>[1-5一二三四五])(?P<of>a)(?![a-z])级?"),
    regex(rf"第(?P<n>{_NUMBER})(?P<of>中学|小学|高中|高级中学|幼儿园|(?:人民)?医院)"),
    regex(r"(?<=[\u4e00-\u9fff])(?<![统之同单唯第万专])(?P<n>[一二三四五六七八九十]{1,2})(?P<of>[中小幼])(?=$|[的是校教分新老高初,。、?!有在和])"),
)  # fmt: skip
"""Rounds, stages and grades, by number."""
_DAY = regex(r"(?P<month>\d{1,2}|[一二三四五六七八九十]+)月(?P<day>\d{1,2}|[一二三四五六七八九十]+)[日号]")
_UNTIL = regex(r"(?:到|至|截至|截止到?)$")


_STEPS = tuple(
    (regex(first), regex(second))
    for first, second in (
        ("投保|参保|上了?保险", "赔"), ("报名", "录取|录用"), ("申请", "授权|获批|批准"), ("受理", "办结"),
        ("出生", "死亡|去世"), ("受伤", "死亡|遇难"), ("招生", "毕业"), ("注册", "注销"),
        ("发电", "用电"), ("存款", "贷款"), ("迁入|落户", "迁出"),
        ("离婚", "结婚"), ("签约", "竣工|投产"), ("立案", "结案|审结"),
    )
)  # fmt: skip
"""Steps and opposites: who is insured has not yet been paid."""
_CLASSES = tuple(
    regex("|".join(f"(?P<m{i}>{words})" for i, words in enumerate(members)))
    for members in (
        # accounts and indicators
        ("支出|开支|开销", "收入|进账|营收|税收"),
        ("生产总值|gdp|经济总量", "财政收入|预算收入|,收入", "支出", "工业(?:增加值|总?产值)", "固定资产投资|固投",
         "零售总?额|社零", "进出口|外贸|外资|出口|进口", "居民[^,。;]{0,8}收入|农民[^,。;]{0,6}收入|可支配收入",
         "物价|消费价格|cpi", "失业率", "用电量"),
        ("产量", "种植面积|种植(?=[0-9])"), ("国家级", "省级", "市级", "[县区]级"),
        # what grows and what is made
        ("粮|谷|小麦|玉米|稻", "油料|油菜|花生", "(?<!油)菜", "水果|柑橘|苹果", "茶", "药材|中药", "猪", "羊", "家?禽|鸡|鸭|鹅",
         "水产|鱼|虾|蟹", "棉花"),
        ("风电|风力发电", "光伏", "水电(?!气|费)", "火电|煤电", "核电"),
        # what police, doctors and carriers deal with
        ("交通事故|车祸", "生产安全事故|安全生产事故|安全事故", "火灾|起火|着火"),
        ("盗窃|入室", "诈骗|被骗", "毒品|涉毒|吸毒|贩毒", "赌博|涉赌", "涉?黑恶", "[醉酒]驾", "抢劫|抢夺"),
        ("人民医院", "中医医?院", "妇幼保健"), ("养老保险", "医疗保险|医保", "失业保险", "工伤保险", "生育保险", "公积金"),
        ("旅客|客运|乘客|客流", "货物|货运", "集装箱|标箱"), ("首班|头班", "末班"),
        ("足球", "篮球", "排球", "网球", "羽毛球", "乒乓球", "游泳", "马拉松", "龙舟"),
        ("公交", "地铁|轨道", "出租车|网约车", "高铁|铁路|火车|列车", "高速公路", "农村公路|乡村[公道]路",
         "(?<!高速)(?<!农村)(?<!乡村)公路", "机场|航班|航空"),
        ("供水|自来水", "供热|暖气|供暖", "燃气|天然气|煤气", "污水", "供电|电网"), ("空气|大气|pm", "水质|断面", "噪[声音]"),
        # people, offices, papers and prizes
        ("养老|老[年人]|长者|高龄|周岁", "儿童|孩子|娃|婴幼|托育|幼儿", "残疾", "退役军人|退伍", "毕业生", "教师|老师",
         "医生|医师|大夫", "护士"),
        ("书记", "[省市县区镇乡州]长"), ("人大[^,。;]{0,4}建议|代表建议", "提案"), ("金[牌奖]", "银[牌奖]", "铜[牌奖]"),
        ("特控线|特殊类型|一本", "本科(?!生)", "专科|高职"), ("棚户区|棚改", "老旧?小区", "城中村"),
        ("最大", "最小"), ("最多", "最少"), ("最高", "最低"),
    )
)  # fmt: skip
"""What reports tell of side by side in the same words, by how they name each."""
_MILESTONES = regex(
    "(?P<begun>[开动]的?了?工|奠基|开建)|(?P<topped>封的?了?顶)"
    "|(?P<done>竣的?工|完的?工|[建修盖造][成好完]|落成|通的?了?车|投用|投入使用|启用|开业|开园|开馆|投产|运营)"
)
"""Of a work, by how its day is told."""


def excluded(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is told of another of a class than the normalised question names: 幼儿园 for 小学,
    第七届 for 第六届."""
    sentence = around(text, start, end, "。;!?")
    clause = around(text, start, end, ",。;!?")
    return (
        _of_another_stage(question, sentence)
        or _of_another_grade(question, text, start, end)
        or _of_another_step(question, clause, sentence)
        or any(_of_another_member(members, question, text, start, end) for members in _CLASSES)
    )


def of_another_milestone(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, a time, is when a work reached another stage than the question names: its opening for
    `哪天开的工`."""
    return _of_another_member(_MILESTONES, question, text, start, end)


def merely_begun(claim: str, told: str) -> bool:
    """Whether a claim says that a work is done, of which all that is told is that it was begun or topped out."""
    return (
        _named(_MILESTONES, claim) == {"done"}
        and bool(reached := _named(_MILESTONES, told))
        and "done" not in reached
    )


def _of_another_member(members: re.Pattern[str], question: str, text: str, start: int, end: int) -> bool:
    """Whether a question names one of a class alone, and the answer's sentence, which says nothing of that one, another:
    before the answer, or in its clause."""
    asked = _named(members, question)
    if len(asked) != 1 or asked & _named(members, around(text, start, end, "。;!?")):
        return False
    head = text[begin(text, start, "。;!?") : end]
    return bool(_named(members, head) or _named(members, around(text, start, end, ",。;!?")))


def _named(members: re.Pattern[str], text: str) -> set[str | None]:
    return {match.lastgroup for match in members.finditer(text)}


def _of_another_step(question: str, clause: str, sentence: str) -> bool:
    return any(
        own.search(question) and other.search(clause) and not (own.search(sentence) or other.search(question))
        for pair in _STEPS
        for own, other in (pair, pair[::-1])
    )


def _of_another_stage(question: str, sentence: str) -> bool:
    asked = {name for name, pattern in _ASKED_STAGE.items() if pattern.search(question)}
    if not asked:
        return False
    told = {name for name, pattern in _TOLD_STAGE.items() if pattern.search(sentence)}
    return bool(told) and not asked & told


def _grades(text: str) -> Iterator[tuple[str, int]]:
    for pattern in _GRADED:
        for match in pattern.finditer(text):
            value = 1 if match["n"] == "首" else numeral_value(match["n"])
            if value is not None:
                yield match["of"], int(value)


def _of_another_grade(question: str, text: str, start: int, end: int) -> bool:
    """By the nearest that the sentence names before the answer; behind it only where nothing stands before."""
    asked = dict(_grades(question))
    if not asked:
        return False
    head = text[begin(text, start, "。;!?") : end]
    tail = around(text, start, end, "。;!?")
    for kind, number in asked.items():
        before = [n for of, n in _grades(head) if of == kind]
        told = before or [n for of, n in _grades(tail) if of == kind]
        if told and number not in told:
            return True
    return False


def untold_day(question: str, text: str) -> bool:
    """Whether a question limits itself to a day that normalised `text` doesn't name."""
    if not ("日" in question or "号" in question):
        return False
    asked = [m for m in _DAY.finditer(question) if not _UNTIL.search(question[: m.start()])]
    if len(asked) != 1:
        return False
    wanted = _numbers(asked[0]["month"], asked[0]["day"])
    return not any(_numbers(m["month"], m["day"]) == wanted for m in _DAY.finditer(text))


_OTHER_DAY = 5.0


def of_day(question: str, before: str) -> float:
    """What a figure loses, in log odds, whose sentence, up to it (`before`), doesn't name the day asked for."""
    return -_OTHER_DAY if untold_day(question, before) else 0.0


def _numbers(month: str, day: str) -> tuple[int, int]:
    return int(numeral_value(month) or 0), int(numeral_value(day) or 0)
