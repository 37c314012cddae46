"""A claim without figures, read against one window: what its figures decide, then acts, titles and the claim's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.answers import extract
from qa.answers.confidence import confidence, features_of
from qa.answers.draft import Draft
from qa.claims import measured
from qa.claims.acts import agrees, done, lies_ahead, none_of_it, only_meant, same_act
from qa.claims.aimed import aimed
from qa.claims.assertion import denies
from qa.claims.averaged import averaged
from qa.claims.borneout import borne_out
from qa.claims.claim import Claim
from qa.claims.direction import direction
from qa.claims.fees import costs, of_cost, of_named_fee
from qa.claims.grades import graded
from qa.claims.named import around, elsewhere, folded, named
from qa.claims.recovered import recovered
from qa.claims.whose import whose
from qa.numbers.figures import find_figures
from qa.planning.fulfilled import claimed as plan_claimed
from qa.planning.fulfilled import in_words
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.quote import quote_around
from qa.search.spans import Found
from qa.text.awards import levels
from qa.text.clause import around as clause_around
from qa.text.clause import begin, sentence_before, stop
from qa.text.contrasts import merely_begun
from qa.text.overlap import share_of
from qa.text.spoken import as_printed
from qa.text.times import tells_time
from qa.text.words import words_of

__all__ = ["draft", "plain"]

_HELD = 0.8
"""Share of the claim's character pairs that must stand in the passage for a plain "yes"."""
_NEAR = 0.4
"""Share from which the passage speaks of the same matter, so that another value there contradicts the claim."""


_SLIGHT = regex(r"[\s,。、的了是有\"'“”‘’《》]+")
"""What may stand between the words of a claim."""


def plain(claim: Claim, search: Search) -> Draft | None:
    """A claim without figures: its words stand in the passage, or the passage has another value in their place."""
    words = _SLIGHT.sub("", normalise(claim.content or claim.statement))
    best: tuple[float, Evidence] | None = None
    for evidence in _telling(search.evidence):
        held = share_of(words, _SLIGHT.sub("", around(evidence)))
        if best is None or held > best[0]:
            best = (held, evidence)
    if best is None:
        return None
    held, evidence = best
    if of_cost(claim):
        cost = costs(claim, evidence, search)
        if cost is not None or not of_named_fee(claim):
            return draft(cost[1].evidence, cost[1], search, cost[0]) if cost else None
    for read in (
        graded,
        whose,
        averaged,
        recovered,
        aimed,
        measured.whole,
        measured.fulfilled,
        measured.compared,
        direction,
        _none_at_all,
        _act,
        _other_title,
    ):
        whole = read(claim, evidence, search)
        if whole is None:
            continue
        return draft(whole[1].evidence, whole[1], search, whole[0], 1.0)
    if plan_claimed(claim.statement) and held < _HELD and not _speaks_of_plan(evidence):
        return None  # another value says nothing of whether a plan was met
    by_words = _by_words(claim, words, held, evidence, search)
    if by_words is not None:
        return by_words
    borne = next((found for one in search.evidence[:_READ] if (found := borne_out(claim, one))), None)
    return draft(borne.evidence, borne, search, measured.said(claim, True)) if borne else None


_READ = 2
"""Windows in which a claim is looked for word by word."""

_HARDLY = 0.6
"""A window of so much less relevance than the best, in parts of it, tells nothing however many words it shares."""


def _telling(evidence: Sequence[Evidence]) -> list[Evidence]:
    best = max((one.reading.relevance for one in evidence[:3]), default=0.0)
    return [one for one in evidence[:3] if one.reading.relevance >= _HARDLY * best]


