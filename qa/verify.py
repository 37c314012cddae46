"""Questions that ask to confirm something: yes, no with the report's own value, or not in the report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa import extract, pick
from qa.acts import agrees, done, none_of_it, of_every, same_act, without_acts
from qa.answer import Draft, features_of, share_of
from qa.attributes import tense
from qa.awards import levels
from qa.beside import of_level, of_plan, of_year
from qa.clause import begin, stop
from qa.compose import quote_around
from qa.confidence import confidence
from qa.confirm import Claim, Relation, denies, judge, mistaken_unit, parse_claim, streak, verdict
from qa.counted import from_to
from qa.evidence import Evidence
from qa.figures import Figure, find_figures
from qa.find import Search
from qa.fulfilled import bears_out, claimed, tells_how_far
from qa.outpaced import outpaced
from qa.question import ParsedQuestion
from qa.sides import of_side, sides_of
from qa.spans import Found
from qa.units import CURRENCIES
from qa.words import tagged, words_of

__all__ = ["confirmation"]

_ALL = regex(r"都|全部|全都|所有|统统|悉数|尽数|一律|全(?=[完整解参覆落达实])|\b(?:all|every)\b")
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
    sides = sides_of(claim, search.evidence)
    found = pick.figure(
        search.evidence,
        lambda f: _fits(claim, f),
        search.words,
        lambda before, f: (
            of_year(search.scope.years, before)
            + of_plan(tense(claim.statement), before)
            + of_level(claim.statement, before)
            + _of_part(claim, before)
            + of_side(sides, before)
        ),
    )
    confused = _confused(claim, search)
    if confused is not None and (found is None or confused.score > found.score):
        return _draft(confused.evidence, confused, search, "no")
    if found is None or found.figure is None or _aimed_at(claim, found.evidence):
        return None
    found = _latest(claim, found)
    left = _left_over(claim, found)
    if left is not None:
        return _draft(left.evidence, left, search, _said(claim, False))
    decided = verdict(claim, _counted(found))
    if decided is None:
        return None
    other_way = decided == _said(claim, True) and _the_other_way(claim, found)
    return _draft(found.evidence, found, search, _said(claim, False) if other_way else decided)


_UP = regex(r"前移|进位|晋位|跃升|前进|上升|提升|增[长加]|提高|上涨|多了?$")
_DOWN = regex(r"后移|后退|倒退|退了|退后|下滑|下降|下跌|减少|降低|[掉跌]了|少了?$")
_BESIDE = 6
"""Characters before a figure that say which way something went."""


def _the_other_way(claim: Claim, found: Found) -> bool:
    """Whether the claim has the right number go the other way: 退后9位 for `前移9位`."""
    told = found.evidence.candidate.window.text[max(0, found.span.start - _BESIDE) : found.span.start]
    ways = [(bool(_UP.search(text)), bool(_DOWN.search(text))) for text in (claim.statement, told)]
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
_SURE = 0.8
"""Relevance from which the reader is believed where the words are far from the claim's; and of a round number, that
stands in many places."""


def _confused(claim: Claim, search: Search) -> Found | None:
    """The number claimed, in the best window, of another unit: 3亿元 where 3亿美元 are claimed."""
    if not search.evidence:
        return None
    best = search.evidence[0]
    digits = [len(str(f.value.normalize()).split("E")[0].replace(".", "")) for f in claim.figures if f.value]
    if best.reading.relevance < (_TOLD if digits and min(digits) > 2 else _SURE):
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
_AIMS = regex(r"目标|打算|展望|(?<!规划)计划$|下一步")


def _aimed_at(claim: Claim, evidence: Evidence) -> bool:
    """Whether the claim is of what is already so or not, and the passage of what is meant to be."""
    heading = (evidence.passage.section or "").split(">")[-1]
    return _STATE.search(claim.statement) is not None and _AIMS.search(heading) is not None


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
    for first, second in pairwise(pick.figures_of(found.evidence)):
        if first == found.figure and from_to(found.evidence.candidate.window.text, first, second):
            return replace(found, span=Span(second.start, second.end), figure=second)
    return found


_CLAIMED = 3.0
"""What a figure gains in log odds that is the very one claimed: `整合完还剩9家` of `由21家整合为9家`."""


def _fits(claim: Claim, figure: Figure) -> float | None:
    if figure.kind == "ordinal" and any(streak(claim.statement[: f.start]) for f in claim.figures):
        figure = replace(figure, kind="quantity")
    if not _comparable(claim, figure):
        return None
    asserted = list(zip(claim.figures, claim.relations, strict=True))
    if all(not f.unit for f in claim.figures) and figure.unit in CURRENCIES:
        return -_CLAIMED  # money without a currency is the country's own
    if (
        figure.kind == "quantity"
        and (figure.change or "").endswith("_by")
        and not _CHANGED.search(claim.statement)
    ):
        return -_CLAIMED  # what it rose by, where the claim is of how much it is
    judged = [(r, judge(f, r, figure), judge(f, "eq", figure)) for f, r in asserted]
    if any(r == "eq" and verdict == "yes" for r, verdict, _ in judged):
        return _CLAIMED
    # 超过了5万的任务: the bound itself is not what was reached
    return -3 * _CLAIMED if any(r == "gt" and same == "yes" for r, _, same in judged) else 0.0


_CHANGED = regex(r"[增减涨降升跌添缩]|[多少高低][了出]|下滑|回落")


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
    for evidence in _telling(search.evidence):
        held = share_of(words, re.sub(r"[\s,。、的了是有]+", "", _around(evidence)))
        if best is None or held > best[0]:
            best = (held, evidence)
    if best is None:
        return None
    held, evidence = best
    for read in (_whole, _fulfilled, _compared, _direction, _none_at_all, _act, _other_title):
        whole = read(claim, evidence, search)
        if whole is None:
            continue
        return _draft(evidence, whole[1], search, whole[0], 1.0)
    return _by_words(claim, words, held, evidence, search)


_HARDLY = 0.6
"""A window of so much less relevance than the best, in parts of it, tells nothing however many words it shares."""


def _telling(evidence: Sequence[Evidence]) -> list[Evidence]:
    best = max((one.reading.relevance for one in evidence[:3]), default=0.0)
    return [one for one in evidence[:3] if one.reading.relevance >= _HARDLY * best]


def _around(evidence: Evidence) -> str:
    """The window with its headings and its file's name."""
    passage = evidence.passage
    parts = (evidence.candidate.window.text, passage.topic or "", passage.section or "", passage.document)
    return _folded(" ".join(parts))


