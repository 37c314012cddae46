"""A share of what the report tells only by its kinds: `两种供地` are all figures of one list that count 供地."""

from __future__ import annotations

from dataclasses import replace

from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.oneoperand import as_sure, operand_of
from qa.parsing.question import parse
from qa.planning.planned import Plan
from qa.records import Question
from qa.search.find import Finder

__all__ = ["NAMED_BY_NUMBER", "of_kinds"]

NAMED_BY_NUMBER = regex(r"^(?:这|那)?(?P<count>[两二三四五])(?:种|类|项|样|个|大)")


def of_kinds(plan: Plan, finder: Finder) -> tuple[Plan, list[Draft]] | None:
    """The part that `plan` asks for, and the others of its kinds, as many as the question says; else None.

    `拍卖项目供地56亩,划拨项目供地65亩`: of two kinds of 供地 the one is the part, both together are the whole.
    """
    named = NAMED_BY_NUMBER.match(plan.labels[1])
    part = operand_of(parse(Question(plan.operands[0])), finder)
    if named is None or part is None or part.draft.found is None or not part.figure.counts:
        return None
    one, own = part.draft.found.evidence, part.figure
    text = one.candidate.window.text
    alike = [
        f
        for f in figures_of(one)
        if f.counts == own.counts and f.unit == own.unit and not f.change and f.start != own.start
    ]
    first, last = min([own, *alike], key=lambda f: f.start), max([own, *alike], key=lambda f: f.end)
    count = "〇一二三四五".find(named["count"].replace("两", "二"))
    if len(alike) + 1 != count or "。" in text[first.start : last.end]:
        return None
    drafts = [part.draft, *(as_sure(part, one, f) for f in alike)]
    labels = tuple(d.short or "" for d in drafts)
    return replace(plan, operands=plan.operands[:1] * count, labels=labels, together=True), drafts
