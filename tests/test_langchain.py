"""LangChain doors: what a LangChain user takes from us is LangChain's own."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from qa import Engine
from qa.langchain import ReportQA, ReportRetriever

ASKED = "2022年新增学位多少个？"


@pytest.fixture(scope="module")
def chain(yunhu: Engine) -> ReportQA:
    return ReportQA(yunhu)


def test_the_retriever_gives_documents_with_offsets(yunhu: Engine) -> None:
    retriever = ReportRetriever(engine=yunhu, k=3)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke(ASKED)
    assert 1 <= len(found) <= 3
    assert "2100个" in found[0].page_content
    for document in found:
        assert isinstance(document, Document)
        meta = document.metadata
        assert yunhu.store.text(meta["document"])[meta["start"] : meta["end"]] == document.page_content
        assert yunhu.store.passage(document.id or "").section == meta["section"]


def test_doors_open_on_a_store(yunhu_store: str) -> None:
    assert len(ReportRetriever.open(yunhu_store, k=1).invoke(ASKED)) == 1
    assert ReportQA.open(yunhu_store).invoke(ASKED)["short_answer"] == "2100个"


def test_the_runnable_answers_in_a_pipe(chain: ReportQA) -> None:
    assert isinstance(chain, Runnable)
    pipe = (
        RunnableLambda(lambda row: row["q"]) | chain | RunnableLambda(lambda record: record["short_answer"])
    )
    assert pipe.invoke({"q": ASKED}) == "2100个"


def test_a_batch_keeps_its_order(chain: ReportQA) -> None:
    asked = [ASKED, "", "2020年新增学位多少个？"]
    records = chain.batch(asked)
    assert [record["question"] for record in records] == asked
    assert [record["short_answer"] for record in records] == ["2100个", None, "1200个"]
    assert records[1]["status"] == "rejected"


def test_a_question_line_with_its_history(chain: ReportQA) -> None:
    history = [{"role": "user", "content": ASKED}, {"role": "assistant", "content": "2100个。[1]"}]
    record = chain.invoke({"id": "f-1", "question": "那前一年呢？", "history": history})
    assert (record["id"], record["short_answer"]) == ("f-1", "1500个")
    assert chain.invoke({"question": ASKED})["short_answer"] == "2100个"


async def _asked(chain: ReportQA) -> object:
    return (await chain.ainvoke(ASKED))["short_answer"]


def test_the_runnable_answers_asynchronously(chain: ReportQA) -> None:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    # in a thread of its own: the browser's tests leave an event loop running in this one
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, _asked(chain)).result() == "2100个"
