"""The span that answers, among what was read: a figure, a list, a reason or a fact, as the question asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.patterns import regex
from qa.answers import edges, extract, pick
from qa.answers.alternatives import chosen
from qa.answers.codes import code
from qa.answers.listing import enumerated, listing
from qa.answers.several import apart, things_named
from qa.answers.spelledout import spelled_out
from qa.numbers.beside import (
    of_before,
    of_budget,
    of_deed,
    of_head,
    of_level,
    of_part,
    of_plan,
    of_rate,
    of_stage,
    of_year,
    toward,
)
from qa.numbers.figures import Figure, find_figures, same
from qa.numbers.units import UNITS, dimension
from qa.parsing.question import ParsedQuestion, unit_fits
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found, best_span
from qa.text.contrasts import of_day

__all__ = ["figure_fits", "find_span", "things_asked"]


def find_span(parsed: ParsedQuestion, search: Search) -> Found | None:
    """What the reader points to, in the form that the question asks for."""
    if (coded := code(search.evidence, parsed.normalised)) is not None:
        return coded
    if parsed.expected in ("number", "percent", "ordinal") or parsed.kind == "figure":
        found = _figure(parsed, search)
        if found is not None or parsed.expected != "ordinal":
            return found
    if parsed.expected in ("list", "other") and (spelled := spelled_out(search.evidence, parsed.normalised)):
        return spelled
    if parsed.expected == "list" or parsed.kind == "list":
        return listing(search.evidence, parsed.asked, parsed.normalised)
    if parsed.expected == "reason":
        return extract.reason(search.evidence, parsed.normalised)
    return _fact(parsed, search.evidence)


def _fact(parsed: ParsedQuestion, evidence: Sequence[Evidence]) -> Found | None:
    found = extract.fact(evidence, parsed.asked, parsed.normalised, parsed.expected)
    if found is None:
        return None
    if "还是" in parsed.normalised and (option := chosen(found, parsed.normalised)):
        return option
    if parsed.expected == "person":
        return edges.first_word(found)
    if "、" not in found.text:
        count = things_named(parsed.normalised)
        return apart(found, count) if count else found
    whole = enumerated(found, parsed.asked, parsed.normalised)
    shorter = whole.span.start >= found.span.start and whole.span.end <= found.span.end
    return whole if shorter else found


_FROM_WHAT = regex(r"[从由]的?(?:多少|第?几|哪)|起点|基数")


def _figure(parsed: ParsedQuestion, search: Search) -> Found | None:
    """The figure that answers; of what went from one to another the second, of several things asked for all."""
    own = [f for f in find_figures(parsed.text) if f.kind not in ("year", "date")]
    given = [*own, *(f for f in find_figures(parsed.told) if f.kind not in ("year", "date"))]
    found = pick.figure(
        search.evidence,
        # a question about "the 120 flats" is not answered by repeating 120, nor by the answer before it
        lambda f: None if any(same(f, other) for other in given) else figure_fits(parsed, f),
        _of_part(parsed, search.words),
        lambda before, f, clause: (
            of_year(search.scope.years, before)
            + of_plan(parsed.tense, before)
            + of_level(parsed.normalised, before)
            + of_part(parsed.focus, before)
            + of_head(parsed.normalised, before)
            + of_rate(parsed.normalised, f, before)
            + of_deed(parsed.normalised, parsed.focus, before)
            + of_budget(parsed.normalised, parsed.tense, before)
            + toward(parsed.normalised, before, f)
            + of_stage(parsed.normalised, clause)
            + of_day(parsed.normalised, before)
        ),
        own,
    )
    if sure := _pointed_to(parsed, search.evidence, given, found):
        return sure
    if found is None:
        return _worded_figure(search.evidence, given) if parsed.expected in ("number", "percent") else None
    if not (of_before(parsed.normalised) or _FROM_WHAT.search(parsed.normalised)):
        found = pick.latest(found)
    count = things_asked(parsed.normalised)
    several = pick.side_by_side(found, count) if count > 1 else None
    return several or pick.with_strange_unit(found)


_UNMEASURED = regex(r"[\u4e00-\u9fff]{0,3}")
_BEINGS = ("人", "名", "位", "户", "家")
"""Who is counted is not what is counted."""
_DIMENSIONS = ("money", "area", "length", "mass", "energy", "duration")
_POINTED = 3.0
"""The reader's log odds for a span from which it is believed though its form is another than the question's."""
_SHORT = 24
"""Characters of the longest span that is looked at for one."""
_SURER = 8.0
"""By how much more than for the figure that fits best."""


def _pointed_to(
    parsed: ParsedQuestion, evidence: Sequence[Evidence], given: Sequence[Figure], fitting: Found | None
) -> Found | None:
    """What the reader surely points to and no form fits, where a unit of counting is asked for: people say 几趟 of 212列,
    几类 of Ⅲ类, 几个点 of 4.15%. None where what fits is not much less likely."""
    if parsed.expected != "number" or not _UNMEASURED.fullmatch(parsed.unit) or parsed.unit in _BEINGS:
        return None
    pointed = best_span(evidence, _SHORT)
    if pointed is None or not _NUMERAL.search(pointed.said):
        return None
    figures = find_figures(pointed.said)
    if any(_is_meant(parsed, f) or any(same(f, g) for g in given) for f in figures):
        return None
    reading = pointed.evidence.reading
    own = reading.score(pointed.span.start, pointed.span.end)
    if reading.relevance < _SURE or own < _POINTED:
        return None
    if fitting is not None:
        other = fitting.evidence.score + fitting.evidence.reading.score(fitting.span.start, fitting.span.end)
        if pointed.evidence.score + own - other <= _SURER:
            return None
    return extract.fact(evidence)  # with its edges


def _is_meant(parsed: ParsedQuestion, figure: Figure) -> bool:
    """Whether a figure's form fits, so that it was weighed already, or cannot: a date, an amount for a count."""
    if figure.kind in ("year", "date") or figure_fits(parsed, figure) is not None:
        return True
    if figure.kind == "percent":
        return "点" not in parsed.normalised
    return dimension(figure.unit) in _DIMENSIONS and parsed.unit in UNITS


