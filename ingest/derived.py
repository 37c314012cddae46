"""What is derived from a generation's passages for speed: never the first home of anything.

A folder of memory-mapped numpy files: the lexical index, the vectors by row (for searches inside given
documents), ids, kinds and the list of documents. It carries the content hash of the generation it came from;
with another hash, or damaged, it is thrown away and built again.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from ingest import lexical
from ingest.embed import Vectors
from ingest.errors import StoreDamaged
from ingest.records import Document, Passage, PassageKind, Span

__all__ = ["Derived", "Entry", "document_from_record", "document_to_record"]

_VERSION = 1
"""Raised when the layout of these files or the terms of the lexical index change."""

KINDS: tuple[PassageKind, ...] = get_args(PassageKind)


def document_to_record(document: Document) -> dict[str, Any]:
    """Everything about a document but its text, as plain JSON values."""
    record = {each.name: getattr(document, each.name) for each in fields(document)}
    del record["text"]
    return {
        name: [[item.start, item.end] if isinstance(item, Span) else item for item in value]
        if isinstance(value, tuple)
        else value
        for name, value in record.items()
    }


def document_from_record(record: dict[str, Any], text: str = "") -> Document:
    """The reverse of `document_to_record`; further keys are left alone."""
    values = {each.name: record[each.name] for each in fields(Document) if each.name in record}
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(Span(*item) if isinstance(item, list) else item for item in value)
    return Document(text=text, **values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a generation with everything that is derived from it."""

    document: Document
    """Without its text."""
    passages: list[Passage]
    vectors: Sequence[Vectors]
    """One for each passage."""


class Derived:
    """The derived files of one generation, opened."""

    def __init__(self, folder: Path, header: dict[str, Any]) -> None:
        self.documents = [document_from_record(record) for record in header["documents"]]
        self._folder = folder
        self._checksums: dict[str, int] = header["checksums"]
        self._first: list[int] = header["first"]
        self._position = {document.name: at for at, document in enumerate(self.documents)}
        self.ids = _mapped(folder / "ids.npy")
        self.kinds = _mapped(folder / "kinds.npy")
        self.vectors = _mapped(folder / "vectors.npy")
        self.lexical = lexical.LexicalIndex.open(folder / "lexical")

    @classmethod
    def open(cls, folder: Path, content: str) -> Derived | None:
        """The derived files in `folder`, or None if they are absent, damaged or of another content."""
        try:
            header = json.loads((folder / "index.json").read_text("utf-8"))
            if header["version"] != _VERSION or header["content"] != content:
                return None
            if any((folder / name).stat().st_size != size for name, size in header["sizes"].items()):
                return None
            return cls(folder, header)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @classmethod
    def build(
        cls, folder: Path, content: str, count: int, dimension: int, entries: Iterable[Entry]
    ) -> Derived:
        """Make the files from `entries` (`count` passages in all), beside and then in one move."""
        beside = folder.with_name(f"{folder.name}.{os.getpid()}.new")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        try:
            _write(beside, content, count, dimension, entries)
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(FileExistsError, NotADirectoryError):  # another process was faster
                os.replace(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        opened = cls.open(folder, content)
        if opened is None:
            raise StoreDamaged(
                f"检索文件建立失败:{folder}。请运行 python -m ingest check --repair。",
                f"The search files in {folder} could not be made; run python -m ingest check --repair.",
            )
        return opened

    def rows(self, names: Iterable[str]) -> npt.NDArray[np.int64]:
        """Ordinals of the passages of the named documents; unknown names have none."""
        found = [self.span(name) for name in names if name in self._position]
        parts = [np.arange(first, last) for first, last in sorted(set(found))]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def allowed(
        self, kinds: Iterable[PassageKind], names: Iterable[str] | None = None
    ) -> npt.NDArray[np.bool_]:
        """For each passage, whether it is of one of the kinds and, if names are given, of these documents."""
        allowed = self.of_kinds(kinds)
        if names is not None:
            inside = np.zeros(len(allowed), bool)
            inside[self.rows(names)] = True
            allowed &= inside
        return allowed

    def matches(self, ids: Sequence[str]) -> bool:
        """Whether these are its passages, in this order, and its files are as they were written."""
        if len(ids) != len(self.ids) or any(self.id(at) != key for at, key in enumerate(ids)):
            return False
        return all(_checksum(self._folder / name) == sum_ for name, sum_ in self._checksums.items())

    def span(self, name: str) -> tuple[int, int]:
        """First ordinal and one past the last of a document's passages. Raises KeyError."""
        at = self._position[name]
        return self._first[at], self._first[at + 1]

    def id(self, ordinal: int) -> str:
        """Passage id at an ordinal."""
        return bytes(self.ids[ordinal]).decode("ascii")

    def of_kinds(self, kinds: Iterable[PassageKind]) -> npt.NDArray[np.bool_]:
        """For each passage, whether it is of one of the kinds."""
        wanted = np.zeros(len(KINDS), bool)
        wanted[[KINDS.index(kind) for kind in kinds]] = True
        return wanted[self.kinds]  # type: ignore[no-any-return]


def _checksum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total = zlib.crc32(block, total)
    return total


def _mapped(path: Path) -> npt.NDArray[Any]:
    """An array on disk, read only where it is touched."""
    try:
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:  # an empty array can't be mapped
        return np.load(path)  # type: ignore[no-any-return]


def _write(folder: Path, content: str, count: int, dimension: int, entries: Iterable[Entry]) -> None:
    ids = np.zeros(count, "S64")
    kinds = np.zeros(count, np.uint8)
    vectors = np.lib.format.open_memmap(folder / "vectors.npy", "w+", np.float16, (count, dimension))
    documents: list[dict[str, Any]] = []
    first = [0]

    def texts() -> Iterator[str]:
        for entry in entries:
            documents.append(document_to_record(replace(entry.document, text="")))
            start, end = first[-1], first[-1] + len(entry.passages)
            first.append(end)
            ids[start:end] = [passage.id.encode("ascii") for passage in entry.passages]
            kinds[start:end] = [KINDS.index(passage.kind) for passage in entry.passages]
            if entry.vectors:
                vectors[start:end] = np.stack(entry.vectors)
            for passage in entry.passages:
                yield passage.text

    lexical.build(texts(), folder / "lexical")
    vectors.flush()
    np.save(folder / "ids.npy", ids)
    np.save(folder / "kinds.npy", kinds)
    files = sorted(path for path in folder.rglob("*.npy"))
    header = {
        "version": _VERSION,
        "content": content,
        "documents": documents,
        "first": first,
        "sizes": {path.relative_to(folder).as_posix(): path.stat().st_size for path in files},
        "checksums": {path.relative_to(folder).as_posix(): _checksum(path) for path in files},
    }
    (folder / "index.json").write_text(json.dumps(header, ensure_ascii=False), "utf-8")
