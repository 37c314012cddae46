"""What the last question and its answer were about: what a follow-up leaves out or points to."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.numbers.units import UNITS
from qa.parsing.question import COUNTED, ParsedQuestion, parse
from qa.records import Question
from qa.text.words import is_word, tagged

__all__ = [
    "NAMES", "SCOPE", "VERB", "aimed", "antecedent", "bearer", "declared", "named", "noun_start", "pieces",
    "short_of", "subject", "topic",
    "without_verb",
]  # fmt: skip

_ANSWER_NOISE = regex(
    r"\[\d+\]|^(?:答案?|回答|答复|根据报告|据报告|报告(?:中|里)?(?:提到|显示|说))[:：,， 是]*"
)
VERB = regex(
    r"完成|实现|参与|参加|入选|荣获|获评|获得|获|达到|达|增长|增加|减少|下降|提高|开展|建设|建成|新建|新增"
    r"|改造|推进|销售|培训|处置|举办|组织|发放|救助|办理|成立|"
    r"引进|签约|落地|投入|使用|纳入|超过|占|为|是|有|共|一共|总共|覆盖|安置|解决|受理|打造|创建|设立|筹集"
    r"|接待|赔付|累计|位于|在|被|由|归|选择|宣布|承建|承办|主办|建造|创办|创立|设计|发明|开发|攻打|出生"
    r"|担任|负责|推出|"
    r"上线|运行|运营|开工|竣工|启动|搞|做|办|花|了(?![解])"
)


_NOUN = "工程|项目|计划|行动|活动|中心|基地|资金|标准|方案|平台|者|率|量|额|总?面积|单位"
"""What makes a noun of a verb before it: 改造工程, 培训中心."""
SCOPE = regex("全[国省市区县镇乡村]|[本我各][省市区县镇]")
"""A whole place that a report speaks of without its name."""


def pieces(text: str) -> list[tuple[str, str]]:
    """Words and parts of speech; a compound of two plain words is taken apart: 门诊 患者."""
    found: list[tuple[str, str]] = []
    for word, tag in tagged(text):
        if len(word) == 4 and tag[0] == "n" and is_word(word[:2]) and is_word(word[2:]):
            found += [*tagged(word[:2]), *tagged(word[2:])]
        else:
            found.append((word, tag))
    return found


def noun_start(counted: re.Match[str]) -> int:
    """Where the noun that is counted begins: behind its unit, but 人 of 多少人才 is none."""
    unit = counted["unit"] or ""
    part = unit == "人" and is_word(unit + counted["noun"][:1])
    return counted.start("unit") if part else counted.start("noun")


_MODAL = regex("[要将会拟到在至了过着再又还的是]|计划|打算|准备|预计|力争|争取|控制")
_AIMED = regex(r"要(?!求)|拟|计划(?!生育)|打算|力争|争取|目标|预计|预期")


def aimed(before: ParsedQuestion) -> bool:
    """Whether the last question asked for what was planned, not for what came of it."""
    return before.tense == "aim" or _AIMED.search(before.normalised) is not None


def without_verb(text: str) -> str:
    """`text` without the verb that it ends in, and what goes with that: `失业率` of `失业率要控制在`."""
    words = tagged(text)
    # 了 stands behind a verb, whatever the dictionary has the word for
    if len(words) > 1 and words[-1][0] == "了":
        words = words[:-2]
    while words and _is_verb(*words[-1]):
        words.pop()
    return "".join(word for word, _ in words).rstrip()


def _is_verb(word: str, tag: str) -> bool:
    verb = _MODAL.fullmatch(word) or re.fullmatch(r"v[^n]?|d|p|ul|uj|ug", tag) or VERB.fullmatch(word)
    return bool(verb) and MEASURE.search(word) is None


MEASURE = regex(r"[量额率值费价数]$|[^年制季]度$|产能$|面积$|收入$|支出$|投资$|利润$|里程$|比[例重]$")
"""Nouns that measure something, and are named after it: 产能 of 钢铁产能."""


def topic(before: ParsedQuestion) -> str:
    """All that the last question was about, without what it asked: `新审批低保` of `新审批了多少户低保`."""
    counted = COUNTED.search(before.normalised)
    if counted is None:
        text = re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", before.focus)
        return re.sub(r"(?<=..)有$", "", text)
    # 投资了多少钱: the thing is not the money
    rest = re.sub(r"^(?:钱|资金)", "", before.normalised[noun_start(counted) :])
    # 全区有多少家机构: 有 goes with the question word
    head = re.sub("(?<=..)有$", "", before.normalised[: counted.start()])
    text = parse(Question(f"{head} {rest}")).focus
    return re.sub(r"(?:[有是为共]|达到?)+$", "", re.sub(r"了(?=\s|$)|\s+", "", text))


def subject(before: ParsedQuestion) -> str:
    """What the last question was about: its first noun phrase, times and verbs taken off."""
    text = re.sub(rf"^{re.escape(before.asked)}", "", before.focus)
    counted = COUNTED.search(before.normalised)
    if counted and counted["unit"]:  # 引进 名博士
        text = re.sub(rf"(?<= ){re.escape(counted['unit'])}(?=[\u4e00-\u9fff])", "", text)
    for year in before.years:
        text = text.replace(year.text, " ")
    text = re.sub(r"^(?:\s|全年|上半年|下半年|目前|现在|的)+", "", text)
    pieces = [p.strip(" 的") for p in re.split(rf"\s+|(?:{VERB.pattern})(?!{_NOUN})", text)]
    named_first = [p for p in pieces if len(p) > 1]
    named_first = [p for p in named_first if without_verb(p)] or named_first  # 谁当选了最美教师
    # 云湖区新增养老床位: what is counted, not where
    told = [
        p for p in named_first if p not in UNITS and p not in before.places and not SCOPE.fullmatch(p)
    ] or named_first
    first = told[0] if told else ""
    first = re.split(
        r"的(?=(?:面积|数量|人数|金额|比例|时间|地址|负责人|情况|原因|规模|名称|用户|成员)?$)", first
    )[0]
    if re.search(rf"{re.escape(first)}(?:[了着过到在]|多少|几)", before.normalised):
        done = "了" if f"{first}了" in before.normalised else ""  # 汽车卖了多少
        first = without_verb(first + done) or first
    return first.strip(" 的") or re.sub(r"\s+", "", text)


def named(answer: str) -> str:
    """The short answer with which an assistant's turn begins, where it is short enough to be a name."""
    line = _ANSWER_NOISE.sub("", answer.split("\n")[0])
    line = _ANSWER_NOISE.sub("", line).strip()
    first = re.split(r"[。;；!！?？(（]|[,，:：](?=.{4})|\s{2,}", line)[0].strip(' ,，。.:：“”"')
    told = re.search(r"(?:是|为|叫做?|名为)([^,，。]{2,20})$", first)
    first = told[1] if told else first
    return (
        first
        if 1 < len(first) <= 20 and not re.fullmatch(r"(?:约|近|超|是|对|不|否)?[\d.,%万亿余多]*\w?", first)
        else ""
    )