_PART = regex(
    r"(?:里面?[,，]?|当中[,，]?|之中[,，]?|其中的?|中[,，])(?P<part>[^,，?]{2,14}?)(?:的|有|是|占|为|达)*(?:多少|几)"
)


def _of_part(parsed: ParsedQuestion, words: Mapping[str, float]) -> Mapping[str, float]:
    """Of `预算收入里,税收有多少` the words of the part: those of the whole stand beside the whole's figure."""
    asked = _PART.search(parsed.normalised)
    own = {pair: weight for pair, weight in words.items() if asked and pair in asked["part"]}
    return own or words


_NUMERAL = regex(r"[0-9〇零一二两三四五六七八九十百千万亿半ⅰ-ⅹ]")
_SURE = 0.85
"""Relevance from which a figure is believed that is written as no figure we know."""


def _worded_figure(evidence: Sequence[Evidence], given: Sequence[Figure]) -> Found | None:
    """What the reader is sure of where no figure fits, if it holds a numeral: 一个, 1:7, 公元6世纪."""
    found = extract.fact(evidence)
    if found is None or found.evidence.reading.relevance < _SURE or not _NUMERAL.search(found.said):
        return None
    return None if any(same(f, g) for f in find_figures(found.said) for g in given) else found


_EACH = regex(r"(?P<parts>[^,。?]+(?:[和与跟、及][^,。?]+)+)(?:分别|各自?)[^,。?]{0,3}?(?:多少|几)")
_PARTED = regex("[和与跟、及]")


def things_asked(question: str) -> int:
    """Of how many things a normalised question asks for a figure each: two for `甲和乙分别有多少`; one where it doesn't."""
    each = _EACH.search(question)
    return len(_PARTED.split(each["parts"])) if each else 1


_RATE = 8.0
"""What a rate of growth loses where nothing of a change is asked: 1.6倍 for `做多大` of `19.6亿元,增长1.6倍`; and an age
where none is."""
_SAME_UNIT = 2.0
_CHANGING = regex(r"[增涨降跌升减快慢幅翻扩缩倍]|变化|比[上去前同]|百分|率")
_OF_AGE = regex("岁|年龄|多大|年纪|how old")
_YEARS_OF_AGE = ("岁", "周岁")


def figure_fits(parsed: ParsedQuestion, figure: Figure) -> float | None:
    """A figure's bonus for its form, in log odds: most for the very unit that the question names.

    None for what cannot be meant: a year where a count is asked for, an amount of another sort.
    """
    if figure.kind in ("year", "date"):
        return 0.0 if parsed.unit == "年" or parsed.expected in ("year", "time") else None
    if figure.kind == "name":
        return None
    if parsed.expected == "percent":
        share = figure.kind in ("percent", "fraction", "multiple") or figure.unit in ("%", "个百分点")
        return 0.0 if share else None
    if (figure.kind == "ordinal") != (parsed.expected == "ordinal"):
        return None
    if not unit_fits(parsed.unit, figure.unit):
        return None
    if (figure.unit in _OF_PLACES or figure.kind == "percent") and _PERSONS_ASKED.search(parsed.normalised):
        return None
    if figure.kind == "percent" and _IN_MILLIONS.search(parsed.normalised):
        return None
    of_age = figure.unit in _YEARS_OF_AGE and parsed.unit not in _YEARS_OF_AGE
    if of_age and not _OF_AGE.search(parsed.normalised):
        return -_RATE
    if not parsed.unit and _is_rate_of_change(figure) and not _CHANGING.search(parsed.normalised):
        return -_RATE
    return _SAME_UNIT if parsed.unit and parsed.unit == figure.unit else 0.0


_OF_PLACES = ("所", "座", "处")
_PERSONS_ASKED = regex(
    r"(?:学生|[小中大]学生|初中生|高中生|老师|教师|医生|大夫|护士|老人|孩子|儿童|娃|职工|游客|党员|民警|志愿者)"
    r"(?:一共|总共|现在|目前|大概|共)*(?:有|是)?(?:多少|几)人?[?。]*$"
)
_IN_MILLIONS = regex("(?:多少|几)[十百千]*[万亿]")


def _is_rate_of_change(figure: Figure) -> bool:
    return figure.kind in ("percent", "multiple") and (figure.change or "").endswith("_by")
