"""`python -m eval.scale`: what indexing and asking cost at 2,000 to 200,000 passages.

Every measurement runs in a process of its own, whose peak memory the operating system tells. Prints a table
with the machine; writes `scale.json`, `scale.md` and `scale.png`. All targets are ratios or hard limits.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.variations import documents

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
_SAMPLE = 1500
"""Passages on which the encoders are compared, before and after indexing in the same process."""
_QUESTIONS = 60
_FRESH = 3
"""Fresh processes that are started for a first answer; the fastest counts, as the machine is shared."""


@dataclass(slots=True)
class Size:
    """What was measured at one size."""

    asked: int
    passages: int = 0
    documents: int = 0
    index_seconds: float = 0.0
    index_cpu_seconds: float = 0.0
    index_peak_mb: float = 0.0
    disk_mb: float = 0.0
    bare_per_second: float = 0.0
    """Passages a second of `USE(threads=1).encode`, same process."""
    ours_per_second: float = 0.0
    """Passages a second of our encoder, same process."""
    first_answer_seconds: float = 0.0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    ask_peak_mb: float = 0.0

    @property
    def milliseconds(self) -> float:
        """Time of the whole pipeline for a passage."""
        return self.index_seconds / max(self.passages, 1) * 1000

    @property
    def cpu_milliseconds(self) -> float:
        """Processor time of the whole pipeline for a passage; other processes do not disturb it."""
        return self.index_cpu_seconds / max(self.passages, 1) * 1000


@dataclass(slots=True)
class Result:
    """All that is reported."""

    machine: str
    settings: dict[str, Any]
    sizes: list[Size] = field(default_factory=list)
    small_first_answer_seconds: float = 0.0
    """First answer of a fresh process on the bundled report."""
    kills: int = 0
    kills_mid_run: int = 0
    lost: int = 0
    """Kills after which anything was missing or wrong."""


# ---------------------------------------------------------------- children: one measurement, one process


def _child(name: str, *arguments: object) -> tuple[dict[str, Any], float, float]:
    """Run a measurement of this file in a new process: what it says, its seconds, its peak memory in MB."""
    command = [sys.executable, "-m", "eval.scale", "--child", name, *map(str, arguments)]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"the measurement {name} failed")
    return json.loads(said), time.monotonic() - began, usage.ru_maxrss / 1024


def _index(folder: str, store: str, drawn: str) -> dict[str, Any]:
    """Index a folder, with both encoders measured on a sample before and after.

    `drawn` ("True"): vectors are drawn instead of encoded, see `--drawn-vectors`.
    """
    from ingest.embed import embedding_text
    from ingest.library import Options, index
    from ingest.load import load
    from ingest.packaged import PackagedEncoder
    from ingest.split import split

    encoder = PackagedEncoder()
    sample: list[str] = []
    for path in sorted(Path(folder).iterdir()):
        sample += [embedding_text(passage) for passage in split(load(path))]
        if len(sample) >= _SAMPLE:
            break
    sample = sample[:_SAMPLE]
    rates = [_rates(encoder, sample)]
    cpu = time.process_time()
    pool = encoder.encode(sample)
    encoding = (time.process_time() - cpu) / len(sample)
    if drawn == "True":
        PackagedEncoder.encode = lambda self, texts: _drawn(pool, texts)  # type: ignore[method-assign]
    began, cpu = time.monotonic(), time.process_time()
    summary = index([Path(folder)], store, Options(progress=None))
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    if drawn == "True":
        cpu += encoding * summary.passages
        seconds += summary.passages / rates[0][1]
    else:
        rates.append(_rates(encoder, sample))
    return {
        "passages": summary.passages,
        "documents": summary.documents,
        "index_seconds": seconds,
        "index_cpu_seconds": cpu,
        "bare_per_second": sum(bare for bare, _ in rates) / len(rates),
        "ours_per_second": sum(ours for _, ours in rates) / len(rates),
    }


def _drawn(pool: Any, texts: Sequence[str]) -> Any:
    """For each text a vector near one of the pool's, always the same for the same text."""
    import numpy as np

    rows = np.empty((len(texts), pool.shape[1]), np.float32)
    for at, text in enumerate(texts):
        draw = np.random.default_rng(zlib.crc32(text.encode()))
        row = pool[draw.integers(len(pool))] + draw.standard_normal(pool.shape[1]).astype(np.float32) * 0.02
        rows[at] = row / np.linalg.norm(row)
    return rows


def _rates(encoder: Any, sample: list[str]) -> tuple[float, float]:
    """Passages a second: the package's own call on one thread, and ours."""
    return _rate(encoder.reference, sample), _rate(encoder.encode, sample)


def _rate(encode: Callable[[list[str]], object], sample: list[str]) -> float:
    encode(sample[:8])
    began = time.perf_counter()
    encode(sample)
    return len(sample) / (time.perf_counter() - began)


