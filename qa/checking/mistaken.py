"""Of what a figure is, if not of what was asked: another body or side, another sort of number, the whole for a part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.answers.answerspan import things_asked
from qa.answers.rivals import (
    before_its_name,
    beside_the_name,
    of_another,
    of_one_of_several,
    of_works_together,
    owned_by_another,
    rate_of_another,
)  # fmt: skip
from qa.checking.partasked import of_untold_part, of_whole_list, of_wider_group
from qa.numbers.beside import of_stage, says_before
from qa.numbers.figures import Figure, find_figures
from qa.numbers.sorts import of_another_sort
from qa.search.spans import Found
from qa.text.clause import around, begin, sentence_before, stop
from qa.text.contrasts import excluded, of_another_milestone, untold_day
from qa.text.sides import of_other_side

__all__ = ["of_another_fact", "of_something_else"]

_OF_EACH = regex(
    r"(?:[两三四五六七八九几2-9])[个家所座处条支名位项][^?]{0,8}?(?:分别|各自?)(?![级类种项界地])[^,。?]{0,3}?(?:多少|几)"
)
_TOLD_EACH = regex(r"各|均|每|分别|都")


def of_something_else(
    question: str, found: Found, figure: Figure, own_place: str, spoken_of: Callable[[str], bool]
) -> str | None:
    """Why the figure found is not of what a question asks about, or of but one of several things; or None.

    `own_place` is what its report is of.
    """
    text, start, end = found.evidence.candidate.window.text, found.span.start, found.span.end
    figure = replace(figure, start=start, end=end)
    clause = around(text, start, end, ",。;!?")
    if _of_another(question, found, own_place, spoken_of):
        return "another"
    if of_another_sort(question, clause, text[begin(text, start, ",。;!?") : start]):
        return "sort"
    if _of_part(question, found, figure, own_place):
        return "part"
    each = things_asked(question) > 1 or _OF_EACH.search(question)
    return "names" if each and not (_TOLD_EACH.search(clause) or len(find_figures(found.said)) > 1) else None


def _of_another(question: str, found: Found, own_place: str, spoken_of: Callable[[str], bool]) -> bool:
    """Whether a figure is of another body, side, stage or time than the question names."""
    text, start, end = found.evidence.candidate.window.text, found.span.start, found.span.end
    clause = around(text, start, end, ",。;!?")
    bare = question
    for place in own_place.split():
        bare = bare.replace(place, "")
    return (
        of_another(bare, text, start, end, spoken_of)
        or of_other_side(question, clause)
        or beside_the_name(question, text, start, end)
        or before_its_name(bare, text, start, end)
        or rate_of_another(question, text, start)
        or owned_by_another(question, text, start, end)
        or not says_before(question, sentence_before(text, start))
        or of_stage(question, clause) < 0
        or excluded(question, text, start, end)
    )


def of_another_fact(question: str, found: Found, of_time: bool) -> bool:
    """Whether a name or, `of_time`, a time is told of another side, stage or member of a class than the question
    names."""
    text, start, end = found.evidence.candidate.window.text, found.span.start, found.span.end
    return (
        of_other_side(question, around(text, start, end, ",。;!?"))
        or excluded(question, text, start, end)
        or (of_time and of_another_milestone(question, text, start, end))
    )


def _headings(found: Found) -> str:
    """The headings that a passage stands under, normalised."""
    passage = found.evidence.passage
    return normalise(f"{passage.section or ''} {passage.topic or ''}")


def _of_part(question: str, found: Found, figure: Figure, own_place: str) -> bool:
    """Whether a part is asked for of which only the whole is told."""
    text, headings = found.evidence.candidate.window.text, _headings(found)
    return (
        of_untold_part(question, text, figure, own_place)
        or of_one_of_several(question, text, figure.start, figure.end)
        or of_works_together(question, text, figure.start, figure.end)
        or of_whole_list(question, text, figure, own_place)
        or of_wider_group(question, text, headings)
        or untold_day(question, f"{headings} {text[: stop(text, figure.end, '。!?')]}")
    )
