"""What a suite asks about: the questions, the documents, and the store that is built from them.

| suite | questions | documents |
|---|---|---|
| report, report-b to -f, report-heldout | suites/<name>.jsonl | the bundled report |
| reports, reports-b to -e, reports-heldout | suites/<name>.jsonl | the national reports that they name, in DATA/reports |
| years | suites/years.jsonl | all national reports in DATA/reports |
| districts, bureaus, their -heldout | suites/<name>.jsonl | the invented reports in suites/<name> |
| counties, offices, pages, gazettes, results | suites/<name>.jsonl | the invented reports in suites/<name> |
| works, streets, towns, quarters | suites/<name>.jsonl | the invented reports in suites/<name> |
| cmrc, drcd | the data set itself | one file for every passage of it, under DATA |
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eval.errors import EvalError, MissingDataError
from eval.suites import Evidence, GoldQuestion, Problem, check_against, read

__all__ = [
    "ROOT",
    "SUITES_FOLDER",
    "Corpus",
    "Suite",
    "cache_folder",
    "data_folder",
    "load_suite",
    "store_for",
]

ROOT = Path(__file__).resolve().parent.parent
SUITES_FOLDER = ROOT / "eval" / "suites"
_SQUAD = {"cmrc": "cmrc2018_trial.json", "drcd": "DRCD_dev.json"}
_KEPT_DAYS = 7
"""Built stores that nobody used for so long are removed from the cache."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a suite, by name."""

    name: str
    texts: Mapping[str, str]
    """Text of every document as read, offsets and all."""
    files: tuple[Path, ...] = ()
    """The files they came from; empty where the texts were taken from a data set."""

    @property
    def sha256(self) -> str:
        """Hash over names and texts: the same hash means the same documents."""
        digest = hashlib.sha256()
        for name in sorted(self.texts):
            digest.update(f"{name}\0{len(self.texts[name])}\0".encode())
            digest.update(self.texts[name].encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Suite:
    """Questions with the documents that they are about, and what was wrong with the rest."""

    name: str
    questions: tuple[GoldQuestion, ...]
    corpus: Corpus
    problems: tuple[Problem, ...] = field(default=())

    @property
    def heldout(self) -> bool:
        """Whether nobody may look at it while tuning."""
        return self.name.endswith("-heldout")


def data_folder(given: str | None = None) -> Path | None:
    """Where the data sets are: as given, `$REPORT_QA_DATA`, or ../shared/data if it is there."""
    if given or os.environ.get("REPORT_QA_DATA"):
        return Path(given or os.environ["REPORT_QA_DATA"])
    beside = ROOT.parent / "shared" / "data"
    return beside if beside.is_dir() else None


def cache_folder(given: str | None = None) -> Path:
    """Where built stores are kept: as given, or under the user's cache."""
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "report-qa-eval"


# ---------------------------------------------------------------- suites


def load_suite(name: str, data: Path | None = None, limit: int = 0, folder: Path = SUITES_FOLDER) -> Suite:
    """The questions and documents of a suite by name, the first `limit` questions if that is not 0.

    Raises MissingDataError where the questions or the documents are not there.
    """
    if name in _SQUAD:
        return _squad_suite(name, data, limit)
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        raise MissingDataError(f"没有题目文件 {path}，跳过 {name}。(No question file; suite skipped.)")
    questions, problems = read(path)
    corpus = _corpus(name, questions, data, folder)
    questions, more = check_against(questions, corpus.texts.get)
    return Suite(name, tuple(questions[: limit or None]), corpus, (*problems, *more))


def _corpus(name: str, questions: Sequence[GoldQuestion], data: Path | None, folder: Path) -> Corpus:
    """The documents that a suite of ours is about."""
    if name.startswith("reports"):
        return _reports_corpus(name, questions, data, folder)
    if name == "years":
        return _folder_corpus(name, _national(data))
    if (folder / name).is_dir():
        return _folder_corpus(name, folder / name)
    return _folder_corpus("report", ROOT / "data")


def _folder_corpus(name: str, place: Path) -> Corpus:
    """Every text and Markdown file of a folder."""
    files = tuple(sorted(path for path in place.glob("*") if path.suffix in (".txt", ".md")))
    if not files:
        raise MissingDataError(f"{place} 里没有报告，跳过。(No reports in there; skipped.)")
    return Corpus(name, {path.name: _text(path) for path in files}, files)


def _national(data: Path | None) -> Path:
    """The folder of the national reports."""
    if data is None or not (data / "reports").is_dir():
        place = data / "reports" if data else "../shared/data/reports"
        raise MissingDataError(
            f"没有找到国务院报告 {place}，跳过；用 --data 指定。(Reports not found; skipped.)"
        )
    return data / "reports"


_HALVES = ("reports", "reports-heldout")


def _reports_corpus(name: str, questions: Sequence[GoldQuestion], data: Path | None, folder: Path) -> Corpus:
    """The national reports that a suite names, both halves together where it has two, or that `reports.corpus` lists."""
    place = _national(data)
    listed = folder / "reports.corpus"
    if listed.is_file():
        names = {line.strip() for line in listed.read_text("utf-8").splitlines() if line.strip()}
    else:
        halves = [folder / f"{half}.jsonl" for half in _HALVES if name in _HALVES]
        both = [question for half in halves if half.is_file() for question in read(half)[0]]
        names = {item.document for question in (*questions, *both) for item in question.evidence}
    files = tuple(path for name in sorted(names) if (path := place / name).is_file())
    if not files:
        raise MissingDataError(f"{place} 里没有题目所引的报告，跳过。(None of the reports is there.)")
    return Corpus("reports" if name in _HALVES else name, {path.name: _text(path) for path in files}, files)


def _text(path: Path) -> str:
    """A text file decoded and otherwise untouched, as the contract counts; other files as ingest reads."""
    if path.suffix.lower() == ".txt":
        try:
            return path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    from ingest.load import load

    return load(path).text


def _squad_suite(name: str, data: Path | None, limit: int) -> Suite:
    path = (data or Path("../shared/data")) / _SQUAD[name]
    if data is not None and data.is_file():
        path = data
    if not path.is_file():
        raise MissingDataError(
            f"没有找到 {path}，跳过 {name}；用 --data 指定。(Data set not found; skipped.)"
        )
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise MissingDataError(f"{path} 读不了：{error}，跳过 {name}。(Not a data set; skipped.)") from error
    texts: dict[str, str] = {}
    questions: list[GoldQuestion] = []
    for entry in content["data"]:
        for paragraph in entry["paragraphs"]:
            document = f"{str(paragraph['id']).replace('/', '_')}.txt"
            texts[document] = paragraph["context"]
            questions += [_squad_question(item, document) for item in paragraph["qas"]]
    return Suite(name, tuple(questions[: limit or None]), Corpus(name, texts))


def _squad_question(item: Mapping[str, object], document: str) -> GoldQuestion:
    answers = item["answers"]
    assert isinstance(answers, list)
    gold = tuple(dict.fromkeys(str(answer["text"]) for answer in answers))
    evidence = tuple(Evidence(document, text) for text in gold)
    return GoldQuestion(
        str(item["id"]), "fact", str(item["question"]), "answered", gold=gold, evidence=evidence
    )


# ---------------------------------------------------------------- stores


def store_for(corpus: Corpus, cache: Path, options: Sequence[str] = ()) -> Path:
    """A store of the corpus, built unless one of the same documents, code and options is in the cache.

    `options` are flags for `python -m ingest`. Raises EvalError with ingest's own line if it can't be built.
    """
    key = hashlib.sha256("\0".join([corpus.sha256, _code_hash(), *options]).encode()).hexdigest()[:16]
    folder = cache / f"{corpus.name}-{key}"
    done = folder / "complete"
    with _lock(cache / f"{corpus.name}-{key}.lock"):
        if not done.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            _build(corpus, folder, options)
            done.write_text(corpus.sha256, "utf-8")
        os.utime(done)
    _prune(cache)
    return folder / "store"


def _build(corpus: Corpus, folder: Path, options: Sequence[str]) -> None:
    sources = [str(path) for path in corpus.files]
    folder.mkdir(parents=True)
    if not sources:
        (folder / "texts").mkdir()
        for name, text in corpus.texts.items():
            (folder / "texts" / name).write_bytes(text.encode("utf-8"))
        sources = [str(folder / "texts")]
    command = [sys.executable, "-m", "ingest", *sources, "--store", str(folder / "store"), "--json", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["(no message)"]
        raise EvalError(f"建不了索引 {corpus.name} (could not build the store): {lines[-1]}")


def _code_hash() -> str:
    """Hash of ingest's sources: other code, other store."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "ingest").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One builder at a time, across processes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _prune(cache: Path) -> None:
    """Remove stores that were not used for a week; code changes leave many behind."""
    for done in cache.glob("*/complete"):
        if time.time() - done.stat().st_mtime > _KEPT_DAYS * 86400:
            shutil.rmtree(done.parent, ignore_errors=True)
