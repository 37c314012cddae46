"""English words of a question as a Chinese report prints them: elevator and 电梯, forest coverage rate and 森林覆盖率.

Across languages neither search nor reader tells much apart, and a question whose nouns are Chinese is as good as a
Chinese one. The table (`english_words.txt`) is general vocabulary, written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from ingest.patterns import regex

__all__ = ["in_chinese"]

Render = Callable[[str, tuple[str, ...]], str]
"""From an English phrase and its renderings, likeliest first, to what stands for it; the empty string leaves it."""
_LONGEST = 4
"""Words of the longest phrases."""
_WORD = regex(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_PHRASE = regex(r"[a-z0-9' -]+")


def in_chinese(text: str, render: Render) -> str:
    """A normalised English text with each phrase of the table, longest first, as `render` has it.

    >>> in_chinese("how many elevators were added?", lambda phrase, renderings: renderings[0])
    'how many 电梯 were 新增?'
    """
    words = list(_WORD.finditer(text))
    parts, copied, at = [], 0, 0
    while at < len(words):
        count, rendering = next(_renderings(words[at : at + _LONGEST], text, render), (1, ""))
        if rendering:
            parts += [text[copied : words[at].start()], rendering]
            copied = words[at + count - 1].end()
        at += count
    return "".join([*parts, text[copied:]])


def _renderings(words: list[re.Match[str]], text: str, render: Render) -> Iterator[tuple[int, str]]:
    """Of the phrases that begin here, longest first: how many words, and what they are rendered by."""
    for count in range(len(words), 0, -1):
        phrase = text[words[0].start() : words[count - 1].end()]
        if not _PHRASE.fullmatch(phrase):
            continue
        *before, last = phrase.split()
        for form in _forms(last):
            if rendering := render(phrase, _table().get(" ".join([*before, form]), ())):
                yield count, rendering


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be a form of: elevators, cities, boxes; renovated, planned; opening, planning."""
    yield word
    for ending, bare in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + bare
            yield stem
            if ending in ("ed", "ing") and not bare:
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]


_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("'s", ""),
    ("ed", ""),
    ("ing", ""),
    ("men", "man"),
)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("english_words.txt").read_text("utf-8").splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {phrase: tuple(renderings.split()) for phrase, renderings in entries}
