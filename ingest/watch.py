"""Keep a store in step with a folder: new files come in, changed ones again, deleted ones go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.errors import FileMissing, ReportError
from ingest.library import Options, Summary, follow

__all__ = ["watch"]

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
                say(follow(folder, location, options))
                before = state
            except ReportError as error:  # busy, full, unreachable: said once, tried again at the next look
                say(error)


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
