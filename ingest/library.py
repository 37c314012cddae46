"""A library of reports: add, update, remove. The store is the state, files are the input.

Everything is incremental by content hash. A run either ends with a new generation in service or has changed
nothing; a file that can't be read is named in the summary and does not stop the others.
"""

from __future__ import annotations

import difflib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.embed import DEFAULT_EMBEDDER, EMBEDDING_TEXT
from ingest.errors import (
    EmptyDocument,
    FileMissing,
    LoadError,
    StoreDamaged,
    StoreError,
    StoreMismatch,
    StoreMissing,
)
from ingest.files import Named, Target, find, hash_of, name_targets
from ingest.generation import Source
from ingest.load import load
from ingest.pipeline import Job, Pipeline
from ingest.place import Manifest, data_folder
from ingest.progress import Progress
from ingest.records import Document
from ingest.split import SplitSettings
from ingest.store import Store
from ingest.transaction import Writer

__all__ = [
    "Options",
    "Summary",
    "bundled_report",
    "default_store",
    "ensure_store",
    "follow",
    "index",
    "remove",
    "split_record",
    "update",
]


@dataclass(frozen=True, slots=True)
class Options:
    """How to index."""

    rebuild: bool = False
    """Start from nothing: named files are read again, other documents come from their kept texts."""
    by_name: bool = False
    """A file replaces the document of the same file name, wherever that came from."""
    embedder: str | None = None
    """Encoder for a new index; for an existing one it must be the same, unless `rebuild`."""
    given: dict[str, Any] = field(default_factory=dict)
    """Title, year, told_year, region or issuer as a person gave them; they win over what is read."""
    progress: bool | None = None
    """Show a progress bar; by default where stderr is a terminal."""
    split: SplitSettings = field(default_factory=SplitSettings)


@dataclass(slots=True)
class Summary:
    """What a run did; `to_record` is what `--json` prints."""

    store: str
    documents: int = 0
    """Documents in the store afterwards."""
    passages: int = 0
    """Passages in the store afterwards."""
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    """Files that could not be taken in: `path` and `reason`."""
    seconds: float = 0.0
    failed_asked: bool = False
    """Whether one of them was named itself, rather than found in a folder."""

    def to_record(self) -> dict[str, Any]:
        record = asdict(self)
        del record["failed_asked"]
        return record

    @property
    def ok(self) -> bool:
        """Whether every file that was named, and at least one of a folder, is in the store."""
        return not self.failed_asked and bool(
            not self.failed or self.added or self.updated or self.unchanged or self.removed
        )


def bundled_report() -> Path:
    """Folder of the report that comes with the program."""
    return Path(__file__).resolve().parent.parent / "data"


def default_store() -> str:
    """`$REPORT_QA_STORE`, else a folder of the user's."""
    return os.environ.get("REPORT_QA_STORE") or str(data_folder() / "store")


def split_record(settings: SplitSettings) -> dict[str, Any]:
    """What decides over passages and their vectors, as saved with an index."""
    return {**asdict(settings), "embedding_text": EMBEDDING_TEXT}


def ensure_store(location: str | None = None) -> str:
    """The location to open for questions. Without one: the default store, which is built from the bundled
    report where it is absent, and built again where it holds only that and an older version of this program
    made it; stderr says so. A location that is given is not looked at."""
    if location:
        return location
    chosen = default_store()
    try:
        manifest = Store.peek(chosen)
        stale = manifest.split != split_record(SplitSettings()) and _only_bundled(chosen)
        reason = "本程序已更新,正在重建随附报告的索引 (the program is newer than the index, rebuilding)"
    except StoreMissing:
        stale, reason = True, "首次使用,正在为随附的报告建立索引 (first use, indexing the bundled report)"
    if stale:
        sys.stderr.write(f"{reason}: {chosen}\n")
        index([bundled_report()], chosen)
    return chosen


def _only_bundled(location: str) -> bool:
    bundled = {target.path.name for target in find([bundled_report()])}
    with closing(Store.open(location)) as store:
        return {document.name for document in store.documents()} <= bundled


def index(paths: Sequence[Path], location: str, options: Options | None = None) -> Summary:
    """Bring files and folders into a store. Safe to repeat: what is unchanged costs nothing.

    Raises FileMissing and EmptyDocument for a path with nothing to read, and any StoreError.
    """
    options = options or Options()
    return _Run(location, options).over(find(paths))


def update(location: str, options: Options | None = None) -> Summary:
    """Read every document's file again, where it still is. Raises any StoreError."""
    with closing(Store.open(location)) as store:
        origins = [Path(source.origin) for source in store.sources() if source.origin]
    run = _Run(location, options or Options())
    for path in (path for path in origins if not path.exists()):
        error = FileMissing(
            f"原文件不在了:{path}。索引保留其内容。", f"The file {path} is gone; the index keeps it."
        )
        run.fail(Target(path, path.name, asked=False), error)
    return run.over([Target(path, path.name, asked=False) for path in origins if path.exists()])


def follow(folder: Path, location: str, options: Options | None = None) -> Summary:
    """Bring the store in step with a folder, in one generation: documents that came from it and are gone from
    it are removed. Raises any StoreError."""
    try:
        targets = find([folder])
    except EmptyDocument:
        targets = []
    return _Run(location, options or Options()).over(targets, folder.resolve())


def remove(names: Sequence[str], location: str) -> Summary:
    """Take documents out. Raises FileMissing for a name that the store does not hold, and any StoreError."""
    began = time.monotonic()
    summary = Summary(store=location)
    Store.peek(location)
    with Writer.begin(location) as writer:
        known = [source.document.name for source in writer.sources()]
        for name in names:
            if name not in known:
                raise _unknown(name, known)
        for name in dict.fromkeys(names):
            writer.remove(name)
            summary.removed.append(name)
        manifest = writer.commit()
    return _finished(summary, manifest, began)


