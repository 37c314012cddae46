"""Calculations over stated figures: each operand is looked up as a question of its own, then computed and shown."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.normalise import normalise
from ingest.records import Span
from qa import calculate
from qa.answer import Draft, features_of, lookup
from qa.compose import quote_around
from qa.confidence import confidence
from qa.evidence import Evidence
from qa.extract import Found, figures_of
from qa.figures import Figure, same
from qa.find import Finder, Search
from qa.question import ParsedQuestion, parse
from qa.records import Question
from qa.units import compatible

__all__ = ["calculation"]

_MOST_OPERANDS = 6
_WINDOWS = 3
"""Windows in which a figure that the question itself states is looked for."""


def calculation(plan: calculate.Plan, finder: Finder) -> Draft | None:
    """The draft of a calculation, or None where an operand is not in the report or the units don't go together."""
    drafts = _changed(plan, finder) if plan.operation == "change" else _looked_up(plan, finder)
    figures = [d.found.figure for d in drafts if d.found and d.found.figure]
    if not drafts or len(figures) != len(drafts):
        return None
    result = calculate.calculate(plan, figures)
    if result.result is None:
        return None
    quotes = tuple(dict.fromkeys(quote for d in drafts for quote in d.quotes))
    sure = min(d.confidence for d in drafts)
    if plan.maybe and plan.operation in _STATED and _told(plan.question, finder) >= sure:
        return None
    # the share that the question gives is its own: it need not stand in the report
    given = (plan.factor.text,) if plan.factor else ()
    return Draft(
        result.short,
        quotes,
        sure,
        expression=result.text,
        computed=(result.short, *result.computed, *given),
        features={"operands": float(len(figures))},
    )


_STATED = ("share", "times", "percent_change", "more_times")
"""What a report often states itself: computed only where it does so less surely than the operands."""


def _told(question: str, finder: Finder) -> float:
    """How sure it is that the report states the result itself."""
    asked = parse(Question(question))
    draft = lookup(asked, finder.find(asked)) if not asked.gate else None
    return draft.confidence if draft else 0.0


def _looked_up(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """A draft for each operand, in order; none at all where one is not surely found."""
    drafts: list[Draft] = []
    given = plan.given or (None,) * len(plan.operands)
    for operand, figure in zip(plan.operands[:_MOST_OPERANDS], given, strict=False):
        draft = _stated(operand, figure, finder) if figure else _operand(operand, finder)
        if draft is None or _taken(draft, drafts):
            return []
        drafts.append(draft)
    return drafts


def _operand(text: str, finder: Finder) -> Draft | None:
    asked = parse(Question(text))
    if asked.gate:
        return None
    search = finder.find(asked)
    return lookup(_as_figure(asked), search)


def _as_figure(asked: ParsedQuestion) -> ParsedQuestion:
    """An operand is a number, however its question was understood."""
    return asked if asked.kind == "figure" else replace(asked, kind="figure", expected="number")


def _stated(text: str, figure: Figure, finder: Finder) -> Draft | None:
    """A figure that the question itself states (`按12家占六分之一算`), where the report states it too."""
    search = finder.find(parse(Question(text)))
    for one in search.evidence[:_WINDOWS]:
        for candidate in figures_of(one):
            if same(candidate, figure):
                return _drafted(one, candidate, search)
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
        if pointed in (first, second) and _from_to(one, first, second):
            return [
                replace(_drafted(one, figure, search), confidence=draft.confidence)
                for figure in (first, second)
            ]
    return []


def _from_to(evidence: Evidence, first: Figure, second: Figure) -> bool:
    """Whether something went from one figure to the other: `由380元提高到420元`, `从5类增至7类`."""
    text = normalise(evidence.candidate.window.text)
    before, between = text[max(0, first.start - 8) : first.start], text[first.end : second.start]
    return (
        re.search(r"[由从自][^,。;]{0,6}$", before) is not None
        and re.fullmatch(r"[^,。;0-9]{0,8}(?:到|至|为|成)了?", between) is not None
        and compatible(first.unit, second.unit)
    )


def _drafted(evidence: Evidence, figure: Figure, search: Search) -> Draft:
    """A figure of the evidence as a draft of its own."""
    score = evidence.reading.score(figure.start, figure.end)
    found = Found(evidence, Span(figure.start, figure.end), evidence.score + score, figure)
    features = {**features_of(evidence, found, search), "figure": 1.0}
    quote = quote_around(evidence.passage, found.place.start, found.place.end)
    return Draft(found.text, (quote,), confidence(features), features=features, found=found)


def _taken(draft: Draft, before: list[Draft]) -> bool:
    """Two operands of one figure: one of them was not found."""
    places: set[tuple[str, int]] = {_place(d) for d in before}
    return draft.found is None or draft.found.figure is None or _place(draft) in places


def _place(draft: Draft) -> tuple[str, int]:
    assert draft.found is not None
    return draft.found.evidence.passage.document, draft.found.place.start
