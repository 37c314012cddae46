"""Reading sets, honestly: `python -m eval.crossfit --model fold0.onnx --fold 0/2 --data PATH [--limit N]`.

The shipped reader was trained on CMRC 2018 trial and DRCD dev, so its numbers on them would be worth nothing. This asks
the questions of one fold's contexts of a reader that was trained without that fold:

    python -m qa.train.reader --data PATH --out fold0 --fold 0/2
    python -m qa.train.export fold0/reader.pt fold0.onnx

All contexts of the set are indexed, those of the other folds too; refusal is off, since every question has an answer.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from eval.corpora import cache_folder, data_folder, load_suite, store_for
from eval.metrics import exact_match, f1, percentile
from ingest.normalise import normalise
from qa import Engine, Question
from qa.train.folds import in_fold

__all__ = ["measure"]


def measure(name: str, model: Path, fold: tuple[int, int], data: Path | None, limit: int) -> str:
    """One row of the table: right passage first, quote holds the answer, EM, F1, p95 of one answer, memory so far."""
    suite = load_suite(name, data)
    engine = Engine.open(store_for(suite.corpus, cache_folder()), model=model, threshold=0.0)
    texts = suite.corpus.texts
    asked = [q for q in suite.questions if in_fold(normalise(texts[q.evidence[0].document]), *fold)][
        : limit or None
    ]
    first = held = em = overlap = 0.0
    seconds = []
    for question in asked:
        began = time.perf_counter()
        answer = engine.ask(Question(question.question))
        seconds.append(time.perf_counter() - began)
        cited = answer.citations
        short = answer.short_answer or (cited[0].quote if cited else "")
        first += bool(cited) and cited[0].document == question.evidence[0].document
        held += any(gold in citation.quote for citation in cited for gold in question.gold)
        em += exact_match(short, question.gold)
        overlap += f1(short, question.gold)
    count = len(asked) or 1
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    )
    shares = " | ".join(f"{100 * value / count:.1f} %" for value in (first, held, em, overlap))
    return f"| {name} | {len(asked)} | {shares} | {1000 * percentile(seconds, 95):.0f} ms | {peak:.0f} MB |"


def main() -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--fold", default="0/2")
    parser.add_argument("--data")
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    part, parts = (int(number) for number in args.fold.split("/"))
    print("| set | questions | right passage first | quote holds the answer | EM | F1 | p95 | peak memory |")
    print("|---|---|---|---|---|---|---|---|")
    for name in ("cmrc", "drcd"):
        print(measure(name, args.model, (part, parts), data_folder(args.data), args.limit), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