def _unknown(name: str, known: Sequence[str]) -> FileMissing:
    close = difflib.get_close_matches(name, known, 1, 0.3)
    hint, english = (f"是不是《{close[0]}》?", f"Did you mean {close[0]}?") if close else ("", "")
    return FileMissing(
        f"索引里没有《{name}》。{hint}用 python -m ingest list 查看。",
        f"The index holds no {name}. {english} See python -m ingest list.",
    )


def _finished(summary: Summary, manifest: Manifest | None, began: float) -> Summary:
    if manifest is not None:
        summary.documents, summary.passages = manifest.documents, manifest.passages
    summary.seconds = round(time.monotonic() - began, 3)
    return summary


class _Run:
    """One indexing run: look first, without a lock; write only if there is something to write."""

    def __init__(self, location: str, options: Options) -> None:
        self._began = time.monotonic()
        self._location = location
        self._options = options
        self._summary = Summary(store=location)

    def fail(self, target: Target, error: LoadError) -> None:
        self._summary.failed.append({"path": str(target.path), "reason": str(error)})
        self._summary.failed_asked |= target.asked

    def over(self, targets: Sequence[Target], root: Path | None = None) -> Summary:
        """Take in the targets; documents whose files were under `root` and are not among them go."""
        manifest, sources = self._present()
        rebuild = self._options.rebuild or (
            manifest is not None and manifest.split != split_record(self._options.split)
        )
        gone = _gone(sources, targets, root) if root is not None else []
        named = name_targets(targets, sources, self._options.by_name)
        changed = named if rebuild else [each for each in named if not self._same(each)]
        if not rebuild:
            same = {each.name for each in named} - {each.name for each in changed}
            self._summary.unchanged += [each.name for each in named if each.name in same]
        if changed or gone or (rebuild and sources):
            manifest = self._write(changed, gone, rebuild, manifest) or manifest
        return _finished(self._summary, manifest, self._began)

    def _present(self) -> tuple[Manifest | None, list[Source]]:
        """What is there. A store that can't be read counts as empty only where it is to be rebuilt."""
        try:
            embedder = None if self._options.rebuild else self._options.embedder
            with closing(Store.open(self._location, embedder=embedder)) as store:
                return store.manifest, store.sources()
        except StoreMissing:
            return None, []
        except (StoreMismatch, StoreDamaged):
            if not self._options.rebuild:
                raise
            return None, []

    def _same(self, each: Named) -> bool:
        """Whether a file is in the store as it is, with what a person gave for it."""
        if each.known is None or not self._options.given.items() <= each.known.given.items():
            return False
        return hash_of(each.target.path) == each.known.document.sha256

    def _write(
        self, changed: Sequence[Named], gone: Sequence[str], rebuild: bool, before: Manifest | None
    ) -> Manifest | None:
        options = self._options
        embedder = options.embedder or (before.embedder if before else DEFAULT_EMBEDDER)
        total = sum(_size(each.target.path) for each in changed)
        begin = Writer.begin(
            self._location, embedder=embedder, split=split_record(options.split), keep=not rebuild
        )
        with begin as writer, Progress(total, "建立索引", options.progress) as progress:
            if not rebuild:
                for name in gone:
                    writer.remove(name)
            with Pipeline(writer, options.split, progress) as pipeline:
                written = _feed(pipeline, self._jobs(changed))
                if rebuild and before is not None:
                    written += _feed(pipeline, self._kept([*written, *gone]))
            self._summary.removed += gone
            return writer.commit() if written or gone else None

    def _jobs(self, changed: Sequence[Named]) -> Iterator[Job]:
        """Documents of the files that can be read; the others are noted."""
        for each in changed:
            try:
                document = load(each.target.path, name=each.name)
            except LoadError as error:
                self.fail(each.target, error)
                continue
            given = {**(each.known.given if each.known else {}), **self._options.given}
            document = replace(document, **given)
            yield Job(document, each.target.origin, given, _size(each.target.path))
            self._count(each, document, given)

    def _count(self, each: Named, document: Document, given: dict[str, Any]) -> None:
        """Say what became of a document: a rebuild of the same content is no change to a reader."""
        if each.known is None:
            self._summary.added.append(document.name)
        elif each.known.document.sha256 == document.sha256 and each.known.given == given:
            self._summary.unchanged.append(document.name)
        else:
            self._summary.updated.append(document.name)

    def _kept(self, others: Sequence[str]) -> Iterator[Job]:
        """Documents of the store that is rebuilt, but for `others`, from their kept texts."""
        with closing(Store.open(self._location)) as store:
            for source in store.sources():
                if source.document.name not in others:
                    try:
                        document = store.document(source.document.name)
                    except StoreError as error:
                        reason = str(error)
                        self._summary.failed.append({"path": source.document.name, "reason": reason})
                        continue
                    yield Job(document, source.origin, source.given, 0)
                    self._summary.unchanged.append(document.name)


def _gone(sources: Sequence[Source], targets: Sequence[Target], root: Path) -> list[str]:
    """Documents whose files were under a folder and are there no more."""
    present = {target.origin for target in targets}
    return [
        source.document.name
        for source in sources
        if source.origin and source.origin not in present and root in Path(source.origin).parents
    ]


def _feed(pipeline: Pipeline, jobs: Iterable[Job]) -> list[str]:
    """Put documents through the pipeline; their names."""
    names = []
    for job in jobs:
        pipeline.add(job)
        names.append(job.document.name)
    return names


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
