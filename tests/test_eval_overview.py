"""The table of a run's suites for the README."""

from __future__ import annotations

from typing import Any

from eval.overview import table


def _summary(suite: str, right: float) -> dict[str, Any]:
    measure = {"mean": right, "low": right - 0.1, "high": right + 0.1}
    return {
        "suite": suite,
        "system": "engine",
        "questions": 10,
        "measures": {"right": measure},
        "refusals": {"recall": 1.0, "false_rate": 0.05},
        "laws": {"unsupported": []},
        "calibration": {"error": 0.041},
        "seconds": {"p50": 0.02, "p95": 0.05},
        "made": {"machine": "a machine", "date": "2026-01-02T03:04"},
    }


def test_a_line_a_suite_and_held_out_ones_first() -> None:
    lines = table([_summary("alpha", 0.8), _summary("alpha-heldout", 0.7)]).splitlines()
    assert [line.split(" | ")[0] for line in lines[2:4]] == ["| alpha-heldout", "| alpha"]
    assert "70.0 % (60–80)" in lines[2]
    assert "20 / 50 ms" in lines[3]
    assert lines[2].count("|") == lines[0].count("|")
    assert lines[-1] == "a machine, 2026-01-02."


def test_what_was_not_measured_is_a_dash() -> None:
    assert " – " in table([_summary("alpha", 0.8)]).splitlines()[2]
