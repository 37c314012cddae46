"""The index: passages, vectors and metadata in Chroma, in a folder or on a server. The only file that
imports chromadb.

A store is never edited in place. A writer builds a new generation beside the one in service and switches at
the end; readers keep theirs until `refresh`. Scores are similarities (1 - cosine distance), higher is better.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import shutil
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ingest.derived import Derived, Entry, document_from_record, document_to_record
from ingest.embed import Embedder, Vectors, get_embedder
from ingest.errors import StoreDamaged, StoreError, StoreMismatch, StoreMissing, StoreUnreachable
from ingest.place import Folder, Manifest, cache_folder, disk_full, is_address, locked, not_writable, stated
from ingest.records import Document, Hit, Passage, PassageKind, Span

__all__ = ["SEARCHED", "Store", "Writer"]

SEARCHED: tuple[PassageKind, ...] = ("body", "caption", "table")
"""Kinds that a search looks at unless told otherwise."""

_BATCH = 2000
"""Records sent to Chroma at a time."""
_PART = 1 << 18
"""Characters of a source text kept in one record."""
_COLLECTIONS = ("passages", "layout", "sources")
_POINTER = "report-qa"


# ---------------------------------------------------------------- records in and out of Chroma


def _to_metadata(passage: Passage) -> dict[str, Any]:
    sentences = [edge for span in passage.sentences for edge in (span.start, span.end)]
    record = [passage.start, passage.end, passage.section, passage.topic, passage.page, sentences]
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


# ---------------------------------------------------------------- Chroma's errors become ours


@contextmanager
def _edge(location: str) -> Iterator[None]:
    """Every call into Chroma passes here: foreign errors leave as ours, most specific first."""
    import chromadb.errors
    import httpx

    try:
        with stated(location):
            yield
    except StoreError:
        raise
    except (httpx.TransportError, chromadb.errors.ChromaAuthError) as error:
        raise _unreachable(location) from error
    except (chromadb.errors.ChromaError, ValueError, RuntimeError, httpx.HTTPError) as error:
        raise _chroma_error(error, location) from error


def _unreachable(location: str) -> StoreUnreachable:
    return StoreUnreachable(
        f"连不上 Chroma 服务器:{location}。请确认它在运行、地址无误。",
        f"The Chroma server at {location} does not answer; see that it runs and the address is right.",
    )


def _chroma_error(error: Exception, location: str) -> StoreError:
    said = str(error).lower()
    if "full" in said and ("disk" in said or "database" in said) or "no space left" in said:
        return disk_full(location)
    if "readonly" in said or "read-only" in said or "permission denied" in said:
        return not_writable(location)
    if "could not connect" in said:
        return _unreachable(location)
    first_line = str(error).strip().split("\n")[0][:200]
    return StoreDamaged(
        f"索引出错:{location}({first_line})。请运行 python -m ingest check。",
        f"The index at {location} failed; run python -m ingest check.",
    )


# ---------------------------------------------------------------- where: a folder or a server


def _client(location: str, path: Path | None) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if path is not None:
        return chromadb.PersistentClient(str(path), settings=settings)
    parts = urlsplit(location)
    secure = parts.scheme == "https"
    return chromadb.HttpClient(
        parts.hostname or "localhost",
        parts.port or (443 if secure else 8000),
        ssl=secure,
        settings=settings,
    )


class _FolderPlace:
    """A store in a folder: each generation is a Chroma database of its own."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._folder = Folder(Path(location))
        self.lock = self._folder.lock

    def read(self) -> Manifest | None:
        return self._folder.read()

    def stamp(self) -> object:
        return self._folder.stamp()

    def switch(self, manifest: Manifest) -> None:
        self._folder.switch(manifest)

    def tidy(self, keep: set[str]) -> None:
        self._folder.tidy(keep)

    def open(self, generation: str) -> _Rooms:
        folder = self._folder.generation(generation) / "chroma"
        client = _client(self.location, folder)
        return _Rooms(client, {name: client.get_collection(name, embedding_function=None) for name in _COLLECTIONS})

    def create(self, generation: str, old: _Rooms | None, old_generation: str | None) -> _Rooms:
        folder = self._folder.generation(generation) / "chroma"
        folder.parent.mkdir(parents=True)
        if old_generation is not None:
            shutil.copytree(self._folder.generation(old_generation) / "chroma", folder)
            return self.open(generation)
        client = _client(self.location, folder)
        return _Rooms(client, {name: _new_collection(client, name, name) for name in _COLLECTIONS})

    def derived(self, generation: str) -> Path:
        return self._folder.generation(generation) / "derived"


