"""`甲、乙、丙分别达到1万人、2万人、3万人`: which figure belongs to which of the things listed before 分别."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.patterns import regex
from qa.numbers.figure import Figure
from qa.text.clause import begin

__all__ = ["respectively"]

_MARK = "分别"
_BETWEEN = regex(r"\s*(?:[、,和与及]|以及)\s*")
_PARTS = regex(r"[、和与及](?![平谐时])|以及")
_JOINED = {"城乡": ["城镇城市城里", "农村乡村乡下"], "男女": ["男性", "女性"]}
"""Two things in one word."""
_MOST = 8
"""Items of the longest list that is laid out."""
_REACH = 12
"""Characters between 分别 and its first figure: 分别达到, 分别为, 分别同比增长."""


def respectively(text: str, figures: Sequence[Figure], words: Mapping[str, float]) -> dict[int, bool]:
    """For the figures behind a 分别 in normalised `text`, by number: whether a question is about the thing it is of.

    `words` are the question's character pairs with their weights. Only where as many things stand before as figures
    behind, and one of them fits the question best; what the last thing has beyond the others (`参保人数` of
    `失业保险、工伤保险参保人数`) is said of each.
    """
    found: dict[int, bool] = {}
    for at in (m.start() for m in re.finditer(_MARK, text)):
        run = _run(text, figures, at + len(_MARK))
        things = _things(text, at, len(run)) or _measured(text, figures, at, len(run))
        fits = [_fit(thing, words) for thing in _parallel(things)]
        best = max(fits, default=(0.0, 0.0))
        if fits.count(best) == 1 and any(best):
            found.update((number, fit == best) for number, fit in zip(run, fits, strict=True))
    return found


def _parallel(things: Sequence[str]) -> list[tuple[str, str]]:
    """Each thing by what it ends in, as long as the shortest, and whole: 进口 of `本港进口、出口`."""
    length = min(map(len, things), default=0)
    return [(thing[-length:], thing) for thing in things]


def _fit(thing: tuple[str, str], words: Mapping[str, float]) -> tuple[float, float]:
    ending, whole = (sum(words.get(a + b, 0.0) for a, b in pairwise(name)) for name in thing)
    return ending, whole


def _run(text: str, figures: Sequence[Figure], at: int) -> list[int]:
    """Numbers of the figures that stand one after the other behind a place."""
    first = next((i for i, f in enumerate(figures) if f.start >= at), None)
    if (
        first is None
        or figures[first].start - at > _REACH
        or re.search("[,。;、]", text[at : figures[first].start])
    ):
        return []
    run = [first]
    while run[-1] + 1 < len(figures):
        this, following = figures[run[-1]], figures[run[-1] + 1]
        if _BETWEEN.fullmatch(text[this.end : following.start]) is None:
            break
        run.append(run[-1] + 1)
    return run


def _things(text: str, at: int, count: int) -> list[str]:
    """The names of the `count` things listed right before a place; empty where there are not so many."""
    if not 2 <= count <= _MOST:
        return []
    start = begin(text, at, ",。;:!?")
    if count == 2 and (
        joined := next((both for word, both in _JOINED.items() if word in text[start:at]), None)
    ):
        return joined
    *others, last = _PARTS.split(text[start:at])
    if len(others) != count - 1 or not all((*others, last)):
        return []
    return [*others, last[: _own_end(others, last)]]


def _measured(text: str, figures: Sequence[Figure], at: int, count: int) -> list[str]:
    """The names of as many things, each told with a figure of its own: `游客2136万人次,收入201.8亿元,分别增长`; else empty."""
    start = begin(text, at, "。;!?")
    before = [f for f in figures if start <= f.start and f.end <= at][-count:]
    if not 2 <= count == len(before) or begin(text, at, ",。;:!?") != at:
        return []
    names = [text[max(begin(text, f.start, ",。;:!?"), start) : f.start] for f in before]
    return names if all(names) else []


def _own_end(others: Sequence[str], last: str) -> int:
    """Where the last thing's own name ends: with what the names of the others all end in, else when it is as long."""
    for length in range(min(map(len, others)), 0, -1):
        endings = {other[-length:] for other in others}
        at = last.rfind(next(iter(endings))) if len(endings) == 1 else -1
        if at >= 0:
            return at + length
    return min(len(last), max(map(len, others)))
