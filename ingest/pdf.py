"""PDF with a text layer -> text with pages, headings and tables.

pdfplumber gives each word with its place and size. From these: columns are found and read one after the
other, lines that a margin ended are joined (a Chinese line without a space), an indent, a gap or a short line
ends a paragraph, larger short lines are headings, ruled tables are written out with their heads. Running
heads, running feet and page numbers, which stand in the margin, are left out: they would cut sentences that
go over a page's end.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.errors import BrokenFile, EncryptedFile, LoadError, NoTextLayer, TooLarge
from ingest.writer import Extracted, Writer, one_line

__all__ = ["pdf"]

_MAX_PAGES = 5_000
_MAX_CHARACTERS = 20_000_000
# share of a page's height, above and below, in which running heads and page numbers stand
_MARGIN = 0.09
_ENDS = re.compile(r"[。！？!?；;：:…]['\"”’」』）)】》]*$")
_PAGE_NUMBER = re.compile(
    r"^(?:第?\s*\d{1,4}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?|[-—–·]\s*\d{1,4}\s*[-—–·]|[ivxIVX]{1,6})$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text on a page; places in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table."""

    rows: list[list[str]]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, in reading order."""

    items: list[_Line | _Table]
    height: float
    pictures: int


def pdf(data: bytes, where: str) -> Extracted:
    """The text of a PDF.

    Raises EncryptedFile, NoTextLayer (a scan), TooLarge, BrokenFile.
    """
    if b"%PDF-" not in data[:1024]:
        raise _broken(where, "没有 PDF 文件头")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages, title = _read(data, where)
    if not any(isinstance(item, _Table) or item.text.strip() for page in pages for item in page.items):
        raise NoTextLayer(
            f"{where}：PDF 里只有图像、没有文字层（扫描件）。请先做文字识别（OCR）后再试。",
            "The PDF is a scan without a text layer. Run OCR on it first.",
        )
    return _written(_without_margins(pages), title)


def _broken(where: str, why: str) -> BrokenFile:
    return BrokenFile(
        f"{where}：PDF 文件已损坏（{why}）。请重新取得或重新导出。",
        "The PDF is damaged. Get or export it again.",
    )


def _read(data: bytes, where: str) -> tuple[list[_Page], str | None]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pages: list[_Page] = []
    characters = 0
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > _MAX_PAGES:
                raise TooLarge(
                    f"{where}：超过 {_MAX_PAGES} 页。请拆分后再试。",
                    f"More than {_MAX_PAGES} pages. Split it.",
                )
            title = document.metadata.get("Title")
            for page in document.pages:
                pages.append(_page(page))
                characters += len(page.chars)
                if characters > _MAX_CHARACTERS:
                    raise TooLarge(
                        f"{where}：展开后文字过多，未读完。请拆分后再试。",
                        "Too much text when unpacked. Split it.",
                    )
                page.close()
    except LoadError:
        raise
    except (PdfminerException, PDFPasswordIncorrect, PDFEncryptionError) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) or isinstance(
            error, PDFPasswordIncorrect | PDFEncryptionError
        ):
            raise EncryptedFile(
                f"{where}：PDF 设了密码。请解除密码后再试。",
                "The PDF is password-protected. Remove the password.",
            ) from None
        raise _broken(where, type(cause).__name__) from None
    except MemoryError:
        raise
    except Exception as error:  # the edge to a foreign parser: a damaged file can make it fail in any way
        raise _broken(where, type(error).__name__) from None
    return pages, title if isinstance(title, str) else None


def _page(page: Any) -> _Page:
    tables = []
    rest = page
    for found in page.find_tables():
        rows = [[cell or "" for cell in row] for row in found.extract()]
        if len(rows) < 2 or max(len(row) for row in rows) < 2:
            continue  # a frame around text
        x0, top, x1, bottom = found.bbox
        tables.append(_Table([_filled(row) for row in rows], top, bottom))
        rest = rest.filter(_outside(x0, top, x1, bottom))
    words = rest.extract_words(
        x_tolerance=2,
        y_tolerance=3,
        keep_blank_chars=True,
        use_text_flow=False,
        extra_attrs=["size", "fontname"],
    )
    head = [word for word in words if word["bottom"] < _MARGIN * page.height]
    foot = [word for word in words if word["top"] > (1 - _MARGIN) * page.height]
    inner = [word for word in words if not (word in head or word in foot)]
    lines: list[_Line | _Table] = [*_rows(head), *_lines(inner), *_rows(foot)]
    for table in sorted(tables, key=lambda table: table.top):
        place = next((i for i, item in enumerate(lines) if item.top >= table.top), len(lines))
        lines.insert(place, table)
    return _Page(lines, float(page.height), len(page.images))


def _outside(x0: float, top: float, x1: float, bottom: float) -> Any:
    def keep(thing: dict[str, Any]) -> bool:
        if thing.get("object_type") != "char":
            return True
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not (x0 <= x <= x1 and top <= y <= bottom)

    return keep


def _filled(row: Sequence[str]) -> list[str]:
    """A cell's own line breaks are wraps."""
    return [re.sub(r"\s*\n\s*", "", cell) if re.search(r"[\u4e00-\u9fff]", cell) else cell for cell in row]


