"""What a question wants computed, and from which look-ups. Patterns are general Chinese, written by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.englishplan import english_plan
from qa.figures import find_figures
from qa.interrogatives import strip_padding
from qa.operands import JOIN, RELATIVE_START, operands_of, pair, shared
from qa.partplan import part_plan
from qa.planned import Operation, Plan

__all__ = ["plan"]

_SUM_SURE = (
    r"加起来|加在一起|之和|的总和|总和|相加|合计|合起来|合在一起|共同|两[者项样类种]一?共|三[者项样类种]一?共"
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
_THAN = regex(
    rf"^(?P<a>.+?)(?:是不是|是否|有没有)?(?:要)?比(?!例|重|赛|较)(?P<b>.+?)(?:要|还|是|会)?(?P<how>{_MORE}"
    rf"|{_LESS})(?:[出了上办建做修培引增举发完改救花卖买])*"
    r"(?P<rest>几成|百分之(?:多少|几)|(?:多少|几)倍|多少|几|一些|些)?(?P<tail>[^?!。]*?)(?P<ask>吗|么|吧|对吗|对不对|是吗|没有)?[?!。]*$"
)
_GREW = regex(
    r"^(?P<a>.+?)(?:相?比|较)(?P<b>[^,，]{2,}?)(?:增长|增加|提高|上升|下降|减少|降低"
    r"|上涨)(?:了)?(?P<rest>(?:百分之)?(?:多少|几).*|幅度.*)$"
)
_TIMES = regex(r"^(?P<a>.+?)(?:是|为|相当于|达到?)(?P<b>.+?)的?(?:几|多少)倍")
_SHARE = regex(
    r"^(?P<a>[^,，]+?)(?:占(?:了|到|据)?(?P<b>[^,，]+?)|在(?P<c>[^,，]+?)(?:中|里)?所?占)(?:的)?"
    r"(?:比例|比重|份额|百分比|百分之(?:几|多少)|多少|几成|几分之几|多大)"
)
_SHARE_OF = regex(
    r"^(?P<b>[^,，]+?)(?:里面?|中|当中)[,，]?(?P<a>[^,，]+?)占(?:了|到|据)?(?:百分之(?:几|多少)|多少|几成"
    r"|几分之几|多大|的?比)"
)
_RATIO = regex(rf"^(?P<a>.+?){JOIN}(?P<b>.+?)(?:之间)?的?(?:比值|比率|之比|比是多少|比例是多少)")
_AVERAGE = regex(
    r"^(?P<head>.*?)(?:平均(?:到|下来)?每(?:一)?"
    r"|每(?:一)?(?P<early>[\u4e00-\u9fff])平均)(?P<per>(?!平方|平米|公[里顷斤]|立方|万"
    r"|千)[\u4e00-\u9fff])?(?P<rest>.*)$"
)
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
    for read in (english_plan, part_plan, _compare, _difference, _times_share, _average, _sum):
        if found := read(text):
            return replace(found, question=text)
    return None


def _sum(text: str) -> Plan | None:
    mark = _SUM.search(text)
    if mark is None:
        return None
    subject, rest = text[: mark.start()], text[mark.end() :]
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
    parts = [p for p in re.split(JOIN, subject) if p.strip(" ,，的")]
    if len(parts) < 2:
        return None
    operands, labels = operands_of(parts, rest or "多少")
    return Plan("sum", operands, labels, maybe=mark["sure"] is None)


def _difference(text: str) -> Plan | None:
    if match := _THAN.match(text):
        a, b, tail = match["a"], match["b"], match["tail"] or ""
        wants: Literal["more", "less"] = "more" if re.fullmatch(_MORE, match["how"]) else "less"
        if match["rest"] in ("多少", "几"):
            operands, labels = pair(*shared(a, b), "多少" + tail)
            return Plan("difference", operands, labels, _implied(a, b), wants)
        if match["rest"] and re.search("[成百倍]", match["rest"]):
            operands, labels = pair(*shared(a, b), "多少")
            operation: Operation = "more_times" if "倍" in match["rest"] else "percent_change"
            return Plan(operation, operands, labels, _implied(a, b), wants)
        if match["ask"] or re.search("是不是|是否|有没有", text):
            operands, labels = pair(*shared(a, b), "多少")
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
    if (match := _APART.search(text)) and re.search(JOIN, text[: match.start()]):
        parts = [p for p in re.split(JOIN, text[: match.start()]) if p.strip(" 的")]
        if len(parts) == 2:
            operands, labels = operands_of(parts, match["rest"] or "多少")
            return Plan("difference", operands, labels)
    return None


def _implied(a: str, b: str) -> bool:
    """Whether the report is likely to state the difference itself: 比上年多多少, 比2002年多了多少.

    Where the first operand names its own year, two stated figures are to be set against each other.
    """
    earlier = re.match(
        r"(?:[0-9]{2,4}|[零一二三四五六七八九]{4})年|\"?[一二三四五六七八九十]+五\"?(?:时期|期间|末)?$", b
    )
    return RELATIVE_START.match(b) is not None or (
        earlier is not None and not re.match(r".{0,6}[0-9]{2,4}年", a)
    )


def _times_share(text: str) -> Plan | None:
    if match := _TIMES.match(text):
        operands, labels = pair(*shared(match["a"], match["b"]), "多少")
        return Plan("times", operands, labels, maybe=True)
    if match := _RATIO.match(text):
        operands, labels = pair(match["a"], match["b"], "多少")
        return Plan("ratio", operands, labels)
    if match := _SHARE_OF.match(text):
        head = re.match(r".*?(?:期间|时期|年|新增|新建|建成)的?", match["b"])
        operands, labels = pair(match["b"], (head[0].removesuffix("的") if head else "") + match["a"], "多少")
        stated = [f for f in find_figures(match["b"]) if f.kind == "quantity" and not f.indefinite]
        given = (None, stated[0]) if len(stated) == 1 else ()  # 7350个学位里,幼儿园占多少: of these 7350
        return Plan("share", operands[::-1], labels[::-1], maybe=True, given=given)
    match = _SHARE.match(text)
    whole = match and (match["b"] or match["c"])
    if match and whole and not re.fullmatch(r"(?:地|有|比|率|据|了|用|多|全[市区国省县])*", whole):
        operands, labels = pair(match["a"], whole, "多少")
        return Plan("share", operands, labels, maybe=True)
    return None


def _average(text: str) -> Plan | None:
    match = _AVERAGE.match(text)
    if match is None or not re.search(r"多少|几", match["rest"]):
        return None
    per = match["early"] or match["per"] or ""
    if not per or per in "年月天日":
        return None
    head, rest = match["head"].strip(" ,，"), match["rest"]
    noun = re.match(
        r"[\u4e00-\u9fff]*?(?=有?多少|有?几|发|给|获|赔|补|参|投|花|培|接|能|可|要|需|用|得)", rest
    )
    named = noun[0] if noun else ""
    amount = rest[len(named) :]
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
        wants: Literal["more", "less"] = "more" if re.fullmatch(_MORE, match["how"]) else "less"
        return Plan("compare", operands, labels, maybe=True, wants=wants)
    return None
