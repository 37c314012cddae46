"""The edge to Chroma: clients opened, its errors made ours, a folder and a server behind one protocol. The only
file that imports chromadb, and only where a client is opened or an error caught: loading it takes a while.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from ingest.errors import StoreBusy, StoreDamaged, StoreError, StoreUnreachable
from ingest.generation import COLLECTIONS, Generation
from ingest.place import (
    Folder,
    Manifest,
    cache_folder,
    disk_full,
    is_address,
    locked,
    not_writable,
    stated,
)

__all__ = ["Place", "at", "chroma_edge", "chroma_parts"]

_HNSW = {"space": "cosine", "ef_construction": 50, "ef_search": 128, "sync_threshold": 2000}
"""Measured on 20,000 passages: against Chroma's own 100, ef_construction 50 costs 0.5 % of recall at 20 and
saves a third of the time of an insertion."""
_POINTER = "report-qa"
_LOCK = "report-qa-lock"
_BEAT = 30.0
"""Seconds between two signs of life of a writer on a server; ten missed ones and his lock is open."""


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


_REGISTER = threading.RLock()
"""Chroma keeps the databases that a process has open in one table: one thread at a time may add to it or take away."""


def _opened(path: Path) -> Any:
    """Chroma's client for a database in a folder."""
    import chromadb

    with _REGISTER:
        return chromadb.PersistentClient(str(path), settings=_settings())


def _closed(client: Any) -> None:
    with _REGISTER:
        client.close()


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

    def open(self, name: str) -> Generation:
        if not self._chroma(name).is_dir():  # Chroma would make an empty database
            raise StoreDamaged(
                f"索引的数据不见了:{self._chroma(name)}。请用 --rebuild 重建。",
                f"The index's data at {self._chroma(name)} is gone; run with --rebuild.",
            )
        client = _opened(self._chroma(name))
        try:
            found = {each: client.get_collection(each, embedding_function=None) for each in COLLECTIONS}
        except BaseException:
            _closed(client)
            raise
        return Generation(found, partial(_closed, client))

    def create(self, name: str, old: str | None, afresh: bool) -> Generation:
        path = self._chroma(name)
        path.parent.mkdir(parents=True)
        if old is not None and not afresh:
            shutil.copytree(self._chroma(old), path)
            return self.open(name)
        client = _opened(path)
        made = Generation({each: _create(client, each) for each in COLLECTIONS}, partial(_closed, client))
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
        return _opened(self._chroma(name)), COLLECTIONS[0]


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
