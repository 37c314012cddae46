"""Evidence -> the least span that answers: a figure, a short fact, a list; or the sentences of a description.

Every function looks at what the reader pointed to and at the form of the text, never at words of a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.normalise import normalise
from ingest.records import Span
from qa.counted import from_to
from qa.evidence import Evidence
from qa.figures import Figure, find_figures
from qa.persons import asked_post, holds_post, whole_name
from qa.reader import Reading
from qa.respectively import respectively
from qa.units import CLASSIFIERS

__all__ = [
    "Found",
    "description",
    "fact",
    "figure",
    "figures_of",
    "first_word",
    "listing",
    "moment",
    "reason",
]

_TRIM = " ,，。、;；:：!！?？的"
_PAIRS = {"“": "”", "《": "》", "(": ")", "（": "）", "‘": "’", "【": "】", "「": "」", "『": "』"}
_PAIR_REACH = 16
"""How far the other half of a pair may lie."""
_AND_SO_ON = re.compile(r"(?<=[^同相平均])等(?![级待候于同])")
_FACT_SPAN = 48
_LIST_SPAN = 96
"""Word pieces of the longest fact, and of the longest list or reason, that is read as one span."""
_CLAUSE_END = re.compile(r"[,、。;:!?]")
_LIST_END = re.compile(r"[,、。;:!?等]")
_ABOUT = 8.0
"""What a figure gains in log odds when all of the question's words stand right beside it."""
_SPANS = 12
"""Spans of a window looked through for the noun asked for."""
_ASKED_NOUN = 3.0
_HOLDS_POST = 5.0
"""What a person gains, in log odds, that the post asked for stands before; and loses where another post does."""
_RESTATED = 6.0
"""What a span loses that stands in the question word for word."""
_ASKED_SEVERAL = re.compile(
    rf"哪(?:些|(?:[几二两三四五六七八九十]|\d+)(?:{'|'.join(CLASSIFIERS)})?)([\u4e00-\u9fff]{{2,10}})"
)
_SEVERAL = 2.0
"""What a span of several items gains where a list is asked for, in log odds."""
_COUNTED = "|".join([*CLASSIFIERS, *"大类地站区县市镇乡村国省州校院馆园岛湖山路街桥港企"])
"""What follows the count of a list's items: a classifier, or a noun that takes none: `三条`, `四大工程`, `两区`."""
_BETWEEN = re.compile(r"[、和及与]|(?<=[\"”》])(?=[\"“《])")
"""What parts the items of a list: a mark, a word, or nothing between two that stand in quotation marks."""
_COUNT_REACH = 8
"""How far behind a list its count may begin."""
_COUNTS = ("", "", "[二两]", "三", "四", "五", "六", "七", "八", "九", "十")
_SUPERSEDED = 5.0
"""What a figure loses that the text itself says was replaced by another."""
_FADING = 6
"""Characters from a figure at which a word counts half."""
_NEARBY = 10
_FLOOR = -12.0
_WINDOWS = 3
"""Windows among which the best span is looked for; further down the order, relevance says no."""


@dataclass(frozen=True)
class Found:
    """An answer and its place."""

    evidence: Evidence
    span: Span
    """Characters of the window's text."""
    score: float
    """Log odds: the evidence's and the span's."""
    figure: Figure | None = None

    @property
    def text(self) -> str:
        """The answer as the source prints it."""
        place = self.place
        base = self.evidence.passage.start
        return self.evidence.passage.text[place.start - base : place.end - base]

    @property
    def place(self) -> Span:
        """Its characters in the document."""
        return self.evidence.place(self.span.start, self.span.end)


def figures_of(evidence: Evidence) -> list[Figure]:
    """Figures of the window as printed, offsets into the window's text."""
    return [f for f in find_figures(_printed(evidence)) if not f.indefinite]


