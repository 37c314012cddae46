"""Title, year, region and issuer of a report, from its file name and its text.

Only what is written there counts; None is better than a wrong guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.writer import Extracted

__all__ = ["Metadata", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report is; see `Document` for the fields."""

    title: str | None = None
    year: int | None = None
    told_year: int | None = None
    region: str | None = None
    issuer: str | None = None


def read_metadata(name: str, extracted: Extracted) -> Metadata:
    """Metadata of the document in file `name`."""
    return Metadata(extracted.title)
