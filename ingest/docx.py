"""A Word file (DOCX) -> text with headings and tables; one that would unpack to too much is refused unread."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.errors import BrokenFile, EncryptedFile, TooLarge
from ingest.writer import Extracted, Writer

__all__ = ["docx"]


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
    for block in _blocks(document):
        if isinstance(block, Table):
            writer.table(_rows(block))
            continue
        level, text = _level(block), _text(block._p)
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


def _blocks(document: Any) -> Iterator[Any]:
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


def _rows(table: Any) -> list[list[str]]:
    """Cells row by row; a merged cell stands in each of its places."""
    return [[_text(cell._tc) for cell in row.cells] for row in table.rows]


def _text(element: Any) -> str:
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


def _level(paragraph: Any) -> int | None:
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
