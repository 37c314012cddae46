"""Candidate corrections of typing and homophone errors: 公焦车 -> 公交车.

Only runs of a question whose bigrams the corpus doesn't know are touched, and only words that the corpus
knows, with the same or nearly the same sound, are put in their place.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path

from ingest.normalise import normalise

__all__ = ["readings", "variants"]

_MOST = 5
# closed list: sounds that speakers of many regions do not tell apart, and keyboards with fuzzy pinyin neither
_FUZZY = (
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("ang", "an"),
    ("eng", "en"),
    ("ing", "in"),
    ("l", "n"),
    ("f", "h"),
)


Held = Callable[[Collection[str]], Collection[str]]
"""Of many bigrams of normalised Han characters those that occur in the corpus."""


def variants(text: str, vocabulary: Held | Collection[str], most: int = _MOST) -> list[str]:
    """Up to `most` corrected copies of `text`, the likeliest first; empty when every bigram is known.

    `vocabulary` says which bigrams of normalised Han characters occur in the corpus. Given as a set, its
    characters are the candidates; given as a function, the common characters of Chinese are.
    """
    held = vocabulary if callable(vocabulary) else frozenset(vocabulary).intersection
    chars = None if callable(vocabulary) else frozenset("".join(vocabulary))
    found = _corrected(text, held, chars)
    for first in sorted(found, key=lambda t: -found[t])[:2]:
        for second, gain in _corrected(first, held, chars).items():
            if second != text:
                found.setdefault(second, found[first] + gain)
    return sorted(found, key=lambda t: -found[t])[:most]


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _pairs(norm: str, place: int, char: str = "") -> list[str]:
    """The bigrams of Han characters that hold a place, `char` put there if given."""
    whole = norm[:place][-1:] + (char or norm[place]) + norm[place + 1 : place + 2]
    return [whole[i : i + 2] for i in range(len(whole) - 1) if all(map(_han, whole[i : i + 2]))]


def _doubtful(norm: str, held: Held) -> list[int]:
    """Places of Han characters whose bigrams with both neighbours are unknown."""
    pairs = {place: _pairs(norm, place) for place, char in enumerate(norm) if _han(char)}
    known = held({pair for each in pairs.values() for pair in each})
    return [place for place, each in pairs.items() if each and not any(pair in known for pair in each)]


def _corrected(text: str, held: Held, chars: frozenset[str] | None) -> dict[str, int]:
    """Copies of `text` with one character replaced that makes more bigrams known, and what each is worth."""
    norm = normalise(text)
    tried = {
        (place, char, cost): _pairs(norm, place, char)
        for place in _doubtful(norm, held)
        for char, cost in _alike(norm[place], _sounds(chars))
    }
    known = held({pair for pairs in tried.values() for pair in pairs})
    gains = {key: sum(pair in known for pair in pairs) for key, pairs in tried.items()}
    return {
        text[:place] + char + text[place + 1 :]: 2 * gain - cost
        for (place, char, cost), gain in gains.items()
        if gain
    }


_READINGS = 3
"""Readings of a character that count; the dictionary goes on with rare ones."""


@cache
def _dictionary() -> dict[str, str]:
    """Code point -> readings with tone marks, from the data file that pypinyin carries.

    The package itself is not imported: it would load its phrases too, which takes seconds on a busy machine.
    """
    spec = importlib.util.find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        return {}
    path = Path(spec.submodule_search_locations[0]) / "pinyin_dict.json"
    readings: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return readings


@cache
def readings(char: str) -> tuple[str, ...]:
    """Readings of a character without their tones: `行` -> xing, hang."""
    marked = _dictionary().get(str(ord(char)), "").split(",")[:_READINGS]
    plain = (unicodedata.normalize("NFD", m).replace("u\u0308", "v") for m in marked if m)
    return tuple(dict.fromkeys("".join(c for c in m if c.isascii()) for m in plain))


def _blurred(sound: str) -> str:
    for clear, vague in _FUZZY:
        sound = (
            sound.replace(clear, vague)
            if len(clear) > 1
            else vague + sound[1:]
            if sound.startswith(clear)
            else sound
        )
    return sound


@cache
def _sounds(chars: frozenset[str] | None) -> dict[str, list[str]]:
    """Characters by blurred sound; GB 2312's 3,755 common characters where none are given."""
    listed: Iterable[str] = _common() if chars is None else filter(_han, chars)
    table: dict[str, list[str]] = defaultdict(list)
    for char in listed:
        for sound in {_blurred(s) for s in readings(char)}:
            table[sound].append(char)
    return table


def _common() -> Iterable[str]:
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def _alike(char: str, by_sound: dict[str, list[str]]) -> list[tuple[str, int]]:
    """Characters that sound like `char`, with 0 for the same sound and 1 for nearly the same."""
    exact = set(readings(char))
    near = {c for sound in exact for c in by_sound.get(_blurred(sound), ())}
    return [(c, 0 if exact & set(readings(c)) else 1) for c in sorted(near) if c != char]
