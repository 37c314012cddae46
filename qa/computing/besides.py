"""What is computed of two figures of one sentence: one is looked up, the other is found by how the two are related.

`招商项目64个,其中亿元以上17个,已开工41个` relates a total with its parts, `投入6480万元` behind `54平方公里` an amount with
what it was spent on, `由35家增加到140家` what was with what is.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.computed import computed
from qa.computing.fromto import changed
from qa.computing.oneoperand import Operand, as_sure, operand_of, place_of
from qa.numbers.figures import Figure
from qa.numbers.units import canonical
from qa.parsing.question import parse
from qa.planning.besideplan import NET
from qa.planning.planned import Plan
from qa.records import Question
from qa.search.evidence import Evidence
from qa.search.find import Finder
from qa.text.clause import around, begin
from qa.text.overlap import share_of

__all__ = ["amounts_of_sentence", "beside", "is_told_beside", "may_stand"]

_KINDS = ("left", "share", "average", "times", "more_times")


def is_told_beside(plan: Plan) -> bool:
    """Whether a plan names but one operand, whose other figure is to be found beside it."""
    return len(plan.operands) == 1 and plan.operation in _KINDS and not plan.over and plan.factor is None


def beside(plan: Plan, finder: Finder) -> tuple[Draft, list[Draft]] | None:
    """The result of such a plan with its two operands; None where no second figure stands in the relation."""
    operands = (
        _then_and_now(plan, finder) if plan.operation in ("times", "more_times") else _together(plan, finder)
    )
    if not operands:
        return None
    texts = tuple(d.short or "" for d in operands)
    result = computed(replace(plan, operands=texts, labels=texts), operands, operands[0].confidence)
    return (result, operands) if result else None


def _together(plan: Plan, finder: Finder) -> list[Draft]:
    """The figure that a plan asks for with the one that it is set against, in the order of the expression."""
    question = normalise(plan.question)
    for asked in (plan.operands[0], question):
        operand = operand_of(parse(Question(asked)), finder)
        if operand is None or operand.draft.found is None:
            continue
        one = operand.draft.found.evidence
        if pair := _pair(plan, one, operand.figure, question):
            return [as_sure(operand, one, figure) for figure in pair]
    return []


def _pair(plan: Plan, one: Evidence, pointed: Figure, question: str) -> tuple[Figure, ...] | None:
    """The figures in the order of the expression."""
    if plan.labels == (NET,):
        return _came_and_went(one, pointed)
    if plan.operation == "average":
        return _shared_out(one, pointed, plan.base, question)
    if len(plan.labels) > 1:
        return _whole_and_parts(one, pointed, plan.labels)
    pair = _whole_and_part(one, pointed, plan)
    if pair is None:
        return None
    return pair if plan.operation == "left" else pair[::-1]


def amounts_of_sentence(one: Evidence, pointed: Figure) -> list[Figure]:
    """The amounts of the sentence that holds a figure, in order; none that tells by how much something grew."""
    text = one.candidate.window.text
    figures = [f for f in figures_of(one) if f.kind == "quantity" and f.value is not None and f.high is None]
    start = begin(text, pointed.start, "。;!?\n")
    return [
        f
        for f in figures
        if begin(text, f.start, "。;!?\n") == start and not (f.change or "").endswith("decrease_by")
    ]


_WENT = regex(
    r"(?:注销|吊销|减少|退出|关[闭停]|撤[销并]|淘汰|流出|迁出|转出|死亡|核减|拆除|清退|报废|停办|退休|离职)[^,、;。0-9]{0,8}$"
)


def _came_and_went(one: Evidence, came: Figure) -> tuple[Figure, Figure] | None:
    """What came and the one amount of its sentence that went; None where the sentence tells the difference itself."""
    text = one.candidate.window.text
    alike = [f for f in amounts_of_sentence(one, came) if canonical(f.unit) == canonical(came.unit)]
    went = [f for f in alike if f != came and _WENT.search(text, begin(text, f.start, ",、。;!?"), f.start)]
    told = NET in around(text, came.start, came.end, "。;!?")
    return (came, went[0]) if len(went) == 1 and not told else None


_AMONG = regex(
    r"^[^,。;]{0,12}(?:[,、](?:比上年|同比)?(?:增长|下降|增加|减少|上升|提高)[^,。;]{0,12})?[,、]?(?:其中|当中)[,:]?"
)
_SOFAR = r"(?:目前|现|截至目前|年内|全年|实际|累计|已经?|均|均已|共)*"
_DEEDS = (
    r"完成|实现|办结|整改|完工|竣工|建成|开工|结案|履约|投产|投用|投入使用|交付|签约|化解|销号|落实|解决|兑现|消除|分配|入住|入驻"
    r"|拆除|改造|更新|处置|解除|通过|验收|开业|运营|启用|发放|到位|盘活|出租|使用|处理|办理|答复|采纳"
)
_DONE = regex(rf"[^,。;0-9]{{0,4}}[,、](?:其中)?[,]?{_SOFAR}(?:{_DEEDS}|有){{0,2}}(?:了)?")
_ALREADY = regex(r"[^,。;0-9]{0,10}[,、](?:其中)?[,]?[^,。;0-9]{0,6}?(?:已|现|均)经?有?[^,。;0-9]{0,6}")


def _whole_and_part(one: Evidence, pointed: Figure, plan: Plan) -> tuple[Figure, Figure] | None:
    """The total and its part: `计划180公里,已完成126公里`; a figure that is pointed to may be either of them."""
    text, figures = one.candidate.window.text, amounts_of_sentence(one, pointed)
    name, half = plan.labels[0], plan.base
    if pointed not in figures or f"非{name}" in text:
        return None  # the rest is told itself
    if total := _total_of(text, figures, pointed, name, half):
        return total, pointed
    parts = [
        f for f in figures if f.start > pointed.end and _total_of(text, figures, f, name, half) == pointed
    ]
    if len(parts) > 1:  # 签约62个,开工41个、投产23个
        shared = [sum(c in _lead(text, figures, f) for c in set(name)) for f in parts]
        parts = [f for f, n in zip(parts, shared, strict=True) if n == max(shared)]
    return (pointed, parts[0]) if len(parts) == 1 else None


def _whole_and_parts(one: Evidence, pointed: Figure, names: tuple[str, ...]) -> tuple[Figure, ...] | None:
    """A total and those of its parts that are named: `87家,其中工业29家、服务业41家`; None unless all of them are told."""
    text, figures = one.candidate.window.text, amounts_of_sentence(one, pointed)
    parts = []
    for name in names:
        own = [f for f in figures if share_of(name, _lead(text, figures, f)) >= _NAMED_WHOLLY]
        if len(own) != 1:
            return None
        parts.append(own[0])
    first = min(parts, key=lambda f: f.start)
    before = [f for f in figures if f.start < first.start and _of_one_sort(f, first)]
    whole = before[-1] if before else None
    rest = (whole.value or Decimal(0)) - sum(f.value or Decimal(0) for f in parts) if whole else Decimal(0)
    among = whole is not None and _AMONG.match(text[whole.end : first.start]) is not None
    return (whole, *parts) if whole is not None and among and rest > 0 else None


_NAMED_WHOLLY = 0.6


def _total_of(text: str, figures: list[Figure], part: Figure, name: str, half: str) -> Figure | None:
    """The nearest greater figure before a part that it is among; of what is a part itself, its own total."""
    at = figures.index(part)
    own = _lead(text, figures, part)
    told = _DONE.fullmatch(own) is not None or _ALREADY.fullmatch(own) is not None
    named = share_of(name, own) > 0 or (len(name) == 1 and name in own)
    smaller = False
    for total in reversed(figures[:at]):
        if not _of_one_sort(total, part):
            continue
        if not _may_hold(total, part):
            smaller = True
            continue
        lead = text[total.end : part.start]
        among = _AMONG.match(lead) is not None
        if half:
            if among and name in text[part.start - 8 : part.end + 8] and half not in lead:
                return total
        elif (told and (among or not smaller)) or (among and named):
            done = figures.index(total) > 0 and _DONE.fullmatch(_lead(text, figures, total))
            return (_total_of(text, figures, total, name, "") or total) if done else total
    return None


def _lead(text: str, figures: list[Figure], figure: Figure) -> str:
    """What stands between a figure and the amount before it."""
    at = figures.index(figure)
    return text[figures[at - 1].end if at else begin(text, figure.start, "。;!?\n") : figure.start]


_THINGS = frozenset({"个", "项", "件", "条"})


def _of_one_sort(total: Figure, part: Figure) -> bool:
    sorts = {canonical(total.unit), canonical(part.unit)}
    return (len(sorts) == 1 or sorts <= _THINGS) and not sorts & {"%", "个百分点"}


def _may_hold(total: Figure, part: Figure) -> bool:
    return (total.value or Decimal(0)) > (part.value or Decimal(0)) > 0


def _shared_out(one: Evidence, amount: Figure, unit: str, question: str) -> tuple[Figure, Figure] | None:
    """An amount and the count of its sentence in the unit asked for, of several the one whose clause the question names."""
    figures = amounts_of_sentence(one, amount)
    text = one.candidate.window.text
    counts = [f for f in figures if f != amount and canonical(f.unit) == canonical(unit) and f.value]
    if not counts or amount not in figures or canonical(amount.unit) == canonical(unit):
        return None
    if _PER.search(around(text, amount.start, amount.end, ",。;")):
        return None
    named = [(_named(text, f, question), -abs(f.start - amount.start), f) for f in counts]
    return amount, max(named, key=lambda n: n[:2])[2]


def _named(text: str, figure: Figure, question: str) -> float:
    """Share of a figure's clause that the question names, to a tenth."""
    clause = around(text, figure.start, figure.end, ",。;")
    pairs = {a + b for a, b in pairwise(question)}
    return round(sum(a + b in pairs for a, b in pairwise(clause)) / max(1, len(clause)), 1)


