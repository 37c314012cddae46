"""Calculations whose second figure stands beside the first: what is left, a share, an average, a multiple over time.

Only the figure that the question has words for is asked for, as the report would state it; what it is set against is
found in its sentence (`qa.computing.besides`). Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.planning.planned import Plan

__all__ = ["NET", "beside_plan"]

NET = "净"
"""Names what went, which the question does not."""

_ASKS = r"(?:多少|几)"
_YEAR = r"(?:19|20)[0-9]{2}年"


def beside_plan(text: str) -> Plan | None:
    """The plan for normalised `text` without padding, or None."""
    for read in (_undone, _all_but, _other_half, _net, _rate, _over_time, _each):
        if found := read(text):
            return found
    return None


_NOT = (
    r"(?:还|仍|尚|都)*(?:没有?能?(?!人[\u4e00-\u9fff]{0,2}$|事|收(?!到)|问题|关系|错|啥|什么|想)|未(?!来|成年|婚)"
    r"|不(?:是|属于|算|包括|含)|不(?=在))"
)
_MEASURE = "个项家户件条处所座起人名位辆套只头亩栋部台张份次场批门间棵宗笔村"
_COUNTED = rf"(?:平方公里|平方米|立方米|公里|公顷|人次|[万亿]?[{_MEASURE}]|[万亿][元吨])?"
_ASKS_LAST = regex(
    rf"^(?P<head>[^,]*?)[,的]?(?:里[面头]?|中|当中)?[,]?(?:目前)?(?:还|尚|仍)?(?:剩下?|余下?|有|差|缺)*了?(?P<asks>{_ASKS}{_COUNTED})"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?){_NOT}(?P<done>[\u4e00-\u9fff0-9a-z]{{1,10}}?)的?$"
)
_NOT_FIRST = regex(
    rf"^(?P<head>[^,]*?)(?:里[面头]?|中|当中)?[,]?{_NOT}(?P<done>[\u4e00-\u9fff0-9a-z]{{1,10}}?)的(?P<noun>[^,]{{0,10}}?)[,]?"
    rf"(?:还|一共|总共|共|现在|目前)*(?:剩下?|有|是|为)*(?P<asks>{_ASKS}[^,]{{0,6}})$"
)
_NON = regex(
    rf"^(?P<head>[^,]*?)非(?!公|物质|机动|农|税|法|凡|常|遗|洲|营利|粮|学科|标|诉|现场|接触|居|处方|政府)(?P<done>[^,的]{{1,5}}?(?:[型类性制]|(?=的|[卖售销有是占])|(?<=住宅)))的?(?P<noun>[^,]{{0,10}}?)"
    rf"(?:还|一共|总共|共|现在|目前)*(?:有|是|为)*(?P<asks>{_ASKS}[^,]{{0,6}})$"
)


def _undone(text: str) -> Plan | None:
    """`还有几个没完工`, `不是新能源的有多少辆`, `非护理型床位有几张`: the total less the part that the question denies."""
    match = _ASKS_LAST.match(text) or _NOT_FIRST.match(text) or _NON.match(text)
    if match is None or len(match["head"] + match["noun"]) < 2:
        return None
    head, done = match["head"].strip(" ,的"), match["done"].strip("的")
    if head.endswith(("给", "为", "对", "让", "帮")):
        return None  # 给没电梯的楼装多少部: for whom, and nothing that is counted
    return Plan("left", (f"{head}{match['noun']}{done}的有{match['asks']}",), (done,), maybe=True)


_ALL_BUT = regex(
    rf"^(?P<head>[^,]*?)(?:除了|除去|除开|除)(?P<done>[^,和与、及外]{{2,8}}?)(?:以外|之外|外)?,?(?:其他|其它|其余|别的|另外|剩下)的?(?P<noun>[^,]{{0,8}}?)"
    rf"(?:加起来|合起来|合计|一共|总共|共|还)*(?:有|是|为)*(?P<asks>{_ASKS}[^,]{{0,6}})$"
)
_ALL_BUT_SEVERAL = regex(
    rf"^(?P<head>[^,]*?)(?:除了|除去|除开|除)(?P<done>[^,外]{{2,8}}(?:[和与、及]|以及)[^,外]{{2,8}}?)(?:以外|之外|外)?,?(?:其他|其它|其余|别的|另外|剩下)?的?"
    rf"(?P<noun>[^,;]{{0,8}}?)(?:加起来|合起来|合计|一共|总共|共|还)*(?:剩|有|是|为)*(?P<asks>{_ASKS}[^,]{{0,6}})$"
)
_BESIDES = regex(
    rf"^(?P<head>)(?P<done>[^,和与、及除]{{2,12}}?)(?:以外|之外)的(?P<noun>[^,]{{1,8}}?)(?:还|一共|总共|共)*(?:有|是|为)*(?P<asks>{_ASKS}[^,]{{0,6}})$"
)


def _all_but(text: str) -> Plan | None:
    """`除了农业,其他用水有多少`, `护理型以外的床位有几张`: the total less the part that the question leaves out."""
    if match := _ALL_BUT_SEVERAL.match(text):
        parts = tuple(part for part in re.split("[和与、及]|以及", match["done"]) if part)
        if len(match["head"] + match["noun"]) > 1 < len(parts):
            head = match["head"].strip(" ,的")
            asked = f"{head}{parts[0]}{match['noun']}有{match['asks']}"
            return Plan("left", (asked,), parts, maybe=True)
    match = _ALL_BUT.match(text) or _BESIDES.match(text)
    if match is None or len(match["head"] + match["noun"]) < 2:
        return None
    head, done = match["head"].strip(" ,的"), match["done"].strip("的")
    return Plan("left", (f"{head}{done}{match['noun']}有{match['asks']}",), (done,), maybe=True)


_HALVES = (
    ("男", "女"),
    ("线下", "线上"),
    ("农村", "城镇"),
    ("乡村", "城镇"),
    ("乡下", "城镇"),
    ("城镇", "乡村"),
)
"""What divides a whole into two, whatever the whole is."""
_HALF = regex(
    r"(?P<half>男|女|线上|线下)(?:性|的|职工|同志|党员|干部|生|孩|工|员工|选手|学员|招聘|活动|培训|讲座|课)"
    r"|(?P<where>农村|乡村|乡下|城镇)(?=[^,]{0,4}人口)"
)


def _other_half(text: str) -> Plan | None:
    """`男职工有多少人` where the report says `职工245人,其中女职工87人`."""
    match = _HALF.search(text)
    if match is None or not re.search(_ASKS, text[match.end() :]) or re.search("百分|几成|比例|占", text):
        return None
    half = match["half"] or match["where"]
    other = next(b if half == a else a for a, b in _HALVES if half in (a, b))
    if other in text:
        return None
    return Plan("left", (text.replace(half, other, 1),), (other,), maybe=True, base=half)


_NET = regex(rf"^(?P<what>.{{2,}}?)净增(?:加|多|长)?了?(?P<asks>{_ASKS}[^,]{{0,6}})$")


def _net(text: str) -> Plan | None:
    """`净增加了几家` where the report says `新登记23家,注销11家`."""
    match = _NET.match(text)
    return Plan("left", (f"{match['what']}新增了{match['asks']}",), (NET,), maybe=True) if match else None


_DONE = "完成|办结|整改|完工|开工|竣工|结案|履约|投产|签约|化解|销号|落实|解决|兑现"
_RATE = regex(
    rf"^(?P<what>.{{2,}}?)的?(?P<done>{_DONE})(?:率(?:是|有|为|达到?|到|了)*(?:{_ASKS}|百分之{_ASKS}|几成)"
    rf"|了?(?:几成|百分之{_ASKS}|几分之几|多大比例))$"
)


def _rate(text: str) -> Plan | None:
    """`办结率是多少` where the report says `受理1240件,办结1178件`."""
    match = _RATE.match(text)
    if match is None:
        return None
    what = match["what"].strip(" ,的")
    return Plan("share", (f"{what}{match['done']}了多少",), (match["done"],), maybe=True)


_THEN = rf"(?:原来|原先|以前|之前|过去|从前|当初|{_YEAR}|上年|前一年|头一年)(?:那会儿?|那时候?|的?时候|年?[末底初])?"
_TIMES_THEN = regex(
    rf"^(?P<what>.+?)[,]?(?:现在|如今|目前)?(?:扩|建|改|增|长|涨|升)?(?:完|好|到|后)?[,]?(?:是|为|相当于|达到?)(?:了)?(?P<then>{_THEN})的?(?:{_ASKS}倍)[大多高长]?$"
)
_MORE_TIMES = regex(
    rf"^(?P<what>.+?)(?:增长|增加|提高|扩大|多出?|涨|增)了?{_ASKS}倍$",
)


def _over_time(text: str) -> Plan | None:
    """`是原来的几倍`, `增加了几倍` where the report says `由35家增加到140家`."""
    if match := _TIMES_THEN.match(text):
        then = match["then"]
        what = match["what"].strip(" ,的")
        return Plan("times", (f"{what}是多少",), (what,), maybe=True, base=then if then[0].isdigit() else "")
    if match := _MORE_TIMES.match(text):
        what = match["what"].strip(" ,的")
        return Plan("more_times", (f"{what}是多少",), (what,), maybe=True)
    return None


_UNIT = r"(?P<{}>平方公里|平方米|立方米|公里|公顷|人次|[\u4e00-\u9fff])"
_OUT = "(?=要|能|得|可|卖|花|投|产|出|罚|挣|用|收|补|发|带|装|来|住|修|建|种|养|值|占|有|是|办|接|合|摊|为)"
_EACH = regex(
    rf"[,的]?(?:(?:平均|均摊|平摊|摊)(?:下来|到|算|算下来)?[,]?(?:(?P<verb>[修建办种装])?(?:每一?|一){_UNIT.format('behind')})"
    rf"|(?:每一?|一){_UNIT.format('ahead')}[\u4e00-\u9fff]{{0,3}}?平均"
    rf"|(?:每一?|(?<=[\u4e00-\u9fff,])(?<![头第前后上下这那进统])一){_UNIT.format('bare')}(?:地|路)?{_OUT})"
)
_NO_COUNT = "年月天日周季度期间点些下个样种般时共块名边起旦定直线体批级把道次届"
"""What stands behind 一 or 每 and counts nothing that an amount is shared out among."""
_PER_PERSON = regex(
    r"收入|寿命|住房|居住面积|生产总值|gdp|消费支出|养老金|退休金|工资|[日月]均|标准|每[年月天日]"
)


_MODAL = regex("^(?:要|能|得|可以?|需要?)(?=[^多少几])")


def _each(text: str) -> Plan | None:
    """`一公里要花多少钱`, `一批平均发多少`: an amount, shared out among what is counted beside it."""
    match = _EACH.search(text)
    if match is None or _PER_PERSON.search(text):
        return None
    unit = match["behind"] or match["ahead"] or match["bare"]
    sure = match["bare"] is None
    if unit in "年月天日周季" or (not sure and unit in _NO_COUNT):
        return None
    head, rest = text[: match.start()], text[match.end() :]
    if not re.search(rf"(?<!不){_ASKS}", rest) or len(head) < 2:
        return None
    asked = f"{head}{match['verb'] or ''}{_MODAL.sub('', rest)}"
    return Plan("average", (asked,), (unit,), maybe=True, base=unit)
