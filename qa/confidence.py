"""How sure an answer is: a logistic model over what the stages saw, fitted on questions that the reader never saw."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["THRESHOLD", "WEIGHTS", "confidence"]

WEIGHTS = Path(__file__).parent / "models" / "confidence.json"
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
