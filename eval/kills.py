"""Kill an indexing process at random moments, and look whether anything is lost.

A helper process imports everything once and forks one child a run, so that a kill costs a fraction of a
second. The child is killed with SIGKILL: no cleaning up, as in a power cut (short of what the disk itself
may lose). Afterwards the store must open and hold either the state before the run or the one after it,
whole: every document, text, passage and vector count, and a search must find.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Killer", "Outcome"]

_DOCUMENTS = 8
_LINES = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """One kill."""

    after_seconds: float
    """How long the process had been at it."""
    finished: bool
    """Whether it was done before the kill came."""
    switched: bool
    """Whether the new state is in service."""
    problems: list[str] = field(default_factory=list)
    """What was lost or wrong; empty is what we want."""


class Killer:
    """A store and a folder of reports that change from run to run."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._files = folder / "reports"
        self._files.mkdir(parents=True)
        self.location = str(folder / "store")
        self._random = random.Random(seed)
        self._helper = subprocess.Popen(
            [sys.executable, "-m", "eval.kills", str(self._files), self.location],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parent.parent,
        )
        self._step = 0
        self.kills = 0
        self.mid_run = 0
        self.state = self._write()
        began = time.monotonic()
        self._wait(self._start())
        self._usual = time.monotonic() - began

    # ---- the files

    def _write(self) -> dict[str, str]:
        """Change the reports: some lines, and one report that comes and goes. The new state by name."""
        self._step += 1
        state = {}
        for number in range(_DOCUMENTS):
            version = self._step if number % 2 else 0
            lines = [f"第{number}项第{line}条:完成投资{version * 100 + line}万元。" for line in range(_LINES)]
            state[f"报告{number}.txt"] = f"甲区202{number}年工作报告\n\n" + "\n\n".join(lines) + "\n"
        state[f"临时{self._step % 2}.txt"] = "临时报告\n\n植树1200棵。\n"
        for path in self._files.iterdir():
            if path.name not in state:
                path.unlink()
        for name, text in state.items():
            (self._files / name).write_text(text, "utf-8")
        return state

    # ---- the process

    def _start(self) -> int:
        """Begin a run; the pid of its process."""
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(b"run\n")
        self._helper.stdin.flush()
        return int(self._helper.stdout.readline())

    def _wait(self, pid: int) -> int:
        """The run's exit status, when it has ended."""
        assert self._helper.stdout is not None
        done, status = self._helper.stdout.readline().split()
        assert int(done) == pid
        return int(status)

    def kill_once(self) -> Outcome:
        """Change the reports, begin a run, kill it at a random moment, look at what is there."""
        before, after = self.state, self._write()
        moment = self._random.uniform(0, 1.1) * self._usual
        pid = self._start()
        began = time.monotonic()
        time.sleep(moment)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        seconds = time.monotonic() - began
        finished = self._wait(pid) == 0
        self.kills += 1
        self.mid_run += not finished
        held, problems = self._look(before, after)
        if held is not None:
            self.state = held
        return Outcome(seconds, finished, held == after, problems)

    def finish(self) -> None:
        """One run to its end, which also clears what the killed ones left; stop the helper."""
        self.state = self._write()
        status = self._wait(self._start())
        assert self._helper.stdin is not None
        self._helper.stdin.close()
        self._helper.wait()
        assert status == 0
        assert self._look(self.state, self.state)[1] == []

    # ---- what is there

    def _look(self, before: dict[str, str], after: dict[str, str]) -> tuple[dict[str, str] | None, list[str]]:
        from ingest.errors import ReportError
        from ingest.store import Store

        try:
            with closing(Store.open(self.location)) as store:
                held = {document.name: store.text(document.name) for document in store.documents()}
                if held not in (before, after):
                    return None, [f"neither the state before nor after: {sorted(held)}"]
                return held, self._passages(store, held)
        except ReportError as error:
            return None, [str(error)]

    def _passages(self, store: object, held: dict[str, str]) -> list[str]:
        from ingest.load import load
        from ingest.split import split
        from ingest.store import Store

        assert isinstance(store, Store)
        problems = []
        count = 0
        for name, text in held.items():
            aside = self._files.parent / "expected.txt"
            aside.write_text(text, "utf-8")
            expected = [passage.id for passage in split(load(aside, name=name))]
            found = [passage.id for passage in store.passages(name)]
            count += len(expected)
            if found != expected:
                problems.append(f"{name}: {len(expected) - len(found)} passages lost")
        if store.count() != count:
            problems.append(f"{store.count()} records instead of {count}")
        vector = store.embedder.encode_query("植树1200棵。")
        if "植树" not in store.dense(vector, 1)[0].passage.text:
            problems.append("a search does not find")
        if "植树" not in store.lexical("植树", 1)[0].passage.text:
            problems.append("a lexical search does not find")
        return problems


def _serve(files: str, location: str) -> None:
    """The helper: for each line on stdin fork a run, tell its pid, wait, tell how it ended."""
    import chromadb
    import chromadb.api.rust  # noqa: F401

    from ingest.embed import get_embedder
    from ingest.library import Options, follow

    get_embedder()
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            status = 1
            with suppress(Exception):
                follow(Path(files), location, Options(progress=False))
                status = 0
            os._exit(status)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{pid} {status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2])
