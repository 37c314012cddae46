"""What a report leaves to be reckoned back: the year before from growth, the plan from its fulfilment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.patterns import regex
from qa.answers.pick import figures_of
from qa.answers.respectively import respectively
from qa.numbers.figure import Figure
from qa.numbers.same import same
from qa.planning.planned import Operation, Plan
from qa.search.evidence import Evidence
from qa.text.clause import begin

__all__ = [
    "SPOKEN",
    "Reckoning",
    "behind_multiple",
    "behind_share",
    "from_fulfilment",
    "from_growth",
    "from_multiple",
    "from_new",
    "from_share",
    "list_with",
    "own_of_list",
]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What is to be computed, and the two figures of a sentence that it rests on."""

    plan: Plan
    amount: Figure
    """What is told: of the later year, or of what was done."""
    beside: Figure
    """What stands beside it: by how much it grew or fell, or how far it goes towards the plan."""


_THAN_BEFORE = r"比上年|比去年|比前一年|比上一年|较上年|较去年|较前一年|同比"
_AT_ONCE = regex(
    r"(?:每[\u4e00-\u9fff]{1,3})?(?:[,，](?:为|完成|占)[^,。;0-9]{0,6}(?:预算|计划|目标|任务)数?的[0-9.]+%)?[,，]?(?:分别)?(?:比|较)?(?:上年|去年|前一年|上一年)?(?:同比|同期)?(?:分别)?(?:增长|增|上升|上涨|提高|下降|减少|降低|降|减)了?约?"
)
"""All that stands between an amount and the rate by which it grew in its year."""
_NO_YEAR = regex(r"[两三四五六七八九十]年|累计|年均|以来|时期|期间|实际|生产总值|增加值|gdp|可比")
"""Growth not of one year, or not of the amounts as printed: at constant prices these cannot be reckoned back."""
_LISTED = regex(r"[、和及与]|以及")
_RESPECTIVE = regex("分别|依次")
SPOKEN = {"城里": "城镇", "乡下": "农村", "村里": "农村"}
"""How speech names town and country, and how reports print them."""
_OF_PLAN = regex(
    r"[,，](?:超额)?(?:完成|达到|为|占)了?(?:年度|全年|年初|省定|市定|既定)*的?(?:目标|计划|任务)(?:任务)?[数值]?的?"
)
_OVER_PLAN = regex(
    r"[,，](?:超|超出|超过|超额完成)了?(?:年度|全年|年初|省定|市定|既定)*的?(?:目标|计划|任务)(?:任务)?[数值]?"
)


_THAN_PLAN = regex(
    r"[,，](?:[^。;]{0,16}[,，])?[比较](?:年度|全年|年初|当初|原定|原)*的?(?:目标|计划|任务|预期)(?:增加|减少)?(?P<way>[多高超少低])了?"
)


def from_growth(one: Evidence, total: Figure, base: str, told: Figure | None = None) -> Reckoning | None:
    """`37部,比上年增加16部`: what is told of a year, less what it came to be more than the year `base`.

    `told` is the rate that is to stand there, where the question gives one. None where no growth stands there.
    """
    change = _change_since(one, total, base) or _step_to(one, total, base)
    if change is None or (told is not None and not same(change, told)):
        return None
    grew = (change.change or "").startswith("increase")
    operation: Operation = "difference" if grew else "sum"
    texts = (total.text, change.text)
    plan = Plan(operation, texts, texts)
    if change.unit == "%" != total.unit:
        plan = replace(plan, operation="before", operands=texts[:1], labels=texts[:1], factor=change)
    return Reckoning(plan, total, change)


_TIMES_A_YEAR = regex(
    r"[^,。;0-9]{0,4}[,，]?约?(?:是|为|达到?|相当于)(?P<base>[0-9]{4}年|上年|去年|上一年|前一年)(?:同期)?的"
)
_TIMES_OF = regex(r"[^,。;0-9]{0,4}[,，]约?(?:是|为|达到?|相当于)(?P<of>[^,。;0-9]{2,12})的")


