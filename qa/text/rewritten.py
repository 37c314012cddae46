"""A text with what a pattern finds in its normalised form replaced; all else stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.normalise import normalise

__all__ = ["rewritten"]


def rewritten(text: str, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]) -> str:
    """`text` with every match of `pattern` in `normalise(text)` exchanged for what `put` makes of it.

    >>> rewritten("２０年來", re.compile("20"), lambda match: "二十")
    '二十年來'
    """
    pieces, last = [], 0
    for match in pattern.finditer(normalise(text)):
        pieces += [text[last : match.start()], put(match)]
        last = match.end()
    return "".join([*pieces, text[last:]])