def _folded(text: str) -> str:
    """Normalised, and single signs for several letters written out, as a question has them: `Ⅲ` as iii."""
    return normalise(unicodedata.normalize("NFKC", text))


def _by_words(claim: Claim, words: str, held: float, evidence: Evidence, search: Search) -> Draft | None:
    wanted, told = levels(claim.statement), levels(evidence.candidate.window.text)
    if wanted and told and not wanted & told and held >= _NEAR:
        return _draft(evidence, None, search, "yes" if claim.negated else "no", held)
    rival = _rival(words, evidence) if held >= _HELD and not claim.mention else None
    if rival is not None:
        return _draft(evidence, rival, search, "yes" if claim.negated else "no", held)
    if held >= _HELD:
        so = not denies(_clause_of(words, evidence))
        return _draft(evidence, None, search, _said(claim, so or claim.mention), held)
    found = extract.fact([evidence])
    if claim.mention or found is None or held < _NEAR or _folded(found.text) in words:
        return None
    if _shortened(_folded(found.text), words):
        return _draft(evidence, found, search, _said(claim, True), held)
    if any(f.kind not in ("year", "date") for f in find_figures(found.text)):
        return None  # a figure contradicts nothing that was claimed without one
    if agrees(claim, _clause(found)):
        return None
    return _draft(evidence, found, search, "yes" if claim.negated else "no", 1 - held)


