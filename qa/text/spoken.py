"""What people say and reports print otherwise: 看病 and 医疗, 厂子 and 企业. Words to search for beside those of a question.

The table (`spoken_words.txt`) is general Chinese, written by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

__all__ = ["as_printed", "printed_for"]

_LONGEST = 6
_MOST = 6
"""Words added to a question at most: more of them would drown its own."""


def printed_for(text: str, spoken_of: Callable[[str], bool]) -> tuple[str, ...]:
    """The words that reports print for what a normalised text says.

    `spoken_of` tells whether the reports print a word: one that they do print is searched for as it is, and what they
    don't print is no help.

    >>> printed_for("去哪儿看病", lambda word: word in ("医疗", "就医"))
    ('医疗', '就医')
    >>> printed_for("去哪儿看病", lambda word: word in ("医疗", "看病"))
    ()
    """
    table, found, at = _table(), [], 0
    while at < len(text):
        said = next((text[at : at + n] for n in range(_LONGEST, 0, -1) if text[at : at + n] in table), "")
        if said and not spoken_of(said):
            found += [word for word in table[said] if word not in text and spoken_of(word)]
        at += max(1, len(said))
    return tuple(dict.fromkeys(found))[:_MOST]


def as_printed(text: str, told: str) -> str:
    """A normalised text with the first word that `told` prints for each of what it says otherwise.

    >>> as_printed("地铁开通了", "轨道交通3号线")
    '轨道交通开通了'
    """
    table, parts, at = _table(), [], 0
    while at < len(text):
        size = next((n for n in range(_LONGEST, 1, -1) if text[at : at + n] in table), 1)
        said = text[at : at + size]
        printed = () if said in told else table.get(said, ()) if size > 1 else ()
        parts.append(next((word for word in printed if word in told and word not in text), said))
        at += size
    return "".join(parts)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("spoken_words.txt").read_text("utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return {said: tuple(printed) for said, *printed in words}
