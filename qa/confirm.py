"""A claim in a question against a figure of the evidence: yes, no, or undecidable.

What a qualifier means is fixed here, once, as the interval in which the true number lies:

    1200           exactly 1200
    1200余, 1200多  above 1200, below the next step of its last printed digit (1300)
    超1200, 突破    the same: who had passed 1300 would have said so
    近1200         from 90 % of it up to, but not reaching, 1200
    不到1200       from 80 % of it up to, but not reaching, 1200
    1200左右, 约    within 5 % of it
    至少, 以上      1200 or more;  不超过, 以内: 1200 or less

A claim that repeats the report's own number without its qualifier (`一共1200吗` for `1200余`,
`600辆对吗` for `近600辆`) is confirmed: the answer shows the report's value, qualifier included. A claim of
约 is met within 5 % or by rounding to the claim's own digits. 增加了7 (by) is not met by 增加至7 (to).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.figures import Figure, Qualifier, find_figures
from qa.interrogatives import is_yes_no, strip_padding
from qa.records import Verdict
from qa.units import alike, convert
from qa.years import is_count

__all__ = ["Claim", "Relation", "denies", "judge", "mistaken_unit", "parse_claim", "streak", "verdict"]

Relation = Literal["eq", "gt", "ge", "lt", "le", "about"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question wants confirmed."""

    statement: str
    """Normalised, as an assertion: yes-no marks and padding taken off."""
    figures: tuple[Figure, ...]
    """The asserted figures, offsets into `statement`; years, dates and names (`7·19`) are not among them."""
    relations: tuple[Relation, ...]
    """One for each figure: `eq` for `有900家`, `gt` for `超过800`, `ge` for `达到700万`."""
    negated: bool
    """The assertion denies: `没有超过800，对吧`."""
    content: str
    """The statement without its figures and denial: what they are asserted of."""
    mention: bool = False
    """Asks only whether the report speaks of something: `报告有没有提到地铁`."""


