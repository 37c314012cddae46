"""Our parts behind LangChain's interfaces, so that a LangChain user can take any one of them.

ReportEmbeddings   an encoder of ours as `Embeddings`, for any vector store
ReportSplitter     our splitter as a `TextSplitter`; offsets in `metadata["start_index"]`
to_langchain       a passage as a LangChain `Document`
vector_store       an index in a folder or on a server as langchain-chroma's `Chroma`, for reading
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import TextSplitter

from ingest.embed import DEFAULT_EMBEDDER, Embedder, get_embedder
from ingest.records import Document, Passage
from ingest.split import SplitSettings, split

if TYPE_CHECKING:
    from langchain_chroma import Chroma

__all__ = ["ReportEmbeddings", "ReportSplitter", "to_langchain", "vector_store"]


class ReportEmbeddings(Embeddings):
    """An encoder of ours for LangChain: vectors of length 1; a question gets its model's instruction."""

    def __init__(self, embedder: Embedder | str = DEFAULT_EMBEDDER) -> None:
        self.embedder = get_embedder(embedder) if isinstance(embedder, str) else embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self.embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self.embedder.encode_query(text)]


class ReportSplitter(TextSplitter):
    """Our splitter for LangChain: whole sentences within a token budget, layout told apart from text.

    Unlike LangChain's own, it knows where every piece stands: `metadata` carries `start_index`, `end_index`,
    `kind`, `section`, `topic` and `page`, and `text[start_index:end_index]` is the piece.
    """

    def __init__(self, settings: SplitSettings | None = None) -> None:
        self.settings = settings or SplitSettings()
        super().__init__(chunk_size=self.settings.max_tokens, chunk_overlap=0)

    def split_text(self, text: str) -> list[str]:
        return [passage.text for passage in self._passages(text, "")]

    def create_documents(
        self, texts: list[str], metadatas: list[dict[Any, Any]] | None = None
    ) -> list[LangChainDocument]:
        made = []
        for text, metadata in zip(texts, metadatas or [{} for _ in texts], strict=True):
            name = str(metadata.get("source", ""))
            for passage in self._passages(text, name):
                document = to_langchain(passage)
                document.metadata = {**document.metadata, **metadata}
                made.append(document)
        return made

    def _passages(self, text: str, name: str) -> list[Passage]:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return split(Document(name=name, text=text, sha256=digest), self.settings)


def to_langchain(passage: Passage, score: float | None = None) -> LangChainDocument:
    """A passage as LangChain's record; `score`, if given, is a similarity."""
    metadata: dict[str, Any] = {
        "source": passage.document,
        "start_index": passage.start,
        "end_index": passage.end,
        "kind": passage.kind,
        "section": passage.section,
        "topic": passage.topic,
        "page": passage.page,
    }
    if score is not None:
        metadata["score"] = score
    return LangChainDocument(id=passage.id, page_content=passage.text, metadata=metadata)


def vector_store(location: str) -> Chroma:
    """An index of ours as langchain-chroma's vector store, with its own encoder, for reading: whoever writes
    through it goes round the writer's lock. It keeps the generation that is in service now.

    Raises StoreMissing and the like.
    """
    from langchain_chroma import Chroma

    from ingest.chroma import chroma_parts
    from ingest.store import Store

    with closing(Store.open(location)) as store:
        manifest = store.manifest
    client, collection = chroma_parts(location, manifest.generation)
    return Chroma(
        collection_name=collection,
        embedding_function=ReportEmbeddings(manifest.embedder),
        client=client,
        create_collection_if_not_exists=False,
    )
