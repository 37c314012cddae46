"""A run: every question scored, nothing dropped, the same each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eval_demo import DOCUMENT, TEXT, Oracle, demo_suite

from eval.listing import failures_text, kinds_text, measures_text
from eval.runner import confidences, read_results, run_suite, summarise, write_run
from eval.scoring import score
from eval.suites import GoldQuestion
from qa.records import Answer, Citation


def gold(key: str) -> GoldQuestion:
    return next(question for question in demo_suite().questions if question.id == key)


def answer(key: str, broken: str = "", **changes: Any) -> Answer:
    from qa.records import Question

    return replace(Oracle(broken).ask(Question("", key)), **changes)


def scored(key: str, **changes: Any) -> Any:
    return score(gold(key), answer(key, **changes), demo_suite().corpus.texts.get)


def test_the_oracle_is_right_everywhere() -> None:
    summary = summarise(run_suite(demo_suite(), Oracle()))
    assert summary["measures"]["right"]["mean"] == 1.0
    assert summary["measures"]["cited"]["mean"] == 1.0
    assert summary["refusals"] == {"precision": 1.0, "recall": 1.0, "false_rate": 0.0}
    assert summary["laws"] == {"unsupported": [], "bad_citations": [], "errors": []}


@pytest.mark.parametrize(
    ("key", "changes", "told"),
    [
        ("demo-fig-1", {"short_answer": "800个"}, "限定词"),
        ("demo-fig-1", {"short_answer": "近900个"}, "数值"),
        ("demo-fig-3", {"short_answer": "900余人"}, "单位"),
        ("demo-fig-2", {"short_answer": "新建幼儿园6所"}, "不是最短"),
        ("demo-fig-2", {"short_answer": None}, "没有短答案"),
        ("demo-fact-1", {"short_answer": "西山街道"}, "短答案取错"),
        ("demo-list-1", {"short_answer": "专家委员会、体验官"}, "67%"),
        ("demo-conf-1", {"verdict": "yes"}, "判断应为 no"),
        ("demo-conf-1", {"short_answer": None, "answer": "不对"}, "原值"),
        ("demo-desc-1", {"citations": ()}, "没有引到"),
        ("demo-desc-1", {"answer": "做了很多"}, "没有说出来"),
        ("demo-none-1", {"status": "answered"}, "应为 not_found"),
        ("demo-fig-1", {"status": "not_found"}, "应为 answered"),
    ],
)
def test_a_wrong_answer_says_why(key: str, changes: dict[str, Any], told: str) -> None:
    result = scored(key, **changes)
    assert result.right == 0.0
    assert told in result.why


def test_an_accepted_other_status_is_right() -> None:
    assert scored("demo-atk-1", status="not_found").right == 1.0
    assert scored("demo-atk-1", status="small_talk").right == 0.0


def test_a_description_with_mostly_stray_citations_is_wrong() -> None:
    right = answer("demo-desc-1")
    strays = tuple(Citation(9, DOCUMENT, None, TEXT[:12], 0, 12) for _ in range(3))
    assert "太杂" in scored("demo-desc-1", citations=right.citations + strays).why


@pytest.mark.parametrize(
    ("citation", "told"),
    [
        (Citation(1, DOCUMENT, None, "新建幼儿园6所", 0, 7), "不是引文"),
        (Citation(1, "别的.txt", None, "新建幼儿园6所", 0, 7), "没有文件"),
        (Citation(1, DOCUMENT, None, "", 3, 3), "空的"),
        (Citation(1, DOCUMENT, None, TEXT * 3, 0, len(TEXT) * 3), "超过 400"),
    ],
)
def test_bad_citations(citation: Citation, told: str) -> None:
    assert told in " ".join(scored("demo-fig-2", citations=(citation,)).bad_citations)


def test_an_answer_without_citation_and_a_refusal_with_one_are_bad() -> None:
    assert scored("demo-fig-2", citations=()).bad_citations
    cited = answer("demo-fig-2").citations
    assert scored("demo-none-1", citations=cited).bad_citations
    assert scored("demo-none-1", related=cited).bad_citations == ()


def test_white_space_in_a_quote_does_not_matter() -> None:
    at = TEXT.index("推进土地处置")
    quote = TEXT[at - 12 : at + 6].replace("\n", " ")
    assert (
        scored("demo-fig-8", citations=(Citation(1, DOCUMENT, None, quote, at - 12, at + 6),)).bad_citations
        == ()
    )


def test_an_exception_is_a_zero_with_its_reason_and_the_others_run() -> None:
    run = run_suite(demo_suite(), Oracle("crash"))
    broken = [result for result in run.results if result.error]
    assert [result.question.id for result in broken] == ["demo-list-1"]
    assert broken[0].error == "RuntimeError: 阅读器坏了"
    assert broken[0].score.cited == 0.0
    assert len(run.results) == 21
    summary = summarise(run)
    assert summary["laws"]["errors"] == ["demo-list-1"]
    assert summary["measures"]["right"]["mean"] == pytest.approx(20 / 21, abs=1e-6)
    assert summary["measures"]["cited"]["mean"] == pytest.approx(14 / 15, abs=1e-6)


def test_two_runs_write_the_same_but_for_times(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_run(run_suite(demo_suite(), Oracle()), tmp_path / name)
    one, two = ((tmp_path / name / "demo.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two
    summaries = [
        json.loads((tmp_path / name / "demo.summary.json").read_text("utf-8")) for name in ("one", "two")
    ]
    for summary in summaries:
        assert {"date", "machine", "python", "packages", "commit"} <= set(summary["made"])
        assert len(summary["corpus"]["sha256"]) == 64
        del summary["made"], summary["seconds"]
    assert summaries[0] == summaries[1]


def test_a_record_can_be_audited(tmp_path: Path) -> None:
    write_run(run_suite(demo_suite(), Oracle("units")), tmp_path)
    record = read_results(tmp_path / "demo.jsonl")[0]
    assert record["gold"]["gold"] == ["近800个"]
    assert record["answer"]["short_answer"] == "800"
    assert record["right"] == 0.0
    assert record["why"]
    assert record["scores"]["cited"] == 1.0


def test_confidence_is_read_of_answers_only() -> None:
    run = run_suite(demo_suite(), Oracle())
    assert confidences(run.results) == [(0.95, 1.0)] * 15


def test_the_listing_shows_what_failed_and_why(tmp_path: Path) -> None:
    summary = write_run(run_suite(demo_suite(), Oracle("units")), tmp_path)
    text = failures_text(read_results(tmp_path / "demo.jsonl"))
    assert "■ 数字 figure" in text
    assert "demo-fig-1" in text
    assert "近800个" in text
    assert "引  [1] 新增学位近800个" in text
    assert "demo-none-1" not in text
    assert "回答正确" in measures_text(summary)
    assert "数字 figure" in kinds_text(summary, summary)
    write_run(run_suite(demo_suite(), Oracle()), tmp_path)
    assert "没有失败" in failures_text(read_results(tmp_path / "demo.jsonl"))


@pytest.mark.parametrize(("key", "right"), [("demo-calc-1", 1.0), ("demo-fig-6", 0.0), ("demo-fig-4", 0.0)])
def test_about_is_set_aside_before_a_calculated_result_alone(key: str, right: float) -> None:
    (wanted, *_) = gold(key).gold
    assert scored(key, short_answer=wanted).right == 1.0
    assert scored(key, short_answer=f"约{wanted}").right == right
