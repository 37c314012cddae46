"""One small table of a run's suites side by side, for the README: `python -m eval.overview RUN_FOLDER [RUN_FOLDER …]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["table"]

_COLUMNS: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("questions", lambda s: str(s["questions"])),
    ("right in all", lambda s: _mean(s, "right")),
    ("short answer right", lambda s: _mean(s, "short_answer")),
    ("gold within the answer", lambda s: _mean(s, "held")),
    ("right evidence cited", lambda s: _mean(s, "cited")),
    ("unanswerable refused", lambda s: f"{100 * s['refusals']['recall']:.1f} %"),
    ("answerable wrongly refused", lambda s: f"{100 * s['refusals']['false_rate']:.1f} %"),
    ("unsupported figures", lambda s: str(len(s["laws"]["unsupported"]))),
    ("calibration error", lambda s: f"{s['calibration']['error']:.3f}"),
    (
        "p50 / p95 of one answer",
        lambda s: f"{1000 * s['seconds']['p50']:.0f} / {1000 * s['seconds']['p95']:.0f} ms",
    ),
)


def table(summaries: list[dict[str, Any]]) -> str:
    """Markdown, a line a suite, held-out ones first; with what answered, where that was not the engine."""
    shown = sorted(summaries, key=lambda s: not str(s["suite"]).endswith("-heldout"))
    lines = [
        "| | " + " | ".join(name for name, _ in _COLUMNS) + " |",
        "|---" * (len(_COLUMNS) + 1) + "|",
    ]
    lines += [f"| {_heading(s)} | " + " | ".join(cell(s) for _, cell in _COLUMNS) + " |" for s in shown]
    made = summaries[0]["made"]
    return "\n".join([*lines, "", f"{made['machine']}, {made['date'][:10]}."])


def _heading(summary: dict[str, Any]) -> str:
    system = summary["system"]
    return str(summary["suite"]) if system == "engine" else f"{summary['suite']}, {system}"


def _mean(summary: dict[str, Any], name: str) -> str:
    measure = summary["measures"].get(name)
    if measure is None:
        return "–"
    return f"{100 * measure['mean']:.1f} % ({100 * measure['low']:.0f}–{100 * measure['high']:.0f})"


def main() -> int:
    """Print the table of the folders named; the exit code."""
    found = [
        json.loads(path.read_text("utf-8"))
        for folder in sys.argv[1:]
        for path in sorted(Path(folder).glob("*.summary.json"))
    ]
    shown = [s for s in found if "right" in s.get("measures", {})]
    if not shown:
        print("python -m eval.overview RUN_FOLDER", file=sys.stderr)
        return 2
    print(table(shown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
