"""The real engine through the gate: unchanged code raises nothing, broken stages are caught each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from eval.corpora import Suite, load_suite
from eval.gate import Record, compare, record_of
from eval.latency import measure, over_budget
from eval.runner import run_suite
from ingest.records import Span
from qa import Engine, Question, compose
from qa.answers import pick
from qa.records import Citation
from qa.search.reader import MODEL

pytestmark = pytest.mark.skipif(not MODEL.is_file(), reason="the reader's model is not there yet")

ASKED = 8
"""Figures and unanswerable questions each: enough for every rule of the gate, a few seconds a run."""


@pytest.fixture(scope="module")
def suite() -> Suite:
    whole = load_suite("report")
    kinds = ("figure", "unanswerable")
    chosen = [q for kind in kinds for q in [q for q in whole.questions if q.kind == kind][:ASKED]]
    return replace(whole, questions=tuple(chosen))


@pytest.fixture(scope="module")
def run(suite: Suite, report_store: str) -> Callable[[], Record]:
    """One run of a newly opened engine, as the gate sees it."""
    return lambda: record_of(run_suite(suite, Engine.open(report_store)))


@pytest.fixture(scope="module")
def before(run: Callable[[], Record]) -> Record:
    return run()


def failures(before: Record, after: Record) -> tuple[str, ...]:
    return compare(after, {"corpus": before.corpus, "questions": before.entries, "summary": {}}).failures


def test_five_runs_on_unchanged_code_are_the_same_and_raise_nothing(
    before: Record, run: Callable[[], Record]
) -> None:
    for _ in range(4):
        after = run()
        assert after.entries == before.entries
        assert failures(before, after) == ()


def test_broken_units_are_caught(
    before: Record, run: Callable[[], Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure's end is taken to be that of its digits."""
    whole = pick.figures_of

    def bare(evidence: pick.Evidence) -> list[pick.Figure]:
        return [
            replace(f, end=f.start + max(1, len(f.text) - len(f.unit))) if f.unit else f
            for f in whole(evidence)
        ]

    monkeypatch.setattr(pick, "figures_of", bare)
    assert failures(before, run())


def test_broken_offsets_are_caught(
    before: Record, run: Callable[[], Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Citations point one character off."""
    made = compose._citation

    def shifted(number: int, quote: compose.Quote) -> Citation:
        citation = made(number, quote)
        return replace(citation, start=citation.start + 1, end=citation.end + 1)

    monkeypatch.setattr(compose, "_citation", shifted)
    assert any("bad citation" in failure for failure in failures(before, run()))


def test_a_broken_refusal_is_caught(before: Record, suite: Suite, report_store: str) -> None:
    """Nothing is checked, and no confidence is too low."""
    engine = Engine.open(report_store, threshold=0.0, disable=("scope", "checks"))
    assert any("unanswerable" in failure for failure in failures(before, record_of(run_suite(suite, engine))))


def test_places_stand_in_the_document(suite: Suite, report_store: str) -> None:
    places = Engine.open(report_store).places(suite.questions[0].question)
    assert places
    for document, place in places:
        assert isinstance(place, Span)
        assert suite.corpus.texts[document][place.start : place.end].strip()


def test_latency_is_measured(report_store: str) -> None:
    times = measure(Engine.open(report_store), [Question("新增了几所幼儿园?"), Question("你好")], repeats=2)
    assert times["questions"] == 2
    assert 0 < times["p50_ms"] <= times["max_ms"]
    assert times["cpu_p95_ms"] > 0
    assert over_budget({"p95_ms": 61.0, "peak_mb": 600.0}) == ["p95_ms = 61，预算 60 (budget)"]
    assert over_budget({"p95_ms": 59.0}) == []
