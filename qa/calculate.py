"""Calculations over stated figures: what a question wants computed, and the exact result as an expression.

`plan` reads the question, `calculate` takes the figures that were found for each operand. Both are pure.
Patterns are general Chinese and English, written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from ingest.normalise import normalise
from qa.figures import Figure
from qa.interrogatives import strip_padding
from qa.units import compatible, convert

__all__ = ["Calculation", "Operation", "Plan", "calculate", "plan"]

Operation = Literal["sum", "difference", "times", "ratio", "share", "average", "compare", "percent_change"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compute, from which look-ups."""

    operation: Operation
    operands: tuple[str, ...]
    """A question for each operand, each to be looked up alone, in the order of the expression."""
    labels: tuple[str, ...]
    """What each operand is called in the question."""
    maybe: bool = False
    """The report may well state the result itself: look the question up first, compute only failing that."""
    wants: Literal["more", "less"] | None = None
    """For `compare`: whether the greater or the smaller one is asked for."""
    claims: bool = False
    """For `compare`: the question asserts that the first operand is the one wanted (A比B多吗)."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A result, or the reason why there is none."""

    operation: Operation
    expression: str
    """`566.07亩 + 651.14亩`; the operands as printed."""
    result: Decimal | None
    """In `unit`, rounded as `text` shows it; None when the figures don't go together."""
    unit: str
    text: str
    """For people: `566.07亩 + 651.14亩 = 1217.21亩`; 约 where rounded or where an operand is inexact."""
    short: str
    """The result alone: `1217.21亩`, `约2.5倍`; empty when there is none."""
    computed: tuple[str, ...] = ()
    """Figures of `text` that are computed, not printed in a source; the guard has to let these pass."""
    winner: int | None = None
    """For `compare`: index of the operand asked for; None for equal ones."""
    reason: str | None = None
    """Why there is no result, Chinese first."""


# --- the plan --------------------------------------------------------------------------------------------

_JOIN = (
    r"(?:以及|还有|和(?!谐|平|解|睦|好)|与(?!会)|跟|加上?(?!快|强|大|装)|、|及(?![时格其])|\band\b|\bplus\b)"
)
_SUM_SURE = (
    r"加起来|加在一起|之和|的总和|总和|相加|合计|合起来|合在一起|共同|两[者项样类种]一?共|三[者项样类种]一?共"
)
_SUM_MAYBE = (
    r"一共|总共|共计|总计|共有|共(?=多少|几)|共(?![同享产和建识性])(?=[\u4e00-\u9fff]{1,6}(?:多少|几))"
    r"|总的?(?=有?多少)"
)
_MORE = (
    r"(?<!居)多|高|大"
    r"|(?<![增成延生局校部市省县处科院队会船社所班组区乡镇村行馆署首酋家团厂店连营排司州])长|快|早|强|贵"
    r"|重|远"
)
_LESS = r"少|低|小|短|慢|晚|便宜|轻|近"
_SUM = re.compile(rf"(?P<sure>{_SUM_SURE})|(?P<maybe>{_SUM_MAYBE})")
_APART = re.compile(
    r"(?:之间)?(?:的)?(?:相差|差距|差额|差值|之差|差)(?:了|是|有|为)*(?P<rest>(?:多少|几).*)?$"
)
_THAN = re.compile(
    rf"^(?P<a>.+?)(?:是不是|是否|有没有)?(?:要)?比(?!例|重|赛|较)(?P<b>.+?)(?:要|还|是|会)?(?P<how>{_MORE}"
    rf"|{_LESS})(?:[出了上办建做修培引增举发完改救花卖买])*"
    r"(?P<rest>多少|几|一些|些)?(?P<tail>[^?!。]*?)(?P<ask>吗|么|吧|对吗|对不对|是吗|没有)?[?!。]*$"
)
_GREW = re.compile(
    r"^(?P<a>.+?)(?:相?比|较)(?P<b>[^,，]{2,}?)(?:增长|增加|提高|上升|下降|减少|降低"
    r"|上涨)(?:了)?(?P<rest>(?:百分之)?(?:多少|几).*|幅度.*)$"
)
_TIMES = re.compile(r"^(?P<a>.+?)(?:是|为|相当于|达到?)(?P<b>.+?)的?(?:几|多少)倍")
_SHARE = re.compile(
    r"^(?P<a>[^,，]+?)(?:占(?:了|到|据)?(?P<b>[^,，]+?)|在(?P<c>[^,，]+?)(?:中|里)?所?占)(?:的)?"
    r"(?:比例|比重|份额|百分比|百分之(?:几|多少)|多少|几成|几分之几|多大)"
)
_SHARE_OF = re.compile(
    r"^(?P<b>[^,，]+?)(?:里面?|中|当中)[,，]?(?P<a>[^,，]+?)占(?:了|到|据)?(?:百分之(?:几|多少)|多少|几成"
    r"|几分之几|多大|的?比)"
)
_RATIO = re.compile(rf"^(?P<a>.+?){_JOIN}(?P<b>.+?)(?:之间)?的?(?:比值|比率|之比|比是多少|比例是多少)")
_AVERAGE = re.compile(
    r"^(?P<head>.*?)(?:平均(?:到|下来)?每(?:一)?"
    r"|每(?:一)?(?P<early>[\u4e00-\u9fff])平均)(?P<per>(?!平方|平米|公[里顷斤]|立方|万"
    r"|千)[\u4e00-\u9fff])?(?P<rest>.*)$"
)
_WHICH = re.compile(
    rf"^(?P<a>.+?)(?:{_JOIN}|还是|或者?|,)(?P<b>.+?)[,，]?(?:这?两[者个项样]?(?:中|里"
    rf"|之间)?)?[,，]?(?:哪(?!些)[一]?(?:个|项|种|类|边|样|处|方|年|家|所)?"
    rf"|谁)(?P<what>[^多少高低大小]{{0,8}}?)"
    rf"(?:更|比较|要|会|最|的?数量|得)*(?P<how>{_MORE}|{_LESS})(?=(?:一?些|一?点|了|呢|啊)*$)"
)
_OR = re.compile(
    rf"^(?:是)?(?P<a>.+?)(?:更)?(?P<how>{_MORE}|{_LESS})(?:一些)?[,，]?(?:还是"
    rf"|或者?)(?P<b>.+?)(?:更)?(?:{_MORE}|{_LESS})"
)
_OR_ONE = re.compile(rf"^(?:是)?(?P<a>.+?)还是(?P<b>.+?)(?:更|比较|要)(?P<how>{_MORE}|{_LESS})")

