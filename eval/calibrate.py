"""Fit the confidence model: `python -m eval.calibrate [--data PATH]` writes `qa/models/confidence.json`.

Logistic regression over a handful of features of each answer, on the development suites: questions
that the reader was not trained on. Beside its own questions each report is asked some of the other reports', which it
can't answer: without them a question of another town would pass for sure wherever a word of it stands. The held-out
suites are not touched; they show whether the fit holds.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np

from eval.corpora import cache_folder, data_folder, load_suite, store_for
from eval.scoring import score
from qa import Engine, Question, Turn
from qa.answers.confidence import WEIGHTS

__all__ = ["fit", "samples"]

SUITES = (
    "report", "report-b", "report-c", "report-d", "report-e", "report-f", "reports", "reports-b", "reports-c", "reports-e",
    "districts", "bureaus", "counties", "offices", "pages", "results", "works", "streets", "towns", "quarters",
)  # fmt: skip
SEED = 5
STRANGERS = 120
"""Questions of other reports that each report is asked."""
STRANGER = 0.3
"""What such a question counts against one of its own; more of it costs more right answers than it saves wrong ones."""
PENALTY = 4.0
"""Inverse strength of the L2 penalty: few questions, so the weights are kept small."""


Sample = tuple[dict[str, float], float, float]
"""An answer's features, its rightness (0 or 1) and what it counts."""


def samples(name: str, data: Path | None) -> list[Sample]:
    """Every answer of a suite, and of the questions that others ask of its reports; an answer to the unanswerable
    is wrong."""
    suite = load_suite(name, data)
    engine = Engine.open(store_for(suite.corpus, cache_folder()))
    found = []
    for question in suite.questions:
        history = tuple(Turn(role, content) for role, content in question.history)  # type: ignore[arg-type]
        answer, features = engine.weigh(Question(question.question, question.id, history))
        right = question.status == "answered" and score(question, answer, suite.corpus.texts.get).right
        found.append((features, float(right), 1.0))
    others = [load_suite(other, data) for other in SUITES]
    asked = [
        q for other in others if not other.corpus.texts.keys() & suite.corpus.texts for q in other.questions
    ]
    strange = [q.question for q in asked if q.status == "answered" and not q.history]
    for text in random.Random(SEED).sample(strange, STRANGERS):
        found.append((engine.weigh(Question(text))[1], 0.0, STRANGER))
    return [sample for sample in found if sample[0]]


def fit(found: list[Sample]) -> dict[str, float]:
    """Weights by feature name, `bias` among them."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for features, _, _ in found for name in features})
    table = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in found])
    scale = np.abs(table).max(axis=0)
    scale[scale == 0] = 1.0
    right, counts = (np.array([sample[i] for sample in found]) for i in (1, 2))
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(table / scale, right, sample_weight=counts)
    weights = {name: float(w / s) for name, w, s in zip(names, model.coef_[0], scale, strict=True)}
    return {"bias": float(model.intercept_[0]), **weights}


FOLDS = 10


def curve(found: list[Sample]) -> str:
    """A Markdown table over thresholds, each sample weighed by a model that did not see it."""
    part = np.random.RandomState(SEED).randint(0, FOLDS, len(found))
    sure = np.zeros(len(found))
    for fold in range(FOLDS):
        weights = fit([sample for sample, its in zip(found, part, strict=True) if its != fold])
        for place in np.flatnonzero(part == fold):
            total = weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in found[place][0].items())
            sure[place] = 1 / (1 + np.exp(-total))
    right, own = np.array([s[1] for s in found]), np.array([s[2] == 1.0 for s in found])
    lines = [
        "| threshold | own answers right and given | own answers wrong and given | others' questions refused |"
    ]
    lines.append("|---|---|---|---|")
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        given = sure > threshold
        kept, lost = int((right * given * own).sum()), int(((1 - right) * given * own).sum())
        refused = 100 * float((~given[~own]).mean())
        lines.append(f"| {threshold:.2f} | {kept} of {int((right * own).sum())} | {lost} | {refused:.1f} % |")
    return "\n".join(lines)


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
    print(curve(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
