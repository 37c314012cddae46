"""Markdown, HTML and DOCX -> text with headings and tables.

Why these libraries (all permissive, all kept up for many years):
- lxml (BSD-3): reads broken HTML as a browser would, in C, and python-docx needs it anyway; BeautifulSoup
  would only add a layer over it.
- markdown-it-py (MIT): the CommonMark specification to the letter, with tables; its tokens keep the
  structure, so no detour over HTML.
- python-docx (MIT): the reference reader of Word files; styles and merged cells are resolved.
- pdfplumber (MIT), in `ingest/pdf.py`: characters with their places and sizes, and ruled tables, on
  pdfminer.six, which carries the character maps of Chinese fonts. PyMuPDF is faster but AGPL; pypdf and
  pypdfium2 know no tables.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml.etree import iterwalk

from ingest.encodings import decode
from ingest.errors import BrokenFile, EncryptedFile, TooLarge
from ingest.patterns import regex
from ingest.writer import Extracted, Writer, one_line

__all__ = ["docx", "html", "markdown"]

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


# HTML


def html(data: bytes, where: str) -> Extracted:
    """The text of a web page: its main part if it marks one, without scripts, menus and foot."""
    from lxml import html as parser

    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", _html_text(data, where))
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
    _HtmlWalk(writer).walk(_main_part(root))
    return writer.done(titles[0] if titles else None)


def _html_text(data: bytes, where: str) -> str:
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


class _HtmlWalk:
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
        rows, headers = _html_grid(node)
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


def _html_grid(table: Any) -> tuple[list[list[str]], int | None]:
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


# Markdown


def markdown(data: bytes, where: str) -> Extracted:
    """The text of a Markdown file, without its marks."""
    from markdown_it import MarkdownIt

    source = decode(data, where)
    # a block of settings before the text is not part of it
    source = re.sub(
        r"\A---[ \t]*\r?\n(?:[\w-]+:.*(?:\r?\n)|[ \t-].*(?:\r?\n))*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
        "",
        source,
    )
    writer = Writer()
    _MarkdownWalk(writer, where).walk(
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    )
    return writer.done()


class _MarkdownWalk:
    """Goes through the tokens and writes each block."""

    def __init__(self, writer: Writer, where: str) -> None:
        self.writer = writer
        self.where = where
        self.heading = 0
        self.rows: list[list[str]] | None = None
        self.lists: list[int | None] = []
        self.mark = ""

    def walk(self, tokens: Any) -> None:
        for token in tokens:
            handle = getattr(self, f"_{token.type}", None)
            if handle is not None:
                handle(token)

    def _heading_open(self, token: Any) -> None:
        self.heading = int(token.tag[1:])

    def _heading_close(self, token: Any) -> None:
        self.heading = 0

    def _ordered_list_open(self, token: Any) -> None:
        self.lists.append(int(token.attrGet("start") or 1))

    def _bullet_list_open(self, token: Any) -> None:
        self.lists.append(None)

    def _ordered_list_close(self, token: Any) -> None:
        self.lists.pop()

    _bullet_list_close = _ordered_list_close

    def _list_item_open(self, token: Any) -> None:
        number = self.lists[-1]
        if number is not None:
            self.mark, self.lists[-1] = f"{number}. ", number + 1

    def _table_open(self, token: Any) -> None:
        self.rows = []

    def _tr_open(self, token: Any) -> None:
        if self.rows is not None:
            self.rows.append([])

    def _table_close(self, token: Any) -> None:
        self.writer.table(self.rows or [], 1)
        self.rows = None

    def _inline(self, token: Any) -> None:
        text = "".join(_inline_text(child) for child in token.children or ())
        if self.rows is not None:
            self.rows[-1].append(text)
        elif self.heading:
            self.writer.heading(text, self.heading)
        else:
            self.writer.paragraph(self.mark + text)
            self.mark = ""

    def _fence(self, token: Any) -> None:
        for line in token.content.splitlines():
            self.writer.paragraph(line)

    _code_block = _fence

    def _html_block(self, token: Any) -> None:
        inner = html(token.content.encode("utf-8"), self.where)
        for line in inner.text.split("\n\n"):
            self.writer.paragraph(line)


def _inline_text(token: Any) -> str:
    if token.type in ("text", "code_inline"):
        return str(token.content)
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return str(token.content)
    return "\n" if token.type == "html_inline" and token.content.startswith("<br") else ""


# DOCX


def docx(data: bytes, where: str, limit: int) -> Extracted:
    """The text of a Word file; `limit`: bytes that it may have unpacked."""
    _refuse_bomb(data, where, limit)
    import docx as word
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = word.Document(BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise BrokenFile(
            f"{where}：不是完整的 DOCX 文件（{error}）。请用 Word 重新保存后再试。",
            "Not a complete DOCX file. Save it again.",
        ) from None
    writer = Writer()
    for block in _docx_blocks(document):
        if isinstance(block, Table):
            writer.table(_docx_rows(block))
            continue
        level, text = _docx_level(block), _docx_text(block._p)
        if level is not None:
            writer.heading(text, level)
        else:
            for line in text.split("\n"):
                writer.paragraph(line)
    return writer.done(document.core_properties.title)


def _refuse_bomb(data: bytes, where: str, limit: int) -> None:
    """Adds up what the archive says it holds, then what it really holds, before anything is parsed."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncryptedFile(
            f"{where}：这个 DOCX 设了密码（或其实是旧版 DOC）。请解除密码、另存为 DOCX 后再试。",
            "Password-protected, or an old DOC. Remove the password and save it as DOCX.",
        )
    bomb = TooLarge(
        f"{where}：解压后超过 {limit // 2**20} MB，疑似压缩炸弹，未读取。请检查文件来源。",
        f"Unpacks to more than {limit // 2**20} MB, looks like a zip bomb; not read.",
    )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > limit or len(members) > 10_000:
                raise bomb
            if any(member.flag_bits & 1 for member in members):
                raise EncryptedFile(
                    f"{where}：文件加了密码。请解除密码后再试。",
                    "The archive is encrypted. Remove the password.",
                )
            real = 0
            for member in members:
                with archive.open(member) as stream:
                    while piece := stream.read(1 << 20):
                        real += len(piece)
                        if real > limit:
                            raise bomb
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        zlib.error,
    ) as error:
        raise BrokenFile(
            f"{where}：DOCX 文件已损坏，无法解压（{error}）。请重新取得或用 Word 重新保存。",
            "The DOCX file is damaged. Get it again.",
        ) from None


