"""Training examples for the reader: a question, the window it is read in, and the answer's place or none.

Sources: SQuAD-layout sets (CMRC 2018 trial, DRCD dev) and the questions that we wrote ourselves over national
work reports (`qa/train/data/*.jsonl`).
"""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from ingest.normalise import normalise
from qa.search.windows import Window, windows

__all__ = ["Example", "Item", "examples", "own_items", "squad_items"]


@dataclass(frozen=True)
class Item:
    """A question over a context, normalised; `start` is -1 where the context holds no answer."""

    question: str
    context: str
    answer: str
    start: int


@dataclass(frozen=True)
class Example:
    """One reading: `window.text[start:end]` is the answer, or start is -1."""

    question: str
    topic: str
    text: str
    start: int
    end: int


def squad_items(path: Path) -> list[Item]:
    """Questions of a file in SQuAD layout, with the first given answer."""
    items = []
    for article in json.loads(path.read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            context = normalise(paragraph["context"])
            for question in paragraph["qas"]:
                given = question["answers"][0]
                answer = normalise(given["text"]).strip()
                start = given.get("answer_start", -1)
                if context[start : start + len(answer)] != answer:
                    start = context.find(answer)
                if start >= 0:
                    items.append(Item(normalise(question["question"]), context, answer, start))
    return items


def own_items(path: Path) -> list[Item]:
    """Questions that we wrote; an empty answer means that the context does not say it."""
    items = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        context, answer = normalise(record["context"]), normalise(record["answer"]).strip()
        # the place is given where the answer occurs more than once
        start = record.get("start", context.find(answer)) if answer else -1
        items.append(Item(normalise(record["question"]), context, answer, start))
    return items


def examples(items: list[Item], negatives: int, seed: int) -> list[Example]:
    """One reading with the answer and `negatives` readings of the most similar windows without it."""
    draw = random.Random(seed)
    contexts = sorted({item.context for item in items})
    pool = [(context, window) for context in contexts for window in windows(context)]
    index = _BigramIndex([window.text for _, window in pool])
    by_context: dict[str, list[Window]] = defaultdict(list)
    for context, window in pool:
        by_context[context].append(window)
    result = []
    for item in items:
        end = item.start + len(item.answer)
        for window in by_context[item.context]:
            if item.start >= 0 and window.start <= item.start and end <= window.end:
                result.append(
                    Example(
                        item.question,
                        window.topic,
                        window.text,
                        item.start - window.start,
                        end - window.start,
                    )
                )
                break
        else:
            if item.start < 0:
                result.extend(
                    Example(item.question, w.topic, w.text, -1, -1) for w in by_context[item.context]
                )
                continue
        similar = [pool[i] for i in index.nearest(item.question, 12)]
        hard = [
            w
            for context, w in similar
            if item.answer not in w.text or (context != item.context and len(item.answer) < 2)
        ]
        for window in draw.sample(hard[:6], min(negatives, len(hard[:6]))):
            result.append(Example(item.question, window.topic, window.text, -1, -1))
    return result


class _BigramIndex:
    """Windows ranked by shared rare bigrams: where a wrong reading would tempt."""

    def __init__(self, texts: list[str]) -> None:
        self.postings: dict[str, list[int]] = defaultdict(list)
        for i, text in enumerate(texts):
            for gram in set(itertools.pairwise(text)):
                self.postings["".join(gram)].append(i)

    def nearest(self, question: str, count: int) -> list[int]:
        scores: Counter[int] = Counter()
        for gram in {question[i : i + 2] for i in range(len(question) - 1)}:
            posting = self.postings.get(gram, [])
            for i in posting:
                scores[i] += 1 / (1 + len(posting)) ** 0.5
        return [i for i, _ in scores.most_common(count)]
