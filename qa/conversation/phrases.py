"""The noun phrase that a question counts or measures: where it stands, and what it stands for."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.conversation.antecedent import MEASURE, VERB, noun_start, pieces, without_verb
from qa.parsing.question import COUNTED, ParsedQuestion

__all__ = ["OF_ITSELF", "QUOTED_NAME", "counted_phrase", "counted_thing", "is_nominal"]

OF_ITSELF = ("人", "户", "人次", "次", "元", "亿元", "万元", "亩", "公里", "吨", "平方米")
"""Units that are what is counted; 个 and 家 count what the last question named."""
QUOTED_NAME = regex(r'"[^"]{1,24}"|《[^《》]{1,30}》')
"""A name in quotation marks or title marks, which may stand where the noun would."""

_NOMINAL = ("n", "b", "j", "s", "f", "x", "i", "l", "g", "z", "t")


def is_nominal(word: str, tag: str) -> bool:
    """Whether a word, with its part of speech, can be part of a noun phrase; no year, no date, no plain verb."""
    noun = tag.startswith(_NOMINAL) or tag in ("vn", "an") or bool(MEASURE.search(word))
    return (
        noun
        and not re.match(r"[,，。?!:;、]|(?!老|青|少|成|中|童).?年$|.*[月日]$", word)
        and VERB.fullmatch(word) is None
    )


_GOING = frozenset("来去到被把由从在给获得有是为进出")
_SIZE = regex(r"(?:有|是)?多[大长高远重深宽]")


def counted_phrase(before: ParsedQuestion) -> tuple[int, int]:
    """Where the noun stands that is counted or measured: behind 多少 where one stands there, else before it."""
    text, counted = before.normalised, COUNTED.search(before.normalised)
    if counted is None:
        size = _SIZE.search(text)
        return _nominal_before(size.start(), before) if size else (0, 0)
    start = end = noun_start(counted)
    for word, tag in pieces(text[start:]):
        # a verb before its noun belongs to it: 养老 of 养老床位, 上 of 规上企业
        inside = tag[0] in "vp" and (end == start or (len(word) == 1 and word not in _GOING))
        if not (is_nominal(word, tag) or inside) or word in ("以内", "以上"):
            break
        end += len(word)
    if end > start and text[start:end] not in ("钱", "人", "资金"):
        return start, end
    return _nominal_before(counted.start(), before)


def _nominal_before(end: int, before: ParsedQuestion) -> tuple[int, int]:
    """The noun phrase that ends, but for a verb, at `end`."""
    text = before.normalised
    end = len(without_verb(text[:end]))
    start, seen = end, False
    for word, tag in reversed(pieces(text[:end])):
        # 茶叶种植面积: a verb may stand within
        if not (is_nominal(word, tag) or (tag == "v" and seen and not VERB.fullmatch(word))):
            break
        start, seen = start - len(word), True
    for name in (*before.bodies, *before.places):
        if text[start:end].startswith(name) and len(name) < end - start:
            start += len(name)
    return start, end


def counted_thing(before: ParsedQuestion) -> str:
    """What 他们 and 这些 stand for behind a figure: what was counted, `培养的技能人才` of 培养了多少技能人才."""
    start, end = counted_phrase(before)
    counted = COUNTED.search(before.normalised)
    if counted is None or start < counted.start() or start == end:
        return ""
    done = re.sub("(?:了|共?有)$", "", before.normalised[: counted.start()])
    return f"{done}的{before.normalised[start:end]}" if done else before.normalised[start:end]
