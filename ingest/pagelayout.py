"""What stands on a page of a PDF, in reading order: words become lines, column by column, and tables.

Works on what pdfplumber gives: characters with places (in points from the top left) and sizes, and rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.normalise import without_radicals
from ingest.patterns import regex

__all__ = ["Line", "Sheet", "Table", "items", "sheet", "without_margins"]

# share of a page's height, above and below, in which running heads and page numbers stand
_MARGIN = 0.09
_PAGE_NUMBER = regex(
    r"^(?:第?\s*\d{1,4}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?|[-—–·]\s*\d{1,4}\s*[-—–·]|[ivxIVX]{1,6})$"
)

_Word = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page; places in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    cells: tuple[tuple[float, str], ...] = ()
    """Left edge and text of each of its parts, where wide gaps part it; empty for running text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, ruled or aligned."""

    rows: list[list[str]]
    x0: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was read."""

    words: list[_Word]
    tables: list[Table]
    height: float


def sheet(page: Any) -> Sheet:
    """Words and ruled tables of a pdfplumber page."""
    tables = []
    rest = page
    for found in page.find_tables():
        rows = _cells(found)
        if max((len(row) for row in rows), default=0) < 2:
            continue  # a frame around text
        x0, top, x1, bottom = found.bbox
        tables.append(Table(rows, x0, top, bottom))
        rest = rest.filter(_outside(x0, top, x1, bottom))
    words = rest.extract_words(
        x_tolerance=2, y_tolerance=3, keep_blank_chars=True, use_text_flow=False, extra_attrs=["size"]
    )
    return Sheet([word for word in words if word["text"].strip()], tables, float(page.height))


