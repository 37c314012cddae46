"""Regular expressions that are compiled when they are first used.

A question needs only part of the patterns that its modules define, and its whole process should not wait for the rest
(`python -m eval.bench`).
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["regex"]


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
