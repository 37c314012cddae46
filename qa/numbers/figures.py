"""Figures in Chinese text: value, unit, qualifier, what they count; comparing them whatever their script.

Pure functions over strings. The work is done on a normalised copy of the same length, so every offset points
into the text as given and `Figure.text` is exactly what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from ingest.normalise import normalise
from ingest.patterns import any_of
from qa.numbers.amounts import duration, quantity_or_range, ratio, share
from qa.numbers.counted import VERBS, covering, finished, in_quotes, quotations
from qa.numbers.dates import made, year_or_date
from qa.numbers.figure import Change, Figure, Kind, Qualifier
from qa.numbers.grammar import (
    ANY_START,
    ASCII_UNITS,
    FIRST,
    FOLLOWED,
    NAME_TOKEN,
    ORDINAL,
    ORDINAL_NAMES,
    SKIPPED,
    D,
)
from qa.numbers.numerals import numeral_value
from qa.numbers.numeralwords import Words, inside_word, word_spans
from qa.numbers.same import keys, same, supports
from qa.numbers.units import canonical

__all__ = [
    "VERBS", "Change", "Figure", "Kind", "Qualifier", "figures_in", "find_figures", "same", "unsupported",
]  # fmt: skip


def find_figures(text: str) -> list[Figure]:
    """All figures of `text` in order, without overlaps; offsets point into `text`."""
    return list(_found(text))


@lru_cache(maxsize=2048)
def _found(text: str) -> tuple[Figure, ...]:
    norm = _fold(text)
    barred = [m.span() for m in SKIPPED.finditer(norm)]
    quoted = quotations(text)
    words = word_spans(norm)
    found: list[Figure] = []
    position = 0
    while match := ANY_START.search(norm, position):
        start = match.start()
        span = covering(barred, start)
        if span:
            position = span[1]
            continue
        figure = _figure_at(norm, start, words)
        if figure is None:
            position = _past(norm, start)
            continue
        figure = in_quotes(figure, quoted, text)
        found.append(finished(figure, text, norm, found))
        position = max(found[-1].end, start + 1)
    return tuple(found)


def _fold(text: str) -> str:
    """Normalised copy of the same length; 点 for the traditional 點 and 0 for 〇 come with `normalise`."""
    norm = normalise(text).replace("〇", "零")
    if "\n" in text:  # a line's beginning tells a heading's number, and white space is all one to `normalise`
        norm = "".join("\n" if old == "\n" else new for old, new in zip(text, norm, strict=True))
    # a lone long dash joins or breaks, it is no minus: 价格—0.5%
    if joining := _joining(text):
        norm = "".join("~" if place in joining else c for place, c in enumerate(norm))
    # Ｏ and o between Chinese year digits stand for zero
    return re.sub(rf"(?<=[{D}])[o○](?=[{D}年])", "零", norm)


def _joining(text: str) -> frozenset[int]:
    """Places of lone long dashes behind a Chinese character."""
    return frozenset(m.start() for m in re.finditer("(?<=[\u3400-\u9fff])—(?!—)", text))


def _past(norm: str, start: int) -> int:
    """Where to go on after a start that was no figure: behind a run of ASCII digits, else one further."""
    digits = re.compile(r"[0-9]+").match(norm, start)
    return digits.end() if digits else start + 1


def _figure_at(norm: str, start: int, words: Words) -> Figure | None:
    """The figure that begins at `start`, by the first grammar that fits."""
    for parse in (ratio, year_or_date, _name, _ordinal, share, duration, quantity_or_range):
        figure = parse(norm, start)
        if figure is not None:
            return None if inside_word(figure, words) else figure
    return None


# --- names and ordinals ----------------------------------------------------------------------------------


def _name(norm: str, start: int) -> Figure | None:
    """Digits that name rather than count: `4.0版本`, `4+3+N+X`, `g20`, `5g`, a telephone number."""
    if not norm[start].isdigit() or not norm[start].isascii():
        return None
    while start and (norm[start - 1].isascii() and norm[start - 1].isalnum()):
        start -= 1
    token = NAME_TOKEN.match(norm, start)
    if token is None or not _names(token[0], norm, token.end()):
        return None
    return Figure(token[0], token.start(), token.end(), None, "", "name")


def _names(token: str, norm: str, end: int) -> bool:
    body = token.rstrip("版本国道省热线专")
    if body != token or re.search(r"[0-9a-z]\+", body):
        return True
    if letters := re.search(r"[a-z]+", body):
        unit = re.fullmatch(rf"[0-9.,]+(?:[-~][0-9.,]+)?(?:{any_of(ASCII_UNITS)})", body)
        return unit is None and not (letters.end() < len(body) and body[0].isdigit() and letters[0] == "x")
    unitless = not FOLLOWED.match(norm, end)
    phone = body.count("-") >= 1 and (len(body) >= 9 or body[0] == "0")
    return unitless and (
        phone or body.count(".") > 1 or (body.isdigit() and (len(body) > 6 or body[:2] == "00"))
    )


def _ordinal(norm: str, start: int) -> Figure | None:
    if norm[start] == "第" and not ORDINAL_NAMES.match(norm, start) and (match := ORDINAL.match(norm, start)):
        value = numeral_value(match["num"])
        return None if value is None else made(match, value, canonical(match["unit"] or ""), "ordinal")
    if match := FIRST.match(norm, start):
        return made(match, Decimal(1), canonical(match["unit"]), "ordinal")
    return None


# --- claims ---


def figures_in(text: str) -> frozenset[str]:
    """Keys of all figures that a reader takes as claims; the same key for the same figure in any script."""
    return frozenset(key for f in find_figures(text) if not f.indefinite for key in keys(f))


def unsupported(answer: str, quotes: Iterable[str]) -> list[str]:
    """The figures of `answer`, as printed, that stand in none of `quotes`: law 1 asks for an empty list.

    Citation marks such as [1] are no figures. A figure counts as standing there when an equal one does, in
    whatever script, unit spelling or qualifier; a year also when a date there names it.
    """
    known = [figure for quote in quotes for figure in find_figures(quote)]
    return [
        f.text for f in find_figures(answer) if not f.indefinite and not any(supports(k, f) for k in known)
    ]
