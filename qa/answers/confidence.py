"""How sure an answer is: a logistic model over what the stages saw, fitted on questions that the reader never saw."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ingest.records import Span
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import Found

__all__ = ["THRESHOLD", "WEIGHTS", "confidence", "features_of"]

WEIGHTS = Path(__file__).parent.parent / "models" / "confidence.json"
THRESHOLD = 0.45
"""Below it the answer is "not found". Chosen by the cross-validated table that `python -m eval.calibrate` prints: above it
more right answers are lost than wrong ones, below it more of other reports' questions pass."""


def confidence(features: Mapping[str, float]) -> float:
    """Probability that the answer is right. Unknown features count nothing."""
    weights = _weights()
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return dict(json.loads(WEIGHTS.read_text("utf-8"))["weights"])


def features_of(evidence: Evidence, found: Found | None, search: Search) -> dict[str, float]:
    """What the model looks at of an answer; of a description, which has no span, what its best window tells."""
    relevance = min(max(evidence.reading.relevance, 1e-5), 1 - 1e-5)
    span = (
        found.score - found.evidence.score
        if found
        else (evidence.reading.best() or [(Span(0, 0), -20.0)])[0][1]
    )
    others = [e.score for e in search.evidence if e is not evidence]
    return {
        "relevance": math.log(relevance / (1 - relevance)),
        "span": max(-20.0, span),
        "retrieval": evidence.candidate.score,
        "margin": min(6.0, evidence.score - max(others)) if others else 6.0,
        "unknown": search.unknown,
    }
