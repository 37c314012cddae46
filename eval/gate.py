"""The gate: a run against the committed baseline, question by question.

The rule, also in `docs/evaluation.md`. The gate fails when, over the questions that both hold unchanged,

1. a law is broken where the baseline did not break it: a figure that no cited quote supports, a citation
   whose offsets or quote are wrong, an error of the engine;
2. the questions lost outnumber those won so far that chance explains it in less than 1 of 20 cases
   (one-sided exact McNemar test), for right answers or for evidence cited;
3. one kind of question lost, net, two or more and 5 % or more of its questions, right or cited.

The engine is deterministic, so unchanged code flips nothing and raises nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.corpora import ROOT
from eval.errors import BaselineMismatchError
from eval.metrics import mcnemar_worse
from eval.runner import FORMAT, Result, Run, summarise
from eval.suites import GoldQuestion

__all__ = [
    "BASELINES",
    "Flip",
    "Record",
    "Verdict",
    "compare",
    "entry_of",
    "read_baseline",
    "record_of",
    "write_baseline",
]

BASELINES = ROOT / "eval" / "baseline"
SIGNIFICANCE = 0.05
KIND_SHARE = 0.05
KIND_COUNT = 2


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that went from right to wrong or back."""

    id: str
    kind: str
    measure: str
    """`right`, `cited`, or a recall."""
    before: float
    after: float
    why: str
    """The new result's explanation."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a run."""

    suite: str
    failures: tuple[str, ...]
    """Each a line that says which rule was broken and by what; empty if the run passes."""
    lost: tuple[Flip, ...]
    won: tuple[Flip, ...]
    p_values: Mapping[str, float]
    """By measure: how likely so many losses are by chance."""
    notes: tuple[str, ...]
    """What was not compared, and why."""

    @property
    def passed(self) -> bool:
        """Whether the run may go in."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class Record:
    """What the gate compares and a baseline keeps of one run."""

    suite: str
    corpus: str
    """Hash of the documents."""
    entries: Mapping[str, Mapping[str, Any]]
    """By question id: `sha`, `kind`, `measures` (each 0..1), `broken` (law -> what is wrong), `why`."""
    summary: Mapping[str, Any]


def question_hash(question: GoldQuestion) -> str:
    """Hash of a question with its gold: a changed question is a new one."""
    told = asdict(replace(question, place=""))
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def record_of(run: Run) -> Record:
    """A run over questions and answers as the gate sees it."""
    entries = {result.question.id: entry_of(result) for result in run.results}
    return Record(run.suite.name, run.suite.corpus.sha256, entries, summarise(run))


def entry_of(result: Result) -> dict[str, Any]:
    """One result as the baseline keeps it."""
    broken = {
        "无据的数字 (unsupported figure)": "、".join(result.score.unsupported),
        "引文不合约定 (bad citation)": "; ".join(result.score.bad_citations),
        "引擎出错 (error)": result.error,
    }
    cited = {} if result.score.cited is None else {"cited": result.score.cited}
    return {
        "sha": question_hash(result.question),
        "kind": result.question.kind,
        "measures": {"right": result.score.right, **cited},
        "broken": {law: text for law, text in broken.items() if text},
        "why": result.score.why,
        "status": result.answer.status if result.answer else "error",
        "short_answer": result.answer.short_answer if result.answer else None,
        "answer": result.answer.answer if result.answer else "",
    }


def write_baseline(record: Record, reason: str, folder: Path = BASELINES) -> Path:
    """Write a run as the new baseline; the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{record.suite}.json"
    baseline = {
        "format": FORMAT,
        "reason": reason,
        "corpus": record.corpus,
        "summary": dict(record.summary),
        "questions": dict(record.entries),
    }
    path.write_text(json.dumps(baseline, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def read_baseline(name: str, folder: Path = BASELINES) -> dict[str, Any] | None:
    """The committed baseline of a suite, None if there is none.

    Raises BaselineMismatchError if the file can't be read or is of another format.
    """
    path = folder / f"{name}.json"
    if not path.is_file():
        return None
    advice = '用 --accept "理由" 重建 (make a new one with --accept)'
    try:
        baseline = json.loads(path.read_text("utf-8"))
        version = baseline["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise BaselineMismatchError(f"基线 {path} 读不了：{error!r}；{advice}。") from error
    if version != FORMAT:
        raise BaselineMismatchError(
            f"基线 {path} 是第 {version} 版格式，现在是第 {FORMAT} 版 (another version)；{advice}。"
        )
    return dict(baseline)


def compare(record: Record, baseline: Mapping[str, Any]) -> Verdict:
    """The gate's verdict on a run. Raises BaselineMismatchError if it was made over other documents."""
    if baseline["corpus"] != record.corpus:
        raise BaselineMismatchError(
            f"{record.suite} 的基线做于另一批文件 ({baseline['corpus'][:8]}，现在 {record.corpus[:8]})，"
            '不能比较；用 --accept "理由" 重建。(Baseline of another corpus; accept a new one.)'
        )
    pairs, notes = _pairs(record.entries, baseline["questions"])
    failures = _law_failures(pairs)
    lost: list[Flip] = []
    won: list[Flip] = []
    p_values: dict[str, float] = {}
    for measure in dict.fromkeys(name for pair in pairs for name in pair.after["measures"]):
        down, up = _flips(pairs, measure)
        p_values[measure] = mcnemar_worse(len(down), len(up))
        if p_values[measure] < SIGNIFICANCE:
            flips = f"丢 {len(down)} 题、得 {len(up)} 题 (lost, won)"
            failures.append(f"{measure}:{flips},p = {p_values[measure]:.4f} < {SIGNIFICANCE}")
        failures += _kind_failures(pairs, down, up, measure)
        lost += down
        won += up
    return Verdict(record.suite, tuple(failures), tuple(lost), tuple(won), p_values, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Pair:
    """One question, in the baseline and now."""

    id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def _pairs(
    after: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]
) -> tuple[list[_Pair], list[str]]:
    """Questions that both hold unchanged, and notes on the others."""
    new = [key for key in after if key not in before]
    gone = [key for key in before if key not in after]
    changed = [key for key in after if key in before and before[key]["sha"] != after[key]["sha"]]
    notes = [
        f"{len(keys)} 题{what}，不比较 (not compared): {', '.join(keys[:8])}{' …' if len(keys) > 8 else ''}"
        for keys, what in ((new, "是新增的"), (gone, "这次没有问"), (changed, "改动过"))
        if keys
    ]
    kept = [key for key in after if key in before and key not in changed]
    return [_Pair(key, before[key], after[key]) for key in kept], notes


def _law_failures(pairs: Sequence[_Pair]) -> list[str]:
    return [
        f"{pair.id}:{law} {text}"
        for pair in pairs
        for law, text in pair.after["broken"].items()
        if law not in pair.before["broken"]
    ]


def _flips(pairs: Sequence[_Pair], measure: str) -> tuple[list[Flip], list[Flip]]:
    """(lost, won): questions whose measure fell or rose."""
    lost: list[Flip] = []
    won: list[Flip] = []
    for pair in pairs:
        before, after = pair.before["measures"].get(measure), pair.after["measures"].get(measure)
        if before is not None and after is not None and before != after:
            flip = Flip(pair.id, pair.after["kind"], measure, before, after, pair.after["why"])
            (lost if after < before else won).append(flip)
    return lost, won


def _kind_failures(
    pairs: Sequence[_Pair], lost: Sequence[Flip], won: Sequence[Flip], measure: str
) -> list[str]:
    failures = []
    for kind in dict.fromkeys(flip.kind for flip in lost):
        count = sum(pair.after["kind"] == kind for pair in pairs)
        net = sum(flip.kind == kind for flip in lost) - sum(flip.kind == kind for flip in won)
        if net >= KIND_COUNT and net >= KIND_SHARE * count:
            failures.append(f"{kind} 的 {measure} 净丢 {net} 题，共 {count} 题 (net loss within a kind)")
    return failures
