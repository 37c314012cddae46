"""A reader that can be computed by eye, it points at given words; and evidence made with it by hand."""

from __future__ import annotations

import numpy as np

from ingest.normalise import normalise
from ingest.records import Document, Passage, Span
from ingest.sentences import sentences
from qa.answers.pick import figures_of
from qa.search.evidence import Evidence, read_all
from qa.search.find import Search
from qa.search.quote import Quote, quote_around
from qa.search.reader import Reading
from qa.search.retrieve import Candidate
from qa.search.scope import Scope
from qa.search.spans import Found
from qa.search.windows import Window, windows
from qa.search.wordpiece import tokenise

SURE = 6.0
"""Score of a piece that is pointed at; every other has as much less than nothing."""


class PointingReader:
    """Sure (99 %) of a window that holds one of `targets`, and of the first such place in it."""

    def __init__(self, *targets: str) -> None:
        self.targets = [normalise(target) for target in targets]
        self.asked: list[str] = []
        """The questions that were put, in order."""

    def read(self, question: str, window: Window) -> Reading:
        self.asked.append(question)
        pieces = tuple(tokenise(window.text))
        starts, ends = (np.full(len(pieces), -SURE, np.float32) for _ in range(2))
        target = next((target for target in self.targets if target in window.text), None)
        if target is None:
            return Reading(window, 0.01, pieces, starts, ends)
        first = window.text.index(target)
        covering = [i for i, (_, a, b) in enumerate(pieces) if b > first and a < first + len(target)]
        starts[covering[0]] = ends[covering[-1]] = SURE
        return Reading(window, 0.99, pieces, starts, ends)


def passage(text: str, document: str = "报告.txt", start: int = 0, section: str | None = None) -> Passage:
    """A paragraph as the splitter would give it, beginning at `start` of its document."""
    spans = tuple(Span(s.start + start, s.end + start) for s in sentences(text))
    topic = text[spans[0].start - start : spans[0].end - start]
    key = f"{document}:{start}"
    return Passage(key, document, 0, "body", start, start + len(text), text, section, topic, sentences=spans)


def evidence(
    text: str, *targets: str, document: str = "报告.txt", section: str | None = None
) -> list[Evidence]:
    """A paragraph read with a reader that points at `targets`; without any, read by none."""
    one = passage(text, document, 100, section)
    found = [Candidate(one, window, 1.0) for window in windows(normalise(text))]
    return read_all(PointingReader(*targets) if targets else None, lambda _: "", found)  # type: ignore[arg-type]


def searched(question: str, found: list[Evidence]) -> Search:
    """The search that brought `found`; each pair of the question's characters weighs the same."""
    text = normalise(question)
    return Search(text, tuple(found), (), Scope(None, (), True), pairs(text), 0.0)


def pairs(text: str) -> dict[str, float]:
    return {text[i : i + 2]: 1.0 for i in range(len(text) - 1) if text[i : i + 2].isalnum()}


def found_at(text: str, answer: str, document: str = "报告.txt") -> tuple[Found, Quote]:
    """`answer` found in a paragraph, with its figure where it is one, and the sentence to quote for it."""
    one = next(
        e for e in evidence(text, answer, document=document) if normalise(answer) in e.candidate.window.text
    )
    start = one.candidate.window.text.index(normalise(answer))
    figure = next((f for f in figures_of(one) if f.start == start), None)
    found = Found(one, Span(start, start + len(answer)), 0.0, figure)
    return found, quote_around(one.passage, found.place.start, found.place.end)


def work_report(year: int, region: str = "云湖区") -> Document:
    """The record of a work report: given in `year`, telling of the year before."""
    name = f"{year}年{region}政府工作报告.txt"
    return Document(name, "", "", name.removesuffix(".txt"), year, year - 1, region)
