"""A question parsed -> what is found for it, as the draft of an answer: each kind of question by the stages it needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from qa.answers.answer import description, is_described, lookup, points, tells_of_all, topic
from qa.answers.compare import by_year, comparison
from qa.answers.draft import Draft
from qa.answers.yeartold import dated, year_told
from qa.checking.checks import objection
from qa.computing.bothkinds import both_kinds
from qa.computing.byrate import by_rate
from qa.computing.compute import calculation, may_be_stated
from qa.computing.inall import in_all
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
from qa.records import Question
from qa.search.find import Finder, Search

__all__ = ["Drafting"]

_SURE = 0.8
"""Confidence from which no other part of the reports is looked in."""
_SURE_ALONE = 0.95
"""How sure an answer must be not to be looked for among what the conversation is about, too: that takes as long again."""
_TOLD_FIRST = 0.15
"""What a year's plan must be surer than what was told of the year."""


class Drafting:
    """Drafts answers from what one finder finds. `disabled` names stages to leave out; a draft counts from a confidence
    of `threshold`."""

    def __init__(self, finder: Finder, disabled: Collection[str], threshold: float) -> None:
        self._finder = finder
        self._disabled = frozenset(disabled)
        self._threshold = threshold

    def looked_up(
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
        reason = objection(
            parsed, draft, search.scope, self._finder.store.documents(), find.spoken_of, find.misspelt
        )
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
        if draft is not None and (earlier := _behind(parsed, draft)):
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


def _behind(parsed: ParsedQuestion, draft: Draft) -> Draft | None:
    """What is asked for behind the figure that was found, reckoned from it and another beside it."""
    return (
        behind_beside(parsed, draft)
        or in_all(parsed, draft)
        or by_rate(parsed, draft)
        or both_kinds(parsed, draft)
    )
