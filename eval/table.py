"""Plain-text tables for a terminal, Chinese characters counted two columns wide."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

__all__ = ["progress", "table", "width"]


def width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with a rule under its head; the first column to the left, the others to the right."""
    columns = [max(width(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = [" " * (columns[i] - width(cell)) for i, cell in enumerate(row)]
        first, *rest = zip(row, cells, strict=True)
        return "  ".join([first[0] + first[1], *(pad + cell for cell, pad in rest)]).rstrip()

    return "\n".join([line(head), "  ".join("─" * column for column in columns), *map(line, rows)])


def progress(label: str, done: int, total: int) -> None:
    """A progress line on standard error, if that is a terminal; cleared at the end."""
    if not sys.stderr.isatty():
        return
    if done >= total:
        sys.stderr.write("\r\x1b[K")
    else:
        filled = 24 * done // max(1, total)
        sys.stderr.write(f"\r\x1b[K{label} {'█' * filled}{'░' * (24 - filled)} {done}/{total}")
    sys.stderr.flush()
