"""One generation's collections: what goes into Chroma as records, and how it comes out again.

    passages   what a search looks at: body, captions, tables
    layout     headings and page furniture, kept apart so that a search needs no filter
    sources    each document's record and its text, in compressed parts

Collections come from outside, so this file does not import chromadb.
"""

from __future__ import annotations

import base64
import hashlib
import json
import weakref
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.derived import document_from_record, document_to_record
from ingest.embed import Vectors
from ingest.errors import StoreDamaged
from ingest.records import Document, Hit, Passage, PassageKind, Span

__all__ = ["COLLECTIONS", "LAYOUT", "SEARCHED", "Generation", "Source"]

COLLECTIONS = ("passages", "layout", "sources")
SEARCHED: tuple[PassageKind, ...] = ("body", "caption", "table")
"""Kinds that a search looks at unless told otherwise."""
LAYOUT: tuple[PassageKind, ...] = ("heading", "furniture")

_BATCH = 2000
"""Records sent to Chroma at a time."""
_PART = 1 << 18
"""Characters of a source text kept in one record."""
_SYNC_EACH = 2000
"""Records after which Chroma writes its vector index to disk."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the store keeps it, without its text."""

    document: Document
    sequence: int
    """Order of arrival; an update keeps it."""
    passages: int
    """How many passages it was cut into."""
    origin: str
    """Absolute path of the file that it was read from."""
    given: dict[str, Any]
    """Title, year, region or issuer that a person gave, which an update keeps."""
    text_sha256: str
    """Hash of the kept text, for `check`."""

    def to_record(self) -> dict[str, Any]:
        return {
            **document_to_record(self.document),
            "passages": self.passages,
            "origin": self.origin,
            "given": self.given,
            "text_sha256": self.text_sha256,
        }


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _source(metadata: dict[str, Any]) -> Source:
    record = json.loads(metadata["record"])
    return Source(
        document=document_from_record(record),
        sequence=metadata["sequence"],
        passages=record["passages"],
        origin=record["origin"],
        given=record["given"],
        text_sha256=record["text_sha256"],
    )


def _source_id(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _pack(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 6)).decode("ascii")


def _unpack(packed: str) -> str:
    return zlib.decompress(base64.b64decode(packed)).decode("utf-8", "surrogatepass")


def _point(key: str) -> list[float]:
    """Chroma wants a vector for every record; a source has none, so it gets a point on the circle."""
    angle = int(key[:8], 16) / 2**32 * 2 * np.pi
    return [float(np.cos(angle)), float(np.sin(angle))]


def _to_metadata(passage: Passage) -> dict[str, Any]:
    edges = [edge for span in passage.sentences for edge in (span.start, span.end)]
    record = [passage.start, passage.end, passage.section, passage.topic, passage.page, edges]
    return {
        "document": passage.document,
        "order": passage.order,
        "kind": passage.kind,
        "record": json.dumps(record, ensure_ascii=False, separators=(",", ":")),
    }


def _to_passage(key: str, text: str, metadata: dict[str, Any]) -> Passage:
    start, end, section, topic, page, edges = json.loads(metadata["record"])
    return Passage(
        id=key,
        document=metadata["document"],
        order=metadata["order"],
        kind=metadata["kind"],
        start=start,
        end=end,
        text=text,
        section=section,
        topic=topic,
        page=page,
        sentences=tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)),
    )


