"""BM25 over characters, bigrams, words and numbers: the lexical half of a search.

Derived from the passages and never edited: postings in numpy files that are memory-mapped, so opening costs
nothing and memory holds only what questions touch. A term is 64 bits: a single Chinese character, two
adjacent characters of any script, or the hash of a Latin word or a number.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.normalise import normalise
from ingest.patterns import regex

__all__ = ["LexicalIndex", "build", "terms"]

_K1 = 1.2
_B = 0.75
_BLOCK = 4096
"""Passages whose terms are sorted at a time while building."""
_BUDGET = 400_000
"""Postings that one question reads in full."""
_CANDIDATES = 2000
"""Passages to which terms beyond the budget still add."""
_WORD = regex(r"[a-z]+|[0-9]+(?:\.[0-9]+)?")

U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]
F32 = npt.NDArray[np.float32]


def _char_classes() -> npt.NDArray[np.uint8]:
    """Class of every code point: 0 separates, 1 is a Chinese character, 2 another letter or digit."""
    classes = np.zeros(0x110000, np.uint8)
    for code in range(0x30, 0x3000):
        if chr(code).isalnum():
            classes[code] = 2
    classes[0x3041:0x3100] = 2
    classes[0xAC00:0xD7A4] = 2
    for first, last in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000)):
        classes[first:last] = 1
    classes[0x3007] = 1
    return classes


_CLASSES = _char_classes()


def _word_code(word: str) -> int:
    data = word.encode()
    return (1 << 63) | (zlib.crc32(data) << 24) | (zlib.adler32(data) & 0xFFFFFF)


def terms(text: str) -> U64:
    """Terms of `text` in no particular order, repeated as often as they occur."""
    return _terms_of([normalise(text)])[0]


def _terms_of(texts: Sequence[str]) -> tuple[U64, I32]:
    """Terms of normalised texts, and for each term the position of its text."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)[: len(codes)]
    classes = _CLASSES[codes]
    single = classes == 1
    both = (classes[:-1] > 0) & (classes[1:] > 0)
    words, word_owner = _words_of(texts)
    found = [codes[single], (codes[:-1][both] << np.uint64(21)) | codes[1:][both], words]
    owners = [owner[single], owner[:-1][both], word_owner]
    return np.concatenate(found), np.concatenate(owners)


def _words_of(texts: Sequence[str]) -> tuple[U64, I32]:
    words: list[int] = []
    owners: list[int] = []
    for position, text in enumerate(texts):
        for word in _WORD.findall(text):
            words.append(_word_code(word))
            owners.append(position)
    return np.array(words, np.uint64), np.array(owners, np.int32)


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(texts)
    while block := list(islice(iterator, _BLOCK)):
        yield block