_LASTED = regex(r"(?<=年)(?:下来|[以之]?来|间|里|内|时间)")
"""Behind how long it took, which is no claim: 五年下来."""
_DENIAL = regex(
    r"(?:并没有?|并未|没有?|尚未|未|并不|不)(?=(?:超过?|突破|达到?|到|够|满|过|有|增|减|完成|实现|足|建|开"
    r"|提|获|能|再|是|涉及|包括|上))"
    r"|不是(?!吗|么)|并非"
)
_DENIAL_OF_ACT = regex(
    r"(?:还|仍|一直|从来?|根本)(?:没有?|未|不)(?![错少小低止高妨])"
    r"|(?<![淹出埋沉沦覆])没(?![没错了完收落用准吗吧呢想法关?有]|$)|没有(?!错|$)|未(?![来必免成])"
    # 一个都没死, 半点也不剩: none of them
    r"|(?:[一半][个人名位例起件点户家]|一丁点|一点)[儿\u4e00-\u9fff]{0,6}?[都也](?:没有?|不|未)"
    r"|无(?:任何|一[个人名位例起件户家](?!月))|零(?=[死伤感事投失违上发差缺新])"
)
"""Denials in a claim without a figure. With one they more often stand inside what is counted: 没有脱贫的有300户."""
_OF_WHAT = regex(r"(?![超达到突完实])[^,。]*的(?=[\u4e00-\u9fff]{2})")
"""What follows a denial that only describes, at the head of a claim: 没有入学的 of `没有入学的孩子都安置了`."""
_FIXED = regex(
    r"不到(?=[0-9近约一二三四五六七八九十百千两])|不少于|不超过|不低于|不足|不多于|不仅|不但|不断|不同|没错"
)
_MENTION = regex(
    r"(?:提到|提及|提(?![升高前供出案级取速质炼请倡议早醒名振拔])|说到|说起|讲到|写到|涉及|包含|包括|谈到|说明)(?:了|过)?(?=.)"
)
_HEAD_RELATIONS: tuple[tuple[Relation, str], ...] = (
    ("gt", r"(?:不止|过了?|破了?|多过|高过|more than|over|above|exceed(?:ed|s|ing)?)\s?$"),
    (
        "ge",
        r"(?:(?<![线以网晚早])上了|[迈跨站登]上了?|达到了?|达|够|满|到了?|(?:至少|少说|起码|最少)也?(?:有|[多少]了?|增加?了?|减少?了?)?"
        r"|at least|reach(?:ed|es)?|no (?:less|fewer) than)\s?$",
    ),
    ("lt", r"(?:没到|少过|低过|less than|fewer than|under|below)\s?$"),
    ("le", r"(?:at most|no more than|up to)\s?$"),
    (
        "about",
        r"(?:差不多|大概|大约|大致|about|around|approximately|roughly|nearly|almost|some)(?:有|是)?\s?$",
    ),
)
_TAIL_RELATIONS: tuple[tuple[Relation, str], ...] = (
    # 三成还多, 五十家打不住; of 三成都不到 the denial is counted apart
    (
        "gt",
        r"(?:都|还)?(?:要多|多一?点|多(?=[,了。]|$)|往上(?![走涨升])|朝上(?![走涨升])|挂零|不止|打不住|都?[不没]止)",
    ),
    ("ge", r"[都也还]?[不没](?=[到够满])"),
)
_BY_QUALIFIER: dict[Qualifier, Relation] = {
    "exact": "eq", "about": "about", "nearly": "about", "over": "gt", "at_least": "ge", "at_most": "le",
    "under": "lt",
}  # fmt: skip
_MARKS = regex(
    r"(?:[,，。]?\s*(?:这(?:是|个)?|那)?(?:对吗|对吧|对不对|对么|是吗|是吧|没(?:有|记|说|看|搞|弄)?错吧"
    r"|不是吗|真的吗|属实吗"
    r"|准确吗|正确吗|是真的吗?|可?是真的|真的假的|是真是假|是不是|是否属实|是这样的?吗|有这回?事吗?|有这事吗?|对不|来着"
    r"|我?(?:应该)?(?:说|记|理解|算|没)得?(?:没错|对|不错)(?:吗|吧)|我没(?:记|说|弄|搞|看|听)错吧"
    r"|吗|么|嘛|吧|(?<![都也])没有|了没|(?<![都也])没|呢))\s*[?!.。~]*$"
    r"|(?:那|这)[么样](?:多|高|大|长|久|少|低|快)(?:了|吗|么|吧)?\s*[?!.。~]*$"
    r"|[?!.。~]+$|,?\s*(?:right|correct|true|yes|isn't it|aren't they|true or false)\s*\?*$"
)
_ASKED = regex(r"是不是|是否|有没有|有无|能否|可否|(?P<verb>[\u4e00-\u9fff])[不没](?P=verb)")
_ASKED_AS = {"是不是": "是", "是否": "", "有没有": "有", "有无": "有", "能否": "能", "可否": "可"}
_LEAD = regex(
    r"^(?:(?:我|俺|咱|好像|似乎|不会吧?|是不是)*(?:听说|听人说|据说|据传|据悉|有人说|网上说|传闻|记得|印象中(?:是)?)"
    r"|真的|确实|果真|当真|居然|竟然|不会吧|[,，:： ]|(?<=[说得]))+(?=.)"
)
_RHETORICAL = regex(r"(?:难道|莫非|该不会|岂不是?)(?:说|真的?)?(?P<no>不是|没有?|不)?")
_ASSERTS = {"不是": "是", "没有": "有", "没": ""}
_FIRST = regex(
    r"头一[名位](?![的是叫])|(?<![\u4e00-\u9fff])头名|(?<=[是居列排])头名|(?<=[是居列排在])(?:榜首|首位)"
)
"""The first in rank, as people say it."""
_EN_LEAD = regex(
    r"^(?:so |and |but )?(?:is it true that|is it correct that|is it the case that|can you confirm that"
    r"|(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would) (?:there )?)"
)


def parse_claim(question: str) -> Claim | None:
    """The claim that `question` wants confirmed; None when it asks for something else."""
    norm = normalise(question)
    if not is_yes_no(norm):
        return None
    statement = _FIRST.sub("第一", _statement(strip_padding(norm)))
    figures = tuple(
        f for f in _claimed(statement) if f.kind not in ("year", "date", "name") and not f.indefinite
    )
    figures = tuple(f for f in figures if not _LASTED.match(statement, f.end)) or figures
    figures = tuple(_with_relation(f, statement) for f in figures)
    fixed = _FIXED.sub("", statement)
    denied = denies(fixed, figures) or bool(re.search(r"\b(?:not|never|no)\b|n't\b", fixed))
    content = statement
    for figure in reversed(figures):
        content = content[: figure.start] + " " + content[figure.end :]
    content = re.sub(r"\s+", " ", _DENIAL.sub("", content)).strip(" ,，。有是")
    content = re.sub(r"(?:^|(?<=\s))(?:了|达到?|到|这么多|一共|总共)+(?=\s|$)", "", content).strip()
    return Claim(
        statement,
        figures,
        tuple(_relation(f, statement) for f in figures),
        denied,
        content,
        mention=not figures and _MENTION.search(statement) is not None,
    )


