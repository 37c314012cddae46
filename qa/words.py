"""Words of Chinese text and their parts of speech, by jieba's dictionary. The one door to `rjieba` (MIT).

Loaded when first asked: its dictionary takes a tenth of a second, and many questions need none of it.
"""

from __future__ import annotations

__all__ = ["is_word", "tagged", "words_of"]


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


def is_word(pair: str) -> bool:
    """Whether two Chinese characters are a word of general Chinese."""
    return len(pair) == 2 and "\u4e00" <= pair[0] <= "\u9fff" and len(words_of(pair)) == 1
