"""Calculations over stated figures: each operand is looked up as a question of its own, then computed and shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from ingest.patterns import regex
from ingest.records import Span
from qa import calculate, pick
from qa.answer import Draft, features_of, figure_fits, lookup
from qa.compose import Quote, quote_around
from qa.confidence import confidence
from qa.counted import from_to
from qa.evidence import Evidence
from qa.figures import Figure, find_figures, same
from qa.find import Finder, Search
from qa.interrogatives import strip_padding
from qa.pick import figures_of
from qa.question import ParsedQuestion, parse
from qa.reckon import Reckoning, from_fulfilment, from_growth, from_new, from_share, list_with, own_of_list
from qa.records import Question, Verdict
from qa.regions import seat
from qa.spans import Found

__all__ = ["calculation", "year_before"]

_MOST_OPERANDS = 6
_WINDOWS = 3
"""Windows in which a figure that the question itself states is looked for."""


def calculation(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """The draft of a calculation, or None where an operand is not in the report or the units don't go together."""
    if plan.operation == "before" or (plan.operation == "whole" and plan.factor is None):
        return _told_back(plan, finder)
    single = plan.operation == "change" and len(plan.operands) == 1
    if plan.listed:
        drafts = _listed(plan, finder)
        plan = replace(
            plan, labels=tuple(d.short or "" for d in drafts), operands=plan.operands * len(drafts)
        )
    else:
        drafts = _changed(plan, finder) if single else _looked_up(plan, finder)
    figures = [d.found.figure for d in drafts if d.found and d.found.figure]
    if not drafts or len(figures) != len(drafts):
        return None
    if plan.factor is not None:
        printed = _printed(plan.factor, _quotes(drafts))
        if printed is None:
            return None
        plan = replace(plan, factor=printed)
    if _not_to_be(plan, drafts):
        return None
    draft = _computed(plan, drafts, _sure(drafts))
    if draft is None or (plan.maybe and _stated_itself(plan, drafts, draft, finder)):
        return None
    return draft


_PER_HEAD = regex(r"(?:[人户亩]均|每一?[人户亩名位家]|(?<!年)平均(?!每?[年月日天季]))[^,;。]{0,12}$")


def _not_to_be(plan: calculate.Plan, drafts: list[Draft]) -> bool:
    """Whether what was found is no operand: an amount per person to be shared out, a step where the level is wanted."""
    founds = [d.found for d in drafts if d.found and d.found.figure]
    if plan.operation == "change" and len(plan.operands) == 2:
        return any((f.figure.change or "").endswith("_by") for f in founds if f.figure)
    ways = {f.figure.change for f in founds if f.figure}
    if plan.operation in ("compare", "difference") and {"increase_by", "decrease_by"} <= ways:
        return True  # a rise and a fall are printed without their signs
    if plan.operation != "average" or not founds:
        return False
    total = founds[0]
    text = total.evidence.candidate.window.text
    before, behind = text[: total.span.start], text[total.span.end :]
    return _PER_HEAD.search(before) is not None or behind.startswith(("/", "每"))


def _computed(plan: calculate.Plan, operands: list[Draft], sure: float) -> Draft | None:
    """The draft of a result, or None where the operands don't go together."""
    figures = [d.found.figure for d in operands if d.found and d.found.figure]
    if plan.factor is not None:
        figures = figures[:1]
    result = calculate.calculate(plan, figures)
    if result.result is None:
        return None
    verdict: Verdict | None = None
    if plan.claims:
        verdict = "yes" if result.winner == 0 else "no"
    return Draft(
        result.short or figures[0].text,
        _quotes(operands),
        sure,
        verdict,
        expression=result.text,
        computed=(result.short, *result.computed),
        features={"operands": float(len(figures))},
    )


def _quotes(drafts: list[Draft]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quote for d in drafts for quote in d.quotes))


def _printed(share: Figure, quotes: tuple[Quote, ...]) -> Figure | None:
    """A share that the question gives, as what is quoted prints it (`六分之一`: `1/6`); None where no quote holds it."""
    return next((f for quote in quotes for f in find_figures(quote.text) if same(f, share)), None)


_STATED = ("share", "times", "percent_change", "more_times")
"""What a report often states itself: computed only where it does so less surely than the operands."""


