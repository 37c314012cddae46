"""Words that contain a numeral without stating one: 统一, 三轮车.

`numeral_words.txt` is drawn from the jieba 0.42.1 dictionary (MIT).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from pathlib import Path

from qa.figure import Figure
from qa.grammar import any_of

__all__ = ["Words", "inside_word", "word_spans"]

Words = list[tuple[int, int]]


@cache
def _word_pattern() -> re.Pattern[str]:
    path = Path(__file__).with_name("numeral_words.txt")
    words = [w for w in path.read_text(encoding="utf-8").split("\n") if w and not w.startswith("#")]
    return re.compile(_trie(words))


def _trie(words: list[str]) -> str:
    """An alternation grouped by first character, longest words first: fast to search."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(first)}(?:{any_of(rest)})" for first, rest in sorted(groups.items()))


def word_spans(norm: str) -> Words:
    return [m.span() for m in _word_pattern().finditer(norm)]


def inside_word(figure: Figure, words: Words) -> bool:
    """Whether a dictionary word reaches over the figure's edge: 统一 in `统一部署`, 三轮车 in `三轮`."""
    if any(c.isascii() and c.isdigit() for c in figure.text):
        return False
    place = bisect_right(words, (figure.start, 1 << 60)) - 1
    for start, end in words[max(place, 0) : place + 4]:
        if start < figure.end and end > figure.start and (start < figure.start or end > figure.end):
            return True
    return False