# words -> lines, column by column


def _lines(words: Sequence[dict[str, Any]]) -> Iterator[_Line]:
    gutter = _gutter(words)
    if gutter is None:
        yield from _rows(words)
        return
    # what goes over the gutter (a title) parts the page into bands; in each the left column comes first
    wide = [word for word in words if word["x0"] < gutter < word["x1"]]
    edges = sorted({word["top"] for word in wide})
    bands: list[list[dict[str, Any]]] = [[] for _ in range(len(edges) + 1)]
    for word in words:
        if not word["x0"] < gutter < word["x1"]:
            bands[sum(edge <= word["top"] for edge in edges)].append(word)
    for i, band in enumerate(bands):
        if i:
            yield from _rows([word for word in wide if word["top"] == edges[i - 1]])
        yield from _lines([word for word in band if word["x1"] <= gutter])
        yield from _lines([word for word in band if word["x0"] >= gutter])


def _gutter(words: Sequence[dict[str, Any]]) -> float | None:
    """Where a white strip runs between two columns of prose, if one does."""
    if len(words) < 20:
        return None
    left, right = min(word["x0"] for word in words), max(word["x1"] for word in words)
    size = median(word["size"] for word in words)
    covered = [0] * (int(right - left) + 2)
    for word in words:
        for x in range(int(word["x0"] - left), int(word["x1"] - left) + 1):
            covered[x] += 1
    best: tuple[int, float] | None = None
    lines = len({round(word["top"] / size) for word in words})
    x = 0
    while x < len(covered):
        start = x
        while x < len(covered) and covered[x] <= 0.05 * lines:
            x += 1
        middle = (start + x) / 2 / len(covered)
        if x - start >= 0.8 * size and 0.2 < middle < 0.8 and (best is None or x - start > best[0]):
            best = (x - start, left + (start + x) / 2)
        x = max(x, start + 1)
    if best is None:
        return None
    return best[1] if all(_is_prose(side, size) for side in _sides(words, best[1])) else None


