"""Where a clause or a sentence of a window's text begins and ends, by the marks that part them."""

from __future__ import annotations

__all__ = ["around", "begin", "sentence_before", "stop"]


def begin(text: str, at: int, marks: str) -> int:
    """Behind the last of `marks` before `at`; 0 where there is none."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def stop(text: str, at: int, marks: str) -> int:
    """At the first of `marks` from `at` on; the end of the text where there is none."""
    return min((place for mark in marks if (place := text.find(mark, at)) >= 0), default=len(text))


def around(text: str, start: int, end: int, marks: str) -> str:
    """The clause or sentence that holds `text[start:end]`, parted by `marks`."""
    return text[begin(text, start, marks) : stop(text, end, marks)]


def sentence_before(text: str, at: int) -> str:
    """The sentence up to a place in it."""
    return text[begin(text, at, "。!?\n") : at]