def figure(
    evidence: Sequence[Evidence],
    fits: Callable[[Figure], float | None],
    words: Mapping[str, float],
    beside: Callable[[str, Figure], float] = lambda *_: 0.0,
) -> Found | None:
    """The figure that answers: the reader's score, plus how well its form and its own few words fit.

    `fits` gives a figure's bonus for its form, None to leave it out; `words` are the question's character pairs with
    their weights, looked for among the words that belong to the figure alone. `beside` is what its sentence up to a
    figure is worth.
    """
    best: Found | None = None
    for one in evidence[:_WINDOWS]:
        text = one.candidate.window.text
        figures = figures_of(one)
        pointed = [_pointed(one, f) for f in figures]
        named = respectively(text, figures, words)
        for number, candidate in enumerate(figures):
            bonus = fits(candidate)
            if bonus is None or not named.get(number, True):
                continue
            worth = beside(_sentence_before(text, candidate.start), candidate)
            score = max(pointed[other] for other in _kin(text, figures, number, named, worth))
            following = figures[number + 1] if number + 1 < len(figures) else None
            if following and (from_to(text, candidate, following) or _stepped(text, candidate, following)):
                score -= _SUPERSEDED
            score = max(_FLOOR, score) + bonus + worth
            total = one.score + score + _ABOUT * _about(words, *_own_words(one, figures, number))
            if best is None or total > best.score:
                best = Found(one, Span(candidate.start, candidate.end), total, candidate)
    return best


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


def _sentence_before(text: str, at: int) -> str:
    return text[max(text.rfind(mark, 0, at) for mark in "。!?\n") + 1 : at]


def _about(words: Mapping[str, float], before: str, after: str) -> float:
    """How much of the question (0..1) stands beside a figure: near counts more than far, foreign words count against.

    Of `内资180亿元,外资1.6亿美元` the nearest word tells; of `省级单位4个,市级单位12个` the one that does not fit.
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


def _own_words(evidence: Evidence, figures: Sequence[Figure], number: int) -> tuple[str, str]:
    """The words that belong to one figure, before it and after: of `电子印章增至7类` those before, of
    `15处养老机构和44处站点` those after."""
    text = normalise(evidence.candidate.window.text)
    this = figures[number]
    start = max((text.rfind(mark, 0, this.start) + 1 for mark in ",。;:!?"), default=0)
    if number and figures[number - 1].end > start:
        start = this.start if _leads(text, figures[number - 1]) else figures[number - 1].end
    stop = _CLAUSE_END.search(text, this.end)
    end = stop.start() if stop else len(text)
    if number + 1 < len(figures):
        end = min(end, figures[number + 1].start)
    return text[start : this.start], text[this.end : end]


def _leads(text: str, figure: Figure) -> bool:
    """Whether what a figure counts stands after it: a noun follows, not the end of the clause."""
    return text[figure.end : figure.end + 1].isalnum() or text[figure.end : figure.end + 1] in ('"', "《")


def fact(
    evidence: Sequence[Evidence], asked: str = "", question: str = "", person: bool = False
) -> Found | None:
    """The span that the reader points to, without the punctuation around it; a `person` by the whole name.

    `asked` is the noun that the question word stands before (`博物馆` of 哪家博物馆): a span that has it is likelier, as
    is one beside the post asked for (`局长` of 局长是谁). What the (normalised) question says itself is hardly its answer.
    """

    post = asked_post(question) if person else ""

    def like_an_answer(window: str, span: Span) -> float:
        text = window[span.start : span.end]
        named = len(asked) > 1 and asked in text
        holds = holds_post(window, span, post) if post else 0
        restated = bool(question) and text in question
        return _ASKED_NOUN * named + _HOLDS_POST * holds - _RESTATED * restated

    found = _best_span(evidence, _FACT_SPAN, like_an_answer)
    if found is None or not person:
        return found and _without_time(found)
    return replace(found, span=whole_name(found.evidence.candidate.window.text, found.span))


_WHEN = re.compile(
    r"(?:已?于|在)(?:当年|年内|[\d一二三四五六七八九十]+[年月日号]|[上下]半年|年[底初末])[\d年月日号底初末]*$"
)


def _without_time(found: Found) -> Found:
    """Of `一期工程于9月` the name alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    when = _WHEN.search(text)
    return (
        replace(found, span=Span(found.span.start, found.span.start + when.start()))
        if when and when.start()
        else found
    )


