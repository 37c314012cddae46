"""A place in a passage that is cited, and the sentence round a range of characters."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Passage, Span
from ingest.sentences import clauses

__all__ = ["LONGEST_QUOTE", "Quote", "quote_around"]

LONGEST_QUOTE = 400
"""Characters: the contract's limit."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a passage that will be cited; offsets into the document."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        base = self.passage.start
        return self.passage.text[self.span.start - base : self.span.end - base]


def quote_around(passage: Passage, start: int, end: int) -> Quote:
    """The sentence (or, where that is too long, the clauses) that holds the characters `start:end`.

    Offsets are the document's. A range over several sentences is quoted whole, up to the longest quote.
    """
    spans = [s for s in passage.sentences if s.end > start and s.start < end] or [
        Span(passage.start, passage.end)
    ]
    first, last = spans[0].start, spans[-1].end
    if last - first <= LONGEST_QUOTE:
        return Quote(passage, Span(first, last))
    base = passage.start
    pieces = [
        s
        for s in clauses(passage.text, first - base, last - base)
        if s.end + base > start and s.start + base < end
    ]
    if pieces and pieces[-1].end - pieces[0].start <= LONGEST_QUOTE:
        return Quote(passage, Span(pieces[0].start + base, pieces[-1].end + base))
    return Quote(passage, Span(start, min(end, start + LONGEST_QUOTE)))
