"""The one writer: a new generation beside the one in service, switched in at the end."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.chroma import Place, at, chroma_edge
from ingest.embed import Vectors, get_embedder
from ingest.errors import StoreDamaged, StoreError, StoreMismatch
from ingest.generation import Source, text_hash
from ingest.place import Manifest
from ingest.records import Document, Passage
from ingest.snapshot import derive, require_embedder

__all__ = ["Writer"]


class Writer:
    """A new generation in the making. Nobody sees it before `commit`."""

    def __init__(
        self, place: Place, old: Manifest | None, kept: bool, embedder: str, split: dict[str, Any]
    ) -> None:
        """Begin beside `old`, with its documents if `kept`. Use `Writer.begin`."""
        self._place = place
        self._old = old
        self.embedder = get_embedder(embedder)
        self.split = split
        number = int(old.generation.split("-")[1]) + 1 if old else 1
        self.name = f"g-{number:06d}-{secrets.token_hex(3)}"
        worn = old is not None and old.dropped > old.passages
        self._generation = place.create(self.name, old.generation if old and kept else None, worn)
        self._dropped = old.dropped if old and kept and not worn else 0
        self._sources = {source.document.name: source for source in self._generation.sources()}
        self._committed = False

    @classmethod
    @contextmanager
    def begin(
        cls,
        location: str | Path,
        *,
        embedder: str | None = None,
        split: dict[str, Any] | None = None,
        keep: bool = True,
    ) -> Iterator[Writer]:
        """Take the lock, clear what a killed writer left, and start from the generation in service (`keep`)
        or from nothing. Without `commit` nothing has happened.

        Raises StoreBusy, StoreNotWritable, DiskFull, StoreUnreachable, and StoreMismatch where `keep` meets
        another embedder.
        """
        place = at(location)
        with place.held(), chroma_edge(place.location):
            old = _present(place, keep)
            place.tidy(_named(old))
            if old and keep:
                require_embedder(old, embedder, place.location)
                embedder = old.embedder
                split = old.split if split is None else split
            writer = cls(place, old, keep, embedder or get_embedder().name, split or {})
            try:
                yield writer
            finally:
                writer._end()

    # ---- what is in it so far

    def sources(self) -> list[Source]:
        """Records of the documents in it so far, in the order of their arrival."""
        return sorted(self._sources.values(), key=lambda source: source.sequence)

    def document(self, name: str) -> Document:
        """A document that is in it, with its text. Raises KeyError."""
        document = self._generation.document(name)
        if document is None:
            raise KeyError(name)
        return document

    # ---- changing it

    def remove(self, name: str) -> None:
        """Take a document out, with its passages. Raises KeyError."""
        with chroma_edge(self._place.location):
            self._dropped += self._sources.pop(name).passages
            self._generation.drop(name)

    def put(
        self, document: Document, passages: int, origin: str = "", given: dict[str, Any] | None = None
    ) -> None:
        """Add a document, or replace it with all its passages; `passages` is how many will follow."""
        with chroma_edge(self._place.location):
            before = self._sources.get(document.name)
            if before is not None:
                self._generation.drop(document.name)
                self._dropped += before.passages
            following = max((source.sequence for source in self._sources.values()), default=-1) + 1
            source = Source(
                document=document,
                sequence=before.sequence if before else following,
                passages=passages,
                origin=origin,
                given=given or {},
                text_sha256=text_hash(document.text),
            )
            self._generation.put_source(source)
            self._sources[document.name] = replace(source, document=replace(document, text=""))

    def put_passages(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Add passages with their vectors, one row each; their documents were `put` before."""
        with chroma_edge(self._place.location):
            self._generation.put_passages(passages, vectors)

    # ---- the end

    def commit(self) -> Manifest:
        """Write everything to disk, derive the lexical index, then switch the new generation into service."""
        with chroma_edge(self._place.location):
            manifest = self._manifest()
            self._place.settle(self._generation)
            derive(self._place, manifest, self._generation)
            self._generation.close()
            self._place.switch(manifest)
            self._committed = True
            self._place.tidy(_named(manifest))
            return manifest

    def _manifest(self) -> Manifest:
        sources = self.sources()
        content = hashlib.sha256()
        for source in sources:
            record = json.dumps(source.to_record(), sort_keys=True, ensure_ascii=False)
            content.update(record.encode("utf-8", "surrogatepass"))
        return Manifest(
            generation=self.name,
            previous=self._old.generation if self._old else None,
            embedder=self.embedder.name,
            dimension=self.embedder.dimension,
            split=self.split,
            content=content.hexdigest(),
            documents=len(sources),
            passages=sum(source.passages for source in sources),
            dropped=self._dropped,
        )

    def _end(self) -> None:
        """Let go; an uncommitted generation is removed."""
        self._generation.close()
        if not self._committed:
            with suppress(StoreError, OSError), chroma_edge(self._place.location):
                self._place.tidy(_named(self._old))


def _present(place: Place, keep: bool) -> Manifest | None:
    """The manifest in service; one that can't be read counts as none where nothing of it is kept."""
    try:
        return place.read()
    except (StoreMismatch, StoreDamaged):
        if keep:
            raise
        return None


def _named(manifest: Manifest | None) -> set[str]:
    """Generations that must stay: the one in service and the one before it."""
    return {manifest.generation, manifest.previous or ""} if manifest else set()
