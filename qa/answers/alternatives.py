"""A question that offers its answers itself (`全国、全省还是全市`): the one of them that the report has."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.search.spans import Found
from qa.text.clause import begin, stop

__all__ = ["chosen"]

_OFFERED = regex(
    r"(?P<others>[^,。;!?]{2,40}?)[,、]?还是(?:说)?(?:在|由|是|为)?(?P<last>[^,。;!?、]{2,10}?)(?:的|呢|啊|呀)*[?。]*$"
)
_SENTENCE = "。!?\n"


def chosen(found: Found, question: str) -> Found | None:
    """Of the answers that a normalised question offers the one that stands in the sentence of what was found, and alone
    of them; None where it offers none, or the sentence has several or none.

    Those before the last may have other words before them (`该写全国`); they are no longer than the last.
    """
    offered = _OFFERED.search(question)
    if offered is None:
        return None
    last = offered["last"]
    text = found.evidence.candidate.window.text
    sentence = text[begin(text, found.span.start, _SENTENCE) : stop(text, found.span.end, _SENTENCE)]
    others = (_held(other, last, sentence) for other in re.split("[、,]|或者?是?", offered["others"]))
    held = [option for option in (*others, last) if option and option in sentence]
    if len(held) != 1:
        return None
    start = begin(text, found.span.start, _SENTENCE) + sentence.index(held[0])
    return found.at(start, start + len(held[0]))


def _held(option: str, last: str, sentence: str) -> str:
    """The end of an option that the sentence has, the longest; not one that the last option ends in, too."""
    ends = (option[-length:] for length in range(min(len(option), len(last)), 1, -1))
    return next((end for end in ends if end in sentence and not last.endswith(end)), "")
