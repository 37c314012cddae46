"""The commands: run suites through the gate, list failures, check question files, compare, ablate."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from eval import corpora
from eval.corpora import ROOT, Suite
from eval.engines import check_store, open_engine, parse_settings
from eval.errors import EvalError, MissingDataError, UnknownSuiteError, UsageError
from eval.listing import failures_text, kinds_text, measures_text
from eval.runner import read_results, run_suite, write_run
from eval.table import progress

__all__ = ["SUITES", "main"]

QUESTION_SUITES = ("report", "report-heldout", "reports", "reports-heldout", "cmrc", "drcd")
SUITES = (*QUESTION_SUITES, "retrieval", "latency", "baseline")
DEFAULT = ("report",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 a stated failure or a regression, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    commands = {"failures": _failures, "check": _check}
    try:
        if words and words[0] in commands:
            return commands[words[0]](words[1:])
        return _run(words)
    except EvalError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except Exception as error:  # the edge: no traceback reaches a user
        if "--traceback" in words:
            raise
        text = (
            f"{error}" if type(error).__module__.startswith("ingest") else f"{type(error).__name__}: {error}"
        )
        print(f"评测中断:{text}。加 --traceback 看详情。(Stopped; --traceback shows more.)", file=sys.stderr)
        return getattr(error, "exit_code", 1)


def _parser(prog: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m eval{prog}", description=description)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="套件 (suites): " + ", ".join(SUITES))
    parser.add_argument("--data", metavar="PATH", help="数据集所在 (data sets; default ../shared/data)")
    parser.add_argument("--out", metavar="DIR", help="结果写到这里 (default runs/<time>)")
    parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
    return parser


def _known(suites: Sequence[str]) -> list[str]:
    for name in suites:
        if name not in SUITES:
            raise UnknownSuiteError(f"没有套件 {name};有 (unknown suite, known are): {', '.join(SUITES)}")
    return list(dict.fromkeys(suites))


def _run(words: Sequence[str]) -> int:
    """`python -m eval [SUITE ...]`."""
    parser = _parser("", "运行评测 (run the benchmark)")
    parser.add_argument("--store", metavar="DIR", help="用这个索引,不另建 (use this store)")
    parser.add_argument("--work", metavar="DIR", help="自建索引的缓存 (cache of built stores)")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="只问前 N 题 (first N questions)")
    parser.add_argument("--set", default="", metavar="KEY=VALUE,…", help="引擎设置 (engine settings)")
    args = parser.parse_args(words)
    suites = _known(args.suites) or list(DEFAULT)
    if args.limit < 0:
        raise UsageError("--limit 不能小于 0。(must not be negative)")
    if args.store:
        check_store(args.store)
    out = Path(args.out) if args.out else _new_run()
    settings = parse_settings(args.set)
    for name in suites:
        try:
            suite = corpora.load_suite(name, corpora.data_folder(args.data), args.limit)
        except MissingDataError as error:
            print(error, file=sys.stderr)
            continue
        _tell_problems(suite)
        store = args.store or str(corpora.store_for(suite.corpus, corpora.cache_folder(args.work)))
        engine = open_engine(store, settings)
        run = run_suite(suite, engine, partial(progress, name), settings=settings)
        summary = write_run(run, out)
        print(f"\n{measures_text(summary)}\n\n{kinds_text(summary)}")
    print(f"\n结果 (records): {out}")
    return 0


def _new_run() -> Path:
    """A folder of its own for this run; `runs/latest` names it for later commands."""
    runs = ROOT / "runs"
    folder = runs / datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _latest(name: str) -> Path:
    """The newest record file of a suite under runs/."""
    found = sorted((ROOT / "runs").glob(f"*/{name}.jsonl"))
    if not found:
        raise EvalError(f"还没有 {name} 的结果;先运行 python -m eval {name}。(No run of it yet.)")
    return found[-1]


def _tell_problems(suite: Suite) -> None:
    for problem in suite.problems:
        print(problem, file=sys.stderr)


def _failures(words: Sequence[str]) -> int:
    """`python -m eval failures [SUITE]`."""
    parser = _parser(" failures", "列出上次运行中失败的题 (the failures of the last run)")
    parser.add_argument("--reveal", action="store_true", help="留出集也列出 (list held-out ones too)")
    args = parser.parse_args(words)
    for name in args.suites or ["report"]:
        path = Path(args.out) / f"{name}.jsonl" if args.out else _latest(name)
        records = read_results(path)
        wrong = sum(record["right"] < 1 for record in records)
        print(f"{name}: {path}\n{len(records)} 题,错 {wrong} 题 (questions, wrong)\n")
        if "heldout" in name and not args.reveal:
            print("这是留出集,不列出题目,以免照着调;确要看请加 --reveal。(Held out; --reveal shows them.)")
        else:
            print(failures_text(records))
    return 0


def _check(words: Sequence[str]) -> int:
    """`python -m eval check [SUITE ...]`: question files against schema and source."""
    args = _parser(" check", "检查题目文件 (check question files)").parse_args(words)
    bad = 0
    for name in args.suites or ["report", "report-heldout", "reports", "reports-heldout"]:
        try:
            suite = corpora.load_suite(name, corpora.data_folder(args.data))
        except MissingDataError as error:
            print(error, file=sys.stderr)
            continue
        _tell_problems(suite)
        bad += len(suite.problems)
        print(f"{name}: {len(suite.questions)} 题可用 (usable), {len(suite.problems)} 处问题 (problems)")
    return 1 if bad else 0
