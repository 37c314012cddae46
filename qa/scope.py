"""Which documents a question is about, and whether what was found is of the right year and place.

A work report of year N tells the results of N-1 and the aims of N. So `told_year` decides for results, `year` for
aims, and a document that has neither (a page of an encyclopaedia) is asked about nothing but its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.normalise import normalise
from ingest.records import Document, Passage

__all__ = ["Scope", "names_place", "names_year", "scope_of"]


@dataclass(frozen=True)
class Scope:
    """Documents to search (None: all), and the years that the question named."""

    documents: tuple[str, ...] | None
    years: tuple[int, ...]
    covered: bool
    """Whether some document is of the named years. If not, only a passage that names the year may answer."""


def scope_of(documents: Sequence[Document], years: Sequence[int], aim: bool) -> Scope:
    """Documents for a question that names `years` and asks for aims (`aim`) or results."""
    if not years or not any(d.year or d.told_year for d in documents):
        return Scope(None, tuple(years), not years)
    told = [d.name for d in documents if _tells(d, years, aim)]
    undated = [d.name for d in documents if not (d.year or d.told_year)]
    if told:
        return Scope(tuple(told + undated), tuple(years), True)
    return Scope(None, tuple(years), False)


def _tells(document: Document, years: Sequence[int], aim: bool) -> bool:
    year = document.year if aim else document.told_year or document.year
    return year in years


def names_year(text: str, year: int) -> bool:
    """Whether a text names a year: `2015年`, `2015-2020`, `一九七八年` is normalised by the caller."""
    return re.search(rf"(?<!\d){year}(?!\d)", normalise(text)) is not None


def names_place(place: str, passage: Passage, document: Document | None, around: str) -> bool:
    """Whether a place stands in what was found, or is the document's own: `青岛市市北区` for a report of 市北区."""
    short = re.sub(r"(?:特别行政区|自治[区州县]|[省市区县州])$", "", normalise(place)) or place
    texts = [around, passage.section or "", passage.topic or ""]
    if document is not None:
        texts += [document.region or "", document.title or "", document.name, document.issuer or ""]
    return any(short in normalise(text) for text in texts)
