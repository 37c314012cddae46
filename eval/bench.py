"""`python -m eval.bench`: start-up, answer time and memory of the program as people meet it.

What depends on the machine is given as a ratio to something that the same machine does in the same minute:
a question's whole process over the bare import of Chroma, the two run in turn, with modules compiled before as they
are for everybody who has run a program once. Processor time stands beside it: other programs lengthen it less.
`--fresh` adds `make run` from
a new clone in an empty folder to an open page, packages downloaded before. Prints a Markdown table; exit code
1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpora import ROOT, cache_folder, load_suite, store_for
from eval.engines import check_store, open_engine
from eval.errors import EvalError
from eval.metrics import percentile
from eval.runner import made
from eval.suites import GoldQuestion
from qa.records import Question, Turn

__all__ = ["Line", "main", "markdown", "run_once"]

IMPORT = ("-c", "import chromadb")
FRESH_LIMIT = 600
"""Seconds after which a fresh start is given up."""
STOP_LIMIT = 20
"""Seconds in which a page that is told to stop must be gone."""
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement beside its bound; at most `bound` is good."""

    what: str
    value: float
    bound: float
    unit: str
    detail: str = ""

    @property
    def kept(self) -> bool:
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Process:
    """One run of a command: seconds by the clock and of processor time, and the most memory it held, in MB."""

    seconds: float
    worked: float
    megabytes: float


def run_once(arguments: Sequence[str], bytecode: Path | None = None) -> Process:
    """Run `python ARGUMENTS` from the root, output thrown away; compiled modules are kept in `bytecode`, if given,
    whatever this process was told. Raises EvalError if it fails."""
    env = dict(os.environ)
    if bytecode is not None:
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(bytecode)
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode:
        last = (said.decode(errors="replace").strip().splitlines() or ["(no message)"])[-1]
        raise EvalError(f"命令失败 (failed): python {' '.join(arguments)}: {last}")
    kilobyte = 1 if sys.platform == "darwin" else 1024
    return Process(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * kilobyte / 1e6)


def whole_process(store: str, question: str, runs: int) -> list[Line]:
    """A question from the command line against the bare import of Chroma, in turn, medians of `runs`."""
    ask = ("-m", "qa", question, "--store", store)
    bare, asked = [], []
    with tempfile.TemporaryDirectory(prefix="report-qa-bytecode-") as folder:
        for command in (IMPORT, ask):  # modules compiled, files into the system's cache
            run_once(command, Path(folder))
        for _ in range(runs):
            bare.append(run_once(IMPORT, Path(folder)))
            asked.append(run_once(ask, Path(folder)))
    base = statistics.median(run.seconds for run in bare)
    ours = statistics.median(run.seconds for run in asked)
    work = statistics.median(run.worked for run in asked) / statistics.median(run.worked for run in bare)
    peak = max(run.megabytes for run in asked)
    detail = f"{ours:.2f} s / {base:.2f} s, median of {runs} each; {work:.2f}× in processor time"
    return [
        Line(
            '`python -m qa "…"`, whole process, over `python -c "import chromadb"`',
            ours / base,
            2,
            "×",
            detail,
        ),
        Line(f"peak memory of a question process, largest of {runs}", peak, 500, " MB"),
    ]


def in_process(store: str, asked: Sequence[GoldQuestion]) -> Line:
    """Every question once, in one running process."""
    engine = open_engine(store)
    questions = [_put(question) for question in asked]
    times = []
    for question in questions:
        began = time.perf_counter()
        engine.ask(question)
        times.append(1000 * (time.perf_counter() - began))
    detail = f"{len(times)} questions, median {percentile(times, 50):.0f} ms, longest {max(times):.0f} ms"
    return Line(
        "one answer in a running process, prepared as the page is, p95",
        percentile(times, 95),
        60,
        " ms",
        detail,
    )


def _put(question: GoldQuestion) -> Question:
    turns = tuple(Turn("user" if role == "user" else "assistant", text) for role, text in question.history)
    return Question(question.question, question.id, turns)


def fresh_start() -> Line:
    """`make run` in a new clone with an empty environment, until the page answers.

    The environment is made twice: the first fills pip's cache, the second is measured. Raises EvalError.
    """
    with tempfile.TemporaryDirectory(prefix="report-qa-fresh-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        subprocess.run(["make", "--silent", ".venv/.installed-runtime"], cwd=clone, check=True, stdout=2)
        subprocess.run(["rm", "-rf", ".venv"], cwd=clone, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        env = {**os.environ, "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": _cache_home()}
        env.pop("REPORT_QA_STORE", None)
        command = ["make", "run", f"ARGS=--port {port} --no-browser"]
        began = time.perf_counter()
        page = subprocess.Popen(command, cwd=clone, env=env, stdout=2, start_new_session=True)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", page, began + FRESH_LIMIT)
            seconds = time.perf_counter() - began
        finally:
            _stop(page)
    return Line(
        "`make run` from a fresh clone to an open page, packages downloaded before", seconds, 90, " s"
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, by force where it does not go by itself."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, sign)
        try:
            process.wait(timeout=STOP_LIMIT)
            return
        except subprocess.TimeoutExpired:
            continue


def _cache_home() -> str:
    """Where pip's cache lies now, kept when everything else of the user's is put aside."""
    return os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")


def _wait_for(url: str, process: subprocess.Popen[bytes], deadline: float) -> None:
    while process.poll() is None and time.perf_counter() < deadline:
        try:
            with NO_PROXY.open(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise EvalError(f"页面没有打开 (make run did not open its page): {url}")


def markdown(lines: Sequence[Line]) -> str:
    """The measurements as a Markdown table, with the machine under it."""
    head = ["| what | measured | at most | |", "|---|---|---|---|"]
    rows = []
    for line in lines:
        digits = 2 if line.value < 10 else 0
        measured = f"**{line.value:.{digits}f}{line.unit}**" + (f" ({line.detail})" if line.detail else "")
        mark = "✓" if line.kept else "missed"
        rows.append(f"| {line.what} | {measured} | {line.bound:g}{line.unit} | {mark} |")
    where = made()
    return "\n".join(
        [*head, *rows, "", f"{where['machine']}, Python {where['python']}, {where['date'][:10]}"]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 1 where a bound is missed or a command fails."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__.split("\n")[0])
    parser.add_argument("--store", metavar="DIR", help="用这个索引,不另建 (use this store)")
    parser.add_argument(
        "--runs", type=int, default=7, metavar="N", help="每条命令次数 (runs of each command)"
    )
    parser.add_argument("--fresh", action="store_true", help="也测 make run (also time make run, minutes)")
    args = parser.parse_args(arguments)
    if args.runs < 1:
        parser.error("--runs 至少为 1 (at least 1)")
    try:
        suite = load_suite("report")
        store = check_store(args.store) if args.store else str(store_for(suite.corpus, cache_folder()))
        lines = whole_process(store, suite.questions[0].question, args.runs)
        lines.append(in_process(store, suite.questions))
        if args.fresh:
            lines.append(fresh_start())
    except EvalError as error:
        print(error, file=sys.stderr)
        return 1
    print(markdown(lines))
    return 0 if all(line.kept for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
