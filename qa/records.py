"""What goes into the engine and what comes out: the contract's question and answer records."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

__all__ = ["Answer", "Citation", "Question", "Status", "Turn", "Verdict"]

Status = Literal["answered", "not_found", "small_talk", "rejected"]
Verdict = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was put, with the conversation before it."""

    text: str
    id: str = ""
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document that supports the answer: `text[start:end] == quote`."""

    n: int
    document: str
    section: str | None
    quote: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The contract's answer record; `kind` is added for the evaluation and the page."""

    id: str
    question: str
    status: Status
    answer: str
    short_answer: str | None = None
    verdict: Verdict | None = None
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    confidence: float = 0.0
    seconds: float = 0.0
    kind: str = "fact"
    """What the question was taken to ask for: figure, fact, list, description, confirmation,
    calculation, topic, comparison (a table over years), small_talk, rejected."""

    def to_record(self) -> dict[str, Any]:
        """The answer as the contract's JSON object."""
        record = asdict(self)
        for key in ("citations", "related"):
            record[key] = list(record[key])
        return record
