"""Questions that ask to confirm something: yes, no with the report's own value, or not in the report."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.answers import pick
from qa.answers.draft import Draft
from qa.claims import measured
from qa.claims.acts import of_every
from qa.claims.claim import Claim, Relation, parse_claim, streak
from qa.claims.grades import prized
from qa.claims.heldagainst import CHANGED, of_share, other_rate, unheard_of
from qa.claims.levelled import levelled
from qa.claims.onesentence import moved, part_of
from qa.claims.plainclaims import draft, plain
from qa.claims.slots import done_by, one_of, put_off, ranked
from qa.claims.verdict import judge, mistaken_unit, verdict
from qa.claims.whose import only_one
from qa.numbers.beside import of_level, of_plan, of_year
from qa.numbers.figures import Figure
from qa.numbers.units import CURRENCIES, dimension
from qa.parsing.attributes import tense
from qa.parsing.question import ParsedQuestion
from qa.search.evidence import Evidence
from qa.search.find import Search
from qa.search.spans import WINDOWS, Found
from qa.text.clause import around, stop
from qa.text.recurring import of_another_period
from qa.text.sides import of_side, sides_of
from qa.text.words import words_of

__all__ = ["confirmation", "of_two"]


def confirmation(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """The verdict on a claim with the sentence that decides it; None where the report does not decide it."""
    claim = parse_claim(parsed.text)
    if claim is None:
        return None
    best = next(iter(search.evidence), None)
    # 首家, 第一 and 一半 are figures too, but these say more of them
    for read in _MORE_THAN_FIGURES if best else ():
        if best and (told := read(claim, best, search)):
            return draft(best, told[1], search, told[0])
    if claim.figures:
        return of_two(claim, search) or _numeric(claim, search)
    return plain(claim, search)


_MORE_THAN_FIGURES = (
    measured.first_of, measured.in_part, prized, only_one, levelled, ranked, done_by, one_of, put_off,
)  # fmt: skip


def of_two(claim: Claim | None, search: Search) -> Draft | None:
    """The verdict by two figures of one sentence, between which something went or of which one is part of the other."""
    if claim is None:
        return None
    decided = moved(claim, search) or part_of(claim, search)
    return draft(decided[0], decided[1], search, decided[2]) if decided else None


def _numeric(claim: Claim, search: Search) -> Draft | None:
    sides = sides_of(claim.content, [e.candidate.window.text for e in search.evidence[:WINDOWS]])
    found = pick.figure(
        search.evidence,
        lambda f: _fits(claim, f),
        search.words,
        lambda before, f, _: (
            of_year(search.scope.years, before)
            + _NOT_SO * of_plan(tense(claim.statement), before)
            + of_level(claim.statement, before)
            + _of_part(claim, before)
            + of_side(sides, before)
        ),
    )
    confused = _confused(claim, search)
    if confused is not None and (found is None or confused.score > found.score):
        return draft(confused.evidence, confused, search, "no")
    if found is None or found.figure is None or _aimed_at(claim, found.evidence):
        return None
    if other_rate(claim, found) or (of_share(claim) and found.evidence.reading.relevance < _TOLD):
        return None
    found = _latest(claim, found)
    left = _left_over(claim, found)
    if left is not None:
        return draft(left.evidence, left, search, measured.said(claim, False))
    decided = verdict(claim, _counted(found))
    if decided is None:
        return None
    if decided == "yes" and unheard_of(claim, found.evidence):
        return None
    told = around(found.evidence.candidate.window.text, found.span.start, found.span.end, ",。;!?")
    other_way = decided == measured.said(claim, True) and (
        _the_other_way(claim, found) or of_another_period(claim.statement, told)
    )
    return draft(found.evidence, found, search, measured.said(claim, False) if other_way else decided)


_NOT_SO = 3
"""How much more a plan loses where a claim is of what is so: what is meant to be decides nothing."""
_UP = regex(r"前移|进位|晋位|跃升|前进|上升|提升|增[长加]|提高|上涨|多了?$")
_DOWN = regex(r"后移|后退|倒退|退了|退后|下滑|下降|下跌|减少|降低|[掉跌]了|少了?$")
_BESIDE = 6
"""Characters before a figure that say which way something went."""


def _the_other_way(claim: Claim, found: Found) -> bool:
    """Whether the claim has the right number go the other way: 退后9位 for `前移9位`."""
    told = found.evidence.candidate.window.text[max(0, found.span.start - _BESIDE) : found.span.start]
    # without its figures: 少了四成多 goes down
    ways = [(bool(_UP.search(text)), bool(_DOWN.search(text))) for text in (claim.content, told)]
    return any(ways[0]) and any(ways[1]) and ways[0] == ways[1][::-1] and not all(ways[0])


_LEFT = regex(r"剩余|余下|剩下|尚有|还有|仅剩|其余|另有|跨年|顺延|未完成|推进中")


def _left_over(claim: Claim, found: Found) -> Found | None:
    """Of `9个问题整改8个,剩余1个` the eight, where all nine are claimed to be done."""
    assert found.figure is not None
    if not of_every(claim) or verdict(claim, found.figure) != "yes":
        return None
    text = found.evidence.candidate.window.text
    end = stop(text, found.figure.end, "。")
    for other in pick.figures_of(found.evidence):
        fewer = (
            other.value is not None and found.figure.value is not None and other.value < found.figure.value
        )
        later = found.figure.end <= other.start < end
        if later and fewer and other.unit == found.figure.unit and _LEFT.search(text[other.end : end]):
            return replace(found, span=Span(other.start, other.end), figure=other)
    return None


_TOLD = 0.3
"""Relevance of the best window from which its very number, of another unit, is what the claim took wrongly."""


def _confused(claim: Claim, search: Search) -> Found | None:
    """The number claimed, in the best window, of another unit: 3亿元 where 3亿美元 are claimed."""
    if not search.evidence:
        return None
    best = search.evidence[0]
    digits = [len(str(f.value.normalize()).split("E")[0].replace(".", "")) for f in claim.figures if f.value]
    if best.reading.relevance < (_TOLD if digits and min(digits) > 2 else measured.SURE):
        return None
    return pick.figure([best], lambda f: _CLAIMED if mistaken_unit(claim, f) else None, search.words)


def _counted(found: Found) -> Figure:
    """The figure with what the words before it say: `连续第六年` counts years, 超额完成5万 is over it."""
    assert found.figure is not None
    head = found.evidence.candidate.window.text[: found.figure.start]
    if found.figure.kind == "ordinal" and streak(head):
        return replace(found.figure, kind="quantity")
    if found.figure.qualifier == "exact" and re.search(r"超额(?:完成|实现|达到?)?了?$", head):
        return replace(found.figure, qualifier="over")
    return found.figure


_STATE = regex(r"还没|还不|尚未|已经?|没[到过]")
_AIMS = regex(r"目标|打算|展望|(?<!规划)计划$|下一步|(?:任务|安排|部署|思路)$")


_DONE = regex(r"已经?[\u4e00-\u9fff]|(?:建|完|修|办|改|通|开|招|引|装|盖|做)[\u4e00-\u9fff]?了")


def _aimed_at(claim: Claim, evidence: Evidence) -> bool:
    """Whether the claim is of what is already so or not, and the passage of what is meant to be."""
    heading = (evidence.passage.section or "").split(">")[-1]
    done = _STATE.search(claim.statement) is not None or _DONE.search(claim.statement) is not None
    return done and tense(claim.statement) != "aim" and _AIMS.search(heading) is not None


_PART = 4.0
"""What the figure of a part loses, in log odds, where the claim says nothing of that part."""
_AMONG = regex(r"其中|里[头面边]|当中|之中|(?<=[\u4e00-\u9fff])里[,,]?")


def _of_part(claim: Claim, before: str) -> float:
    """`赤字1.6万亿元。其中,中央财政赤字1.1万亿元`: a claim of the deficit is of the whole, one of 中央 of the part."""
    part = re.split(";", normalise(before))[-1].rpartition("其中")
    if not part[1] or _AMONG.search(claim.statement):
        return 0.0
    strange = [word for word in words_of(part[2]) if len(word) > 1 and word.isalpha()]
    return -_PART if any(word not in claim.statement for word in strange) else 0.0


_BEFORE = regex(r"原来|原先|之前|以前|过去|起初|本来|[由从]")


def _latest(claim: Claim, found: Found) -> Found:
    """Of `由21家整合为9家` the nine, unless the claim is about before."""
    if _BEFORE.search(claim.statement):
        return found
    return pick.latest(found)


_CLAIMED = 3.0
"""What a figure gains in log odds that is the very one claimed: `整合完还剩9家` of `由21家整合为9家`."""


def _fits(claim: Claim, figure: Figure) -> float | None:
    if figure.kind == "ordinal" and any(streak(claim.statement[: f.start]) for f in claim.figures):
        figure = replace(figure, kind="quantity")
    if not _comparable(claim, figure):
        return None
    asserted = list(zip(claim.figures, claim.relations, strict=True))
    if of_share(claim) and (figure.kind not in ("percent", "fraction") or figure.change):
        return None  # a share is told by no growth
    if all(not f.unit for f in claim.figures) and figure.unit in CURRENCIES:
        return -_CLAIMED  # money without a currency is the country's own
    if all(not f.unit for f in claim.figures) and dimension(figure.unit) in ("time", "months"):
        return None  # 少了5200万 is of no 三年
    if (
        figure.kind == "quantity"
        and (figure.change or "").endswith("_by")
        and not CHANGED.search(claim.statement)
    ):
        return -_CLAIMED  # what it rose by, where the claim is of how much it is
    judged = [(r, judge(f, r, figure), judge(f, "eq", figure)) for f, r in asserted]
    if any(r == "eq" and verdict == "yes" for r, verdict, _ in judged):
        return _CLAIMED
    # 超过了5万的任务: the bound itself is not what was reached
    bound = any(r == "gt" and same == "yes" for r, _, same in judged)
    passed = figure.qualifier in ("over", "at_least")
    if passed and any(
        r == "lt" and f.value == figure.value and f.unit in ("", figure.unit) for f, r in asserted
    ):
        return _CLAIMED  # 不到10万公里 against 超过10万公里
    if bound and any(r == "gt" and verdict == "yes" for r, verdict, _ in judged):
        return _CLAIMED  # 突破13万 is what says that it is over
    return -3 * _CLAIMED if bound else 0.0


def _comparable(claim: Claim, figure: Figure) -> bool:
    """Whether the report's figure could decide the claim: of the same unit, or of any that converts."""
    relations: tuple[Relation, ...] = ("ge", "le", "about")
    shares = ("percent", "fraction")
    return (
        figure.kind not in ("year", "date")
        and figure.unit != "号"
        and any(
            judge(asserted, relation, figure) is not None
            for asserted in claim.figures
            if (asserted.kind in shares) == (figure.kind in shares)
            for relation in relations
        )
    )
