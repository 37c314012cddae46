"""The refusal curve: what each threshold on confidence would give, from one run with the threshold at 0."""

from __future__ import annotations

import json
from dataclasses import asdict

from eval.charts import calibration_chart, risk_chart
from eval.metrics import RiskPoint, brier, calibration_error, risk_coverage
from eval.runner import THRESHOLDS, answerability, confidences, write_run
from eval.session import Session
from eval.table import table

__all__ = ["refusal_curve"]


def refusal_curve(session: Session, name: str) -> str:
    """Run the suite with no answer refused for its confidence; the table as text, charts beside it."""
    suite = session.load(name)
    run = session.ask(suite, session.engine(suite, {"threshold": 0.0}), "threshold-0", threshold=0.0)
    write_run(run, session.out)
    points = risk_coverage(answerability(run.results), THRESHOLDS)
    scored = confidences(run.results)
    told = {"points": [asdict(point) for point in points], "calibration_error": calibration_error(scored)}
    (session.out / f"{name}.curve.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    for chart, text in (("curve", risk_chart(points)), ("calibration", calibration_chart(scored))):
        (session.out / f"{name}.{chart}.svg").write_text(text, "utf-8")
    head = ["阈值 threshold", "有答案的仍作答 answered", "无答案的被拒 refused", "所答正确 right"]
    shown = [point for at, point in enumerate(points) if at % 5 == 0]
    ece, score = calibration_error(scored), brier(scored)
    title = f"{name} · {len(scored)} 次作答 (answers) · 校准误差 ECE {ece:.3f} · Brier {score:.3f}"
    return (
        f"{title}\n{table(head, [_row(point) for point in shown])}\n\n图与数 (charts, numbers): {session.out}"
    )


def _row(point: RiskPoint) -> list[str]:
    return [
        f"{point.threshold:.2f}",
        *(f"{100 * v:.1f}%" for v in (point.coverage, point.refused, point.accuracy)),
    ]
