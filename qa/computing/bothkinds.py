"""What the kinds of a thing come to together, where a report tells them one beside the other and never their sum:
`城市低保对象1860人,农村低保对象9740人`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.computed import computed
from qa.computing.oneoperand import at_figure
from qa.numbers.figures import Figure
from qa.parsing.question import ParsedQuestion
from qa.planning.planned import Plan
from qa.search.evidence import Evidence
from qa.text.clause import begin
from qa.text.overlap import same_end

__all__ = ["both_kinds"]

_IN_ALL = regex("一共|总共|合计|共计|总计|加起来|全部|统共|拢共")
_PART = regex("其中|当中|包括|累计|总数|新增")
_JOINTS = ",;、和 "
_LEAST = 2
"""Characters that the names of the kinds must share at their end."""
_MOST = 10
"""Characters of the longest name of a kind before that."""


def both_kinds(parsed: ParsedQuestion, draft: Draft) -> Draft | None:
    """The draft of the sum, where a question asks for all of what was found only of one kind, beside the others; else
    None."""
    figure = draft.found.figure if draft.found else None
    if draft.found is None or figure is None or not _IN_ALL.search(parsed.normalised):
        return None
    one = draft.found.evidence
    kinds = _kinds(one, figure)
    if len(kinds) < 2 or any(_names(parsed.normalised, name) for name, _ in kinds):
        return None
    figures = [f for _, f in kinds]
    names = tuple(f.text for f in figures)
    operands = [replace(draft, found=at_figure(one, f)) for f in figures]
    return computed(Plan("sum", names, names), operands, draft.confidence)


def _names(question: str, kind: str) -> bool:
    """Whether a question says a word of what tells a kind from the others."""
    return any(a + b in question for a, b in pairwise(kind)) or kind in question


def _kinds(one: Evidence, figure: Figure) -> list[tuple[str, Figure]]:
    """What tells each kind from the others, and its figure; none where a total stands before them."""
    text = one.candidate.window.text
    start = begin(text, figure.start, "。!?\n")
    told = [f for f in figures_of(one) if f.start >= start and f.kind == "quantity" and f.high is None]
    if figure not in told:
        return []
    leads = [
        text[a : b.start].strip(_JOINTS) for a, b in zip([start, *(f.end for f in told)], told, strict=False)
    ]
    leads[0] = leads[0].rpartition(",")[2]
    at = told.index(figure)
    first = last = at
    while first > 0 and _alike(leads[first - 1], leads[at], told[first - 1], figure):
        first -= 1
    while last + 1 < len(told) and _alike(leads[last + 1], leads[at], told[last + 1], figure):
        last += 1
    if first == last or any(f.unit == figure.unit for f in told[:first]) or _PART.search(leads[first]):
        return []
    shared = min(same_end(lead, leads[at]) for lead in leads[first : last + 1])
    names = [lead[: len(lead) - shared] for lead in leads[first : last + 1]]
    return list(zip(names, told[first : last + 1], strict=True)) if all(names) else []


def _alike(lead: str, own: str, other: Figure, figure: Figure) -> bool:
    """Whether two figures of one unit are of kinds of one thing: their names end alike, and differ before that."""
    shared = same_end(lead, own)
    longest = max(len(lead), len(own)) - shared
    return other.unit == figure.unit and not other.change and shared >= _LEAST and 0 < longest <= _MOST
