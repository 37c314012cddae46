"""The measures, each a pure function of a few lines; every one is checked in
`tests/test_eval_metrics.py` against fractions worked by hand.

Where a well-kept library has the measure it is used instead: ranking is in `eval/retrieval.py` (ir-measures).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from eval.figures import figures, fold, same_figure, whole_figure

__all__ = [
    "Interval",
    "Refusals",
    "RiskPoint",
    "Span",
    "bootstrap",
    "brier",
    "calibration_bins",
    "calibration_error",
    "citation_precision",
    "citation_recall",
    "exact_match",
    "f1",
    "holds",
    "items_score",
    "mcnemar_worse",
    "overlaps",
    "percentile",
    "refusals",
    "risk_coverage",
    "same_answer",
    "segments",
    "sign_flip",
]

# ---------------------------------------------------------------- reading comprehension (CMRC 2018)

_CMRC_MARKS = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
_HAN = re.compile(r"[\u4e00-\u9fa5]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'][^\W\d_]+)*|\S")


def segments(text: str, keep_marks: bool = False) -> list[str]:
    """`text` as CMRC 2018 counts it: a Chinese character each, a Latin word or number each, marks dropped.

    The set's script cuts the stretches between Chinese characters with nltk's word tokenizer; a regular
    expression stands in for it here, since that tokenizer loads its data from the network.
    """
    found: list[str] = []
    latin = ""
    for char in text.lower().strip():
        is_mark = char in _CMRC_MARKS
        if is_mark and not keep_marks:
            continue
        if is_mark or _HAN.match(char):
            found += [*_WORD.findall(latin), char]
            latin = ""
        else:
            latin += char
    return found + _WORD.findall(latin)


def _longest_common_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest contiguous run that both hold (what CMRC's `find_lcs` computes)."""
    best = 0
    row = [0] * (len(other) + 1)
    for left in one:
        row = [0] + [row[i] + 1 if left == right else 0 for i, right in enumerate(other)]
        best = max(best, *row)
    return best


def exact_match(prediction: str, golds: Iterable[str]) -> float:
    """1 if the prediction is one of the golds, marks and case aside (CMRC 2018)."""

    def bare(text: str) -> str:
        return "".join(char for char in text.lower().strip() if char not in _CMRC_MARKS)

    return float(any(bare(gold) == bare(prediction) for gold in golds))


def f1(prediction: str, golds: Iterable[str]) -> float:
    """Best F1 over the golds, of the longest common contiguous run of segments (CMRC 2018)."""
    return max((_f1(segments(prediction), segments(gold)) for gold in golds), default=0.0)


def _f1(prediction: Sequence[str], gold: Sequence[str]) -> float:
    common = _longest_common_run(gold, prediction) if gold and prediction else 0
    return float(Fraction(2 * common, len(gold) + len(prediction))) if common else 0.0


# ---------------------------------------------------------------- short answers

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")
_EDGES = "。,;:!?、.()[]"


def _bare(text: str) -> str:
    """Width, case, quotation marks, thousands commas and marks at the edges set aside."""
    text = _QUOTES.sub("", fold(text))
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text).strip(_EDGES)


def same_answer(prediction: str | None, gold: str) -> bool:
    """Whether a short answer says what the gold says: the same words, or the same figure with unit and
    qualifier (`1200余万元` is `1200万余元`; `800辆` is not `近800辆`)."""
    if not prediction:
        return False
    if _bare(prediction) == _bare(gold):
        return True
    one, other = whole_figure(_bare(prediction)), whole_figure(_bare(gold))
    return one is not None and other is not None and same_figure(one, other)


def holds(text: str | None, gold: str) -> bool:
    """Whether `text` says the gold somewhere: its figure where it is one, else its words."""
    if not text:
        return False
    figure = whole_figure(_bare(gold))
    if figure is None:
        return _bare(gold) in _bare(text)
    return any(same_figure(figure, other) for other in figures(text))


