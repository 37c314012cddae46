"""The figure that answers, among all that stand in what was read: by the reader, its form and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.answers.conditions import of_condition
from qa.answers.respectively import respectively
from qa.numbers.counted import from_to
from qa.numbers.figures import Figure, find_figures
from qa.search.evidence import Evidence
from qa.search.spans import WINDOWS, Found, printed
from qa.text.clause import begin, sentence_before, stop
from qa.text.words import tagged

__all__ = ["figure", "figures_of", "latest", "side_by_side", "whole_of", "with_strange_unit"]

_ABOUT = 8.0
"""What a figure gains in log odds when all of the question's words stand right beside it."""
_ITEM = 3.0
"""What a figure gains in log odds that stands in the very item asked about, of several told one after the other."""
_SUPERSEDED = 5.0
"""What a figure loses that the text itself says was replaced by another."""
_STRANGE = 0.4
"""Share of a name's character pairs up to which the question is not about it."""
_FADING = 6
"""Characters from a figure at which a word counts half."""
_NEARBY = 10
_FLOOR = -12.0


def figures_of(evidence: Evidence) -> list[Figure]:
    """Figures of the window as printed, offsets into the window's text."""
    return [f for f in find_figures(printed(evidence)) if not f.indefinite]


def figure(
    evidence: Sequence[Evidence],
    fits: Callable[[Figure], float | None],
    words: Mapping[str, float],
    beside: Callable[[str, Figure, str], float] = lambda *_: 0.0,
    given: Sequence[Figure] = (),
) -> Found | None:
    """The figure that answers: the reader's score, plus how well its form and its own few words fit.

    `fits` gives a figure's bonus for its form, None to leave it out; `words` are the question's character pairs with
    their weights, looked for among the words that belong to the figure alone. `beside` is what its sentence up to a
    figure, and the part of its clause that is the figure's own, are worth; `given` are the question's own figures, which
    may meet the condition that one is told for.
    """
    best: Found | None = None
    for one in evidence[:WINDOWS]:
        text = one.candidate.window.text
        figures = figures_of(one)
        pointed = [_pointed(one, f) for f in figures]
        named = respectively(text, figures, words) | _labelled(text, figures, pointed, words)
        items = _items(text, figures, words)
        for number, candidate in enumerate(figures):
            bonus = fits(candidate)
            if bonus is None or not named.get(number, True):
                continue
            worth = beside(
                sentence_before(text, candidate.start), candidate, _clause_of(text, figures, number)
            ) + of_condition(text, figures, number, given)
            score = max(pointed[other] for other in _kin(text, figures, number, named, worth))
            following = figures[number + 1] if number + 1 < len(figures) else None
            if following and (from_to(text, candidate, following) or _stepped(text, candidate, following)):
                score -= _SUPERSEDED
            score = max(_FLOOR, score) + bonus + worth
            score += _ITEM * items.get(number, 0.0)
            total = one.score + score + _ABOUT * _about_part(words, one, figures, number)
            if best is None or total > best.score:
                best = Found(one, Span(candidate.start, candidate.end), total, candidate)
    return best


def _items(text: str, figures: Sequence[Figure], words: Mapping[str, float]) -> dict[int, float]:
    """How far (0..1) the item that a figure ends is the one asked about, by its number, for figures that count the same
    in one sentence: of `拍卖项目10个,面积566亩,划拨项目34个,面积651亩` asked 拍卖 the 566."""
    worth: dict[int, float] = {}
    runs: dict[tuple[int, str, str], list[int]] = {}
    for number, figure in enumerate(figures):
        if figure.unit and figure.counts and figure.change is None and figure.kind == "quantity":
            sentence = begin(text, figure.start, "。!?\n")
            runs.setdefault((sentence, figure.unit, figure.counts), []).append(number)
    for (start, _, _), run in runs.items():
        if len(run) < 2:
            continue
        edges = [start, *(figures[n].end for n in run)]
        told = [text[a : figures[n].start] for a, n in zip(edges, run, strict=False)]
        held = [{pair for pair in words if pair in item} for item in told]
        common = set.intersection(*held)
        total = sum(words[pair] for pair in set.union(*held) - common)
        for number, own in zip(run, held, strict=True):
            worth[number] = sum(words[pair] for pair in own - common) / total if total else 0.0
    return worth


