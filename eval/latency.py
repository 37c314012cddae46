"""How long an answer takes and how much memory: measured in a process of its own, so nothing else counts.

Each question is asked three times and its fastest time kept: other programs on the machine can only slow an
answer down.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from eval.corpora import ROOT
from eval.errors import EvalError
from eval.metrics import percentile
from eval.runner import Answerer
from eval.suites import GoldQuestion
from qa.records import Question, Turn

__all__ = ["BUDGET", "LIMIT", "measure", "over_budget", "probe"]

BUDGET = {"p95_ms": 60.0, "peak_mb": 600.0}
"""The targets; a run beyond them is told so."""
LIMIT = {"cpu_p95_ms": 180.0, "peak_mb": 1800.0}
"""The gate fails beyond: three times the targets, in processor time, which other programs don't stretch."""
REPEATS = 3
PATIENCE = 30.0
"""Seconds after which no further round begins."""
SAMPLE = 60


def sample(questions: Sequence[GoldQuestion], count: int = SAMPLE) -> list[GoldQuestion]:
    """Every n-th question, so that all kinds are among them."""
    return list(questions)[:: max(1, len(questions) // count)][:count]


def probe(store: str, questions: Sequence[GoldQuestion], settings: Mapping[str, Any]) -> dict[str, float]:
    """Times and memory of an engine opened over `store` in a fresh process.

    Raises EvalError with the last line of what that process said, if it fails.
    """
    asked = [{"text": q.question, "history": [list(turn) for turn in q.history]} for q in sample(questions)]
    order = json.dumps({"store": store, "settings": dict(settings), "questions": asked})
    done = subprocess.run(
        [sys.executable, "-m", "eval.latency"], input=order, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["(no message)"]
        raise EvalError(f"测不了延迟 (latency could not be measured): {lines[-1]}")
    return {str(key): float(value) for key, value in json.loads(done.stdout.splitlines()[-1]).items()}


def measure(answerer: Answerer, questions: Sequence[Question], repeats: int = REPEATS) -> dict[str, float]:
    """Milliseconds per answer, by the clock and of processor time: the least of `repeats` for each question,
    as percentiles over questions. Where `PATIENCE` runs out, the rounds that are left are not run.
    """
    clock = [float("inf")] * len(questions)
    worked = list(clock)
    begun = time.perf_counter()
    for _ in range(repeats):
        for at, question in enumerate(questions):
            begin, busy = time.perf_counter(), time.process_time()
            answerer.ask(question)
            clock[at] = min(clock[at], 1000 * (time.perf_counter() - begin))
            worked[at] = min(worked[at], 1000 * (time.process_time() - busy))
        if time.perf_counter() - begun > PATIENCE:
            break
    shares = {f"p{share}_ms": round(percentile(clock, share), 2) for share in (50, 95, 99)}
    return {
        "questions": len(questions),
        **shares,
        "max_ms": round(max(clock, default=0.0), 2),
        "cpu_p95_ms": round(percentile(worked, 95), 2),
    }


def over_budget(times: Mapping[str, float], budget: Mapping[str, float] = BUDGET) -> list[str]:
    """The budgets that are exceeded, each in a line."""
    return [
        f"{name} = {times[name]:.0f}，预算 {limit:.0f} (budget)"
        for name, limit in budget.items()
        if times.get(name, 0.0) > limit
    ]


def _serve() -> None:
    """The measuring process: an order as JSON on standard input, the times as JSON on standard output."""
    order = json.load(sys.stdin)
    begin = time.perf_counter()
    from eval.engines import open_engine

    engine = open_engine(order["store"], order["settings"])
    opened = time.perf_counter() - begin
    questions = [
        Question(item["text"], "", tuple(Turn(role, text) for role, text in item["history"]))
        for item in order["questions"]
    ]
    begin = time.perf_counter()
    engine.ask(questions[0])
    first = time.perf_counter() - begin
    times = measure(engine, questions)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(
        {"open_s": round(opened, 3), "first_s": round(first, 3), **times, "peak_mb": round(peak)}, sys.stdout
    )


if __name__ == "__main__":
    _serve()