def without_margins(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Pages without running heads, running feet and page numbers."""
    rows = [_marginal(page) for page in sheets]
    counts = Counter(key for page in rows for key in {_key(row) for row in page})
    often = {key for key, count in counts.items() if count >= 2 and 3 * count >= len(sheets)}
    kept = []
    for page, marginal in zip(sheets, rows, strict=True):
        gone = {id(word) for row in marginal if _key(row) in often or _is_page_number(row) for word in row}
        kept.append(replace(page, words=[word for word in page.words if id(word) not in gone]))
    return kept


def _marginal(page: Sheet) -> list[list[_Word]]:
    """Rows of words in the upper and lower margin."""
    upper = [word for word in page.words if word["bottom"] < _MARGIN * page.height]
    lower = [word for word in page.words if word["top"] > (1 - _MARGIN) * page.height]
    return [*_by_row(upper), *_by_row(lower)]


def _key(row: Sequence[_Word]) -> str:
    return re.sub(r"\d+", "#", "".join("".join(word["text"].split()) for word in row))


def _is_page_number(row: Sequence[_Word]) -> bool:
    return _PAGE_NUMBER.match(" ".join(word["text"].strip() for word in row)) is not None


def items(page: Sheet) -> list[Line | Table]:
    """Lines and tables of a page in reading order."""
    found = _aligned(list(_columns(page.words)))
    for table in page.tables:
        place = next((i for i, item in enumerate(found) if item.top >= table.top), len(found))
        found.insert(place, table)
    return found


def _outside(x0: float, top: float, x1: float, bottom: float) -> Any:
    def keep(thing: dict[str, Any]) -> bool:
        if thing.get("object_type") != "char":
            return True
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not (x0 <= x <= x1 and top <= y <= bottom)

    return keep


def _cells(table: Any) -> list[list[str]]:
    """Texts row by row; a merged cell stands in each of its places, a line break in a cell is a wrap."""
    texts = table.extract()
    columns: dict[int, tuple[float, float]] = {}
    placed: list[tuple[tuple[float, float, float, float], str]] = []
    for row, words in zip(table.rows, texts, strict=True):
        for column, (box, text) in enumerate(zip(row.cells, words, strict=True)):
            if box is not None:
                placed.append((box, _plain(re.sub(r"\s*\n\s*", "\n", text or ""))))
                if column not in columns or box[2] - box[0] < columns[column][1] - columns[column][0]:
                    columns[column] = (box[0], box[2])
    grid = []
    for row in table.rows:
        boxes = [box for box in row.cells if box is not None]
        # a cell that goes on into the next row says nothing about where this one ends
        y = (min(box[1] for box in boxes) + min(box[3] for box in boxes)) / 2
        centres = [
            sum(columns[column]) / 2 if column in columns else -1.0 for column in range(len(row.cells))
        ]
        grid.append([next((text for box, text in placed if _holds(box, x, y)), "") for x in centres])
    return grid


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


# words -> lines, column by column


def _columns(words: Sequence[_Word]) -> Iterator[Line]:
    """Lines in reading order: where a white strip parts the text, first what is left of it."""
    found = _strip(words)
    if found is None:
        yield from _rows(words)
        return
    gutter, top, bottom = found
    band = [word for word in words if top < _middle(word) < bottom]
    yield from _columns([word for word in words if _middle(word) <= top])
    yield from _columns([word for word in band if word["x0"] < gutter])
    yield from _columns([word for word in band if word["x0"] >= gutter])
    yield from _columns([word for word in words if _middle(word) >= bottom])


def _middle(word: _Word) -> float:
    return float(word["top"] + word["bottom"]) / 2


def _strip(words: Sequence[_Word]) -> tuple[float, float, float] | None:
    """(x, top, bottom) of the longest white strip between two columns of prose, if there is one."""
    if len(words) < 8:
        return None
    left, right = min(word["x0"] for word in words), max(word["x1"] for word in words)
    inner = [
        word["x0"] for word in words if left + 0.2 * (right - left) < word["x0"] < left + 0.8 * (right - left)
    ]
    edges = Counter(round(x) for x in inner).most_common(4)
    best: tuple[int, float, float, float] | None = None
    for edge, count in edges:
        if count < 4:
            break
        gutter = edge - 2.0
        crossing = sorted(_middle(word) for word in words if word["x0"] < gutter < word["x1"])
        for top, bottom in pairwise([-1.0, *crossing, 1e9]):
            band = [word for word in words if top < _middle(word) < bottom]
            sides = (
                [word for word in band if word["x0"] < gutter],
                [word for word in band if word["x0"] >= gutter],
            )
            if (best is None or len(band) > best[0]) and all(_is_prose(side) for side in sides):
                best = (len(band), gutter, top, bottom)
    return best[1:] if best else None


def _is_prose(words: Sequence[_Word]) -> bool:
    """Several lines, most of them filled with text: no column of a table, no picture's caption."""
    if len(words) < 4:
        return False
    rows = list(_rows(words))
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    full = [row for row in rows if row.x1 - row.x0 >= 0.8 * width]
    return len(rows) >= 4 and width >= 7 * rows[0].size and 2 * len(full) >= len(rows)


def _rows(words: Sequence[_Word]) -> Iterator[Line]:
    """Words on one height make a line."""
    return map(_line, _by_row(words))


def _by_row(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words on one height, from the left, row by row from the top."""
    row: list[_Word] = []
    for word in sorted(words, key=lambda word: (_middle(word), word["x0"])):
        if row and _middle(word) > row[0]["bottom"] - 0.2 * row[0]["size"]:
            yield sorted(row, key=lambda word: float(word["x0"]))
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: float(word["x0"]))


def _line(row: list[_Word]) -> Line:
    text = _plain(row[0]["text"])
    cells = [(float(row[0]["x0"]), text)]
    for before, word in pairwise(row):
        gap, piece = word["x0"] - before["x1"], _plain(word["text"])
        text += (" " if gap > 0.25 * word["size"] else "") + piece
        if gap > 1.5 * word["size"]:
            cells.append((float(word["x0"]), piece))
        else:
            cells[-1] = (cells[-1][0], cells[-1][1] + (" " if gap > 0.25 * word["size"] else "") + piece)
    return Line(
        text,
        row[0]["x0"],
        max(word["x1"] for word in row),
        min(word["top"] for word in row),
        max(word["bottom"] for word in row),
        max(word["size"] for word in row),
        tuple(cells) if len(cells) > 1 else (),
    )


def _plain(text: str) -> str:
    """Characters for the radicals and long dashes that programs write instead of them."""
    return without_radicals(text).replace("⸺", "——").replace("\u00ad", "")


def _aligned(lines: Sequence[Line]) -> list[Line | Table]:
    """Three rows or more of as many short parts, one under the other, are a table without rules."""
    found: list[Line | Table] = []
    run: list[Line] = []
    for line in lines:
        if run and not _under(run[-1], line):
            found += _as_table(run)
            run = []
        if line.cells and all(len(text) <= 20 for _, text in line.cells):
            run.append(line)
        else:
            found.append(line)
    return [*found, *_as_table(run)]


def _under(above: Line, below: Line) -> bool:
    """As many parts, and each begins about under the one above."""
    if len(above.cells) != len(below.cells):
        return False
    shift = 3 * below.size
    return all(abs(a - b) < shift for (a, _), (b, _) in zip(above.cells, below.cells, strict=True))


def _as_table(run: Sequence[Line]) -> list[Line | Table]:
    if len(run) < 3:
        return list(run)
    return [Table([[text for _, text in line.cells] for line in run], run[0].x0, run[0].top, run[-1].bottom)]
