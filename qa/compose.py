"""From what was found to what a person reads: the answer's words, its citations, and the guard of law 1.

Everything in an answer that is not the frame below is the report's own words. Frames exist in Chinese and English,
and hold no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.records import Passage, Span
from qa.numbers.figures import unsupported
from qa.parsing.question import ParsedQuestion
from qa.records import Answer, Citation, Verdict
from qa.search.quote import LONGEST_QUOTE, Quote

if TYPE_CHECKING:
    from qa.answers.draft import Draft

__all__ = [
    "guard",
    "not_found",
    "related",
    "say",
    "turned_away",
    "worded",
]

_FRAMES = {
    "zh": {
        "said": "{short}。\n报告原文：{quoted}",
        "described": "报告原文：{quoted}",
        "yes": "是的，{short}。\n报告原文：{quoted}",
        "yes_plain": "是的。\n报告原文：{quoted}",
        "no": "不是，报告里是{short}。\n报告原文：{quoted}",
        "no_plain": "不是。\n报告原文：{quoted}",
        "calculated": "{short}。\n算法：{expression}。\n依据：{quoted}",
        "calculated_yes": "是的：{expression}。\n依据：{quoted}",
        "calculated_no": "不是：{expression}。\n依据：{quoted}",
        "not_found": "报告没有提到这一点。",
        "nearby": "报告没有提到这一点。相近的内容见下面的原文。",
        "year": "手头的报告没有讲到您问的年份。相近的内容见下面的原文。",
        "place": "手头的报告没有讲到您问的地方。相近的内容见下面的原文。",
        "many": "报告里各年的数字不同：",
    },
    "en": {
        "said": "{short}\nThe report says: {quoted}",
        "described": "The report says: {quoted}",
        "yes": "Yes: {short}\nThe report says: {quoted}",
        "yes_plain": "Yes.\nThe report says: {quoted}",
        "no": "No: the report has {short}\nThe report says: {quoted}",
        "no_plain": "No.\nThe report says: {quoted}",
        "calculated": "{short}\nCalculation: {expression}\nFrom: {quoted}",
        "calculated_yes": "Yes: {expression}\nFrom: {quoted}",
        "calculated_no": "No: {expression}\nFrom: {quoted}",
        "not_found": "The report does not say.",
        "nearby": "The report does not say. What it does say nearby is quoted below.",
        "year": "The reports at hand do not cover the year you ask about. What they say nearby is quoted below.",
        "place": "The reports at hand do not cover the place you ask about. What they say nearby is quoted below.",
        "many": "Reports of different years say different things:",
    },
}


_TURNED_AWAY = {
    "zh": {
        "small_talk": "我只根据报告回答问题。您可以问报告里的数字、事项和做法。",
        "greeting": "您好！我根据报告原文回答问题，每个回答都附上出处。请问您想了解什么？",
        "thanks": "不客气。还想了解报告里的什么，请接着问。",
        "goodbye": "再见。",
        "who": "我是报告问答助手：只用报告的原文回答，标出出自哪一句；报告没写的，我会直说没有。",
        "abilities": "您可以问报告里的数字、名称、做法，请我核对一个说法，或者把几个数字加减比较。每个回答都附原文出处。",
        "rejected": "这不像是对报告的提问，请换个说法再问。",
        "empty": "问题是空的，请输入您想了解的内容。",
        "too_long": "问题太长了，请缩短到两千字以内，直接写想问的那一句。",
        "steering": "我只回答关于报告内容的问题，不执行其他指令。",
    },
    "en": {
        "small_talk": "I only answer questions about the report: its figures, projects and measures.",
        "greeting": "Hello! I answer from the report and show where each answer stands. What would you like to know?",
        "thanks": "You're welcome. Feel free to ask more about the report.",
        "goodbye": "Goodbye.",
        "who": "I answer questions from the report's own words and mark the sentence; what it doesn't say, I say so.",
        "abilities": "Ask for figures, names or measures, have a claim checked, or have figures added and compared.",
        "rejected": "This does not look like a question about the report; please put it another way.",
        "empty": "The question is empty; please type what you would like to know.",
        "too_long": "The question is too long; please shorten it to the one sentence that asks.",
        "steering": "I only answer questions about the report and follow no other instructions.",
    },
}


def say(frame: str, language: str, **parts: str) -> str:
    """A frame filled in, in the question's language."""
    return _FRAMES["en" if language == "en" else "zh"][frame].format(**parts)


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


