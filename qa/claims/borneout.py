"""A claim that no sentence repeats, borne out word by word: all that it names, and what it says of it, stands in one
sentence that the reader takes for the answer."""

from __future__ import annotations

from ingest.patterns import regex
from qa.answers import extract
from qa.claims.acts import lies_ahead, only_meant, same_act, without_acts
from qa.claims.assertion import denies
from qa.claims.claim import Claim
from qa.claims.direction import went
from qa.claims.named import folded
from qa.parsing.attributes import tense
from qa.search.evidence import Evidence
from qa.search.spans import Found
from qa.text.clause import around, sentence_before
from qa.text.sides import of_other_side
from qa.text.spoken import printed_for
from qa.text.words import tagged

__all__ = ["borne_out"]

_RELEVANT = 0.5
"""Relevance from which the reader takes a window for one that answers."""
_OF_HERE = regex(
    "(?:咱们?|我们|俺们?|本地|当地|这里|这边|全?[县区市镇乡村省旗州][里上内]|全[县区市镇乡村省旗州]|街道上|今年|去年|这一?年|年内|全年"
    "|有没有|是不是|已经|到底|究竟|现在|目前|听说|真的)"
)
"""What every sentence of a report is told of."""
_LIMITS = regex("[全都只仅才首唯最第每各]|所有|一律|随时|免费|必须|不用|还|仍|又|再|更")
"""Words that say more than that something is so: of these a sentence must say the same to the letter."""
_LIGHT = frozenset("有要收搞做办弄是在被给能会发用出来去到让把进开上下得了过好成")
"""Verbs of speech that say no more than that there is such a thing."""
_SAID = ("n", "v", "a", "j", "l", "i", "t", "s", "x", "z")


def borne_out(claim: Claim, evidence: Evidence) -> Found | None:
    """What the reader points to in the sentence that bears out a claim; None where a word of the claim is not told
    there, or what is told is denied, of another side, or only meant."""
    found = extract.fact([evidence])
    if found is None or claim.mention or claim.figures or evidence.reading.relevance < _RELEVANT:
        return None
    text = evidence.candidate.window.text
    sentence = around(text, found.span.start, found.span.end, "。!?;")
    clause = around(text, found.span.start, found.span.end, ",。!?;")
    statement = _OF_HERE.sub(" ", claim.statement)
    if _LIMITS.search(statement) or went(claim.statement) or of_other_side(claim.statement, sentence):
        return None
    meant = lies_ahead(clause) or only_meant(claim, sentence_before(text, found.span.start))
    if denies(clause) or (meant and tense(claim.statement) != "aim"):
        return None
    act_told = same_act(claim, clause)
    words = _words(without_acts(statement) if act_told else statement)
    place = folded(f"{evidence.passage.document} {evidence.passage.section or ''} {sentence}")
    return found if any(map(_names, words)) and all(_told(*word, place) for word in words) else None


def _words(statement: str) -> list[tuple[str, str]]:
    """The words that a statement consists of, without those of grammar and speech."""
    words = [(word, kind) for word, kind in tagged(statement) if kind[:1] in _SAID and word.strip()]
    return [(word, kind) for word, kind in words if not (len(word) == 1 and word in _LIGHT)]


def _names(word: tuple[str, str]) -> bool:
    return len(word[0]) > 1 and word[1][0] in "nvjlx"


def _told(word: str, kind: str, text: str) -> bool:
    """Whether a text has a word, one of which it is a part (种 of 种植), or what prints have for it."""
    return word in text or bool(printed_for(word, lambda said: said in text))