_ROUNDING = Decimal("0.5")
_SURE = 0.7
"""How sure a figure beside the operands must be to be what is left, stated."""
_WHOLES = ("left", "change", "sum", "average")
"""What a report may state itself in a figure of its own, beside the operands."""


def _stated_itself(plan: calculate.Plan, operands: list[Draft], result: Draft, finder: Finder) -> bool:
    """Whether the report states the result itself, as surely as the operands; what is left, as a third figure."""
    if plan.operation not in (*_STATED, *_WHOLES):
        return False
    asked = parse(Question(plan.question))
    told = lookup(asked, finder.find(asked)) if not asked.gate else None
    if told is None:
        return False
    figure = told.found.figure if told.found else None
    if plan.operation == "share" and figure is not None and figure.kind == "percent":
        # the report's own rounding of what would be computed
        computed = next((f.value for f in find_figures(result.short or "") if f.kind == "percent"), None)
        if computed is not None and figure.value is not None and abs(computed - figure.value) <= _ROUNDING:
            return True
    if plan.operation in _STATED:
        return told.confidence >= result.confidence
    apart = told.found is not None and _place(told) not in map(_place, operands)
    if not apart or figure is None or told.confidence < _SURE:
        return plan.operation == "left" and apart and told.confidence >= _SURE
    return plan.operation not in ("sum", "average") or _may_be(plan, operands, told, figure)


def _may_be(plan: calculate.Plan, operands: list[Draft], told: Draft, figure: Figure) -> bool:
    """Whether a third figure, surer than any operand, can be their total or mean: no less than each, or no more."""
    if any(told.confidence < operand.confidence for operand in operands):
        return False
    figures = [d.found.figure for d in operands if d.found and d.found.figure]
    if figure.value is None or any(f.value is None for f in figures):
        return False
    if plan.operation == "average":
        return figure.unit == figures[0].unit and figure.value <= (figures[0].value or 0)
    return all(f.unit == figure.unit and figure.value >= (f.value or 0) for f in figures)