def _by_words(claim: Claim, words: str, held: float, evidence: Evidence, search: Search) -> Draft | None:
    wanted, given = levels(claim.statement), levels(evidence.candidate.window.text)
    if wanted and given and not wanted & given and held >= _NEAR:
        return draft(evidence, None, search, "yes" if claim.negated else "no", held)
    rival = _rival(words, evidence) if held >= _HELD and not claim.mention else None
    if rival is not None:
        return draft(evidence, rival, search, "yes" if claim.negated else "no", held)
    if held >= _HELD:
        so = not denies(_clause_of(words, evidence))
        return draft(evidence, None, search, measured.said(claim, so or claim.mention), held)
    told = _SLIGHT.sub("", around(evidence))
    words = as_printed(
        words, told
    )  # never for a plain yes: all words of a claim may stand there of several things
    held, found = max(held, share_of(words, told)), extract.fact([evidence])
    if claim.mention or found is None or held < _NEAR or folded(found.text) in words:
        return None
    clause = _clause(found)
    restated = share_of(words, _SLIGHT.sub("", folded(found.text))) >= _RESTATED and not denies(clause)
    if restated and lies_ahead(_sentence(found)):
        ahead = same_act(claim, clause) and done(claim, clause) is False
        return draft(evidence, found, search, measured.said(claim, False), held) if ahead else None
    if (held >= _RESTATED and merely_begun(claim.statement, clause)) or _denied_beside(claim, found):
        return draft(evidence, found, search, measured.said(claim, False), held)
    if restated or _shortened(folded(found.text), words) or _beside(claim, found):
        return draft(evidence, found, search, measured.said(claim, True), held)
    if claim.negated and not denies(clause):
        return None  # that another value stands there is no word of what is denied
    if any(f.kind not in ("year", "date") for f in find_figures(found.text)):
        return None  # a figure contradicts nothing that was claimed without one
    if agrees(claim, clause) or _of_another_kind(claim, found):
        return None
    if claim.open and not _stands_for_one(claim, found):
        return None  # nothing was named that another could stand in the place of
    return draft(evidence, found, search, "yes" if claim.negated else "no", 1 - held)


def _stands_for_one(claim: Claim, found: Found) -> bool:
    """Whether the claim names something that its window doesn't, of the sort of what is found by its last character."""
    there = folded(around(found.evidence))
    strange = (word for word in words_of(claim.content) if len(word) > 1 and folded(word) not in there)
    return any(word[-1] == folded(found.text)[-1:] for word in strange)


def _denied_beside(claim: Claim, found: Found) -> bool:
    """Whether another clause of the sentence denies what the claim names and the clause found doesn't: `完成路基,尚未铺
    路面`."""
    own, others = _clause(found), re.split("[,;]", _sentence(found))
    named = [word for word in words_of(claim.content) if len(word) > 1 and word not in own]
    return any(denies(other) and any(word in other for word in named) for other in others if other not in own)


_TELLS = regex(r"^[在将把对从过]|[了就,]")


def _of_another_kind(claim: Claim, found: Found) -> bool:
    """Whether what is found is a time where none is claimed, or tells something: no other value in the place of one."""
    if tells_time(found.text) and not tells_time(claim.statement):
        return True
    return _TELLS.search(normalise(found.text)) is not None


_RESTATED = 0.6
"""Share of a claim's character pairs from which what is found says it again, and is no other value: `二期全面封顶` of
`二期已经封顶`."""


def _sentence(found: Found) -> str:
    text = found.evidence.candidate.window.text
    return clause_around(text, found.span.start, found.span.end, "。!?")


def _beside(claim: Claim, found: Found) -> bool:
    """Whether what is found is joined to what the claim names: `甲和乙`, where the claim is of 甲."""
    text = found.evidence.candidate.window.text
    before = _JOINED_BEFORE.search(text[begin(text, found.span.start, ",。;!?:") : found.span.start])
    behind = _JOINED_BEHIND.match(text, found.span.end)
    return any(m is not None and m["other"] in claim.statement for m in (before, behind))


_JOINED_BEFORE = regex(r"(?:^|[、为是有由])(?P<other>[^、,。;为是有由]{2,12}?)(?:、|和|与|及|以及)$")
_JOINED_BEHIND = regex(r"(?:、|和|与|及|以及)(?P<other>[^、,。;和与及等]{2,12})(?=[、,。;和与及等]|$)")


def _speaks_of_plan(evidence: Evidence) -> bool:
    """Whether the clause that the reader points to says how a plan went."""
    found = extract.fact([evidence])
    return found is not None and in_words(_clause(found)) is not None


