"""Fit the confidence model: `python -m eval.calibrate [--data PATH]` writes `qa/models/confidence.json`.

Logistic regression over a handful of features of each answer, on the development suites: questions
that the reader was not trained on. The held-out suites are not touched; they show whether the fit holds.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from eval.corpora import cache_folder, data_folder, load_suite, store_for
from eval.scoring import score
from qa import Engine, Question, Turn
from qa.confidence import WEIGHTS

__all__ = ["fit", "samples"]

SUITES = ("report", "reports", "districts", "bureaus", "counties")
PENALTY = 4.0
"""Inverse strength of the L2 penalty: few questions, so the weights are kept small."""


def samples(name: str, data: Path | None) -> list[tuple[dict[str, float], float]]:
    """Features and rightness (0 or 1) of every answer of a suite; an answer to the unanswerable is wrong."""
    suite = load_suite(name, data)
    engine = Engine.open(store_for(suite.corpus, cache_folder()))
    found = []
    for question in suite.questions:
        history = tuple(Turn(role, content) for role, content in question.history)  # type: ignore[arg-type]
        answer, features = engine.weigh(Question(question.question, question.id, history))
        if features:
            right = question.status == "answered" and score(question, answer, suite.corpus.texts.get).right
            found.append((features, float(right)))
    return found


def fit(found: list[tuple[dict[str, float], float]]) -> dict[str, float]:
    """Weights by feature name, `bias` among them."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for features, _ in found for name in features})
    table = np.array([[features.get(name, 0.0) for name in names] for features, _ in found])
    scale = np.abs(table).max(axis=0)
    scale[scale == 0] = 1.0
    right = np.array([label for _, label in found])
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(table / scale, right)
    weights = {name: float(w / s) for name, w, s in zip(names, model.coef_[0], scale, strict=True)}
    return {"bias": float(model.intercept_[0]), **weights}


def main() -> int:
    """Fit and write; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    data = data_folder(parser.parse_args().data)
    found = [sample for name in SUITES for sample in samples(name, data)]
    weights = {name: round(value, 4) for name, value in fit(found).items()}
    record = {
        "made_by": "python -m eval.calibrate",
        "suites": list(SUITES),
        "answers": len(found),
        "weights": weights,
    }
    WEIGHTS.write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    print(json.dumps(record, indent=2))

    return 0


if __name__ == "__main__":
    sys.exit(main())
