"""From what was found to what a person reads: the answer's words, its citations, and the guard of law 1.

Everything in an answer that is not the frame below is the report's own words. Frames exist in Chinese and English,
and hold no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.records import Passage, Span
from ingest.sentences import clauses
from qa.figures import unsupported
from qa.records import Answer, Citation, Verdict

__all__ = ["LONGEST_QUOTE", "Quote", "cite", "guard", "not_found", "quote_around", "related", "say"]

LONGEST_QUOTE = 400

_FRAMES = {
    "zh": {
        "said": "{short}。\n报告原文:“{quote}”{mark}",
        "yes": "是的,{short}。\n报告原文:“{quote}”{mark}",
        "yes_plain": "是的。\n报告原文:“{quote}”{mark}",
        "no": "不是,报告里是{short}。\n报告原文:“{quote}”{mark}",
        "no_plain": "不是。\n报告原文:“{quote}”{mark}",
        "calculated": "{short}。\n算法:{expression}。\n依据:{quotes}",
        "not_found": "报告没有提到这一点。",
        "nearby": "报告没有提到这一点。相近的内容见下面的原文。",
        "year": "手头的报告没有讲到{what}的情况。",
        "many": "不同年份的报告有各自的说法:",
    },
    "en": {
        "said": "{short}\nThe report says: “{quote}”{mark}",
        "yes": "Yes: {short}\nThe report says: “{quote}”{mark}",
        "yes_plain": "Yes.\nThe report says: “{quote}”{mark}",
        "no": "No: the report has {short}\nThe report says: “{quote}”{mark}",
        "no_plain": "No.\nThe report says: “{quote}”{mark}",
        "calculated": "{short}\nCalculation: {expression}\nFrom: {quotes}",
        "not_found": "The report does not say.",
        "nearby": "The report does not say. What it does say nearby is quoted below.",
        "year": "The reports at hand do not cover {what}.",
        "many": "Reports of different years say different things:",
    },
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a passage that will be cited; offsets into the document."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        base = self.passage.start
        return self.passage.text[self.span.start - base : self.span.end - base]


def say(frame: str, language: str, **parts: str) -> str:
    """A frame filled in, in the question's language."""
    return _FRAMES["en" if language == "en" else "zh"][frame].format(**parts)


def quote_around(passage: Passage, start: int, end: int) -> Quote:
    """The sentence (or, where that is too long, the clauses) that holds the characters `start:end`.

    Offsets are the document's. A range over several sentences is quoted whole, up to the longest quote.
    """
    spans = [s for s in passage.sentences if s.end > start and s.start < end] or [Span(passage.start, passage.end)]
    first, last = spans[0].start, spans[-1].end
    if last - first <= LONGEST_QUOTE:
        return Quote(passage, Span(first, last))
    base = passage.start
    pieces = [
        s for s in clauses(passage.text, first - base, last - base) if s.end + base > start and s.start + base < end
    ]
    if pieces and pieces[-1].end - pieces[0].start <= LONGEST_QUOTE:
        return Quote(passage, Span(pieces[0].start + base, pieces[-1].end + base))
    return Quote(passage, Span(start, min(end, start + LONGEST_QUOTE)))


def cite(quotes: Sequence[Quote]) -> tuple[tuple[Citation, ...], list[int]]:
    """Citations without repeats, numbered from 1, and for each quote its number."""
    citations: list[Citation] = []
    numbers: dict[tuple[str, int, int], int] = {}
    marks = []
    for quote in quotes:
        key = (quote.passage.document, quote.span.start, quote.span.end)
        if key not in numbers:
            numbers[key] = len(citations) + 1
            citations.append(_citation(len(citations) + 1, quote))
        marks.append(numbers[key])
    return tuple(citations), marks


def related(passages: Sequence[Passage], count: int = 3) -> tuple[Citation, ...]:
    """The nearest passages as citations: the beginning of each, in whole sentences."""
    result = []
    for number, passage in enumerate(passages[:count], 1):
        end = passage.start
        for sentence in passage.sentences:
            if sentence.end - passage.start > LONGEST_QUOTE // 2 and end > passage.start:
                break
            end = min(sentence.end, passage.start + LONGEST_QUOTE)
        result.append(_citation(number, Quote(passage, Span(passage.start, end or passage.end))))
    return tuple(result)


def not_found(answer: Answer, language: str, near: Sequence[Passage], text: str | None = None) -> Answer:
    """`answer` turned into an honest "the report doesn't say"."""
    citations = related(near)
    said = text or say("nearby" if citations else "not_found", language)
    return replace(
        answer, status="not_found", answer=said, short_answer=None, verdict=None, citations=(), related=citations
    )


def guard(answer: Answer, near: Sequence[Passage] = (), language: str = "zh", computed: str = "") -> Answer:
    """Law 1: an answer with a figure that no cited quote holds, and no shown calculation yields, is withdrawn.

    `computed` is the result of a calculation that the answer shows: the one figure that need not be quoted.
    What it was computed from stands in the answer too, and is checked.
    """
    if answer.status != "answered":
        return answer
    quotes = [c.quote for c in answer.citations]
    if not quotes or unsupported(answer.answer, [*quotes, computed]):
        return not_found(answer, language, near)
    return answer


def verdict_frame(verdict: Verdict, short: str | None) -> str:
    """Which frame says a verdict, with or without the report's own value."""
    return verdict if short else f"{verdict}_plain"


def _citation(number: int, quote: Quote) -> Citation:
    passage = quote.passage
    return Citation(
        number, passage.document, passage.section, quote.text, quote.span.start, quote.span.end, passage.page
    )
