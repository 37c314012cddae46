"""Plain text put together from what a format holds, with the places of headings, table rows and pages.

What the loaders of Markdown, HTML, DOCX and PDF write to, so that all of them make the same kind of text:
a paragraph a line, a blank line between, and every table row a line that carries its heads:

    地区生产总值：2022年为1234.5亿元；2023年为1300.2亿元。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.patterns import regex
from ingest.records import Span

__all__ = ["Extracted", "Writer", "one_line"]

_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—"
# a line break next to a Chinese character stands for nothing, one between two words for a space
_BREAK_IN_CHINESE = regex(rf"(?<=[{_WIDE}])[ \t]*[\n\r][ \t\n\r]*|[ \t]*[\n\r][ \t\n\r]*(?=[{_WIDE}])")
_NUMBER = regex(r"[-+−]?\d[\d,，]*(?:\.\d+)?")
_UNIT = regex(r"[（(]\s*([^（）()]{1,8})\s*[）)]")
_UNIT_WORD = regex(
    r"^(?:[十百千万亿]*(?:元|美元|人|人次|户|个|家|件|项|次|处|所|套|张|辆|台|吨|斤|公斤|公里|千米|米|平方米|平方公里|立方米|亩|公顷|千瓦时|"
    r"千瓦|度|天|岁|年|倍|位|名|条|座|间|床|份|册|场|场次|标准煤)|吨标准煤|%|％|‰|个百分点|元/人|元/吨)$"
)


# `单位：亿元` over a table says it for every figure that has no unit of its own and is no count or rate
_TABLE_UNIT = regex(r"(?:计量)?单位\s*[:：]\s*([^\s、,，；;）)]{1,8})\s*(?:[）)]|$)")
_OTHER_UNIT = regex(
    r"率|比重|占比|增速|增长|增幅|同比|个数|户数|人数|家数|次数|数量|指数|排名|名次|序号|编号|年份"
)
# heads of a first column that only say that it names the rows
_NO_SUBJECT = regex(r"^(?:项\s*目|指\s*标|名\s*称|类\s*别|内\s*容|事\s*项|分\s*类|单\s*位)(?:名称|内容)?$")


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text with the places in it that the format marks; see `Document` for the fields."""

    text: str
    headings: tuple[Span, ...] = ()
    levels: tuple[int, ...] = ()
    tables: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    title: str | None = None
    """The title that the format's own properties give."""


def one_line(text: str) -> str:
    """White space to single spaces; a line break inside Chinese to nothing."""
    return " ".join(_BREAK_IN_CHINESE.sub("", text.strip()).split())