def _docx_blocks(document: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order, those inside content controls and text boxes too."""
    from docx.oxml.ns import qn
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    stack = list(reversed(document.element.body))
    while stack:
        element = stack.pop()
        if element.tag == qn("w:p"):
            yield Paragraph(element, document)
            for box in element.iter(qn("w:txbxContent")):
                # a text box is stored twice, for new and old programs; the second is inside mc:Fallback
                if not any("Fallback" in str(parent.tag) for parent in box.iterancestors()):
                    stack.extend(reversed(box))
        elif element.tag == qn("w:tbl"):
            yield Table(element, document)
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
            stack.extend(reversed(element))


def _docx_rows(table: Any) -> list[list[str]]:
    """Cells row by row; a merged cell stands in each of its places."""
    return [[_docx_text(cell._tc) for cell in row.cells] for row in table.rows]


def _docx_text(element: Any) -> str:
    """Text of a paragraph or cell, tracked insertions included, deletions and text boxes not."""
    from docx.oxml.ns import qn

    pieces: list[str] = []
    for node in element.iter(
        qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen"), qn("w:p")
    ):
        if node.tag == qn("w:p"):
            pieces.append("\n" if pieces else "")
        elif any(parent.tag == qn("w:txbxContent") for parent in _within(node, element)):
            continue
        elif node.tag == qn("w:t"):
            pieces.append(node.text or "")
        else:
            pieces.append({qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}.get(node.tag, "\n"))
    return "".join(pieces)


def _within(node: Any, top: Any) -> Iterator[Any]:
    """The elements around a node, up to `top`."""
    for parent in node.iterancestors():
        if parent is top:
            return
        yield parent


def _docx_level(paragraph: Any) -> int | None:
    """Level of a heading by its style or outline, 0 for the title's style, None for text."""
    from docx.oxml.ns import qn

    style = paragraph.style
    while style is not None:
        name = (style.name or "").lower()
        if name in ("title", "标题"):
            return 0
        match = re.match(r"^(?:heading|标题)\s*([1-9])$", name)
        if match:
            return int(match.group(1))
        outline = style.element.find(f".//{qn('w:outlineLvl')}")
        if outline is not None and int(outline.get(qn("w:val"), "9")) < 9:
            return int(outline.get(qn("w:val"))) + 1
        style = style.base_style
    own = paragraph._p.find(f".//{qn('w:outlineLvl')}")
    if own is not None and int(own.get(qn("w:val"), "9")) < 9:
        return int(own.get(qn("w:val"))) + 1
    return None