def denies(statement: str, figures: tuple[Figure, ...] = ()) -> bool:
    """Whether a normalised statement denies that something is so or was done."""
    found = _DENIAL.search(statement) or (None if figures else _DENIAL_OF_ACT.search(statement))
    return found is not None and (found.start() > 0 or _OF_WHAT.match(statement, found.end()) is None)


def _statement(norm: str) -> str:
    """`是不是超过了800` -> `是超过了800`, `有900家对吧` -> `有900家`."""
    text = norm.strip()
    while (shorter := _MARKS.sub("", text).strip()) != text and shorter:
        text = shorter
    text = _EN_LEAD.sub("", text) if text[:1].isascii() else text
    text = _ASKED.sub(lambda m: _ASKED_AS.get(m[0], m["verb"] or ""), text)
    # 不是900家吗 asserts 900
    if re.search(r"不是.*(?:吗|么|嘛|[?])[?]*$", norm) and not re.search("是不是|对吗|对吧|难道", norm):
        text = re.sub("不是(说)?", lambda m: "" if m[1] else "是", text, count=1)
    text = _ROUND.sub(r"1\1", _HALF.sub("超过50%", text))
    text = _SHORT_OF.sub(lambda m: f"百分之{m[1].replace('两', '二')}十", text)
    # so does 难道没有900家; 难道只有900家 as it stands
    text = _RHETORICAL.sub(lambda m: _ASSERTS.get(m["no"] or "", ""), _LEAD.sub("", text))
    return text.strip(" ,，")


_HALF = regex(r"一多半|一大半|过了?半|半数以上|超过?了?一半")
_SHORT_OF = regex(r"([一二两三四五六七八九])成(?=[都还也]?[不没][到够满])都?")
"""`三成都不到`: a share, and no city."""
_ROUND = regex(
    r"(?<=[破过上达超满到])(?<![通超经]过)([百千]?[万亿](?![一-龥]{0,2}[0-9]))(?=[元人吨美家户辆标大了,?]|$)"
)
"""`破千亿`: a numeral without its one."""
_EN_FIGURE = regex(
    r"(?P<num>[0-9][0-9,]*(?:\.[0-9]+)?)\s?(?P<scale>hundred|thousand|million|billion|trillion)?\s?"
    r"(?P<unit>yuan|rmb|us dollars|dollars|people|persons|households|mu|hectares|kilomet(?:er|re)s?"
    r"|percent(?:age points)?|times)?\b"
)
_EN_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_EN_UNITS = {
    "yuan": "元", "rmb": "元", "us dollars": "美元", "dollars": "美元", "people": "人", "persons": "人",
    "households": "户",
    "mu": "亩", "hectares": "公顷", "percent": "%", "percentage points": "个百分点", "times": "",
}  # fmt: skip


def _claimed(statement: str) -> list[Figure]:
    """Figures of the statement; in English those with `billion` and `yuan` understood."""
    if re.search(r"[\u4e00-\u9fff]", statement):
        return find_figures(statement)
    found = []
    for match in _EN_FIGURE.finditer(statement):
        value = Decimal(match["num"].replace(",", "")).scaleb(_EN_SCALES.get(match["scale"] or "", 0))
        unit = match["unit"] or ""
        if unit.startswith("kilomet"):
            unit = "公里"
        year = not match["scale"] and not unit and re.fullmatch(r"(?:19|20)[0-9]{2}", match["num"])
        year = None if is_count(statement, *match.span("num")) else year
        text = match[0].rstrip()
        end = match.start() + len(text)
        kind: Literal["year", "percent", "quantity"] = (
            "year" if year else "percent" if unit == "percent" else "quantity"
        )
        found.append(Figure(text, match.start(), end, value, _EN_UNITS.get(unit, unit), kind))
    return found


