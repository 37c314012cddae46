"""Our parts as LangChain sees them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from langchain_core.documents import Document as LangChainDocument
from langchain_core.vectorstores import InMemoryVectorStore

from ingest.embed import get_embedder
from ingest.langchain import ReportEmbeddings, ReportSplitter, to_langchain, vector_store
from ingest.store import Store

TEXTS = ["新增文明社区4个。", "植树1200棵。", "新建学校3所。"]


def test_embeddings_are_those_of_our_encoder() -> None:
    embeddings = ReportEmbeddings()
    assert np.allclose(embeddings.embed_documents(TEXTS), get_embedder().encode(TEXTS))
    assert np.allclose(embeddings.embed_query(TEXTS[0]), get_embedder().encode_query(TEXTS[0]))


def test_embeddings_work_in_another_vector_store() -> None:
    store = InMemoryVectorStore(ReportEmbeddings())
    store.add_texts(TEXTS)
    assert store.similarity_search("植树1200棵。", 1)[0].page_content == TEXTS[1]


def test_the_splitter_says_where_every_piece_stands(report: Path) -> None:
    text = report.read_bytes().decode("utf-8-sig")
    source = LangChainDocument(page_content=text, metadata={"source": report.name, "year": 2023})
    pieces = ReportSplitter().split_documents([source])
    assert len(pieces) > 20
    for piece in pieces:
        start, end = piece.metadata["start_index"], piece.metadata["end_index"]
        assert text[start:end] == piece.page_content
        assert piece.metadata["year"] == 2023
    assert [piece.page_content for piece in pieces] == ReportSplitter().split_text(text)


def test_an_index_of_ours_as_langchain_s_chroma(report_store: str) -> None:
    ours = Store.open(report_store)
    vector = ours.embedder.encode_query("文明社区")
    expected = [hit.passage.id for hit in ours.dense(vector, 3)]
    found = vector_store(report_store).similarity_search("文明社区", 3)
    assert [document.id for document in found] == expected
    assert found[0].metadata["kind"] in ("body", "caption", "table")


def test_a_passage_as_langchain_s_document(report_store: str) -> None:
    passage = next(iter(Store.open(report_store).passages()))
    document = to_langchain(passage, 0.5)
    assert document.page_content == passage.text
    assert document.metadata["score"] == pytest.approx(0.5)
