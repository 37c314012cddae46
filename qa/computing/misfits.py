"""Figures that a reader points to and that are no operands: what the question leaves out, a step in place of a level."""

from __future__ import annotations

from ingest.patterns import regex
from qa.answers import pick
from qa.answers.answerspan import figure_fits
from qa.answers.pick import figures_of
from qa.computing.oneoperand import Operand, moved
from qa.text.clause import stop

__all__ = ["left_out", "no_step"]


def left_out(operand: Operand, names: tuple[str, ...]) -> bool:
    """Whether a figure is of what the question leaves out: the words that are its own hold one of the names."""
    if not names or operand.draft.found is None:
        return False
    one = operand.draft.found.evidence
    text, own = one.candidate.window.text, operand.figure
    start = max((f.end for f in figures_of(one) if f.end <= own.start), default=0)
    words = text[start : stop(text, own.end, ",。;、和")]
    return any(name in words for name in names)


_STEP = regex(r"(?:提高|上调|提升|上涨|下调|降低|提|涨|降)了?$")


def no_step(operand: Operand, other: Operand) -> Operand:
    """Where an operand points to a step (`农村标准再提高30元`) and not to a level, what is told of it beside the other one."""
    found, beside = operand.draft.found, other.draft.found
    if found is None or beside is None or _is_step(other) or not _is_step(operand):
        return operand
    again = pick.figure(
        [beside.evidence],
        lambda f: None if f == other.figure or f.unit != other.figure.unit else figure_fits(operand.asked, f),
        operand.search.words,
    )
    again = pick.latest(again) if again else None
    if again is None or again.figure is None:
        return operand
    return moved(operand, again.evidence, again.figure, other.draft.confidence)


def _is_step(operand: Operand) -> bool:
    if operand.draft.found is None or not (operand.figure.change or "").endswith("_by"):
        return False
    text = operand.draft.found.evidence.candidate.window.text[: operand.figure.start]
    return _STEP.search(text) is not None and not _STEP_ASKED.search(operand.asked.normalised)


_STEP_ASKED = regex("提高|上调|提升|上涨|下调|降低|涨|降|增")