_PLACEHOLDER = re.compile(r"[?!。,，、 ]+$")
_HEAD = re.compile(
    r"^(?:(?:(?:19|20)[0-9]{2}|[一二][零一二三四五六七八九]{3})年(?:度)?|今年|去年|前年|全年|上半年|下半年"
    r"|[\u4e00-\u9fff]{1,4}(?<![城超门股上地])[市区县省](?=[^内外域场里级])|全[区市县省国]"
    r"|(?:新增|新建|完成|建成|举办|开展|培训|发放|救助|实施|打造|新开|改造|引进|签约|组织|创建|培育|获评"
    r"|评选|建设|安装|修复|处置)(?:了|的)?|的)+"
)
_MEASURED = re.compile(
    r"(?:面积|金额|数量|人数|户数|收入|支出|产量|产值|总额|资金|比例|比重|长度|里程|规模|总量|投资|数|量"
    r"|率|额|值|费用?)$"
)
_RELATIVE_YEAR = re.compile(r"^(?:上年|去年|前年|上一年|同期|去年同期|上年同期|今年|全国|全省|全市|全区)$")


_RELATIVE_START = re.compile(
    "上年|去年|前年|头年|上一年|同期|往年|以前|以往|过去|原来|预期|预算|计划|目标|全国|全省|全市"
    "|前[一二两三四五六七八九十]年|[一二两三四五六七八九十]+年前"
)


def plan(question: str) -> Plan | None:
    """The calculation that a question asks for, or None where it is a look-up.

    Polite padding in `question` is passed over; a stated result is possible where `Plan.maybe` says so.
    """
    text = _PLACEHOLDER.sub("", strip_padding(normalise(question).strip()))
    if not text:
        return None
    for read in (_english, _compare, _difference, _times_share, _average, _sum):
        if found := read(text):
            return found
    return None