def _shortened(told: str, words: str) -> bool:
    """Whether the claim says what is told but for words in its middle: 区级活动 for `区级重大活动`."""
    size = len(told)
    return any(told[:i] + told[j:] in words for i in range(2, size - 2) for j in range(i + 1, size - 1))


def _clause_of(words: str, evidence: Evidence) -> str:
    """The clause that has most of the claim's words: one beside it may deny something else."""
    clauses = re.split("[,;。!?]", evidence.candidate.window.text)
    return max(clauses, key=lambda clause: share_of(words, _folded(re.sub(r"[\s、的了是有]+", "", clause))))


def _rival(words: str, evidence: Evidence) -> Found | None:
    """Another of the same kind where the claim names one: 审批局 in the passage for 教育局 in the claim."""
    around = _folded(evidence.candidate.window.text)
    strange = [word for word in words_of(words) if len(word) > 1 and word not in around]
    found = extract.fact([evidence])
    if found is None or not strange:
        return None
    text = _folded(found.text)
    same_kind = any(text[-1:] == word[-1] for word in strange)
    return found if same_kind and text not in words else None


_TOLD_OF_ALL = 0.5
"""Relevance below which a percentage is some other matter's: most passages have one."""
_NONE_OF = regex(r"(?:都|全部?)[不没]")


