"""Questions that ask to confirm something: yes, no with the report's own value, or not in the report."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa import extract, pick
from qa.answer import Draft, features_of, share_of
from qa.attributes import tense
from qa.awards import levels
from qa.beside import of_plan, of_year
from qa.compose import quote_around
from qa.confidence import confidence
from qa.confirm import Claim, Relation, judge, parse_claim, verdict
from qa.counted import from_to
from qa.evidence import Evidence
from qa.figures import Figure, find_figures
from qa.find import Search
from qa.question import ParsedQuestion
from qa.spans import Found
from qa.words import words_of

__all__ = ["confirmation"]

_ALL = regex(r"都|全部|全都|所有|统统|全(?=[完整解参覆落达实])|\b(?:all|every)\b")
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
    found = pick.figure(
        search.evidence,
        lambda f: _fits(claim, f),
        search.words,
        lambda before, _: of_year(search.scope.years, before) + of_plan(tense(claim.statement), before),
    )
    if found is None or found.figure is None:
        return None
    found = _latest(claim, found)
    assert found.figure is not None
    decided = verdict(claim, found.figure)
    if decided is None:
        return None
    return _draft(found.evidence, found, search, decided)


_BEFORE = regex(r"原来|原先|之前|以前|过去|起初|本来|[由从]")


def _latest(claim: Claim, found: Found) -> Found:
    """Of `由21家整合为9家` the nine, unless the claim is about before."""
    if _BEFORE.search(claim.statement):
        return found
    for first, second in pairwise(pick.figures_of(found.evidence)):
        if first == found.figure and from_to(found.evidence.candidate.window.text, first, second):
            return replace(found, span=Span(second.start, second.end), figure=second)
    return found


_CLAIMED = 3.0
"""What a figure gains in log odds that is the very one claimed: `整合完还剩9家` of `由21家整合为9家`."""


def _fits(claim: Claim, figure: Figure) -> float | None:
    if not _comparable(claim, figure):
        return None
    asserted = zip(claim.figures, claim.relations, strict=True)
    judged = [(r, judge(f, r, figure), judge(f, "eq", figure)) for f, r in asserted]
    if any(r == "eq" and verdict == "yes" for r, verdict, _ in judged):
        return _CLAIMED
    # 超过了5万的任务: the bound itself is not what was reached
    return -3 * _CLAIMED if any(r == "gt" and same == "yes" for r, _, same in judged) else 0.0


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
    for read in (_whole, _direction):
        whole = read(claim, evidence, search)
        if whole is None:
            continue
        return _draft(evidence, whole[1], search, whole[0], 1.0)
    wanted, told = levels(claim.statement), levels(evidence.candidate.window.text)
    if wanted and told and not wanted & told and held >= _NEAR:
        return _draft(evidence, None, search, "yes" if claim.negated else "no", held)
    rival = _rival(words, evidence) if held >= _HELD and not claim.mention else None
    if rival is not None:
        return _draft(evidence, rival, search, "yes" if claim.negated else "no", held)
    if held >= _HELD:
        return _draft(evidence, None, search, "no" if claim.negated else "yes", held)
    found = extract.fact([evidence])
    if claim.mention or found is None or held < _NEAR or normalise(found.text) in words:
        return None
    if any(f.kind not in ("year", "date") for f in find_figures(found.text)):
        return None  # a figure contradicts nothing that was claimed without one
    return _draft(evidence, found, search, "yes" if claim.negated else "no", 1 - held)


def _rival(words: str, evidence: Evidence) -> Found | None:
    """Another of the same kind where the claim names one: 审批局 in the passage for 教育局 in the claim."""
    around = normalise(evidence.candidate.window.text)
    strange = [word for word in words_of(words) if len(word) > 1 and word not in around]
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
    found = pick.figure([evidence], lambda f: 0.0 if f.kind == "percent" else None, search.words)
    if found is None or found.figure is None or found.figure.value is None:
        return None
    full = found.figure.value == 100 and found.figure.qualifier == "exact"
    return ("no" if full == claim.negated else "yes"), found


_ROSE = regex(r"(?<!负)增长|上升|上涨|增加|提高|回升|变多|涨了?|多了|往上[走涨]")
_FELL = regex(r"负增长|下降|减少|下滑|下跌|降低|回落|变少|跌了?|降了?|少了|往下[掉走降]|缩水|萎缩")
_UNCLEAR = regex(r"增长点|增长极|降水|降雨|下降为|提高到|增加到|降到|降至|增至")


def _direction(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是负增长吧` against `下降3.6%`: whether something rose or fell, where the evidence says by how much."""
    statement = _UNCLEAR.sub("", claim.statement)
    fell, rose = bool(_FELL.search(statement)), bool(_ROSE.search(_FELL.sub("", statement)))
    if fell == rose:
        return None
    told = {f: _spoken(f.counts, claim.content) for f in pick.figures_of(evidence) if _way(f)}
    most = max(told.values(), default=0.0)
    found = pick.figure([evidence], lambda f: 0.0 if most and told.get(f) == most else None, search.words)
    if found is None or found.figure is None:
        return None
    agrees = (_way(found.figure) == "decrease") == fell
    return ("yes" if agrees != claim.negated else "no"), found


_UNTOLD = 0.2
"""What it counts where the text does not say of what something rose."""


def _spoken(counts: str, content: str) -> float:
    """Share of the character pairs of what a figure counts that the claim has: a rise of something else decides
    nothing."""
    pairs = [counts[i : i + 2] for i in range(len(counts) - 1)]
    return sum(pair in content for pair in pairs) / len(pairs) if pairs else _UNTOLD


def _way(figure: Figure) -> str:
    """Which way a figure says that something went; empty where it says nothing of that."""
    if figure.value is not None and figure.value < 0 and figure.kind == "percent":
        return "decrease"
    return (figure.change or "").removesuffix("_by") if (figure.change or "").endswith("_by") else ""


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