def _pair(a: str, b: str, rest: str, tail: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Look-up questions and labels for two operands, with what they share restored to each."""
    return _operands([a, b], rest, tail)


def _operands(parts: Sequence[str], rest: str, tail: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = [p.strip(" ,，的是") for p in parts]
    head = _HEAD.match(parts[0])
    shared = head[0] if head and head.end() < len(parts[0]) else ""
    parts = [parts[0], *(p if _HEAD.match(p) or not shared else shared + p for p in parts[1:])]
    tail = tail or _shared_tail(parts)
    full = [p if not tail or p.endswith(tail) or "的" in p else p + tail for p in parts]
    common = shared if all(p.startswith(shared) for p in parts) else ""
    labels = tuple(p.removeprefix(common) for p in parts)
    return tuple(_ask(p, rest) for p in full), labels


def _shared_tail(parts: Sequence[str]) -> str:
    """`供地面积` of `拍卖和划拨的供地面积`: said once, behind the last operand, meant for each."""
    last = parts[-1]
    if "的" in last and not any("的" in p for p in parts[:-1]):
        return last.rsplit("的", 1)[1]
    measured = _MEASURED.search(last)
    if measured and not any(_MEASURED.search(p) for p in parts[:-1]):
        return last[min(len(parts[0]), measured.start()) :] if len(last) > len(parts[0]) else measured[0]
    return ""


def _ask(operand: str, rest: str) -> str:
    if operand.count("的") == 1 and _MEASURED.search(operand) and len(operand.split("的")[1]) < 6:
        operand = operand.replace("的", "")
    rest = rest.strip(" ,，?!。")
    if not re.search(r"多少|几|how", rest):
        return f"{operand}有多少{rest}" if len(rest) < 3 else f"{operand}{rest}有多少"
    return operand + (
        rest if re.match(r"[有是为]", rest) or _MEASURED.search(operand) or len(rest) > 5 else "有" + rest
    )


def _sum(text: str) -> Plan | None:
    mark = _SUM.search(text)
    if mark is None:
        return None
    subject, rest = text[: mark.start()], text[mark.end() :]
    if not subject.strip(" ,，") or not re.search(_JOIN, subject):
        # 一共举办讲座和培训多少场
        inner = re.match(r"(?P<list>.+?)(?P<rest>(?:分别)?(?:有|是)?(?:多少|几).*)$", rest)
        if inner is None or not re.search(_JOIN, inner["list"]):
            return None
        subject, rest = subject + inner["list"], inner["rest"]
    if rest and not re.match(r"(?!第|被|在|由).{0,7}(?:多少|几)|.*how", rest):
        return None
    subject = re.sub(
        r"(?:的|了|[,，]|这|两者|二者|两项|三项|它们|他们|都|分别|之间)+$", "", subject.strip(" ,，")
    )
    parts = [p for p in re.split(_JOIN, subject) if p.strip(" ,，的")]
    if len(parts) < 2:
        return None
    operands, labels = _operands(parts, rest or "多少")
    return Plan("sum", operands, labels, maybe=mark["sure"] is None)


def _difference(text: str) -> Plan | None:
    if match := _THAN.match(text):
        a, b, tail = match["a"], match["b"], match["tail"] or ""
        wants: Literal["more", "less"] = "more" if re.fullmatch(_MORE, match["how"]) else "less"
        if match["rest"] in ("多少", "几"):
            operands, labels = _pair(*_shared(a, b), "多少" + tail)
            return Plan("difference", operands, labels, _implied(a, b), wants)
        if match["ask"] or re.search("是不是|是否|有没有", text):
            operands, labels = _pair(*_shared(a, b), "多少")
            return Plan("compare", operands, labels, _RELATIVE_START.match(b) is not None, wants, claims=True)
        return None
    if match := _GREW.match(text):
        share = "百分之" in match["rest"] or "幅度" in match["rest"]
        operands, labels = _pair(
            *_shared(match["a"], match["b"]), re.sub("百分之(?:几|多少)|幅度.*", "多少", match["rest"])
        )
        return Plan("percent_change" if share else "difference", operands, labels, maybe=True)
    if (match := _APART.search(text)) and re.search(_JOIN, text[: match.start()]):
        parts = [p for p in re.split(_JOIN, text[: match.start()]) if p.strip(" 的")]
        if len(parts) == 2:
            operands, labels = _operands(parts, match["rest"] or "多少")
            return Plan("difference", operands, labels)
    return None


def _implied(a: str, b: str) -> bool:
    """Whether the report is likely to state the difference itself: 比上年多多少, 比2002年多了多少.

    Where the first operand names its own year, two stated figures are to be set against each other.
    """
    earlier = re.match(
        r"(?:[0-9]{2,4}|[零一二三四五六七八九]{4})年|\"?[一二三四五六七八九十]+五\"?(?:时期|期间|末)?$", b
    )
    return _RELATIVE_START.match(b) is not None or (
        earlier is not None and not re.match(r".{0,6}[0-9]{2,4}年", a)
    )


def _shared(a: str, b: str) -> tuple[str, str]:
    """What only the first operand says and the second leaves out: `2018年的粮食产量比2017年`."""
    if (year := re.match(r"(?:(?:19|20)[0-9]{2}年|今年|去年)的?", a)) and re.fullmatch(
        r"(?:(?:19|20)[0-9]{2}年|上年|去年|前年|上一年|去年同期|上年同期)的?", b
    ):
        return a, b.removesuffix("的") + a[year.end() :]
    if re.fullmatch(r"上年|去年|前年|上一年|去年同期|上年同期|(?:19|20)[0-9]{2}年", b):
        return a, b + re.sub(r"^(?:今年|本年)的?", "", a)
    if "的" in a and "的" not in b and _MEASURED.search(noun := a.rsplit("的", 1)[1]):
        return a, f"{b}的{noun}"
    if "的" in a and b.endswith("的"):  # 区级的文明单位比省级的
        return a, b + a.rsplit("的", 1)[1]
    measured = re.search(r"(?:供地|占地|建筑)?" + _MEASURED.pattern, a)
    if measured and not _MEASURED.search(b):
        return a, b + measured[0]
    return a, b


def _times_share(text: str) -> Plan | None:
    if match := _TIMES.match(text):
        operands, labels = _pair(*_shared(match["a"], match["b"]), "多少")
        past = re.search(r"年|以前|过去|原来", match["b"])
        return Plan("times", operands, labels, maybe=past is not None)
    if match := _RATIO.match(text):
        operands, labels = _pair(match["a"], match["b"], "多少")
        return Plan("ratio", operands, labels)
    if match := _SHARE_OF.match(text):
        head = re.match(r".*?(?:期间|时期|年|新增|新建|建成)的?", match["b"])
        operands, labels = _pair(
            match["b"], (head[0].removesuffix("的") if head else "") + match["a"], "多少"
        )
        return Plan("share", operands[::-1], labels[::-1], maybe=True)
    match = _SHARE.match(text)
    whole = match and (match["b"] or match["c"])
    if match and whole and not re.fullmatch(r"(?:地|有|比|率|据|了|用|多|全[市区国省县])*", whole):
        operands, labels = _pair(match["a"], whole, "多少")
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
        operands, labels = _pair(a, b, "多少", what)
        wants: Literal["more", "less"] = "more" if re.fullmatch(_MORE, match["how"]) else "less"
        return Plan("compare", operands, labels, maybe=True, wants=wants)
    return None


_EN_SUM = re.compile(
    r"(?:how (?P<m>many|much)|what (?:is|was) the (?:total|combined|sum)(?: number| amount| area)?(?: "
    r"of)?)\s(?P<a>.+?)\s(?:and|plus)\s(?P<b>.+?)"
    r"\s?(?P<rest>(?:were|was|are|is|did|have|has|had)\b.*)?(?:in total|altogether|combined|together)"
)
_EN_TOTAL = re.compile(
    r"what (?:is|was) the (?:combined|sum)(?: number| amount| area| total)?(?: of)? (?P<a>.+?) (?:and|plus) "
    r"(?P<b>.+)$"
)
_EN_MORE = re.compile(r"how (?:many|much) (?P<how>more|fewer|less|larger|higher) (?P<a>.+?) than (?P<b>.+)$")
_EN_WHICH = re.compile(
    r"(?:which|what)(?: one)? (?:is|was|has|had|are|were|has the)?\s?(?P<how>more|larger|bigger|greater"
    r"|higher|fewer|less|smaller|lower)[^,]*,\s?(?P<a>.+?)\sor\s(?P<b>.+)$"
    r"|(?:are|were|is|was) there (?P<how2>more|fewer|less) (?P<a2>.+?) (?:than|or) (?P<b2>.+)$"
)
_EN_DIFFERENCE = re.compile(r"difference between (?:the )?(?P<a>.+?) and (?:the )?(?P<b>.+)$")
_EN_TIMES = re.compile(
    r"how many times (?:as many |as much |larger |more |bigger )*(?:is |are |was )?(?P<a>.+?) (?:than|as"
    r"|of|compared (?:to|with)) (?P<b>.+)$"
)


_EN_PATTERNS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("times", _EN_TIMES),
    ("difference", _EN_MORE),
    ("difference", _EN_DIFFERENCE),
    ("sum", _EN_SUM),
    ("sum", _EN_TOTAL),
)


def _english(text: str) -> Plan | None:
    if not re.match(r"[a-z]", text):
        return None
    for operation, pattern in _EN_PATTERNS:
        if match := pattern.search(text):
            rest = (match.groupdict().get("rest") or "").strip()
            labels = (match["a"].strip(), match["b"].strip())
            earlier = re.match(r"(?:the )?(?:year before|last year|previous)", labels[1]) is not None
            operands = tuple(f"how many {x} {rest}".strip() for x in labels)
            return Plan(operation, operands, labels, maybe=earlier)
    if match := _EN_WHICH.search(text):
        how, claims = match["how"] or match["how2"], match["how2"] is not None
        labels = ((match["a"] or match["a2"]).strip(), (match["b"] or match["b2"]).strip())
        wants: Literal["more", "less"] = (
            "more" if how in ("more", "larger", "bigger", "greater", "higher") else "less"
        )
        return Plan("compare", tuple(f"how many {x}" for x in labels), labels, wants=wants, claims=claims)
    return None


# --- the result ------------------------------------------------------------------------------------------

_SCALES = (("亿", Decimal(10**8)), ("万", Decimal(10**4)), ("", Decimal(1)))
_PLACES = Decimal("0.01")
_SIGNS: dict[Operation, str] = {
    "sum": "+", "difference": "-", "times": "÷", "ratio": "÷", "share": "÷", "average": "÷",
}  # fmt: skip


def calculate(plan: Plan, figures: Sequence[Figure]) -> Calculation:
    """The plan carried out over one figure for each operand, in exact decimal arithmetic.

    Units are converted into the first operand's; what doesn't go together gives a reason and no number.
    """
    if trouble := _trouble(plan, figures):
        return _none(plan, figures, trouble)
    if plan.operation == "average":
        return _averaged(plan, figures)
    unit = figures[0].unit
    values = [convert(f.value or Decimal(0), f.unit, unit) if f.unit and unit else f.value for f in figures]
    if any(v is None for v in values):
        return _none(plan, figures, "单位不同，不能一起计算 / the units do not go together")
    known = [v for v in values if v is not None]
    if plan.operation == "sum":
        return _shown(plan, figures, sum(known, Decimal(0)), unit)
    if plan.operation == "difference":
        return _differing(plan, figures, known, unit)
    if plan.operation == "compare":
        return _compared(plan, figures, known, unit)
    return _divided(plan, figures, known)


def _trouble(plan: Plan, figures: Sequence[Figure]) -> str | None:
    if len(figures) != len(plan.operands) or len(figures) < 2:
        return "有的数没有找到 / an operand is missing"
    if any(f.value is None or f.high is not None for f in figures):
        return "有的数不是确定的数值 / an operand is no single number"
    if plan.operation != "average" and not all(compatible(figures[0].unit, f.unit) for f in figures):
        return "单位不同，不能一起计算 / the units do not go together"
    if plan.operation in ("times", "ratio", "share", "average", "percent_change") and not figures[1].value:
        return "除数为零 / division by zero"
    return None


def _none(plan: Plan, figures: Sequence[Figure], reason: str) -> Calculation:
    expression = f" {_SIGNS.get(plan.operation, '?')} ".join(f.text for f in figures)
    return Calculation(plan.operation, expression, None, "", f"{expression}：{reason}", "", reason=reason)


def _terms(figures: Sequence[Figure], unit: str) -> tuple[list[str], list[str]]:
    """Operands as printed, with the conversion in brackets where one was made; and those conversions."""
    terms, made = [], []
    for figure in figures:
        moved = convert(figure.value or Decimal(0), figure.unit, unit) if figure.unit and unit else None
        if moved is not None and moved != figure.value:
            shown = _written(moved, "", unit)
            made.append(shown)
            terms.append(f"{figure.text}（{shown}）")
        else:
            terms.append(figure.text)
    return terms, made


def _inexact(figures: Sequence[Figure]) -> bool:
    # 1100万以上 less 1000万以上: bounds are stated exactly
    bounds = {f.qualifier for f in figures} in ({"at_least"}, {"at_most"})
    return not bounds and any(f.qualifier != "exact" for f in figures)


def _scale(figures: Sequence[Figure], value: Decimal) -> str:
    """The greatest of the operands' own scales in which the value needs no more than four decimals."""
    printed = [name for name, _ in _SCALES if any(name and name in normalise(f.text) for f in figures)] + [""]
    for name, size in _SCALES:
        exact = (value / size).normalize()
        exponent = exact.as_tuple().exponent
        if (
            name in printed
            and isinstance(exponent, int)
            and exponent >= -4
            and (abs(exact) >= 1 or name == "")
        ):
            return name
    return ""


def _written(value: Decimal, scale: str, unit: str) -> str:
    number = value / dict(_SCALES)[scale]
    plain = f"{number.normalize():f}"
    return f"{plain}{scale}{unit}"


def _shown(
    plan: Plan, figures: Sequence[Figure], value: Decimal, unit: str, swap: bool = False
) -> Calculation:
    """Sum or difference: `A + B = C`, about where an operand is."""
    terms, made = _terms(figures, unit)
    terms = terms[::-1] if swap else terms
    expression = f" {_SIGNS[plan.operation]} ".join(terms)
    spoken = "个百分点" if unit == "%" and plan.operation == "difference" else unit
    result = _written(value, _scale(figures, value), spoken)
    short = f"约{result}" if _inexact(figures) else result
    sign = "≈" if _inexact(figures) else "="
    return Calculation(
        plan.operation, expression, value, spoken, f"{expression} {sign} {result}", short, (*made, result)
    )


def _differing(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal], unit: str) -> Calculation:
    value = values[0] - values[1]
    if figures[0].kind == "year":
        unit = "年"
    return _shown(plan, figures, abs(value), unit, swap=value < 0)


