"""Whether a figure may be held against a claim at all: a rate of something else, a growth where a share is claimed, a place
that is nowhere told.

Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from ingest.patterns import regex
from qa.claims.claim import Claim
from qa.claims.named import around
from qa.search.evidence import Evidence
from qa.search.spans import Found
from qa.text.words import tagged

__all__ = ["CHANGED", "of_share", "other_rate", "unheard_of"]

CHANGED = regex(r"[增减涨降升跌添缩]|[多少高低][了出]|下滑|回落")
_SHARE = regex(r"占|里[,,有面头]|当中|之中|分之|有[一大超过]*半|成")


def of_share(claim: Claim) -> bool:
    """Whether a claim is of a share of a whole, and not of a change."""
    share = any(f.kind in ("percent", "fraction") and f.change is None for f in claim.figures)
    return share and _SHARE.search(claim.statement) is not None and not CHANGED.search(claim.statement)


def unheard_of(claim: Claim, evidence: Evidence) -> bool:
    """Whether the claim names a place of the dictionary beside one that is told, which itself is nowhere there: 一条去釜山,
    一条去东京 of `通往海防、釜山`."""
    told = around(evidence)
    places = [word for word, kind in tagged(claim.content) if kind == "ns" and len(word) > 1]
    return len(places) > 1 and any(p in told for p in places) and any(p not in told for p in places)


_RATE = regex(r"(?P<what>[\u4e00-\u9fff]{2})率(?:达到?|为|是|高达)?$")


def other_rate(claim: Claim, found: Found) -> bool:
    """Whether a claim that one thing is a share of another is held against a rate that it does not name: 办结率."""
    told = _RATE.search(found.evidence.candidate.window.text[: found.span.start])
    return "占" in claim.statement and told is not None and told["what"] not in claim.statement