NAMES = ("person", "place", "organisation", "title", "list", "other", "ordinal")
"""Answer types that a name answers."""


# what is given: who got it is spoken of further, and not the prize
_CONFERRED = regex(r"(?:评|获|得|拿|捧|摘|夺|入选|当选|授|列为|定为)[\u4e00-\u9fff]{0,6}?(?:什么|啥|哪)")
_PERSON = regex(r"[他她谁哪]|某|[\u4e00-\u9fff]{2,3}(?:先生|女士)")


def antecedent(before: ParsedQuestion, answer: str, asking: str = "") -> str:
    """What 它 stands for: the answer, where a name was asked for, else what the question was about.

    `asking` is the follow-up, where 它 stands: `它是谁颁的` asks of the prize, all else of the body that got it.
    """
    asked_name = before.expected in NAMES
    conferred = _CONFERRED.search(before.normalised)
    if conferred and asking and before.kind == "fact" and not re.search("[颁授发]", asking):
        got = before.normalised[: conferred.start()].rstrip("被又还都也")
        # a person is no 它
        if got and not _PERSON.search(got) and _thing(got):
            return subject(before) if VERB.search(got) else _PLAIN_TIME.sub("", got)
    name = named(answer)
    if asked_name and before.kind in ("fact", "list") and name and not _REFUSAL.match(name):
        return name
    return subject(before)


def bearer(name: str) -> str:
    """What is measured, of a name that ends in the measure: `大桥` of `大桥总投资`."""
    words = pieces(name)
    while len(words) > 1 and (MEASURE.search(words[-1][0]) or words[-1][0] in ("总", "的")):
        words.pop()
    return "".join(word for word, _ in words)


_PLAIN_TIME = regex(r"^(?:(?:19|20)\d{2}年|去年|今年|前年|全年)(?:的)?")


def _thing(text: str) -> bool:
    """Whether `text` ends in a common noun or a body's name, and not in a person's."""
    word, tag = (tagged(text) or [("", "x")])[-1]
    return len(text) > 3 and tag[:2] != "nr" and (tag[0] == "n" or len(word) > 1)


def short_of(answer: str) -> str:
    """The short answer with which an assistant's turn begins, a figure included; empty where it refused."""
    line = _ANSWER_NOISE.sub("", _ANSWER_NOISE.sub("", answer.split("\n")[0])).strip()
    first = re.split(r"[。;；!！?？(（]|[,，:：](?!\d{3})|\s{2,}", line)[0].strip(' ,，。:：“”"')
    return "" if len(first) > 24 or _REFUSAL.match(first) else first


def declared(before: ParsedQuestion, answer: str) -> str:
    """The last question with its answer put where it asked: `李某某获得了金奖`; empty where that can't be done."""
    text = before.normalised.strip("?!。 ")
    figure = before.kind == "figure"
    short = short_of(answer) if figure else named(answer)
    if not short or _REFUSAL.match(short):
        return ""
    if figure:
        counted = COUNTED.search(text)
        if counted is None:
            return ""
        end = counted.end("unit") if counted["unit"] else counted.start("noun")
        return text[: counted.start()] + short + text[end:]
    asked = re.search(rf"{_ASKING}(?:{re.escape(before.asked)})?", text)
    if asked is None or before.expected not in NAMES or before.kind not in ("fact", "list"):
        return ""
    return re.sub(r"[呢啊呀]$", "", text[: asked.start()] + short + text[asked.end() :])


_ASKING = r"(?:有?哪[一几些]{0,2}(?:个|位|名|家|所|座|种|类|条|部|项|支|本|款|届|场|次|间|里|儿)?|什么(?:地方)?|啥|何|谁)"
_REFUSAL = regex(r"没有|未|报告|抱歉|对不起|无法|不知道|不清楚")
