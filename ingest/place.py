"""Where a store lives on disk: the manifest, the writer's lock, the generation folders, the user's folders.

    STORE/manifest.json           which generation is in service; replaced in one move
    STORE/lock                    held by the one writer
    STORE/generations/NAME/chroma    a Chroma database, complete in itself
    STORE/generations/NAME/derived   what is derived from it

A store on a server keeps its manifest there; its lock and its derived files are in the user's cache folder.
"""

from __future__ import annotations

import atexit
import errno
import fcntl
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import DiskFull, StoreBusy, StoreDamaged, StoreError, StoreMismatch, StoreNotWritable

__all__ = [
    "FORMAT",
    "Folder",
    "Manifest",
    "cache_folder",
    "data_folder",
    "disk_full",
    "is_address",
    "locked",
    "not_writable",
    "stated",
    "temporary_folder",
]

FORMAT = 1
"""Raised when stores of an older layout can no longer be read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store says of itself; saved as JSON."""

    generation: str
    """Name of the generation in service."""
    previous: str | None
    """The one before it, kept until the next switch for readers that still use it."""
    embedder: str
    dimension: int
    split: dict[str, Any]
    """Split settings that made the passages."""
    content: str
    """Hash over documents and passage ids, in order: what derived files are checked by."""
    documents: int
    passages: int
    dropped: int = 0
    """Passages taken out since the vector index was last built afresh; it keeps their places."""
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str, location: str) -> Manifest:
        """Raises StoreMismatch for another format, StoreDamaged for what can't be read."""
        try:
            record = json.loads(text)
            found = record["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(
                f"索引的清单已损坏:{location}。请用 --rebuild 重建。",
                f"The manifest of the index at {location} is damaged; run with --rebuild.",
            ) from error
        if found != FORMAT:
            raise StoreMismatch(
                f"索引的版本是 {found},本程序需要 {FORMAT}:{location}。请用 --rebuild 重建。",
                f"The index at {location} has format {found}, this program needs {FORMAT}; --rebuild it.",
            )
        try:
            return cls(**record)
        except TypeError as error:
            raise StoreDamaged(
                f"索引的清单不完整:{location}。请用 --rebuild 重建。",
                f"The manifest of the index at {location} is incomplete; run with --rebuild.",
            ) from error


def is_address(location: str | Path) -> bool:
    """Whether a location is a Chroma server rather than a folder."""
    return str(location).startswith(("http://", "https://"))


def data_folder() -> Path:
    """The user's folder for a default store: `$REPORT_QA_STORE` is looked at by the caller."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "report-qa"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "report-qa"


def cache_folder(address: str) -> Path:
    """Where lock and derived files of a store on a server are kept on this machine."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "report-qa" / hashlib.sha256(address.encode()).hexdigest()[:16]


@cache
def temporary_folder() -> Path:
    """A folder for derived files where the store may not be written; gone with the process."""
    path = Path(tempfile.mkdtemp(prefix="report-qa-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@contextmanager
def stated(location: str | Path) -> Iterator[None]:
    """Turn the operating system's errors about a store into ours."""
    try:
        yield
    except OSError as error:
        raise os_error(error, location) from error


def os_error(error: OSError, location: str | Path) -> StoreError:
    """Our error for an operating system's error at a store."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(location)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return not_writable(location)
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return StoreNotWritable(
            f"索引的位置是一个文件,不是文件夹:{location}。请另选一个文件夹。",
            f"The place for the index, {location}, is a file, not a folder; choose a folder.",
        )
    return StoreDamaged(
        f"索引读写出错({error.strerror}):{location}。请检查磁盘后重试。",
        f"Using the index at {location} failed ({error.strerror}); check the disk, then try again.",
    )


def disk_full(location: str | Path) -> DiskFull:
    return DiskFull(
        f"磁盘已满,索引没有改动:{location}。请腾出空间后重试。",
        f"The disk is full, the index at {location} is unchanged; free some space and try again.",
    )


def not_writable(location: str | Path) -> StoreNotWritable:
    return StoreNotWritable(
        f"没有权限写入索引:{location}。请换一个文件夹或修改权限。",
        f"No permission to write the index at {location}; choose another folder or change its permissions.",
    )


@contextmanager
def locked(path: Path, location: str | Path) -> Iterator[None]:
    """Hold the writer's lock at `path`. Raises StoreBusy with the other writer's pid."""
    with stated(location):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.read(descriptor, 32).decode("ascii", "replace").strip() or "?"
            raise StoreBusy(
                f"另一个进程(pid {pid})正在写入索引:{location}。请等它结束后重试。",
                f"Another process (pid {pid}) is writing the index at {location}; try again when it is done.",
            ) from error
        with suppress(OSError):  # the pid is for people; a full disk must not hide behind it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


class Folder:
    """A store in a folder: its manifest and its generations."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.location = str(root)
        self.lock = root / "lock"
        self._manifest = root / "manifest.json"

    def generation(self, name: str) -> Path:
        return self.root / "generations" / name

    def read(self) -> Manifest | None:
        """The manifest, or None where there is no store."""
        with stated(self.location):
            try:
                text = self._manifest.read_text("utf-8")
            except (FileNotFoundError, NotADirectoryError):
                return None
            except UnicodeDecodeError:
                text = ""
        return Manifest.from_json(text, self.location)

    def stamp(self) -> tuple[int, int]:
        """Changes whenever the manifest is replaced; one stat."""
        try:
            state = self._manifest.stat()
        except OSError:
            return (0, 0)
        return (state.st_ino, state.st_mtime_ns)

    def switch(self, manifest: Manifest) -> None:
        """Put a generation into service: the one moment at which readers see something new."""
        beside = self.root / "manifest.json.new"
        with open(beside, "w", encoding="utf-8") as file:
            file.write(manifest.to_json())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self._manifest)
        descriptor = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def tidy(self, keep: set[str]) -> None:
        """Remove generations that nobody needs, and what a killed writer left."""
        (self.root / "manifest.json.new").unlink(missing_ok=True)
        generations = self.root / "generations"
        for folder in list(generations.iterdir()) if generations.is_dir() else []:
            if folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)
