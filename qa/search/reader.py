"""Reads a question and a window of text together: how relevant is it, and which characters answer?

A small cross-encoder (the lower layers of multilingual-e5-small, trained by `qa.train.reader`), run by onnxruntime
from one 8-bit file. It only points: every answer is characters of the window, so it cannot make anything up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.records import Span
from qa.search.pretrained import pretrained
from qa.search.windows import Window
from qa.search.wordpiece import Piece, tokenise

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["MODEL", "Reader", "Reading", "load_reader", "unread"]

MODEL = Path(__file__).parent.parent / "models" / "reader.onnx"

_CROSSING = {"。": 5.0, "!": 5.0, "?": 5.0, ";": 3.0, "；": 3.0, ",": 1.0, "，": 1.0}
"""What it costs a span to reach over a mark, in log odds."""
THREADS = 1
"""A thread for each window; two windows are read at once (`qa.search.evidence`)."""
_QUESTION_PIECES = 64
_WINDOW_PIECES = 300
_REMEMBERED = 256
"""Readings that are kept for a while, about 2 KB each."""
_SEPARATOR = 2
_BEGINNING = 0


@dataclass(frozen=True)
class Reading:
    """What the reader saw in one window. Scores are logarithms of odds; higher is better."""

    window: Window
    relevance: float
    """Probability (0..1) that the answer stands in this window."""
    pieces: tuple[Piece, ...]
    """The window's pieces, offsets into `window.text`."""
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    """Score of each piece as the answer's first and last, against "not here" at 0."""

    def best(self, count: int = 1, longest: int = 48) -> list[tuple[Span, float]]:
        """The best spans (offsets into `window.text`) with their scores, best first.

        First and last piece are scored apart, so a span may begin at one candidate and end at another; crossing
        the end of a sentence or clause is therefore charged.
        """
        size = len(self.pieces)
        if not size:
            return []
        scores = self.starts[:, None] + self.ends[None, :]
        distance = np.arange(size)[None, :] - np.arange(size)[:, None]
        crossed = np.cumsum([_CROSSING.get(self.window.text[a], 0.0) for _, a, _ in self.pieces])
        scores = scores - (crossed[None, :] - crossed[:, None])
        scores = np.where((distance >= 0) & (distance < longest), scores, -np.inf)
        flat = _best(scores.reshape(-1), count)
        found = []
        for index in flat:
            first, last = divmod(int(index), size)
            if not math.isfinite(scores[first, last]):
                break
            found.append((Span(self.pieces[first][1], self.pieces[last][2]), float(scores[first, last])))
        return found

    def score(self, start: int, end: int) -> float:
        """How well the characters `start:end` of the window answer, on the scale of `best`."""
        covering = [i for i, (_, a, b) in enumerate(self.pieces) if b > start and a < end]
        if not covering:
            return -math.inf
        return float(self.starts[covering[0]] + self.ends[covering[-1]])


class Reader:
    """The model in one process; safe for threads to share."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        encoder = pretrained()
        width = encoder.width
        self._read = lru_cache(maxsize=_REMEMBERED)(self._run)
        self._positions = encoder.tensor("emb.pos").reshape(-1, width) + encoder.tensor("emb.type")[:width]

    def read(self, question: str, window: Window) -> Reading:
        """Read one window. `question` is normalised, as `window.text` is.

        What was read lately is remembered: the parts of a calculation and the whole are put to the same windows.
        """
        return self._read(question, window)

    def _run(self, question: str, window: Window) -> Reading:
        text = _pieces(window.text)[:_WINDOW_PIECES]
        head = [
            _BEGINNING,
            *(p[0] for p in _pieces(question)[:_QUESTION_PIECES]),
            _SEPARATOR,
            *(p[0] for p in _pieces(window.topic)),
            _SEPARATOR,
        ]
        ids = np.array([*head, *(p[0] for p in text), _SEPARATOR], np.int64)
        words = pretrained().rows(ids) + self._positions[: len(ids)]
        spans, relevance = self._session.run(("spans", "relevance"), {"words": words})
        here = slice(len(head), len(head) + len(text))
        starts, ends = spans[here, 0] - spans[0, 0], spans[here, 1] - spans[0, 1]
        return Reading(window, _sigmoid(float(relevance[0, 0])), text, starts, ends)


def unread(window: Window) -> Reading:
    """A window that nobody read: every piece is as likely as another. For measuring what the reader is worth."""
    pieces = _pieces(window.text)[:_WINDOW_PIECES]
    level = np.zeros(len(pieces), np.float32)
    return Reading(window, 0.5, pieces, level, level)


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Indices of the `count` highest scores, the highest first and of equals the first; without sorting the rest."""
    if count >= len(scores):
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    high = np.flatnonzero(scores >= least)
    return high[np.argsort(-scores[high], kind="stable")][:count]


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[Piece, ...]:
    return tuple(tokenise(text))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


@lru_cache(maxsize=4)
def load_reader(path: Path = MODEL) -> Reader:
    """The reader of a model file."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return Reader(session)
