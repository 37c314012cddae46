"""Words of Chinese text and their parts of speech, by jieba's dictionary. The one door to `rjieba` (MIT).

Loaded when first asked: its dictionary takes longer to open than many a question to answer, and not all need it.
"""

from __future__ import annotations

from ingest.records import Span

__all__ = ["is_word", "tagged", "word_across", "words_of"]

_REACH = 12
"""Characters on either side of a place that are cut into words to see which it is in."""


def words_of(text: str) -> list[str]:
    """The words of `text` in order; joined they are `text`. No guessing at words that the dictionary lacks."""
    import rjieba

    words: list[str] = rjieba.cut(text, False)
    return words


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text` with their parts of speech, in jieba's letters (n, v, ns …)."""
    import rjieba

    words: list[tuple[str, str]] = rjieba.tag(text, False)
    return words


def word_across(text: str, at: int) -> Span | None:
    """The word of two characters or more that lies across the boundary `at` of `text`, or None."""
    if not 0 < at < len(text) or not all("\u4e00" <= c <= "\u9fff" for c in text[at - 1 : at + 1]):
        return None
    start = place = max(0, at - _REACH)
    for word in words_of(text[start : at + _REACH]):
        if place < at < place + len(word):
            return Span(place, place + len(word))
        place += len(word)
    return None


def is_word(pair: str) -> bool:
    """Whether two Chinese characters are a word of general Chinese."""
    return len(pair) == 2 and "\u4e00" <= pair[0] <= "\u9fff" and len(words_of(pair)) == 1
