"""Texts in, unit vectors out: the packaged sentence encoder by default, sentence-transformers by name.

An embedder is known by its name, which is saved with an index: an index made with one is never searched
with another. Vectors are float32 of length 1, so that a dot product is the cosine.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest.errors import EmbedderError
from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Passage

__all__ = ["DEFAULT_EMBEDDER", "EMBEDDING_TEXT", "Embedder", "Vectors", "embedding_text", "get_embedder"]

DEFAULT_EMBEDDER = "use-multilingual-v3"
EMBEDDING_TEXT = 1
"""Raised whenever `embedding_text` gives another text for the same passage: the index is then stale."""

Vectors = npt.NDArray[np.float32]

_INSTRUCTIONS = (
    (regex(r"bge-.*zh"), "为这个句子生成表示以用于检索相关文章：", ""),
    (regex(r"bge-.*en"), "Represent this sentence for searching relevant passages: ", ""),
    (regex(r"\be5-|-e5\b|multilingual-e5"), "query: ", "passage: "),
)
"""Model families that want words before a question and before a passage, by the model's name."""


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


def get_embedder(name: str = DEFAULT_EMBEDDER) -> Embedder:
    """The encoder of that name, made once a process: the packaged one, or a sentence-transformers model by
    hub name or folder. Models load at their first use; only a hub name ever reaches for the network, and only
    where the model is not in the local cache. Raises EmbedderError."""
    if name != DEFAULT_EMBEDDER and _is_folder(name):
        name = str(Path(name).expanduser().resolve())
    return _made(name)


@lru_cache(maxsize=4)
def _made(name: str) -> Embedder:
    if name == DEFAULT_EMBEDDER:
        from ingest.packaged import PackagedEncoder

        return PackagedEncoder()
    return SentenceTransformerEncoder(name)


def _is_folder(name: str) -> bool:
    """A hub name is `model` or `owner/model`; anything else, and whatever exists here, is a folder."""
    return Path(name).expanduser().exists() or name.startswith((".", "~", "/")) or name.count("/") > 1


class SentenceTransformerEncoder:
    """Any sentence-transformers model, with the instructions that its family was trained with."""

    def __init__(self, name: str) -> None:
        self.name = name
        short = Path(name).name.lower()
        self._query, self._passage = next(
            ((query, passage) for pattern, query, passage in _INSTRUCTIONS if pattern.search(short)), ("", "")
        )

    @cached_property
    def _model(self) -> Any:
        if _is_folder(self.name) and not Path(self.name).is_dir():
            raise EmbedderError(
                f"找不到编码模型的文件夹:{self.name}。请检查路径。",
                f"There is no model folder {self.name}; check the path.",
            )
        try:
            return _load(self.name)
        except ImportError as error:
            raise EmbedderError(
                f"编码模型 {self.name} 需要 sentence-transformers,但它没有装好。请重新安装依赖。",
                f"The model {self.name} needs sentence-transformers, which is not installed properly.",
            ) from error
        except Exception as error:  # the edge to a foreign library: whatever it raises, the model is no use
            reason = str(error).strip().split("\n")[0][:160]
            raise EmbedderError(
                f"编码模型载入失败:{self.name}({reason})。请检查名称,或改用 {DEFAULT_EMBEDDER}。",
                f"The model {self.name} could not be loaded; check its name, or use {DEFAULT_EMBEDDER}.",
            ) from error

    @property
    def dimension(self) -> int:
        model = self._model
        # renamed in sentence-transformers 6; older releases know only the long name
        ask = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        return int(ask())

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._passage + text for text in texts])

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([self._query + text])[0]
        return vector

    def _encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        found = self._model.encode(
            texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found, np.float32)


def _load(name: str) -> Any:
    """The model from its folder, from the local cache, or, for a hub name only, from the hub."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer

    if _is_folder(name):
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except Exception:  # not in the cache, in whichever way the library puts it
        return SentenceTransformer(name, device="cpu")