def _compared(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal], unit: str) -> Calculation:
    """`A > B`, the operand asked for, and by how much it differs."""
    terms, made = _terms(figures, unit)
    best = max(values) if plan.wants != "less" else min(values)
    winners = [i for i, v in enumerate(values) if v == best]
    winner = winners[0] if len(winners) == 1 else None
    sign = ">" if values[0] > values[1] else "<" if values[0] < values[1] else "="
    expression = f" {sign} ".join(terms) if len(terms) == 2 else "、".join(terms)
    text = "，".join(f"{label}：{term}" for label, term in zip(plan.labels, terms, strict=False))
    short = figures[winner].text if winner is not None else ""
    return Calculation(
        "compare",
        expression,
        max(values) - min(values),
        unit,
        f"{text}（{expression}）",
        short,
        tuple(made),
        winner,
    )


def _divided(plan: Plan, figures: Sequence[Figure], values: Sequence[Decimal]) -> Calculation:
    """Times, ratio, share and percentage of change, to two decimals."""
    first, second = values[0], values[1]
    terms, made = _terms(figures, figures[0].unit)
    expression, unit = " ÷ ".join(terms), "倍"
    exact = first / second
    if plan.operation == "share":
        exact, unit = exact * 100, "%"
    elif plan.operation == "ratio":
        unit = ""
    elif plan.operation == "percent_change":
        exact, unit = (first - second) / second * 100, "%"
        expression = f"({terms[0]} - {terms[1]}) ÷ {terms[1]}"
    return _rounded(plan, expression, exact, unit, figures, made)


def _averaged(plan: Plan, figures: Sequence[Figure]) -> Calculation:
    total, count = figures[0], figures[1]
    exact = (total.value or Decimal(0)) / (count.value or Decimal(1))
    unit = f"{total.unit}/{count.unit}" if count.unit else total.unit
    return _rounded(plan, f"{total.text} ÷ {count.text}", exact, unit, figures, [])


def _rounded(
    plan: Plan, expression: str, exact: Decimal, unit: str, figures: Sequence[Figure], made: Sequence[str]
) -> Calculation:
    value = exact.quantize(_PLACES, rounding=ROUND_HALF_UP)
    about = value != exact or _inexact(figures)
    result = _written(value, _scale(figures, value) if "/" in unit else "", unit)
    short = f"约{result}" if about else result
    text = f"{expression} {'≈' if about else '='} {result}"
    return Calculation(plan.operation, expression, value, unit, text, short, (*made, result))
