"""Killed at any point, the store opens and holds the last complete state.

Twenty kills here; `python -m eval.scale --kills 200` does two hundred.
"""

from __future__ import annotations

from pathlib import Path

from eval.kills import Killer


def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    killer = Killer(tmp_path, seed=20)
    for _ in range(20):
        outcome = killer.kill_once()
        assert outcome.problems == []
    assert killer.kills == 20
    killer.finish()
    assert len(list((tmp_path / "store" / "generations").iterdir())) <= 2
