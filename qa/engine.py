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
from qa.answers.answer import description, is_described, lookup, points, tells_of_all, topic
from qa.answers.compare import by_year, comparison
from qa.answers.confidence import THRESHOLD
from qa.answers.draft import Draft
from qa.answers.yeartold import dated, year_told
from qa.checking.checks import objection
from qa.computing.compute import calculation, may_be_stated
from qa.computing.toldback import (
    asks_before,
    behind_beside,
    from_next_year,
    is_to_be_reckoned,
    is_turned_back,
    year_before,
)
from qa.parsing.question import ParsedQuestion, parse
from qa.planning import calculate
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


_SURE = 0.8
"""Confidence from which no other part of the reports is looked in."""
_SURE_ALONE = 0.95
"""How sure an answer must be not to be looked for among what the conversation is about, too: that takes as long again."""
_TOLD_FIRST = 0.15
"""What a year's plan must be surer than what was told of the year."""
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
        search, draft, reason = self._looked_up_in_talk(question, parsed)
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
        draft = None if parsed.gate else self._looked_up_in_talk(question, parsed)[1]
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

    def _looked_up_in_talk(
        self, question: Question, parsed: ParsedQuestion
    ) -> tuple[Search, Draft | None, str | None]:
        """What is found for the question alone, or, where that is surer, for what the conversation is about."""
        alone = self._looked_up(parsed)
        sure = alone[1].confidence if alone[1] else 0.0
        if not question.history or "followup" in self._disabled or sure >= _SURE_ALONE:
            return alone
        from qa.conversation import followup

        text = followup.with_topic(question)
        if text is None:
            return alone
        again = self._looked_up(replace(parse(Question(text)), told=followup.told(question)))
        surer = again[1].confidence if again[1] else 0.0
        return again if surer > max(sure, self._threshold) else alone

    def _looked_up(self, parsed: ParsedQuestion) -> tuple[Search, Draft | None, str | None]:
        """What was searched, and the draft of an answer, or the reason why a check objects to it."""
        found = self._finder.find(parsed)
        if (not found.scope.covered or asks_before(parsed)) and "calculation" not in self._disabled:
            earlier = year_before(parsed, self._finder)
            if earlier is not None:
                return found, earlier, None
        if "calculation" not in self._disabled and is_turned_back(parsed):
            earlier = from_next_year(parsed, self._finder)
            if earlier is not None or is_to_be_reckoned(parsed):
                return found, earlier, None
        best = self._looked_in_all(parsed, found)
        if (best[1] is None or best[1].confidence < self._threshold) and "calculation" not in self._disabled:
            earlier = from_next_year(parsed, self._finder)
            return (found, earlier, None) if earlier is not None else best
        return best

    def _looked_in_all(
        self, parsed: ParsedQuestion, found: Search
    ) -> tuple[Search, Draft | None, str | None]:
        """What the reports of the year say, or, where that is surer, other parts of the reports."""
        first = self._looked_in(parsed, found)
        search, draft, _ = first
        sure = draft.confidence if draft is not None else 0.0
        if not search.scope.others or sure >= max(_SURE, self._threshold):
            return first
        second = self._looked_in(parsed, self._finder.find(parsed, only=search.scope.others))
        # what was told of a year goes before what was planned for it, unless it is hardly the answer
        lead = _TOLD_FIRST if sure >= self._threshold else 0.0
        return second if second[1] is not None and second[1].confidence > sure + lead else first

    def _looked_in(self, parsed: ParsedQuestion, search: Search) -> tuple[Search, Draft | None, str | None]:
        draft = self._draft(parsed, search)
        if draft is None or "checks" in self._disabled:
            return search, draft, None
        find = self._finder
        reason = objection(parsed, draft, search.scope, self.store.documents(), find.spoken_of, find.misspelt)
        return search, None if reason else draft, reason

    def _draft(self, parsed: ParsedQuestion, search: Search) -> Draft | None:
        # these two look up their parts by themselves: the search is read only where they come to nothing
        if parsed.kind == "calculation" and "calculation" not in self._disabled:
            return self._calculated(parsed, search)
        if parsed.kind == "comparison":
            table = comparison(parsed, self._finder)
            if table is not None:
                return table
        if not search.evidence:
            return None
        if parsed.kind == "confirmation" and "confirmation" not in self._disabled:
            # imported here: most questions claim nothing, and a process of one should not wait for it
            from qa.claims.confirmed import confirmed

            finder = self._finder.of_report(parsed.report)
            return confirmed(parsed, search, finder, self._threshold, "calculation" not in self._disabled)
        if parsed.kind == "topic":
            return topic(parsed, search)
        if (numbered := points(parsed, search)) is not None:
            return numbered
        if is_described(parsed):
            return description(parsed, search)
        told = year_told(parsed, search, self._finder) if parsed.expected == "year" else None
        draft = told or lookup(parsed, search)
        if draft is not None and (earlier := behind_beside(parsed, draft)):
            return earlier
        if told is not None or draft is None or "scope" in self._disabled:
            return draft
        draft = dated(parsed, draft, self._finder)
        return by_year(parsed, search, draft, self._finder)

    def _calculated(self, parsed: ParsedQuestion, search: Search) -> Draft | None:
        """Computed from figures that the report states; failing that, a figure that it states itself."""
        plan = calculate.plan(parsed.text)
        draft = calculation(plan, self._finder.of_report(parsed.report)) if plan is not None else None
        if draft is not None and draft.confidence >= self._threshold:
            return draft
        if draft is None and plan is not None and plan.claims:
            from qa.claims.verify import confirmation

            return confirmation(parsed, search)  # 收入涨得比经济快: the report may say so in words
        if plan is not None and not plan.maybe and (draft is not None or plan.operation != "sum"):
            return draft
        stated = lookup(parsed, search) if search.evidence else None
        of_all = plan is None or plan.maybe or (stated is not None and tells_of_all(plan.labels, stated))
        if stated is not None and plan is not None and not may_be_stated(plan, stated, self._finder):
            return None
        return stated if of_all else None
