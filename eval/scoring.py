"""One answer against its gold: every score of a question, and in words why it is right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.figures import fold, same_unit, whole_figure
from eval.metrics import (
    Span,
    citation_precision,
    citation_recall,
    exact_match,
    f1,
    holds,
    items_score,
    same_answer,
)
from eval.suites import GoldQuestion, occurrences
from eval.support import unsupported_figures
from qa.records import Answer, Citation

__all__ = ["QUOTE_LIMIT", "Score", "failed", "score"]

QUOTE_LIMIT = 400
"""The longest quote that the contract allows, in characters."""

TextOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer is worth; None where a measure does not apply to the question."""

    right: float
    """1 if the question is dealt with as it should be: the short answer, the verdict, the items, the
    description, or the refusal; citations are judged apart."""
    why: str
    """The reason, in words."""
    refused: bool
    """Whether it was turned away (`not_found` or `rejected`)."""
    exact: float | None = None
    f1: float | None = None
    """CMRC 2018's own measures of the short answer."""
    held: float | None = None
    """1 if the answer's text says the gold somewhere, however much else it says."""
    cited: float | None = None
    """1 if the evidence that is needed is cited."""
    citation_precision: float | None = None
    citation_recall: float | None = None
    first_document: float | None = None
    """1 if the first citation is of a document that holds evidence."""
    first_quote: float | None = None
    """1 if the first citation's quote holds a gold answer."""
    bad_citations: tuple[str, ...] = ()
    """Citations whose offsets, quote or document are wrong, each with what is wrong."""
    unsupported: tuple[str, ...] = ()
    """Figures in the answer that no cited quote supports (law 1)."""


def failed(question: GoldQuestion, reason: str) -> Score:
    """The score where the engine broke: zero in every measure that applies, with the reason."""
    told = 0.0 if question.gold else None
    due = 0.0 if question.answerable else None
    return Score(
        right=0.0,
        why=reason,
        refused=False,
        exact=told,
        f1=told,
        held=0.0 if question.gold or question.items else None,
        cited=due,
        citation_precision=due,
        citation_recall=due,
        first_document=due,
        first_quote=told,
    )


def score(question: GoldQuestion, answer: Answer, text_of: TextOf) -> Score:
    """Every score of one answer. `text_of` gives a document's text by name, None if there is none."""
    right, why = _judge(question, answer, text_of)
    labels = [label for c in answer.citations for label in (c.document, c.section or "")]
    refused = answer.status in ("not_found", "rejected")
    bad = tuple(_bad_citations(answer, text_of))
    # what a rejection says of the program's own limits ("两千字以内") is no claim about a document
    claim = "" if answer.status == "rejected" else answer.answer
    unsupported = tuple(unsupported_figures(claim, [c.quote for c in answer.citations], labels))
    if not question.answerable:
        return Score(right, why, refused, bad_citations=bad, unsupported=unsupported)
    clauses = [occurrences(item, text_of) for item in question.evidence]
    spans = _spans(answer.citations)
    recall = citation_recall(spans, clauses, question.evidence_all)
    first = answer.citations[0] if answer.citations else None
    documents = {item.document for item in question.evidence}
    return Score(
        right,
        why,
        refused,
        exact=exact_match(answer.short_answer or "", question.gold) if question.gold else None,
        f1=f1(answer.short_answer or "", question.gold) if question.gold else None,
        held=_held(question, answer),
        cited=float(recall == 1.0),
        citation_precision=citation_precision(spans, clauses),
        citation_recall=citation_recall(spans, clauses, every=True),
        first_document=float(first is not None and first.document in documents),
        first_quote=_first_quote(question, first),
        bad_citations=bad,
        unsupported=unsupported,
    )


def _spans(citations: Sequence[Citation]) -> list[Span]:
    return [Span(c.document, c.start, c.end) for c in citations]


def _held(question: GoldQuestion, answer: Answer) -> float | None:
    if question.items:
        return float(all(holds(answer.answer, item) for item in question.items))
    return float(any(holds(answer.answer, gold) for gold in question.gold)) if question.gold else None


def _first_quote(question: GoldQuestion, first: Citation | None) -> float | None:
    if not question.gold:
        return None
    return float(first is not None and any(fold(gold) in fold(first.quote) for gold in question.gold))


# ---------------------------------------------------------------- is it right


def _judge(question: GoldQuestion, answer: Answer, text_of: TextOf) -> tuple[float, str]:
    """(1 or 0, why)."""
    if answer.status not in (question.status, *question.accept):
        return 0.0, f"应为 {question.status}，实为 {answer.status}"
    if not question.answerable or answer.status != "answered":
        return 1.0, f"状态正确：{answer.status}"
    if question.verdict is not None:
        return _judge_verdict(question, answer)
    if question.items:
        return _judge_items(question, answer)
    if question.gold:
        return _judge_short(question, answer)
    return _judge_description(question, answer, text_of)


