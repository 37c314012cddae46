"""The stages in order: question -> evidence -> answer -> guard."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.records import Hit, Span
from qa import compose
from qa.answers.confidence import THRESHOLD
from qa.answers.draft import Draft
from qa.drafting import Drafting
from qa.parsing.question import ParsedQuestion, parse
from qa.records import Answer, Citation, Question
from qa.search.find import Finder, Search
from qa.search.reader import MODEL, load_reader
from qa.suggest import suggestions

if TYPE_CHECKING:
    from ingest.store import Store

__all__ = ["STAGES", "Engine"]

STAGES = (
    "dense",
    "reader",
    "spoken",
    "variants",
    "scope",
    "checks",
    "calculation",
    "confirmation",
    "followup",
    "closer",
)
"""Stages that `Engine.open(..., disable=...)` can leave out, so that an ablation can show what each is worth."""


_OF_EVERY_KIND = (
    "一共有多少人?",
    "是谁负责的?",
    "有哪些项目?",
    "怎么做的?",
    "为什么推迟?",
    "超过100个了吗?",
    "甲和乙合计有多少个?",
    "平均每个有多少人?",
    "新增多少机恣?",
    "How many people were there in total?",
)
"""Questions that bring every dictionary, pattern and model into use, whatever the reports; one has a typing error."""
_SUGGESTING = 12
"""Reports from which questions are suggested."""


_NOTHING_THERE = 0.9
"""How sure a refusal is when nothing fits the question at all."""


class Engine:
    """Answers questions from one store. Safe to use from several threads."""

    def __init__(
        self, store: Store, disable: Collection[str] = (), threshold: float = THRESHOLD, model: Path = MODEL
    ) -> None:
        unknown = set(disable) - set(STAGES)
        if unknown:
            raise ValueError(f"unknown stages {sorted(unknown)}; there are {', '.join(STAGES)}")
        self.store = store
        self._disabled = frozenset(disable)
        self._threshold = threshold
        self._finder = Finder(store, load_reader(model), disable)
        self._drafting = Drafting(self._finder, disable, threshold)
        self._closer = Drafting(self._finder.closer(), disable, threshold)
        self._lock = threading.Lock()
        self._suggested: tuple[str, list[str]] = ("", [])

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        disable: Collection[str] = (),
        threshold: float = THRESHOLD,
        model: Path = MODEL,
    ) -> Engine:
        """The engine over the store at a folder or `http://host:port`. Raises the store's errors."""
        from ingest.store import Store

        return cls(Store.open(location), disable, threshold, Path(model))

    def prepare(self) -> None:
        """Load now what the first questions would load: for a process that answers many people."""
        for text in _OF_EVERY_KIND:
            self.ask(text)

    def ask(self, question: Question | str) -> Answer:
        """One answer. Never raises for what a question says; the store's errors pass through."""
        began = time.perf_counter()
        if isinstance(question, str):
            question = Question(question)
        self.store.refresh()
        answer = self._answer(question)
        return replace(answer, seconds=round(time.perf_counter() - began, 4))

    def retrieve(self, text: str) -> list[Hit]:
        """Passages for a question, best first, as the answering stages see them."""
        parsed = parse(Question(text))
        found = self._finder.find(parsed)
        ranked = {e.passage.id: Hit(e.passage, e.score) for e in reversed(found.evidence)}
        hits = sorted(ranked.values(), key=lambda h: -h.score)
        return hits + [h for h in found.hits if h.passage.id not in ranked]

    def places(self, text: str) -> list[tuple[str, Span]]:
        """Where the answer may stand, best first: document and place of each window's best span, as read."""
        found = self._finder.find(parse(Question(text)))
        best = [(e, span) for e in found.evidence for span, _ in e.reading.best()]
        return [(e.passage.document, e.place(span.start, span.end)) for e, span in best]

    def related(self, text: str, count: int = 3) -> tuple[Citation, ...]:
        """The passages nearest to a text, as citations: found, and not read, so that they are there before an answer."""
        found = self._finder.find(parse(Question(text)))
        return compose.related([hit.passage for hit in found.hits], count)

    def suggestions(self, count: int = 6, seed: int = 0) -> list[str]:
        """Questions drawn from the reports that this engine answers, spread over the sections.

        The same seed gives the same questions; another one the next ones.
        """
        pool = self._pool()
        if not pool:
            return []
        start = (seed * count) % len(pool)
        chosen: list[str] = []
        for question in (pool[start:] + pool[:start])[: 4 * count]:
            if self.ask(question).status == "answered":
                chosen.append(question)
            if len(chosen) == count:
                break
        return chosen

    def _pool(self) -> list[str]:
        """All suggestions of the generation in service, made once. Of many reports, the latest few are enough."""
        with self._lock:
            if self._suggested[0] != self.store.generation:
                names = [d.name for d in self.store.documents()][-_SUGGESTING:]
                passages = [p for name in names for p in self.store.passages(name)]
                self._suggested = (self.store.generation, suggestions(passages))
            return self._suggested[1]

    # ---- one question

    def _answer(self, question: Question) -> Answer:
        parsed = self._understood(question)
        blank = Answer(question.id, question.text, "not_found", "", kind=parsed.kind)
        if parsed.gate:
            return compose.turned_away(blank, parsed)
        search, draft, reason = self._looked_up(question, parsed)
        if draft is None or draft.confidence < self._threshold:
            sure = 1 - draft.confidence if draft else _NOTHING_THERE
            blank = replace(blank, confidence=round(sure, 3))
            return compose.not_found(blank, parsed.language, search.near, reason)
        answer = compose.worded(blank, draft, parsed.language)
        return compose.guard(answer, search.near, parsed.language, draft.computed)

    def weigh(self, question: Question) -> tuple[Answer, dict[str, float]]:
        """The best answer however unsure, with what its confidence rests on: for calibrating, not for people."""
        parsed = self._understood(question)
        blank = Answer(question.id, question.text, "not_found", "", kind=parsed.kind)
        draft = None if parsed.gate else self._looked_up(question, parsed)[1]
        if draft is None:
            return blank, {}
        return compose.worded(blank, draft, parsed.language), dict(draft.features)

    def _understood(self, question: Question) -> ParsedQuestion:
        """The question parsed: a follow-up made to stand alone, typing errors mended."""
        parsed = parse(question)
        if parsed.gate:
            return parsed
        told = ""
        if question.history and "followup" not in self._disabled:
            from qa.conversation import followup  # a question alone should not wait for it

            text = followup.resolve(question)
            if text != question.text:
                parsed, told = parse(Question(text)), followup.told(question)
        mended = self._finder.mended(parsed.text) if not parsed.gate else parsed.text
        if mended != parsed.text:
            # the year of a report that is named is no part of the text any more
            parsed = replace(parse(Question(mended)), report=parsed.report)
        return replace(parsed, told=told) if told else parsed

    def _looked_up(
        self, question: Question, parsed: ParsedQuestion
    ) -> tuple[Search, Draft | None, str | None]:
        """What is found, or, where that is not enough for an answer and no check says why, what a closer look finds."""
        first = self._drafting.looked_up(question, parsed)
        _, draft, reason = first
        enough = draft is not None and draft.confidence >= self._threshold
        if enough or reason is not None or "closer" in self._disabled:
            return first
        again = self._closer.looked_up(question, parsed)
        return again if again[1] is not None and again[1].confidence >= self._threshold else first
