"""One generation opened for reading, and the searches in it. Nothing of it ever changes, so passages once found
are kept.

Searches call Chroma unguarded: who asks stands inside `chroma_edge`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np

from ingest.chroma import Place, chroma_edge
from ingest.derived import Derived, Entry
from ingest.embed import Vectors, get_embedder
from ingest.errors import StoreDamaged, StoreMismatch, StoreMissing
from ingest.generation import Generation
from ingest.place import Manifest, temporary_folder
from ingest.records import Hit, Passage, PassageKind

__all__ = ["Snapshot", "derive", "missing", "require_embedder"]

_SEEN = 4000
"""Passages of a generation kept in memory once they were found: questions come back to the same ones."""


class Snapshot:
    """One generation opened for reading: nothing of it ever changes."""

    def __init__(self, place: Place, manifest: Manifest) -> None:
        self.manifest = manifest
        self.generation = place.open(manifest.generation)
        self._place = place
        self._derived: Derived | None = None
        self._deriving = threading.Lock()
        self._seen: dict[int, Passage] = {}

    @classmethod
    def latest(cls, place: Place, embedder: str | None = None) -> Snapshot:
        """The generation in service; a switch between reading its name and opening it is no error.

        Raises StoreMissing, StoreDamaged, and StoreMismatch where `embedder` is not the one that made it.
        """
        for attempt in range(3):
            manifest = place.read()
            if manifest is None:
                raise missing(place.location)
            require_embedder(manifest, embedder, place.location)
            try:
                with chroma_edge(place.location):
                    return cls(place, manifest)
            except StoreDamaged:
                if attempt == 2 or place.read() == manifest:
                    raise
        raise AssertionError("unreachable")

    @property
    def derived(self) -> Derived:
        """The derived files, built now if they are absent or stale."""
        with self._deriving:
            if self._derived is None:
                self._derived = derive(self._place, self.manifest, self.generation)
            return self._derived

    def fetch(self, scored: Sequence[tuple[int, float]]) -> list[Hit]:
        """Ordinals with scores as hits."""
        seen = {ordinal: one for ordinal, _ in scored if (one := self._seen.get(ordinal))}
        wanted = {self.derived.id(ordinal): ordinal for ordinal, _ in scored if ordinal not in seen}
        found = {wanted[key]: one for key, one in self.generation.fetch(list(wanted)).items()}
        if found and len(self._seen) + len(found) > _SEEN:
            self._seen.clear()
        self._seen.update(found)
        every = seen | found
        return [Hit(every[ordinal], score) for ordinal, score in scored if ordinal in every]

    def dense(
        self, vector: Vectors, k: int, documents: Sequence[str] | None, kinds: Sequence[PassageKind]
    ) -> list[Hit]:
        """The `k` passages nearest to a vector, best first."""
        if documents is None:
            return self.generation.nearest(vector, k, kinds)
        return self._exact(vector, k, documents, kinds)

    def _exact(
        self, vector: Vectors, k: int, documents: Sequence[str], kinds: Sequence[PassageKind]
    ) -> list[Hit]:
        """Search inside given documents: few enough rows to compare with every one, which HNSW with a filter
        does at ten times the cost."""
        rows = self.derived.rows(documents)
        rows = rows[self.derived.of_kinds(kinds)[rows]]
        scores = self.derived.vectors[rows].astype(np.float32) @ np.asarray(vector, np.float32).reshape(-1)
        best = np.argsort(-scores, kind="stable")[:k]
        return self.fetch([(int(rows[at]), float(scores[at])) for at in best])

    def lexical(
        self, text: str, k: int, documents: Sequence[str] | None, kinds: Sequence[PassageKind]
    ) -> list[Hit]:
        """The `k` passages that share most with `text`, best first."""
        allowed = self.derived.allowed(kinds, documents)
        return self.fetch(self.derived.lexical.scores(text, k, allowed))


def derive(place: Place, manifest: Manifest, generation: Generation) -> Derived:
    """Open a generation's derived files; make them if they are absent or of other content."""
    folder = place.derived(manifest.generation)
    opened = Derived.open(folder, manifest.content)
    if opened is not None:
        return opened

    def entries() -> Iterator[Entry]:
        for source in generation.sources():
            passages, vectors = generation.with_vectors(source.document.name)
            yield Entry(source.document, passages, vectors)

    try:
        return Derived.build(folder, manifest.content, manifest.passages, manifest.dimension, entries())
    except PermissionError:  # a reader who may not write into the store still gets answers
        folder = temporary_folder() / manifest.generation
        return Derived.build(folder, manifest.content, manifest.passages, manifest.dimension, entries())


def missing(location: str) -> StoreMissing:
    """What to raise where there is no store."""
    return StoreMissing(
        f"这里没有索引:{location}。请先运行 python -m ingest。",
        f"There is no index at {location}; run python -m ingest first.",
    )


def require_embedder(manifest: Manifest, embedder: str | None, location: str) -> None:
    """Raises StoreMismatch if an index was made with another embedder."""
    if embedder is not None and get_embedder(embedder).name != manifest.embedder:
        made, asked = manifest.embedder, embedder
        raise StoreMismatch(
            f"索引是用 {made} 建的,不能用 {asked}:{location}。请换回 {made},或用 --rebuild 重建。",
            f"The index at {location} was made with {made}, not {asked}; name {made}, or run with --rebuild.",
        )
