"""One call of `python -m eval`: suites one after another, each through the gate, reported together."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from eval import corpora, gate, latency, retrieval
from eval.corpora import Suite
from eval.engines import open_engine
from eval.errors import BaselineMismatchError
from eval.gate import Record, Verdict
from eval.listing import kinds_text, latency_text, measures_text, ranking_text, verdict_text
from eval.runner import FORMAT, Answerer, Run, made, run_suite, write_run
from eval.table import progress

__all__ = ["SUITES", "Finished", "Session"]

QUESTION_SUITES = (
    "report",
    "report-b",
    "report-c",
    "report-d",
    "report-e",
    "report-f",
    "report-heldout",
    "reports",
    "reports-b",
    "reports-c",
    "reports-d",
    "reports-e",
    "reports-heldout",
    "years",
    "districts",
    "districts-heldout",
    "bureaus",
    "bureaus-heldout",
    "counties",
    "offices",
    "pages",
    "gazettes",
    "results",
    "works",
    "streets",
    "towns",
    "quarters",
    "cmrc",
    "drcd",
)
SUITES = (*QUESTION_SUITES, "retrieval", "latency", "baseline")

Opener = Callable[[str, Mapping[str, Any]], Answerer]


@dataclass(frozen=True, slots=True)
class Finished:
    """A suite that was run, as the report shows it."""

    name: str
    summary: Mapping[str, Any]
    run: Run | None = None
    baseline: Mapping[str, Any] | None = None
    verdict: Verdict | None = None
    rankings: tuple[retrieval.Ranked, ...] = ()


@dataclass(slots=True)
class Session:
    """What the suites of one call share: places, settings, open engines, and what came out so far."""

    data: Path | None
    cache: Path
    out: Path
    store: str | None = None
    """A store to use for every suite; None builds one for each corpus."""
    limit: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    opener: Opener = open_engine
    baselines: Path = gate.BASELINES
    suites_folder: Path = corpora.SUITES_FOLDER
    finished: list[Finished] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Suites that the gate stopped."""
    _engines: dict[tuple[str, str], Answerer] = field(default_factory=dict)

    def run(self, name: str, judge: bool = True, accept: str | None = None) -> Finished:
        """Run one suite and judge it; raises MissingDataError where its data isn't there."""
        finished, record = self._runner(name)()
        if accept and record:
            path = gate.write_baseline(record, accept, self.baselines)
            print(f"新基线 (new baseline): {path}")
        elif judge and record:
            finished = self._judge(finished, record)
        self.finished.append(finished)
        return finished

    def _runner(self, name: str) -> Callable[[], tuple[Finished, Record | None]]:
        special = {
            "retrieval": self._run_retrieval,
            "latency": self._run_latency,
            "baseline": self._run_baseline,
        }
        return special.get(name, partial(self._run_questions, name))

    # ------------------------------------------------------------ suites

    def load(self, name: str) -> Suite:
        """A suite's questions and documents; what is wrong with the file is said on standard error."""
        suite = corpora.load_suite(name, self.data, self.limit, self.suites_folder)
        for problem in suite.problems:
            print(problem, file=sys.stderr)
        return suite

    def engine(self, suite: Suite, settings: Mapping[str, Any] | None = None) -> Answerer:
        """The engine over the suite's store, opened once for each store and settings."""
        settings = {**self.settings, **(settings or {})}
        store = self.place(suite)
        key = (store, json.dumps(settings, sort_keys=True, default=str))
        if key not in self._engines:
            self._engines[key] = self.opener(store, settings)
            if self.store:
                _tell_strangers(suite, self._engines[key])
        return self._engines[key]

    def place(self, suite: Suite) -> str:
        """Where the suite's store is; it is built if need be."""
        return self.store or str(corpora.store_for(suite.corpus, self.cache))

    def ask(self, suite: Suite, answerer: Answerer, system: str = "engine", **settings: Any) -> Run:
        """A run over a suite, its records written and a progress line shown."""
        embedder = getattr(getattr(answerer, "store", None), "embedder", None)
        shown = {"embedder": getattr(embedder, "name", ""), **self.settings, **settings}
        shown["store"] = settings.get("store") or self.store or "built"
        return run_suite(suite, answerer, partial(progress, f"{suite.name} {system}"), system, shown)

    def _run_questions(self, name: str) -> tuple[Finished, Record]:
        suite = self.load(name)
        run = self.ask(suite, self.engine(suite))
        summary = write_run(run, self.out)
        return Finished(name, summary, run), gate.record_of(run)

    def _run_baseline(self) -> tuple[Finished, None]:
        """The afternoon's baseline on the report's questions, beside the engine in the same run."""
        from eval.baseline_rag import AfternoonRag

        suite = self.load("report")
        run = self.ask(suite, AfternoonRag(suite.corpus.texts), "baseline")
        return Finished("baseline", write_run(run, self.out), run), None

    def _run_retrieval(self) -> tuple[Finished, Record]:
        suite = self.load("report")
        engine: Any = self.engine(suite)
        ranked = retrieval.rank_suite(suite, engine, partial(progress, "retrieval"))
        summary = {
            "format": FORMAT,
            "suite": "retrieval",
            "questions": len({row.question.id for row in ranked}),
            "levels": retrieval.summarise_ranking(ranked),
            "made": made(),
        }
        lines = [json.dumps(row.to_record(), ensure_ascii=False) for row in ranked]
        self._write("retrieval.jsonl", "\n".join(lines) + "\n")
        self._write("retrieval.summary.json", json.dumps(summary, ensure_ascii=False, indent=1) + "\n")
        record = retrieval.ranking_record(suite, ranked, summary)
        return Finished("retrieval", summary, rankings=tuple(ranked)), record

    def _run_latency(self) -> tuple[Finished, None]:
        suite = self.load("report")
        times = latency.probe(self.place(suite), suite.questions, self.settings)
        summary = {"format": FORMAT, "suite": "latency", "times": times, "made": made()}
        self._write("latency.summary.json", json.dumps(summary, ensure_ascii=False, indent=1) + "\n")
        if latency.over_budget(times, latency.LIMIT):
            self.failed.append("latency")
        return Finished("latency", summary), None

    def _write(self, name: str, text: str) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / name).write_text(text, "utf-8")

    # ------------------------------------------------------------ the gate and the end

    def _judge(self, finished: Finished, record: Record) -> Finished:
        """The finished suite with its baseline and the gate's verdict."""
        try:
            baseline = gate.read_baseline(record.suite, self.baselines)
            verdict = gate.compare(record, baseline) if baseline else None
        except BaselineMismatchError as error:
            print(error, file=sys.stderr)
            self.failed.append(finished.name)
            return finished
        if verdict and not verdict.passed:
            self.failed.append(finished.name)
        return Finished(finished.name, finished.summary, finished.run, baseline, verdict, finished.rankings)

    def finish(self, page: bool = True) -> int:
        """Print every table and the verdicts, write the reports; 1 if the gate stopped a suite, else 0."""
        for finished in self.finished:
            print(f"\n{_text(finished)}")
        if page and self.finished:
            from eval.report import write_report

            print(f"\n报告 (report): {write_report(self.finished, self.out)}")
        print(f"\n记录 (records): {self.out}")
        if self.failed:
            print(f"未通过 (the gate stopped): {', '.join(dict.fromkeys(self.failed))}", file=sys.stderr)
        return 1 if self.failed else 0


def _tell_strangers(suite: Suite, engine: Answerer) -> None:
    """Say which of the suite's documents a store that was given lacks, or holds in another version."""
    store: Any = getattr(engine, "store", None)
    if store is None:
        return
    held = {document.name for document in store.documents()}
    texts = suite.corpus.texts
    strange = [name for name in texts if name not in held or store.text(name) != texts[name]]
    if strange:
        names = "、".join(strange[:3]) + (" …" if len(strange) > 3 else "")
        line = f"{suite.name}：所给的索引缺 {len(strange)} 份题目所据的文件，或内容不同"
        print(f"{line} (the store lacks, or differs in): {names}", file=sys.stderr)


def _text(finished: Finished) -> str:
    """A finished suite on the terminal."""
    if finished.name == "latency":
        return latency_text(finished.summary["times"])
    before = finished.baseline["summary"] if finished.baseline else None
    if finished.name == "retrieval":
        text = ranking_text(finished.summary, before)
    else:
        text = f"{measures_text(finished.summary, before)}\n\n{kinds_text(finished.summary, before)}"
    return f"{text}\n\n{verdict_text(finished.name, finished.verdict)}"
