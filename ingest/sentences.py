"""Sentences and clauses of Chinese text, with English and figures in it, as spans.

A sentence ends at 。！？ (full-width or ASCII), at an ASCII full stop that is no decimal point, abbreviation,
address or list number, at …… before a pause, and at a line break. Closing quotes and brackets stay with it.
A semicolon ends a clause, not a sentence: in a report, what stands between semicolons shares one subject,
which only the first part names. Nothing ends inside 《》 or inside brackets within a sentence.

Spans leave nothing out but white space, and never begin or end with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ingest.patterns import regex
from ingest.records import Span

__all__ = ["clauses", "sentences"]

_CLOSERS = "”’」』）)】]〕］》〉＂＇"
_ENDER = regex(r"[。｡！？!?]+|…+|[.．](?!\.)|[\n\r\f\v\x85\u2028\u2029]")
_AFTER = regex(rf"(?:[ \u3000]*[”’」』）】〕》]|[{re.escape(_CLOSERS)}。！？!?…])*(?:\[\d{{1,3}}\])*")
_CONTINUES = regex(r"[，,、；;：:]|的|等|之[一类]")
_SHELTER = regex(r"《[^《》\n]{1,80}》|（[^（）()\n]{1,200}）|\((?:[^（）()\n]{1,200})\)")
_CLAUSE_END = regex(r"[，；：]|[,;:](?=\D|$)|(?<=\D)[,;:]|——+")
_ABBREVIATION = regex(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|Mrs?|Ms|Dr|Prof|St|Jr|Sr|vs|etc|No|Nos|vol|Vol|pp?|"
    r"Fig|al|Inc|Ltd|Co|Corp|Gen|Col|Lt|Sgt|Rev|Hon|cf|ca|approx|dept|Dept|univ|Univ|Mt|Ft|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|i\.e|e\.g)$"
)
_LIST_NUMBER = regex(r"(?:^|[：:；;。，,、！？!?）)\s])[(（]?\d{1,2}$")


def sentences(text: str, start: int = 0, end: int | None = None, *, wrapped: bool = False) -> list[Span]:
    """Sentences of `text[start:end]`, offsets into `text`.

    With `wrapped`, line breaks are only where a layout broke its lines, and end nothing.
    """
    end = len(text) if end is None else min(end, len(text))
    return _tile(text, start, end, _sentence_ends(text, start, end, wrapped))


def clauses(text: str, start: int = 0, end: int | None = None, *, wrapped: bool = False) -> list[Span]:
    """Clauses of `text[start:end]`: sentences cut again at commas, semicolons, colons and long dashes."""
    spans: list[Span] = []
    for sentence in sentences(text, start, end, wrapped=wrapped):
        spans.extend(_tile(text, sentence.start, sentence.end, _clause_ends(text, sentence)))
    return spans


def _tile(text: str, start: int, end: int, ends: Iterator[int]) -> list[Span]:
    """Pieces between the ends, without white space around them; empty ones are left out."""
    spans: list[Span] = []
    for stop in (*ends, end):
        piece = text[start:stop]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(bare)))
        start = stop
    return spans


def _sentence_ends(text: str, start: int, end: int, wrapped: bool) -> Iterator[int]:
    shelters = _Shelters(text, start, end)
    begun = start  # where the present sentence begins
    for match in _ENDER.finditer(text, start, end):
        at, marked = match.span()
        if at < begun:
            continue  # taken in as a closer of the sentence before
        stop = marked
        if text[at].isspace():
            if wrapped:
                continue
        else:
            shelter = shelters.around(at)
            if shelter is not None and not _fills_bracket(text, begun, marked, shelter):
                continue
            stop = _with_closers(text, begun, marked, end)
            if _goes_on(text, begun, (at, marked), stop, end):
                continue
        yield stop
        begun = stop


class _Shelters:
    """Titles and brackets inside which no sentence ends."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.spans = [match.span() for match in _SHELTER.finditer(text, start, end)]
        self.starts = [first for first, _ in self.spans]

    def around(self, at: int) -> tuple[int, int] | None:
        """The title or bracket that `at` stands in."""
        i = bisect_right(self.starts, at) - 1
        return self.spans[i] if i >= 0 and at < self.spans[i][1] else None


def _fills_bracket(text: str, begun: int, marked: int, shelter: tuple[int, int]) -> bool:
    """（整句在括号里。） is a sentence of its own when nothing stands before the bracket."""
    opened, closed = shelter
    return marked == closed - 1 and text[opened] != "《" and not text[begun:opened].strip()


def _with_closers(text: str, begun: int, marked: int, end: int) -> int:
    """Where the sentence ends once closing quotes, brackets and footnote numbers are taken in."""
    closed = _AFTER.match(text, marked, end)
    stop = closed.end() if closed else marked
    # a straight quote closes only what was opened in this sentence
    if stop < end and text[stop] in "\"'" and text.count(text[stop], begun, stop) % 2:
        stop += 1
    return stop


def _goes_on(text: str, begun: int, mark: tuple[int, int], stop: int, end: int) -> bool:
    """Whether the sentence goes on after `mark` and the closers up to `stop`."""
    at, marked = mark
    sign = text[at]
    if stop > marked and _CONTINUES.match(text, stop, end):
        return True  # it only quoted: “……。”、“……？”的
    if sign in "。｡！？":
        return False
    before = text[at - 1] if at > begun else ""
    after = text[stop] if stop < end else ""
    if sign == "…":
        return bool(after) and not after.isspace() and stop == marked
    if sign in ".．":
        return _dot_goes_on(text[max(begun, at - 20) : at], text[stop : stop + 20] if stop < end else "")
    if before.isascii() and before.isalnum():
        return bool(after) and not after.isspace()  # a?b=c, Yahoo!奇摩
    return False


def _dot_goes_on(before: str, after: str) -> bool:
    """Whether a full stop between these is something else than the end of a sentence."""
    last, first = before[-1:], after[:1]
    if not last or last in ".．" or _LIST_NUMBER.search(before):
        return True  # 1. 加强
    if last.isspace():
        return first.isalnum()  # .NET
    if last.isdigit() and first.isdigit():
        return True  # 4.0
    if not first:
        return False
    if last.isascii() and last.isalnum():
        if _ABBREVIATION.search(before):
            return True
        return after.lstrip()[:1].islower() if first.isspace() else first.isascii()
    return first.isascii() and first.islower()  # 中国.cn


def _clause_ends(text: str, sentence: Span) -> Iterator[int]:
    shelters = _Shelters(text, sentence.start, sentence.end)
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if shelters.around(match.start()) is None and not text.startswith("//", match.end()):
            closed = _AFTER.match(text, match.end(), sentence.end)
            yield closed.end() if closed else match.end()
