"""`python -m ingest` from outside: what it prints, what it returns, that nobody ever sees a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main


def run(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "ingest", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


def stated(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr."""
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "Traceback" not in error
    return error


@pytest.fixture
def location(tmp_path: Path) -> str:
    return str(tmp_path / "store")


def test_the_plain_form_indexes_the_bundled_report(root: Path, location: str) -> None:
    done = run("--store", location, "--json", cwd=root)
    assert done.returncode == 0
    assert done.stderr == ""
    summary = json.loads(done.stdout)
    assert summary["documents"] == 1
    assert summary["passages"] > 20
    assert summary["store"] == location
    assert summary["failed"] == []


def test_the_default_store_comes_from_the_environment(root: Path, tmp_path: Path) -> None:
    done = run(cwd=root, REPORT_QA_STORE=str(tmp_path / "mine"))
    assert done.returncode == 0
    assert str(tmp_path / "mine") in done.stdout
    assert (tmp_path / "mine" / "manifest.json").exists()


def test_a_day_with_the_library(tmp_path: Path, location: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.txt").write_text("甲区2021年报告\n\n植树1200棵。\n", "utf-8")
    (tmp_path / "乙.txt").write_text("乙区2022年报告\n\n修路30公里。\n", "utf-8")
    store = ["--store", location]

    def told(*arguments: object, code: int = 0) -> str:
        assert main([str(each) for each in arguments]) == code
        return capsys.readouterr().out

    assert "新增 1" in told("add", tmp_path / "甲.txt", *store, "--title", "甲区报告", "--issuer", "甲区政府")
    assert "新增 1" in told(*store, "add", tmp_path / "乙.txt")
    assert "未变 1" in told(tmp_path / "乙.txt", *store)
    rows = json.loads(told("list", *store, "--json"))
    assert (rows[0]["name"], rows[0]["title"], rows[0]["issuer"]) == ("甲.txt", "甲区报告", "甲区政府")
    assert "甲.txt" in told("list", *store)
    assert "没有问题" in told("check", *store)
    told("backup", tmp_path / "b.zip", *store)
    assert "移除 1" in told("remove", "甲.txt", *store)
    told("restore", tmp_path / "b.zip", *store, code=1)
    told("restore", tmp_path / "b.zip", *store, "--force")
    assert len(json.loads(told("list", *store, "--json"))) == 2
    (tmp_path / "乙.txt").write_text("乙区2022年报告\n\n修路31公里。\n", "utf-8")
    assert "更新 1" in told("update", *store)
    assert "更新" not in told("watch", tmp_path, "--once", *store)


def test_a_path_called_like_a_command(
    tmp_path: Path, location: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "甲.txt").write_text("报告\n\n植树1200棵。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["./list", "--store", location, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == ["甲.txt"]


@pytest.mark.parametrize(
    ("make", "arguments"),
    [
        (lambda folder: None, ["nowhere"]),
        (lambda folder: (folder / "nowhere").mkdir(), ["nowhere"]),
        (lambda folder: (folder / "nowhere").write_bytes(b"\x7fELF\x00\x00\x01\x02" * 99), ["nowhere"]),
        (lambda folder: None, ["list"]),
        (lambda folder: None, ["check"]),
        (lambda folder: None, ["remove", "甲"]),
        (lambda folder: None, ["backup", "b.zip"]),
        (lambda folder: None, ["restore", "nowhere.zip"]),
        (lambda folder: (folder / "nowhere.zip").write_bytes(b"PK"), ["restore", "nowhere.zip"]),
        (lambda folder: None, ["update"]),
        (lambda folder: None, ["watch", "nowhere"]),
        (lambda folder: (folder / "甲.txt").write_text("植树。"), ["甲.txt", "--embedder", "./none"]),
        (lambda folder: (folder / "store").write_text("a file"), ["../data", "--store", "store"]),
        (lambda folder: None, ["list", "--store", "http://127.0.0.1:9"]),
    ],
)
def test_every_failure_is_one_line_and_code_1(
    make: object,
    arguments: list[str],
    tmp_path: Path,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: Path,
) -> None:
    assert callable(make)
    make(tmp_path)
    monkeypatch.chdir(tmp_path)
    arguments = [str(root / "data") if each == "../data" else each for each in arguments]
    assert main(arguments if "--store" in arguments else [*arguments, "--store", location]) == 1
    assert stated(capsys)


def test_a_bad_file_that_was_named_fails_but_not_the_others(
    tmp_path: Path, location: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.txt").write_text("报告\n\n植树1200棵。\n", "utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\x00" * 99)
    assert main([str(tmp_path / "甲.txt"), str(tmp_path / "坏.txt"), "--store", location, "--json"]) == 1
    output = capsys.readouterr()
    summary = json.loads(output.out)
    assert summary["added"] == ["甲.txt"]
    assert [Path(each["path"]).name for each in summary["failed"]] == ["坏.txt"]
    assert output.err.count("\n") == 1


def test_wrong_usage_is_code_2(location: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--no-such-flag"])
    assert caught.value.code == 2


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    for command in ("add", "update", "remove", "list", "check", "backup", "restore", "watch"):
        assert command in shown


def test_an_unforeseen_error_is_still_one_line(
    location: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("ingest.library.index", broken)
    assert main(["--store", location]) == 1
    assert "ZeroDivisionError" in stated(capsys)


def test_no_bar_where_there_is_no_terminal(root: Path, location: str) -> None:
    done = run("--store", location, cwd=root)
    assert done.stderr == ""
    assert "\r" not in done.stdout


def test_a_bar_on_a_terminal(root: Path, location: str) -> None:
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "ingest", "--store", location]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.wait() == 0
    os.close(leader)
    assert "段/秒" in shown.decode("utf-8", "replace")
