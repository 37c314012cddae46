"""Keep a store in step with a folder: new files come in, changed ones again, deleted ones go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ingest.errors import EmptyDocument, FileMissing, ReportError, StoreMissing
from ingest.files import find
from ingest.library import Options, Summary, index, remove
from ingest.store import Store

__all__ = ["step", "watch"]

State = dict[str, tuple[int, int]]
Say = Callable[[Summary | ReportError], None]


def watch(
    folder: Path,
    location: str,
    options: Options,
    seconds: float,
    say: Callable[[Summary | ReportError], None],
) -> None:
    """Look at the folder every so many seconds until interrupted; `say` hears of every change and failure.

    Raises FileMissing if the folder is not there at the start.
    """
    if not folder.is_dir():
        raise FileMissing(f"没有这个文件夹:{folder}。请检查路径。", f"There is no folder {folder}.")
    before: State | None = None
    for state in _settled(folder, seconds):
        if state != before:
            try:
                say(step(folder, location, options))
                before = state
            except ReportError as error:  # busy, full, unreachable: said once, tried again at the next look
                say(error)
                before = state if isinstance(error, EmptyDocument) else None


def _settled(folder: Path, seconds: float) -> Iterator[State]:
    """States of the folder that lasted from one look to the next, so that no file is read half written."""
    last: State | None = None
    while True:
        state = _state(folder)
        if state == last or last is None:
            yield state
        last = state
        time.sleep(seconds)


def _state(folder: Path) -> State:
    """Size and time of every file."""
    state: State = {}
    for path in folder.rglob("*"):
        try:
            if path.is_file():
                state[str(path)] = (path.stat().st_size, path.stat().st_mtime_ns)
        except OSError:
            continue
    return state


def step(folder: Path, location: str, options: Options) -> Summary:
    """Bring the store in step with the folder once: documents that came from it and are gone are removed."""
    try:
        present = {target.origin for target in find([folder])}
    except EmptyDocument:
        present = set()
    summary = index([folder], location, options) if present else Summary(location)
    gone = _gone(folder, location, present)
    if gone:
        after = remove(gone, location)
        summary = replace(summary, removed=after.removed, documents=after.documents, passages=after.passages)
    return summary


def _gone(folder: Path, location: str, present: set[str]) -> list[str]:
    root = folder.resolve()
    try:
        with closing(Store.open(location)) as store:
            return [
                source.document.name
                for source in store.sources()
                if source.origin and source.origin not in present and root in Path(source.origin).parents
            ]
    except StoreMissing:
        return []
