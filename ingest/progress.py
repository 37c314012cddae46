"""A progress bar on a terminal, with rate and time left; silence everywhere else."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType
from typing import Any

__all__ = ["Progress"]


class Progress:
    """Counts bytes of files done, for the time left, and passages, for the rate."""

    def __init__(self, total: int, label: str, shown: bool | None = None) -> None:
        """`total` is in bytes; `shown` defaults to whether stderr is a terminal."""
        self.passages = 0
        self._bar: Any = None
        if sys.stderr.isatty() if shown is None else shown:
            from tqdm import tqdm

            # a terminal that does not tell its size gets the usual one; tqdm would show nothing on it
            size = shutil.get_terminal_size()
            self._bar = tqdm(
                total=total,
                desc=label,
                unit="B",
                unit_scale=True,
                file=sys.stderr,
                leave=False,
                ncols=size.columns,
                nrows=size.lines,
            )

    def advance(self, size: int, passages: int) -> None:
        """So many more bytes of files and passages are done."""
        self.passages += passages
        if self._bar is not None:
            rate = self.passages / (self._bar.format_dict["elapsed"] or 1e-9)
            self._bar.set_postfix_str(f"{self.passages} 段, {rate:.0f} 段/秒", refresh=False)
            self._bar.update(size)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
