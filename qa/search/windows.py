"""What the reader sees at once: a few consecutive sentences and the topic that they stand under."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.sentences import sentences

__all__ = ["Window", "each_sentence", "topic_of", "windows"]

WINDOW_CHARACTERS = 160
"""About 120 word pieces: long enough for the sentence and what it refers to, short enough to read several."""
TOPIC_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class Window:
    """`text` is `source[start:end]`."""

    start: int
    end: int
    text: str
    topic: str
    """Beginning of the paragraph, where the window itself does not show it; else empty."""


def windows(text: str, topic: str | None = None) -> list[Window]:
    """Consecutive sentences of `text`, packed into windows; the topic defaults to the text's beginning.

    A sentence longer than a window is a window of its own.
    """
    topic = topic_of(text if topic is None else topic)
    result: list[Window] = []
    first = last = None
    for sentence in sentences(text):
        if first is not None and last is not None and sentence.end - first > WINDOW_CHARACTERS:
            result.append(_window(text, first, last, topic))
            first = None
        first = sentence.start if first is None else first
        last = sentence.end
    if first is not None and last is not None:
        result.append(_window(text, first, last, topic))
    return result


def each_sentence(text: str, heading: str) -> list[Window]:
    """Every sentence of `text` as a window of its own, under the heading of its section: a closer look, where among
    others, and without its heading, a sentence did not tell enough."""
    return [Window(s.start, s.end, text[s.start : s.end], topic_of(heading)) for s in sentences(text)]


def topic_of(text: str) -> str:
    """The first clause or so, which names what the paragraph is about."""
    return text.strip()[:TOPIC_CHARACTERS]


def _window(text: str, first: int, last: int, topic: str) -> Window:
    shown = text[first:last]
    return Window(first, last, shown, "" if shown.startswith(topic) else topic)
