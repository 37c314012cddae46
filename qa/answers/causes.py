"""Which clauses of a sentence tell why: before 因此 or 故, behind 因为 or 由于, never the effect that the question says."""

from __future__ import annotations

from ingest.patterns import regex
from ingest.records import Span
from qa.search.spans import Found
from qa.text.clause import begin, stop

__all__ = ["whole_cause"]

_SENTENCE = "。!?\n"
_CLAUSE = ",:;" + _SENTENCE
_HENCE = r"因此|因而|所以|由此|故(?![事障乡居宫意])"
_FOLLOWS = regex(_HENCE)
_EFFECT = regex(rf"{_HENCE}|从而|以致|致使|导致|使得?|于是|得以|才(?:会|能|被|得)|遂")
_BEHIND = regex(
    r"因(?![此而素子地应])|由于|为了|旨在|以(?:便|期|免|防|求|利|确保|保[证障]|避免|减[少轻])|(?:源|缘|出|归功|得益)于"
)
_RESTATED, _MARKED = 0.6, 0.3
"""Share of a clause's character pairs that the question has too, where the clause tells the effect; and of one that a
word marks as an effect. A mark alone (`因此,`) is no cause either."""

_REST = 5
"""Characters of a clause behind the reader's span that are no more than its rest."""


def whole_cause(found: Found, question: str) -> Found:
    """The cause that a span of the reader's belongs to, in whole clauses of its sentence.

    `question` is normalised. A span that only says the effect again is exchanged for the clauses before it, or for the
    one behind it that a word marks as a cause; where the sentence opens with 因此, for the sentence before. Where there
    is none of these it stays.
    """
    text = found.evidence.candidate.window.text
    sentence = Span(begin(text, found.span.start, _SENTENCE), stop(text, found.span.end, _SENTENCE))
    clauses = _clauses(text, sentence)
    hence = next((c.start for c in clauses if _FOLLOWS.match(text, c.start)), sentence.end)
    causes = [c for c in clauses if c.start < hence and not _tells_effect(text[c.start : c.end], question)]
    touched = [c for c in causes if c.start < found.span.end and c.end > found.span.start]
    if touched:
        chosen = _led_up(clauses, causes, touched)
    elif hence == sentence.start:
        chosen = _clauses(text, Span(begin(text, max(0, sentence.start - 1), _SENTENCE), sentence.start))
        chosen = chosen or clauses  # the cause stands before the window: what is read is more than 因此
    else:
        chosen = _beside(text, causes, found.span)
    return _within(found, chosen) if chosen else found


def _within(found: Found, chosen: list[Span]) -> Found:
    """The chosen clauses, where the reader's span is whole clauses itself or says something else; else its span, but for
    a rest of the last clause that is hardly more than a word: the least that answers."""
    start, end = chosen[0].start, chosen[-1].end
    own = found.span
    if own.end <= start or own.start >= end:
        return found.at(start, end)
    at = next((c for c in chosen if c.start < own.end <= c.end), chosen[-1])
    if own.start == start and own.end == at.end:
        return found.at(start, end)
    return found.at(own.start, at.end) if own.start == start and at.end - own.end <= _REST else found


def _led_up(clauses: list[Span], causes: list[Span], touched: list[Span]) -> list[Span]:
    """The causes from the first touched on, as far as the effect that they lead up to, if one follows."""
    effect = next((c for c in clauses if c.start > touched[-1].end and c not in causes), None)
    last = effect.start if effect else touched[-1].end
    return [c for c in causes if touched[0].start <= c.start and c.end <= last]


def _beside(text: str, causes: list[Span], effect: Span) -> list[Span]:
    """The causes next to an effect: those that lead up to it, where it follows from them; else the marked one behind."""
    before = [c for c in causes if c.end <= effect.start]
    if before and _EFFECT.match(text, begin(text, effect.start, _CLAUSE)):
        return before
    behind = [c for c in causes if c.start >= effect.end and _BEHIND.match(text, c.start)]
    return behind[:1] or before


def _clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence, without the marks between them."""
    found = []
    start = sentence.start
    while start < sentence.end:
        end = min(stop(text, start, _CLAUSE), sentence.end)
        if end > start:
            found.append(Span(start, end))
        start = end + 1
    return found


def _tells_effect(clause: str, question: str) -> bool:
    """Whether a clause says again what the question asks the cause of."""
    marked = _EFFECT.match(clause)
    told = clause[marked.end() :] if marked else clause
    pairs = [told[i : i + 2] for i in range(len(told) - 1)]
    said = sum(pair in question for pair in pairs)
    return said >= (_MARKED if marked else _RESTATED) * len(pairs)
