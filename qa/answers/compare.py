"""One question, several years: a table with a citation in each cell.

Asked for where a question compares years ("近五年…怎么变化"), and given unasked where a question names no year and the
library's reports each have their own answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.patterns import regex
from ingest.records import Document
from qa.answers.answer import lookup
from qa.answers.draft import Draft, Row
from qa.parsing.question import ParsedQuestion, YearRef
from qa.search.find import Finder, Search
from qa.search.quote import Quote
from qa.search.scope import without_years, year_of
from qa.text.interrogatives import has_question_word
from qa.text.regions import seat

__all__ = ["by_year", "comparison"]

_SURE = 0.5
_BORNE_OUT = 0.35
"""How sure a year's figure must be where another year's sure one has its unit."""
_MOST_YEARS = 12
_FOREIGN = 0.7
"""Share of the question's words that stand in no report, from which its subject is not theirs."""
_TREND = regex(
    r"(?:的)?(?:逐年|历年|各年|每年|分别|变化|趋势|走势|对比|比较|相比|情况|有何不同|怎么变|变动|如何|怎么样|怎么|怎样|吗|呢|是|有)+(?:的)?[?。]*$"
    r"|逐年|历年来?的?|各年的?|每年的?|(?:近|这|过去|最近)[^,。]{1,3}年(?:来|间|里|内)?的?"
)


def comparison(parsed: ParsedQuestion, finder: Finder) -> Draft | None:
    """A row for each year that the question spans and a report tells of; None with fewer than two."""
    regions = finder.scope(parsed).regions
    # of several places, the one that is asked about; which years there are is its reports' matter
    documents = [
        d
        for d in finder.store.documents()
        if _year(d, parsed) is not None and (not regions or seat(d) in (None, *regions))
    ]
    wanted = _wanted(parsed, documents)
    asked = _TREND.sub("", without_years(parsed.normalised, parsed.years)).strip(" ,的在从到和与")
    put = asked if has_question_word(asked) else f"{asked}是多少"
    drafts: list[tuple[int, Draft]] = []
    for document in documents:
        year = _year(document, parsed)
        if year is None or year not in wanted or any(year == y for y, _ in drafts):
            continue
        one = replace(
            parsed,
            kind="figure",
            expected="number" if parsed.expected == "other" else parsed.expected,
            normalised=f"{year}年{put}",
            focus=asked,
            years=(YearRef(f"{year}年", year, year),),
        )
        search = finder.find(one, only=[document.name])
        if search.unknown > _FOREIGN:
            return None
        draft = lookup(one, search)
        if draft is not None and draft.confidence >= _BORNE_OUT and draft.short:
            drafts.append((year, draft))
    sure = {_unit(draft) for _, draft in drafts if draft.confidence >= _SURE}
    kept = [(y, d) for y, d in drafts if d.confidence >= _SURE or _unit(d) in sure - {""}]
    return _table(sorted(kept, key=lambda pair: pair[0]), finder)


def _unit(draft: Draft) -> str:
    figure = draft.found.figure if draft.found else None
    return figure.unit if figure else ""


def by_year(parsed: ParsedQuestion, search: Search, best: Draft, finder: Finder) -> Draft:
    """`best`, or a table where reports of other years answer the same question with figures of their own."""
    documents = {d.name: d for d in finder.store.documents() if d.told_year or d.year}
    if best.found is None or best.found.figure is None or len(documents) < 2 or parsed.years:
        return best
    home = best.found.evidence.passage.document
    drafts = [(_year_of(documents[home], best), best)] if home in documents else []
    for name in dict.fromkeys(e.passage.document for e in search.evidence):
        if name == home or name not in documents or not drafts:
            continue
        if seat(documents[name]) != seat(documents[home]):
            continue  # another place's figure is no other year's
        own = replace(search, evidence=tuple(e for e in search.evidence if e.passage.document == name))
        draft = lookup(parsed, own)
        if draft is not None and _alike(draft, best):
            drafts.append((_year_of(documents[name], draft), draft))
    if len({year for year, _ in drafts}) < 2:
        return best
    return _table(sorted(drafts, key=lambda pair: pair[0]), finder) or best


def _year(document: Document, parsed: ParsedQuestion) -> int | None:
    return document.year if parsed.tense == "aim" else document.told_year or document.year


def _year_of(document: Document, draft: Draft) -> int:
    """The year that a found figure is of: the report's own where its sentence says 今年, else the one it tells."""
    text = " ".join(quote.text for quote in draft.quotes)
    year = year_of(document, draft.quotes[0].passage.section, text)
    return year or document.told_year or document.year or 0


def _wanted(parsed: ParsedQuestion, documents: Sequence[Document]) -> set[int]:
    years = sorted({y for d in documents if (y := _year(d, parsed)) is not None})
    named = {y for ref in parsed.years if ref.start for y in range(ref.start, (ref.end or ref.start) + 1)}
    ends = sorted(ref.start for ref in parsed.years if ref.start and ref.start == ref.end)
    if len(ends) == 2 and re.search(r"[到至~—-]", parsed.normalised):
        named |= set(range(ends[0], ends[1] + 1))
    if named:
        return named
    span = next((ref.span for ref in parsed.years if ref.span), None)
    return set(years[-(span or _MOST_YEARS) :])


def _alike(draft: Draft, best: Draft) -> bool:
    """Whether another report's figure answers the same: as sure, and of the same unit."""
    assert best.found is not None
    mine, other = best.found.figure, draft.found.figure if draft.found else None
    if mine is None or other is None or mine.unit != other.unit:
        return False
    return draft.confidence >= max(_SURE, best.confidence - 0.15)


def _table(drafts: Sequence[tuple[int, Draft]], finder: Finder) -> Draft | None:
    if len(drafts) < 2:
        return None
    rows = tuple(Row(f"{year}年", draft.short or "", draft.quotes[0]) for year, draft in drafts)
    headings = _headings(rows, finder)
    printed = {quote.passage.document for quote in headings}
    # law 1 holds for years too: a row whose year its document prints nowhere is left out
    kept = [r for r in rows if r.year in r.quote.text or r.quote.passage.document in printed]
    if len(kept) < 2:
        return None
    rows, latest = tuple(kept), drafts[rows.index(kept[-1])][1]
    return Draft(
        latest.short,
        tuple(row.quote for row in rows),
        sum(draft.confidence for _, draft in drafts) / len(drafts),
        rows=rows,
        headings=headings,
        features=latest.features,
        found=latest.found,
    )


def _headings(rows: Sequence[Row], finder: Finder) -> tuple[Quote, ...]:
    """Where each row's year stands in print, if the quote itself does not name it: a heading of its document."""
    found = []
    for row in rows:
        if row.year in row.quote.text:
            continue
        named = finder.naming(row.quote.passage.document, row.year)
        if named is not None:
            found.append(named)
    return tuple(found)
