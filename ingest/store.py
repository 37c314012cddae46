"""The index: passages, vectors and metadata in Chroma, in a folder or on a server. The only file that
imports chromadb.

A store is never edited in place. A `Writer` builds a new generation beside the one in service and switches at
the end; readers keep theirs until `refresh`. Scores are similarities (1 - cosine distance), higher is better.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import numpy as np

from ingest.derived import Derived, Entry
from ingest.embed import Embedder, Vectors, get_embedder
from ingest.errors import StoreBusy, StoreDamaged, StoreError, StoreMismatch, StoreMissing, StoreUnreachable
from ingest.generation import COLLECTIONS, SEARCHED, Generation, Source
from ingest.place import (
    Folder,
    Manifest,
    cache_folder,
    disk_full,
    is_address,
    locked,
    not_writable,
    stated,
    temporary_folder,
)
from ingest.records import Document, Hit, Passage, PassageKind

__all__ = ["SEARCHED", "Place", "Store", "at", "chroma_edge", "chroma_parts", "derive"]

_HNSW = {"space": "cosine", "ef_construction": 50, "ef_search": 128, "sync_threshold": 2000}
"""Measured on 20,000 passages: against Chroma's own 100, ef_construction 50 costs 0.5 % of recall at 20 and
saves a third of the time of an insertion."""
_POINTER = "report-qa"
_LOCK = "report-qa-lock"
_BEAT = 30.0
"""Seconds between two signs of life of a writer on a server; ten missed ones and his lock is open."""
_SEEN = 4000
"""Passages of a generation kept in memory once they were found: questions come back to the same ones."""
_POLL = 1.0
"""Seconds between two looks at a server's manifest."""

T = TypeVar("T")


# ---------------------------------------------------------------- Chroma's errors become ours


@contextmanager
def chroma_edge(location: str) -> Iterator[None]:
    """Every call into Chroma passes here: foreign errors leave as ours, most specific first."""
    import chromadb.errors
    import httpx

    try:
        with stated(location):
            yield
    except StoreError:
        raise
    except (httpx.TransportError, chromadb.errors.ChromaAuthError, ConnectionError) as error:
        raise _unreachable(location) from error
    except (chromadb.errors.ChromaError, httpx.HTTPError, ValueError, RuntimeError) as error:
        raise _chroma_error(error, location) from error


def _unreachable(location: str) -> StoreUnreachable:
    return StoreUnreachable(
        f"连不上 Chroma 服务器:{location}。请确认它在运行、地址无误。",
        f"The Chroma server at {location} does not answer; see that it runs and the address is right.",
    )


def _chroma_error(error: Exception, location: str) -> StoreError:
    said = str(error).lower()
    if "no space left" in said or ("full" in said and ("disk" in said or "database" in said)):
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


class Place(Protocol):
    """Where generations live, and which of them is in service."""

    location: str

    def held(self) -> AbstractContextManager[None]:
        """The one writer's lock. Raises StoreBusy with the other writer's pid."""

    def read(self) -> Manifest | None:
        """The manifest, or None where there is no store."""

    def stamp(self) -> object:
        """Another value after every switch; cheap."""

    def switch(self, manifest: Manifest) -> None:
        """Put a generation into service, in one move."""

    def tidy(self, keep: set[str]) -> None:
        """Remove all generations but these."""

    def open(self, name: str) -> Generation:
        """A generation for reading. Raises StoreDamaged where it is gone."""

    def create(self, name: str, old: str | None, afresh: bool) -> Generation:
        """A new generation for writing: a copy of an old one (`afresh`: its records, without the holes that
        removed ones leave in an index), or empty."""

    def derived(self, name: str) -> Path:
        """Folder for a generation's derived files."""

    def settle(self, generation: Generation) -> None:
        """Have what was written on disk before the switch."""

    def parts(self, name: str) -> tuple[Any, str]:
        """Chroma's client for a generation, and the name of the collection of its passages."""


def at(location: str | Path) -> Place:
    """The place that a location names: `http://host:port` or a folder."""
    return _Server(str(location)) if is_address(location) else _InFolder(str(location))


def chroma_parts(location: str, generation: str) -> tuple[Any, str]:
    """Chroma's own client and collection name for a generation's passages, for those who speak Chroma."""
    place = at(location)
    with chroma_edge(place.location):
        return place.parts(generation)


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _create(client: Any, name: str) -> Any:
    return client.create_collection(name, embedding_function=None, configuration={"hnsw": dict(_HNSW)})