def items_score(prediction: str | None, items: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of a list such as `甲县、乙县、丙县`; items may hold separators themselves."""
    if not prediction:
        return 0.0, 0.0
    marked = fold(prediction).replace("。", ",").replace("》《", "、").replace("”“", "、")
    atoms = [bare for atom in re.split(r"[、,;/\n]", marked) if (bare := _bare(atom))]
    atoms[-1:] = [re.sub("等+$", "", atom) or atom for atom in atoms[-1:]]
    left = [re.sub(r"[、,;/]", "", _bare(item)) for item in items]
    wanted, surplus = len(left), 0
    while atoms:
        taken = _take_item(atoms, left)
        if taken:
            del atoms[:taken]
        else:
            surplus += _take_joined(atoms.pop(0), left)
    matched = wanted - len(left)
    return matched / (matched + surplus) if matched + surplus else 0.0, matched / wanted if wanted else 0.0


def _take_item(atoms: list[str], left: list[str]) -> int:
    """How many atoms from the front make up a wanted item, which is crossed off; 0 if none do."""
    for count in range(len(atoms), 0, -1):
        joined = "".join(atoms[:count])
        for item in left:
            if joined == item or (count == 1 and same_answer(joined, item)):
                left.remove(item)
                return count
    return 0


def _take_joined(atom: str, left: list[str]) -> int:
    """Cross off the wanted items that 和, 及 or 与 joins in `atom`; how many of its parts were not wanted."""
    for joint in ("以及", "和", "及", "与"):
        for at in (match.start() for match in re.finditer(joint, atom)):
            parts = [atom[:at], atom[at + len(joint) :]]
            if any(part in left for part in parts):
                surplus = 0
                for part in parts:
                    if part in left:
                        left.remove(part)
                    else:
                        surplus += _take_joined(part, left)
                return surplus
    return 1


# ---------------------------------------------------------------- citations


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document: a citation, or an occurrence of an evidence clause."""

    document: str
    start: int
    end: int


def overlaps(one: Span, other: Span) -> bool:
    """Whether they share at least half of the shorter one."""
    if one.document != other.document:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, other.end - other.start)


def citation_precision(citations: Sequence[Span], clauses: Sequence[Sequence[Span]]) -> float:
    """Share of the citations that touch evidence; each clause is given as its occurrences. 0 without any."""
    hits = sum(any(overlaps(cited, place) for places in clauses for place in places) for cited in citations)
    return hits / len(citations) if citations else 0.0


def citation_recall(
    citations: Sequence[Span], clauses: Sequence[Sequence[Span]], every: bool = False
) -> float:
    """Share of the evidence clauses that a citation touches; with `every` false any one of them is enough."""
    if not clauses:
        return 0.0
    hits = [any(overlaps(cited, place) for cited in citations for place in places) for places in clauses]
    return sum(hits) / len(hits) if every else float(any(hits))


# ---------------------------------------------------------------- refusals


@dataclass(frozen=True, slots=True)
class Refusals:
    """How well refusing and answering were told apart."""

    precision: float
    """Of the refusals, the share that were due."""
    recall: float
    """Of those due, the share that were made: unanswerable refused."""
    false_rate: float
    """Of the answerable questions, the share refused."""


def refusals(pairs: Iterable[tuple[bool, bool]]) -> Refusals:
    """From (refusal was due, was refused) for each question; 1.0 where there was nothing to get wrong."""
    pairs = list(pairs)
    due = sum(want for want, _ in pairs)
    made = sum(did for _, did in pairs)
    both = sum(want and did for want, did in pairs)
    rest = len(pairs) - due
    return Refusals(
        both / made if made else 1.0,
        both / due if due else 1.0,
        (made - both) / rest if rest else 0.0,
    )


# ---------------------------------------------------------------- calibration