_PER = regex(r"[人户亩日月年]均|亩产|单产|平均|每|标准")


def _then_and_now(plan: Plan, finder: Finder) -> list[Draft]:
    """What is and what was, where the report tells both: `由35家增加到140家`; none of another year than the one asked for."""
    ends = changed(plan, finder)
    if not ends or ends[0].found is None:
        return []
    told = _YEAR_TOLD.findall(_ahead(ends[0]))
    return ends[::-1] if not plan.base or not told or told[-1] == plan.base else []


def _ahead(end: Draft) -> str:
    """What stands in the clause of a found figure before it."""
    assert end.found is not None
    text, start = end.found.evidence.candidate.window.text, end.found.span.start
    return text[begin(text, start, ",。;") : start]


_YEAR_TOLD = regex(r"(?:19|20)[0-9]{2}年")
_DEED = regex(rf"已|{_DEEDS}")
_DENIES = regex("未|没|不|剩|余|尚|缺|差|欠|非|以外|其他|其它|另")


def may_stand(plan: Plan, stated: Draft, finder: Finder) -> bool:
    """Whether a figure that the reader points to can be the result, stated: not where it is what the plan starts from
    and its clause says nothing of what is left, or for each one."""
    if stated.found is None or stated.found.figure is None:
        return True
    text, span = stated.found.evidence.candidate.window.text, stated.found.span
    clause = around(text, span.start, span.end, ",。;!?\n")
    if plan.operation == "share":
        return not (stated.found.figure.change or "").endswith("_by")
    if plan.operation not in ("left", "average") or (plan.operation == "left" and plan.base):
        return True
    if (_DENIES if plan.operation == "left" else _PER).search(clause):
        return True
    if plan.operation == "left" and not (plan.labels[0] in clause or _DEED.search(clause)):
        return True
    operand: Operand | None = operand_of(parse(Question(plan.operands[0])), finder)
    return operand is None or operand.draft.found is None or place_of(operand.draft) != place_of(stated)