class _ServerPlace:
    """A store on a server: each generation is three collections; a fourth one's metadata points to it."""

    def __init__(self, location: str) -> None:
        self.location = location.rstrip("/")
        self._cache = cache_folder(self.location)
        self.lock = self._cache / "lock"
        self._kept: Any = None

    def _open_client(self) -> Any:
        if self._kept is None:
            self._kept = _client(self.location, None)
        return self._kept

    def read(self) -> Manifest | None:
        import chromadb.errors

        try:
            pointer = self._open_client().get_collection(_POINTER, embedding_function=None)
        except chromadb.errors.NotFoundError:
            return None
        return Manifest.from_json((pointer.metadata or {}).get("manifest", ""), self.location)

    def stamp(self) -> object:
        manifest = self.read()
        return manifest.generation if manifest else None

    def switch(self, manifest: Manifest) -> None:
        client = self._open_client()
        metadata = {"manifest": manifest.to_json()}
        pointer = client.get_or_create_collection(_POINTER, metadata=metadata, embedding_function=None)
        pointer.modify(metadata=metadata)

    def tidy(self, keep: set[str]) -> None:
        client = self._open_client()
        for collection in client.list_collections():
            pieces = collection.name.split(".")
            if len(pieces) == 3 and pieces[0] == _POINTER and pieces[1] not in keep:
                client.delete_collection(collection.name)
        for folder in list(self._cache.iterdir()) if self._cache.is_dir() else []:
            if folder.is_dir() and folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)

    def _name(self, generation: str, name: str) -> str:
        return f"{_POINTER}.{generation}.{name}"

    def open(self, generation: str) -> _Rooms:
        client = self._open_client()
        found = {
            name: client.get_collection(self._name(generation, name), embedding_function=None)
            for name in _COLLECTIONS
        }
        return _Rooms(None, found)

    def create(self, generation: str, old: _Rooms | None, old_generation: str | None) -> _Rooms:
        client = self._open_client()
        made = {
            name: _new_collection(client, self._name(generation, name), name) for name in _COLLECTIONS
        }
        if old is not None:
            for name in _COLLECTIONS:
                _copy(old.collections[name], made[name])
        return _Rooms(None, made)

    def derived(self, generation: str) -> Path:
        return self._cache / generation


def _place(location: str | Path) -> _FolderPlace | _ServerPlace:
    return _ServerPlace(str(location)) if is_address(location) else _FolderPlace(str(location))


