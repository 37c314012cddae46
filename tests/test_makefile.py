"""What `make` does to the machine, on one that is only pretended."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _fake(folder: Path, name: str, says: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{says}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_the_browser_is_installed_whether_or_not_one_is_root(tmp_path: Path) -> None:
    for user in ("0", "1000"):
        log = tmp_path / f"log-{user}"
        _fake(tmp_path, "id", f"echo {user}")
        _fake(tmp_path, "fc-list", "")  # no font: nothing is skipped
        _fake(tmp_path, "apt-get", f'echo "$@" >> {log}')
        _fake(tmp_path, "sudo", 'while [ "${1#-}" != "$1" ]; do shift; done; exec "$@"')
        run = subprocess.run(
            ["make", "-C", str(ROOT), "browser"],
            env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        first, second = log.read_text("utf-8").splitlines()
        assert first.endswith("update")
        assert "install" in second
        assert "chromium" in second
