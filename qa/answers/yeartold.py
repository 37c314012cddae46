"""Which year it was, where no sentence says it beside the answer: the year of the report, cited by its own heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.answers import pick
from qa.answers.confidence import confidence, features_of
from qa.answers.draft import Draft
from qa.answers.rivals import quoted_names
from qa.numbers.figures import Figure, find_figures, same
from qa.parsing.question import ParsedQuestion
from qa.search.evidence import Evidence
from qa.search.find import Finder, Search
from qa.search.quote import Quote, quote_around
from qa.search.scope import year_of

__all__ = ["dated", "year_told"]

_READ = 5
"""Windows among which the one that tells of it is looked for."""
_SURE = 0.6
"""How sure a year is at least whose report says all figures and names of the question."""
_TO_COME = regex(r"要到|才能|才会|能不能|将[在于会]|预计|计划|打算")
"""A year that is still to come, which no report of results is of."""


def year_told(parsed: ParsedQuestion, search: Search, finder: Finder) -> Draft | None:
    """`哪一年…是1322万人?`: the year of the report that says so, where its own heading prints the year."""
    given = [f for f in find_figures(parsed.text) if f.kind not in ("year", "date") and not f.indefinite]
    named = quoted_names(parsed.normalised)
    of_report = "报告" in parsed.text
    if not (given or named or of_report) or _TO_COME.search(parsed.normalised):
        return None
    documents = {d.name: d for d in finder.store.documents()}
    for evidence in search.evidence[:_READ]:
        document, span = documents.get(evidence.passage.document), _told(evidence, given, named)
        if document is None or span is None:
            continue
        year = document.year if of_report else None
        year = year or year_of(document, evidence.passage.section, evidence.candidate.window.text)
        year = year or document.told_year
        place = evidence.place(span.start, span.end)
        quote = quote_around(evidence.passage, place.start, place.end)
        quotes = _cited(quote, f"{year}年", finder) if year is not None else ()
        if quotes:
            return Draft(f"{year}年", quotes, max(_SURE, confidence(features_of(evidence, None, search))))
    return None


def _told(evidence: Evidence, given: Sequence[Figure], named: Sequence[str]) -> Span | None:
    """Where a window says all figures and names of a question: from the first figure to the last; None where it doesn't."""
    text, stated = evidence.candidate.window.text, pick.figures_of(evidence)
    if not all(any(same(f, other) for other in stated) for f in given):
        return None
    if not all(name in text for name in named):
        return None
    figures = [f for f in stated if any(same(f, other) for other in given)]
    return Span(figures[0].start, figures[-1].end) if figures else Span(0, len(text))


def _cited(quote: Quote, year: str, finder: Finder) -> tuple[Quote, ...]:
    """A quote and, where it doesn't print the year, the heading that does; none where nothing prints it."""
    if year in quote.text:
        return (quote,)
    heading = finder.naming(quote.passage.document, year)
    return (quote, heading) if heading else ()


_RELATIVE = {"今年": 0, "去年": -1, "明年": 1, "上年": -1}


def dated(parsed: ParsedQuestion, draft: Draft, finder: Finder) -> Draft:
    """`今年秋季`, where 哪一年 is asked, as the year of its report; the draft itself where nothing says that year."""
    said = normalise(draft.short or "")
    back = next((years for word, years in _RELATIVE.items() if said.startswith(word)), None)
    if parsed.expected != "year" or back is None or draft.found is None:
        return draft
    name = draft.found.evidence.passage.document
    document = next((d for d in finder.store.documents() if d.name == name), None)
    if document is None or document.year is None:
        return draft
    year = f"{document.year + back}年"
    heading = finder.naming(name, year)
    return replace(draft, short=year, quotes=(*draft.quotes, heading), found=None) if heading else draft
