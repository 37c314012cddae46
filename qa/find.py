"""Question -> evidence: search, cut into windows, read. The one way by which every kind of question looks things up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ingest.normalise import normalise
from ingest.records import Hit, Passage
from qa.compose import Quote, quote_around
from qa.evidence import Evidence, read_all
from qa.question import ParsedQuestion
from qa.reader import Reader
from qa.retrieve import Candidate, candidates, search
from qa.scope import Scope, asked_of, scope_of, without_years
from qa.variants import variants

if TYPE_CHECKING:
    from ingest.store import Store

__all__ = ["Finder", "Search"]

CANDIDATES = 8
_FRONT = 40
"""Passages from a document's beginning among which its year is looked for."""


@dataclass(frozen=True)
class Search:
    """What one search brought: evidence best first, the passages behind it, the documents it was limited to."""

    text: str
    """Normalised, as it was searched for (typing errors mended)."""
    evidence: tuple[Evidence, ...]
    hits: tuple[Hit, ...]
    scope: Scope

    @property
    def near(self) -> list[Passage]:
        """The passages nearest to the question, without repeats, best first."""
        passages = [e.passage for e in self.evidence] + [h.passage for h in self.hits]
        return list({p.id: p for p in passages}.values())


class Finder:
    """Searches one store with one reader. `disabled` names stages to leave out, for the evaluation."""

    def __init__(self, store: Store, reader: Reader, disabled: Collection[str] = ()) -> None:
        self.store = store
        self._reader = reader
        self._disabled = frozenset(disabled)

    def find(
        self, parsed: ParsedQuestion, text: str | None = None, only: Collection[str] | None = None
    ) -> Search:
        """Evidence for a question; `text` is searched for in place of its own words, in the documents `only`."""
        asked = normalise(text) if text is not None else parsed.normalised
        asked = self._mended(asked)
        documents = {d.name: d for d in self.store.documents()}
        scope = self.scope(parsed)
        if only is not None:
            scope = Scope(tuple(only), scope.years, scope.covered)
        query = asked if parsed.language == "en" else parsed.focus if text is None and parsed.focus else asked
        query = self._mended(query)
        if scope.covered:
            query = without_years(query, parsed.years)
        hits = search(self.store, query, 40, scope.documents, dense="dense" not in self._disabled)
        found = candidates(self.store, query, hits, CANDIDATES)
        reader = None if "reader" in self._disabled else self._reader

        def put(candidate: Candidate) -> str:
            return asked_of(documents.get(candidate.passage.document), asked, parsed.years)

        return Search(asked, tuple(read_all(reader, put, found)), tuple(hits), scope)

    def scope(self, parsed: ParsedQuestion) -> Scope:
        """Which documents the question's years allow."""
        if "scope" in self._disabled:
            return Scope(None, (), True)
        return scope_of(self.store.documents(), parsed)

    def _mended(self, text: str) -> str:
        """Typing and homophone errors put right by the words that the reports use."""
        if "variants" in self._disabled:
            return text
        mended = variants(text, lambda pair: self.store.frequency(pair) > 0)
        return mended[0] if mended else text

    def naming(self, document: str, year: str) -> Quote | None:
        """A heading or first lines of a document that name a year, to cite for it."""
        for passage in islice(self.store.passages(document), _FRONT):
            at = passage.text.find(year)
            if at >= 0:
                return quote_around(passage, passage.start + at, passage.start + at + len(year))
        return None
