"""How much of a name or a topic a text tells of, by their pairs of characters."""

from __future__ import annotations

from ingest.normalise import normalise

__all__ = ["same_end", "share_of"]


def share_of(words: str, text: str) -> float:
    """Share of the character pairs of `words`, which are normalised, that stand in `text`, which is normalised here."""
    text = normalise(text)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)} or {words}
    return sum(pair in text for pair in pairs) / len(pairs)


def same_end(first: str, second: str) -> int:
    """How many characters two texts share at their ends.

    >>> same_end("城市低保对象", "农村低保对象")
    4
    """
    pairs = zip(reversed(first), reversed(second), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))