def _sides(
    words: Sequence[dict[str, Any]], gutter: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return [word for word in words if word["x1"] <= gutter], [word for word in words if word["x0"] >= gutter]


def _is_prose(words: Sequence[dict[str, Any]], size: float) -> bool:
    """Several lines, most of them filled with text: no column of a table, no picture's caption."""
    rows = list(_rows(words))
    if len(rows) < 4:
        return False
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    full = [row for row in rows if row.x1 - row.x0 >= 0.8 * width]
    return width >= 7 * size and 2 * len(full) >= len(rows)


def _rows(words: Sequence[dict[str, Any]]) -> Iterator[_Line]:
    """Words on one height make a line."""
    row: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"], word["x0"])):
        if row and (word["top"] + word["bottom"]) / 2 > row[0]["bottom"] - 0.2 * row[0]["size"]:
            yield _line(row)
            row = []
        row.append(word)
    if row:
        yield _line(row)


def _line(row: list[dict[str, Any]]) -> _Line:
    row = sorted(row, key=lambda word: word["x0"])
    text = row[0]["text"]
    for before, word in pairwise(row):
        gap = word["x0"] - before["x1"]
        text += (" " if gap > 0.25 * word["size"] else "") + word["text"]
    return _Line(
        text,
        row[0]["x0"],
        max(word["x1"] for word in row),
        min(word["top"] for word in row),
        max(word["bottom"] for word in row),
        max(word["size"] for word in row),
        all(re.search(r"bold|black|heavy|hei", word["fontname"], re.IGNORECASE) for word in row),
    )


# pages -> text


def _without_margins(pages: Sequence[_Page]) -> list[_Page]:
    """Pages without running heads, running feet and page numbers."""
    marginal: Counter[str] = Counter()
    for page in pages:
        marginal.update({_key(item) for item in _marginal(page)})
    often = {key for key, count in marginal.items() if count >= 2 and 3 * count >= len(pages)}
    kept = []
    for page in pages:
        gone = {
            id(item)
            for item in _marginal(page)
            if _key(item) in often or _PAGE_NUMBER.match(item.text.strip())
        }
        kept.append(_Page([item for item in page.items if id(item) not in gone], page.height, page.pictures))
    return kept


def _marginal(page: _Page) -> list[_Line]:
    """The outermost lines in the upper and lower margin."""
    lines = [item for item in page.items if isinstance(item, _Line)]
    return [
        line
        for line in lines
        if line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height
    ]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _written(pages: Sequence[_Page], title: str | None) -> Extracted:
    lines = [item for page in pages for item in page.items if isinstance(item, _Line)]
    body = _body_size(lines)
    sizes = sorted({round(line.size) for line in lines if line.size > 1.12 * body}, reverse=True)
    writer = _PageWriter(body, sizes, _indented(pages))
    for page in pages:
        writer.add(page)
    return writer.done(title)


def _body_size(lines: Sequence[_Line]) -> float:
    """The size in which most characters are set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def _indented(pages: Sequence[_Page]) -> bool:
    """Whether paragraphs begin with an indent: then a line without one always goes on."""
    indents = count = 0
    for page in pages:
        lines = [item for item in page.items if isinstance(item, _Line)]
        for before, line in pairwise(lines):
            if line.top > before.top and _ENDS.search(before.text):
                count += 1
                indents += 1.2 * line.size < line.x0 - _edges(lines, line)[0] < 4 * line.size
    return indents >= 3 and 5 * indents >= count


class _PageWriter:
    """Joins lines to paragraphs, over page ends too, and writes them."""

    def __init__(self, body: float, sizes: Sequence[int], indented: bool) -> None:
        self.writer = Writer()
        self.body = body
        self.sizes = list(sizes)
        self.indented = indented
        self.lines: list[_Line] = []
        self.begins: list[int] = []  # for each open line, how many pages begin with it
        self.edges = (0.0, 0.0)
        self.pages = 0  # pages begun on which nothing has been written yet

    def add(self, page: _Page) -> None:
        """One page; a paragraph that is still open goes on in it."""
        self.pages += 1
        lines = [item for item in page.items if isinstance(item, _Line)]
        before: _Line | None = None
        for item in page.items:
            if isinstance(item, _Table):
                self._flush()
                self._begin_pages(self.pages, 0)
                self.pages = 0
                self.writer.table(item.rows)
                before = None
                continue
            edges = _edges(lines, item)
            gap = item.top - before.bottom if before is not None and before.top < item.top else None
            if self.lines and not self._goes_on(item, gap, edges):
                self._flush()
            self.lines.append(item)
            self.begins.append(self.pages)
            self.pages = 0
            self.edges = edges
            before = item

    def done(self, title: str | None) -> Extracted:
        """Everything that was written."""
        self._flush()
        self._begin_pages(self.pages, 0)
        return self.writer.done(title)

    def _begin_pages(self, count: int, ahead: int) -> None:
        for _ in range(count):
            self.writer.page(ahead)

    def _goes_on(self, line: _Line, gap: float | None, edges: tuple[float, float]) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        last = self.lines[-1]
        if abs(last.size - line.size) > 0.8 or self._level(last) != self._level(line):
            return False
        left, _ = edges
        if gap is not None and gap > 0.9 * line.size + self._leading(edges):
            return False
        if self._level(line):
            return gap is not None
        if line.x0 > left + 1.2 * line.size:
            return False  # an indent
        left, right = self.edges
        width = right - left
        if self.indented and width >= 12 * line.size:
            return last.x1 - left >= 0.5 * width or not _ENDS.search(last.text)
        if not _ENDS.search(last.text):
            return last.x1 - left >= 0.6 * width
        return last.x1 >= right - 1.2 * line.size

    def _leading(self, edges: tuple[float, float]) -> float:
        """White between two lines of the paragraph that is open."""
        gaps = [b.top - a.bottom for a, b in pairwise(self.lines) if b.top > a.top]
        return max(median(gaps), 0.0) if gaps else self.body

    def _level(self, line: _Line) -> int:
        """Level of a heading by its size, 0 for text."""
        if line.size > 1.12 * self.body and len(line.text) <= 60:
            return min(self.sizes.index(round(line.size)) + 1, 6)
        return 0

    def _flush(self) -> None:
        if not self.lines:
            return
        text = ""
        for line, pages in zip(self.lines, self.begins, strict=True):
            piece = one_line(line.text)
            text += _joint(text, piece)
            self._begin_pages(pages, len(text))
            text += piece
        level = self._level(self.lines[0])
        if level and not _ENDS.search(text):
            self.writer.heading(text, level)
        else:
            self.writer.paragraph(text)
        self.lines, self.begins = [], []


def _edges(lines: Sequence[_Line], line: _Line) -> tuple[float, float]:
    """Left and right edge of the column that a line stands in."""
    column = [
        other
        for other in lines
        if other.x0 < line.x1 and line.x0 < other.x1 and abs(other.size - line.size) < 1
    ]
    lefts = sorted(other.x0 for other in column)
    return lefts[len(lefts) // 10], max(other.x1 for other in column)


def _joint(before: str, after: str) -> str:
    """What stands between two joined lines: nothing in Chinese, a space between words."""
    return (
        " "
        if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalnum()
        else ""
    )
