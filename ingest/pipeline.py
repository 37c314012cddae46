"""Documents -> passages -> vectors -> a writer, each step working while the one before prepares more.

Encoding uses all cores; what it leaves idle, Chroma's own work takes, in one thread behind.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from ingest.embed import embedding_text
from ingest.progress import Progress
from ingest.records import Document, Passage
from ingest.split import SplitSettings, split
from ingest.transaction import Writer

__all__ = ["Job", "Pipeline"]

_BATCH = 2048
"""Passages encoded at a time."""
_AHEAD = 2
"""Batches that may wait for Chroma: enough to keep it busy, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to write."""

    document: Document
    origin: str
    given: dict[str, Any]
    size: int
    """Bytes of its file, for the progress bar."""


class Pipeline:
    """Feeds a writer. Use as a context manager; leaving it without an error means all is written."""

    def __init__(self, writer: Writer, settings: SplitSettings, progress: Progress) -> None:
        self._writer = writer
        self._settings = settings
        self._progress = progress
        self._waiting: list[Passage] = []
        self._size = 0
        self._behind = ThreadPoolExecutor(1, "chroma")
        self._tasks: deque[Future[None]] = deque()

    def add(self, job: Job) -> None:
        """Cut a document and queue its passages."""
        passages = split(job.document, self._settings)
        self._later(lambda: self._writer.put(job.document, len(passages), job.origin, job.given))
        self._waiting += passages
        self._size += job.size
        while len(self._waiting) >= _BATCH:
            self._flush(_BATCH)

    def _flush(self, count: int) -> None:
        part, self._waiting = self._waiting[:count], self._waiting[count:]
        vectors = self._writer.embedder.encode([embedding_text(passage) for passage in part])
        self._later(lambda: self._writer.put_passages(part, vectors))
        self._progress.advance(self._size, len(part))
        self._size = 0

    def _later(self, task: Callable[[], None]) -> None:
        self._tasks.append(self._behind.submit(task))
        while self._tasks and (len(self._tasks) > _AHEAD or self._tasks[0].done()):
            self._tasks.popleft().result()

    def __enter__(self) -> Pipeline:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                if self._waiting:
                    self._flush(len(self._waiting))
                while self._tasks:
                    self._tasks.popleft().result()
        finally:
            self._behind.shutdown(wait=True, cancel_futures=True)