def calibration_bins(scored: Iterable[tuple[float, float]], bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) of each non-empty bin of equal width."""
    boxes: list[list[tuple[float, float]]] = [[] for _ in range(bins)]
    for confidence, right in scored:
        boxes[min(bins - 1, max(0, int(confidence * bins)))].append((confidence, right))
    return [
        (sum(c for c, _ in box) / len(box), sum(r for _, r in box) / len(box), len(box))
        for box in boxes
        if box
    ]


def calibration_error(scored: Iterable[tuple[float, float]], bins: int = 10) -> float:
    """Expected calibration error: the gap between confidence and share right, averaged over questions."""
    filled = calibration_bins(scored, bins)
    count = sum(n for _, _, n in filled)
    return sum(abs(c - r) * n for c, r, n in filled) / count if count else 0.0


def brier(scored: Iterable[tuple[float, float]]) -> float:
    """Mean squared gap between confidence and outcome."""
    gaps = [(confidence - right) ** 2 for confidence, right in scored]
    return sum(gaps) / len(gaps) if gaps else 0.0


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """What refusing every answer below `threshold` would give."""

    threshold: float
    coverage: float
    """Share of the answerable questions still answered."""
    refused: float
    """Share of the unanswerable ones refused."""
    accuracy: float
    """Of the answers still given, the share right."""


def risk_coverage(
    scored: Iterable[tuple[bool, bool, float, float]], thresholds: Sequence[float]
) -> list[RiskPoint]:
    """From (answerable, answered, confidence, right): the curve from which the threshold is chosen."""
    rows = list(scored)
    able = [row for row in rows if row[0]]
    unable = [row for row in rows if not row[0]]
    points = []
    for threshold in thresholds:
        given = [row for row in rows if row[1] and row[2] >= threshold]
        kept = sum(row[0] for row in given)
        points.append(
            RiskPoint(
                threshold,
                kept / len(able) if able else 0.0,
                1 - (len(given) - kept) / len(unable) if unable else 1.0,
                sum(row[3] for row in given) / len(given) if given else 1.0,
            )
        )
    return points


# ---------------------------------------------------------------- uncertainty


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float
    count: int


def bootstrap(values: Sequence[float], seed: int = 20231231, resamples: int = 2000) -> Interval:
    """Mean and percentile interval over questions; seeded, so the same values give the same bounds."""
    if not values:
        return Interval(0.0, 0.0, 0.0, 0)
    data = np.asarray(values, dtype=np.float64)
    picks = np.random.default_rng(seed).integers(0, len(data), size=(resamples, len(data)))
    low, high = np.percentile(data[picks].mean(axis=1), [2.5, 97.5])
    return Interval(float(data.mean()), float(low), float(high), len(data))


def mcnemar_worse(lost: int, won: int) -> float:
    """One-sided exact McNemar test: how likely that many losses or more are among the flips by chance."""
    flips = lost + won
    return float(sum(math.comb(flips, k) for k in range(lost, flips + 1)) / 2**flips)


def sign_flip(differences: Sequence[float], seed: int = 20231231, rounds: int = 5000) -> float:
    """Two-sided paired permutation test on a mean difference; exact up to 12 non-zero pairs, else sampled."""
    moved = np.asarray([d for d in differences if d], dtype=np.float64)
    if not len(moved):
        return 1.0
    if len(moved) <= 12:
        signs = 1 - 2 * ((np.arange(2 ** len(moved))[:, None] >> np.arange(len(moved))) & 1)
        extra = 0
    else:
        signs = np.random.default_rng(seed).choice([-1, 1], size=(rounds, len(moved)))
        extra = 1
    reached = int((np.abs(signs @ moved) >= abs(moved.sum()) - 1e-12).sum())
    return float((reached + extra) / (len(signs) + extra))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..100) of `values` lie, linear between ranks; 0 without values."""
    return float(np.percentile(values, share)) if values else 0.0
