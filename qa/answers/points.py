"""Points that a report numbers (一是…二是…三是…): all of them, where as many ways or things are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.patterns import regex
from ingest.records import Passage, Span
from qa.search.evidence import Evidence

__all__ = ["Series", "further_points", "points_asked", "series_at"]

_ORDER = "一二三四五六七八九"
_POINT = regex(rf"(?:^|(?<=[:：;；,，。 ]))\s*第?([{_ORDER}])(?:是|要(?![素点领职闻道]))")
_BACK = 2
"""Passages before the one found among which a series may begin."""
_LED = 1
"""Sentences before the first point that lead up to it."""
_WAYS = (
    "手|招|步(?!行|道|枪)|板斧|路子?(?![口灯线公段])|头|[大实要好]?事(?![业故务例])|点(?![位])|任务|工作|措施|举措|办法|法子|要求"
    "|原则|重点|问题|困难|难题|不足|短板|经验|关口?|动作"
)
_POINTS_ASKED = regex(
    rf"哪(?P<count>[几两二三四五六七八九]|\d)(?:个|大|项|条|件|桩|样|道|种)*(?:具体|重点|主要|大|实|硬)*(?:{_WAYS})"
)


def points_asked(question: str) -> int | None:
    """How many ways or things a normalised question asks for (`抓哪三件事`): 0 where it says only 哪几; None for another
    question."""
    asked = _POINTS_ASKED.search(question)
    if asked is None:
        return None
    count = asked["count"].replace("两", "二").replace("几", "0")
    return int(count) if count.isdigit() else _ORDER.index(count) + 1


Place = tuple[Passage, Span]
"""A sentence in its passage; the span is the document's."""


@dataclass(frozen=True)
class Series:
    """Numbered points, two or more."""

    count: int
    places: tuple[Place, ...]
    """The sentences that open them, in order; one may open several."""
    reach: Span
    """From what leads up to the first point to the end of the last one's paragraph."""


def series_at(evidence: Evidence, passages: Sequence[Passage]) -> Series | None:
    """The series in which a window stands, or which it leads up to. Its passage and those of `passages` beside it are
    looked through."""
    window = evidence.place(0, len(evidence.candidate.window.text))
    every = _all_series(_beside(evidence.passage, passages))
    return next((s for s in every if s.reach.start < window.end and s.reach.end > window.start), None)


def further_points(evidence: Evidence, passages: Sequence[Passage]) -> list[Place]:
    """Where `二是…` and `三是…` go on from a window that says `一是…` and what leads up to it: the sentence that opens each,
    behind the window. A paragraph that `一是…` opens is told for itself."""
    window = evidence.place(0, len(evidence.candidate.window.text))
    series = series_at(evidence, passages)
    if series is None:
        return []
    passage, first = series.places[0]
    opens = passage.start == first.start and _POINT.match(passage.text)
    led = passage.id == evidence.passage.id and not opens
    if not (led or window.start < first.start) or first.start >= window.end:
        return []
    return [place for place in series.places if place[1].start >= window.end]


def _beside(passage: Passage, passages: Sequence[Passage]) -> list[Passage]:
    """A passage and those that stand next to it, as far as they were found, in order."""
    near = {p.order: p for p in passages if p.document == passage.document} | {passage.order: passage}
    first = last = passage.order
    while first - 1 in near and passage.order - first < _BACK:
        first -= 1
    while last + 1 in near and last - passage.order < len(_ORDER):
        last += 1
    return [near[order] for order in range(first, last + 1)]


def _all_series(passages: Sequence[Passage]) -> list[Series]:
    """Every series of points in passages that follow one another."""
    sentences = [(passage, sentence) for passage in passages for sentence in passage.sentences]
    found: list[Series] = []
    open_at = count = 0
    places: list[Place] = []

    def close() -> None:
        if count > 1:
            start = sentences[max(0, open_at - _LED)][1].start
            last = places[-1][0]
            end = max(
                p.end for p in passages if p is last or (p.start > last.start and p.topic == last.topic)
            )
            found.append(Series(count, tuple(places), Span(start, end)))

    for number, (passage, sentence) in enumerate(sentences):
        text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
        for ordinal in _POINT.findall(text):
            point = _ORDER.index(ordinal) + 1
            if point == 1:
                close()
                open_at, count, places = number, 0, []
            if point == count + 1:
                count = point
                places += [(passage, sentence)] * ((passage, sentence) not in places)
    close()
    return found
