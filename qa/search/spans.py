"""Spans of evidence that the reader points to, and an answer with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.records import Span
from qa.numbers.figures import Figure
from qa.search.evidence import Evidence

__all__ = ["LIST_SPAN", "WINDOWS", "Found", "best_span", "printed", "trimmed"]

_TRIM = " ,，。、;；:：!！?？的"
_PAIRS = {"“": "”", "《": "》", "(": ")", "（": "）", "‘": "’", "【": "】", "「": "」", "『": "』"}
_PAIR_REACH = 16
"""How far the other half of a pair may lie."""
LIST_SPAN = 96
"""Word pieces of the longest list, reason or description that is read as one span."""
_SPANS = 12
"""Spans of a window that are looked through."""
WINDOWS = 3
"""Windows among which the best span is looked for; further down the order, relevance says no."""


@dataclass(frozen=True)
class Found:
    """An answer and its place."""

    evidence: Evidence
    span: Span
    """Characters of the window's text."""
    score: float
    """Log odds: the evidence's and the span's."""
    figure: Figure | None = None
    parts: tuple[Span, ...] = ()
    """Where several answers stand apart the span of each, in order; `span` reaches over all."""

    @property
    def said(self) -> str:
        """The answer as the reader reads it: normalised."""
        return self.evidence.candidate.window.text[self.span.start : self.span.end]

    def at(self, start: int, end: int) -> Found:
        """The same answer with other edges."""
        return replace(self, span=Span(start, end), parts=())

    @property
    def text(self) -> str:
        """The answer as the source prints it."""
        whole = printed(self.evidence)
        return "、".join(whole[part.start : part.end] for part in self.parts or (self.span,))

    @property
    def place(self) -> Span:
        """Its characters in the document."""
        return self.evidence.place(self.span.start, self.span.end)


def best_span(
    evidence: Sequence[Evidence], longest: int, bonus: Callable[[str, Span], float] = lambda *_: 0.0
) -> Found | None:
    """The likeliest span of at most `longest` pieces; `bonus` adds what a span of the window's text is worth by its
    words and those beside it, in log odds."""
    best: Found | None = None
    for one in evidence[:WINDOWS]:
        for span, score in one.reading.best(_SPANS, longest):
            total = one.score + score + bonus(one.candidate.window.text, span)
            if best is None or total > best.score:
                best = Found(one, trimmed(printed(one), span), total)
    return best


def printed(evidence: Evidence) -> str:
    """The window as its source prints it: quotation marks still tell opening from closing."""
    window = evidence.candidate.window
    return evidence.passage.text[window.start : window.end]


def trimmed(text: str, span: Span) -> Span:
    """Without punctuation at the ends, and with quotation marks and brackets in pairs or not at all."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    while start < end and text[start] in _TRIM:
        start += 1
    for opening, closing in _PAIRS.items():
        inner = text[start:end]
        opened, closed = inner.count(opening), inner.count(closing)
        if opened > closed:
            at = text.find(closing, end, end + _PAIR_REACH)
            start, end = (start, at + 1) if at >= 0 else (start + inner.startswith(opening), end)
        elif closed > opened:
            at = text.rfind(opening, max(0, start - _PAIR_REACH), start)
            start, end = (at, end) if at >= 0 else (start, end - inner.endswith(closing))
    return Span(start, end)
