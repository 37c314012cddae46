"""Question files: what is accepted, what is refused, and how the refusal reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval_demo import demo_suite

from eval.corpora import SUITES_FOLDER, load_suite
from eval.errors import MissingDataError
from eval.session import SUITES
from eval.suites import KINDS, check_against, read

GOOD: dict[str, Any] = {
    "id": "q-1",
    "kind": "figure",
    "question": "新建了几所幼儿园?",
    "status": "answered",
    "gold": ["6所"],
    "evidence": [{"document": "a.txt", "clause": "新建幼儿园6所"}],
}
TEXTS = {"a.txt": "全年新建幼儿园6所,改扩建学校4所。"}


def write(folder: Path, *lines: str | dict[str, Any]) -> Path:
    path = folder / "demo.jsonl"
    told = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(told) + "\n", "utf-8")
    return path


def test_a_good_line_is_read_whole(tmp_path: Path) -> None:
    (question,), problems = read(write(tmp_path, "// 说明", "", GOOD))
    assert problems == []
    assert (question.id, question.gold, question.place) == ("q-1", ("6所",), "demo.jsonl:3")
    assert question.answerable
    assert not question.refusable


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "figures"}, "kind"),
        ({"status": "maybe"}, "status"),
        ({"question": " "}, "question"),
        ({"gold": "6所"}, "gold"),
        ({"gold": []}, "gold"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{"document": "a.txt"}]}, "evidence"),
        ({"verdict": "maybe"}, "verdict"),
        ({"kind": "confirmation"}, "verdict"),
        ({"kind": "follow_up"}, "history"),
        ({"kind": "unanswerable", "status": "not_found", "gold": [], "evidence": []}, "reason"),
        ({"status": "not_found"}, "gold"),
        ({"history": [{"role": "system", "content": "x"}]}, "history"),
        ({"history": [{"role": "user", "content": "x"}, {"role": "user", "content": "y"}]}, "轮流"),
        ({"golden": ["6所"]}, "golden"),
        ({"evidence_all": "yes"}, "evidence_all"),
        ({"accept": ["whatever"]}, "accept"),
    ],
)
def test_a_bad_field_is_named_with_its_line_and_the_others_run(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    questions, (problem,) = read(write(tmp_path, {**GOOD, "id": "q-0", **change}, GOOD))
    assert [question.id for question in questions] == ["q-1"]
    assert str(problem).startswith("demo.jsonl:1: ")
    assert told in str(problem)
    assert "\n" not in str(problem)


@pytest.mark.parametrize("line", ["{", "[1, 2]", "null", '"text"', '{"id": 3}'])
def test_a_malformed_line_is_reported_and_the_others_run(tmp_path: Path, line: str) -> None:
    questions, (problem,) = read(write(tmp_path, GOOD, line))
    assert len(questions) == 1
    assert problem.place == "demo.jsonl:2"


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "demo.jsonl"
    path.write_bytes(b"\xff\xfe\n" + json.dumps(GOOD).encode())
    questions, (problem,) = read(path)
    assert len(questions) == 1
    assert problem.place == "demo.jsonl:1"


def test_an_id_used_twice_is_reported(tmp_path: Path) -> None:
    questions, (problem,) = read(write(tmp_path, GOOD, GOOD))
    assert len(questions) == 1
    assert "demo.jsonl:1" in problem.text


def test_a_clause_that_is_not_in_the_source_leaves_its_question_out(tmp_path: Path) -> None:
    wrong = {**GOOD, "id": "q-2", "evidence": [{"document": "a.txt", "clause": "新建幼儿园7所"}]}
    absent = {**GOOD, "id": "q-3", "evidence": [{"document": "b.txt", "clause": "新建幼儿园6所"}]}
    questions, _ = read(write(tmp_path, wrong, absent, GOOD))
    good, problems = check_against(questions, TEXTS.get)
    assert [question.id for question in good] == ["q-1"]
    assert [problem.place for problem in problems] == ["demo.jsonl:1", "demo.jsonl:2"]


def test_a_gold_figure_must_stand_in_the_evidence(tmp_path: Path) -> None:
    questions, _ = read(write(tmp_path, {**GOOD, "gold": ["7所"]}))
    good, (problem,) = check_against(questions, TEXTS.get)
    assert len(good) == 1
    assert "7所" in problem.text


def test_the_demo_has_no_problems() -> None:
    suite = demo_suite()
    assert suite.problems == ()
    assert len(suite.questions) == 21


@pytest.mark.parametrize("name", ["report", "report-heldout"])
def test_the_benchmark_over_the_bundled_report_has_no_problems(name: str) -> None:
    suite = load_suite(name)
    assert suite.problems == ()
    assert len(suite.questions) >= 125


@pytest.mark.parametrize(
    ("name", "count", "documents"),
    [
        ("districts", 160, 3),
        ("districts-heldout", 162, 3),
        ("bureaus", 160, 4),
        ("bureaus-heldout", 160, 4),
        ("counties", 150, 4),
        ("offices", 168, 4),
        ("pages", 150, 3),
        ("gazettes", 110, 2),
        ("results", 130, 2),
        ("works", 120, 3),
        ("streets", 130, 3),
        ("towns", 145, 3),
        ("quarters", 110, 2),
    ],
)
def test_the_invented_reports_have_every_document_asked_about_and_no_problems(
    name: str, count: int, documents: int
) -> None:
    suite = load_suite(name)
    assert suite.problems == ()
    assert len(suite.questions) == count
    asked = {item.document for question in suite.questions for item in question.evidence}
    assert asked == set(suite.corpus.texts)
    assert len(asked) == documents


def test_years_runs_over_every_national_report_also_those_no_question_names(tmp_path: Path) -> None:
    question = {**GOOD, "evidence": [{"document": "1980.txt", "clause": GOOD["evidence"][0]["clause"]}]}
    write(tmp_path, question).rename(tmp_path / "years.jsonl")
    (tmp_path / "reports").mkdir()
    for name in ("1980.txt", "2001.txt"):
        (tmp_path / "reports" / name).write_text(TEXTS["a.txt"], "utf-8")
    suite = load_suite("years", tmp_path, folder=tmp_path)
    assert suite.problems == ()
    assert set(suite.corpus.texts) == {"1980.txt", "2001.txt"}
    assert suite.corpus.name == "years"


@pytest.mark.parametrize(
    ("name", "documents"),
    [
        ("reports-b", {"2003.txt"}),
        ("reports-c", {"2005.txt"}),
        # both halves stand over what either names
        ("reports", {"1980.txt", "2001.txt"}),
        ("reports-heldout", {"1980.txt", "2001.txt"}),
    ],
)
def test_a_suite_over_national_reports_indexes_those_that_it_names(
    tmp_path: Path, name: str, documents: set[str]
) -> None:
    named = {
        "reports": "1980.txt",
        "reports-heldout": "2001.txt",
        "reports-b": "2003.txt",
        "reports-c": "2005.txt",
    }
    (tmp_path / "reports").mkdir()
    for suite, document in named.items():
        clause = {"document": document, "clause": GOOD["evidence"][0]["clause"]}
        write(tmp_path, {**GOOD, "evidence": [clause]}).rename(tmp_path / f"{suite}.jsonl")
        (tmp_path / "reports" / document).write_text(TEXTS["a.txt"], "utf-8")
    loaded = load_suite(name, tmp_path, folder=tmp_path)
    assert loaded.problems == ()
    assert set(loaded.corpus.texts) == documents
    assert loaded.corpus.name == name.removesuffix("-heldout")


@pytest.mark.parametrize("name", sorted(path.stem for path in SUITES_FOLDER.glob("*.jsonl")))
def test_a_suite_with_a_question_file_of_ours_can_be_run_by_name(name: str) -> None:
    assert name in SUITES


@pytest.mark.parametrize(
    ("name", "kinds"), [("districts", set(KINDS)), ("bureaus", set(KINDS) - {"small_talk", "attack"})]
)
def test_the_held_out_invented_reports_share_no_document_or_question_with_the_others(
    name: str, kinds: set[str]
) -> None:
    tuned, heldout = load_suite(name), load_suite(f"{name}-heldout")
    assert heldout.heldout
    assert not set(tuned.corpus.texts) & set(heldout.corpus.texts)
    asked = [
        {(question.question, question.history) for question in suite.questions} for suite in (tuned, heldout)
    ]
    assert not asked[0] & asked[1]
    assert {question.kind for question in heldout.questions} == kinds


def test_both_halves_have_every_kind_and_share_no_question() -> None:
    halves = [load_suite(name).questions for name in ("report", "report-heldout")]
    kinds = [{question.kind for question in half} for half in halves]
    assert kinds[0] == kinds[1]
    assert len(kinds[0]) == 14
    ids = [{question.id for question in half} for half in halves]
    texts = [{(question.question, question.history) for question in half} for half in halves]
    assert not ids[0] & ids[1]
    assert not texts[0] & texts[1]


def test_missing_data_says_what_to_do(tmp_path: Path) -> None:
    for name in ("cmrc", "drcd", "reports", "years"):
        with pytest.raises(MissingDataError, match="--data"):
            load_suite(name, tmp_path)


def test_a_squad_file_becomes_a_document_for_each_passage(tmp_path: Path) -> None:
    answers = [{"text": "6所", "answer_start": 7}, {"text": "6所", "answer_start": 7}]
    paragraph = {
        "id": "P1",
        "context": TEXTS["a.txt"],
        "qas": [{"id": "P1-1", "question": "几所?", "answers": answers}],
    }
    path = tmp_path / "cmrc2018_trial.json"
    path.write_text(json.dumps({"version": "v1", "data": [{"paragraphs": [paragraph]}]}), "utf-8")
    suite = load_suite("cmrc", tmp_path)
    assert dict(suite.corpus.texts) == {"P1.txt": TEXTS["a.txt"]}
    assert suite.questions[0].gold == ("6所",)
    assert load_suite("cmrc", path).questions == suite.questions


def test_the_held_out_files_are_where_the_suites_look() -> None:
    assert (SUITES_FOLDER / "report-heldout.jsonl").is_file()


def test_a_markdown_documents_text_is_what_ingest_reads(tmp_path: Path) -> None:
    # offsets of citations point into it: marks of headings are no part of the text
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.md").write_text(f"# 题目\n\n{TEXTS['a.txt']}", "utf-8")
    question = {**GOOD, "evidence": [{"document": "a.md", "clause": GOOD["evidence"][0]["clause"]}]}
    write(tmp_path, question).rename(tmp_path / "own.jsonl")
    suite = load_suite("own", folder=tmp_path)
    assert suite.problems == ()
    assert not suite.corpus.texts["a.md"].startswith("#")