def _with_relation(figure: Figure, statement: str) -> Figure:
    """`nearly 800` in English: the qualifier stands before the number. `连着第六年` counts years: six of them."""
    head = statement[: figure.start]
    if figure.kind == "ordinal" and streak(head):
        return replace(figure, kind="quantity")
    if figure.qualifier == "exact" and re.search(r"(?:nearly|almost)\s?$", head):
        return replace(figure, qualifier="nearly")
    return figure


def streak(head: str) -> bool:
    """Whether what follows `head` counts an unbroken row, so that the sixth in it and six of them are the same."""
    return re.search(r"(?:连着?|连续|接连|一连|蝉联)(?:地|了|实现)?\s?$", head) is not None


def _relation(figure: Figure, statement: str) -> Relation:
    if figure.qualifier != "exact":
        return _BY_QUALIFIER[figure.qualifier]
    if figure.change and figure.change.endswith("_to"):
        return "eq"
    head = statement[: figure.start]
    tail = statement[figure.end :]
    for relation, pattern in _TAIL_RELATIONS:
        if re.match(pattern, tail):
            return relation
    return next((r for r, pattern in _HEAD_RELATIONS if re.search(pattern, head)), "eq")


# --- judging ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Interval:
    """Where a stated number truly lies; None for no bound."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.open_low)
        below = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return above and below


_NEARLY, _UNDER, _ABOUT = Decimal("0.9"), Decimal("0.8"), Decimal("0.05")


def judge(claim: Figure, relation: Relation, evidence: Figure) -> Verdict | None:
    """Whether `evidence` bears out that the number is `relation` to `claim`.

    None where that can't be decided: another unit, a name, or a qualifier too wide for the question.
    """
    claim, evidence = _alike_signed(claim, evidence)
    stated = _comparable(evidence, claim)
    if claim.value is None or stated is None or (claim.kind == "ordinal") != (evidence.kind == "ordinal"):
        return None
    if claim.change and evidence.change and claim.change != evidence.change:
        return "no" if relation in ("eq", "about") else None
    interval = _interval(stated)
    target = _share(claim)
    if relation == "about":
        return _judge_about(claim, target, stated)
    if relation == "gt" and _stepped(claim):
        return _judge_within(_interval(replace(claim, value=target)), interval, stated, target)
    if relation == "eq":
        if claim.high is not None:
            same = (claim.value, claim.high) == (stated.value, stated.high)
            return "yes" if same else None if stated.high is None and interval.holds(target) else "no"
        if stated.value == target and stated.high is None:
            return "yes"
        return None if interval.holds(target) else "no"
    return _judge_order(relation, target, interval)


def _alike_signed(*figures: Figure) -> tuple[Figure, ...]:
    """`下降0.5%` and `增长-0.5%` say the same: a minus set against a rise or fall is a fall itself."""
    below = [f.value is not None and f.value < 0 for f in figures]
    if all(below) or not any(f.change for f, minus in zip(figures, below, strict=True) if not minus):
        return figures
    return tuple(_as_change(f) for f in figures)


def _as_change(figure: Figure) -> Figure:
    negative = figure.value is not None and figure.value < 0 and figure.high is None
    if not negative or figure.kind != "percent" or (figure.change or "").endswith("_to"):
        return figure
    assert figure.value is not None
    return replace(figure, value=-figure.value, change="decrease_by")


def verdict(claim: Claim, evidence: Figure) -> Verdict | None:
    """`judge` for the claim's figure that goes with the evidence, its denial taken into account."""
    for figure, relation in zip(claim.figures, claim.relations, strict=True):
        found = judge(figure, relation, evidence)
        if found is not None:
            return found if not claim.negated else "no" if found == "yes" else "yes"
    return None


def mistaken_unit(claim: Claim, evidence: Figure) -> bool:
    """Whether `evidence` is the very number claimed, of something else: 3亿美元 claimed of `3亿元`, 2.4万元 of 2.4万人次.

    A percent and a percentage point are taken for each other too often to say no to.
    """
    if claim.negated or evidence.value is None or not evidence.unit:
        return False
    return any(
        figure.value == evidence.value
        and figure.high == evidence.high
        and figure.kind == evidence.kind == "quantity"
        and relation in ("eq", "about")
        and figure.unit not in ("", evidence.unit)
        and judge(figure, "about", evidence) is None
        for figure, relation in zip(claim.figures, claim.relations, strict=True)
    )