def _clause_of(text: str, figures: Sequence[Figure], number: int) -> str:
    """The clause of a figure, as far as it is no other figure's: `另有37部在建`."""
    this = figures[number]
    start, end = begin(text, this.start, ",。;!?"), stop(text, this.end, ",。;!?")
    if number:
        start = max(start, figures[number - 1].end)
    if number + 1 < len(figures):
        end = min(end, figures[number + 1].start)
    return text[min(start, this.start) : max(end, this.end)]


def latest(found: Found) -> Found:
    """Of `从第三十九位跃升到第二位` the second."""
    text = found.evidence.candidate.window.text
    for first, second in pairwise(figures_of(found.evidence)):
        if first == found.figure and from_to(text, first, second):
            return replace(found, span=Span(second.start, second.end), figure=second)
    return found


_APART = regex(r"[、,和与及][^。;!?0-9]{0,14}")


def side_by_side(found: Found, count: int) -> Found | None:
    """The figures of several things, where they stand beside the one that was found: `省级单位4个、市级单位12个`, each
    with what it is of. None unless there are `count` of one unit in a row."""
    text, figures = found.evidence.candidate.window.text, figures_of(found.evidence)
    if found.figure not in figures:
        return None
    run: list[Figure] = []
    for figure in figures:
        joined = run and _APART.fullmatch(text[run[-1].end : figure.start]) and figure.unit == run[-1].unit
        run = [*run, figure] if joined else [figure]
        if len(run) == count and found.figure in run:
            head = text[: run[0].start]
            start = run[0].start - len(_noun(run[0].counts)) * head.endswith(run[0].counts)
            return Found(found.evidence, Span(start, figure.end), found.score)
    return None


def _noun(counts: str) -> str:
    """What is counted, without the verb before it: 先进村 of 评出先进村."""
    words = tagged(counts) if counts else []
    return counts[len(words[0][0]) :] if len(words) > 1 and words[0][1] == "v" else counts


_STRANGE_UNIT = regex(r"[\u4e00-\u9fff]{1,3}")


def with_strange_unit(found: Found) -> Found:
    """`4万空方` for `4万`, where the reader takes what is counted in along: units that no list has."""
    figure, text = found.figure, found.evidence.candidate.window.text
    if figure is None or figure.unit or figure.kind != "quantity" or figure.text[-1:] not in ("万", "亿"):
        return found
    for span, _ in found.evidence.reading.best():
        if span.start == figure.start and _STRANGE_UNIT.fullmatch(text[figure.end : span.end]):
            return replace(found, span=span)
    return found


def _labelled(
    text: str, figures: Sequence[Figure], pointed: Sequence[float], words: Mapping[str, float]
) -> dict[int, bool]:
    """The figure of what the question names, by number: of `教育24亿元;卫生10亿元;预备费安排1亿元` the first, where the
    reader points to the last and the question does not. Not of one item: there the second may be of a part."""
    if not figures:
        return {}
    best = max(range(len(figures)), key=pointed.__getitem__)
    alike = [n for n, f in enumerate(figures) if f.unit == figures[best].unit and f.change is None]
    own = [n for n in alike if len(figures[n].counts) > 1 and _share(figures[n].counts, words) == 1]
    if best not in alike or best in own or len({figures[n].counts for n in own}) != 1:
        return {}
    first, last = sorted((own[0], best))
    apart = re.search("[;。]", text[figures[first].end : figures[last].start]) is not None
    strange = (
        _share(figures[best].counts, words) <= _STRANGE and figures[own[0]].counts not in figures[best].counts
    )
    return {own[0]: True, best: False} if apart and strange else {}


def _share(name: str, words: Mapping[str, float]) -> float:
    """Share of a name's character pairs that the question has; of a name too short to have any, more than a strange one's."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in words for pair in pairs) / len(pairs) if pairs else _STRANGE + 1


def _stepped(text: str, first: Figure, second: Figure) -> bool:
    """Whether a figure is but a round mark that the next one passed: `迈上900亿元台阶,达到912.7亿元`."""
    return re.fullmatch(r"(?:台阶|大关|关口)[^。;]{0,8}", text[first.end : second.start]) is not None


def _pointed(evidence: Evidence, figure: Figure) -> float:
    """The reader's score for a figure, or for a span of its own that is the figure but for the noun counted."""
    score = evidence.reading.score(figure.start, figure.end)
    best = evidence.reading.best()
    return max(score, best[0][1]) if best and _inside(figure, best[0][0]) else score


