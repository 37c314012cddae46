"""A term in quotation marks that a report spells out (`“三保三压”，即……`): what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from ingest.patterns import regex
from ingest.records import Span
from qa.search.evidence import Evidence
from qa.search.spans import Found, printed, trimmed
from qa.text.clause import stop

__all__ = ["spelled_out"]

_TERM = regex(r"\"(?P<term>[^\",。]{2,12})\"")
_ASKED = regex(
    r"(?:是|指|包括|包含|含|说|讲|叫|有|内容)[^,。?]{0,6}?(?:什么|啥|哪|谁)|(?:内容|含义|意思)[?。]*$"
)
_SPELLS = regex(r"[^,。;:!?]{0,6}?(?:[,(]?(?:即|也?就是(?:说)?|是指|指的?是?|包括|分别(?:是|为))[:,]?|:|--)")
_GOES_ON = regex(r"[^,。;:!?]{0,6}?,")
_NUMERALS = "零一二三四五六七八九十"
_NUMERAL = regex(r"[一二两三四五六七八九十]")
_SURE = 8.0
"""What a term spelled out is worth, in log odds: its form tells what it is, whatever the reader thinks."""


def spelled_out(evidence: Sequence[Evidence], question: str) -> Found | None:
    """What a report says a quoted term of a normalised question is: what follows 即 or a colon behind it; or the clauses
    behind it, where there are as many as the term counts (`“三个一”行动，建一条路，修一座桥，育一片林`). None where
    it asks for something else, or nothing of what was read spells the term out."""
    named = _TERM.search(question)
    if named is None or not _ASKED.search(question, named.end()):
        return None
    term = named["term"]
    for one in evidence:
        text = one.candidate.window.text
        # in a glossary it stands without its marks: `2.一线工作法:……`
        for place in re.finditer(rf'"{re.escape(term)}"|(?<![\u4e00-\u9fff]){re.escape(term)}(?=:)', text):
            end = stop(text, place.end(), "。!?\n")
            marked = _SPELLS.match(text, place.end(), end)
            follows = marked or _GOES_ON.match(text, place.end(), end)
            if follows is None:
                continue
            if "(" in follows[0]:
                end = min(end, stop(text, follows.end(), ")"))
            told, counts = text[follows.end() : end], _counted(term)
            if marked and not _in_parts(told, counts):
                told = _first_list(told)
            span = trimmed(printed(one), Span(follows.end(), follows.end() + len(told)))
            if span.end > span.start and (marked or _in_parts(told, counts)):
                best = max(other.score for other in evidence)
                return Found(replace(one, score=best), span, best + _SURE)
    return None


def _in_parts(told: str, counts: Container[int]) -> bool:
    """Whether a text falls into just as many clauses, by semicolons where it has any."""
    return len(told.split(";" if ";" in told else ",")) in counts


def _first_list(told: str) -> str:
    """Up to the first semicolon; where the first clause is a list, that alone: the others say more of it."""
    clause = re.split("[,;]", told)[0]
    return clause if "、" in clause else told.split(";")[0]


def _counted(term: str) -> set[int]:
    """How many things a term may count: three for 三个一 and 三保三压, which go together, five for 三去一降一补."""
    numbers = [_NUMERALS.index(numeral.replace("两", "二")) for numeral in _NUMERAL.findall(term)]
    return {*numbers[:1], sum(numbers)} - {0, 1}