class _InFolder:
    """A store in a folder: each generation is a Chroma database of its own."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._folder = Folder(Path(location))
        self.read = self._folder.read
        self.stamp = self._folder.stamp
        self.switch = self._folder.switch
        self.tidy = self._folder.tidy

    def held(self) -> AbstractContextManager[None]:
        return locked(self._folder.lock, self.location)

    def _chroma(self, name: str) -> Path:
        return self._folder.generation(name) / "chroma"

    def _client(self, path: Path) -> Any:
        import chromadb

        return chromadb.PersistentClient(str(path), settings=_settings())

    def open(self, name: str) -> Generation:
        if not self._chroma(name).is_dir():  # Chroma would make an empty database
            raise StoreDamaged(
                f"索引的数据不见了:{self._chroma(name)}。请用 --rebuild 重建。",
                f"The index's data at {self._chroma(name)} is gone; run with --rebuild.",
            )
        client = self._client(self._chroma(name))
        try:
            found = {each: client.get_collection(each, embedding_function=None) for each in COLLECTIONS}
        except BaseException:
            client.close()
            raise
        return Generation(found, client.close)

    def create(self, name: str, old: str | None, afresh: bool) -> Generation:
        path = self._chroma(name)
        path.parent.mkdir(parents=True)
        if old is not None and not afresh:
            shutil.copytree(self._chroma(old), path)
            return self.open(name)
        client = self._client(path)
        made = Generation({each: _create(client, each) for each in COLLECTIONS}, client.close)
        if old is not None:
            kept = self.open(old)
            kept.copy_to(made)
            kept.close()
        return made

    def derived(self, name: str) -> Path:
        return self._folder.generation(name) / "derived"

    def settle(self, generation: Generation) -> None:
        generation.sync()

    def parts(self, name: str) -> tuple[Any, str]:
        return self._client(self._chroma(name)), COLLECTIONS[0]


class _Server:
    """A store on a server: each generation is three collections; the metadata of a fourth points to it."""

    def __init__(self, location: str) -> None:
        self.location = location.rstrip("/")
        self._cache = cache_folder(self.location)
        self._kept: Any = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """A file lock against writers on this machine, a lock on the server against those on others."""
        with locked(self._cache / "lock", self.location), chroma_edge(self.location):
            lock = _ServerLock(self._client, self.location)
            with lock:
                yield

    @property
    def _client(self) -> Any:
        if self._kept is None:
            import chromadb

            parts = urlsplit(self.location)
            secure = parts.scheme == "https"
            port = parts.port or (443 if secure else 8000)
            self._kept = chromadb.HttpClient(
                parts.hostname or "localhost", port, ssl=secure, settings=_settings()
            )
        return self._kept

    def read(self) -> Manifest | None:
        import chromadb.errors

        try:
            pointer = self._client.get_collection(_POINTER, embedding_function=None)
        except chromadb.errors.NotFoundError:
            return None
        return Manifest.from_json((pointer.metadata or {}).get("manifest", ""), self.location)

    def stamp(self) -> object:
        manifest = self.read()
        return manifest.generation if manifest else None

    def switch(self, manifest: Manifest) -> None:
        metadata = {"manifest": manifest.to_json()}
        pointer = self._client.get_or_create_collection(_POINTER, metadata=metadata, embedding_function=None)
        pointer.modify(metadata=metadata)

    def tidy(self, keep: set[str]) -> None:
        for collection in self._client.list_collections():
            pieces = collection.name.split(".")
            if len(pieces) == 3 and pieces[0] == _POINTER and pieces[1] not in keep:
                self._client.delete_collection(collection.name)
        for folder in list(self._cache.iterdir()) if self._cache.is_dir() else []:
            if folder.is_dir() and folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)

    def open(self, name: str) -> Generation:
        client = self._client
        found = {
            each: client.get_collection(f"{_POINTER}.{name}.{each}", embedding_function=None)
            for each in COLLECTIONS
        }
        return Generation(found, _nothing)

    def create(self, name: str, old: str | None, afresh: bool) -> Generation:
        made = Generation(
            {each: _create(self._client, f"{_POINTER}.{name}.{each}") for each in COLLECTIONS}, _nothing
        )
        if old is not None:
            self.open(old).copy_to(made)
        return made

    def derived(self, name: str) -> Path:
        return self._cache / name

    def settle(self, generation: Generation) -> None:
        """A server writes to disk by itself, and a distributed one has nothing to set."""

    def parts(self, name: str) -> tuple[Any, str]:
        return self._client, f"{_POINTER}.{name}.{COLLECTIONS[0]}"


class _ServerLock:
    """A collection that only one writer can make. Its metadata says whose it is, and that he is alive."""

    def __init__(self, client: Any, location: str) -> None:
        self._client = client
        self._location = location
        self._mine = {"host": socket.gethostname(), "pid": os.getpid(), "token": secrets.token_hex(8)}
        self._released = threading.Event()

    def __enter__(self) -> None:
        import chromadb.errors

        for attempt in range(2):
            try:
                lock = self._client.create_collection(_LOCK, metadata=self._beat(), embedding_function=None)
                threading.Thread(target=self._keep_beating, args=(lock,), daemon=True).start()
                return
            except chromadb.errors.ChromaError:
                other = self._holder()
                if other is None or attempt:
                    raise
                if _alive(other):
                    raise self._busy(other) from None
                self._client.delete_collection(_LOCK)

    def __exit__(self, *_: object) -> None:
        self._released.set()
        with suppress(Exception):  # the server may be gone; the lock then runs out by itself
            if (self._holder() or {}).get("token") == self._mine["token"]:
                self._client.delete_collection(_LOCK)

    def _beat(self) -> dict[str, Any]:
        return {**self._mine, "beat": time.time()}

    def _keep_beating(self, lock: Any) -> None:
        while not self._released.wait(_BEAT):
            with suppress(Exception):  # an unreachable server fails the writer's own calls, which tell
                lock.modify(metadata=self._beat())

    def _holder(self) -> dict[str, Any] | None:
        import chromadb.errors

        try:
            return dict(self._client.get_collection(_LOCK, embedding_function=None).metadata or {})
        except chromadb.errors.NotFoundError:
            return None

    def _busy(self, other: dict[str, Any]) -> StoreBusy:
        who = f"{other.get('host')} pid {other.get('pid')}"
        return StoreBusy(
            f"另一个进程({who})正在写入索引:{self._location}。请等它结束后重试。",
            f"Another process ({who}) is writing the index at {self._location}; try again when it is done.",
        )


def _alive(holder: dict[str, Any]) -> bool:
    """Whether a lock's holder still lives: on this machine by its pid, on another by its last beat."""
    if holder.get("host") == socket.gethostname():
        pid = int(holder.get("pid", 0))
        # our own pid: we hold the file lock, so an earlier writer of ours lost the server before its end
        return pid != os.getpid() and _runs(pid)
    return time.time() - float(holder.get("beat", 0)) < _BEAT * 10


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _nothing() -> None:
    """A server's client stays open: its connections belong to the place."""


