"""Which documents a question is about, how it reads from where a document stands, and what names its year or place.

A question that names a document's own place is put to the documents of that place, and without naming it.

A work report of year N tells the results of N-1 ("去年") and the aims of N ("今年"), seldom by number. So a question
about "2015年" is put to the report of 2016 as one about "去年", to the report of 2015 as one about "今年". A document
without a year (a page of an encyclopaedia) is asked the question as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Document, Passage
from qa.parsing.places import PROVINCES
from qa.parsing.question import ParsedQuestion, YearRef
from qa.text.regions import NATION, mentions, seat

__all__ = [
    "PLAN_HEADING", "Scope", "asked_of", "fits_years", "lies_ahead", "names_place", "names_year", "scope_of", "under_plans",
    "without_years", "year_of",
]  # fmt: skip

_THIS_YEAR, _LAST_YEAR = "今年", "去年"
_REVIEW = regex(r"回顾|过去[一二两三四五]?年|总结")
PLAN_HEADING = regex(
    r"部署|草案|任务|重点工作|建议|目标|总体要求|政策取向|今年|安排|打算|展望|下一步|计划|思路"
)
_AIMS = regex(r"预期目标|拟安排|力争")
_DIGITS = ("[〇零○]", *"一二三四五六七八九")
_BEFORE = frozenset({"前一年", "上一年", "上上年", "前年", "大前年"})


@dataclass(frozen=True)
class Scope:
    """Documents to search (None: all), and the years that the question named."""

    documents: tuple[str, ...] | None
    years: tuple[int, ...]
    covered: bool
    """Whether some document is of the named years. If not, only a passage that names the year may answer."""
    others: tuple[str, ...] = ()
    """Where to look when these documents don't say: the plans made for the year, after what was told of it."""
    regions: tuple[str, ...] = ()
    """The places of documents that the question names: only documents of these are searched, and placeless ones."""


def scope_of(
    documents: Sequence[Document], parsed: ParsedQuestion, printed: Callable[[str], bool] = lambda _: False
) -> Scope:
    """Documents that may hold the answer, by the places and years that the question names and whether it asks for aims.

    `printed` says whether the reports print a phrase: a place may be part of a longer name.
    """
    regions = _regions(documents, parsed, printed)
    if not regions:
        return _of_years(documents, parsed)
    here = [d for d in documents if seat(d) is None or seat(d) in regions]
    scope = replace(_of_years(here, parsed), regions=regions)
    return scope if scope.documents or len(here) == len(documents) else replace(scope, documents=_names(here))


def _regions(
    documents: Sequence[Document], parsed: ParsedQuestion, printed: Callable[[str], bool]
) -> tuple[str, ...]:
    """The places of documents that a question names. Every report is of the nation, whatever its place."""
    seats = {seat(d): None for d in documents}
    own = [name for name in seats if name and name != NATION]
    found = mentions(parsed.normalised, own, printed, parsed.places) or mentions(parsed.around, own, printed)
    return tuple(dict.fromkeys(m.region for m in found))


def _names(documents: Sequence[Document]) -> tuple[str, ...]:
    return tuple(d.name for d in documents)


def _of_report(documents: Sequence[Document], parsed: ParsedQuestion, year: int) -> Scope | None:
    """The report of a year, which tells of any year; of its own or the one before where the question says so."""
    named = [d for d in documents if d.year == year] or [d for d in documents if d.told_year == year]
    if not named:
        return None
    told = {d.told_year for d in named if d.told_year}
    asked = {-1: told, 0: {year}}
    said = [asked[ref.relative] for ref in parsed.years if ref.relative in asked and not ref.span]
    own = {ref.start for ref in parsed.years if ref.start and ref.start == ref.end} & {*told, year}
    meant = tuple(said[0] if len(said) == 1 else own)
    return Scope(_names(named), meant if len(meant) == 1 else (), True)


def _of_years(documents: Sequence[Document], parsed: ParsedQuestion) -> Scope:
    if parsed.report is not None and (scope := _of_report(documents, parsed, parsed.report)):
        return scope
    years = [y for ref in parsed.years if ref.start for y in range(ref.start, (ref.end or ref.start) + 1)]
    years += [parsed.report] if parsed.report else []
    years += _before_last(documents, parsed)
    if not years or not any(d.year or d.told_year for d in documents):
        return Scope(None, tuple(years), not years)
    told = [d.name for d in documents if d.told_year in years]
    given = [d.name for d in documents if d.year in years]
    # a report of a year says, too, what was meant for it
    chosen = (given or told) if parsed.tense == "aim" else (told or given)
    if chosen:
        undated = [d.name for d in documents if not (d.year or d.told_year)]
        # a word such as 明年 in passing makes no plan of a question: the other part is looked in second
        others = (
            tuple(name for name in told + given if name not in chosen) if parsed.tense != "result" else ()
        )
        return Scope(tuple(chosen + undated), tuple(years), True, others)
    return Scope(None, tuple(years), False)


def _before_last(documents: Sequence[Document], parsed: ParsedQuestion) -> list[int]:
    """`前一年`, `前年`: years before the latest one told. (`去年` is the latest one told, to whoever asks now.)"""
    told = [d.told_year for d in documents if d.told_year]
    back = [r.relative for r in parsed.years if r.relative and normalise(r.text) in _BEFORE]
    return [max(told) + years for years in back] if told else []