def not_found(answer: Answer, language: str, near: Sequence[Passage], reason: str | None = None) -> Answer:
    """`answer` turned into an honest "the report doesn't say"; `reason` is the check that objected, if one did."""
    citations = related(near)
    frame = reason if reason in ("year", "place") else "nearby"
    said = say(frame if citations else "not_found", language)
    return replace(
        answer,
        status="not_found",
        answer=said,
        short_answer=None,
        verdict=None,
        citations=(),
        related=citations,
    )


def guard(
    answer: Answer, near: Sequence[Passage] = (), language: str = "zh", computed: Sequence[str] = ()
) -> Answer:
    """Law 1: an answer with a figure that no cited quote holds, and no shown calculation yields, is withdrawn.

    `computed` are the results of a calculation that the answer shows: the only figures that need not be quoted.
    What they were computed from stands in the answer too, and is checked.
    """
    if answer.status != "answered":
        return answer
    quotes = [c.quote for c in answer.citations]
    flat = [_flat(quote) for quote in quotes]
    # a heading's number (`一、2014年…`) may be read as part of its figure: what stands there word for word is quoted
    missing = [
        f
        for f in unsupported(answer.answer, [*flat, *computed])
        if not any(_stands(f, quote) for quote in flat)
    ]
    if not quotes or missing:
        return not_found(answer, language, near)
    return answer


def _stands(figure: str, quote: str) -> bool:
    """Whether a figure stands in a quote word for word, and not as the end of a longer one: 2处 in 472处."""
    return (
        re.search(rf"(?<![0-9０-９.．,，点〇零一二三四五六七八九十百千]){re.escape(figure)}", quote)
        is not None
    )


def worded(answer: Answer, draft: Draft, language: str) -> Answer:
    """`answer` with what the draft holds: the short answer first, then the report's own sentence, marked."""
    citations, marks = cite((*draft.quotes, *draft.headings))
    quoted = "".join(f"“{_flat(q.text)}”[{n}]" for q, n in zip(draft.quotes, marks, strict=False))
    if draft.rows:
        text = "\n".join([say("many", language), *_lines(draft, marks)])
    elif draft.expression:
        frame = f"calculated_{draft.verdict}" if draft.verdict else "calculated"
        text = say(frame, language, short=draft.short or "", expression=draft.expression, quoted=quoted)
    elif draft.verdict:
        frame = verdict_frame(draft.verdict, draft.short)
        text = say(frame, language, short=_flat(draft.short or ""), quoted=quoted)
    elif draft.short:
        text = say("said", language, short=_flat(draft.short), quoted=quoted)
    else:
        text = say("described", language, quoted=quoted)
    return replace(
        answer,
        status="answered",
        answer=text,
        short_answer=_flat(draft.short) if draft.short else None,
        verdict=draft.verdict,
        citations=citations,
        confidence=round(draft.confidence, 3),
    )


def _lines(draft: Draft, marks: Sequence[int]) -> list[str]:
    """A table's lines: the year, its value with its mark, and the mark of the heading that prints the year."""
    headed = {q.passage.document: n for q, n in zip(draft.headings, marks[len(draft.quotes) :], strict=True)}
    lines = []
    for row, mark in zip(draft.rows, marks[: len(draft.rows)], strict=True):
        number = headed.get(row.quote.passage.document)
        where = f"[{number}]" if number and row.year not in row.quote.text else ""
        lines.append(f"{row.year}：{_flat(row.value)}[{mark}]{where}")
    return lines


def turned_away(answer: Answer, parsed: ParsedQuestion) -> Answer:
    """Small talk, and what is no question to the report."""
    assert parsed.gate is not None
    language = "en" if parsed.language == "en" else "zh"
    said = _TURNED_AWAY[language]
    text = said.get(parsed.gate.reason) or said[parsed.gate.status]
    return replace(answer, status=parsed.gate.status, answer=text, kind=parsed.gate.status, confidence=1.0)


def _flat(text: str) -> str:
    """Without the line breaks of the source's layout."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def verdict_frame(verdict: Verdict, short: str | None) -> str:
    """Which frame says a verdict, with or without the report's own value."""
    return verdict if short else f"{verdict}_plain"


def _citation(number: int, quote: Quote) -> Citation:
    passage = quote.passage
    return Citation(
        number, passage.document, passage.section, quote.text, quote.span.start, quote.span.end, passage.page
    )
