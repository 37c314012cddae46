"""Questions that ask to confirm something: yes, no with the report's own value, or not in the report."""

from __future__ import annotations

import re

from ingest.normalise import normalise
from qa import extract
from qa.answer import Draft, features_of, share_of
from qa.compose import quote_around
from qa.confidence import confidence
from qa.confirm import Claim, Relation, judge, parse_claim, verdict
from qa.evidence import Evidence
from qa.extract import Found
from qa.figures import Figure
from qa.find import Search
from qa.question import ParsedQuestion

__all__ = ["confirmation"]

_ALL = re.compile(r"都|全部|全都|所有|统统|全(?=[完整解参覆落达实])|\b(?:all|every)\b")
_HELD = 0.8
"""Share of the claim's character pairs that must stand in the passage for a plain "yes"."""
_NEAR = 0.4
"""Share from which the passage speaks of the same matter, so that another value there contradicts the claim."""


def confirmation(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """The verdict on a claim with the sentence that decides it; None where the report does not decide it."""
    claim = parse_claim(parsed.text)
    if claim is None:
        return None
    if claim.figures:
        return _numeric(claim, search)
    return _plain(claim, search)


def _numeric(claim: Claim, search: Search) -> Draft | None:
    found = extract.figure(search.evidence, lambda f: 0.0 if _comparable(claim, f) else None, search.words)
    if found is None or found.figure is None:
        return None
    decided = verdict(claim, found.figure)
    if decided is None:
        return None
    return _draft(found.evidence, found, search, decided)


def _comparable(claim: Claim, figure: Figure) -> bool:
    """Whether the report's figure could decide the claim: of the same unit, or of any that converts."""
    relations: tuple[Relation, ...] = ("ge", "le", "about")
    shares = ("percent", "fraction")
    return figure.kind not in ("year", "date") and any(
        judge(asserted, relation, figure) is not None
        for asserted in claim.figures
        if (asserted.kind in shares) == (figure.kind in shares)
        for relation in relations
    )


def _plain(claim: Claim, search: Search) -> Draft | None:
    """A claim without figures: its words stand in the passage, or the passage has another value in their place."""
    words = re.sub(r"[\s,。、的了是有]+", "", normalise(claim.content or claim.statement))
    best: tuple[float, Evidence] | None = None
    for evidence in search.evidence[:3]:
        passage = evidence.passage
        around = f"{evidence.candidate.window.text} {passage.topic or ''} {passage.section or ''} {passage.document}"
        held = share_of(words, re.sub(r"[\s,。、的了是有]+", "", normalise(around)))
        if best is None or held > best[0]:
            best = (held, evidence)
    if best is None:
        return None
    held, evidence = best
    whole = _whole(claim, evidence, search)
    if whole is not None:
        return _draft(evidence, whole[1], search, whole[0], 1.0)
    rival = _rival(words, evidence) if held >= _HELD and not claim.mention else None
    if rival is not None:
        return _draft(evidence, rival, search, "yes" if claim.negated else "no", held)
    if held >= _HELD:
        return _draft(evidence, None, search, "no" if claim.negated else "yes", held)
    found = extract.fact([evidence])
    if claim.mention or found is None or held < _NEAR or normalise(found.text) in words:
        return None
    return _draft(evidence, found, search, "yes" if claim.negated else "no", 1 - held)


def _rival(words: str, evidence: Evidence) -> Found | None:
    """Another of the same kind where the claim names one: 审批局 in the passage for 教育局 in the claim."""
    import rjieba

    around = normalise(evidence.candidate.window.text)
    strange = [word for word in rjieba.cut(words, False) if len(word) > 1 and word not in around]
    found = extract.fact([evidence])
    if found is None or not strange:
        return None
    text = normalise(found.text)
    same_kind = any(text[-1:] == word[-1] for word in strange)
    return found if same_kind and text not in words else None


def _whole(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是不是都…` against a percentage: all of them is 100 %, anything less is not all."""
    if not _ALL.search(claim.statement):
        return None
    found = extract.figure([evidence], lambda f: 0.0 if f.kind == "percent" else None, search.words)
    if found is None or found.figure is None or found.figure.value is None:
        return None
    full = found.figure.value == 100 and found.figure.qualifier == "exact"
    return ("no" if full == claim.negated else "yes"), found


def _draft(evidence: Evidence, found: Found | None, search: Search, decided: str, held: float = 1.0) -> Draft:
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
