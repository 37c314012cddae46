"""Words that contain a numeral without stating one: 统一, 三轮车.

`numeral_words.txt` is drawn from the jieba 0.42.1 dictionary (MIT).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path

from qa.numbers.figure import Figure

__all__ = ["Words", "inside_word", "word_spans"]

Words = list[tuple[int, int]]


@cache
def _rests() -> dict[str, list[str]]:
    """The words by their first character, less that character, longest first."""
    path = Path(__file__).with_name("numeral_words.txt")
    groups: dict[str, list[str]] = {}
    for word in path.read_text(encoding="utf-8").split("\n"):
        if word and not word.startswith("#"):
            groups.setdefault(word[0], []).append(word[1:])
    for rests in groups.values():
        rests.sort(key=len, reverse=True)
    return groups


def word_spans(norm: str) -> Words:
    """Where such words stand in normalised text, from the left, the longest at each place, without overlaps."""
    groups, found, at = _rests(), [], 0
    while at < len(norm):
        rest = next((r for r in groups.get(norm[at], ()) if norm.startswith(r, at + 1)), None)
        end = at + 1 + len(rest) if rest is not None else at + 1
        if rest is not None:
            found.append((at, end))
        at = end
    return found


def inside_word(figure: Figure, words: Words) -> bool:
    """Whether a dictionary word reaches over the figure's edge: 统一 in `统一部署`, 三轮车 in `三轮`."""
    if any(c.isascii() and c.isdigit() for c in figure.text):
        return False
    place = bisect_right(words, (figure.start, 1 << 60)) - 1
    for start, end in words[max(place, 0) : place + 4]:
        if start < figure.end and end > figure.start and (start < figure.start or end > figure.end):
            return True
    return False
