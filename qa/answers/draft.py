"""An answer before it is worded: what it rests on (quotes), and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.records import Verdict
from qa.search.quote import Quote
from qa.search.spans import Found

__all__ = ["Draft", "Row"]


@dataclass(frozen=True)
class Row:
    """One line of a table over years."""

    year: str
    value: str
    quote: Quote


@dataclass(frozen=True)
class Draft:
    """What was found or computed: `qa.compose` words it, `qa.engine` decides whether it is sure enough."""

    short: str | None
    """The least span that answers, as printed; None for a description."""
    quotes: tuple[Quote, ...]
    confidence: float
    verdict: Verdict | None = None
    expression: str = ""
    """A calculation, shown."""
    computed: tuple[str, ...] = ()
    """Figures of the calculation that no source prints: what it yields."""
    rows: tuple[Row, ...] = ()
    """A table over years, in place of one value."""
    headings: tuple[Quote, ...] = ()
    """Where the years of the table stand in print."""
    features: dict[str, float] = field(default_factory=dict)
    found: Found | None = None
