"""PDF with a text layer -> text with pages, headings and tables.

pdfplumber gives each word with its place and size. From these: columns are found and read one after the
other, lines that a margin ended are joined (a Chinese line without a space), an indent, a gap or a short line
ends a paragraph, larger short lines are headings, ruled tables are written out with their heads. Running
heads, running feet and page numbers, which stand in the margin, are left out: they would cut sentences that
go over a page's end.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise, takewhile
from statistics import median

from ingest.errors import BrokenFile, EncryptedFile, LoadError, NoTextLayer, TooLarge
from ingest.pagelayout import Line, Sheet, Table, items, sheet, without_margins
from ingest.patterns import regex
from ingest.writer import Extracted, Writer, one_line

__all__ = ["pdf"]

_MAX_PAGES = 5_000
_MAX_CHARACTERS = 20_000_000
_ENDS = regex(r"[。！？!?；;：:…]['\"”’」』）)】》]*$")


_Page = list[Line | Table]
"""What stands on a page, in reading order."""


def pdf(data: bytes, where: str) -> Extracted:
    """The text of a PDF.

    Raises EncryptedFile, NoTextLayer (a scan), TooLarge, BrokenFile.
    """
    if b"%PDF-" not in data[:1024]:
        raise _broken(where, "没有 PDF 文件头")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    sheets, title = _read(data, where)
    if not any(page.words or page.tables for page in sheets):
        raise NoTextLayer(
            f"{where}：PDF 里只有图像、没有文字层（扫描件）。请先做文字识别（OCR）后再试。",
            "The PDF is a scan without a text layer. Run OCR on it first.",
        )
    pages = [items(page) for page in without_margins(sheets)]
    return _written(_with_whole_tables(pages), title)


def _broken(where: str, why: str) -> BrokenFile:
    return BrokenFile(
        f"{where}：PDF 文件已损坏（{why}）。请重新取得或重新导出。",
        "The PDF is damaged. Get or export it again.",
    )


def _read(data: bytes, where: str) -> tuple[list[Sheet], str | None]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    sheets: list[Sheet] = []
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
                sheets.append(sheet(page))
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
    return sheets, title if isinstance(title, str) else None


# pages -> text


def _with_whole_tables(pages: Sequence[_Page]) -> list[_Page]:
    """A table that goes over a page's end is one table, its head not repeated."""
    whole: list[_Page] = []
    for page in pages:
        before = next((earlier for earlier in reversed(whole) if earlier), None)
        last, first = before[-1] if before else None, page[0] if page else None
        if (
            before is not None
            and isinstance(last, Table)
            and isinstance(first, Table)
            and len(last.rows[0]) == len(first.rows[0])
            and abs(last.x0 - first.x0) < 5
        ):
            same = takewhile(lambda pair: pair[0] == pair[1], zip(last.rows, first.rows, strict=False))
            rows = first.rows[len(list(same)) :]
            before[-1] = Table(last.rows + rows, last.x0, last.top, last.bottom)
            page = page[1:]
        whole.append(page)
    return whole


def _written(pages: Sequence[_Page], title: str | None) -> Extracted:
    lines = [item for page in pages for item in page if isinstance(item, Line)]
    body = _body_size(lines)
    sizes = sorted({round(line.size) for line in lines if line.size > 1.12 * body}, reverse=True)
    writer = _PageWriter(body, sizes, _indented(pages))
    for page in pages:
        writer.add(page)
    return writer.done(title)


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def _indented(pages: Sequence[_Page]) -> bool:
    """Whether paragraphs begin with an indent: then a line without one always goes on."""
    indents = count = 0
    for page in pages:
        lines = [item for item in page if isinstance(item, Line)]
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
        self.lines: list[Line] = []
        self.begins: list[int] = []  # for each open line, how many pages begin with it
        self.edges = (0.0, 0.0)
        self.pages = 0  # pages begun on which nothing has been written yet

    def add(self, page: _Page) -> None:
        """One page; a paragraph that is still open goes on in it."""
        self.pages += 1
        lines = [item for item in page if isinstance(item, Line)]
        before: Line | None = None
        for item in page:
            if isinstance(item, Table):
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

    def _goes_on(self, line: Line, gap: float | None, edges: tuple[float, float]) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        last = self.lines[-1]
        if abs(last.size - line.size) > 0.8 or self._level(last) != self._level(line):
            return False
        if last.cells or line.cells:
            return False  # parts set apart: a row of a list or table
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

    def _level(self, line: Line) -> int:
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


def _edges(lines: Sequence[Line], line: Line) -> tuple[float, float]:
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
