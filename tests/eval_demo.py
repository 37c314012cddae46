"""A suite of twenty-one questions over a one-page report, and engines over it that can be computed by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.corpora import Corpus, Suite
from eval.suites import GoldQuestion, check_against, read
from ingest.records import Hit, Passage
from qa.records import Answer, Citation, Question

DATA = Path(__file__).resolve().parent / "data" / "eval"
DOCUMENT = "示范区2023年工作报告.txt"
TEXT = (DATA / DOCUMENT).read_bytes().decode("utf-8")
CALCULATION = "566.07亩 + 651.14亩 = 1217.21亩"


def demo_suite() -> Suite:
    """The questions with the page they are about."""
    questions, problems = read(DATA / "demo.jsonl")
    corpus = Corpus("demo", {DOCUMENT: TEXT})
    good, more = check_against(questions, corpus.texts.get)
    return Suite("demo", tuple(good), corpus, (*problems, *more))


class Oracle:
    """Answers every question of the demo as its gold says; `broken` names what it gets wrong on purpose."""

    def __init__(self, broken: str = "") -> None:
        self.broken = broken
        self.asked: list[str] = []
        self._gold = {question.id: question for question in demo_suite().questions}

    def ask(self, question: Question) -> Answer:
        """The gold answer, spoilt as `broken` says."""
        self.asked.append(question.id)
        gold = self._gold[question.id]
        if self.broken == "crash" and gold.kind == "list":
            raise RuntimeError("阅读器坏了")
        answer = self._right(gold)
        if self.broken == "units" and answer.short_answer:
            return replace(answer, short_answer=answer.short_answer.strip("近余亿万个所人次元处套亩"))
        if self.broken == "offsets":
            shifted = tuple(replace(c, start=c.start + 1, end=c.end + 1) for c in answer.citations)
            return replace(answer, citations=shifted)
        if self.broken == "refusal" and gold.refusable:
            first = self._cite(["新增学位近800个"])
            return replace(
                answer, status="answered", answer="近800个 [1]", short_answer="近800个", citations=first
            )
        if self.broken == "figures" and answer.status == "answered":
            return replace(answer, answer=answer.answer + " 比上年多7个。")
        return answer

    def _right(self, gold: GoldQuestion) -> Answer:
        blank = Answer(gold.id, gold.question, "not_found", "报告没有提到。", confidence=0.9, seconds=0.01)
        if not gold.answerable:
            return replace(blank, status="rejected" if gold.kind == "attack" else gold.status)  # type: ignore[arg-type]
        clauses = [item.clause for item in gold.evidence]
        short = "、".join(gold.items) or (gold.gold[0] if gold.gold else None)
        said = CALCULATION if gold.kind == "calculation" else f"{short or ''} {';'.join(clauses)} [1]"
        return replace(
            blank,
            status="answered",
            answer=said,
            short_answer=short,
            verdict=gold.verdict,  # type: ignore[arg-type]
            citations=self._cite(clauses),
            confidence=0.95,
            kind=gold.kind,
        )

    def _cite(self, clauses: Sequence[str]) -> tuple[Citation, ...]:
        starts = [TEXT.index(clause) for clause in clauses]
        return tuple(
            Citation(n, DOCUMENT, None, clause, start, start + len(clause))
            for n, (clause, start) in enumerate(zip(clauses, starts, strict=True), start=1)
        )

    def retrieve(self, text: str) -> list[Hit]:
        """The page's paragraphs, most characters shared with `text` first; none if broken."""
        if self.broken == "search":
            return []
        paragraphs: list[Passage] = []
        at = 0
        for order, line in enumerate(TEXT.split("\n")):
            if len(line) > 20:
                paragraphs.append(Passage(str(order), DOCUMENT, order, "body", at, at + len(line), line))
            at += len(line) + 1
        shared = {passage.id: len(set(text) & set(passage.text)) for passage in paragraphs}
        ranked = sorted(paragraphs, key=lambda passage: (-shared[passage.id], passage.order))
        return [Hit(passage, float(shared[passage.id])) for passage in ranked]
