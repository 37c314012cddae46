"""What the passage around a window names: its text with its headings and its file's name."""

from __future__ import annotations

import re
import unicodedata

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.claims.acts import without_acts
from qa.claims.claim import Claim
from qa.search.evidence import Evidence
from qa.search.spans import Found
from qa.text.clause import around as clause_around
from qa.text.overlap import share_of
from qa.text.spoken import printed_for
from qa.text.words import tagged

__all__ = ["around", "elsewhere", "folded", "named"]


def around(evidence: Evidence) -> str:
    """The window with its headings and its file's name."""
    passage = evidence.passage
    parts = (evidence.candidate.window.text, passage.topic or "", passage.section or "", passage.document)
    return folded(" ".join(parts))


def folded(text: str) -> str:
    """Normalised, and single signs for several letters written out, as a question has them: `Ⅲ` as iii."""
    return normalise(unicodedata.normalize("NFKC", text))


_SHARE = 0.5
"""Share of a noun's character pairs that must stand there: 长途费 in `长途和漫游费`."""


_ANY = regex(
    "人家|大家|大伙|老?百姓|乡亲|街坊|事情|东西|时候|地方|样子|家里|家门口|情况|日子|年头|个别|全部|牌子|名头|结果|原因|[上里底手身][头下里上]"
)
"""Nouns of speech that name nothing."""


def named(claim: Claim, evidence: Evidence) -> bool:
    """Whether all that the claim names stands in the passage, its headings or its file's name: names whole, other nouns
    in part."""
    told = re.sub(r"\s+", "", around(evidence))  # a line may end inside a name
    content = without_acts(re.sub(r"(?:19|20)\d\d年", " ", claim.content))
    for word, kind in tagged(content):
        if kind[:1] != "n" or len(word) < 2 or _ANY.fullmatch(word):
            continue
        if word in told or (kind == "n" and share_of(word, told) >= _SHARE):
            continue
        if not printed_for(word, told.__contains__):
            return False
    return True


def elsewhere(claim: Claim, found: Found) -> bool:
    """Whether a place that the claim names stands in the window, and not in the sentence of what was found there."""
    text = found.evidence.candidate.window.text
    sentence = clause_around(text, found.span.start, found.span.end, "。!?")
    places = [word for word, kind in tagged(claim.content) if kind == "ns" and len(word) > 1]
    own = normalise(found.evidence.passage.document)
    return any(p in text and p not in sentence and p not in own for p in places)
