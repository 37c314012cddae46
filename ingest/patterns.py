"""Regular expressions that are compiled when they are first used.

A question needs only part of the patterns that its modules define, and its whole process should not wait for the rest
(`python -m eval.bench`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

__all__ = ["any_of", "regex"]


class _Late:
    """Stands for a compiled pattern: the first use compiles it, and from then on its methods are that pattern's."""

    __slots__ = ("__dict__", "_flags", "pattern")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called where an attribute is not there yet: taken from the compiled pattern, and kept."""
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile(pattern, flags)`, but compiled at the first use of a method; `.pattern` needs no compiling.

    A pattern that can't be compiled raises re.error then, not here: tests compile every one.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest that fits first; to be set in brackets like any alternation.

    Words are joined by their common beginnings (a trie): Python compiles `公(?:里|顷|斤)|个` many times faster than a long
    list of whole words, and matches the same.

    >>> any_of(["个", "公里", "公顷", "公", "户"])
    '公(?:[里顷])?|[个户]'
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _alternation(tree)


_Tree = dict[str, "_Tree"]
"""Next characters with what may follow each; the empty string where a word may end."""


def _alternation(tree: _Tree) -> str:
    ends = [c for c, rest in tree.items() if c and list(rest) == [""]]
    longer = [f"{re.escape(c)}{_followed(rest)}" for c, rest in tree.items() if c and list(rest) != [""]]
    single = [f"[{''.join(map(re.escape, ends))}]" if len(ends) > 1 else re.escape(ends[0])] if ends else []
    return "|".join([*longer, *single])


def _followed(rest: _Tree) -> str:
    """What follows a character: one way as it is, several in brackets, any of them perhaps where a word may end there."""
    pattern = _alternation(rest)
    if "" in rest:
        return f"(?:{pattern})?"
    return f"(?:{pattern})" if len(rest) > 1 else pattern
