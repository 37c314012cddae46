"""Retrieval on its own: does the search find the evidence, and how far up?

Ranking measures come from ir-measures (pytrec_eval underneath). A question has one need, met by the first
item of the ranking that touches any of its evidence clauses; where every clause must be cited, each clause is
a need of its own, and the question's scores are the means over its needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from eval.corpora import Suite
from eval.gate import Record, question_hash
from eval.metrics import Span, bootstrap, overlaps
from eval.suites import GoldQuestion, occurrences
from ingest.records import Passage
from ingest.records import Span as Place

__all__ = [
    "CUTS",
    "Ranked",
    "Retriever",
    "rank_suite",
    "ranking_record",
    "ranking_scores",
    "summarise_ranking",
]

CUTS = (1, 3, 5, 10)
DEPTH = 20
LEVELS = ("passage", "sentence")
GATED = {"passage": (1, 5), "sentence": (5,)}
"""Recalls that the gate watches."""


class Scored(Protocol):
    """A passage with its score, higher is better (`ingest.records.Hit` is one)."""

    @property
    def passage(self) -> Passage: ...

    @property
    def score(self) -> float: ...


class Retriever(Protocol):
    """What is measured: the engine's search. If it has `places(text)` as well, sentences are ranked by these:
    where the answer may stand, best first, as (document, span)."""

    def retrieve(self, text: str) -> Sequence[Scored]:
        """Passages for a question, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """One question's ranking at one level, and what it is worth."""

    question: GoldQuestion
    level: str
    scores: Mapping[str, float]
    first: int
    """Rank at which the question's need is met (the last of them, if there are several), 0 if it is not."""
    found: tuple[str, ...] = ()
    """The first items, for the report."""

    def to_record(self) -> dict[str, Any]:
        """The ranking as one line of the run's file."""
        return {
            "id": self.question.id,
            "kind": self.question.kind,
            "level": self.level,
            "question": self.question.question,
            "first": self.first,
            "scores": dict(self.scores),
            "found": list(self.found),
        }


def rank_suite(
    suite: Suite,
    retriever: Retriever,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Ranked]:
    """Rankings of passages and of sentences for every question that has evidence and stands by itself."""
    asked = [q for q in suite.questions if q.evidence and not q.history]
    ranked = []
    for done, question in enumerate(asked):
        on_progress(done, len(asked))
        hits = retriever.retrieve(question.question)
        places: Sequence[tuple[str, Place]] = getattr(retriever, "places", _nowhere)(question.question)
        for level, spans in (("passage", _passages(hits)), ("sentence", _sentences(hits, places))):
            ranked.append(_rank(question, level, spans, suite.corpus.texts))
    on_progress(len(asked), len(asked))
    return ranked


def _nowhere(text: str) -> list[tuple[str, Place]]:
    return []


def _passages(hits: Sequence[Scored]) -> list[Span]:
    """The places of the passages, as they come."""
    spans = [Span(hit.passage.document, hit.passage.start, hit.passage.end) for hit in hits]
    return list(dict.fromkeys(spans))[:DEPTH]


def _sentences(hits: Sequence[Scored], places: Sequence[tuple[str, Place]]) -> list[Span]:
    """The sentences in which the reader saw an answer, best first, then the others in reading order."""
    inside = [
        Span(hit.passage.document, part.start, part.end)
        for hit in hits
        for part in hit.passage.sentences or (hit.passage,)
    ]
    seen = [span for place in places for span in inside if _stands_in(place, span)]
    return list(dict.fromkeys([*seen, *inside]))[:DEPTH]


def _stands_in(place: tuple[str, Place], span: Span) -> bool:
    """Whether most of a place is in a sentence."""
    document, at = place
    shared = min(at.end, span.end) - max(at.start, span.start)
    return document == span.document and 2 * shared > at.end - at.start


def _rank(question: GoldQuestion, level: str, spans: Sequence[Span], texts: Mapping[str, str]) -> Ranked:
    clauses = [occurrences(item, texts.get) for item in question.evidence]
    needs = clauses if question.evidence_all else [[place for places in clauses for place in places]]
    met = [[any(overlaps(span, place) for place in places) for span in spans] for places in needs]
    each = [ranking_scores(relevant) for relevant in met]
    scores = {name: sum(score[name] for score in each) / len(each) for name in each[0]}
    firsts = [relevant.index(True) + 1 if any(relevant) else 0 for relevant in met]
    shown = tuple(texts[span.document][span.start : span.end][:80] for span in spans[:5])
    return Ranked(question, level, scores, 0 if 0 in firsts else max(firsts), shown)


def ranking_scores(relevant: Sequence[bool]) -> dict[str, float]:
    """Recall at the cuts, reciprocal rank and nDCG@10 of one ranking, best item first, for one need.

    One relevant item is enough; those after the first neither help nor harm.
    """
    from ir_measures import RR, R, iter_calc, nDCG

    first = relevant.index(True) if any(relevant) else -1
    ranking = {f"d{at}": float(-at) for at in range(len(relevant))} or {"d0": 0.0}
    judged = {f"d{first}" if first >= 0 else "missed": 1}
    measures = [*(R @ cut for cut in CUTS), RR, nDCG @ 10]
    found = {str(m.measure): float(m.value) for m in iter_calc(measures, {"q": judged}, {"q": ranking})}
    return {str(measure): found.get(str(measure), 0.0) for measure in measures}


def summarise_ranking(ranked: Sequence[Ranked]) -> dict[str, dict[str, dict[str, float]]]:
    """Means with intervals: level -> measure -> interval."""
    levels: dict[str, dict[str, dict[str, float]]] = {}
    for level in LEVELS:
        rows = [row for row in ranked if row.level == level]
        names = rows[0].scores if rows else ()
        levels[level] = {
            name: {k: round(v, 6) for k, v in asdict(bootstrap([row.scores[name] for row in rows])).items()}
            for name in names
        }
    return levels


def ranking_record(suite: Suite, ranked: Sequence[Ranked], summary: Mapping[str, Any]) -> Record:
    """Rankings as the gate sees them: recall at 1 and 5 of passages, at 5 of sentences."""
    entries: dict[str, dict[str, Any]] = {}
    for row in ranked:
        entry = entries.setdefault(
            row.question.id,
            {
                "sha": question_hash(row.question),
                "kind": row.question.kind,
                "measures": {},
                "broken": {},
                "why": "",
            },
        )
        for cut in GATED[row.level]:
            entry["measures"][f"{row.level} R@{cut}"] = row.scores[f"R@{cut}"]
        entry["why"] += f"{row.level}: 第 {row.first} 位;" if row.first else f"{row.level}: 没有找到;"
    return Record("retrieval", suite.corpus.sha256, entries, summary)