def asked_of(
    document: Document | None,
    text: str,
    years: Sequence[YearRef],
    known: int | None = None,
    window: str = "",
) -> str:
    """The question as it reads from where the document stands: its own year is "今年", the one it tells "去年".

    Of a passage that is `known` to tell of the year (see `year_of`) it is asked without any; of a `window` that prints
    the year, with it, as it is printed there (一九八五年).
    """
    if document is None or not (document.year or document.told_year):
        return text
    of_one_year = document.told_year in (None, document.year)
    for ref in years:
        if of_one_year and ref.relative in (-1, 0) and not ref.span:
            # a page of one year's results has no other year's to be told from, and says neither 去年 nor 今年 of them
            text = re.sub(rf"(?<!比)(?<!较){re.escape(normalise(ref.text))}(?:全年)?的?", "", text)
        if ref.start is None or ref.start != ref.end:
            continue
        printed = next((m[0] for m in _year_pattern(ref.start).finditer(window) if m[0].endswith("年")), None)
        if printed:
            text = text.replace(normalise(ref.text), printed)
            continue
        if ref.start == known:
            seen = ""
        elif ref.start == document.told_year:
            seen = _LAST_YEAR if document.told_year != document.year else ""
        elif ref.start == document.year:
            seen = _THIS_YEAR
        else:
            continue
        named = re.escape(normalise(ref.text))
        text = re.sub(named + r"(?=[底末初中])", seen or "年", text)  # 2021年底 -> 去年底, 年底
        text = re.sub(named + r"(?:度|全年)?的?", seen, text)
    return text


def year_of(document: Document | None, section: str | None, text: str) -> int | None:
    """The year that a passage tells of, as far as its heading or its own words say: a review tells the year before,
    a plan the report's own. None where nothing says."""
    if document is None or document.year is None:
        return None
    heading = normalise(section or "")
    named = _named_year(heading)
    if document.told_year in (None, document.year):
        # a page of results that ends in plans: 三、2023年工作打算 in the summary of 2022
        return named if PLAN_HEADING.search(heading) else None
    if named:
        return named
    if _REVIEW.search(heading):
        # a review may say in passing what is meant for this year
        return document.told_year if "今年" not in normalise(text) else None
    if PLAN_HEADING.search(heading) and "形势" not in heading:  # 当前形势和今后任务 tells of both
        return document.year
    words = normalise(text)
    if "今年" in words or _AIMS.search(words):
        return document.year if not re.search("去年|过去一年", words) else None
    return document.told_year if re.search("去年|过去一年|一年来", words) else None


def under_plans(section: str | None) -> bool:
    """Whether a passage stands under a heading of plans."""
    return PLAN_HEADING.search(normalise(section or "")) is not None


def lies_ahead(document: Document, section: str | None) -> bool:
    """Whether a heading of plans names a year behind the one that its document tells of: 2025年主要任务."""
    named, told = _named_year(normalise(section or "")), document.told_year or document.year
    return bool(named and told and named > told) and under_plans(section)


def _named_year(heading: str) -> int | None:
    """The one year that the innermost of headings that name any names; None where it names several."""
    for part in reversed(heading.split(">")):
        if years := set(re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", part)):
            return int(years.pop()) if len(years) == 1 else None
    return None


def fits_years(scope: Scope, document: Document | None, section: str | None, text: str) -> bool:
    """Whether a passage may tell of the years asked for: it names one, or nothing says that it is of another."""
    if not scope.years or not scope.covered:
        return True
    year = year_of(document, section, text)
    return year is None or year in scope.years or any(names_year(text, y) for y in scope.years)


def without_years(text: str, years: Sequence[YearRef]) -> str:
    """The question's words less the years it names: reports hardly print their own."""
    kept = text
    for ref in years:
        if ref.start is not None:
            named = re.escape(normalise(ref.text))
            kept = re.sub(named + r"(?:度|全年)?的?", " ", re.sub(named + r"(?=[底末初中])", "年", kept))
    return kept.strip() or text


def names_year(text: str, year: int) -> bool:
    """Whether a text names a year in digits: `2015年`, `2015-2020`, `二〇一五年`."""
    return _year_pattern(year).search(normalise(text)) is not None


@cache
def _year_pattern(year: int) -> re.Pattern[str]:
    chinese = "".join(_DIGITS[int(digit)] for digit in str(abs(year)))
    return re.compile(rf"(?<!\d){year}(?!\d)年?|(?<![一二三四五六七八九〇零○]){chinese}年")


def names_place(place: str, passage: Passage, document: Document | None, around: str) -> bool:
    """Whether a place stands in what was found, or is the document's own: `湖州市城西区` for a report of 城西区."""
    short = re.sub(r"(?:特别行政区|自治[区州县]|[省市区县州])$", "", normalise(place)) or place
    texts = [around, passage.section or "", passage.topic or ""]
    if document is not None:
        texts += [document.region or "", document.title or "", document.name, document.issuer or ""]
        if document.region and normalise(document.region) in normalise(place):
            return True
    # 来鲁, 青藏铁路
    names = [name for name in (short, PROVINCES.get(short)) if name]
    return any(name in normalise(text) for text in texts for name in names)
