"""Which documents a question is about, how it reads from where a document stands, and what names its year or place.

A work report of year N tells the results of N-1 ("去年") and the aims of N ("今年"), seldom by number. So a question
about "2015年" is put to the report of 2016 as one about "去年", to the report of 2015 as one about "今年". A document
without a year (a page of an encyclopaedia) is asked the question as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.normalise import normalise
from ingest.records import Document, Passage
from qa.question import ParsedQuestion, YearRef

__all__ = ["Scope", "asked_of", "names_place", "names_year", "scope_of", "without_years"]

_THIS_YEAR, _LAST_YEAR = "今年", "去年"
_BEFORE = frozenset({"前一年", "上一年", "上上年", "前年", "大前年"})


@dataclass(frozen=True)
class Scope:
    """Documents to search (None: all), and the years that the question named."""

    documents: tuple[str, ...] | None
    years: tuple[int, ...]
    covered: bool
    """Whether some document is of the named years. If not, only a passage that names the year may answer."""


def scope_of(documents: Sequence[Document], parsed: ParsedQuestion) -> Scope:
    """Documents that may hold the answer, by the years that the question names and whether it asks for aims."""
    years = [y for ref in parsed.years if ref.start for y in range(ref.start, (ref.end or ref.start) + 1)]
    years += _before_last(documents, parsed)
    if not years or not any(d.year or d.told_year for d in documents):
        return Scope(None, tuple(years), not years)
    told = [d.name for d in documents if d.told_year in years]
    given = [d.name for d in documents if d.year in years]
    if parsed.tense == "aim":
        chosen = given
    elif parsed.tense == "result":
        chosen = told or given
    else:
        chosen = told + [name for name in given if name not in told]
    if chosen:
        undated = [d.name for d in documents if not (d.year or d.told_year)]
        return Scope(tuple(chosen + undated), tuple(years), True)
    return Scope(None, tuple(years), False)


def _before_last(documents: Sequence[Document], parsed: ParsedQuestion) -> list[int]:
    """`前一年`, `前年`: years before the latest one told. (`去年` is the latest one told, to whoever asks now.)"""
    told = [d.told_year for d in documents if d.told_year]
    back = [r.relative for r in parsed.years if r.relative and normalise(r.text) in _BEFORE]
    return [max(told) + years for years in back] if told else []


def asked_of(document: Document | None, text: str, years: Sequence[YearRef]) -> str:
    """The question as it reads from where the document stands: its own year is "今年", the one it tells "去年"."""
    if document is None or not (document.year or document.told_year):
        return text
    for ref in years:
        if ref.start is None or ref.start != ref.end:
            continue
        if ref.start == document.told_year:
            seen = _LAST_YEAR if document.told_year != document.year else ""
        elif ref.start == document.year:
            seen = _THIS_YEAR
        else:
            continue
        text = re.sub(re.escape(normalise(ref.text)) + r"(?:度|全年)?的?", seen, text)
    return text


def without_years(text: str, years: Sequence[YearRef]) -> str:
    """The question's words less the years it names: reports hardly print their own."""
    kept = text
    for ref in years:
        if ref.start is not None:
            kept = kept.replace(normalise(ref.text), " ")
    return kept.strip() or text


def names_year(text: str, year: int) -> bool:
    """Whether a text names a year in digits: `2015年`, `2015-2020`."""
    return re.search(rf"(?<!\d){year}(?!\d)", normalise(text)) is not None


def names_place(place: str, passage: Passage, document: Document | None, around: str) -> bool:
    """Whether a place stands in what was found, or is the document's own: `青岛市市北区` for a report of 市北区."""
    short = re.sub(r"(?:特别行政区|自治[区州县]|[省市区县州])$", "", normalise(place)) or place
    texts = [around, passage.section or "", passage.topic or ""]
    if document is not None:
        texts += [document.region or "", document.title or "", document.name, document.issuer or ""]
        if document.region and normalise(document.region) in normalise(place):
            return True
    return any(short in normalise(text) for text in texts)
