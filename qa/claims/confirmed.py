"""A claim, yes or no: worked out where no sentence states it, held against the evidence, or against what two figures yield."""

from __future__ import annotations

from qa.answers.draft import Draft
from qa.claims.bycount import by_count
from qa.claims.claim import parse_claim
from qa.claims.claimedshare import claimed_result, claimed_share
from qa.claims.verify import confirmation, of_two
from qa.parsing.question import ParsedQuestion
from qa.search.find import Finder, Search

__all__ = ["confirmed"]


def confirmed(
    parsed: ParsedQuestion, search: Search, finder: Finder, enough: float, calculates: bool = True
) -> Draft | None:
    """The draft for a question that claims something; None where nothing decides it.

    A result worked out counts from a confidence of `enough`; `calculates` is off where the evaluation does without.
    """
    computed = claimed_result(parsed.text, finder) if calculates else None
    if computed is not None and computed.confidence >= enough:
        return of_two(parse_claim(parsed.text), search) or computed
    told = confirmation(parsed, search)
    if not calculates or (told is not None and told.confidence >= enough):
        return told
    worked_out = claimed_share(parsed.text, finder)
    if worked_out is not None or (told is not None and told.confidence >= enough):
        return worked_out or told
    claim = parse_claim(parsed.text)
    return (by_count(claim, finder) if claim else None) or told
