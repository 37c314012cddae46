"""Text -> word pieces with exact character offsets, by the packaged unigram vocabulary.

The most probable segmentation under a unigram model (Kudo 2018), found by dynamic programming. Runs of digits,
Latin letters, Chinese characters and punctuation are segmented apart, so that a span such as `1200万余元` always
begins and ends on a piece.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.patterns import regex
from ingest.vocabulary import SPACE, Vocabulary
from qa.search.pretrained import Pieces, pretrained

__all__ = ["Piece", "tokenise"]

Piece = tuple[int, int, int]
"""(id, start, end): the characters `text[start:end]`."""

_FUNCTION = "的年是至在了"
"""Function characters that the vocabulary glues to their neighbours (`人的`, `年以来`) and answers don't hold."""
_RUN = regex(rf"\d+|[A-Za-z\u00c0-\u024f]+|[{_FUNCTION}]|(?:(?![{_FUNCTION}])[\u3400-\u9fff])+|\s+|.", re.S)
_UNKNOWN_SCORE = -30.0
_LONGEST_WORD = 8
"""Pieces longer than this hardly occur in Chinese and would only cost look-ups."""


def tokenise(text: str) -> list[Piece]:
    """Pieces of `text` (normalised) in order; white space yields none."""
    table = _table()
    table.enter(set(text))
    result: list[Piece] = []
    after_space = True
    for run in _RUN.finditer(text):
        if run.group().isspace():
            after_space = True
            continue
        result.extend(_segment(run.group(), run.start(), after_space, table))
        after_space = False
    return result


def _segment(run: str, offset: int, after_space: bool, table: _Table) -> list[Piece]:
    # A word after a space is its own piece in this vocabulary ("▁the"); Chinese has no such spaces, so
    # only Latin words and figures carry the mark.
    marked = after_space and not "\u3400" <= run[0] <= "\u9fff"
    if marked:
        table.enter({SPACE + run[0]})
    numbers, scores = table.numbers, table.scores
    length = len(run)
    best = [0.0] + [-1e9] * length
    step: list[tuple[int, int]] = [(0, 0)] * (length + 1)
    for start in range(length):
        base = best[start]
        for end in range(start + 1, min(length, start + _LONGEST_WORD) + 1):
            text = run[start:end]
            piece = numbers.get(SPACE + text if marked and start == 0 else text)
            if piece is None:
                if end > start + 1:
                    continue
                piece, score = numbers.get(text, table.unknown), base + _UNKNOWN_SCORE
            else:
                score = base + scores[piece]
            if score > best[end]:
                best[end], step[end] = score, (start, piece)
    result: list[Piece] = []
    end = length
    while end:
        start, piece = step[end]
        result.append((piece, offset + start, offset + end))
        end = start
    result.reverse()
    return result


class _Table:
    """Pieces by their text, as far as texts asked for them."""

    def __init__(self, pieces: Pieces) -> None:
        self.numbers: dict[str, int] = {}
        self.scores = pieces.scores
        self.unknown = pieces.unknown
        self.enter = Vocabulary(pieces.text, pieces.starts, pieces.ends, self.numbers.__setitem__).enter


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table(pretrained().pieces())
