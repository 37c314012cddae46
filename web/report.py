"""The whole report for the source pane: its text as blocks that follow one another, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ingest.records import Document, Passage

__all__ = ["blocks", "head", "whole"]

_HAN = "[一二三四五六七八九十百]+"
_NUMBERED = (
    (re.compile(rf"\s*(第[\d零〇]*({_HAN})?[章篇编部]|{_HAN}\u3001|\d+[ .\u3001\uff0e])"), 1),
    (re.compile(rf"\s*(第[\d零〇]*({_HAN})?节|[(\uff08]{_HAN}[)\uff09]|\d+\.\d+)"), 2),
    (re.compile(r"\s*[(\uff08]\d+[)\uff09]"), 3),
)


def head(document: Document) -> dict[str, Any]:
    """What is known about a report, for the start screen and the pane's head."""
    return {
        "name": document.name,
        "title": document.title or document.name.rsplit(".", 1)[0],
        "year": document.year,
        "told_year": document.told_year,
        "region": document.region,
        "issuer": document.issuer,
    }


def whole(document: Document, text: str, passages: Iterable[Passage]) -> dict[str, Any]:
    """`head` and the report's blocks; the text of every block stands at its `start`, in characters."""
    return {**head(document), "blocks": blocks(text, passages)}


def blocks(text: str, passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Paragraphs of the source in order: `{start, kind, text}`, `level` for headings, `page` where known.

    Together they hold every character of `text` that is not white space, each once, at its own offset.
    Passages that split one paragraph are joined again, and text that no passage covers comes as furniture.
    """
    found: list[dict[str, Any]] = []
    at = 0
    for passage in sorted(passages, key=lambda one: (one.start, one.end)):
        start, end = max(passage.start, at), passage.end
        if end <= start:
            continue
        gap = text[at:start]
        _between(found, text, at, start)
        last = found[-1] if found else None
        joins = last is not None and last["kind"] == passage.kind and "\n" not in gap
        if joins and last is not None and passage.kind in ("body", "caption"):
            last["text"] = text[last["start"] : end]
        else:
            found.append(_block(text, start, end, passage.kind, passage.page))
        at = end
    _between(found, text, at, len(text))
    return [block for block in found if block["text"].strip()]


def _between(found: list[dict[str, Any]], text: str, start: int, end: int) -> None:
    """What no passage covers, a block a line, so that the pane shows the whole file."""
    for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
        found.append(_block(text, start + line.start(), start + line.end(), "furniture", None))


def _block(text: str, start: int, end: int, kind: str, page: int | None) -> dict[str, Any]:
    block: dict[str, Any] = {"start": start, "kind": kind, "text": text[start:end]}
    if page is not None:
        block["page"] = page
    if kind == "heading":
        block["level"] = _level(block["text"])
    return block


def _level(heading: str) -> int:
    """Depth by the heading's own number: 一、 1; (一) 2; (1) 3; without a number 1."""
    return next((level for pattern, level in reversed(_NUMBERED) if pattern.match(heading)), 1)
