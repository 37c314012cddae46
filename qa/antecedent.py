"""What the last question and its answer were about: what a follow-up leaves out or points to."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.question import COUNTED, ParsedQuestion, parse
from qa.records import Question
from qa.units import UNITS

__all__ = ["NAMES", "SCOPE", "VERB", "antecedent", "declared", "named", "short_of", "subject", "topic"]

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


def topic(before: ParsedQuestion) -> str:
    """All that the last question was about, without what it asked: `新审批低保` of `新审批了多少户低保`."""
    counted = COUNTED.search(before.normalised)
    if counted is None:
        return re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", before.focus)
    rest = before.normalised[counted.start("noun") :]
    text = parse(Question(f"{before.normalised[: counted.start()]} {rest}")).focus
    return re.sub(r"(?:[有是为共]|达到?)+$", "", re.sub(r"了(?=\s|$)|\s+", "", text))


def subject(before: ParsedQuestion) -> str:
    """What the last question was about: its first noun phrase, times and verbs taken off."""
    text = re.sub(rf"^{re.escape(before.asked)}", "", before.focus)
    for year in before.years:
        text = text.replace(year.text, " ")
    text = re.sub(r"^(?:\s|全年|上半年|下半年|目前|现在|的)+", "", text)
    pieces = [p.strip(" 的") for p in re.split(rf"\s+|(?:{VERB.pattern})(?!{_NOUN})", text)]
    named_first = [p for p in pieces if len(p) > 1]
    # 云湖区新增养老床位: what is counted, not where
    told = [
        p for p in named_first if p not in UNITS and p not in before.places and not SCOPE.fullmatch(p)
    ] or named_first
    first = told[0] if told else ""
    first = re.split(
        r"的(?=(?:面积|数量|人数|金额|比例|时间|地址|负责人|情况|原因|规模|名称|用户|成员)?$)", first
    )[0]
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


def antecedent(before: ParsedQuestion, answer: str) -> str:
    """What 它 stands for: the answer, where a name was asked for, else what the question was about."""
    asked_name = before.expected in NAMES
    name = named(answer)
    if asked_name and before.kind in ("fact", "list") and name and not _REFUSAL.match(name):
        return name
    return subject(before)


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
