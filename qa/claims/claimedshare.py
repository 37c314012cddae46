"""A claim of what no sentence states (`分散供养的占三分之二还多`, `两样加起来有59处`): worked out, and judged by the result."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP

from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.claims.claim import Claim, Relation, parse_claim
from qa.claims.verdict import judge
from qa.computing.compute import calculation
from qa.numbers.figures import Figure, find_figures
from qa.planning import calculate
from qa.records import Verdict
from qa.search.find import Finder

__all__ = ["claimed_result", "claimed_share"]

_RELATED = regex(
    r"(?:还|都|已经?|就|也)*(?:是|占(?:了|到)?|有|达到?|不到|没到|超过?了?|多于|少于|不足|只有|过了?|相当于)*(?:的)?$"
)
_OF = regex(r"(?:里[面头]?|当中|中|之中)[,，]")
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("lt", regex("不到|没到|不足|少于|达不到")),
    ("gt", regex("超过|过了|多于|不止")),
)
_TIMES_OF = regex(
    r"^(?P<a>[^,，]+?)(?:还|都|已经?|就|也)*(?:是|有|达到?|不到|没到|超过?了?|相当于|抵得上)(?P<b>[^,，]+?)的?$"
)


def claimed_share(text: str, finder: Finder) -> Draft | None:
    """The verdict on a question that claims one share or multiple of two things which the report counts.

    None where it claims anything else, or where the two are not told in figures that go together.
    """
    claim = parse_claim(text)
    if (
        claim is None
        or len(claim.figures) != 1
        or claim.figures[0].kind not in ("fraction", "percent", "multiple")
    ):
        return None
    figure = claim.figures[0]
    head = claim.statement[: figure.start]
    if figure.kind == "multiple":
        two = _TIMES_OF.match(head.rstrip("的"))
        question = f"{two['a']}是{two['b']}的几倍" if two else ""
    else:
        question = (
            f"{_RELATED.sub('', head)}占百分之几"
            if _OF.search(head)
            else f"{_RELATED.sub('', head)}的百分之几"
        )
    plan = calculate.plan(question) if question else None
    draft = calculation(plan, finder) if plan is not None else None
    if draft is None or not draft.short:
        return None
    result = find_figures(draft.short.removeprefix("约"))
    below_or_above = next((r for r, said in _RELATIONS if said.search(head)), None)
    decided = judge(figure, below_or_above or claim.relations[0], result[0]) if result else None
    if decided and claim.negated and below_or_above is None:
        decided = "no" if decided == "yes" else "yes"  # 不是两倍
    return replace(draft, verdict=decided) if decided else None


def claimed_result(text: str, finder: Finder) -> Draft | None:
    """The verdict on a question that claims the result of a calculation: a sum, a difference, what is left, a mean.

    None where the same question with 多少 for its figure wants none, or where the parts are not told.
    """
    claim = parse_claim(text)
    figure = claim.figures[-1] if claim and claim.figures else None  # others before it: 按12家占六分之一算
    if claim is None or figure is None or figure.kind not in ("quantity", "percent", "multiple"):
        return None
    much = {"percent": "百分之几", "multiple": "几倍"}.get(figure.kind, f"多少{figure.unit}")
    head = _THAN_BEFORE.sub(lambda m: _WAY[m["way"]], claim.statement[: figure.start])
    plan = calculate.plan(head + much + claim.statement[figure.end :])
    draft = calculation(plan, finder) if plan is not None and not plan.claims else None
    if draft is None or not draft.short or not draft.expression:
        return None
    result = find_figures(draft.short.removeprefix("约"))
    decided = _decided(claim, result[0]) if result else None
    return replace(draft, verdict=decided) if decided else None


_THAN_BEFORE = regex(
    r"[比较](?:原来|原先|以前|过去|之前|年初)(?:的时候)?(?:还|要)?(?P<way>[多少])(?:了|出来?)?$"
)
_WAY = {"多": "增加了", "少": "减少了"}
"""`比原来多了3栋` of `由6栋增加到9栋`: by how much it rose."""


def _decided(claim: Claim, result: Figure) -> Verdict | None:
    """The verdict by a result; a claim may give it to fewer digits, or to more than it is shown to."""
    figure, relation = claim.figures[-1], claim.relations[-1]
    if _MORE.search(figure.text):
        relation = "eq"  # 2900余 of a sum of such
    if relation == "eq" and figure.value is not None and result.value is not None:
        step = max(figure.value, result.value, key=lambda value: value.as_tuple().exponent)
        first, second = (v.quantize(step, rounding=ROUND_HALF_UP) for v in (figure.value, result.value))
        figure, result = replace(figure, value=first, qualifier="exact"), replace(result, value=second)
    decided = judge(replace(figure, change=None), relation, replace(result, change=None))
    if decided and claim.negated:
        return "no" if decided == "yes" else "yes"
    return decided


_MORE = regex("[余多]")