def _judge_verdict(question: GoldQuestion, answer: Answer) -> tuple[float, str]:
    if answer.verdict != question.verdict:
        return 0.0, f"判断应为 {question.verdict}，实为 {answer.verdict}"
    shown = (answer.short_answer, answer.answer)
    if question.gold and not any(holds(text, gold) for gold in question.gold for text in shown):
        return 0.0, f"判断正确，但没有给出报告的原值“{question.gold[0]}”"
    return 1.0, f"判断正确：{question.verdict}"


def _judge_items(question: GoldQuestion, answer: Answer) -> tuple[float, str]:
    precision, recall = items_score(answer.short_answer, question.items)
    if precision == recall == 1.0 or any(same_answer(answer.short_answer, gold) for gold in question.gold):
        return 1.0, "各项齐全，没有多余"
    return (
        0.0,
        f"列举不对：应有项答出 {recall:.0%}，所答项正确 {precision:.0%}，答的是“{answer.short_answer}”",
    )


def _judge_short(question: GoldQuestion, answer: Answer) -> tuple[float, str]:
    given = answer.short_answer
    if question.kind == "calculation" and given:
        given = given.removeprefix("约")  # a result that was rounded may say so
    if any(same_answer(said, gold) for said in (answer.short_answer, given) for gold in question.gold):
        return 1.0, "短答案正确"
    return 0.0, f"短答案“{answer.short_answer}”≠“{question.gold[0]}”：{_difference(question, answer)}"


def _difference(question: GoldQuestion, answer: Answer) -> str:
    """What sets a wrong short answer apart from the gold."""
    if not answer.short_answer:
        return "没有短答案"
    given, wanted = whole_figure(answer.short_answer), whole_figure(question.gold[0])
    if given and wanted:
        if given.value != wanted.value:
            return "数值不同"
        if not same_unit(given.unit, wanted.unit):
            return "单位不同"
        return "“余、近、约”之类的限定词不同"
    if any(holds(answer.short_answer, gold) for gold in question.gold):
        return "含有答案但不是最短"
    if any(holds(answer.answer, gold) for gold in question.gold):
        return "答案在文字里，但短答案取错"
    return "不是这个答案"


def _judge_description(question: GoldQuestion, answer: Answer, text_of: TextOf) -> tuple[float, str]:
    """Right if the evidence is cited, half of the citations or more are to the point, and it is said."""
    clauses = [occurrences(item, text_of) for item in question.evidence]
    spans = _spans(answer.citations)
    if citation_recall(spans, clauses, question.evidence_all) < 1.0:
        found = citation_recall(spans, clauses, every=True)
        return 0.0, f"要点没有引到：证据引到 {found:.0%}"
    precision = citation_precision(spans, clauses)
    if precision < 0.5:
        return 0.0, f"引得太杂：只有 {precision:.0%} 的引文切题"
    said = [_says(answer.answer, item.clause) for item in question.evidence]
    if not (all(said) if question.evidence_all else any(said)):
        return 0.0, "引了证据，但答案的文字没有说出来"
    return 1.0, "要点都说到并引到"


def _says(text: str, clause: str) -> bool:
    """Whether `text` holds at least half of the clause's character pairs."""
    text, clause = "".join(text.split()), "".join(clause.split())
    pairs = {clause[i : i + 2] for i in range(len(clause) - 1)}
    return 2 * sum(pair in text for pair in pairs) >= len(pairs)


# ---------------------------------------------------------------- citations


def _bad_citations(answer: Answer, text_of: TextOf) -> list[str]:
    """What is wrong with the citations: no such document, offsets off the quote, too long, none at all."""
    wrong = []
    if answer.status == "answered" and not answer.citations:
        wrong.append("回答了却没有引文")
    if answer.status != "answered" and answer.citations:
        wrong.append(f"状态是 {answer.status} 却有引文")
    for citation in (*answer.citations, *answer.related):
        text = text_of(citation.document)
        if text is None:
            wrong.append(f"[{citation.n}] 没有文件 {citation.document}")
        elif "".join(text[citation.start : citation.end].split()) != "".join(citation.quote.split()):
            wrong.append(f"[{citation.n}] {citation.start}–{citation.end} 处不是引文“{citation.quote[:20]}…”")
        elif not citation.quote.strip():
            wrong.append(f"[{citation.n}] 引文是空的")
        if len(citation.quote) > QUOTE_LIMIT:
            wrong.append(f"[{citation.n}] 引文长 {len(citation.quote)} 字，超过 {QUOTE_LIMIT}")
    return wrong