def moment(found: Found) -> Found:
    """Of `自4月1日起` the day alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    bare = re.fullmatch(r"(?:自|从|于)?(?P<day>.*[年月日号])(?:起|开始)?", text)
    if bare is None or len(bare["day"]) == len(text):
        return found
    start = found.span.start + bare.start("day")
    return replace(found, span=Span(start, start + len(bare["day"])))


def reason(evidence: Sequence[Evidence]) -> Found | None:
    """The clauses that the reader points to: a cause is told in more words than a name."""
    return _best_span(evidence, _LIST_SPAN)


def first_word(found: Found) -> Found:
    """Of a credit such as `李某某 摄` the name alone."""
    text = found.evidence.candidate.window.text[found.span.start : found.span.end]
    word = re.match(r"[\u3400-\u9fff·]{2,}(?=\s)", text)
    return replace(found, span=Span(found.span.start, found.span.start + word.end())) if word else found


def listing(evidence: Sequence[Evidence], asked: str = "", question: str = "") -> Found | None:
    """The enumeration that the reader points to, completed to its last item, less the noun that all items share.

    `asked` is the noun that the (normalised) question asks for.
    """

    def like_a_list(window: str, span: Span) -> float:
        text = window[span.start : span.end]
        return _SEVERAL * ("、" in text) + _ASKED_NOUN * bool(asked and asked in text)

    found = _best_span(evidence, _LIST_SPAN, like_a_list)
    if found is None:
        return None
    span = _complete(found)
    head = found.evidence.candidate.window.text[span.start : span.end]
    if len(asked) > 1 and head.startswith(asked) and len(head) > len(asked) + 2:
        span = Span(span.start + len(asked), span.end)
    elif "、" in head:
        last = head.rfind("、") + 1
        span = Span(span.start, span.start + last + _before_noun(head[:last], head[last:], question))
    return Found(found.evidence, span, found.score)


def _before_noun(others: str, item: str, question: str) -> int:
    """Where the noun begins that is asked for: in `甲、乙、丙自由贸易试验区`, asked 哪几个自由贸易试验区, after 丙; else the
    end, as where each item has it: `甲街道、乙街道`."""
    asked = _ASKED_SEVERAL.search(question)
    for length in range(len(asked[1]) if asked else 0, 1, -1):
        noun = asked[1][:length] if asked else ""
        at = item.find(noun)
        if at > 0:
            return at if noun not in others else len(item)
    return len(item)


def description(evidence: Sequence[Evidence], most: int = 3) -> list[tuple[Evidence, Span]]:
    """The few sentences that say it, in the report's order: the best window's, and those nearly as relevant.

    Spans are of the window's text. Headings and captions only name what the text beside them describes.
    """
    telling = [e for e in evidence if e.passage.kind in ("body", "table")] or evidence
    if not telling:
        return []
    ranked = sorted(telling, key=lambda e: -(_ABOUT * e.candidate.score + e.score))
    best = ranked[0]
    chosen = [(best, Span(0, len(best.candidate.window.text)))]
    for other in ranked[1:most]:
        if other.passage.id == best.passage.id and other.candidate.score > 0.6 * best.candidate.score:
            chosen.append((other, Span(0, len(other.candidate.window.text))))
    return sorted(chosen, key=lambda pair: pair[0].place(0, 0).start)


def _best_span(
    evidence: Sequence[Evidence], longest: int, bonus: Callable[[str, Span], float] = lambda *_: 0.0
) -> Found | None:
    """The likeliest span of at most `longest` pieces; `bonus` adds what a span of the window's text is worth by its
    words and those beside it, in log odds."""
    best: Found | None = None
    for one in evidence[:_WINDOWS]:
        for span, score in one.reading.best(_SPANS, longest):
            total = one.score + score + bonus(one.candidate.window.text, span)
            if best is None or total > best.score:
                best = Found(one, _trim(_printed(one), span), total)
    return best


def _printed(evidence: Evidence) -> str:
    """The window as its source prints it: quotation marks still tell opening from closing."""
    window = evidence.candidate.window
    return evidence.passage.text[window.start : window.end]


def _inside(candidate: Figure, span: Span) -> bool:
    """Whether the reader's span and the figure are the same, but for the noun counted or a qualifier."""
    return candidate.start < span.end and candidate.end > span.start and span.end - span.start < 24


