"""Sums: of the same thing in several years, of several things named, of a list that the report prints."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.planning.operands import JOIN, operands_of
from qa.planning.planned import Plan

__all__ = ["sum_over_years", "sum_plan"]

_SUM_SURE = (
    r"加起来|加(?:在|到)?一(?:起|块儿?)|(?:放|算|并)(?:在|到)?一(?:起|块儿?)|之和"
    r"|的总和|总和|相加|合计|合起来|合在一起|合着|拢在一起|满打满算|共同|两[者项样类种]一?共|三[者项样类种]一?共"
)
_SUM_MAYBE = (
    r"一共|总共|拢共|统共|拢总|通共|合共|共计|总计|共有|共(?=多少|几)|共(?![同享产和建识性])(?=[\u4e00-\u9fff]{1,6}(?:多少|几))"
    r"|总的?(?=有?多少)"
)
_SUM = regex(rf"(?P<sure>{_SUM_SURE})|(?P<maybe>{_SUM_MAYBE})")


_MEDALS = ("金牌", "银牌", "铜牌")
_ASKS_MEDALS = regex(r"^(?P<head>.*?)奖牌(?:[^,?]{0,4})$|^(?P<front>.*?)(?P<asks>(?:多少|几)[块枚面个])奖牌$")


def _medals(text: str) -> Plan | None:
    """`一共拿了几块奖牌`: gold, silver and bronze together."""
    match = _ASKS_MEDALS.match(text)
    if match is None or not re.search("多少|几", text):
        return None
    return Plan("sum", tuple(text.replace("奖牌", x) for x in _MEDALS), _MEDALS, maybe=True)


def sum_plan(text: str) -> Plan | None:
    """The plan for normalised `text` without padding, or None."""
    return _medals(text) or _listed_sum(text) or _by_level(text) or _named_sum(text)


_LEVELS = regex(
    r"(?P<levels>[国省市区县镇乡]级?(?:[、和]?[国省市区县镇乡]级?){1,3})(?P<count>[两二三四])级(?:的|一共)?"
)


def _by_level(text: str) -> Plan | None:
    """`省市区三级新增合起来多少个`: the same of each level of government."""
    match, mark = _LEVELS.search(text), _SUM.search(text)
    if match is None or mark is None:
        return None
    levels = re.findall("[国省市区县镇乡]", match["levels"])
    if len(set(levels)) != "〇一二三四".find(match["count"].replace("两", "二")):
        return None
    asked = [_SUM.sub("", f"{text[: match.start()]}{x}级{text[match.end() :]}", count=1) for x in levels]
    if not re.search("多少|几", asked[0]) or _RATES.search(asked[0]):
        return None
    return Plan("sum", tuple(asked), tuple(f"{x}级" for x in levels), maybe=mark["sure"] is None)


_YEARS = regex(
    r"^(?P<years>(?:(?:19|20)[0-9]{2}年?(?:、|和|与|跟|加上?))+(?:19|20)[0-9]{2}年?)(?:这?[两三四]年)?(?P<what>.+)$"
)


def sum_over_years(text: str) -> Plan | None:
    """`2013、2014两年加起来建了多少所`: the same look-up for each year."""
    match = _YEARS.match(text)
    mark = _SUM.search(match["what"]) if match else None
    if match is None or mark is None:
        return None
    what = _SUM.sub("", match["what"]).strip(" ,，的")
    years = [f"{year}年" for year in re.findall("[0-9]{4}", match["years"])]
    # no sum of rates, nor of several things in each of several years
    if not re.search("多少|几", what) or re.search(rf"百分之|几成|{JOIN}", what):
        return None
    return Plan("sum", tuple(f"{year}{what}" for year in years), tuple(years), maybe=True)


_NEGATED = regex(r"(?:^|[,，的年])(?:不(?![锈动])|没有?|未|无需)[^,，和与跟的]+、[^,，、和与跟的]*[^、]*的")
"""`不用拍、直接划给单位的地`: said twice, first what it is not; one thing."""
_RATES = regex(r"百分之|几成|几个(?:百分)?点")


def _named_sum(text: str) -> Plan | None:
    """`举办讲座、培训一共多少场`: the amounts of what the question names."""
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
    whose, parts = _parts(subject)
    if len(parts) < 2:
        return None
    operands, labels = operands_of(parts, rest or "多少")
    return Plan("sum", tuple(whose + x for x in operands), labels, maybe=mark["sure"] is None)


_COUNTED_UP = regex(
    r"^(?P<list>.+?[、和与跟].+?)[,，]?[这那]?(?P<count>[两二三四五六])(?:样|项|种|类|个|家|处|块|者|方面)(?!方式|途径|渠道|形式|部分)(?P<noun>[\u4e00-\u9fff]{0,4}?)(?:[,，](?P<whose>[\u4e00-\u9fff]{2,6}))?$"
)
"""`甲、乙、丙这三样荣誉,全区`: what counts the parts belongs to none of them, and whose they are to each."""


def _parts(subject: str) -> tuple[str, list[str]]:
    """What is said once of all parts of a sum, and the parts."""
    if counted := _COUNTED_UP.match(subject):
        count = "〇一二三四五六".find(counted["count"].replace("两", "二"))
        for parts in (counted["list"].split("、"), _split(counted["list"])):
            if len(parts) == count:
                topic, parts = _topic(_with_first(parts))
                return (counted["whose"] or "") + topic, parts
    return _topic(_split(subject))


def _split(text: str) -> list[str]:
    return [part for part in re.split(JOIN, text) if part.strip(" ,，的")]


def _topic(parts: list[str]) -> tuple[str, list[str]]:
    """`评上的学校,市里的和区里的`: what is counted stands before the first of its kinds, and holds for all."""
    topic, comma, first = parts[0].rpartition(",") if parts else ("", "", "")
    if len(topic) < 2 or len(first) < 2 or any("," in part for part in parts[1:]):
        return "", parts
    return topic + comma, [first, *parts[1:]]


def _with_first(parts: list[str]) -> list[str]:
    """`市里评的标兵、单位、校园,三样`: the first one's attribute holds for each of such a list."""
    head, of, _ = parts[0].partition("的")
    if not of or len(head) > _ATTRIBUTE or any("的" in part for part in parts[1:]):
        return parts
    return [parts[0], *(head + of + part for part in parts[1:])]


_ATTRIBUTE = 6


_KINDS = regex(r"^(?P<topic>[^,，]{2,})[,，](?P<x>[^,，、]+)的(?:和|跟|与|加上?)(?P<y>[^,，、]+)$")
"""`示范村,有牌子的和没牌子的`: what is counted first, then its two kinds."""


_LISTED = regex(
    r"^(?P<head>[^,，]*?)(?P<count>[两二三四五六七八])(?:大|个|项|类|种|家|者|样)(?P<what>[^,，0-9]{2,14}?)(?:加起来|加一起|合起来|合计|之和|总和|总共|一共|共)(?:是|有|为)*(?P<rest>多少.*)$"
)


def _listed_sum(text: str) -> Plan | None:
    """`三大产业的产值加起来`: the figures of a list that the report prints, none of them named."""
    match = _LISTED.match(text)
    if match is None or re.search(JOIN, match["head"] + match["what"]):
        return None
    count = "〇一二三四五六七八".find(match["count"].replace("两", "二"))
    asked = f"{match['head']}{match['count']}大{match['what']}".removesuffix("的") + f"是{match['rest']}"
    return Plan("sum", (asked,), (match["what"],), maybe=True, listed=count)