def _ask(store: str, data: str) -> dict[str, Any]:
    """Put questions one after the other to one engine; milliseconds of each."""
    from qa import Engine, Question

    texts = _questions(Path(data))
    engine = Engine.open(store)
    for text in texts[:5]:
        engine.ask(Question(text))
    taken = []
    for text in texts:
        began = time.perf_counter()
        engine.ask(Question(text))
        taken.append((time.perf_counter() - began) * 1000)
    return {"milliseconds": taken}


def _first(store: str, question: str) -> dict[str, Any]:
    """One answer, as `python -m qa` gives it."""
    from qa import Engine, Question

    return {"status": Engine.open(store).ask(Question(question)).status}


def _questions(data: Path) -> list[str]:
    """Questions about documents that are in a corpus of any size."""
    articles = json.loads((data / "cmrc2018_trial.json").read_text("utf-8"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    texts = [paragraph["qas"][0]["question"] for paragraph in paragraphs]
    return texts[:: max(1, len(texts) // _QUESTIONS)][:_QUESTIONS]


_CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {"index": _index, "ask": _ask, "first": _first}


# ---------------------------------------------------------------- the measurements


def measure(count: int, data: Path, work: Path, drawn: bool, say: Callable[[str], None]) -> Size:
    """All measurements at one size."""
    size = Size(asked=count)
    folder, store = work / f"files-{count}", work / f"store-{count}"
    folder.mkdir()
    for name, text in documents(data, count):
        (folder / name).write_text(text, "utf-8")
    say(f"{count}: indexing")
    said, _, size.index_peak_mb = _child("index", folder, store, drawn)
    for key, value in said.items():
        setattr(size, key, value)
    size.disk_mb = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 2**20
    say(f"{count}: {size.passages} passages in {size.index_seconds:.0f} s, peak {size.index_peak_mb:.0f} MB")
    said, _, size.ask_peak_mb = _child("ask", store, data)
    taken = sorted(said["milliseconds"])
    size.p50_ms, size.p95_ms = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    question = _questions(data)[0]
    size.first_answer_seconds = min(_child("first", store, question)[1] for _ in range(_FRESH))
    say(f"{count}: p95 {size.p95_ms:.0f} ms, first answer {size.first_answer_seconds:.2f} s")
    shutil.rmtree(folder)
    shutil.rmtree(store)
    return size


def small_first_answer(work: Path) -> float:
    """Seconds of a fresh process's first answer on the bundled report."""
    from ingest.library import bundled_report, index

    store = str(work / "store-report")
    index([bundled_report()], store)
    return min(_child("first", store, "今年新增了多少个文明社区?")[1] for _ in range(_FRESH))


def kill(count: int, work: Path, result: Result) -> None:
    """Kill indexing processes; count what was lost."""
    from eval.kills import Killer

    killer = Killer(work / "kills", seed=count)
    for _ in range(count):
        result.lost += bool(killer.kill_once().problems)
    result.kills, result.kills_mid_run = killer.kills, killer.mid_run
    killer.finish()


def machine() -> str:
    """The machine in words."""
    model = platform.processor()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), model)
    load = os.getloadavg()[0]
    python = platform.python_version()
    return f"{model}, {os.cpu_count()} cores, Python {python}, load average {load:.1f} at the start"


# ---------------------------------------------------------------- telling


def rows(result: Result) -> list[tuple[str, str, str, bool]]:
    """What was asked for, the limit, what was measured, whether it is reached."""
    small, large = result.sizes[0], result.sizes[-1]
    pipeline = large.passages / max(large.index_seconds, 1e-9)
    answers = [
        ("whole pipeline over bare encoder (USE, 1 thread)", ">= 0.8", pipeline / large.bare_per_second, 0.8),
        ("whole pipeline over our own encoder", "told, no limit", pipeline / large.ours_per_second, 0.0),
        ("our encoder over USE(threads=1)", ">= 1.8", large.ours_per_second / large.bare_per_second, 1.8),
    ]
    limits = [
        ("time per passage, largest over smallest", "<= 1.3", large.milliseconds / small.milliseconds, 1.3),
        (
            "processor time per passage, largest over smallest",
            "<= 1.3",
            large.cpu_milliseconds / small.cpu_milliseconds,
            1.3,
        ),
        ("p95 of an answer, largest over smallest", "<= 3", large.p95_ms / small.p95_ms, 3.0),
        ("p95 of an answer at the largest, ms", "<= 250", large.p95_ms, 250.0),
        ("peak memory asking, MB", "<= 1536", large.ask_peak_mb, 1536.0),
        ("peak memory indexing, MB", "<= 2560", large.index_peak_mb, 2560.0),
        (
            "first answer of a fresh process over that on the report",
            "<= 2",
            large.first_answer_seconds / max(result.small_first_answer_seconds, 1e-9),
            2.0,
        ),
    ]
    table = [(what, limit, f"{value:.2f}", value >= least) for what, limit, value, least in answers]
    table += [(what, limit, f"{value:.2f}", value <= most) for what, limit, value, most in limits]
    if result.kills:
        lost = f"{result.lost} of {result.kills}"
        table.append(("kills after which anything was lost", "0", lost, result.lost == 0))
    return table


_COLUMNS: dict[str, Callable[[Size], float]] = {
    "passages": lambda size: size.passages,
    "documents": lambda size: size.documents,
    "index s": lambda size: size.index_seconds,
    "ms/passage": lambda size: size.milliseconds,
    "CPU ms/passage": lambda size: size.cpu_milliseconds,
    "index peak MB": lambda size: size.index_peak_mb,
    "disk MB": lambda size: size.disk_mb,
    "answer p50 ms": lambda size: size.p50_ms,
    "answer p95 ms": lambda size: size.p95_ms,
    "ask peak MB": lambda size: size.ask_peak_mb,
    "first answer s": lambda size: size.first_answer_seconds,
}


def markdown(result: Result) -> str:
    """The tables as Markdown."""
    lines = [result.machine, "", f"Settings: `{json.dumps(result.settings)}`", ""]
    lines += ["| what | at least | measured | reached |", "|---|---|---|---|"]
    for what, limit, value, reached in rows(result):
        lines.append(f"| {what} | {limit} | {value} | {'yes' if reached else 'NO'} |")
    lines += ["", f"| {' | '.join(_COLUMNS)} |", "|" + "---|" * len(_COLUMNS)]
    for size in result.sizes:
        cells = [cost(size) for cost in _COLUMNS.values()]
        shown = [f"{cell:,}" if isinstance(cell, int) else f"{cell:.2f}" for cell in cells]
        lines.append(f"| {' | '.join(shown)} |")
    lines += ["", f"First answer on the bundled report: {result.small_first_answer_seconds:.2f} s."]
    return "\n".join(lines) + "\n"


def draw(result: Result, path: Path) -> None:
    """Cost against size, one panel a cost."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    panels: list[tuple[str, Callable[[Size], float]]] = [
        ("indexing, ms per passage", lambda size: size.milliseconds),
        ("one answer, p95 ms", lambda size: size.p95_ms),
        ("peak memory indexing, MB", lambda size: size.index_peak_mb),
        ("peak memory asking, MB", lambda size: size.ask_peak_mb),
        ("first answer of a fresh process, s", lambda size: size.first_answer_seconds),
        ("disk, MB", lambda size: size.disk_mb),
    ]
    figure = Figure(figsize=(11, 6), layout="constrained")
    for axes, (title, cost) in zip(figure.subplots(2, 3).flat, panels, strict=True):
        axes.plot(
            [size.passages for size in result.sizes], list(map(cost, result.sizes)), "o-", color="#0b6e6e"
        )
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        axes.set_title(title, fontsize=10)
        axes.set_xlabel("passages", fontsize=9)
        axes.grid(color="#dfe5e8")
    figure.savefig(path, dpi=130)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, write; exit code 1 if a limit is missed."""
    argv = list(sys.argv[1:] if argv is None else argv)
    if argv[:1] == ["--child"]:
        sys.stdout.write(json.dumps(_CHILDREN[argv[1]](*argv[2:])))
        return 0
    arguments = _arguments(argv)

    def say(line: str) -> None:
        sys.stderr.write(line + "\n")

    settings = {"sizes": arguments.sizes, "kills": arguments.kills, "questions": _QUESTIONS}
    result = Result(machine(), {**settings, "drawn vectors": arguments.drawn_vectors})
    with tempfile.TemporaryDirectory(prefix="report-qa-scale-", dir=arguments.work) as name:
        work = Path(name)
        if arguments.kills:
            kill(arguments.kills, work, result)
            say(f"{result.kills} kills, {result.kills_mid_run} in mid-run, {result.lost} with losses")
        if arguments.sizes:
            result.small_first_answer_seconds = small_first_answer(work)
        for count in arguments.sizes:
            result.sizes.append(measure(count, arguments.data, work, arguments.drawn_vectors, say))
            _write(result, arguments.out)
    table = markdown(result) if result.sizes else f"{result.lost} of {result.kills} kills lost anything\n"
    sys.stdout.write(table)
    missed = result.lost or (result.sizes and not all(ok for *_, ok in rows(result)))
    return 1 if missed else 0


def _write(result: Result, out: Path) -> None:
    """All files, after each size, so that a run that is cut off leaves what it has."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "scale.json").write_text(json.dumps(asdict(result), indent=1), "utf-8")
    (out / "scale.md").write_text(markdown(result), "utf-8")
    draw(result, out / "scale.png")


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.scale", description=__doc__.split("\n")[0])
    sizes = [2_000, 20_000, 200_000]
    parser.add_argument("--data", type=Path, required=True, help="folder with reports/, CMRC and DRCD")
    parser.add_argument("--sizes", type=int, nargs="*", default=sizes, help="passages, ascending")
    parser.add_argument(
        "--drawn-vectors",
        action="store_true",
        help="draw vectors near real ones instead of encoding every passage, and add the time that encoding "
        "takes on a sample: for a machine that is busy; everything else is done in full",
    )
    parser.add_argument("--kills", type=int, default=0, help="kills of an indexing process")
    parser.add_argument("--out", type=Path, default=ROOT / "eval" / "runs" / "scale")
    parser.add_argument("--work", type=Path, default=None, help="where stores are made and removed")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
