"""What two operands of a calculation share in the question, restored to each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.patterns import regex

__all__ = ["AIMS_AHEAD", "JOIN", "MEASURED", "RELATIVE_START", "ask", "operands_of", "pair", "shared"]

JOIN = (
    r"(?:以及|还有|连带着?|连同|外加|(?<=的)加(?=[\u4e00-\u9fff]{1,6}的)|再(?=加)|和(?!谐|平|解|睦|好)|与(?!会)|跟"
    r"|加上?(?!快|强|大|装)|、|及(?![时格其])|\band\b|\bplus\b)"
)
_WHEN_WHERE = (
    r"(?:(?:19|20)[0-9]{2}|[一二][零一二三四五六七八九]{3})年(?:度)?|今年|去年|前年|全年|上半年|下半年"
    r"|[\u4e00-\u9fff]{1,4}(?<![城超门股上地])[市区县省](?=[^内外域场里级民长容])|全[区市县省国]"
)
HEAD = regex(
    rf"^(?:{_WHEN_WHERE}"
    r"|(?:新增|新建|完成|建成|举办|开展|培训|发放|救助|实施|打造|新开|改造|引进|签约|组织|创建|培育|获评"
    r"|评选|建设|安装|修复|处置)(?:了|的)?|的)+"
)
MEASURED = regex(
    r"(?:面积|金额|数量|人数|户数|收入|支出|产量|产值|总额|资金|比例|比重|长度|里程|规模|总量|投资|数|量"
    r"|率|额|值|费用?)$"
)

AIMS_AHEAD = regex(
    r"(?:今年|明年|本年度?|下一年)[^,。]*(?:计划|打算|预计|准备|目标|力争|要(?!求|素|闻|点)|拟|定|安排)|(?:计划|打算)[^,。]*(?:今年|明年)"
)
"""What is meant for a year to come: against the year before it no report sets it."""
RELATIVE_START = regex(
    "上年|去年|前年|头一?年|上一年|前一年|同期|往年|以前|以往|过去|原来|预期|预算|计划|目标|全国|全省|全市"
    "|前[一二两三四五六七八九十]年|[一二两三四五六七八九十]+年前"
)


def pair(a: str, b: str, rest: str, tail: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Look-up questions and labels for two operands, with what they share restored to each."""
    return operands_of([a, b], rest, tail)


