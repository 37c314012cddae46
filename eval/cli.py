"""The commands: run suites through the gate, list failures, check question files, compare, ablate."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from eval import corpora
from eval.corpora import ROOT
from eval.engines import check_store, parse_settings
from eval.errors import EvalError, MissingDataError, UnknownSuiteError, UsageError
from eval.listing import failures_text
from eval.runner import read_results
from eval.session import SUITES, Session

__all__ = ["main"]

DEFAULT = ("report", "retrieval", "latency")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 a stated failure or a regression, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    commands = {
        "failures": _failures,
        "check": _check,
        "compare": _compare,
        "ablation": _ablation,
        "curve": _curve,
    }
    try:
        if words and words[0] in commands:
            return commands[words[0]](words[1:])
        return _run(words)
    except EvalError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("已中断。(Interrupted.)", file=sys.stderr)
        return 1
    except Exception as error:  # the edge: no traceback reaches a user
        if "--traceback" in words:
            raise
        ours = type(error).__module__.startswith("ingest")
        text = str(error) if ours else f"{type(error).__name__}: {error}"
        print(f"评测中断：{text} 加 --traceback 看详情。(Stopped; --traceback shows more.)", file=sys.stderr)
        return int(getattr(error, "exit_code", 1))


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m eval{command}", description=description)
    parser.add_argument("--data", metavar="PATH", help="数据集所在 (data sets; default ../shared/data)")
    parser.add_argument("--out", metavar="DIR", help="结果写到这里 (results; default runs/<time>)")
    parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
    return parser


def _run_parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = _parser(command, description)
    parser.add_argument("--store", metavar="DIR", help="用这个索引，不另建 (use this store)")
    parser.add_argument("--work", metavar="DIR", help="自建索引的缓存 (where built stores are kept)")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="只问前 N 题 (first N questions)")
    return parser


def _known(suites: Sequence[str], known: Sequence[str] = SUITES) -> list[str]:
    for name in suites:
        if name not in known:
            raise UnknownSuiteError(f"没有套件 {name}；有 (unknown suite, known are): {', '.join(known)}")
    return list(dict.fromkeys(suites))


def _session(args: argparse.Namespace, settings: str = "") -> Session:
    if args.limit < 0:
        raise UsageError("--limit 不能小于 0。(must not be negative)")
    if args.store:
        check_store(args.store)
    return Session(
        data=corpora.data_folder(args.data),
        cache=corpora.cache_folder(args.work),
        store=args.store,
        limit=args.limit,
        settings=parse_settings(settings),
        out=Path(args.out) if args.out else _new_folder(),
    )


def _run(words: Sequence[str]) -> int:
    """`python -m eval [SUITE ...]`."""
    parser = _run_parser("", "运行评测，与基线比较 (run the benchmark and compare with the baseline)")
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="套件 (suites): " + ", ".join(SUITES))
    parser.add_argument("--set", default="", metavar="KEY=VALUE,…", help="引擎设置 (engine settings)")
    parser.add_argument("--accept", metavar="REASON", help="以这次结果为新基线 (make this the baseline)")
    parser.add_argument("--no-gate", action="store_true", help="不与基线比较 (don't compare)")
    parser.add_argument("--no-page", action="store_true", help="不写网页报告 (no HTML report)")
    args = parser.parse_args(words)
    suites = _known(args.suites) or list(DEFAULT)
    if args.accept is not None and not args.accept.strip():
        raise UsageError('--accept 要写明理由：--accept "为什么"。(A reason is needed.)')
    if args.accept and (args.limit or args.set or args.store):
        raise UsageError(
            "--accept 不能与 --limit、--set、--store 同用。(Only a full default run can be one.)"
        )
    session = _session(args, args.set)
    for name in suites:
        try:
            session.run(name, judge=not args.no_gate, accept=args.accept)
        except MissingDataError as error:
            print(error, file=sys.stderr)
        except EvalError as error:  # this suite can't be run; the others can
            print(error, file=sys.stderr)
            session.failed.append(name)
    return session.finish(page=not args.no_page)


def _new_folder() -> Path:
    """A folder for this run, named by the time."""
    runs = ROOT / "runs"
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    for number in range(1000):
        folder = runs / (stamp if not number else f"{stamp}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise EvalError(f"{runs} 里建不了新目录。(No new folder could be made.)")


def _latest(name: str) -> Path:
    """The newest record file of a suite under runs/."""
    found = sorted((ROOT / "runs").glob(f"*/{name}.jsonl"))
    if not found:
        raise EvalError(f"还没有 {name} 的结果；先运行 python -m eval {name}。(No run of it yet.)")
    return found[-1]


def _failures(words: Sequence[str]) -> int:
    """`python -m eval failures [SUITE]`."""
    parser = _parser(" failures", "列出上次运行中失败的题 (the failures of the last run)")
    parser.add_argument("suites", nargs="*", metavar="SUITE")
    parser.add_argument("--reveal", action="store_true", help="留出集也列出 (show held-out questions too)")
    args = parser.parse_args(words)
    for name in args.suites or ["report"]:
        path = Path(args.out) / f"{name}.jsonl" if args.out else _latest(name)
        if not path.is_file():
            raise EvalError(f"没有结果文件 {path}。(No such record file.)")
        records = read_results(path)
        wrong = sum(record["right"] < 1 for record in records)
        print(f"{name}: {path}\n{len(records)} 题，错 {wrong} 题 (questions, wrong)\n")
        if "heldout" in name and not args.reveal:
            print("这是留出集，不列出题目，以免照着调；确要看请加 --reveal。(Held out; --reveal shows them.)")
        else:
            print(failures_text(records))
    return 0


def _check(words: Sequence[str]) -> int:
    """`python -m eval check [SUITE ...]`: question files against schema and source."""
    parser = _parser(" check", "检查题目文件 (check question files)")
    parser.add_argument("suites", nargs="*", metavar="SUITE")
    args = parser.parse_args(words)
    files = [name for name in SUITES if (corpora.SUITES_FOLDER / f"{name}.jsonl").is_file()]
    bad = 0
    for name in _known(args.suites, files) or files:
        try:
            suite = corpora.load_suite(name, corpora.data_folder(args.data))
        except MissingDataError as error:
            print(error, file=sys.stderr)
            continue
        for problem in suite.problems:
            print(problem, file=sys.stderr)
        bad += len(suite.problems)
        print(f"{name}: {len(suite.questions)} 题可用 (usable), {len(suite.problems)} 处问题 (problems)")
    return 1 if bad else 0


def _compare(words: Sequence[str]) -> int:
    """`python -m eval compare A B [--suite NAME]`."""
    from eval.compare import parse_side, side_by_side

    parser = _run_parser(" compare", "两种设置或两个索引并排比较 (two stores or settings side by side)")
    what = "索引目录、key=value,… 或 default、baseline (a store, settings, or one of these two)"
    parser.add_argument("sides", nargs=2, metavar=("A", "B"), help=what)
    parser.add_argument("--suite", default="report")
    args = parser.parse_args(words)
    _known([args.suite])
    session = _session(args)
    sides = [(text, parse_side(text)) for text in args.sides]
    print(side_by_side(session, args.suite, sides))
    return 0


def _ablation(words: Sequence[str]) -> int:
    """`python -m eval ablation [--suite NAME]`: each stage of the engine off in turn."""
    from eval.compare import ablation_sides, side_by_side

    parser = _run_parser(" ablation", "逐个关掉引擎的环节，看各值多少 (each engine stage off in turn)")
    parser.add_argument("--suite", default="report")
    args = parser.parse_args(words)
    _known([args.suite])
    print(side_by_side(_session(args), args.suite, ablation_sides()))
    return 0


def _curve(words: Sequence[str]) -> int:
    """`python -m eval curve [--suite NAME]`: what each refusal threshold would give."""
    from eval.curve import refusal_curve

    parser = _run_parser(" curve", "拒答阈值取多少，各会怎样 (what each refusal threshold would give)")
    parser.add_argument("--suite", default="report")
    args = parser.parse_args(words)
    _known([args.suite])
    print(refusal_curve(_session(args), args.suite))
    return 0