def _whole(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是不是都…` against a percentage: all of them is 100 %, anything less is not all."""
    if not _ALL.search(claim.statement):
        return None
    if evidence.reading.relevance < _TOLD_OF_ALL or _NONE_OF.search(claim.statement):
        return None
    if some := _some_of(evidence):
        return _said(claim, some[1]), some[0]
    found = pick.figure([evidence], lambda f: 0.0 if f.kind == "percent" else None, search.words)
    if found is None or found.figure is None or found.figure.value is None:
        return None
    full = found.figure.value == 100 and found.figure.qualifier == "exact"
    return ("no" if full == claim.negated else "yes"), found


def _fulfilled(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`超额完成了预算` against `为预算的99.0%`."""
    met = claimed(claim.statement)
    if met is None:
        return None
    found = pick.figure(
        [evidence],
        lambda f: 0.0 if f.unit == "%" else None,
        search.words,
        lambda before, f: 0.0 if tells_how_far(before, f) else -_ELSEWHERE,
    )
    if found is None or found.figure is None or not tells_how_far(_before(found), found.figure):
        return None
    so = bears_out(met, found.figure)
    # 没完成 is itself what is claimed; 没有超额完成 denies it
    return (("yes" if so else "no") if met == "under" else _said(claim, so)), found


_ELSEWHERE = 20.0
"""What a percentage loses that says nothing of a plan."""


def _before(found: Found) -> str:
    text = found.evidence.candidate.window.text
    return text[begin(text, found.span.start, "。!?\n") : found.span.start]


_OF_THEM = regex(
    r"[,，](?:已|共|实际|全部|当年|兜底|成功|按期|其中|累计)*(?:办[成结妥]|完成|整改|解决|落实|兑现|化解|调[处解])(?:完成|到位|成功)?"
)


def _some_of(evidence: Evidence) -> tuple[Found, bool] | None:
    """How many of how many were done, where the reader points: `接件316件,办成309件`; and whether that is all."""
    pointed = extract.fact([evidence])
    for all_of_them, those in pairwise(pick.figures_of(evidence)):
        text = evidence.candidate.window.text
        if pointed is None or not _OF_THEM.fullmatch(text[all_of_them.end : those.start]):
            continue
        apart = pointed.span.end <= all_of_them.start or pointed.span.start >= those.end
        if apart or those.unit != all_of_them.unit or those.value is None or all_of_them.value is None:
            continue
        span = Span(those.start, those.end)
        return Found(evidence, span, evidence.score, those), those.value >= all_of_them.value
    return None


_ROSE = regex(r"(?<!负)增长|上升|上涨|增加|提高|回升|变多|涨了?|多了|往上[走涨]")
_FELL = regex(r"负增长|下降|减少|下滑|下跌|降低|回落|变少|跌了?|降了?|少了|往下[掉走降]|缩水|萎缩")
_UNCLEAR = regex(r"增长点|增长极|降水|降雨|下降为|提高到|增加到|降到|降至|增至")


def _compared(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`A涨得比B快` against `快于B`, in print."""
    told = outpaced(claim.statement, evidence.candidate.window.text)
    if told is None:
        return None
    agrees, span = told
    return ("yes" if agrees != claim.negated else "no"), Found(evidence, span, evidence.score)


def _direction(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`是负增长吧` against `下降3.6%`: whether something rose or fell, where the evidence says by how much."""
    statement = _UNCLEAR.sub("", claim.statement)
    fell, rose = bool(_FELL.search(statement)), bool(_ROSE.search(_FELL.sub("", statement)))
    if fell == rose:
        return None
    sides = sides_of(claim, [evidence])
    text = evidence.candidate.window.text
    told = {
        f: _spoken(f.counts, claim.content) + of_side(sides, text[: f.start])
        for f in pick.figures_of(evidence)
        if _way(f)
    }
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


def _none_at_all(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`无一人死亡` against a claim that somebody died, or that nobody did: the reader points to it, and the claim
    speaks of the same."""
    found = extract.fact([evidence])
    if found is None or evidence.reading.relevance < _TOLD_OF_ALL:
        return None
    return (_said(claim, False), found) if none_of_it(claim, _clause(found)) else None


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
    if found is None or evidence.reading.relevance < _SURE or claim.mention:
        return None
    clause = _clause(found)
    if not same_act(claim, clause) or not _named(claim, evidence):
        return None
    so = done(claim, clause)
    return None if so is None else (_said(claim, so), found)


def _said(claim: Claim, so: bool) -> str:
    return "yes" if so != claim.negated else "no"


_AWARDED = regex(r"(?:获评|评上|评为|认定为|命名为|荣获|获得|获|入选|拿到|拿了|拿)(?:了|的)?(?:是)?")


def _other_title(claim: Claim, evidence: Evidence, search: Search) -> tuple[str, Found] | None:
    """`获评文明街道` where 评上卫生街道 is claimed of the same street: another title than the one claimed."""
    found = extract.fact([evidence])
    said = _AWARDED.split(claim.statement, maxsplit=1)
    if found is None or evidence.reading.relevance < _SURE or len(said) != 2 or not all(said):
        return None
    told = _AWARDED.split(_clause(found), maxsplit=1)
    name = normalise(found.text)
    if len(told) != 2 or name not in told[1] or name in claim.statement or _shortened(name, claim.statement):
        return None
    whose, title = (part.strip(" 是被的") for part in said)
    window = evidence.candidate.window.text
    if len(title) < 2 or share_of(whose, told[0]) < _HELD or share_of(title, window) >= _SHARE:
        return None
    return _said(claim, False), found


_SHARE = 0.5
"""Share of a noun's character pairs that must stand there: 长途费 in `长途和漫游费`."""


def _named(claim: Claim, evidence: Evidence) -> bool:
    """Whether all that the claim names stands in the passage, its headings or its file's name: names whole, other nouns
    in part."""
    around = _around(evidence)
    content = without_acts(re.sub(r"(?:19|20)\d\d年", " ", claim.content))
    for word, kind in tagged(content):
        if kind[:1] != "n" or len(word) < 2:
            continue
        if word not in around and (kind != "n" or share_of(word, around) < _SHARE):
            return False
    return True


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
