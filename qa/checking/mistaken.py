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
from qa.text.overlap import share_of
from qa.text.sides import of_other_side
from qa.text.words import tagged

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
    if (
        _denied(question, clause)
        or _of_compound(question, figure)
        or _of_what_holds_it(question, text, figure)
    ):
        return "another"
    each = things_asked(question) > 1 or _OF_EACH.search(question)
    return "names" if each and not (_TOLD_EACH.search(clause) or len(find_figures(found.said)) > 1) else None


_QUALITY_DENIED = regex("不(?:太|够|怎么)?(?:好|满意|合格|达标|优良|及格)(?:的|[^,。?]{0,4}(?:多少|几))")
_DENIES = regex("[不未没非差劣]|污染|轻度|中度|重度|超标")


def _denied(question: str, clause: str) -> bool:
    """Whether a question asks after what lacks a quality, of which the clause denies none: 优良天数 for 空气不好的日子."""
    return _QUALITY_DENIED.search(question) is not None and _DENIES.search(clause) is None


_COUNTED = regex(r"(?:多少|几)[个所座](?P<noun>[\u4e00-\u9fff]{1,3})[?。]*$")
_BODY = regex("(?:[院校馆所站室园场店厅局队厂]|中心|公司)$")


def _of_compound(question: str, figure: Figure) -> bool:
    """Whether a figure counts what is only named after what a question counts: 乡镇卫生院 for `有几个镇`."""
    asked = _COUNTED.search(question)
    if asked is None or asked["noun"] not in figure.counts or figure.counts in question:
        return False
    behind = figure.counts.rpartition(asked["noun"])[2]
    return len(behind) >= _NAME and _BODY.search(behind) is not None


_HELD = regex(
    r"^(?P<place>.{2,}?)(?:里面?|中|内)?(?:一共|总共|现在|目前|共)*有(?:多少|几)(?![个户所家名位辆件项条座处张人次场棵株间套栋台本册])(?P<held>[\u4e00-\u9fff]{2,6})[?。]*$"
)


def _of_what_holds_it(question: str, text: str, figure: Figure) -> bool:
    """Whether a figure counts what a question asks for the contents of, which its window doesn't name: 书房6家 for
    `书房有多少藏书`."""
    asked = _HELD.match(question)
    if asked is None or len(figure.counts) < _NAME or {tag[0] for _, tag in tagged(asked["held"])} != {"n"}:
        return False
    return figure.counts[-_NAME:] in asked["place"] and not share_of(asked["held"], text)


_NAME = 2
"""Characters at the end of what a figure counts that tell what it is."""


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