def _share(figure: Figure) -> Decimal:
    assert figure.value is not None
    return figure.value * 100 if figure.kind == "fraction" else figure.value


def _comparable(evidence: Figure, claim: Figure) -> Figure | None:
    """The evidence in the claim's unit, fractions as percentages; None where the two don't compare."""
    if evidence.value is None:
        return None
    share = {evidence.kind, claim.kind} <= {"fraction", "percent"}
    if share and "个百分点" not in (evidence.unit, claim.unit):
        return replace(evidence, value=_share(evidence), unit="%", kind="percent")
    if "fraction" in (evidence.kind, claim.kind):
        return None
    if not claim.unit or not evidence.unit:
        return evidence
    value = convert(evidence.value, evidence.unit, claim.unit)
    if value is None:
        # 7000人 of 6980人次, 5回 of 5次: as people say it
        return evidence if alike(evidence.unit, claim.unit) else None
    high = convert(evidence.high, evidence.unit, claim.unit) if evidence.high is not None else None
    return replace(evidence, value=value, high=high, unit=claim.unit)


def _stepped(figure: Figure) -> bool:
    """Whether 余 or 多 says `over`, which reaches to the next step only; 超过 reaches anywhere."""
    return (
        figure.qualifier == "over"
        and re.search(r"[余多]", figure.text) is not None
        and not re.match(r"超|突破|高于|多于|大于|逾", figure.text)
    )


def _step(figure: Figure) -> Decimal:
    """The place of the last digit that isn't zero: 100 for 1200, 10,000 for 342万."""
    assert figure.value is not None
    exponent = figure.value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _interval(figure: Figure) -> _Interval:
    value = figure.value
    assert value is not None
    if figure.high is not None:
        return _Interval(value, figure.high)
    match figure.qualifier:
        case "over":
            return _Interval(value, value + _step(figure), True, True)
        case "nearly":
            return _Interval(value * _NEARLY, value, False, True)
        case "under":
            return _Interval(value * _UNDER, value, False, True)
        case "about":
            return _Interval(value * (1 - _ABOUT), value * (1 + _ABOUT))
        case "at_least":
            return _Interval(value, None)
        case "at_most":
            return _Interval(None, value)
        case _:
            return _Interval(value, value)


def _judge_order(relation: Relation, target: Decimal, interval: _Interval) -> Verdict | None:
    """gt, ge, lt, le against an interval: yes when all of it meets them, no when none does."""
    if relation in ("lt", "le"):
        opposite = _judge_order("ge" if relation == "lt" else "gt", target, interval)
        return None if opposite is None else "no" if opposite == "yes" else "yes"
    low, high = interval.low, interval.high
    if low is not None and (low > target or (low == target and (relation == "ge" or interval.open_low))):
        return "yes"
    if high is not None and (high < target or (high == target and (relation == "gt" or interval.open_high))):
        return "no"
    return None


def _judge_about(claim: Figure, target: Decimal, stated: Figure) -> Verdict | None:
    """Within 5 %, or equal when rounded to the claim's digits; 近 further asks for not more than it."""
    assert stated.value is not None
    middle = stated.value if stated.high is None else (stated.value + stated.high) / 2
    step = _step(replace(claim, value=target)) if target else Decimal(1)
    rounded = (middle / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
    near = abs(middle - target) <= abs(target) * _ABOUT or rounded == target
    if claim.qualifier == "nearly":
        below = middle < target or (middle == target and stated.qualifier in ("nearly", "under", "about"))
        return "yes" if below and middle >= target * _NEARLY else "no"
    return "yes" if near else "no"


def _judge_within(wanted: _Interval, interval: _Interval, stated: Figure, target: Decimal) -> Verdict | None:
    """`1200余` claimed: the stated number lies above 1200 and below the next step."""
    if stated.value == target and stated.qualifier == "over":
        return "yes"
    if interval.low is not None and interval.low == interval.high:
        return "yes" if wanted.holds(interval.low) else "no"
    if wanted.high is not None and interval.low is not None and interval.low >= wanted.high:
        return "no"
    if wanted.low is not None and interval.high is not None and interval.high <= wanted.low:
        return "no"
    return None
