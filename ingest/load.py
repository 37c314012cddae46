"""A file -> Document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.records import Document

__all__ = ["load"]


def load(path: Path | str, *, name: str | None = None) -> Document:
    """The document in a file; `name` is what it is called in the store (its file name if not given)."""
    path = Path(path)
    data = path.read_bytes()
    return Document(
        name=name or path.name,
        text=data.decode("utf-8-sig"),
        sha256=hashlib.sha256(data).hexdigest(),
    )