def from_multiple(one: Evidence, times: Figure, base: str) -> Reckoning | None:
    """`61.2亿元,是2018年的2.3倍`: what there was in the year `base`, the amount divided; None of another year.

    `times` is either of the two.
    """
    text, figures = one.candidate.window.text, figures_of(one)
    pointed = times
    if times.kind == "quantity":  # the amount itself is pointed to
        times = next((f for f in figures if f.start >= times.end and f.kind == "multiple"), times)
    amount = next((f for f in reversed(figures) if f.end <= times.start and f.kind == "quantity"), None)
    between = _TIMES_A_YEAR.fullmatch(text[amount.end : times.start]) if amount else None
    if amount is None or between is None or pointed not in (amount, times):
        return None
    told = between["base"] if between["base"][0].isdigit() else "上年"
    if times.kind != "multiple" or told != base:
        return None
    plan = Plan("whole", (amount.text,), (amount.text,), factor=times)
    return Reckoning(plan, amount, times)


def behind_multiple(one: Evidence, amount: Figure, asked: str) -> Reckoning | None:
    """`新院区床位800张,是老院区的2倍` where 老院区 is asked about: the amount divided; None of anything else.

    `asked` is the question, normalised.
    """
    text, figures = one.candidate.window.text, figures_of(one)
    times = next((f for f in figures if f.start >= amount.end), None)
    if times is None or times.kind != "multiple" or "倍" in asked:
        return None
    between = _TIMES_OF.fullmatch(text[amount.end : times.start])
    if between is None or between["of"] not in asked:
        return None
    return Reckoning(Plan("whole", (amount.text,), (amount.text,), factor=times), amount, times)


def from_share(one: Evidence, part: Figure, of: str) -> Reckoning | None:
    """`12家,占全市总量的1/6`: the whole behind a share, of what the question names (`of`); None where that isn't told."""
    text = one.candidate.window.text
    for share in figures_of(one):
        if share.kind not in ("percent", "fraction") or share.start < part.end:
            continue
        if re.fullmatch(
            rf"[^,。;0-9]{{0,8}}[,，]?(?:约|近)?占(?:到|了)?{of}[^,。;0-9]{{0,8}}",
            text[part.end : share.start],
        ):
            plan = Plan("whole", (part.text,), (part.text,), factor=replace(share, change=None))
            return Reckoning(plan, part, share)
    return None


_SHARE_OF = regex(
    r"[^,。;0-9]{0,8}[,，]?(?:约|近)?占(?:到|了)?(?P<of>[^,。;0-9]{3,16}?)(?:总额|总量|总数)?的?(?:比重|比例)?(?:为|达到?)?"
)


def behind_share(one: Evidence, share: Figure, asked: str) -> Reckoning | None:
    """`民生支出38.4亿元,占一般公共预算支出的80%` where the budget itself is asked for: the whole, by its part and share.

    `asked` is the question, normalised; None where it doesn't name the whole.
    """
    text, figures = one.candidate.window.text, figures_of(one)
    part = next((f for f in reversed(figures) if f.end <= share.start), None)
    if part is None or part.kind != "quantity" or share.kind not in ("percent", "fraction") or share.change:
        return None
    told = _SHARE_OF.fullmatch(text[part.end : share.start])
    if told is None or told["of"] not in asked:
        return None
    return Reckoning(Plan("whole", (part.text,), (part.text,), factor=share), part, share)


