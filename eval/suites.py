"""Question files: reading them, and checking each line against its schema and its source.

One JSON object a line. A line that can't be used is reported with file and line number; the others still run.
The fields are explained, with examples, in `eval/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.figures import figures
from eval.metrics import Span, holds

__all__ = ["KINDS", "STATUSES", "Evidence", "GoldQuestion", "Problem", "check_against", "occurrences", "read"]

KINDS = (
    "figure",
    "fact",
    "list",
    "description",
    "confirmation",
    "calculation",
    "follow_up",
    "language",
    "typo",
    "complaint",
    "topic",
    "unanswerable",
    "small_talk",
    "attack",
)
STATUSES = ("answered", "not_found", "small_talk", "rejected")
_FIELDS = frozenset(
    [
        "id",
        "kind",
        "tags",
        "question",
        "history",
        "status",
        "accept",
        "gold",
        "items",
        "verdict",
        "evidence",
        "evidence_all",
        "reason",
        "note",
    ]
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause of a document that supports the answer."""

    document: str
    clause: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question of a suite with what is right for it."""

    id: str
    kind: str
    question: str
    status: str
    """The status that is right; `accept` names others that are right too."""
    tags: tuple[str, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    """Earlier messages as (role, content)."""
    accept: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    """The right short answer and its equivalents; empty for a description."""
    items: tuple[str, ...] = ()
    """For a list: every item, and only those."""
    verdict: str | None = None
    evidence: tuple[Evidence, ...] = ()
    evidence_all: bool = False
    """Whether every clause must be cited; otherwise any one will do."""
    reason: str = ""
    """Why there is no answer."""
    place: str = ""
    """File and line that it came from, for messages."""

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return self.status == "answered"

    @property
    def refusable(self) -> bool:
        """Whether turning it away is right."""
        return self.status in ("not_found", "rejected")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a question file: where, and what, in one line."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class _BadLineError(ValueError):
    """A line that can't be used; the text says why."""


def read(path: Path) -> tuple[list[GoldQuestion], list[Problem]]:
    """The questions of a file in order, and what is wrong with the lines that can't be used.

    Blank lines and lines that begin with `//` are passed over. Raises OSError if the file can't be read.
    """
    questions: list[GoldQuestion] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for number, raw in enumerate(path.read_bytes().split(b"\n"), start=1):
        place = f"{path.name}:{number}"
        try:
            line = raw.decode("utf-8-sig").strip()
            if not line or line.startswith("//"):
                continue
            question = _parse(json.loads(line), place)
            if question.id in seen:
                raise _BadLineError(f"编号 {question.id} 已在 {seen[question.id]} 用过 (id used before)")
        except (UnicodeDecodeError, json.JSONDecodeError, _BadLineError) as error:
            problems.append(Problem(place, f"这一行不能用，其余照常 (line left out): {error}"))
            continue
        seen[question.id] = place
        questions.append(question)
    return questions, problems


def _parse(data: object, place: str) -> GoldQuestion:
    """One decoded line as a question; raises _BadLineError with the field that is wrong."""
    if not isinstance(data, dict):
        raise _BadLineError("不是 JSON 对象 (not an object)")
    unknown = sorted(set(data) - _FIELDS)
    if unknown:
        raise _BadLineError(f"不认识的字段 (unknown field): {', '.join(unknown)}")
    question = GoldQuestion(
        id=_text(data, "id"),
        kind=_one_of(data, "kind", KINDS),
        question=_text(data, "question", may_be_empty=data.get("status") == "rejected"),
        status=_one_of(data, "status", STATUSES),
        tags=_texts(data, "tags"),
        history=_history(data),
        accept=_texts(data, "accept"),
        gold=_texts(data, "gold"),
        items=_texts(data, "items"),
        verdict=_verdict(data),
        evidence=_evidence(data),
        evidence_all=_flag(data, "evidence_all"),
        reason=_text(data, "reason", may_be_empty=True),
        place=place,
    )
    _check_fit(question)
    return question


def _check_fit(question: GoldQuestion) -> None:
    """Raise _BadLineError where the fields don't fit one another."""
    if not set(question.accept) <= set(STATUSES):
        raise _BadLineError(f"accept 只能是 (must be among) {', '.join(STATUSES)}")
    if question.answerable:
        if not question.evidence:
            raise _BadLineError("有答案的题要有 evidence (an answerable question needs evidence)")
        if question.kind in ("figure", "fact", "calculation") and not question.gold:
            raise _BadLineError(f"{question.kind} 题要有 gold (needs gold)")
        if question.kind == "list" and not (question.items or question.gold):
            raise _BadLineError("list 题要有 items (needs items)")
        if question.kind == "confirmation" and question.verdict is None:
            raise _BadLineError("confirmation 题要有 verdict (needs a verdict)")
    elif question.gold or question.items or question.verdict:
        raise _BadLineError("没有答案的题不能有 gold、items 或 verdict (no gold without an answer)")
    if question.kind == "unanswerable" and not question.reason:
        raise _BadLineError("unanswerable 题要写 reason (needs the reason why there is no answer)")
    if question.kind == "follow_up" and not question.history:
        raise _BadLineError("follow_up 题要有 history (needs a history)")