class Generation:
    """The collections of one generation, and what lets go of them when nobody uses them any more."""

    def __init__(self, collections: dict[str, Any], release: Callable[[], None]) -> None:
        self._searched = collections["passages"]
        self._layout = collections["layout"]
        self._sources = collections["sources"]
        self.collections = collections
        self.close = weakref.finalize(self, release)

    # ---- sources

    def sources(self) -> list[Source]:
        """Every document's record, in the order of arrival."""
        found = self._sources.get(where={"part": -1}, include=["metadatas"])["metadatas"]
        return sorted(map(_source, found), key=lambda source: source.sequence)

    def source(self, name: str) -> Source | None:
        head = self._sources.get(ids=[_source_id(name)], include=["metadatas"])["metadatas"]
        return _source(head[0]) if head else None

    def document(self, name: str) -> Document | None:
        """A document with its text. Raises StoreDamaged where part of the text is gone."""
        key = _source_id(name)
        head = self._sources.get(ids=[key], include=["metadatas"])["metadatas"]
        if not head:
            return None
        keys = [f"{key}.{at}" for at in range(head[0]["parts"])]
        found = self._sources.get(ids=keys, include=["metadatas"]) if keys else {"ids": [], "metadatas": []}
        parts = dict(zip(found["ids"], found["metadatas"], strict=True))
        try:
            text = "".join(_unpack(parts[part]["text"]) for part in keys)
        except (KeyError, ValueError, zlib.error) as error:
            raise StoreDamaged(
                f"《{name}》保存的原文不完整。请用原文件重新加入。",
                f"The kept text of {name} is not whole; add its file again.",
            ) from error
        return document_from_record(json.loads(head[0]["record"]), text)

    def put_source(self, source: Source) -> None:
        """Add or replace a document's record and its text, which `source.document` must carry."""
        text, key = source.document.text, _source_id(source.document.name)
        parts = [text[at : at + _PART] for at in range(0, len(text), _PART)]
        ids = [key, *(f"{key}.{at}" for at in range(len(parts)))]
        head = {
            "part": -1,
            "sequence": source.sequence,
            "parts": len(parts),
            "document": source.document.name,
            "record": json.dumps(source.to_record(), ensure_ascii=False),
        }
        metadatas = [head, *({"part": at, "text": _pack(part)} for at, part in enumerate(parts))]
        self._sources.upsert(ids=ids, embeddings=[_point(key)] * len(ids), metadatas=metadatas)

    def drop(self, name: str) -> None:
        """Take out a document with all that belongs to it."""
        for collection in (self._searched, self._layout):
            if collection.get(where={"document": name}, limit=1, include=[])["ids"]:
                collection.delete(where={"document": name})
        key = _source_id(name)
        head = self._sources.get(ids=[key], include=["metadatas"])["metadatas"]
        if head:
            self._sources.delete(ids=[key, *(f"{key}.{at}" for at in range(head[0]["parts"]))])

    # ---- passages

    def put_passages(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        for collection, searched in ((self._searched, True), (self._layout, False)):
            rows = [at for at, passage in enumerate(passages) if (passage.kind in SEARCHED) is searched]
            for start in range(0, len(rows), _BATCH):
                part = rows[start : start + _BATCH]
                collection.upsert(
                    ids=[passages[at].id for at in part],
                    embeddings=vectors[part],
                    documents=[passages[at].text for at in part],
                    metadatas=[_to_metadata(passages[at]) for at in part],
                )

    def passages(self, name: str) -> list[Passage]:
        """A document's passages in order."""
        return self._of_document(name, ["documents", "metadatas"])[0]

    def with_vectors(self, name: str) -> tuple[list[Passage], list[Vectors]]:
        """A document's passages in order, and the vector of each."""
        return self._of_document(name, ["documents", "metadatas", "embeddings"])

    def _of_document(self, name: str, include: list[str]) -> tuple[list[Passage], list[Vectors]]:
        passages: list[Passage] = []
        vectors: list[Vectors] = []
        for collection in (self._searched, self._layout):
            found = collection.get(where={"document": name}, include=include)
            passages += map(_to_passage, found["ids"], found["documents"], found["metadatas"])
            if "embeddings" in include:
                vectors += list(np.asarray(found["embeddings"], np.float32))
        order = sorted(range(len(passages)), key=lambda at: passages[at].order)
        return [passages[at] for at in order], [vectors[at] for at in order] if vectors else []

    def count(self) -> int:
        """Passages of all kinds, as Chroma counts them."""
        return int(self._searched.count() + self._layout.count())

    def fetch(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; unknown ids are left out."""
        wanted = list(ids)
        result: dict[str, Passage] = {}
        for collection in (self._searched, self._layout):
            if wanted:
                found = collection.get(ids=wanted, include=["documents", "metadatas"])
                rows = zip(found["ids"], found["documents"], found["metadatas"], strict=True)
                result.update((key, _to_passage(key, text, metadata)) for key, text, metadata in rows)
                wanted = [key for key in wanted if key not in result]
        return result

    def nearest(self, vector: Vectors, k: int, kinds: Sequence[PassageKind]) -> list[Hit]:
        """The `k` passages of these kinds nearest to a vector, best first, score = cosine similarity."""
        hits: list[Hit] = []
        for collection, members in ((self._searched, SEARCHED), (self._layout, LAYOUT)):
            wanted = [kind for kind in members if kind in kinds]
            if wanted:
                where = None if len(wanted) == len(members) else {"kind": {"$in": wanted}}
                hits += _query(collection, vector, k, where)
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:k]

    # ---- as a whole

    def sync(self) -> None:
        """Have Chroma write its vector indexes to disk, so that opening replays nothing."""
        for collection in self.collections.values():
            last = collection.get(limit=1, include=["embeddings", "documents", "metadatas"])
            if last["ids"]:
                collection.modify(configuration={"hnsw": {"sync_threshold": 2}})
                collection.upsert(**_fields(last))
                collection.modify(configuration={"hnsw": {"sync_threshold": _SYNC_EACH}})

    def copy_to(self, other: Generation) -> None:
        """All records into another generation's collections, vectors as they are."""
        for name, collection in self.collections.items():
            for part in _all_records(collection):
                other.collections[name].upsert(**part)


def _fields(found: dict[str, Any]) -> dict[str, Any]:
    """A `get` as the arguments of an `upsert`."""
    return {key: found[key] for key in ("ids", "embeddings", "metadatas")} | (
        {"documents": found["documents"]} if any(found["documents"]) else {}
    )


def _all_records(collection: Any) -> Iterator[dict[str, Any]]:
    ids = collection.get(include=[])["ids"]
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        yield _fields(collection.get(ids=part, include=["embeddings", "documents", "metadatas"]))


def _query(collection: Any, vector: Vectors, k: int, where: dict[str, Any] | None) -> list[Hit]:
    found = collection.query(
        query_embeddings=np.asarray(vector, np.float32).reshape(1, -1),
        n_results=k,
        where=where,
        include=["documents", "metadatas", "distances"],
    )
    columns = (found[name][0] for name in ("ids", "documents", "metadatas", "distances"))
    return [
        Hit(_to_passage(key, text, meta), 1.0 - float(far))
        for key, text, meta, far in zip(*columns, strict=True)
    ]