def _shortened(told: str, words: str) -> bool:
    """Whether the claim says what is told but for words in its middle: 区级活动 for `区级重大活动`."""
    size = len(told)
    return any(told[:i] + told[j:] in words for i in range(2, size - 2) for j in range(i + 1, size - 1))


def _clause_of(words: str, evidence: Evidence) -> str:
    """The clause that has most of the claim's words: one beside it may deny something else."""
    clauses = re.split("[,;。!?]", evidence.candidate.window.text)
    return max(clauses, key=lambda clause: share_of(words, folded(re.sub(r"[\s、的了是有]+", "", clause))))


def _rival(words: str, evidence: Evidence) -> Found | None:
    """Another of the same kind where the claim names one: 审批局 in the passage for 教育局 in the claim."""
    around = folded(evidence.candidate.window.text)
    strange = [word for word in words_of(words) if len(word) > 1 and word not in around]
    found = extract.fact([evidence])
    if found is None or not strange:
        return None
    text = folded(found.text)
    same_kind = any(text[-1:] == word[-1] for word in strange)
    return found if same_kind and text not in words else None


def _none_at_all(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`无一人死亡` against a claim that somebody died, or that nobody did: the reader points to it, and the claim
    speaks of the same."""
    found = extract.fact([evidence])
    if found is None or evidence.reading.relevance < measured.TOLD_OF_ALL:
        return None
    return (measured.said(claim, False), found) if none_of_it(claim, _clause(found)) else None


def _clause(found: Found) -> str:
    """The clause of the window in which a span stands, whole."""
    text = found.evidence.candidate.window.text
    return text[begin(text, found.span.start, ",、;。!?") : stop(text, found.span.end, ",;。!?")]


def _act(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`得到遏制` where 刹住 is claimed: the reader is sure, all that the claim names stands there, and one and the same
    act is told of it, or denied.

    A sure reader alone is not enough: it is as sure of the sentence that says the contrary.
    """
    found = extract.fact([evidence])
    if found is None or evidence.reading.relevance < measured.SURE or claim.mention:
        return None
    clause = _clause(found)
    if not same_act(claim, clause) or not named(claim, evidence) or elsewhere(claim, found):
        return None
    text = found.evidence.candidate.window.text
    if only_meant(claim, sentence_before(text, found.span.start)):
        return None
    so = done(claim, clause)
    return None if so is None else (measured.said(claim, so), found)


_AWARDED = regex(r"(?:获评|评上|评为|认定为|命名为|荣获|获得|获|入选|拿到|拿了|拿)(?:了|的)?(?:是)?")


_OWN = 0.5
"""Share of a title's character pairs from which the window tells of it, too."""


def _other_title(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`获评文明街道` where 评上卫生街道 is claimed of the same street: another title than the one claimed."""
    found = extract.fact([evidence])
    said = _AWARDED.split(claim.statement, maxsplit=1)
    if found is None or evidence.reading.relevance < measured.SURE or len(said) != 2 or not all(said):
        return None
    told = _AWARDED.split(_clause(found), maxsplit=1)
    name = normalise(found.text)
    if len(told) != 2 or name not in told[1] or name in claim.statement or _shortened(name, claim.statement):
        return None
    whose, title = (part.strip(" 是被的") for part in said)
    window = evidence.candidate.window.text
    if len(title) < 2 or share_of(whose, told[0]) < _HELD or share_of(title, window) >= _OWN:
        return None
    return measured.said(claim, False), found


def draft(evidence: Evidence, found: Found | None, search: Search, decided: str, held: float = 1.0) -> Draft:
    features = {**features_of(evidence, found, search), "held": held, "verdict": 1.0}
    window = evidence.place(0, len(evidence.candidate.window.text))
    place = found.place if found else window
    quote = quote_around(evidence.passage, place.start, place.end)
    return Draft(
        found.text if found else None,
        (quote,),
        confidence(features),
        verdict="yes" if decided == "yes" else "no",
        features=features,
        found=found,
    )