def _trim(text: str, span: Span) -> Span:
    """Without punctuation at the ends, and with quotation marks and brackets in pairs or not at all."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    while start < end and text[start] in _TRIM:
        start += 1
    for opening, closing in _PAIRS.items():
        inner = text[start:end]
        opened, closed = inner.count(opening), inner.count(closing)
        if opened > closed:
            at = text.find(closing, end, end + _PAIR_REACH)
            start, end = (start, at + 1) if at >= 0 else (start + inner.startswith(opening), end)
        elif closed > opened:
            at = text.rfind(opening, max(0, start - _PAIR_REACH), start)
            start, end = (at, end) if at >= 0 else (start, end - inner.endswith(closing))
    return Span(start, end)


def _complete(found: Found) -> Span:
    """A list whose items are parted by 、 goes on to its last item and back to its first.

    How far the first and last items reach, the reader says: a verb may stand before the one and after the other.
    """
    text = normalise(found.evidence.candidate.window.text)
    start, end = found.span.start, found.span.end
    # back to the first item: over titles that stand side by side, and items parted by 、
    while text[start - 1 : start] in ("》", "、") and start > 1:
        opening = "《" if text[start - 1] == "》" else ",。;:、"
        begin = max(text.rfind(mark, 0, start - 1) + (opening != "《") for mark in opening)
        start = begin if opening == "《" else _likeliest(found.evidence.reading, begin, start - 1)[0]
    rest = _AND_SO_ON.search(text, start, end)
    if rest:
        return Span(start, rest.start())
    while text[end : end + 1] in ("、", "《", "和", "及", "与"):
        stop = _CLAUSE_END.search(text, end + 1)
        if stop and stop[0] == "、":
            end = stop.start()
        else:
            end = _likeliest(found.evidence.reading, end + 1, stop.start() if stop else len(text))[1]
    end = _alike(text, start, end)
    rest = _AND_SO_ON.search(text, start, end)
    return _without_count(text, Span(start, rest.start() if rest else end))


def _likeliest(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Where, of the characters `start:end`, the reader would begin an answer, and where end it; the widest of equals."""
    inside = [i for i, (_, a, b) in enumerate(reading.pieces) if a >= start and b <= end]
    if not inside:
        return start, end
    first = max(inside, key=lambda i: (reading.starts[i], -i))
    last = max(inside, key=lambda i: (reading.ends[i], i))
    return reading.pieces[first][1], reading.pieces[last][2]


def _alike(text: str, start: int, end: int) -> int:
    """Where the last item ends if it ends as the others do: of `政治重塑、组织重塑、作风|重塑` after 重塑."""
    *others, last = re.split(r"[、和及与]", text[start:end])
    for length in (4, 3, 2, 1):
        endings = {item[-length:] for item in others}
        if len(others) < 2 or len(endings) > 1:
            continue
        ending = endings.pop()
        at = text.find(ending, end - length + 1, end + 2 * length)
        return (
            at + length
            if at >= 0 and ending not in last and _CLAUSE_END.search(text, end, at) is None
            else end
        )
    return end


def _without_count(text: str, span: Span) -> Span:
    """A list less the words that count it: of `甲路、乙路、丙路三条小巷` the three roads."""
    items = len(_BETWEEN.split(text[span.start : span.end]))
    if not 2 <= items < len(_COUNTS):
        return span
    last = [m.end() for m in _BETWEEN.finditer(text, span.start, span.end)][-1]
    stop = _LIST_END.search(text, span.end)
    reach = min(span.end + _COUNT_REACH, stop.start() if stop else len(text))
    count = re.compile(
        rf"[“\"]?(?<![\d.])(?:{items}|{_COUNTS[items]})(?:{_COUNTED})(?!{items}|{_COUNTS[items]})"
    )
    # 丙三村三个片区: the last of two counts is the list's, the other a name's
    found = count.search(text, last + 1, reach)
    if found is None:
        return span
    closes = text[found.start()] == '"' and text.count('"', span.start, found.start()) % 2
    return Span(span.start, found.start() + closes)