def _new_collection(client: Any, full_name: str, name: str) -> Any:
    return client.create_collection(
        full_name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


def _copy(old: Any, new: Any) -> None:
    """All records of a collection into another, vectors as they are."""
    ids = old.get(include=[])["ids"]
    for start in range(0, len(ids), _BATCH):
        part = old.get(ids=ids[start : start + _BATCH], include=["embeddings", "documents", "metadatas"])
        new.upsert(
            ids=part["ids"],
            embeddings=part["embeddings"],
            documents=part["documents"],
            metadatas=part["metadatas"],
        )


class _Rooms:
    """The collections of one generation, and the client that holds them if it is theirs alone."""

    def __init__(self, client: Any, collections: dict[str, Any]) -> None:
        self.client = client
        self.collections = collections

    def close(self) -> None:
        if self.client is not None:
            self.client.close()
            self.client = None

    def of(self, kind: PassageKind) -> Any:
        return self.collections["passages" if kind in SEARCHED else "layout"]

    def both(self) -> tuple[Any, Any]:
        return self.collections["passages"], self.collections["layout"]

    # ---- sources

    def sources(self) -> list[tuple[int, dict[str, Any]]]:
        """Sequence number and record of every document, in order."""
        found = self.collections["sources"].get(where={"part": -1}, include=["metadatas"])["metadatas"]
        return sorted(((meta["sequence"], json.loads(meta["record"])) for meta in found), key=lambda pair: pair[0])

    def source(self, name: str) -> Document | None:
        """A document with its text."""
        collection, key = self.collections["sources"], _source_id(name)
        head = collection.get(ids=[key], include=["metadatas"])["metadatas"]
        if not head:
            return None
        keys = [f"{key}.{part}" for part in range(head[0]["parts"])]
        found = collection.get(ids=keys, include=["metadatas"])
        parts = dict(zip(found["ids"], found["metadatas"], strict=True))
        text = "".join(_unpack(parts[part]["text"]) for part in keys)
        return document_from_record(json.loads(head[0]["record"]), text)

    def put_source(self, document: Document, sequence: int, count: int) -> None:
        key = _source_id(document.name)
        parts = [document.text[at : at + _PART] for at in range(0, len(document.text), _PART)]
        record = {**document_to_record(document), "passages": count}
        ids = [key, *(f"{key}.{at}" for at in range(len(parts)))]
        head = {
            "part": -1,
            "sequence": sequence,
            "parts": len(parts),
            "document": document.name,
            "record": json.dumps(record, ensure_ascii=False),
        }
        metadatas = [head, *({"part": at, "text": _pack(part)} for at, part in enumerate(parts))]
        self.collections["sources"].upsert(
            ids=ids, embeddings=[_point(key)] * len(ids), metadatas=metadatas
        )

    def drop(self, name: str) -> None:
        """A document with all that belongs to it."""
        for collection in self.both():
            collection.delete(where={"document": name})
        key = _source_id(name)
        head = self.collections["sources"].get(ids=[key], include=["metadatas"])["metadatas"]
        if head:
            self.collections["sources"].delete(ids=[key, *(f"{key}.{at}" for at in range(head[0]["parts"]))])

    # ---- passages

    def put_passages(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        for collection, kinds in zip(self.both(), (True, False), strict=True):
            rows = [at for at, passage in enumerate(passages) if (passage.kind in SEARCHED) is kinds]
            for start in range(0, len(rows), _BATCH):
                part = rows[start : start + _BATCH]
                collection.upsert(
                    ids=[passages[at].id for at in part],
                    embeddings=vectors[part],
                    documents=[passages[at].text for at in part],
                    metadatas=[_to_metadata(passages[at]) for at in part],
                )

    def passages(self, name: str, with_vectors: bool = False) -> tuple[list[Passage], Vectors | None]:
        """A document's passages in order, and their vectors if wanted."""
        include = ["documents", "metadatas", *(["embeddings"] if with_vectors else [])]
        passages: list[Passage] = []
        vectors: list[Vectors] = []
        for collection in self.both():
            found = collection.get(where={"document": name}, include=include)
            passages += map(_to_passage, found["ids"], found["documents"], found["metadatas"])
            if with_vectors and found["ids"]:
                vectors.append(np.asarray(found["embeddings"], np.float32))
        order = sorted(range(len(passages)), key=lambda at: passages[at].order)
        stacked = np.concatenate(vectors)[order] if vectors else None
        return [passages[at] for at in order], stacked

    def fetch(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; unknown ids are left out."""
        wanted, result = list(ids), {}
        for collection in self.both():
            if not wanted:
                break
            found = collection.get(ids=wanted, include=["documents", "metadatas"])
            rows = zip(found["ids"], found["documents"], found["metadatas"], strict=True)
            result.update({key: _to_passage(key, text, meta) for key, text, meta in rows})
            wanted = [key for key in wanted if key not in result]
        return result

    def nearest(self, collection: Any, vector: Vectors, k: int, where: dict[str, Any] | None) -> list[Hit]:
        found = collection.query(
            query_embeddings=np.asarray(vector, np.float32).reshape(1, -1),
            n_results=k,
            where=where,
            include=["documents", "metadatas", "distances"],
        )
        rows = zip(
            found["ids"][0], found["documents"][0], found["metadatas"][0], found["distances"][0], strict=True
        )
        return [Hit(_to_passage(key, text, meta), 1.0 - float(distance)) for key, text, meta, distance in rows]


# ---------------------------------------------------------------- reading


class _Generation:
    """One generation opened for reading: nothing of it ever changes."""

    def __init__(self, place: _FolderPlace | _ServerPlace, manifest: Manifest) -> None:
        self.manifest = manifest
        self._place = place
        self.rooms = place.open(manifest.generation)
        self._derived: Derived | None = None
        self._building = threading.Lock()

    @property
    def derived(self) -> Derived:
        """The derived files, built now if they are absent or stale."""
        with self._building:
            if self._derived is None:
                self._derived = derive(self._place, self.manifest, self.rooms)
            return self._derived

    def close(self) -> None:
        self.rooms.close()


def derive(place: _FolderPlace | _ServerPlace, manifest: Manifest, rooms: _Rooms) -> Derived:
    """Open a generation's derived files; make them if they are absent or of other content."""
    folder = place.derived(manifest.generation)
    opened = Derived.open(folder, manifest.content)
    if opened is not None:
        return opened

    def entries() -> Iterator[Entry]:
        for _, record in rooms.sources():
            passages, vectors = rooms.passages(record["name"], with_vectors=True)
            if vectors is None:
                vectors = np.zeros((0, manifest.dimension), np.float32)
            yield Entry(document_from_record(record), passages, vectors)

    return Derived.build(folder, manifest.content, manifest.passages, manifest.dimension, entries())


class Store:
    """An index opened for questions. Safe to use from several threads."""

    def __init__(self, place: _FolderPlace | _ServerPlace, manifest: Manifest) -> None:
        self.location = place.location
        self._place = place
        self._stamp = place.stamp()
        self._looked = time.monotonic()
        self._switching = threading.Lock()
        self._now = _Generation(place, manifest)

    @classmethod
    def open(cls, location: str | Path, create: bool = False, embedder: str | None = None) -> Store:
        """The store at a folder or `http://host:port`.

        `create` makes an empty one where there is none; `embedder`, if given, must be the one that made it.
        Raises StoreMissing, StoreMismatch, StoreDamaged, StoreUnreachable.
        """
        place = _place(location)
        with _edge(place.location):
            manifest = place.read()
            if manifest is None and create:
                with Writer.begin(location, embedder=embedder) as writer:
                    writer.commit()
                manifest = place.read()
            if manifest is None:
                raise StoreMissing(
                    f"这里没有索引:{place.location}。请先运行 python -m ingest。",
                    f"There is no index at {place.location}; run python -m ingest first.",
                )
            require_embedder(manifest, embedder, place.location)
            return cls(place, manifest)

    def close(self) -> None:
        """Let go of the database."""
        self._now.close()

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
        most one small request a second (a server)."""
        if is_address(self.location) and time.monotonic() - self._looked < 1.0:
            return False
        with self._switching, _edge(self.location):
            self._looked = time.monotonic()
            stamp = self._place.stamp()
            if stamp == self._stamp:
                return False
            manifest = self._place.read()
            self._stamp = stamp
            if manifest is None or manifest.generation == self.generation:
                return False
            self._now = _Generation(self._place, manifest)
            return True

    # ---- documents and passages

    def documents(self) -> list[Document]:
        """Every document in the order of its arrival, without its text (see `text`)."""
        with _edge(self.location):
            return list(self._now.derived.documents)

    def document(self, name: str) -> Document:
        """One document with its text. Raises KeyError."""
        with _edge(self.location):
            document = self._now.rooms.source(name)
        if document is None:
            raise KeyError(name)
        return document

    def text(self, name: str) -> str:
        """The text into which a document's offsets point. Raises KeyError."""
        return self.document(name).text

    def passages(self, document: str | None = None) -> Iterator[Passage]:
        """Passages in order, of one document or of all, read document by document."""
        now = self._now
        with _edge(self.location):
            names = [document] if document is not None else [d.name for d in now.derived.documents]
            for name in names:
                yield from now.rooms.passages(name)[0]

    def passage(self, key: str) -> Passage:
        """A passage by its id. Raises KeyError."""
        with _edge(self.location):
            return self._now.rooms.fetch([key])[key]

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
        now = self._now
        with _edge(self.location):
            if documents is not None:
                return self._exact(now, vector, k, documents, kinds)
            hits: list[Hit] = []
            for collection, all_of in zip(now.rooms.both(), (SEARCHED, ("heading", "furniture")), strict=True):
                wanted = [kind for kind in all_of if kind in kinds]
                if wanted:
                    where = None if len(wanted) == len(all_of) else {"kind": {"$in": wanted}}
                    hits += now.rooms.nearest(collection, vector, k, where)
            return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:k]

    def _exact(
        self, now: _Generation, vector: Vectors, k: int, documents: Iterable[str], kinds: Sequence[PassageKind]
    ) -> list[Hit]:
        """Search inside given documents: few enough rows to compare with every one."""
        derived = now.derived
        rows = derived.rows(documents)
        rows = rows[derived.of_kinds(kinds)[rows]]
        scores = derived.vectors[rows].astype(np.float32) @ np.asarray(vector, np.float32).reshape(-1)
        best = np.argsort(-scores, kind="stable")[:k]
        return self._hits(now, [(int(rows[at]), float(scores[at])) for at in best])

    def lexical(
        self,
        text: str,
        k: int,
        documents: Iterable[str] | None = None,
        kinds: Sequence[PassageKind] = SEARCHED,
    ) -> list[Hit]:
        """The `k` passages that share most with `text` by BM25 over characters and bigrams, best first."""
        now = self._now
        with _edge(self.location):
            derived = now.derived
            allowed = derived.of_kinds(kinds)
            if documents is not None:
                inside = np.zeros(len(allowed), bool)
                inside[derived.rows(documents)] = True
                allowed &= inside
            return self._hits(now, derived.lexical.scores(text, k, allowed))

    def idf(self, term: str) -> float:
        """How telling a term is among all passages: of a character, a pair of them, a word or a number."""
        with _edge(self.location):
            return self._now.derived.lexical.idf(term)

    def _hits(self, now: _Generation, scored: Sequence[tuple[int, float]]) -> list[Hit]:
        keys = [now.derived.id(ordinal) for ordinal, _ in scored]
        found = now.rooms.fetch(keys)
        return [Hit(found[key], score) for key, (_, score) in zip(keys, scored, strict=True) if key in found]


def require_embedder(manifest: Manifest, embedder: str | None, location: str) -> None:
    """Raises StoreMismatch if an index was made with another embedder."""
    if embedder is not None and embedder != manifest.embedder:
        raise StoreMismatch(
            f"索引是用 {manifest.embedder} 建的,不能用 {embedder} 查:{location}。请换回编码器,或用 --rebuild 重建。",
            f"The index at {location} was made with {manifest.embedder}, not {embedder}; name that one or --rebuild.",
        )


# ---------------------------------------------------------------- writing


class Writer:
    """A new generation in the making. Nobody sees it before `commit`."""

    def __init__(
        self, place: _FolderPlace | _ServerPlace, old: Manifest | None, embedder: str, dimension: int, split: dict[str, Any], keep: bool
    ) -> None:
        self._place = place
        self._old = old
        self._embedder, self._dimension, self._split = embedder, dimension, split
        number = int(old.generation.split("-")[1]) + 1 if old else 1
        self.generation = f"g-{number:06d}-{secrets.token_hex(3)}"
        copied = old.generation if old and keep and old.documents else None
        old_rooms = place.open(copied) if copied else None
        self._rooms = place.create(self.generation, old_rooms, copied)
        if old_rooms is not None:
            old_rooms.close()
        self._sequence = {record["name"]: number for number, record in self._rooms.sources()}
        self.committed = False

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
        """Take the lock, clear a killed writer's leavings, and start from the generation in service (`keep`)
        or from nothing. Without `commit` nothing has happened.

        Raises StoreBusy, StoreNotWritable, DiskFull, StoreUnreachable, and StoreMismatch where `keep` meets
        another embedder.
        """
        place = _place(location)
        with locked(place.lock, place.location), _edge(place.location):
            try:
                old = place.read()
            except (StoreMismatch, StoreDamaged):
                if keep:
                    raise
                old = None
            place.tidy({old.generation, old.previous or ""} if old else set())
            if old and keep:
                require_embedder(old, embedder, place.location)
            name = embedder or (old.embedder if old and keep else get_embedder().name)
            settings = split if split is not None else (old.split if old else {})
            writer = cls(place, old, name, get_embedder(name).dimension, settings, keep)
            try:
                yield writer
            finally:
                writer.close()

    def sources(self) -> list[dict[str, Any]]:
        """Records of the documents in it so far, each with its number of `passages`."""
        return [record for _, record in self._rooms.sources()]

    def text(self, name: str) -> str:
        """Kept text of a document that is in it."""
        document = self._rooms.source(name)
        if document is None:
            raise KeyError(name)
        return document.text

    def remove(self, name: str) -> None:
        """Take a document out."""
        with _edge(self._place.location):
            self._rooms.drop(name)

    def put(self, document: Document, count: int) -> None:
        """Add a document's text and record, or replace them; `count` is its number of passages."""
        with _edge(self._place.location):
            self._rooms.drop(document.name)
            following = max(self._sequence.values(), default=-1) + 1
            number = self._sequence.setdefault(document.name, following)
            self._rooms.put_source(document, number, count)

    def put_passages(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Add passages with their vectors; their documents were `put` before."""
        with _edge(self._place.location):
            self._rooms.put_passages(passages, vectors)

    def commit(self) -> Manifest:
        """Derive the lexical index, then switch: from here on this generation is in service."""
        with _edge(self._place.location):
            records = self.sources()
            content = hashlib.sha256()
            for record in records:
                content.update(json.dumps(record, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            manifest = Manifest(
                generation=self.generation,
                previous=self._old.generation if self._old else None,
                embedder=self._embedder,
                dimension=self._dimension,
                split=self._split,
                content=content.hexdigest(),
                documents=len(records),
                passages=sum(record["passages"] for record in records),
            )
            derive(self._place, manifest, self._rooms)
            self._rooms.close()
            self._place.switch(manifest)
            self.committed = True
            self._place.tidy({self.generation, manifest.previous or ""})
            return manifest

    def close(self) -> None:
        """Let go; an uncommitted generation is removed."""
        self._rooms.close()
        if not self.committed:
            keep = {self._old.generation, self._old.previous or ""} if self._old else set()
            with suppress(StoreError, OSError):
                self._place.tidy(keep)