@dataclass
class Writer:
    """Collects paragraphs, headings and tables in reading order."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _headings: list[Span] = field(default_factory=list)
    _levels: list[int] = field(default_factory=list)
    _tables: list[Span] = field(default_factory=list)
    _pages: list[int] = field(default_factory=list)
    _last: str = ""
    """What was written last: over a table it may give the unit of its figures."""

    def paragraph(self, text: str) -> None:
        """One paragraph; white space in it becomes single spaces."""
        self._put(one_line(text))

    def heading(self, text: str, level: int) -> None:
        """A heading of a level, 1 the outermost."""
        span = self._put(one_line(text))
        if span is not None:
            self._headings.append(span)
            self._levels.append(level)

    def page(self, ahead: int = 0) -> None:
        """A page begins with the next thing written, or `ahead` characters into it."""
        self._pages.append(self._length + ahead)

    def table(self, rows: Iterable[Sequence[str]], header_rows: int | None = None) -> None:
        """A table, each row written out with its heads; `header_rows` where the format says how many."""
        unit = _TABLE_UNIT.search(self._last)
        cells = [[one_line(cell) for cell in row] for row in rows]
        for line in written_rows(cells, header_rows, unit.group(1) if unit else ""):
            span = self._put(line)
            if span is not None:
                self._tables.append(span)

    def done(self, title: str | None = None) -> Extracted:
        """Everything that was written."""
        text = "".join(self._parts)
        # a page on which nothing was written begins where the text ends
        pages = tuple(min(offset, len(text)) for offset in self._pages)
        return Extracted(
            text,
            tuple(self._headings),
            tuple(self._levels),
            tuple(self._tables),
            pages,
            (one_line(title) if title else None) or None,
        )

    def _put(self, line: str) -> Span | None:
        if not line:
            return None
        start, self._last = self._length, line
        self._parts.append(line + "\n\n")
        self._length += len(line) + 2
        return Span(start, start + len(line))


def written_rows(rows: Sequence[Sequence[str]], header_rows: int | None = None, unit: str = "") -> list[str]:
    """Each row of a table as a line that says what each of its cells is; `unit` for figures without one."""
    rows = [row for row in rows if any(row)]
    if len(rows) > 2 and rows[0][0] and len(rows[0]) > 1 and len(set(filter(None, rows[0]))) == 1:
        # a first row across the table is its title
        own = _TABLE_UNIT.search(rows[0][0])
        fewer = header_rows - 1 if header_rows is not None and header_rows > 1 else None
        return [rows[0][0], *written_rows(rows[1:], fewer, own.group(1) if own else unit)]
    if not rows:
        return []
    unit = unit if _UNIT_WORD.match(unit) else ""
    width = max(len(row) for row in rows)
    grid = [[*row, *[""] * (width - len(row))] for row in rows]
    if width == 1 or _is_layout(grid):
        return [" ".join(cell for cell in dict.fromkeys(row) if cell) for row in grid]
    count = _header_rows(grid) if header_rows is None else header_rows
    count = min(count, len(grid) - 1) if len(grid) > 1 else 0
    heads = [_join(row[column] for row in grid[:count]) for column in range(width)]
    lines = []
    for row in grid[count:]:
        if len({cell for cell in row if cell}) == 1 and len(row) > 1 and row[0]:
            lines.append(row[0])  # a row across the table: a group's name or a note
        else:
            lines.append(_written(row, heads, unit))
    return lines or [" ".join(cell for cell in grid[0] if cell)]


def _is_layout(grid: Sequence[Sequence[str]]) -> bool:
    """A table that only places text on the page: long prose in its cells."""
    cells = [cell for row in grid for cell in row if cell]
    return len(grid) == 1 or (bool(cells) and sum(len(cell) for cell in cells) / len(cells) > 120)


def _header_rows(grid: Sequence[Sequence[str]]) -> int:
    """Leading rows without figures of their own (a bare year is a head)."""
    for count, row in enumerate(grid):
        if count and len(set(row)) == 1:
            return count  # a group's name, across the table
        if any(_NUMBER.fullmatch(cell) and not re.fullmatch(r"(?:19|20)\d\d", cell) for cell in row[1:]):
            return count
        if count and not any(re.search(r"\d", cell) for later in grid for cell in later[1:]):
            return 1  # a table of words: one head
    return 1


def _join(cells: Iterable[str]) -> str:
    """Heads over one column, from the top, a repeated one (a merged cell) once."""
    return "".join(dict.fromkeys(cell for cell in cells if cell))


def _written(row: Sequence[str], heads: Sequence[str], unit: str) -> str:
    head, cells = row[0], list(zip(heads[1:], row[1:], strict=True))
    row_unit = _unit(head) or ("" if _OTHER_UNIT.search(head) else unit)
    said = [_cell(column, cell, row_unit) for column, cell in cells if cell]
    first = head
    if head and _NUMBER.fullmatch(head) and heads[0]:
        first = f"{heads[0]}{head}"
    if not said:
        return first
    if (
        heads[0]
        and not _NO_SUBJECT.match(heads[0])
        and not any(_NUMBER.fullmatch(cell.rstrip("%％‰")) for _, cell in cells)
    ):
        return (
            f"{heads[0]}为{head}；{'；'.join(said)}。" if head else f"{'；'.join(said)}。"
        )  # a table of words
    return f"{first}：{'；'.join(said)}。" if first else f"{'；'.join(said)}。"


def _cell(column: str, cell: str, row_unit: str) -> str:
    """A cell with its column's head, and with the unit that stands in a head."""
    unit = _unit(column)
    row_unit = "" if _OTHER_UNIT.search(column) else row_unit
    if _NUMBER.fullmatch(cell):
        if unit:
            column = re.sub(rf"[（(]\s*{re.escape(unit)}\s*[）)]", "", column)
        cell += unit or row_unit
    return f"{column}为{cell}" if column else cell


def _unit(head: str) -> str:
    """`亿元` of `产值（亿元）`."""
    units = [unit.strip() for unit in _UNIT.findall(head) if _UNIT_WORD.match(unit.strip())]
    return units[-1] if units else ""
