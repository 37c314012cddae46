"""Markdown -> text with headings and tables, without its marks."""

from __future__ import annotations

import re
from typing import Any

from ingest.encodings import decode
from ingest.html import html
from ingest.writer import Extracted, Writer

__all__ = ["markdown"]


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
    _Walk(writer, where).walk(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source))
    return writer.done()


class _Walk:
    """Goes through the tokens and writes each block."""

    def __init__(self, writer: Writer, where: str) -> None:
        self.writer = writer
        self.where = where
        self.heading = 0
        self.rows: list[list[str]] | None = None
        self.lists: list[int | None] = []
        self.mark = ""

    def walk(self, tokens: Any) -> None:
        """Each token to the method that is named after its type; the others say nothing."""
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
