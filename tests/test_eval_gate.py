"""The gate: nothing on unchanged code, and every planted regression caught."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from eval_demo import Oracle, demo_suite

from eval import gate
from eval.errors import BaselineMismatchError
from eval.gate import Record, Verdict, compare, read_baseline, record_of, write_baseline
from eval.retrieval import rank_suite, ranking_record
from eval.runner import run_suite


def record(broken: str = "") -> Record:
    return record_of(run_suite(demo_suite(), Oracle(broken)))


@pytest.fixture
def verdict_of(tmp_path: Path):  # type: ignore[no-untyped-def]
    """What the gate says of an engine against the baseline that the whole oracle made."""
    write_baseline(record(), "test", tmp_path)

    def judge(broken: str) -> Verdict:
        baseline = read_baseline("demo", tmp_path)
        assert baseline is not None
        return compare(record(broken), baseline)

    return judge


def test_five_runs_on_unchanged_code_raise_nothing(verdict_of) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        verdict = verdict_of("")
        assert verdict.passed
        assert verdict.lost == verdict.won == verdict.notes == ()


@pytest.mark.parametrize("broken", ["units", "offsets", "refusal", "figures", "crash"])
def test_a_planted_regression_is_caught_each_time(verdict_of, broken: str) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        verdict = verdict_of(broken)
        assert not verdict.passed
        assert verdict.failures


def test_the_verdict_says_what_broke(verdict_of) -> None:  # type: ignore[no-untyped-def]
    lost = verdict_of("units").lost
    assert {flip.id for flip in lost} >= {"demo-fig-1", "demo-fig-3", "demo-fig-7"}
    assert any("限定词" in flip.why or "单位" in flip.why or "不是" in flip.why for flip in lost)
    assert any("bad citation" in failure for failure in verdict_of("offsets").failures)
    assert any("unanswerable" in failure for failure in verdict_of("refusal").failures)
    assert any(
        "unsupported figure" in failure and "7个" in failure for failure in verdict_of("figures").failures
    )
    assert any("阅读器坏了" in failure for failure in verdict_of("crash").failures)


def test_an_improvement_passes_and_is_listed(tmp_path: Path) -> None:
    write_baseline(record("units"), "test", tmp_path)
    baseline = read_baseline("demo", tmp_path)
    assert baseline is not None
    verdict = compare(record(), baseline)
    assert verdict.passed
    assert verdict.won
    assert not verdict.lost


def test_a_break_that_the_baseline_has_is_no_new_one(tmp_path: Path) -> None:
    write_baseline(record("offsets"), "test", tmp_path)
    baseline = read_baseline("demo", tmp_path)
    assert baseline is not None
    assert compare(record("offsets"), baseline).passed


def test_a_broken_search_is_caught() -> None:
    suite = demo_suite()
    before, after = (
        ranking_record(suite, rank_suite(suite, Oracle(broken)), {"questions": 0})
        for broken in ("", "search")
    )
    baseline = {"corpus": before.corpus, "questions": before.entries, "summary": before.summary}
    assert compare(before, baseline).passed
    assert not compare(after, baseline).passed


def test_new_changed_and_missing_questions_are_named_and_not_compared(tmp_path: Path) -> None:
    write_baseline(record(), "test", tmp_path)
    baseline = read_baseline("demo", tmp_path)
    assert baseline is not None
    suite = demo_suite()
    first, second, *rest = suite.questions
    changed = replace(
        suite, questions=(replace(first, gold=("近800个", "800个")), *rest[1:], replace(second, id="new"))
    )
    oracle = Oracle()
    oracle._gold["new"] = second
    verdict = compare(record_of(run_suite(changed, oracle)), baseline)
    assert verdict.passed
    told = "\n".join(verdict.notes)
    assert "new" in told
    assert "demo-fig-1" in told
    assert "demo-fig-2" in told


def test_a_baseline_of_another_format_or_corpus_says_so(tmp_path: Path) -> None:
    path = write_baseline(record(), "test", tmp_path)
    baseline = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**baseline, "format": 99}), "utf-8")
    with pytest.raises(BaselineMismatchError, match=r"99.*--accept"):
        read_baseline("demo", tmp_path)
    path.write_text("{", "utf-8")
    with pytest.raises(BaselineMismatchError, match="--accept"):
        read_baseline("demo", tmp_path)
    with pytest.raises(BaselineMismatchError, match="--accept"):
        compare(record(), {**baseline, "corpus": "0" * 64})
    assert read_baseline("absent", tmp_path) is None


def test_the_rule_in_the_documentation_is_the_rule_in_the_code(root: Path) -> None:
    text = (root / "docs" / "evaluation.md").read_text("utf-8")
    assert f"{gate.SIGNIFICANCE:.0%}" in text.replace(" %", "%")
    assert f"{gate.KIND_SHARE:.0%}" in text.replace(" %", "%")
