"""The command line: exit codes, clear lines, a run from end to end over a fake engine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from eval_demo import Oracle, demo_suite

from eval import cli, corpora
from eval.compare import side_by_side
from eval.engines import parse_settings
from eval.errors import EvalError, UsageError
from eval.session import Session
from eval.table import table, width


def session(tmp_path: Path, opener: Any, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session whose only suite is the demo, over a store that nobody opens."""
    monkeypatch.setattr(corpora, "load_suite", lambda *args, **kwargs: demo_suite())
    out = tmp_path / "out"
    return Session(
        data=None, cache=tmp_path, out=out, store="none", opener=opener, baselines=tmp_path / "baseline"
    )


def oracle(store: str, settings: Mapping[str, Any]) -> Oracle:
    return Oracle(settings.get("broken", ""))


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nonsense"], 2, "report-heldout"),
        (["--store", "/no/such/folder"], 1, "/no/such/folder"),
        (["--accept", " "], 2, "理由"),
        (["--accept", "x", "--limit", "3"], 2, "--limit"),
        (["--limit", "-1"], 2, "--limit"),
        (["--set", "threshold"], 2, "key=value"),
        (["failures", "--out", "/no/such/folder"], 1, "/no/such/folder"),
        (["compare", "default", "/no/such/store"], 1, "/no/such/store"),
        (["check", "nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_use_gets_one_clear_line(
    words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(words) == code
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


def test_an_unknown_suite_from_a_shell(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "eval", "nonsense"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr


def test_absent_data_skips_the_suite_with_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["cmrc", "reports", "--data", str(tmp_path), "--out", str(tmp_path / "out"), "--no-page"]
    assert cli.main(words) == 0
    said = capsys.readouterr().err
    assert said.count("--data") == 2


def test_a_run_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = session(tmp_path, oracle, monkeypatch)
    first.run("report")
    assert first.finish() == 0
    assert "没有基线" in capsys.readouterr().out

    accepting = session(tmp_path, oracle, monkeypatch)
    accepting.run("report", accept="第一次")
    assert accepting.finish(page=False) == 0
    kept = json.loads((tmp_path / "baseline" / "demo.json").read_text("utf-8"))
    assert kept["reason"] == "第一次"
    capsys.readouterr()

    again = session(tmp_path, oracle, monkeypatch)
    again.run("report")
    assert again.finish() == 0
    assert "demo 通过" in capsys.readouterr().out.replace("report 通过", "demo 通过")

    broken = session(tmp_path, lambda store, settings: Oracle("units"), monkeypatch)
    broken.run("report")
    assert broken.finish() == 1
    shown = capsys.readouterr()
    assert "demo-fig-1" in shown.out
    assert "FAILED" in shown.out
    assert {path.name for path in broken.out.iterdir()} == {
        "demo.jsonl",
        "demo.summary.json",
        "report.html",
        "report.md",
    }


def test_retrieval_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = session(tmp_path, oracle, monkeypatch)
    run.run("retrieval", accept="第一次")
    run.run("retrieval")
    assert run.finish() == 0
    assert "passage R@5" in capsys.readouterr().out
    broken = session(tmp_path, lambda store, settings: Oracle("search"), monkeypatch)
    broken.run("retrieval")
    assert broken.finish(page=False) == 1


def test_held_out_failures_are_not_shown_by_accident(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = session(tmp_path, lambda store, settings: Oracle("units"), monkeypatch)
    run.run("report")
    (run.out / "demo.jsonl").rename(run.out / "report-heldout.jsonl")
    assert cli.main(["failures", "report-heldout", "--out", str(run.out)]) == 0
    assert "demo-fig-1" not in capsys.readouterr().out
    assert cli.main(["failures", "report-heldout", "--out", str(run.out), "--reveal"]) == 0
    assert "demo-fig-1" in capsys.readouterr().out


def test_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sides = [("default", {}), ("no units", {"broken": "units"})]
    text = side_by_side(session(tmp_path, oracle, monkeypatch), "report", sides)
    first, second = text.splitlines()[3:5]
    assert first.startswith("default")
    assert "100.0%" in first
    assert second.startswith("no units")
    lost, won = re.search(r"(\d+)/(\d+)", second).groups()  # type: ignore[union-attr]
    assert int(lost) >= 8
    assert int(won) == 0


def test_settings() -> None:
    assert parse_settings("disable=dense+reader, threshold=0.5,k=3,fast=true,name=x") == {
        "disable": ("dense", "reader"),
        "threshold": 0.5,
        "k": 3,
        "fast": True,
        "name": "x",
    }
    assert parse_settings("") == {}
    with pytest.raises(UsageError):
        parse_settings("=3")


def test_a_table_counts_chinese_characters_double() -> None:
    assert width("题数 n") == 6
    lines = table(["题型", "n"], [["数字", "7"], ["list", "12"]]).splitlines()
    assert lines[2:] == ["数字   7", "list  12"]


def test_a_store_that_cannot_be_built_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        return subprocess.CompletedProcess([], 1, "", "noise\n磁盘已满 (disk full)\n")

    monkeypatch.setattr(corpora.subprocess, "run", broken)
    with pytest.raises(EvalError, match="磁盘已满"):
        corpora.store_for(demo_suite().corpus, tmp_path)
    assert not list(tmp_path.glob("*/complete"))
