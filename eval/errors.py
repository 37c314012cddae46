"""What a user of the benchmark can meet: one line that says what, where and what to do.

EvalError
├── UnknownSuiteError      no suite of that name (exit code 2)
├── UsageError             wrong flags or arguments (exit code 2)
├── MissingDataError       a data set or document is not where it was looked for
├── MissingStoreError      the store named with --store is not there
└── BaselineMismatchError  the baseline was made by another format or over another corpus
"""

from __future__ import annotations

__all__ = [
    "BaselineMismatchError",
    "EvalError",
    "MissingDataError",
    "MissingStoreError",
    "UnknownSuiteError",
    "UsageError",
]


class EvalError(Exception):
    """Base of all; `str(error)` is the line to show."""

    exit_code = 1


class UnknownSuiteError(EvalError):
    """No suite of that name."""

    exit_code = 2


class UsageError(EvalError):
    """Wrong flags or arguments."""

    exit_code = 2


class MissingDataError(EvalError):
    """A data set or a document is not where it was looked for; the suite is skipped."""


class MissingStoreError(EvalError):
    """The store named on the command line is not there."""


class BaselineMismatchError(EvalError):
    """The committed baseline can't be compared with this run."""
