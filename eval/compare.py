"""Two or more systems on the same questions, side by side, each tested against the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.corpora import Suite
from eval.engines import check_store, parse_settings
from eval.errors import UsageError
from eval.listing import LABELS
from eval.metrics import mcnemar_worse
from eval.runner import Answerer, Run, summarise, write_run
from eval.session import Session
from eval.table import table

__all__ = ["ablation_sides", "parse_side", "side_by_side"]

Side = tuple[str, Mapping[str, Any]]
"""A name, and what opens it: engine settings, `store`, or `baseline`."""

_SHOWN = ("right", "short_answer", "cited", "f1")


def parse_side(text: str) -> dict[str, Any]:
    """What a side on the command line means: `default`, `baseline`, a store, or engine settings.

    Raises UsageError or MissingStoreError.
    """
    if text == "default":
        return {}
    if text == "baseline":
        return {"baseline": True}
    if "=" in text and not text.startswith(("http://", "https://")):
        settings = parse_settings(text)
        if "store" in settings:
            check_store(settings["store"])
        return settings
    return {"store": check_store(text)}


def ablation_sides() -> list[Side]:
    """The engine whole, then with each of its stages off in turn."""
    from qa import engine

    stages = getattr(engine, "STAGES", ())
    if not stages:
        raise UsageError("引擎没有列出可关的环节 qa.engine.STAGES。(The engine names no stages.)")
    return [("default", {}), *((f"− {stage}", {"disable": (stage,)}) for stage in stages)]


def side_by_side(session: Session, name: str, sides: Sequence[Side]) -> str:
    """Run the suite with every side; the table as text, and beside the records as Markdown (`side-by-side.md`)."""
    runs = []
    suite = session.load(name)
    for label, settings in sides:
        run = session.ask(suite, _open(session, suite, settings), _file_name(label), **settings)
        write_run(run, session.out)
        runs.append(run)
    means = [LABELS[key].split(" ")[0] for key in _SHOWN]
    head = ["", *means, "该拒已拒", "误拒", "无据", "p50 ms", "丢/得", "p"]
    rows = [_row(label, run, runs[0]) for (label, _), run in zip(sides, runs, strict=True)]
    (session.out / "side-by-side.md").write_text(_markdown(rows), "utf-8")
    title = f"{name} · {len(runs[0].results)} 题 · 各行与第一行成对比较 (each paired with the first row)"
    return f"{title}\n{table(head, rows)}\n\n记录 (records): {session.out}"


_HEAD = (
    "",
    "right",
    "short answer",
    "evidence",
    "F1",
    "refused",
    "wrongly refused",
    "unsupported",
    "p50 ms",
    "lost/won",
    "p",
)


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    """The table for a README."""
    lines = [_HEAD, ["---"] * len(_HEAD), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _open(session: Session, suite: Suite, settings: Mapping[str, Any]) -> Answerer:
    """The system of a side over the suite's documents."""
    if settings.get("baseline"):
        from eval.baseline_rag import AfternoonRag

        return AfternoonRag(suite.corpus.texts)
    rest = {key: value for key, value in settings.items() if key != "store"}
    if "store" in settings:
        return session.opener(settings["store"], rest)
    return session.engine(suite, rest)


def _file_name(label: str) -> str:
    return "".join(char if char.isalnum() or char in "=,.-_" else "_" for char in label).strip("_") or "side"


def _row(label: str, run: Run, first: Run) -> list[str]:
    summary = summarise(run)
    means = [summary["measures"].get(key) for key in _SHOWN]
    cells = [f"{100 * mean['mean']:.1f}%" if mean else "" for mean in means]
    cells += [f"{100 * summary['refusals'][key]:.1f}%" for key in ("recall", "false_rate")]
    cells += [str(len(summary["laws"]["unsupported"])), f"{1000 * summary['seconds']['p50']:.0f}"]
    if run is first:
        return [label, *cells, "", ""]
    pairs = list(zip(first.results, run.results, strict=True))
    lost = sum(before.score.right > after.score.right for before, after in pairs)
    won = sum(before.score.right < after.score.right for before, after in pairs)
    p_value = min(1.0, 2 * mcnemar_worse(max(lost, won), min(lost, won)))
    return [label, *cells, f"{lost}/{won}", f"{p_value:.3f}"]
