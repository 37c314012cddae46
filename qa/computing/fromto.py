"""A change of which the report tells but both ends: `由45个减至17个`, `已有57户,今年要扩大到120户`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingest.patterns import regex
from qa.answers.answer import lookup
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.oneoperand import as_figure, at_figure, drafted
from qa.numbers.counted import from_to
from qa.numbers.figures import Figure
from qa.numbers.units import compatible
from qa.parsing.askedunit import unit_fits
from qa.parsing.question import parse
from qa.planning import calculate
from qa.records import Question
from qa.search.evidence import Evidence
from qa.search.find import Finder
from qa.text.clause import around
from qa.text.overlap import share_of

__all__ = ["changed"]

_SO_FAR = regex(r"(?:已经?|现有|目前有?|原有|原来)[^,。;0-9]{0,10}$")
_FURTHER = regex(
    r"[^,。;0-9]{0,14}[,，][^,。;0-9]{0,8}?(?:扩大|扩展|增加|发展|提高|上升|增|扩|升|涨|减少|压缩|下降|减|降)(?:到|至)"
)


_NAMED = 0.6
"""Share of a thing's name that the clause must have which tells of its change."""
_WINDOWS = 3


def changed(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """Both ends of the change that `plan` asks for, the first one first; none where the report states the change itself.

    Where what the reader points to tells of something else, ends that are told of the very thing are taken.
    """
    asked = as_figure(parse(Question(plan.operands[0])))
    search = finder.find(asked)
    draft = lookup(asked, search)
    if draft is None or draft.found is None or draft.found.figure is None:
        return []
    one, pointed = draft.found.evidence, draft.found.figure
    ends = next((pair for pair in _pairs(one) if pointed in pair), None)
    if ends is None:
        name = plan.labels[0].rpartition("的")[2]
        told = _told_of(name, one, pointed)
        further = [
            (_told_of(name, other, pair[0]), other, pair)
            for other in search.evidence[:_WINDOWS]
            for pair in _pairs(other)
            if unit_fits(asked.unit, pair[0].unit)
        ]
        share, one, ends = max(further, key=lambda f: f[0], default=(0.0, one, None))
        if ends is None or share < max(_NAMED, told + _NAMED / 2):
            return []
    return [replace(drafted(at_figure(one, end), search), confidence=draft.confidence) for end in ends]


def _pairs(one: Evidence) -> list[tuple[Figure, Figure]]:
    return [pair for pair in pairwise(_amounts(one)) if _one_to_other(one, *pair)]


def _amounts(one: Evidence) -> list[Figure]:
    """The figures of a window but for years: `由2022年的35家增加到2024年的140家`."""
    return [f for f in figures_of(one) if f.kind not in ("year", "date")]


def _one_to_other(one: Evidence, first: Figure, second: Figure) -> bool:
    text = one.candidate.window.text
    if from_to(text, first, second):
        return True
    return (
        _SO_FAR.search(text[: first.start]) is not None
        and _FURTHER.fullmatch(text[first.end : second.start]) is not None
        and compatible(first.unit, second.unit)
    )


def _told_of(name: str, one: Evidence, figure: Figure) -> float:
    """Share of a name that the clause of a figure has."""
    return share_of(name, around(one.candidate.window.text, figure.start, figure.end, ",。;"))
