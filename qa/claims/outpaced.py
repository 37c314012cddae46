"""`收入涨得比经济快吧` against `居民收入增长8%,快于经济增长`: which of two went faster or stands higher, as the text says."""

from __future__ import annotations

from ingest.patterns import regex
from ingest.records import Span
from qa.text.clause import begin

__all__ = ["outpaced"]

_CLAIMED = regex(
    r"(?P<a>[^,。]{2,24}?)(?:增长|增速|上涨|[涨增升长])?得?比(?P<b>[^,。]{2,14}?)(?:增长|增速|上涨|[涨增升长])?得?(?:都|更|还|要)?"
    r"(?P<way>[快高多大慢低少小])"
)
_TOLD = regex(r"(?P<way>快于|高于|超过|大于|多于|慢于|低于|小于|少于)(?P<b>[\u4e00-\u9fff]{2,12})")
_MORE = frozenset("快高多大超")


def outpaced(claim: str, text: str) -> tuple[bool, Span] | None:
    """Whether `text` agrees that the one outdid the other, and where it says so; None where it compares no such two.

    Both normalised. What is compared with must be named alike, and the other in the clause before or in that one.
    """
    asked = _CLAIMED.search(claim)
    if asked is None:
        return None
    for told in _TOLD.finditer(text):
        start = begin(text, told.start(), ";。!?")
        if _alike(asked["b"], told["b"]) and _alike(asked["a"], text[start : told.start()]):
            return (asked["way"] in _MORE) == (told["way"][0] in _MORE), Span(told.start(), told.end())
    return None


def _alike(name: str, told: str) -> bool:
    """Whether the last word of a name stands in what is told, or the other way round: 老百姓的收入, 居民收入."""
    name = name.removesuffix("的")
    return name[-2:] in told or told[-2:] in name
