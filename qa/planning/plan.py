"""What a question wants computed, and from which look-ups: the readings of each kind of calculation, in order.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.planning.besideplan import beside_plan
from qa.planning.comparisonplan import comparison_plan
from qa.planning.englishplan import english_plan
from qa.planning.operands import JOIN
from qa.planning.partplan import part_plan
from qa.planning.periodplan import period_plan
from qa.planning.planned import Plan
from qa.planning.ratioplan import ratio_plan
from qa.planning.sumplan import sum_over_years, sum_plan
from qa.planning.unitplan import unit_plan
from qa.text.interrogatives import strip_padding

__all__ = ["plan"]

_CLOSING = regex(r"[?!。,，、 ]+$")
_READINGS = (
    english_plan,
    sum_over_years,
    period_plan,
    part_plan,
    comparison_plan,
    ratio_plan,
    sum_plan,
    unit_plan,
)
"""The first that finds a plan is believed: what fits one of them may fit a later one too."""


def plan(question: str) -> Plan | None:
    """The calculation that a question asks for, or None where it is a look-up.

    Polite padding in `question` is passed over; a stated result is possible where `Plan.maybe` says so.
    """
    text = _CLOSING.sub("", strip_padding(normalise(question).strip()))
    if not text:
        return None
    bare, left_out = _without_exclusion(text)
    found = next((found for read in _READINGS if (found := read(bare))), None)
    beside = beside_plan(bare)
    if beside is not None:
        beside = replace(beside, question=text, excluding=left_out)
    return replace(found, question=text, excluding=left_out, otherwise=beside) if found else beside


_EXCLUDED = regex(
    r"\((?:不[含算带计]|不包[括含])(?P<a>[^()]{1,12}?)的?\)|\((?P<b>[^()]{1,12}?)(?:都|也|的)?(?:不[算计含]|除外|不在内|不包括在内)\)"
    r"|^(?:不[含算计]|不包[括含])(?P<c>[^,，]{1,10})[,，]光?"
)


def _without_exclusion(text: str) -> tuple[str, tuple[str, ...]]:
    """A question without what it says is not to be counted, and the names of that."""
    match = _EXCLUDED.search(text)
    if match is None:
        return text, ()
    names = [name.strip(" 的") for name in re.split(JOIN, match["a"] or match["b"] or match["c"])]
    return text[: match.start()] + text[match.end() :], tuple(name for name in names if name)
