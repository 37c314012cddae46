"""Doors for LangChain users: a retriever over the passages, and a runnable that answers.

from qa.langchain import ReportQA, ReportRetriever
chain = ReportQA.open("store")            # str | {"question": …, "history": …} -> the contract's record
retriever = ReportRetriever.open("store") # str -> list[Document], offsets in the metadata
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from ingest.records import Hit
from qa.engine import Engine
from qa.records import Question, Turn

__all__ = ["ReportQA", "ReportRetriever"]


class ReportRetriever(BaseRetriever):
    """Passages for a question, best first, as the answering engine sees them."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Engine
    k: int = 4
    """Passages to return."""

    @classmethod
    def open(cls, location: str | Path, k: int = 4) -> ReportRetriever:
        """A retriever over the store at a folder or address. Raises the store's errors."""
        return cls(engine=Engine.open(location), k=k)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [_document(hit) for hit in self.engine.retrieve(query)[: self.k]]


class ReportQA(Runnable[str | dict[str, Any], dict[str, Any]]):
    """A question, or a contract's question line, in; the contract's answer record out."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, location: str | Path) -> ReportQA:
        """A runnable over the store at a folder or address. Raises the store's errors."""
        return cls(Engine.open(location))

    def invoke(
        self, input: str | dict[str, Any], config: RunnableConfig | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        return self._call_with_config(self._ask, input, config)

    def _ask(self, given: str | dict[str, Any]) -> dict[str, Any]:
        if isinstance(given, str):
            return self.engine.ask(given).to_record()
        turns = tuple(Turn(turn["role"], turn["content"]) for turn in given.get("history") or ())
        return self.engine.ask(Question(given["question"], str(given.get("id", "")), turns)).to_record()


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        page_content=passage.text,
        id=passage.id,
        metadata={
            "document": passage.document,
            "section": passage.section,
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        },
    )
