# ruff: noqa: N818  (a name that says what happened reads better than one more Error)
"""Every error that a user can meet, one tree.

    ReportError
    ├── LoadError               one file can't be taken in; the others go on
    │   ├── FileMissing         no such file or folder
    │   ├── FileUnreadable      there, but not to be opened or read
    │   ├── FileChanged         changed while it was being read
    │   ├── UnsupportedFormat   not a format that we read, or binary
    │   ├── EncodingProblem     text in no encoding that we know
    │   ├── TooLarge            over the size limit, packed or unpacked
    │   ├── EmptyDocument       nothing in it, or an empty folder
    │   ├── EncryptedFile       needs a password
    │   ├── NoTextLayer         a scan without text
    │   └── BrokenFile          damaged, or not what its name says
    ├── StoreError              the index
    │   ├── StoreMissing        no index at that place
    │   ├── StoreMismatch       made with another embedder, version or settings
    │   ├── StoreBusy           somebody else is writing
    │   ├── StoreDamaged        does not hold together; `check` can say more
    │   ├── StoreUnreachable    the server does not answer
    │   ├── StoreNotWritable    no permission
    │   └── DiskFull            no room left
    ├── EmbedderError           no such encoder, or it could not be loaded
    └── WrongUsage              the command was called wrongly (exit code 2)

Each message is one line, Chinese first and English beside it, and says what happened, where, and what to do.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BrokenFile",
    "DiskFull",
    "EmbedderError",
    "EmptyDocument",
    "EncodingProblem",
    "EncryptedFile",
    "FileChanged",
    "FileMissing",
    "FileUnreadable",
    "LoadError",
    "NoTextLayer",
    "ReportError",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreMismatch",
    "StoreMissing",
    "StoreNotWritable",
    "StoreUnreachable",
    "TooLarge",
    "UnsupportedFormat",
    "WrongUsage",
]


class ReportError(Exception):
    """A stated failure. `ReportError("中文说明。", "English text.")`; `str()` is one line with both."""

    exit_code: ClassVar[int] = 1

    def __init__(self, chinese: str, english: str = "") -> None:
        # a file name may hold a line break; a message never does
        self.chinese = " ".join(chinese.split())
        self.english = " ".join(english.split())
        super().__init__(f"{self.chinese} ({self.english})" if self.english else self.chinese)

    def __reduce__(self) -> tuple[type[ReportError], tuple[str, str]]:
        """Errors come back whole from a worker process."""
        return type(self), (self.chinese, self.english)


class LoadError(ReportError):
    """One file can't be taken in."""


class FileMissing(LoadError):
    """No such file or folder."""


class FileUnreadable(LoadError):
    """The file is there but can't be opened or read."""


class FileChanged(LoadError):
    """The file changed while it was being read."""


class UnsupportedFormat(LoadError):
    """Not a format that we read, or binary content under a text file's name."""


class EncodingProblem(LoadError):
    """Text, but in no encoding that we know."""


class TooLarge(LoadError):
    """Over the size limit, packed or unpacked."""


class EmptyDocument(LoadError):
    """No text in the file, or no file in the folder."""


class EncryptedFile(LoadError):
    """The file needs a password."""


class NoTextLayer(LoadError):
    """A scanned PDF: pictures of pages without text."""


class BrokenFile(LoadError):
    """Damaged, or not what its name says."""


class StoreError(ReportError):
    """Something about the index."""


class StoreMissing(StoreError):
    """No index at that place."""


class StoreMismatch(StoreError):
    """The index was made with another embedder, version or settings."""


class StoreBusy(StoreError):
    """Somebody else is writing to the index."""


class StoreDamaged(StoreError):
    """The index does not hold together."""


class StoreUnreachable(StoreError):
    """The Chroma server does not answer."""


class StoreNotWritable(StoreError):
    """No permission to write the index."""


class DiskFull(StoreError):
    """No room left on the disk."""


class EmbedderError(ReportError):
    """No such encoder, or it could not be loaded."""


class WrongUsage(ReportError):
    """The command was called wrongly."""

    exit_code: ClassVar[int] = 2