_CAME_NEW = regex(r"(?:新增|净增|增加|新建|新开|新添|新设|新认定|新培育)[^,。;0-9]{0,10}$")
_TIMES_BEFORE = regex(
    r"[^,。;0-9]{0,4}[,，]?(?:是|为|达到?|相当于)(?:原来|原先|之前|以前|过去|上年|搬迁前|改造前)的"
)
_SINCE_START = regex(
    r"(?:左右)?[,，][^,。;0-9]{0,4}?[比较](?:年初数?|上年末|上年底|去年底|去年末|[0-9]{4}年[末底])(?:净|新)?(?:增加|增长|增|多|减少|下降|少)了?"
)
_OF_IT_NEW = regex(r"(?:左右)?[,，]?其中[^,。;0-9]{0,6}(?:新增|净增|新建|新开|新添|新设)[\u4e00-\u9fff]{0,4}")
_NET = regex(r"(?:左右)?[,，](?:[比较](?:上年末?|去年)[^,。;0-9]{0,4})?净增加?")
_IN_ALL = regex(
    r"[^,。;0-9]{0,10}[,，](?:[全总][区市县省]?[\u4e00-\u9fff]{0,6}?)?(?:总数|总量|总规模|累计|总计)?(?:已|共|已经|增)*(?:达到?|增至|增加到|突破|为|至|到)"
    r"|[^,。;0-9]{0,10}[,，](?:累计|总共|总计)(?:已|共)*(?:建成|建有|建设|培育|认定|拥有|发展|创建|有)"
)


def from_new(one: Evidence, pointed: Figure) -> Reckoning | None:
    """`净增68家,总数达到412家`: what there was before, the total less what came new; None where that isn't told.

    `pointed` is either of the two.
    """
    text = one.candidate.window.text
    for new, total in pairwise(figures_of(one)):
        between = text[new.end : total.start]
        if new == pointed and new.unit == total.unit and _SINCE_START.fullmatch(between):
            texts, grew = (new.text, total.text), (total.change or "").startswith("increase")
            return Reckoning(Plan("difference" if grew else "sum", texts, texts), new, total)
        if pointed in (new, total) and new.unit == total.unit and _NET.fullmatch(between):
            return Reckoning(Plan("difference", (new.text, total.text), (new.text, total.text)), new, total)
        if pointed in (new, total) and new.unit == total.unit and _OF_IT_NEW.fullmatch(between):
            return Reckoning(Plan("difference", (new.text, total.text), (new.text, total.text)), new, total)
        if total.kind == "multiple" and pointed in (new, total) and _TIMES_BEFORE.fullmatch(between):
            return Reckoning(
                Plan("whole", (new.text,), (new.text,), factor=total), new, total
            )  # 是原来的两倍
        if pointed not in (new, total) or new.unit != total.unit:
            continue
        if not (_CAME_NEW.search(text[: new.start]) or "累计" in between):
            continue
        if (
            _IN_ALL.fullmatch(text[new.end : total.start])
            and new.value
            and total.value
            and new.value < total.value
        ):
            texts = (total.text, new.text)
            return Reckoning(Plan("difference", texts, texts), total, new)
    return None


def from_fulfilment(one: Evidence, done: Figure) -> Reckoning | None:
    """`2.4万人,完成计划的120%`: what was planned, by what was done and how far it goes; None where that isn't told."""
    text = one.candidate.window.text
    for told in figures_of(one):
        between = text[done.end : told.start]
        if told.unit == "%" != done.unit and _OF_PLAN.fullmatch(between):
            plan = Plan("whole", (done.text,), (done.text,), factor=replace(told, change=None))
            return Reckoning(plan, done, told)
        if told.unit == done.unit and (than := _THAN_PLAN.fullmatch(between)):
            operation: Operation = "difference" if than["way"] in "多高超" else "sum"
            return Reckoning(Plan(operation, (done.text, told.text), (done.text, told.text)), done, told)
        if told.unit == done.unit and _OVER_PLAN.fullmatch(between):
            return Reckoning(Plan("difference", (done.text, told.text), (done.text, told.text)), done, told)
    return None


def own_of_list(one: Evidence, pointed: Figure, asked: str, words: Mapping[str, float]) -> Figure | None:
    """Of `城镇和农村人均住房32平方米、37平方米` the one that the question is about, None where nothing tells which.

    `asked` is the question, normalised; `words` are its words by weight; `pointed` is the figure that the reader points to.
    """
    text, figures = one.candidate.window.text, figures_of(one)
    amounts = list_with(text, figures, pointed)
    at = amounts[0].start
    if len(amounts) == 1 or _RESPECTIVE.search(text[max(0, at - 8) : at]):
        return pointed
    mark = "分别"  # what such a list leaves out
    later = [replace(f, start=f.start + len(mark), end=f.end + len(mark)) for f in amounts]
    printed = {name: 1.0 for spoken, name in SPOKEN.items() if spoken in asked}
    own = respectively(text[:at] + mark + text[at:], later, {**words, **printed})
    return next((amounts[number] for number, fits in own.items() if fits), None)


