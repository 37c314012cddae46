"""One operand of a calculation: the figure that its own question is answered by, as a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.records import Span
from qa.answers.answer import lookup
from qa.answers.confidence import confidence, features_of
from qa.answers.draft import Draft
from qa.numbers.figures import Figure
from qa.parsing.question import ParsedQuestion
from qa.search.evidence import Evidence
from qa.search.find import Finder, Search
from qa.search.quote import quote_around
from qa.search.spans import Found

__all__ = [
    "Operand",
    "as_figure",
    "as_sure",
    "at_figure",
    "drafted",
    "moved",
    "operand_of",
    "place_of",
]


@dataclass(frozen=True)
class Operand:
    """An operand as it was looked up."""

    asked: ParsedQuestion
    search: Search
    draft: Draft
    figure: Figure


def operand_of(asked: ParsedQuestion, finder: Finder) -> Operand | None:
    if asked.gate:
        return None
    asked, search = as_figure(asked), finder.find(asked)
    draft = lookup(asked, search)
    if search.scope.others and (draft is None or draft.confidence < _LOW):
        search = finder.find(asked, only=search.scope.others)
        draft = lookup(asked, search)
    if draft is None or draft.found is None or draft.found.figure is None:
        return None
    return Operand(asked, search, draft, draft.found.figure)


_LOW = 0.5
"""How sure an operand must be not to be looked for elsewhere."""


def as_figure(asked: ParsedQuestion) -> ParsedQuestion:
    """An operand is a number, however its question was understood."""
    return asked if asked.kind == "figure" else replace(asked, kind="figure", expected="number")


def moved(operand: Operand, one: Evidence, figure: Figure, sure: float) -> Operand:
    draft = replace(as_sure(operand, one, figure), confidence=sure)
    return replace(operand, draft=draft, figure=figure)


def as_sure(operand: Operand, one: Evidence, figure: Figure) -> Draft:
    """Another figure beside an operand's, as sure as that one is."""
    return replace(drafted(at_figure(one, figure), operand.search), confidence=operand.draft.confidence)


def at_figure(evidence: Evidence, figure: Figure) -> Found:
    score = evidence.reading.score(figure.start, figure.end)
    return Found(evidence, Span(figure.start, figure.end), evidence.score + score, figure)


def drafted(found: Found, search: Search) -> Draft:
    """A found figure as a draft of its own."""
    features = {**features_of(found.evidence, found, search), "figure": 1.0}
    quote = quote_around(found.evidence.passage, found.place.start, found.place.end)
    return Draft(found.text, (quote,), confidence(features), features=features, found=found)


def place_of(draft: Draft) -> tuple[str, int]:
    assert draft.found is not None
    return draft.found.evidence.passage.document, draft.found.place.start
