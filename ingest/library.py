"""A library of reports: add, update, remove, list, check. The store is the state, files are the input."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.embed import embedding_text, get_embedder
from ingest.errors import EmptyDocument, FileMissing, LoadError, StoreMissing
from ingest.load import load
from ingest.place import data_folder
from ingest.records import Document
from ingest.split import SplitSettings, split
from ingest.store import Store
from ingest.transaction import Writer

__all__ = ["Summary", "bundled_report", "default_store", "ensure_store", "index"]

_BATCH = 1024
"""Passages encoded and stored at a time."""


@dataclass(slots=True)
class Summary:
    """What an indexing run did; `to_record` is what `--json` prints."""

    store: str
    documents: int = 0
    """Documents in the store afterwards."""
    passages: int = 0
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    """Files that could not be taken in: `path` and `reason`."""
    seconds: float = 0.0

    def to_record(self) -> dict[str, Any]:
        return asdict(self)


def bundled_report() -> Path:
    """Folder of the report that comes with the program."""
    return Path(__file__).resolve().parent.parent / "data"


def default_store() -> str:
    """`$REPORT_QA_STORE`, else the user's own folder."""
    return os.environ.get("REPORT_QA_STORE") or str(data_folder() / "store")


def ensure_store(location: str | None = None) -> str:
    """The location to open; an absent default store is built from the bundled report first, said on stderr.

    Raises StoreMissing for a named location without a store when opened, not here.
    """
    if location is not None:
        return location
    chosen = default_store()
    try:
        Store.open(chosen).close()
    except StoreMissing:
        sys.stderr.write(
            f"首次使用,正在为随附的报告建立索引 (first use, indexing the bundled report): {chosen}\n"
        )
        index([bundled_report()], chosen)
    return chosen


def files_under(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Files to load with their document names. Raises FileMissing."""
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if not found:
                raise EmptyDocument(
                    f"文件夹是空的:{path}。请放入报告文件。",
                    f"The folder {path} is empty; put reports into it.",
                )
            yield from ((p, p.name) for p in found)
        elif path.exists():
            yield path, path.name
        else:
            raise FileMissing(
                f"找不到文件或文件夹:{path}。请检查路径。", f"There is no {path}; check the path."
            )


def index(paths: Sequence[Path], location: str, *, rebuild: bool = False) -> Summary:
    """Index files and folders into a store; unchanged files cost nothing. Safe to repeat."""
    began = time.monotonic()
    summary = Summary(store=location)
    settings = SplitSettings()
    known: dict[str, str] = {}
    if not rebuild:
        try:
            store = Store.open(location)
            known = {d.name: d.sha256 for d in store.documents()}
            if store.manifest.split != asdict(settings):
                rebuild, known = True, {}
            store.close()
        except StoreMissing:
            pass
    fresh: list[Document] = []
    for path, name in files_under(paths):
        try:
            document = load(path, name=name)
        except LoadError as error:
            summary.failed.append({"path": str(path), "reason": str(error)})
            continue
        if known.get(document.name) == document.sha256:
            summary.unchanged.append(document.name)
        else:
            fresh.append(document)
            (summary.updated if document.name in known else summary.added).append(document.name)
    if fresh or rebuild:
        with Writer.begin(location, split=asdict(settings), keep=not rebuild) as writer:
            _write(writer, fresh, settings)
            writer.commit()
    try:
        store = Store.open(location)
        summary.documents, summary.passages = store.manifest.documents, store.manifest.passages
        store.close()
    except StoreMissing:
        pass
    summary.seconds = round(time.monotonic() - began, 3)
    return summary


def _write(writer: Writer, documents: Iterable[Document], settings: SplitSettings) -> None:
    encoder = get_embedder()
    for document in documents:
        passages = split(document, settings)
        writer.put(document, len(passages))
        for start in range(0, len(passages), _BATCH):
            part = passages[start : start + _BATCH]
            writer.put_passages(part, encoder.encode([embedding_text(passage) for passage in part]))
