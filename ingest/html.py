"""A web page -> text with headings and tables, without its scripts, menus and foot."""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import iterwalk

from ingest.encodings import decode
from ingest.errors import BrokenFile
from ingest.patterns import regex
from ingest.writer import Extracted, Writer, one_line

__all__ = ["html"]

_DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
_CHINESE_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "svg",
        "canvas",
        "object",
        "button",
        "select",
    ]
)
_AROUND = frozenset(["nav", "header", "footer", "aside"])
_BLOCK = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body center dd details div dl dt fieldset figcaption figure hr html "
        "li main ol p pre section summary ul br header footer nav aside caption",
    )
)
_HEADING = regex(r"^h([1-6])$")


def html(data: bytes, where: str) -> Extracted:
    """The text of a web page: its main part if it marks one, without scripts, menus and foot."""
    from lxml import html as parser

    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", _text(data, where))
    if not source.strip():
        return Extracted("")
    reading = parser.HTMLParser(huge_tree=True)
    root = parser.document_fromstring(source, parser=reading)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in reading.error_log):
        # lxml leaves out what lies deeper, and a part of a page is not the page
        raise BrokenFile(
            f"{where}：网页嵌套过深，无法读全。请另存为文本后再试。", "Nested too deeply to be read whole."
        )
    titles = root.xpath("//head/title/text()")
    writer = Writer()
    _Walk(writer).walk(_main_part(root))
    return writer.done(titles[0] if titles else None)


def _text(data: bytes, where: str) -> str:
    """Decoded as the page itself declares, if that holds; else as any text."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (declared.group(1) or declared.group(2)).decode("ascii").lower()
        try:
            return data.decode(_CHINESE_ENCODINGS.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, where)


def _main_part(root: Any) -> Any:
    """`main` or the one `article`, if most of the page's text is in it; else the body."""
    body = root.find(".//body")
    body = root if body is None else body
    total = len("".join(body.itertext()).split())
    for path in (".//main", ".//article", ".//*[@role='main']"):
        found = body.findall(path)
        if len(found) == 1 and 2 * len("".join(found[0].itertext()).split()) >= total:
            return found[0]
    return body


class _Walk:
    """Goes through a page and writes a paragraph for each block of text."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.open: list[str] = []
        self.lists: list[int | None] = []

    def walk(self, top: Any) -> None:
        """Depth first without recursion, so that no nesting is too deep."""
        stack: list[tuple[Any, bool]] = [(top, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
                if node is not top:
                    self.open.append(node.tail or "")
                continue
            if not self._enter(node):
                if node is not top:
                    self.open.append(node.tail or "")
                continue
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
        self._flush()

    def _enter(self, node: Any) -> bool:
        """Whether to go on into the node."""
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _UNSEEN or tag in _AROUND or node.get("hidden") is not None:
            return False
        if tag == "table":
            self._flush()
            return not self._table(node)
        if (match := _HEADING.match(tag)) is not None:
            self._flush()
            self.writer.heading("".join(node.itertext()), int(match.group(1)))
            return False
        if tag in _BLOCK:
            self._flush()
        if tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li" and self.lists and (number := self.lists[-1]) is not None:
            self.lists[-1] = number + 1
            self.open.append(f"{number + 1}. ")
        self.open.append(node.text or "")
        return True

    def _leave(self, node: Any) -> None:
        if node.tag in _BLOCK or node.tag in ("tr", "td", "th"):
            self._flush()
        if node.tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def _table(self, node: Any) -> bool:
        """Writes a table of data; False for one that only lays out the page (much prose in it)."""
        if node.find(".//table") is not None:
            return False
        caption = node.find("./caption")
        rows, headers = _grid(node)
        if max((len(row) for row in rows), default=0) < 2 or any(
            len(cell) > 400 for row in rows for cell in row
        ):
            return False
        if caption is not None:
            self.writer.paragraph("".join(caption.itertext()))
        self.writer.table(rows, headers)
        return True

    def _flush(self) -> None:
        self.writer.paragraph("".join(self.open))
        self.open.clear()


def _grid(table: Any) -> tuple[list[list[str]], int | None]:
    """Cells with spans filled in, and the number of header rows if `th` or `thead` tells."""
    grid: list[list[str]] = []
    pending: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text
    headers, counting = 0, True
    for tr in table.iter("tr"):
        cells = [cell for cell in tr if cell.tag in ("td", "th")]
        row: list[str] = []
        for cell in cells:
            while len(row) in pending:
                row.append(_carried(pending, len(row)))
            text = one_line(_cell_text(cell))
            for _ in range(_span(cell, "colspan")):
                if (rows := _span(cell, "rowspan")) > 1:
                    pending[len(row)] = (rows - 1, text)
                row.append(text)
        while len(row) in pending:
            row.append(_carried(pending, len(row)))
        is_head = bool(cells) and (all(c.tag == "th" for c in cells) or tr.getparent().tag == "thead")
        counting = counting and is_head
        headers += counting
        grid.append(row)
    return grid, headers or None


def _cell_text(cell: Any) -> str:
    """Text of a cell; its paragraphs part words, its bold type does not."""
    pieces = []
    for event, node in iterwalk(cell, events=("start", "end")):
        if node.tag in _BLOCK:
            pieces.append("\n")
        pieces.append((node.text if event == "start" else node.tail if node is not cell else "") or "")
    return "".join(pieces)


def _carried(pending: dict[int, tuple[int, str]], column: int) -> str:
    rows, text = pending.pop(column)
    if rows > 1:
        pending[column] = (rows - 1, text)
    return text


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 5 else 1
