"""How much of a name or a topic a text tells of, by their pairs of characters."""

from __future__ import annotations

from ingest.normalise import normalise

__all__ = ["share_of"]


def share_of(words: str, text: str) -> float:
    """Share of the character pairs of `words`, which are normalised, that stand in `text`, which is normalised here."""
    text = normalise(text)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)} or {words}
    return sum(pair in text for pair in pairs) / len(pairs)
