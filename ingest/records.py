"""The few frozen records that travel from a file to the index and on to an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Document", "Hit", "Passage", "PassageKind", "Span"]

PassageKind = Literal["body", "heading", "caption", "furniture", "table"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read. Every offset of the project points into `text`."""

    name: str
    """File name, unique within a store (a relative path where two files share a name)."""
    text: str
    """The decoded file, untouched; for formats other than text, the extracted text."""
    sha256: str
    """Hash of the file's bytes: the same hash means there is nothing to do again."""
    title: str | None = None
    """The report's own title, for people."""
    year: int | None = None
    """The year in which a report was given, or of which it tells when it names only that."""
    told_year: int | None = None
    """The year whose results it tells (a work report of year N tells those of N-1)."""
    region: str | None = None
    """The place it speaks of: `云湖区`, `东海市`, `全国`."""
    issuer: str | None = None
    """The body that gave it: `国务院`."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins; empty for a format without pages."""
    headings: tuple[Span, ...] = ()
    """Headings that the format itself marks (HTML, DOCX, Markdown), for the splitter."""
    levels: tuple[int, ...] = ()
    """Level of each of `headings`, 1 the outermost; empty where the format has none."""
    tables: tuple[Span, ...] = ()
    """Table rows, one span a row, written out with their heads by the loader."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and found: a paragraph, or part of one, inside one section."""

    id: str
    """Hash of document name, offsets and text: indexing again yields the same id."""
    document: str
    order: int
    """Position within its document, from 0."""
    kind: PassageKind
    start: int
    end: int
    """`document.text[start:end] == text`, always."""
    text: str
    section: str | None = None
    """Heading above it, number included: `6 大力做好乡村振兴工作`."""
    topic: str | None = None
    """First sentence of its paragraph, which names the paragraph's subject."""
    page: int | None = None
    """Page number from 1, for formats with pages."""
    sentences: tuple[Span, ...] = field(default=(), compare=False)
    """Sentences as offsets into the document's text, in order, covering the passage."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score: a similarity, higher is better."""

    passage: Passage
    score: float
