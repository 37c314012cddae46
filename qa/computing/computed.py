"""The result of a calculation as a draft of an answer: shown, with a verdict where it was claimed."""

from __future__ import annotations

from qa.answers.draft import Draft
from qa.planning import calculate
from qa.records import Verdict
from qa.search.quote import Quote

__all__ = ["computed", "quotes"]


def computed(plan: calculate.Plan, operands: list[Draft], sure: float) -> Draft | None:
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
        quotes(operands),
        sure,
        verdict,
        expression=result.text,
        computed=(result.short, *result.computed),
        features={"operands": float(len(figures))},
    )


def quotes(drafts: list[Draft]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quote for d in drafts for quote in d.quotes))
