"""Words that exclude each other: a primary school is no kindergarten, a sixth round no seventh, 20 May no other day.

What a question names of such a class has to be named where the answer stands, if that names one of the class at all.
The classes are closed and of general Chinese, by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.patterns import regex
from qa.numbers.numerals import numeral_value
from qa.text.clause import around, begin

__all__ = ["excluded", "of_day", "untold_day"]

_TOLD_STAGE = {
    "幼儿园": regex(r"幼儿|园所|学前|托幼|(?:公办|民办|普惠)园"), "小学": regex(r"小学|小升初|义务教育"),
    "初中": regex(r"初中|中考|小升初|义务教育|中学|中小学"), "高中": regex(r"高中|高考|县中|中学|中小学"),
    "大学": regex(r"大学|高校|高等|本科"), "技校": regex(r"技校|技工|职高|职校|中职|高职|职业"),
}  # fmt: skip
"""Stages of school, and by which words reports tell of each."""
_ASKED_STAGE = {
    "幼儿园": regex(r"幼儿园"), "小学": regex(r"(?<!中)小学(?!生)"), "初中": regex(r"初中(?!生)"),
    "高中": regex(r"(?<!初)高中(?!生)"),
}  # fmt: skip
_NUMBER = r"[0-9一二三四五六七八九十]+"
_GRADED = (
    regex(rf"第(?P<n>{_NUMBER}|几)(?P<of>[届批轮期])"), regex(r"(?P<n>首)(?P<of>[届批])"),
    regex(r"(?<![第\d一二三四五六七八九十共分])(?P<n>[一二三四五])(?P<of>期)(?![间望限待刊货])"),
    regex(rf"(?P<n>{_NUMBER})(?P<of>星级|号线)"), regex(r"(?P<n>[1-5一二三四五])(?P<of>a)(?![a-z])级?"),
)  # fmt: skip
"""Rounds, stages and grades, by number."""
_DAY = regex(r"(?P<month>\d{1,2}|[一二三四五六七八九十]+)月(?P<day>\d{1,2}|[一二三四五六七八九十]+)[日号]")
_UNTIL = regex(r"(?:到|至|截至|截止到?)$")


_STEPS = tuple(
    (regex(first), regex(second))
    for first, second in (
        ("投保|参保|上了?保险", "赔"), ("报名", "录取|录用"), ("申请", "授权|获批|批准"), ("受理", "办结"),
        ("出生", "死亡|去世"), ("受伤", "死亡|遇难"), ("招生", "毕业"), ("注册", "注销"),
        ("发电", "用电"), ("存款", "贷款"), ("迁入|落户", "迁出"),
        ("离婚", "结婚"), ("签约", "竣工|投产"), ("立案", "结案|审结"),
    )
)  # fmt: skip
"""Steps and opposites: who is insured has not yet been paid."""


def excluded(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is told of another of a class than the normalised question names: 幼儿园 for 小学,
    第七届 for 第六届."""
    sentence = around(text, start, end, "。;!?")
    clause = around(text, start, end, ",。;!?")
    return (
        _of_another_stage(question, sentence)
        or _of_another_grade(question, text, start, end)
        or _of_another_step(question, clause, sentence)
    )


def _of_another_step(question: str, clause: str, sentence: str) -> bool:
    return any(
        own.search(question) and other.search(clause) and not (own.search(sentence) or other.search(question))
        for pair in _STEPS
        for own, other in (pair, pair[::-1])
    )


def _of_another_stage(question: str, sentence: str) -> bool:
    asked = {name for name, pattern in _ASKED_STAGE.items() if pattern.search(question)}
    if not asked:
        return False
    told = {name for name, pattern in _TOLD_STAGE.items() if pattern.search(sentence)}
    return bool(told) and not asked & told


def _grades(text: str) -> Iterator[tuple[str, int]]:
    for pattern in _GRADED:
        for match in pattern.finditer(text):
            value = 1 if match["n"] == "首" else numeral_value(match["n"])
            if value is not None:
                yield match["of"], int(value)


def _of_another_grade(question: str, text: str, start: int, end: int) -> bool:
    """By the nearest that the sentence names before the answer; behind it only where nothing stands before."""
    asked = dict(_grades(question))
    if not asked:
        return False
    head = text[begin(text, start, "。;!?") : end]
    tail = around(text, start, end, "。;!?")
    for kind, number in asked.items():
        before = [n for of, n in _grades(head) if of == kind]
        told = before or [n for of, n in _grades(tail) if of == kind]
        if told and number not in told:
            return True
    return False


def untold_day(question: str, text: str) -> bool:
    """Whether a question limits itself to a day that normalised `text` doesn't name."""
    if not ("日" in question or "号" in question):
        return False
    asked = [m for m in _DAY.finditer(question) if not _UNTIL.search(question[: m.start()])]
    if len(asked) != 1:
        return False
    wanted = _numbers(asked[0]["month"], asked[0]["day"])
    return not any(_numbers(m["month"], m["day"]) == wanted for m in _DAY.finditer(text))


_OTHER_DAY = 5.0


def of_day(question: str, before: str) -> float:
    """What a figure loses, in log odds, whose sentence, up to it (`before`), doesn't name the day asked for."""
    return -_OTHER_DAY if untold_day(question, before) else 0.0


def _numbers(month: str, day: str) -> tuple[int, int]:
    return int(numeral_value(month) or 0), int(numeral_value(day) or 0)