def _looked_up(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """A draft for each operand, in order; none at all where one is not surely found."""
    operands: list[_Operand] = []
    given = plan.given or (None,) * len(plan.operands)
    for text, figure in zip(plan.operands[:_MOST_OPERANDS], given, strict=False):
        operand = _stated(text, figure, finder) if figure else _operand(parse(Question(text)), finder)
        if operand is None:
            return []
        operands.append(operand)
        if plan.operation == "sum" and (told := _told_in_one(plan, operand)):
            return told
    if not plan.given:
        operands = [_by_name(o, label) for o, label in zip(operands, plan.labels, strict=False)]
        operands = _counted_alike(operands)
    if plan.operation == "share" and len(operands) == 2 and not plan.together:
        operands[0] = _within(operands[0], operands[1], plan.labels[0])
    drafts = [o.draft for o in operands]
    if len(operands) == 2 and not plan.given and plan.operation != "average":
        drafts = _told_apart(operands[0], operands[1], _MARGIN if plan.operation == "compare" else 0.0)
    places = {_place(d) for d in drafts}
    return drafts if len(places) == len(drafts) else []


def _told_in_one(plan: calculate.Plan, operand: _Operand) -> list[Draft]:
    """All figures of `支出分别为774亿元、536亿元和138亿元` where as many things are to be added; none else."""
    if operand.draft.found is None or len(plan.operands) < _LIST:
        return []
    one = operand.draft.found.evidence
    text, figures = one.candidate.window.text, figures_of(one)
    run = list_with(text, figures, operand.figure)
    named = text[max(0, run[0].start - _NAMES_REACH) : run[0].start]
    if len(run) != len(plan.operands) or "分别" not in named:
        return []
    if 2 * sum(label[-2:] in named for label in plan.labels) < len(plan.labels):
        return []
    return [replace(_drafted(_at(one, f), operand.search), confidence=operand.draft.confidence) for f in run]


_LIST = 3
"""Things from which a sum is looked for in one list told 分别."""
_NAMES_REACH = 40
"""Characters before such a list in which its things are named."""


def _sure(drafts: list[Draft]) -> float:
    """As sure as the least sure operand; two of one sentence bear each other out."""
    confidences = [d.confidence for d in drafts]
    together = len(drafts) > 1 and len({d.quotes[0] for d in drafts}) == 1
    return sum(confidences) / len(confidences) if together else min(confidences)


@dataclass(frozen=True)
class _Operand:
    """An operand as it was looked up."""

    asked: ParsedQuestion
    search: Search
    draft: Draft
    figure: Figure


def _operand(asked: ParsedQuestion, finder: Finder) -> _Operand | None:
    if asked.gate:
        return None
    asked, search = _as_figure(asked), finder.find(asked)
    draft = lookup(asked, search)
    if search.scope.others and (draft is None or draft.confidence < _LOW):
        search = finder.find(asked, only=search.scope.others)
        draft = lookup(asked, search)
    if draft is None or draft.found is None or draft.found.figure is None:
        return None
    return _Operand(asked, search, draft, draft.found.figure)


_LOW = 0.5
"""How sure an operand must be not to be looked for elsewhere."""


def _by_name(operand: _Operand, label: str) -> _Operand:
    """Of `进出口总额436亿元,其中出口282亿元` what is counted by the very name asked for."""
    name = re.split("[,，]", label)[-1].strip(" 的")
    if operand.draft.found is None or len(name) < 2 or name == operand.figure.counts:
        return operand
    one = operand.draft.found.evidence
    own = [f for f in figures_of(one) if f.counts == name and f.unit == operand.figure.unit and not f.change]
    return _moved(operand, one, own[0], operand.draft.confidence) if len(own) == 1 else operand


def _within(part: _Operand, whole: _Operand, label: str) -> _Operand:
    """A part that is not surely found, beside its whole: `总值186亿元,其中二产增加值71亿元`."""
    name = re.split("[,，]", label)[-1].strip(" 的")
    if part.draft.confidence >= _LOW or whole.draft.found is None or len(name) < 2:
        return part
    one, total = whole.draft.found.evidence, whole.figure
    text = one.candidate.window.text
    own = [
        f
        for before, f in pairwise(figures_of(one))
        if f.start > total.end
        and not re.search("[。;]", text[total.end : f.start])
        and (name in text[before.end : f.start] and f.unit == total.unit and not f.change)
    ]
    among = "其中" in text[total.end : own[0].start] if len(own) == 1 else False
    return _moved(part, one, own[0], whole.draft.confidence) if among else part


def _moved(operand: _Operand, one: Evidence, figure: Figure, sure: float) -> _Operand:
    draft = replace(_drafted(_at(one, figure), operand.search), confidence=sure)
    return replace(operand, draft=draft, figure=figure)


_MARGIN = 1.0
"""Log odds by which one order of two operands must be likelier than the other where the order is what is asked."""


def _told_apart(first: _Operand, second: _Operand, margin: float) -> list[Draft]:
    """Two operands that lie on different figures of one unit.

    Where both point at one figure of a sentence that has several (`建成432万套，新开工1043万套`), the other one is
    given to whichever of the two it fits better; where one counts another thing (`126名专员，收集318个，办结302个`),
    it is looked for among what the other counts.
    """
    drafts = [first.draft, second.draft]
    if _place(first.draft) == _place(second.draft):
        others = [_beside(first, second.figure), _beside(second, first.figure)]
        choices = [
            (_score(one) + _score(two), [one, two])
            for one, two in ((others[0], second.draft), (first.draft, others[1]))
            if one is not None and two is not None
        ]
        choices.sort(key=lambda pair: -pair[0])
        clear = len(choices) == 1 or (len(choices) == 2 and choices[0][0] - choices[1][0] >= margin)
        return choices[0][1] if clear else drafts
    if first.figure.unit != second.figure.unit and first.draft.quotes == second.draft.quotes:
        low, high = sorted((first, second), key=lambda o: o.draft.confidence)
        again = _beside(low, high.figure)
        return [again if o is low and again else o.draft for o in (first, second)]
    return drafts


def _counted_alike(operands: list[_Operand]) -> list[_Operand]:
    """Operands that all ask for one noun, each at a figure that counts it: of `市级单位12个,校园2个,区级单位7个,校园1个`
    the schools of both levels, though the reader pointed to what stands first of a level."""
    nouns = {f.counts for o in operands if o.draft.found for f in figures_of(o.draft.found.evidence)}
    common = [n for n in nouns if len(n) > 1 and all(n in o.asked.normalised for o in operands)]
    if not common:
        return operands
    noun = max(common, key=len)
    moved = [_counting(o, noun) for o in operands]
    return moved if len({_place(o.draft) for o in moved}) == len(moved) else operands


def _counting(operand: _Operand, noun: str) -> _Operand:
    """An operand at the next figure of its sentence that counts the noun, where its own counts something not asked for."""
    own = operand.figure
    if operand.draft.found is None or not own.counts or own.counts in operand.asked.normalised:
        return operand
    if noun in own.counts:
        return operand
    one = operand.draft.found.evidence
    text = one.candidate.window.text
    for figure in figures_of(one):
        alike = figure.counts == noun and figure.unit == own.unit and not figure.change
        if figure.start > own.end and alike and not re.search("[。;]", text[own.end : figure.start]):
            return _moved(operand, one, figure, operand.draft.confidence)
    return operand


def _beside(operand: _Operand, taken: Figure) -> Draft | None:
    """What else of its passage fits an operand, in the unit of a figure that is taken."""
    found = pick.figure(
        [operand.draft.found.evidence] if operand.draft.found else [],
        lambda f: None if f == taken or f.unit != taken.unit else figure_fits(operand.asked, f),
        operand.search.words,
    )
    if found is None or found.figure is None:
        return None
    return _drafted(found, operand.search)


def _score(draft: Draft) -> float:
    return draft.found.score if draft.found else 0.0


def _as_figure(asked: ParsedQuestion) -> ParsedQuestion:
    """An operand is a number, however its question was understood."""
    return asked if asked.kind == "figure" else replace(asked, kind="figure", expected="number")


def _stated(text: str, figure: Figure, finder: Finder) -> _Operand | None:
    """A figure that the question itself states (`按12家占六分之一算`), where the report states it too."""
    asked = parse(Question(text))
    search = finder.find(asked)
    for one in search.evidence[:_WINDOWS]:
        for candidate in figures_of(one):
            if same(candidate, figure):
                draft = _drafted(_at(one, candidate), search)
                return _Operand(asked, search, draft, candidate)
    return None


def _changed(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """`由45个减至17个` where `减少了多少` is asked: both ends; none where the report states the change itself."""
    asked = _as_figure(parse(Question(plan.operands[0])))
    search = finder.find(asked)
    draft = lookup(asked, search)
    if draft is None or draft.found is None or draft.found.figure is None:
        return []
    one, pointed = draft.found.evidence, draft.found.figure
    figures = figures_of(one)
    for first, second in pairwise(figures):
        if pointed in (first, second) and from_to(one.candidate.window.text, first, second):
            return [
                replace(_drafted(_at(one, figure), search), confidence=draft.confidence)
                for figure in (first, second)
            ]
    return []


def _listed(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """The figures of `三大产业产值分别为121亿元、68亿元、45亿元`, as many as the question says; none where no such list is
    told of."""
    operand = _operand(parse(Question(plan.operands[0])), finder)
    if operand is None or operand.draft.found is None:
        return []
    one = operand.draft.found.evidence
    run = list_with(one.candidate.window.text, figures_of(one), operand.figure)
    if len(run) != plan.listed:
        return []
    return [replace(_drafted(_at(one, f), operand.search), confidence=operand.draft.confidence) for f in run]


def year_before(parsed: ParsedQuestion, finder: Finder) -> Draft | None:
    """`2022年装了几部` where only the report of 2023 says `37部,比上年增加16部`: the one less the other."""
    years = [ref for ref in parsed.years if ref.start and ref.start == ref.end]
    if len(years) != 1 or parsed.kind != "figure" or years[0].start is None:
        return None
    regions = finder.scope(parsed).regions
    told = {d.told_year or d.year for d in finder.store.documents() if not regions or seat(d) in regions}
    if years[0].start in told or years[0].start + 1 not in told:
        return None
    asked = strip_padding(parsed.normalised)
    later = parse(Question(asked.replace(years[0].text, f"{years[0].start + 1}年")))
    if later.gate or later.kind != "figure":
        return None
    return _reckoned_back(later, f"{years[0].start}年", finder)


def _told_back(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """A plan of one operand, whose other figure stands beside it: the year before, or what was aimed at."""
    asked = parse(Question(plan.operands[0]))
    if asked.gate:
        return None
    if plan.operation == "before" and not plan.base:
        return _told_beside(asked, finder, from_new)
    if plan.operation == "whole" and plan.base:
        return _told_beside(asked, finder, lambda one, part: from_share(one, part, plan.base))
    if plan.operation == "before":
        return _reckoned_back(asked, plan.base, finder, plan.factor)
    return _aimed_at(asked, finder)


def _reckoned_back(
    later: ParsedQuestion, base: str, finder: Finder, told: Figure | None = None
) -> Draft | None:
    """What is told of a year, less what it came to be more than the year `base`; `told`: the rate that is to stand there."""
    operand = _operand(later, finder)
    if operand is None or operand.draft.found is None:
        return None
    one = operand.draft.found.evidence
    if told is None and (earlier := _from_before(one, operand.figure)):
        return _drafted(_at(one, earlier), operand.search)
    total = own_of_list(one, operand.figure, operand.asked.normalised, operand.search.words)
    reckoning = from_growth(one, total, base, told) if total else None
    if reckoning is None:
        return None
    figures = [_drafted(_at(one, figure), operand.search) for figure in (reckoning.amount, reckoning.beside)]
    return _computed(reckoning.plan, figures, operand.draft.confidence)


def _told_beside(
    asked: ParsedQuestion, finder: Finder, reckoned: Callable[[Evidence, Figure], Reckoning | None]
) -> Draft | None:
    """What follows from the figure asked for and another that stands beside it: a total less what came new, the whole
    behind a share."""
    operand = _operand(asked, finder)
    if operand is None or operand.draft.found is None:
        return None
    one = operand.draft.found.evidence
    reckoning = reckoned(one, operand.figure)
    if reckoning is None:
        return None
    figures = [_drafted(_at(one, figure), operand.search) for figure in (reckoning.amount, reckoning.beside)]
    return _computed(reckoning.plan, figures, operand.draft.confidence)


_LAST_YEAR = regex(r"(?:上年|去年|前一年|上一年)(?:同期|末|底)?的?$")


def _from_before(one: Evidence, now: Figure) -> Figure | None:
    """What the sentence itself says of the year before: 215万 of `由上年的215万减少到168万`."""
    text = one.candidate.window.text
    for first, second in pairwise(figures_of(one)):
        if now in (first, second) and from_to(text, first, second) and _LAST_YEAR.search(text[: first.start]):
            return first
    return None


def _aimed_at(result: ParsedQuestion, finder: Finder) -> Draft | None:
    """`2.4万人,完成计划的120%`: what was planned, by what was done and how far it goes."""
    operand = _operand(result, finder)
    if operand is None or operand.draft.found is None or not _of_its_year(operand, finder):
        return None
    one = operand.draft.found.evidence
    reckoning = from_fulfilment(one, operand.figure)
    if reckoning is None:
        return None
    figures = [operand.draft, _drafted(_at(one, reckoning.beside), operand.search)]
    return _computed(reckoning.plan, figures, operand.draft.confidence)


def _of_its_year(operand: _Operand, finder: Finder) -> bool:
    """Whether an operand stands in a report that tells of the year asked for: the plan of no other was fulfilled."""
    years = {ref.start for ref in operand.asked.years}
    if not years:
        return True  # 年度任务: the year that the report tells
    document = operand.draft.quotes[0].passage.document
    return any(d.name == document and (d.told_year or d.year) in years for d in finder.store.documents())


def _at(evidence: Evidence, figure: Figure) -> Found:
    score = evidence.reading.score(figure.start, figure.end)
    return Found(evidence, Span(figure.start, figure.end), evidence.score + score, figure)


def _drafted(found: Found, search: Search) -> Draft:
    """A found figure as a draft of its own."""
    features = {**features_of(found.evidence, found, search), "figure": 1.0}
    quote = quote_around(found.evidence.passage, found.place.start, found.place.end)
    return Draft(found.text, (quote,), confidence(features), features=features, found=found)


def _place(draft: Draft) -> tuple[str, int]:
    assert draft.found is not None
    return draft.found.evidence.passage.document, draft.found.place.start