def build(texts: Iterable[str], folder: Path) -> None:
    """Index `texts` (ordinal = position) into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    parts: list[tuple[U64, I32, I32, npt.NDArray[np.uint8]]] = []
    lengths: list[npt.NDArray[np.int64]] = []
    first = 0
    for block in _blocks(texts):
        found, owner = _terms_of([normalise(text) for text in block])
        lengths.append(np.bincount(owner, minlength=len(block)))
        parts.append(_postings(found, owner + np.int32(first)))
        first += len(block)
    _merge(parts, np.concatenate(lengths) if lengths else np.zeros(0, np.int64), folder)


def _postings(found: U64, owner: I32) -> tuple[U64, I32, I32, npt.NDArray[np.uint8]]:
    """Sorted distinct terms, postings of each, their ordinals and how often each occurs there."""
    order = np.argsort(found, kind="stable")
    found, owner = found[order], owner[order]
    # ordinals of equal terms must ascend: word terms came last
    order = np.lexsort((owner, found))
    found, owner = found[order], owner[order]
    new = np.ones(len(found), bool)
    new[1:] = (found[1:] != found[:-1]) | (owner[1:] != owner[:-1])
    at = np.flatnonzero(new)
    counts = np.diff(np.append(at, len(found)))
    found, owner = found[at], owner[at]
    distinct, starts = np.unique(found, return_index=True)
    sizes = np.diff(np.append(starts, len(found))).astype(np.int32)
    return distinct, sizes, owner, np.minimum(counts, 255).astype(np.uint8)


def _merge(
    parts: list[tuple[U64, I32, I32, npt.NDArray[np.uint8]]], lengths: npt.NDArray[np.int64], folder: Path
) -> None:
    distinct = np.unique(np.concatenate([part[0] for part in parts])) if parts else np.zeros(0, np.uint64)
    sizes = np.zeros(len(distinct), np.int64)
    for terms_, part_sizes, _, _ in parts:
        sizes[np.searchsorted(distinct, terms_)] += part_sizes
    offsets = np.zeros(len(distinct) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    total = int(offsets[-1])
    ordinals = np.zeros(total, np.int32)
    counts = np.zeros(total, np.uint8)
    filled = offsets[:-1].copy()
    for terms_, part_sizes, part_ordinals, part_counts in parts:
        where = np.searchsorted(distinct, terms_)
        starts = np.cumsum(part_sizes) - part_sizes
        target = np.repeat(filled[where] - starts, part_sizes) + np.arange(len(part_ordinals))
        ordinals[target] = part_ordinals
        counts[target] = part_counts
        filled[where] += part_sizes
    mean = float(lengths.mean()) if len(lengths) else 1.0
    norms = (_K1 * (1 - _B + _B * lengths / max(mean, 1e-9))).astype(np.float32)
    arrays = {"terms": distinct, "offsets": offsets, "ordinals": ordinals, "counts": counts, "norms": norms}
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


class LexicalIndex:
    """An index that `build` made, opened for questions."""

    def __init__(self, folder: Path) -> None:
        def mapped(name: str) -> npt.NDArray[Any]:
            path = folder / f"{name}.npy"
            try:
                return np.asarray(np.load(path, mmap_mode="r"))
            except ValueError:  # an empty array can't be mapped
                return np.load(path)  # type: ignore[no-any-return]

        self._terms = mapped("terms")
        self._offsets = mapped("offsets")
        self._ordinals = mapped("ordinals")
        self._counts = mapped("counts")
        self._norms = mapped("norms")

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        return cls(folder)

    def __len__(self) -> int:
        """Passages in the index."""
        return len(self._norms)

    def _slice(self, term: int) -> slice:
        at = int(np.searchsorted(self._terms, np.uint64(term)))
        if at >= len(self._terms) or int(self._terms[at]) != term:
            return slice(0, 0)
        return slice(int(self._offsets[at]), int(self._offsets[at + 1]))

    def frequency(self, text: str) -> int:
        """In how many passages the rarest term of `text` occurs: for a character, a pair of characters, a
        Latin word or a number this is its document frequency."""
        if len(text) == 2 and _CLASSES[ord(text[0])] == _CLASSES[ord(text[1])] == 1:
            pair = self._slice(ord(text[0]) << 21 | ord(text[1]))
            return int(pair.stop - pair.start)
        found = [self._slice(term) for term in set(terms(text).tolist())]
        return min((part.stop - part.start for part in found), default=0)

    def held(self, pairs: Collection[str]) -> set[str]:
        """Those of many pairs of Chinese characters that occur in some passage."""
        asked = list(pairs)
        codes = np.array([ord(pair[0]) << 21 | ord(pair[1]) for pair in asked], np.uint64)
        places = np.minimum(np.searchsorted(self._terms, codes), max(0, len(self._terms) - 1))
        there = self._terms[places] == codes if len(self._terms) else np.zeros(len(codes), bool)
        return {pair for pair, is_there in zip(asked, there, strict=True) if is_there}

    def idf(self, text: str) -> float:
        """Inverse document frequency of `text`, as for `frequency`; never negative."""
        return self._idf(self.frequency(text))

    def _idf(self, frequency: int) -> float:
        return float(np.log1p((len(self) - frequency + 0.5) / (frequency + 0.5)))

    def scores(
        self, text: str, k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` best ordinals for `text` with their scores, best first, among `allowed` if given.

        Rare terms are looked up in full. Once they fill the budget, the frequent rest, which tells little,
        only adds to the best candidates so far: the cost of a question hardly grows with the corpus.
        """
        weighted = self._weighted(text)
        total = np.zeros(len(self), np.float32)
        spent = done = 0
        for part, weight in weighted:
            if done and spent + part.stop - part.start > _BUDGET:
                break
            ordinals, counts = self._ordinals[part], self._counts[part].astype(np.float32)
            total[ordinals] += weight * counts / (counts + self._norms[ordinals])
            spent += part.stop - part.start
            done += 1
        if allowed is not None:
            total *= allowed
        if done == len(weighted):
            return _best(total, k)
        chosen = np.sort(_largest(total, max(_CANDIDATES, 4 * k)))
        for part, weight in weighted[done:]:
            self._add(total, chosen, part, weight)
        return [(int(chosen[at]), score) for at, score in _best(total[chosen], k)]

    def _weighted(self, text: str) -> list[tuple[slice, np.float32]]:
        """Postings of each distinct term with its weight, rarest first."""
        weighted = []
        for term, repeat in sorted(Counter(terms(text).tolist()).items()):
            part = self._slice(term)
            frequency = part.stop - part.start
            if frequency:
                weighted.append((part, np.float32(self._idf(frequency) * repeat * (_K1 + 1))))
        return sorted(weighted, key=lambda pair: pair[0].stop - pair[0].start)

    def _add(self, total: F32, chosen: npt.NDArray[np.int64], part: slice, weight: np.float32) -> None:
        """Add one term's share to the chosen ordinals (ascending) alone."""
        postings = self._ordinals[part]
        where = np.searchsorted(postings, chosen)
        where[where == len(postings)] = 0
        hit = postings[where] == chosen
        ordinals = chosen[hit]
        counts = self._counts[part][where[hit]].astype(np.float32)
        total[ordinals] += weight * counts / (counts + self._norms[ordinals])


def _largest(total: F32, k: int) -> npt.NDArray[np.int64]:
    """Positions of the `k` largest positive values, in no order."""
    positive = np.flatnonzero(total)
    if len(positive) <= k:
        return positive
    values = total[positive]
    return positive[np.argpartition(-values, k - 1)[:k]]


def _best(total: F32, k: int) -> list[tuple[int, float]]:
    """Positions of the `k` largest positive values with the values, largest first."""
    chosen = _largest(total, k) if k > 0 else np.zeros(0, np.int64)
    order = np.lexsort((chosen, -total[chosen]))
    return [(int(at), float(total[at])) for at in chosen[order]]
