"""Question -> the windows of text where its answer may stand, best first.

Two searches over passages, by characters (BM25 over single characters and pairs) and by meaning (the index's
embedder), joined by a weighted sum. The passages found are cut into windows, and each window is scored by the share
of the question's information (inverse document frequency) that it holds, plus its passage's closeness in meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ingest.headings import marker
from ingest.normalise import normalise
from ingest.records import Document, Hit, Passage
from qa.search.windows import WINDOW_CHARACTERS, Window, each_sentence, windows

if TYPE_CHECKING:
    from ingest.store import Store

__all__ = ["Candidate", "candidates", "front", "fuse", "search"]

DENSE_WEIGHT = 0.4
"""Of a cosine against a BM25 score divided by the best one; measured on CMRC and DRCD, flat from 0.2 to 0.6."""
DEPTH = 40
PASSAGES = 16
_FRONT = 12
"""Passages from a document's beginning among which its bylines and date lines stand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window that may hold the answer. `passage.start + window.start` is its place in the document."""

    passage: Passage
    window: Window
    score: float


def search(
    store: Store,
    text: str,
    k: int,
    documents: Collection[str] | None = None,
    dense: bool = True,
    meaning: str = "",
) -> list[Hit]:
    """The `k` best passages for a normalised text, scores comparable only within one call.

    `meaning` is what is compared by meaning where that is not `text` (in another language, say).
    """
    lexical = store.lexical(text, DEPTH, documents=documents)
    vector = store.embedder.encode_query(meaning or text) if dense else None
    near = store.dense(vector, DEPTH, documents=documents) if vector is not None else []
    return fuse(lexical, near)[:k]


def fuse(lexical: Sequence[Hit], dense: Sequence[Hit]) -> list[Hit]:
    """Both searches in one list: the lexical score as a share of the best, plus a weighted cosine."""
    best = max((hit.score for hit in lexical), default=0.0) or 1.0
    scores: dict[str, float] = {}
    passages: dict[str, Passage] = {}
    shares = [(hit, hit.score / best) for hit in lexical] + [(hit, DENSE_WEIGHT * hit.score) for hit in dense]
    for hit, share in shares:
        passages[hit.passage.id] = hit.passage
        scores[hit.passage.id] = scores.get(hit.passage.id, 0.0) + share
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [Hit(passages[key], scores[key]) for key in order]


def candidates(
    store: Store,
    text: str,
    hits: Sequence[Hit],
    count: int,
    allowed: Callable[[Passage, Window], bool],
    closer: bool = False,
) -> list[Candidate]:
    """The `count` windows of the hits' passages that promise most, among those `allowed`; `closer`: of single sentences
    under their headings."""
    weights = {gram: store.idf(gram) for gram in _grams(text)}
    total = sum(weights.values()) or 1.0
    best = hits[0].score if hits else 1.0
    found: list[Candidate] = []
    passages = 0
    for hit in hits:
        if passages == PASSAGES:
            break
        before = len(found)
        body = normalise(hit.passage.text)
        topic = normalise(hit.passage.topic or hit.passage.text)
        for window in each_sentence(body, _heading(hit.passage) or topic) if closer else windows(body, topic):
            if not allowed(hit.passage, window):
                continue
            held = _grams(window.topic + " " + window.text)
            share = sum(weight for gram, weight in weights.items() if gram in held) / total
            found.append(Candidate(hit.passage, window, share + 0.5 * hit.score / (best or 1.0)))
        passages += len(found) > before
    found.sort(key=lambda c: (-c.score, c.passage.document, c.passage.start + c.window.start))
    return found[:count]


def _heading(passage: Passage) -> str:
    """The title of the section that a passage stands in, without its number; empty where it has none."""
    line = "" if passage.kind == "heading" else (passage.section or "").strip()
    mark = marker(line)
    return normalise(line[mark.length :] if mark else line).strip(" 、.")


def front(store: Store, document: Document, score: float) -> list[Candidate]:
    """The lines over a document's text: who gave it, where and when. Their topic is its title."""
    first = list(islice(store.passages(document.name), _FRONT))
    over = list(takewhile(lambda p: p.kind != "body" or len(p.text) < WINDOW_CHARACTERS, first))
    title = next((p.text for p in over if p.kind == "heading"), document.title or document.name)
    return [
        Candidate(passage, window, score)
        for passage in over
        if passage.kind == "furniture"
        for window in windows(normalise(passage.text), normalise(title))
    ]


def _grams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()} | set(
        filter(str.isalnum, text)
    )
