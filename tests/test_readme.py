"""The READMEs tell the truth: what they name is there, and the two say the same in two languages."""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from eval.examples import blocks
from eval.readme import fill, main, places

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("README.md", "README.zh-CN.md")
CODE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return CODE.sub("", text)


def commands(text: str) -> list[str]:
    """Every command that a reader could type: lines of shell blocks and inline code that starts like one."""
    lines = [line for kind, body in CODE.findall(text) if kind == "sh" for line in body.splitlines()]
    inline = re.findall(r"`((?:make|python) [^`]+)`", prose(text))
    return [line.split("  #")[0].strip() for line in [*lines, *inline] if line.strip()]


@cache
def help_of(program: str) -> str:
    """What a program says of itself."""
    words = program.split()
    done = subprocess.run(
        [sys.executable, *words, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{program} --help: {done.stderr}"
    return done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_make_targets_are_there(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    named = {word for line in commands(read(name)) for word in re.findall(r"\bmake ([a-z]+)", line)}
    assert {"run", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("name", NAMES)
def test_modules_and_flags_are_there(name: str) -> None:
    for line in commands(read(name)):
        found = re.match(r"python (-m [\w.]+|[\w/]+\.py)((?: [a-z][a-z-]*)?)", line)
        if not found:
            continue
        program, sub = found.groups()
        if program.startswith("-m "):
            assert importlib.util.find_spec(program[3:]), line
        else:
            assert (ROOT / program).is_file(), line
        flags = re.findall(r"(?<=\s)--[a-z][a-z-]*", line)
        known = help_of(program) if flags else ""
        if not all(flag in known for flag in flags):
            known += help_of(program + sub)
        assert [flag for flag in flags if flag not in known] == [], line


@pytest.mark.parametrize("name", NAMES)
def test_the_tree_names_every_file_and_no_other(name: str) -> None:
    tree = next(body for kind, body in CODE.findall(read(name)) if kind == "text" and "ingest/" in body)
    named: set[str] = set()
    folders: list[str] = []
    for line in tree.splitlines():
        entry = re.match(r"( *)(\S+)", line)
        if entry is None:
            continue
        folders = folders[: len(entry[1]) // 2]
        if entry[2].endswith("/"):
            folders.append(entry[2])
        else:
            named.add("".join([*folders, entry[2]]))
    there = {
        path.relative_to(ROOT).as_posix()
        for part in ("ingest", "qa", "eval", "web")
        for path in (ROOT / part).rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    }
    assert sorted(there - named) == [], "not told in the tree"
    assert sorted(path for path in named if not (ROOT / path).exists()) == [], "told, but not there"


@pytest.mark.parametrize("name", NAMES)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", prose(read(name)))
    targets += re.findall(r'(?:src|srcset|href)="([^"]+)"', read(name))
    ours = [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert ours
    assert [target for target in ours if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_variables_are_read_by_the_program(name: str) -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for part in ("ingest", "qa", "eval", "web")
        for path in (ROOT / part).rglob("*.py")
    ) + read("ui.py")
    named = set(re.findall(r"\bREPORT_QA_[A-Z_]+", read(name)))
    assert named == set(re.findall(r"\bREPORT_QA_[A-Z_]+", source))


def test_the_twins_keep_step() -> None:
    english, chinese = (read(name) for name in NAMES)
    levels = [re.findall(r"^(#+) ", prose(text), re.M) for text in (english, chinese)]
    assert levels[0] == levels[1], "the same headings at the same levels"
    blocks = [
        [(kind, body) for kind, body in CODE.findall(text) if kind in ("sh", "json")]
        for text in (english, chinese)
    ]
    bare = [[re.sub(r"(?m)\s+#.*$", "", body) for _, body in found] for found in blocks]
    assert bare[0] == bare[1], "the same commands and records, but for their comments"
    assert places(english) == places(chinese), "the same tables"
    rows = [len(re.findall(r"^\|", prose(text), re.M)) for text in (english, chinese)]
    assert rows[0] == rows[1], "tables of the same length"
    tables = [re.findall(r"<!-- table:.*?<!-- /table", text, re.S) for text in (english, chinese)]
    assert tables[0] == tables[1], "tables that commands printed, word for word"


def test_the_examples_are_what_the_program_says(report_store: str) -> None:
    """After a change of the engine: `python -m eval.examples | python -m eval.readme examples`."""
    assert blocks(report_store) in read("README.md")


# --- the filling of a table ------------------------------------------------------------------------------


def test_a_table_is_put_between_its_marks() -> None:
    text = "a\n<!-- table:x -->\nold\n<!-- /table:x -->\nb\n"
    assert places(text) == ["x"]
    assert fill(text, "x", "new\n") == "a\n<!-- table:x -->\nnew\n<!-- /table:x -->\nb\n"
    with pytest.raises(KeyError):
        fill(text, "y", "new")


def test_an_unknown_place_and_no_table_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "README.md"
    file.write_text("<!-- table:x -->\n<!-- /table:x -->\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    for given, arguments, code in (("| t |", ["y"], 1), ("", ["x"], 1), ("| t |", [], 2)):
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        assert main(arguments, (file,)) == code
        assert file.read_text(encoding="utf-8") == before
        assert capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("| t |"))
    assert main(["x"], (file,)) == 0
    assert "| t |" in file.read_text(encoding="utf-8")