def _change_since(one: Evidence, total: Figure, base: str) -> Figure | None:
    """What a figure came to be more or less than the year `base`; of several in a list each has its own:
    `分别为32元、14元,增长4%、8%`."""
    text, figures = one.candidate.window.text, figures_of(one)
    amounts = list_with(text, figures, total)
    sentence = text[begin(text, total.start, "。;\n") :]
    since = re.compile(rf"{_THAN_BEFORE}|[比较](?:年初|{base})")
    for first in figures:
        between = text[amounts[-1].end : first.start]
        if first.start < amounts[-1].end or not (first.change or "").endswith("_by"):
            continue
        changes = list_with(text, figures, first)
        if len(changes) > len(amounts) and _RESPECTIVE.search(between):
            # 接待游客7万人次,收入2亿元,分别增长7%和8%: amounts of several units
            amounts = [f for f in figures if f.end <= first.start and not f.change][-len(changes) :]
            between = text[amounts[-1].end : first.start]
        if re.search("[。;]", between):
            return None
        if changes[-1].unit == _POINTS and total.unit == "%":
            first = replace(first, unit="%")
        rate = first.unit == "%" != total.unit
        fits = _AT_ONCE.fullmatch(between) if rate else since.search(between) and first.unit == total.unit
        if not fits or (rate and _NO_YEAR.search(sentence[: sentence.find(first.text)])):
            continue
        listed = text[max(0, amounts[0].start - 20) : first.start]
        if (
            total not in amounts
            or len(changes) != len(amounts)
            or (len(amounts) > 1 and not _RESPECTIVE.search(listed))
        ):
            return None
        change = changes[amounts.index(total)]
        return replace(change, change=first.change, unit=first.unit)
    return None


_CAME_TO = regex(
    r"[,，](?:[^,。;0-9]{0,10}?)(?:达到?|完成|实现|增至|增加到|突破|为)(?:了)?(?:人民币)?|[,，]?(?:增加|减少|上升|下降)?(?:到|至|达到?)"
)


def _step_to(one: Evidence, total: Figure, base: str) -> Figure | None:
    """The increase of the year that a total follows: `1985年增加362亿元,全年总收入达到1829亿元`."""
    text, figures = one.candidate.window.text, figures_of(one)
    at = figures.index(total)
    step = figures[at - 1] if at else None
    if step is None or step.unit != total.unit or not (step.change or "").endswith("_by"):
        return None
    if not _CAME_TO.fullmatch(text[step.end : total.start]):
        return None
    clause = text[begin(text, step.start, ",。;\n") : step.start]
    if re.search(rf"{_THAN_BEFORE}|[比较]{base}", clause):
        return step
    year = figures[at - 2] if at > 1 else None
    ahead = text[year.end : step.start] if year else ""
    of_year = year is not None and year.kind == "year" and year.value == int(base[:4]) + 1
    return step if of_year and re.fullmatch("[^,。;0-9比较]{0,12}", ahead) else None


def _of_one_unit(first: Figure, second: Figure) -> bool:
    """提高0.8个和2.3个百分点: the first leaves out of its unit what the second says."""
    return first.unit == second.unit or (first.unit == "个" and second.unit == _POINTS)


_POINTS = "个百分点"


def list_with(text: str, figures: list[Figure], member: Figure) -> list[Figure]:
    """The figures of one unit that stand in a list with one of them: `32元、14元`."""
    runs: list[list[Figure]] = []
    for figure in figures:
        last = runs[-1][-1] if runs else None
        if last and _of_one_unit(last, figure) and _LISTED.fullmatch(text[last.end : figure.start]):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return next((run for run in runs if member in run), [member])