def _text(data: dict[str, Any], key: str, may_be_empty: bool = False) -> str:
    value = data.get(key, "" if may_be_empty else None)
    if value is None and may_be_empty:
        return ""
    if not isinstance(value, str) or not (value.strip() or may_be_empty):
        raise _BadLineError(f"字段 {key} 应是文字 (must be text)")
    return value


def _one_of(data: dict[str, Any], key: str, allowed: Iterable[str]) -> str:
    value = _text(data, key)
    if value not in allowed:
        raise _BadLineError(f"字段 {key} 是 {value!r}，只能是 (must be one of) {', '.join(allowed)}")
    return value


def _texts(data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise _BadLineError(f"字段 {key} 应是文字的列表 (must be a list of texts)")
    return tuple(value)


def _flag(data: dict[str, Any], key: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise _BadLineError(f"字段 {key} 应是 true 或 false")
    return value


def _verdict(data: dict[str, Any]) -> str | None:
    value = data.get("verdict")
    if value not in (None, "yes", "no"):
        raise _BadLineError("字段 verdict 只能是 yes、no 或 null")
    return value


def _history(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    value = data.get("history") or []
    turns = []
    for turn in value if isinstance(value, list) else [None]:
        if not isinstance(turn, dict) or turn.get("role") not in ("user", "assistant"):
            raise _BadLineError('history 的每一条应是 {"role": "user|assistant", "content": "…"}')
        turns.append((turn["role"], _text(turn, "content")))
    if any(one[0] == other[0] for one, other in pairwise(turns)):
        raise _BadLineError("history 里 user 和 assistant 要轮流 (roles alternate)")
    return tuple(turns)


def _evidence(data: dict[str, Any]) -> tuple[Evidence, ...]:
    value = data.get("evidence") or []
    found = []
    for item in value if isinstance(value, list) else [None]:
        if not isinstance(item, dict) or set(item) != {"document", "clause"}:
            raise _BadLineError('evidence 的每一条应是 {"document": "…", "clause": "…"}')
        found.append(Evidence(_text(item, "document"), _text(item, "clause")))
    return tuple(found)


# ---------------------------------------------------------------- against the source


def occurrences(evidence: Evidence, text_of: Callable[[str], str | None]) -> list[Span]:
    """Every place where the clause stands in its document; empty where it does not."""
    text = text_of(evidence.document) or ""
    found = []
    at = text.find(evidence.clause)
    while at >= 0:
        found.append(Span(evidence.document, at, at + len(evidence.clause)))
        at = text.find(evidence.clause, at + 1)
    return found


def check_against(
    questions: Iterable[GoldQuestion], text_of: Callable[[str], str | None]
) -> tuple[list[GoldQuestion], list[Problem]]:
    """The questions whose evidence stands in the source, and what is wrong with the others.

    `text_of` gives the text of a document by name, None where there is no such document. A gold figure that
    no evidence clause holds is a problem too, except for calculations; it is reported and the question runs.
    """
    good: list[GoldQuestion] = []
    problems: list[Problem] = []
    for question in questions:
        wrong = [_missing(item, text_of) for item in question.evidence if not occurrences(item, text_of)]
        if wrong:
            problems.append(Problem(question.place, f"{question.id}: {'; '.join(wrong)}"))
            continue
        good.append(question)
        if question.gold and question.kind != "calculation" and not _gold_stands(question):
            text = f"{question.id}: 标准答案 {question.gold[0]} 不在证据里 (gold is not in the evidence)"
            problems.append(Problem(question.place, text))
    return good, problems


def _missing(evidence: Evidence, text_of: Callable[[str], str | None]) -> str:
    if text_of(evidence.document) is None:
        return f"没有文件 {evidence.document}，题目不计 (no such document, question left out)"
    return f"原文里没有“{evidence.clause[:40]}”，题目不计 (clause is not in {evidence.document}, left out)"


def _gold_stands(question: GoldQuestion) -> bool:
    """Whether a gold answer that holds a figure stands in the evidence, or in its document's name."""
    if "computed" in question.tags or not any(figures(gold) for gold in question.gold):
        return True
    sources = [text for item in question.evidence for text in (item.clause, item.document)]
    return any(holds(source, gold) for source in sources for gold in question.gold)
