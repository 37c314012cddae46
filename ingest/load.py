"""A file -> Document: the only door for files, whatever their format.

The file is read once, whole, up to a limit that is checked before anything is read, and it must not change
meanwhile. What is in it decides, not its name: a PDF named .txt is refused, never indexed as noise.

Why these libraries (all permissive, all kept up for many years):
- lxml (BSD-3): reads broken HTML as a browser would, in C, and python-docx needs it anyway; BeautifulSoup
  would only add a layer over it.
- markdown-it-py (MIT): the CommonMark specification to the letter, with tables; its tokens keep the
  structure, so no detour over HTML.
- python-docx (MIT): the reference reader of Word files; styles and merged cells are resolved.
- pdfplumber (MIT): characters with their places and sizes, and ruled tables, on pdfminer.six, which carries
  the character maps of Chinese fonts. PyMuPDF is faster but AGPL; pypdf and pypdfium2 know no tables.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from ingest.encodings import decode
from ingest.errors import (
    BrokenFile,
    EmptyDocument,
    FileChanged,
    FileMissing,
    FileUnreadable,
    LoadError,
    TooLarge,
    UnsupportedFormat,
)
from ingest.metadata import read_metadata
from ingest.records import Document
from ingest.writer import Extracted

__all__ = ["MAX_BYTES", "SUFFIXES", "load"]

MAX_BYTES = 128 * 2**20
"""Largest file that is read; some 44 million Chinese characters."""

_UNPACKED = 4
"""How many times `max_bytes` a packed file may hold."""


def _text(data: bytes, where: str, limit: int) -> Extracted:
    return Extracted(decode(data, where))


def _markdown(data: bytes, where: str, limit: int) -> Extracted:
    from ingest.markdown import markdown

    return markdown(data, where)


def _html(data: bytes, where: str, limit: int) -> Extracted:
    from ingest.html import html

    return html(data, where)


def _docx(data: bytes, where: str, limit: int) -> Extracted:
    from ingest.docx import docx

    return docx(data, where, limit * _UNPACKED)


def _pdf(data: bytes, where: str, limit: int) -> Extracted:
    from ingest.pdf import pdf

    return pdf(data, where)


_READERS: dict[str, Callable[[bytes, str, int], Extracted]] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}

SUFFIXES = frozenset(_READERS)
"""File name endings that are read, in lower case; what a folder is searched for."""

# what a file is by its first bytes, and what to do about it
_SIGNATURES = (
    (b"%PDF-", "PDF", ".pdf"),
    (b"PK\x03\x04", "压缩包或 Office 文件", ".docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件", ""),
    (b"{\\rtf", "RTF", ""),
    (b"\x89PNG", "PNG 图片", ""),
    (b"\xff\xd8\xff", "JPEG 图片", ""),
    (b"GIF8", "GIF 图片", ""),
    (b"\x7fELF", "程序", ""),
    (b"MZ", "程序", ""),
    (b"\x1f\x8b", "压缩文件", ""),
    (b"7z\xbc\xaf\x27\x1c", "压缩文件", ""),
    (b"Rar!", "压缩文件", ""),
    (b"SQLite format 3\0", "数据库", ""),
)


def load(path: Path | str, *, name: str | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """The document in a file; `name` is what it is called in the store (its file name if not given).

    Raises a child of LoadError, which names the file and says what to do.
    """
    path = Path(path)
    where = str(path)
    data = _bytes(path, where, max_bytes)
    reader = _reader(path, data, where)
    extracted = _extracted(reader, data, where, max_bytes)
    if not extracted.text.strip():
        raise EmptyDocument(f"{where}：文件里没有文字。请检查文件内容。", "The file holds no text.")
    about = read_metadata(path.name, extracted)
    return Document(
        name=name or path.name,
        text=extracted.text,
        sha256=hashlib.sha256(data).hexdigest(),
        title=about.title,
        year=about.year,
        told_year=about.told_year,
        region=about.region,
        issuer=about.issuer,
        pages=extracted.pages,
        headings=extracted.headings,
        levels=extracted.levels,
        tables=extracted.tables,
    )


def _bytes(path: Path, where: str, max_bytes: int) -> bytes:
    """The whole file, the same from the first byte to the last."""
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise UnsupportedFormat(
                f"{where}：这是文件夹，不是文件。请给出其中的文件。", "A folder, not a file."
            )
        if not stat.S_ISREG(before.st_mode):
            raise UnsupportedFormat(
                f"{where}：不是普通文件（设备或管道）。请给出普通文件。", "Not a regular file."
            )
        if before.st_size > max_bytes:
            raise _too_large(where, before.st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
            after = os.fstat(file.fileno())
        again = path.stat()
    except FileNotFoundError:
        raise FileMissing(f"{where}：没有这个文件。请检查路径。", "No such file. Check the path.") from None
    except PermissionError:
        raise FileUnreadable(
            f"{where}：没有读取权限。请修改权限后再试。", "No permission to read it."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileUnreadable(
            f"{where}：读取失败（{reason}）。请检查磁盘或路径。", "It could not be read."
        ) from None
    if len(data) > max_bytes:
        raise _too_large(where, len(data), max_bytes)
    same = {(state.st_size, state.st_mtime_ns, state.st_ino) for state in (before, after, again)}
    if len(same) != 1 or len(data) != before.st_size:
        raise FileChanged(
            f"{where}：读取时文件正被改动。请等它写完后再试。",
            "The file changed while being read. Try again.",
        )
    if not data:
        raise EmptyDocument(f"{where}：空文件。请检查文件内容。", "The file is empty.")
    return data


def _too_large(where: str, size: int, max_bytes: int) -> TooLarge:
    return TooLarge(
        f"{where}：文件有 {_mb(size)}，超过上限 {_mb(max_bytes)}，未读取。请拆分，或调高上限。",
        f"{_mb(size)}, over the limit of {_mb(max_bytes)}; not read. Split it or raise the limit.",
    )


def _mb(size: int) -> str:
    return f"{size / 2**20:.0f} MB" if size >= 2**20 else f"{size} B"


def _reader(path: Path, data: bytes, where: str) -> Callable[[bytes, str, int], Extracted]:
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix) or (_text if not suffix else None)
    if reader in (_text, _markdown, _html):
        for signature, kind, ending in _SIGNATURES:
            if data.startswith(signature):
                advice = f"请把扩展名改为 {ending}" if ending else "请另存为 DOCX、PDF 或文本"
                raise UnsupportedFormat(
                    f"{where}：内容其实是{kind}，与扩展名不符。{advice}后再试。",
                    f"The content is not text ({kind}).",
                )
    if reader is None:
        raise UnsupportedFormat(
            f"{where}：不支持 {suffix} 格式。支持 {'、'.join(sorted(SUFFIXES))}，请转换后再试。",
            f"Format {suffix} is not supported.",
        )
    return reader


def _extracted(
    reader: Callable[[bytes, str, int], Extracted], data: bytes, where: str, max_bytes: int
) -> Extracted:
    try:
        return reader(data, where, max_bytes)
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # the edge to foreign parsers: a damaged file can make them fail in any way
        raise BrokenFile(
            f"{where}：文件已损坏，无法解析（{type(error).__name__}）。请重新取得或重新保存。",
            "The file is damaged and can't be parsed. Get or save it again.",
        ) from None
