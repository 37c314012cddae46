"""A vocabulary of word pieces, taken up by their first character as texts need them.

A quarter of a million pieces take a tenth of a second and more to enter in a table, and one question with what is
read for it holds a few hundred characters. A piece can only stand where its first character does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Set
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["SPACE", "Vocabulary"]

SPACE = "\u2581"
"""Stands for the space before a word, as the first character of the word's pieces."""
_SPACE_CODE = tuple(SPACE.encode())
_KEYS = 1 << 16
_ODD = 4093
"""An odd factor keeps the 256 first bytes apart."""
_WORD = 0x8000
"""Sets the key of a piece that begins a word apart: every third piece does."""

Ints = npt.NDArray[np.integer]
Codes = npt.NDArray[np.uint8]


class Vocabulary:
    """Pieces in UTF-8, `data[starts[n]:ends[n]]`; each is given to `put` with its number before it is needed.

    Safe for threads to share: what `enter` was asked for has been put when it returns.
    """

    def __init__(self, data: bytes, starts: Ints, ends: Ints, put: Callable[[str, int], None]) -> None:
        self._data, self._starts, self._ends = data, starts, ends
        self._put = put
        keys = _keys(np.frombuffer(data, np.uint8), starts, ends)
        self._order = np.argsort(keys, kind="stable")
        self._bounds = np.searchsorted(keys[self._order], np.arange(_KEYS + 1))
        self._entered: set[str] = set()
        self._entering = threading.Lock()

    def enter(self, begins: Set[str]) -> None:
        """Put every piece that begins with one of these: a character, or the space and the character after it."""
        missing = begins - self._entered
        if not missing:
            return
        with self._entering:
            for begin in missing:
                key = _key(begin)
                numbers = self._order[self._bounds[key] : self._bounds[key + 1]]
                edges = zip(self._starts[numbers].tolist(), self._ends[numbers].tolist(), strict=True)
                for number, (start, end) in zip(numbers.tolist(), edges, strict=True):
                    self._put(self._data[start:end].decode(), number)
            self._entered |= missing


def _keys(codes: Codes, starts: Ints, ends: Ints) -> Any:
    """Of each piece what `_key` gives for its beginning, worked out for all at once."""

    def code(at: Ints) -> Codes:
        return np.where(at < ends, codes[np.minimum(at, len(codes) - 1)], 0)

    word = np.logical_and.reduce([code(starts + at) == byte for at, byte in enumerate(_SPACE_CODE)])
    at = starts + len(_SPACE_CODE) * word
    first = code(at)
    second = np.where(first < 0xC0, 0, code(at + 1))
    third = np.where(first < 0xE0, 0, code(at + 2))
    # their type keeps what `_key` takes by its remainder, and is the one that numpy sorts fastest
    return _folded(*(part.astype(np.uint16) for part in (first, second, third, word)))


def _key(begin: str) -> int:
    word = begin.startswith(SPACE)
    code = begin[word:].encode()[:3].ljust(3, b"\0")
    return int(_folded(code[0], code[1], code[2], word) % _KEYS)


def _folded(first: Any, second: Any, third: Any, word: Any) -> Any:
    """Two beginnings may share a key: their pieces come together."""
    return (first * _ODD) ^ (second << 6) ^ third ^ (word * _WORD)
