"""What the page and the programs behind it ask of the engine, in plain JSON types."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from typing import Any, Protocol

from ingest.errors import ReportError
from ingest.records import Document, Passage
from qa.records import Answer, Citation, Question, Turn
from web.report import head, whole

__all__ = ["Desk", "Engine", "Store"]

MAX_TURNS = 12
MAX_TURN = 2000
MAX_PASSAGES = 20
SEEDS = 40
"""How many draws of example questions there are before they begin again."""
WARM = 4


class Store(Protocol):
    """The part of `ingest.store.Store` that the page reads."""

    @property
    def generation(self) -> Any:
        """Changes whenever a new index has been switched in."""

    def refresh(self) -> Any:
        """Look for a new index; cheap when there is none."""

    def documents(self) -> Sequence[Document]:
        """Every report."""

    def text(self, name: str) -> str:
        """The text that offsets point into."""

    def passages(self, document: str | None = None) -> Iterable[Passage]:
        """The passages of one report, or of all."""


class Engine(Protocol):
    """The part of `qa.Engine` that the page calls."""

    @property
    def store(self) -> Any:
        """The index behind it, a `Store`."""

    def ask(self, question: Question) -> Answer:
        """One answer."""

    def suggestions(self, count: int = 6, seed: int = 0) -> Sequence[str]:
        """Questions that the reports can answer."""

    def related(self, text: str, count: int = 3) -> Sequence[Citation]:
        """The passages nearest to a text."""


class Desk:
    """Engine calls with their inputs checked and their outputs as JSON objects."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._drawn: tuple[Any, dict[tuple[int, int], list[str]]] = (None, {})

    @property
    def store(self) -> Store:
        store: Store = self._engine.store
        return store

    def ask(self, question: str, history: object = None) -> dict[str, Any]:
        """The contract's answer record; with `not_found` also `suggestions`, which can be answered."""
        answer = self._engine.ask(Question(text=question, history=turns(history)))
        record = answer.to_record()
        if answer.status == "not_found":
            record["suggestions"] = self.nearby(question, answer)
        return record

    def passages(self, text: str, n: int = 5) -> list[dict[str, Any]]:
        """The passages nearest to a text, best first, as citations."""
        self.store.refresh()
        return [_citation(one) for one in self._engine.related(text, max(1, min(int(n), MAX_PASSAGES)))]

    def suggestions(self, n: int = 6, seed: int = 0) -> list[str]:
        """Questions drawn from the reports; another seed draws others.

        The engine asks itself each of them, so they are kept as long as the index is the same.
        """
        key = max(1, min(int(n), 12)), int(seed) % SEEDS
        with self._lock:
            if self._drawn[0] != self.store.generation:
                self._drawn = (self.store.generation, {})
            drawn = self._drawn[1]
            if key not in drawn:
                drawn[key] = list(self._engine.suggestions(*key))
            return drawn[key]

    def warm(self) -> None:
        """Draw what the first visitors will need, and load the models on the way."""
        with suppress(ReportError):  # the visitor's own request will say it
            for seed in range(WARM):
                self.suggestions(6, seed)

    def nearby(self, question: str, answer: Answer, n: int = 3) -> list[str]:
        """Of the questions that can be answered, those that share most with this one and its neighbours."""
        near = _bigrams(" ".join([question, *(one.quote for one in answer.related)]))
        asked = _bigrams(question)

        def shared(candidate: str) -> float:
            grams = _bigrams(candidate)
            return (len(grams & near) + 2 * len(grams & asked)) / (len(grams) + 4)

        self.suggestions()
        # of those drawn so far: nobody waits for more; between equals their own order decides
        drawn = dict.fromkeys(chain.from_iterable(list(self._drawn[1].values())))
        return sorted(drawn, key=shared, reverse=True)[:n]

    def documents(self) -> list[dict[str, Any]]:
        """Name, title, year, region and issuer of every report."""
        return [head(one) for one in self.store.documents()]

    def report(self, name: str) -> dict[str, Any] | None:
        """One whole report for the source pane; None when there is none of that name."""
        self.store.refresh()
        document = next((one for one in self.store.documents() if one.name == name), None)
        if document is None:
            return None
        return whole(document, self.store.text(name), self.store.passages(name))


def turns(history: object) -> tuple[Turn, ...]:
    """The last turns of a conversation as it came over the wire; whatever is no turn is passed over."""
    if not isinstance(history, list):
        return ()
    kept = []
    for item in history[-MAX_TURNS:]:
        if isinstance(item, dict) and item.get("role") in ("user", "assistant"):
            content = item.get("content")
            if isinstance(content, str):
                kept.append(Turn(item["role"], content[:MAX_TURN]))
    return tuple(kept)


def _citation(one: Citation) -> dict[str, Any]:
    return {
        "n": one.n,
        "document": one.document,
        "section": one.section,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "page": one.page,
    }


def _bigrams(text: str) -> set[str]:
    """Pairs of neighbouring letters, without punctuation and the words that every question has."""
    bare = re.sub(r"[\W_]+|多少|什么|哪些|哪个|几个|是否|有没有|如何|怎么样|怎样", " ", text)
    return {pair for word in bare.split() for pair in map("".join, pairwise(word))}