# ---------------------------------------------------------------- reading


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


class _Snapshot:
    """One generation opened for reading: nothing of it ever changes."""

    def __init__(self, place: Place, manifest: Manifest) -> None:
        self.manifest = manifest
        self.generation = place.open(manifest.generation)
        self._place = place
        self._derived: Derived | None = None
        self._deriving = threading.Lock()
        self._seen: dict[int, Passage] = {}

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
        self._now = self._latest(embedder)

    @classmethod
    def open(cls, location: str | Path, create: bool = False, embedder: str | None = None) -> Store:
        """The store at a folder or `http://host:port`.

        `create` makes an empty one where there is none; `embedder`, if given, must be the one that made it.
        Raises StoreMissing, StoreMismatch, StoreDamaged, StoreUnreachable.
        """
        place = at(location)
        with chroma_edge(place.location):
            if create and place.read() is None:
                from ingest.transaction import Writer

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
            raise _missing(place.location)
        return manifest

    def _latest(self, embedder: str | None = None) -> _Snapshot:
        """The generation in service; a switch between reading its name and opening it is no error."""
        for attempt in range(3):
            manifest = self._place.read()
            if manifest is None:
                raise _missing(self.location)
            require_embedder(manifest, embedder, self.location)
            try:
                with chroma_edge(self.location):
                    return _Snapshot(self._place, manifest)
            except StoreDamaged:
                if attempt == 2 or self._place.read() == manifest:
                    raise
        raise AssertionError("unreachable")

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
            self._now = self._latest(self._now.manifest.embedder)
            self._stamp = stamp
            return self.generation != before
        return False

    def _ask(self, work: Callable[[_Snapshot], T]) -> T:
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
        if documents is None:
            return self._ask(lambda now: now.generation.nearest(vector, k, kinds))
        names = list(documents)
        return self._ask(lambda now: _exact(now, vector, k, names, kinds))

    def lexical(
        self,
        text: str,
        k: int,
        documents: Iterable[str] | None = None,
        kinds: Sequence[PassageKind] = SEARCHED,
    ) -> list[Hit]:
        """The `k` passages that share most with `text` by BM25 over characters and bigrams, best first."""
        names = list(documents) if documents is not None else None

        def work(now: _Snapshot) -> list[Hit]:
            allowed = now.derived.allowed(kinds, names)
            return now.fetch(now.derived.lexical.scores(text, k, allowed))

        return self._ask(work)

    def frequency(self, term: str) -> int:
        """In how many passages a term occurs; see `idf`."""
        return self._ask(lambda now: now.derived.lexical.frequency(term))

    def held(self, pairs: Collection[str]) -> set[str]:
        """Those of many pairs of Chinese characters that stand somewhere in the passages; asked all at once."""
        return self._ask(lambda now: now.derived.lexical.held(pairs))

    def idf(self, term: str) -> float:
        """How telling a term is among all passages: of a character, a pair of them, a word or a number."""
        return self._ask(lambda now: now.derived.lexical.idf(term))


def _exact(
    now: _Snapshot, vector: Vectors, k: int, names: Sequence[str], kinds: Sequence[PassageKind]
) -> list[Hit]:
    """Search inside given documents: few enough rows to compare with every one, which HNSW with a filter
    does at ten times the cost."""
    rows = now.derived.rows(names)
    rows = rows[now.derived.of_kinds(kinds)[rows]]
    scores = now.derived.vectors[rows].astype(np.float32) @ np.asarray(vector, np.float32).reshape(-1)
    best = np.argsort(-scores, kind="stable")[:k]
    return now.fetch([(int(rows[at]), float(scores[at])) for at in best])


def _missing(location: str) -> StoreMissing:
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
