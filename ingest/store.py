"""The index that people open: documents, passages and searches, always of the newest generation.

A store is never edited in place. A `Writer` builds a new generation beside the one in service and switches at
the end; readers keep theirs until `refresh`. Scores are similarities (1 - cosine distance), higher is better.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TypeVar

from ingest.chroma import Place, at, chroma_edge
from ingest.embed import Embedder, Vectors, get_embedder
from ingest.errors import StoreDamaged, StoreError
from ingest.generation import SEARCHED, Source
from ingest.place import Manifest, is_address
from ingest.records import Document, Hit, Passage, PassageKind
from ingest.snapshot import Snapshot, missing
from ingest.transaction import Writer

__all__ = ["Store"]

_POLL = 1.0
"""Seconds between two looks at a server's manifest."""

T = TypeVar("T")


class Store:
    """An index opened for questions. Safe to use from several threads.

    Every call may raise a StoreError: StoreUnreachable for a server that went away, StoreDamaged for an index
    that does not hold together.
    """

    def __init__(self, place: Place, embedder: str | None = None) -> None:
        self.location = place.location
        self._place = place
        self._looked = time.monotonic()
        self._refreshing = threading.Lock()
        self._stamp = place.stamp()
        self._now = Snapshot.latest(place, embedder)

    @classmethod
    def open(cls, location: str | Path, create: bool = False, embedder: str | None = None) -> Store:
        """The store at a folder or `http://host:port`.

        `create` makes an empty one where there is none; `embedder`, if given, must be the one that made it.
        Raises StoreMissing, StoreMismatch, StoreDamaged, StoreUnreachable.
        """
        place = at(location)
        with chroma_edge(place.location):
            if create and place.read() is None:
                with Writer.begin(location, embedder=embedder) as writer:
                    writer.commit()
            return cls(place, embedder)

    @classmethod
    def peek(cls, location: str | Path) -> Manifest:
        """What a store says of itself, without opening it (a folder's manifest is one small file).

        Raises StoreMissing, StoreMismatch, StoreDamaged, StoreUnreachable.
        """
        place = at(location)
        with chroma_edge(place.location) if is_address(location) else nullcontext():
            manifest = place.read()
        if manifest is None:
            raise missing(place.location)
        return manifest

    def close(self) -> None:
        """Let go of the database."""
        self._now.generation.close()

    @property
    def manifest(self) -> Manifest:
        """What the store says of itself: embedder, split settings, counts."""
        return self._now.manifest

    @property
    def generation(self) -> str:
        """Name of the generation that is being read; another after every switch."""
        return self._now.manifest.generation

    @property
    def embedder(self) -> Embedder:
        """The encoder that made this index; its model loads at its first use."""
        return get_embedder(self._now.manifest.embedder)

    def refresh(self) -> bool:
        """Take up a new generation if there is one; says whether there was. Costs one stat (a folder) or at
        most one small request a second (a server). A store that is gone or damaged keeps being served."""
        if is_address(self.location) and time.monotonic() - self._looked < _POLL:
            return False
        with self._refreshing, suppress(StoreError), chroma_edge(self.location):
            self._looked = time.monotonic()
            stamp = self._place.stamp()
            if stamp == self._stamp:
                return False
            before = self.generation
            self._now = Snapshot.latest(self._place, self._now.manifest.embedder)
            self._stamp = stamp
            return self.generation != before
        return False

    def _ask(self, work: Callable[[Snapshot], T]) -> T:
        """Do something with the present generation; if that was deleted under us, with the next."""
        try:
            with chroma_edge(self.location):
                return work(self._now)
        except StoreDamaged:
            self._looked = float("-inf")  # however lately a server was asked, now is the time to ask again
            if not self.refresh():
                raise
            with chroma_edge(self.location):
                return work(self._now)

    # ---- documents and passages

    def documents(self) -> list[Document]:
        """Every document in the order of its arrival, without its text (see `text`)."""
        return self._ask(lambda now: list(now.derived.documents))

    def sources(self) -> list[Source]:
        """Every document's record as the store keeps it: origin, number of passages, what a person gave."""
        return self._ask(lambda now: now.generation.sources())

    def document(self, name: str) -> Document:
        """One document with its text. Raises KeyError."""
        document = self._ask(lambda now: now.generation.document(name))
        if document is None:
            raise KeyError(name)
        return document

    def text(self, name: str) -> str:
        """The text into which a document's offsets point. Raises KeyError."""
        return self.document(name).text

    def passages(self, document: str | None = None) -> Iterator[Passage]:
        """Passages in order, of one document or of all, read document by document."""
        now = self._now
        names = [document] if document is not None else [each.name for each in self.documents()]
        for name in names:
            with chroma_edge(self.location):
                found = now.generation.passages(name)
            yield from found

    def with_vectors(self, name: str) -> tuple[list[Passage], list[Vectors]]:
        """A document's passages in order, and the vector of each."""
        return self._ask(lambda now: now.generation.with_vectors(name))

    def count(self) -> int:
        """Passages that Chroma holds, counted there."""
        return self._ask(lambda now: now.generation.count())

    def derived_matches(self, ids: Sequence[str]) -> bool:
        """Whether the derived files are whole and of just these passages, in this order."""
        return self._ask(lambda now: now.derived.matches(ids))

    def passage(self, key: str) -> Passage:
        """A passage by its id. Raises KeyError."""
        return self._ask(lambda now: now.generation.fetch([key]))[key]

    def __len__(self) -> int:
        """Passages of all kinds."""
        return self._now.manifest.passages

    # ---- searching

    def dense(
        self,
        vector: Vectors,
        k: int,
        documents: Iterable[str] | None = None,
        kinds: Sequence[PassageKind] = SEARCHED,
    ) -> list[Hit]:
        """The `k` passages nearest to a vector, best first, score = cosine similarity."""
        names = list(documents) if documents is not None else None
        return self._ask(lambda now: now.dense(vector, k, names, kinds))

    def lexical(
        self,
        text: str,
        k: int,
        documents: Iterable[str] | None = None,
        kinds: Sequence[PassageKind] = SEARCHED,
    ) -> list[Hit]:
        """The `k` passages that share most with `text` by BM25 over characters and bigrams, best first."""
        names = list(documents) if documents is not None else None
        return self._ask(lambda now: now.lexical(text, k, names, kinds))

    def frequency(self, term: str) -> int:
        """In how many passages a term occurs; see `idf`."""
        return self._ask(lambda now: now.derived.lexical.frequency(term))

    def held(self, pairs: Collection[str]) -> set[str]:
        """Those of many pairs of Chinese characters that stand somewhere in the passages; asked all at once."""
        return self._ask(lambda now: now.derived.lexical.held(pairs))

    def idf(self, term: str) -> float:
        """How telling a term is among all passages: of a character, a pair of them, a word or a number."""
        return self._ask(lambda now: now.derived.lexical.idf(term))