def operands_of(parts: Sequence[str], rest: str, tail: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = [p for p in parts if p.strip(" ,，的是")]
    parts, grouped = _ungrouped([p.strip(" ,，的是") for p in parts])
    if len(parts) == 2:
        parts[1] = _counterpart(parts[0], parts[1])
    head = (_WHOLE_HEAD if _whole(parts) else HEAD).match(parts[0])
    shared = head[0] if head and head.end() < len(parts[0]) else ""
    parts = [parts[0], *(p if HEAD.match(p) or not shared else shared + p for p in parts[1:])]
    tail = tail or grouped or _shared_tail(parts)
    full = [p if not tail or p.endswith(tail) or "的" in p else p + tail for p in parts]
    common = shared if all(p.startswith(shared) for p in parts) else ""
    labels = tuple(p.removeprefix(common) for p in parts)
    return tuple(ask(p, rest) for p in full), labels


_COUNTERPARTS = tuple(
    {first, second}
    for first, second in (
        ("收入", "支出"), ("存款", "贷款"), ("出口", "进口"), ("出生", "死亡"), ("签约", "开工"), ("受理", "办结"),
    )
)  # fmt: skip


def _counterpart(first: str, second: str) -> str:
    """The second operand with what only the first says before it: 城镇居民支出 of `城镇居民收入和支出`."""
    pair = next((p for p in _COUNTERPARTS if second in p), None)
    own = next((word for word in pair if first.endswith(word) and word != second), "") if pair else ""
    return first.removesuffix(own) + second if own else second


_WHOLE_HEAD = regex(rf"^(?:{_WHEN_WHERE}|的)+")


def _whole(parts: Sequence[str]) -> bool:
    """Whether each has the same noun with words of its own before it: 修复信用的企业, 参加评价的企业 share no verb."""
    nouns = {part.rpartition("的")[2] for part in parts}
    return all("的" in part for part in parts) and len(nouns) == 1


_GROUPED = regex(
    r"(?<=.{2})[两三四五2-5](?:种|类|项|个|部分|者|大)(?:方式|途径|渠道|部分|形式|项目|方面|类型)?的?(?P<tail>.*)$"
)


def _ungrouped(parts: list[str]) -> tuple[list[str], str]:
    """`拍卖和划拨两种方式供地`: what groups the operands belongs to none of them, and what follows to each."""
    match = _GROUPED.search(parts[-1])
    if match is None:
        return parts, ""
    return [*parts[:-1], parts[-1][: match.start()]], match["tail"].strip(" ,的")


_NEWLY = regex("[新在已刚].{1,3}的")


def _shared_tail(parts: Sequence[str]) -> str:
    """`供地面积` of `拍卖和划拨的供地面积`: said once, behind the last operand, meant for each."""
    last = parts[-1]
    if "的" in last and not any("的" in p for p in parts[:-1]):
        tail = last.rsplit("的", 1)[1]
        # 服务站和新开的书房: two things, and each has its name
        own = not MEASURED.search(tail) and (HEAD.match(last) or _NEWLY.match(last))
        return "" if own else tail
    measured = MEASURED.search(last)
    if measured and not any(MEASURED.search(p) for p in parts[:-1]):
        return last[min(len(parts[0]), measured.start()) :] if len(last) > len(parts[0]) else measured[0]
    return ""


def ask(operand: str, rest: str) -> str:
    if operand.count("的") == 1 and MEASURED.search(operand) and len(operand.split("的")[1]) < 6:
        operand = operand.replace("的", "")
    rest = rest.strip(" ,，?!。")
    if not re.search(r"多少|几|how", rest):
        return f"{operand}有多少{rest}" if len(rest) < 3 else f"{operand}{rest}有多少"
    return operand + (
        rest if re.match(r"[有是为]", rest) or MEASURED.search(operand) or len(rest) > 5 else "有" + rest
    )


_YEAR = r"(?:(?:19|20)[0-9]{2}年|今年|去年|上年|明年)"
_AIM = regex(rf"(?P<head>.*?)(?P<year>{_YEAR})的?(?P<what>.+?)的?(?:预期|年度)?(?:目标|计划|任务)[数值]?")
_PAST = "去年|上年|前一年|上一年|今年"
_AHEAD = regex(rf"(?P<where>[\u4e00-\u9fff]{{0,8}})(?:{_YEAR})的?(?P<what>[^,]{{2,}})")
_MEANT = regex(
    "(?:计划|打算|预计|准备|力争|安排|想)(?:要|再)?|^要|(?:的?预期)?(?:的?目标|的?计划|的?任务)[数值]?$"
)
_DONE = regex(
    rf"(?P<year>{_YEAR})的?(?:实绩|实际|完成|实现|做到|达到|办到|干成)(?:的|数|值|情况|完成|实现|做到|达到|办到|干成|了)*"
)


# 这块, 方面: a loose frame, which the second operand does without
_TOPIC = regex(
    r"^(?P<topic>[^,，]{2,}(?<!这块)(?<!一块)(?<!方面)(?<!方面的)(?<!问题上)[,，])(?P<rest>[^,，]{2,})$"
)
_SET = regex(r"(?:年初|原先|原来|当初|最初)?(?:的)?(?:安排|计划|预算|打算|预定|预计|定下?)(?:好)?的")

_SPENT = regex(r"(?=花|投入|投在|用在|用于|支出|拨|建|新增|完成|发放|补助|招)")


def shared(a: str, b: str) -> tuple[str, str]:
    """What only the first operand says and the second leaves out: `2018年的粮食产量比2017年`."""
    a, b = a.strip(" ,，"), b.strip(" ,，")
    b = _counterpart(a, b)
    if (topic := _TOPIC.match(a)) and "," not in b:
        first, second = shared(topic["rest"], b)
        return topic["topic"] + first, topic["topic"] + second
    if _SET.fullmatch(b):  # 2020年花的钱比年初安排的: the same, as it was meant to be
        meant, where = _SPENT.subn("打算", a, count=1)
        return a, meant if where else f"{a}打算安排"
    if (year := re.match(r"(?:(?:19|20)[0-9]{2}年|今年|去年)的?", a)) and re.fullmatch(
        r"(?:(?:19|20)[0-9]{2}年|上年|去年|前年|上一年|去年同期|上年同期)的?", b
    ):
        return a, b.removesuffix("的") + a[year.end() :]
    if re.fullmatch(r"(?:(?:19|20)[0-9]{2}年|今年|去年)的?", a) and (
        year := re.match(r"(?:(?:19|20)[0-9]{2}年|上年|去年|前年|上一年)的?(?=.)", b)
    ):
        return a + b[year.end() :], b  # 2022年比2021年新增学位
    if (ahead := _AHEAD.fullmatch(a)) and re.fullmatch(rf"(?:{_YEAR}|{_PAST})", b):
        return a, f"{ahead['where']}{b}{_MEANT.sub('', ahead['what'])}"  # 沅岭今年要修的路比去年
    if re.fullmatch(r"上年|去年|前年|上一年|去年同期|上年同期|(?:19|20)[0-9]{2}年", b):
        return a, b + re.sub(r"^(?:今年|本年)的?", "", a)
    if (aim := _AIM.fullmatch(a)) and (done := _DONE.fullmatch(b)):
        # 2024年产值的目标比2023年的实绩
        return f"{aim['head']}{aim['year']}{aim['what']}目标值", f"{aim['head']}{done['year']}{aim['what']}"
    if "的" in a and "的" not in b and MEASURED.search(noun := a.rsplit("的", 1)[1]):
        return a, f"{b}的{noun}"
    if "的" in a and b.endswith("的"):  # 区级的示范点比省级的
        return a, b + a.rsplit("的", 1)[1]
    measured = re.search(r"(?:供地|占地|建筑)?" + MEASURED.pattern, a)
    if measured and not MEASURED.search(b):
        return a, b + measured[0]
    return a, b
