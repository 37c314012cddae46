"""Calculations over stated figures: each operand is looked up as a question of its own, then computed and shown."""

from __future__ import annotations

import re
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
from qa.pick import figures_of
from qa.question import ParsedQuestion, parse
from qa.records import Question
from qa.regions import seat
from qa.spans import Found

__all__ = ["calculation", "year_before"]

_MOST_OPERANDS = 6
_WINDOWS = 3
"""Windows in which a figure that the question itself states is looked for."""


def calculation(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """The draft of a calculation, or None where an operand is not in the report or the units don't go together."""
    drafts = _changed(plan, finder) if plan.operation == "change" else _looked_up(plan, finder)
    figures = [d.found.figure for d in drafts if d.found and d.found.figure]
    if not drafts or len(figures) != len(drafts):
        return None
    if plan.factor is not None:
        printed = _printed(plan.factor, _quotes(drafts))
        if printed is None:
            return None
        plan = replace(plan, factor=printed)
    draft = _computed(plan, drafts, _sure(drafts))
    if draft is None or (plan.maybe and _stated_itself(plan, drafts, draft, finder)):
        return None
    return draft


def _computed(plan: calculate.Plan, operands: list[Draft], sure: float) -> Draft | None:
    """The draft of a result, or None where the operands don't go together."""
    figures = [d.found.figure for d in operands if d.found and d.found.figure]
    result = calculate.calculate(plan, figures)
    if result.result is None:
        return None
    return Draft(
        result.short,
        _quotes(operands),
        sure,
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


def _stated_itself(plan: calculate.Plan, operands: list[Draft], result: Draft, finder: Finder) -> bool:
    """Whether the report states the result itself, as surely as the operands; what is left, as a third figure."""
    if plan.operation not in (*_STATED, "left"):
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
    return apart and told.confidence >= _SURE


def _looked_up(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """A draft for each operand, in order; none at all where one is not surely found."""
    operands: list[_Operand] = []
    given = plan.given or (None,) * len(plan.operands)
    for text, figure in zip(plan.operands[:_MOST_OPERANDS], given, strict=False):
        operand = _stated(text, figure, finder) if figure else _operand(text, finder)
        if operand is None:
            return []
        operands.append(operand)
    drafts = [o.draft for o in operands]
    if len(operands) == 2 and not plan.given:
        drafts = _told_apart(operands[0], operands[1], _MARGIN if plan.operation == "compare" else 0.0)
    places = {_place(d) for d in drafts}
    return drafts if len(places) == len(drafts) else []


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


def _operand(text: str, finder: Finder) -> _Operand | None:
    asked = parse(Question(text))
    if asked.gate:
        return None
    asked, search = _as_figure(asked), finder.find(asked)
    draft = lookup(asked, search)
    if draft is None or draft.found is None or draft.found.figure is None:
        return None
    return _Operand(asked, search, draft, draft.found.figure)


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


_THAN_BEFORE = regex(r"比上年|比去年|比前一年|比上一年|较上年|较去年|较前一年|同比")


def year_before(parsed: ParsedQuestion, finder: Finder) -> Draft | None:
    """`2022年装了几部` where only the report of 2023 says `37部,比上年增加16部`: the one less the other."""
    years = [ref for ref in parsed.years if ref.start and ref.start == ref.end]
    if len(years) != 1 or parsed.kind != "figure" or years[0].start is None:
        return None
    regions = finder.scope(parsed).regions
    told = {d.told_year or d.year for d in finder.store.documents() if not regions or seat(d) in regions}
    if years[0].start in told or years[0].start + 1 not in told:
        return None
    later = parse(Question(parsed.text.replace(years[0].text, f"{years[0].start + 1}年")))
    if later.gate or later.kind != "figure":
        return None
    search = finder.find(later)
    draft = lookup(later, search)
    if draft is None or draft.found is None or draft.found.figure is None:
        return None
    one, total = draft.found.evidence, draft.found.figure
    for change in figures_of(one):
        between = one.candidate.window.text[total.end : change.start]
        way = (change.change or "").removesuffix("_by")
        told_of = (
            change.start > total.end and _THAN_BEFORE.search(between) and not re.search("[。;]", between)
        )
        if told_of and way in ("increase", "decrease") and change.unit == total.unit:
            operation: calculate.Operation = "difference" if way == "increase" else "sum"
            texts = (total.text, change.text)
            plan = calculate.Plan(operation, texts, texts)
            return _computed(plan, [draft, _drafted(_at(one, change), search)], draft.confidence)
    return None


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
