"""What a rate told beside an amount makes of it: the part that was done, or what is left of the hundred.

`调解纠纷6318件,调解成功率98.6%` tells how many came to a good end, `满意率96.1%` how many were not content.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.computed import computed
from qa.computing.oneoperand import at_figure
from qa.numbers.figures import Figure
from qa.parsing.question import ParsedQuestion
from qa.planning.planned import Plan
from qa.search.evidence import Evidence
from qa.text.clause import around, begin

__all__ = ["by_rate"]

_RATE = regex(r"(?P<what>[\u4e00-\u9fff]{0,8}?(?P<deed>[\u4e00-\u9fff]{2}))率(?:为|是|达到?|保持在|稳定在)?$")
_SHARE = regex(r"其中[,]?(?P<of>[^,。;0-9]{2,10}?)(?:收入)?(?:占比|占|比重)(?:为|达到?)?$")
_OF_RATE = regex(r"率|百分|几成|比例|占比|比重|多大程度|为什么|怎么")
_SHARED = regex(r"百分|几成|比例|占|多大比|率")
_DENIED = r"(?:不|没有?|未)(?:能|被|予|太|怎么|够)?"
_LESS = regex(r"下降|减少|降低|增长|提高|上升|提升")
_NEAR = 24
"""Characters between an amount and the rate that is told of it."""


def by_rate(parsed: ParsedQuestion, draft: Draft) -> Draft | None:
    """The draft of what a rate makes of the amount that was found, where the question asks for just that part, or of the
    rate that was found, where it asks for what the rate leaves; else None."""
    figure = draft.found.figure if draft.found else None
    if draft.found is None or figure is None or figure.value is None or figure.change or figure.high:
        return None
    one = draft.found.evidence
    if figure.kind == "percent":
        rest = _left_over(parsed.normalised, one, figure)
        return _done(draft, one, *rest) if rest else None
    if figure.kind != "quantity" or parsed.expected != "number" or _OF_RATE.search(parsed.normalised):
        return None
    rate = _rate_beside(parsed.normalised, one, figure)
    if rate is None:
        return None
    plan = Plan("part", (figure.text,), (figure.text,), factor=rate)
    return _done(draft, one, plan, (figure, rate))


def _done(draft: Draft, one: Evidence, plan: Plan, figures: tuple[Figure, ...]) -> Draft | None:
    return computed(plan, [replace(draft, found=at_figure(one, f)) for f in figures], draft.confidence)


def _left_over(question: str, one: Evidence, rate: Figure) -> tuple[Plan, tuple[Figure, ...]] | None:
    """The rest of a hundred, where the question denies what the rate is of: `不满意的占多少` of `满意率96.1%`."""
    text = one.candidate.window.text
    named = _RATE.search(text[begin(text, rate.start, ",。;!?、") : rate.start])
    if named is None or not _SHARED.search(question) or _LESS.search(question):
        return None
    deed = named["deed"]
    denied = re.search(f"{_DENIED}{deed}", question)
    if denied is None or re.search(f"{_DENIED}{deed}", text):
        return None
    return Plan("rest", (rate.text,), (deed,), factor=rate), (rate,)


def _rate_beside(question: str, one: Evidence, amount: Figure) -> Figure | None:
    """The rate that follows an amount in its sentence, of what the question asks for and the amount's own clause does not
    tell."""
    text = one.candidate.window.text
    own, last = around(text, amount.start, amount.end, ",。;!?"), amount.end
    for rate in figures_of(one):
        if rate.start < amount.end:
            continue
        between = text[last : rate.start]
        if rate.kind == "percent" and rate.change:
            last = rate.end  # 收入41亿元,增长6%,其中税收占比78%
            continue
        if rate.kind != "percent" or rate.value is None:
            break
        if len(between) > _NEAR or re.search("[。;!?0-9]", between):
            break
        named = _RATE.search(between) or _SHARE.search(between)
        if named is None:
            continue
        deed = named.groupdict().get("deed") or named["of"]
        asked = re.search(rf"(?<![不没未非]){deed}", question)
        if asked and deed not in own and rate.value < _ALL:
            return rate
    return None


_ALL = 100
