"""Candidates, read: which windows hold the answer, in the order of how sure the reader is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ingest.records import Passage, Span
from qa.search.reader import Reader, Reading, unread
from qa.search.retrieve import Candidate

__all__ = ["Evidence", "read_all"]

READ_PIECES = 330
"""Word pieces read for one question, a handful of windows: what reading may cost."""
AT_ONCE = 2
"""Windows read at the same time, each by one thread: quicker than one after the other by two threads."""
_POOL = ThreadPoolExecutor(AT_ONCE, "reader")
_SURE, _FAR = 0.9, 0.8
"""A window this relevant was read, and the next promises less than four fifths of the first: reading on changes
nothing."""
SPAN_WEIGHT = 0.15
RETRIEVAL_WEIGHT = 6.0


@dataclass(frozen=True)
class Evidence:
    """A window with what the reader saw in it."""

    candidate: Candidate
    reading: Reading
    score: float
    """Log odds that the answer stands here, retrieval included; orders evidence, higher is better."""

    @property
    def passage(self) -> Passage:
        return self.candidate.passage

    def place(self, start: int, end: int) -> Span:
        """Characters of the window's text as offsets into the document."""
        base = self.passage.start + self.candidate.window.start
        return Span(base + start, base + end)


def read_all(
    reader: Reader | None,
    question: Callable[[Candidate], str],
    found: Sequence[Candidate],
    budget: int = READ_PIECES,
) -> list[Evidence]:
    """Read candidates from the most promising on, until `budget` word pieces are read; best first.

    `question` gives the question as it is put to a candidate's document. Without a reader, retrieval decides.
    """
    result: list[Evidence] = []
    pieces = 0
    sure = False
    for candidate, reading in _readings(reader, question, found):
        if sure and candidate.score < _FAR * found[0].score:
            break
        result.append(Evidence(candidate, reading, _score(candidate, reading)))
        pieces += len(reading.pieces)
        sure = sure or reading.relevance > _SURE
        if pieces > budget:
            break
    return sorted(result, key=lambda e: (-e.score, e.passage.document, e.passage.start))


def _readings(
    reader: Reader | None, question: Callable[[Candidate], str], found: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Reading]]:
    """Candidates with their readings, in order; two are read at once, so that the second costs no time."""
    if reader is None:
        yield from ((candidate, unread(candidate.window)) for candidate in found)
        return
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        put = [question(candidate) for candidate in some]
        yield from zip(some, _POOL.map(reader.read, put, [c.window for c in some]), strict=True)


def _score(candidate: Candidate, reading: Reading) -> float:
    relevance = min(max(reading.relevance, 1e-6), 1 - 1e-6)
    best = reading.best()
    span = best[0][1] if best else -20.0
    return math.log(relevance / (1 - relevance)) + SPAN_WEIGHT * span + RETRIEVAL_WEIGHT * candidate.score
