"""What a user would build in an afternoon, to compare with: LangChain, the same encoder, Chroma.

LangChain's recursive splitter (300 characters, 50 overlap), the packaged sentence encoder, langchain-chroma's
four nearest passages, and of their sentences the one closest to the question as the answer. Its short answer
is the first figure of that sentence where the question asks for a number, else the sentence. It refuses below
one similarity.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from ingest.embed import get_embedder
from qa.records import Answer, Citation, Question

__all__ = ["REFUSE_BELOW", "AfternoonRag"]

REFUSE_BELOW = 0.35
"""Cosine under which it says that it found nothing; picked by eye, as one would in an afternoon."""
_ASKS_NUMBER = re.compile("多少|几|how many|how much", re.IGNORECASE)
_FIGURE = re.compile(r"[近约超]?\d[\d.,]*[万亿]?余?[万亿]?[%㐀-鿿]?")
_SENTENCE = re.compile(r"[^。!?!?\n]+[。!?!?]?")


class _Embeddings:
    """The project's embedder as LangChain wants it."""

    def __init__(self) -> None:
        self._embedder = get_embedder()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [[float(x) for x in vector] for vector in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """One vector for a question."""
        return [float(x) for x in self._embedder.encode_query(text)]


class AfternoonRag:
    """Answers like the engine does, from texts held in memory."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=300, chunk_overlap=50, add_start_index=True)
        documents = [Document(text, metadata={"document": name}) for name, text in texts.items()]
        self._embeddings = _Embeddings()
        embeddings: Any = self._embeddings
        self._chroma = Chroma(
            collection_name="afternoon",
            embedding_function=embeddings,
            collection_metadata={"hnsw:space": "cosine"},
        )
        self._chroma.reset_collection()
        self._chroma.add_documents(splitter.split_documents(documents))

    def ask(self, question: Question) -> Answer:
        """The sentence nearest to the question among the four nearest passages."""
        begin = time.perf_counter()
        found = self._chroma.similarity_search(question.text or " ", k=4)
        places = [
            (hit.metadata["document"], hit.metadata["start_index"] + match.start(), match[0])
            for hit in found
            for match in _SENTENCE.finditer(hit.page_content)
            if match[0].strip()
        ]
        asked = np.asarray(self._embeddings.embed_query(question.text))
        near = np.asarray(self._embeddings.embed_documents([text for _, _, text in places])) @ asked
        best = int(near.argmax())
        confidence = float(np.clip(near[best], 0.0, 1.0))
        if confidence < REFUSE_BELOW:
            return Answer(
                question.id, question.text, "not_found", "没有找到。", seconds=time.perf_counter() - begin
            )
        document, start, sentence = places[best]
        figure = _FIGURE.search(sentence) if _ASKS_NUMBER.search(question.text) else None
        quote = sentence[:400]
        return Answer(
            question.id,
            question.text,
            "answered",
            f"{sentence} [1]",
            short_answer=figure[0] if figure else sentence,
            citations=(Citation(1, document, None, quote, start, start + len(quote)),),
            confidence=confidence,
            seconds=time.perf_counter() - begin,
        )
