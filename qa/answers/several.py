"""Several answers that stand apart: as many of the reader's spans as the question asks for things."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.patterns import regex
from ingest.records import Span
from qa.numbers.units import CLASSIFIERS
from qa.search.spans import LIST_SPAN, Found, printed, trimmed
from qa.text.clause import begin, stop
from qa.text.words import tagged

__all__ = ["apart", "called", "things_named"]

_NUMERALS = "零一二三四五六七八九十"
_WHICH = regex(
    rf"哪(?P<count>[两二三四五六七八九十]|[2-9])(?:{'|'.join([*CLASSIFIERS, '样'])})(?P<noun>[\u4e00-\u9fff]{{0,4}})"
)
_EACH = regex(
    r"(?P<parts>[^,。?:;]+?(?:[和与跟、及][^,。?:;]{2,}?)+)[^,。?:;]{0,4}?,?(?:分别|各自?)(?![个种类项方界国地级部位])"
    r"[^,。?]{0,6}?(?:什么|啥|谁|哪|何)"
)
_PARTED = regex("[和与跟、及]")
_BETWEEN = regex(r"[、和及与+]|(?<=[\"”》])(?=[\"“《])")
_NOUN = 6
"""Characters of the longest noun behind a name in quotation marks."""
_SPANS = 64
"""Spans among which those apart are looked for: many overlap."""
_FAINT = -8.0
"""Score below which a further span is no answer."""


def things_named(question: str) -> int:
    """How many answers a normalised question asks for: two for 哪两家, or for `甲和乙分别叫什么`; 0 where it doesn't say."""
    if which := _WHICH.search(question):
        count = which["count"]
        return int(count) if count.isdigit() else _NUMERALS.index(count.replace("两", "二"))
    each = _EACH.search(question)
    return len(_PARTED.split(each["parts"])) if each else 0


def called(found: Found, question: str) -> Found:
    """All that is called after the noun of a normalised question that says how many there are (哪三家银行), where nothing
    of that name was found and the window has just as many, however far apart; else what was found."""
    which, text = _WHICH.search(question), found.evidence.candidate.window.text
    count = things_named(question)
    sentence = Span(begin(text, found.span.start, "。!?"), stop(text, found.span.end, "。!?"))
    for length in range(len(which["noun"]) if which else 0, 1, -1):
        noun = which["noun"][:length] if which else ""
        if noun in found.said or text.startswith(noun, found.span.end):
            break  # the reader points to what is called so
        for reach in (sentence, Span(0, len(text))):
            names = _names(text, noun, reach)
            if len(names) == count:
                return replace(found, span=Span(names[0].start, names[-1].end), parts=names)
    return found


def _names(text: str, noun: str, reach: Span) -> tuple[Span, ...]:
    """The names that end in `noun` within `reach`, each where it stands first."""
    places = re.finditer(noun, text[reach.start : reach.end])
    parts = (_name_before(text, reach.start + place.end(), len(noun)) for place in places)
    first: dict[str, Span] = {}
    for part in parts:
        if part is not None:
            first.setdefault(text[part.start : part.end], part)
    return tuple(first.values())


def _name_before(text: str, end: int, length: int) -> Span | None:
    """The name that ends at `end` in a noun of `length` characters; None where the noun stands alone or goes on."""
    behind = text[end : stop(text, end, "、,。;:!?")]
    if behind and tagged(behind)[0][1][:1] == "n":
        return None
    start = begin(text, end - length, '、,。;:!?的和与及"《')
    for word, tag in tagged(text[start:end]):
        if tag[:1] in _NAMING:
            break
        start += len(word)
    return Span(start, end) if end - start > length else None


_NAMING = "najzsblx"
"""Parts of speech, by their first letter, that a name begins with."""


def apart(found: Found, count: int) -> Found:
    """What was found with the reader's next spans in its window, up to `count` things; itself where it holds as many, or
    where the reader sees too few."""
    text = found.evidence.candidate.window.text
    held = len(_BETWEEN.split(found.said))
    if held >= count or found.parts:
        return found
    chosen = [(found.span, found.evidence.reading.score(found.span.start, found.span.end))]
    for span, score in found.evidence.reading.best(_SPANS, LIST_SPAN):
        if held == count or score < _FAINT:
            break
        span = trimmed(printed(found.evidence), span)
        more = len(_BETWEEN.split(text[span.start : span.end]))
        free = all(span.end <= other.start or span.start >= other.end for other, _ in chosen)
        if free and span.end - span.start > 1 and held + more <= count:
            chosen.append((span, score))
            held += more
    if held < count:
        return found
    parts = tuple(sorted((_with_noun(found, span) for span, _ in chosen), key=lambda span: span.start))
    mean = sum(score for _, score in chosen) / len(chosen)
    score = found.score + min(0.0, mean - chosen[0][1])
    return replace(found, span=Span(parts[0].start, parts[-1].end), parts=parts, score=score)


def _with_noun(found: Found, part: Span) -> Span:
    """`“好邻里”服务窗` for `“好邻里”`, where the noun fills the clause: things of several kinds are told apart by it."""
    text = found.evidence.candidate.window.text
    behind = text[part.end : stop(text, part.end, "、,。;:!?")]
    if not text.startswith('"', part.end - 1) or not behind.isalpha() or len(behind) > _NOUN:
        return part
    noun = all(tag[:1] in _NAMING or tag == "vn" for _, tag in tagged(behind))
    return Span(part.start, part.end + len(behind)) if noun else part