def _kin(
    text: str, figures: Sequence[Figure], number: int, named: Mapping[int, bool], worth: float
) -> Sequence[int]:
    """Figures whose score a figure shares, by number: the reader knows where the figures are, 分别 or the words beside
    (`开行312列,增加49列`) which of them it is."""
    if named.get(number):
        return list(named)
    if worth <= 0:
        return [number]
    at = figures[number].start
    near = range(max(0, number - 1), min(len(figures), number + 2))
    between = {n: text[min(at, figures[n].start) : max(at, figures[n].start)] for n in near}
    return [other for other in near if not re.search("[。;!?]", between[other])]


def _about(words: Mapping[str, float], before: str, after: str) -> float:
    """How much of the question (0..1) stands beside a figure: near counts more than far, foreign words count against.

    Of `内资52亿元,外资3亿美元` the nearest word tells; of `省级单位4个,市级单位12个` the one that does not fit.
    """
    total = sum(words.values())
    if not total:
        return 0.0
    held: dict[str, float] = {}
    pairs = [(len(before) - 2 - i, before[i : i + 2]) for i in range(len(before) - 1)]
    pairs += [(i, after[i : i + 2]) for i in range(len(after) - 1)]
    for distance, pair in pairs:
        if pair in words:
            held[pair] = max(held.get(pair, 0.0), words[pair] / (1 + distance / _FADING))
    near = [pair for distance, pair in pairs if distance < _NEARBY and pair.isalnum()]
    fitting = sum(pair in words for pair in near) / len(near) if near else 0.0
    return 0.75 * sum(held.values()) / total + 0.25 * fitting


def _about_part(
    words: Mapping[str, float], evidence: Evidence, figures: Sequence[Figure], number: int
) -> float:
    """How much of the question stands beside a figure; a part (`学位6900个,其中小学4500个`) that the question names is
    what its whole is, too."""
    before, after = _own_words(evidence, figures, number)
    whole = whole_of(normalise(evidence.candidate.window.text), figures, number)
    if whole is None:
        return _about(words, before, after)
    of_whole = _own_words(evidence, figures, whole)
    named = {a + b for a, b in pairwise(before)} - {a + b for a, b in pairwise(of_whole[0])}
    more = sum(weight for pair, weight in words.items() if pair in named)
    if not more:
        return _about(words, before, after)
    return _about(words, *of_whole) + more / sum(words.values())


_AMONG = regex(r"[\u4e00-\u9fff]{0,4}[,(]其中[^。;!?]{0,16}")
_ALSO = regex(r"[、,和][^。;!?]{0,12}")


def whole_of(text: str, figures: Sequence[Figure], number: int) -> int | None:
    """The number of the figure that one is a part of: of `6900个,其中小学4500个、初中2400个` the first for both others."""
    for at in range(number, 0, -1):
        lead = text[figures[at - 1].end : figures[at].start]
        if figures[at - 1].unit != figures[number].unit or figures[at].change:
            return None
        if _AMONG.fullmatch(lead):
            return at - 1
        if not _ALSO.fullmatch(lead):
            return None
    return None


def _own_words(evidence: Evidence, figures: Sequence[Figure], number: int) -> tuple[str, str]:
    """The words that belong to one figure, before it and after: of `审批事项减至12项` those before, of
    `6处书房和9处驿站` those after."""
    text = normalise(evidence.candidate.window.text)
    this = figures[number]
    start = begin(text, this.start, ",。;:!?")
    rate = bool(this.change and this.counts) and number and this.counts == figures[number - 1].counts
    if number and (rate or from_to(text, figures[number - 1], this)):
        # of `猪肉产量2万吨,下降18%` the rate is of what the amount is of; of `由560元提高到620元` the second too
        start = figures[number - 1].start - len(_own_words(evidence, figures, number - 1)[0])
    elif number and figures[number - 1].end > start:
        start = this.start if _leads(text, figures[number - 1]) else figures[number - 1].end
    end = stop(text, this.end, ",、。;:!?")
    if number + 1 < len(figures):
        end = min(end, figures[number + 1].start)
    return text[start : this.start], text[this.end : end]


def _leads(text: str, figure: Figure) -> bool:
    """Whether what a figure counts stands after it: a noun follows, not the end of the clause."""
    return text[figure.end : figure.end + 1].isalnum() or text[figure.end : figure.end + 1] in ('"', "《")


def _inside(candidate: Figure, span: Span) -> bool:
    """Whether the reader's span and the figure are the same, but for the noun counted or a qualifier."""
    return candidate.start < span.end and candidate.end > span.start and span.end - span.start < 24
