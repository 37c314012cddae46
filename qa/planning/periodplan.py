"""Averages over time: what a year, or several, came to in all, for each month, quarter, day or year of it."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.planning.planned import Plan

__all__ = ["period_plan"]

_ONE = r"(?:每一?|一)个?(?P<{}>季度|星期|[月年季天日周])"
_OVER = regex(
    rf"[,，]?(?:大概|大约)?(?:平均|均摊|分摊|摊)(?:下来|起来|算来|算下来|到)*[,，]?{_ONE.format('behind')}(?![均度])"
    rf"|{_ONE.format('ahead')}平均|(?P<short>月|年|日)均(?=[\u4e00-\u9fff]{{0,8}}?(?:多少|几))"
)
_UNITS = {"月": "个月", "季": "个季度", "季度": "个季度", "天": "天", "日": "天", "年": "年"}
_STATED = regex(
    r"增长|增速|递增|增幅|百分|几成|%|每一?[人户个名位家所亩件]|[人户]均|工资|养老金|标准|[几多][少]?(?:个?小时|分钟)"
)
"""What is no part of a total: rates, and what is told for a person."""
_OF_A_PERSON = regex(
    r"(?:人|居民|农民|渔民|牧民|职工|员工|百姓|家庭).{0,8}(?:收入|进项|到手|工资|工钱|薪|挣|赚|开销|花销|消费)"
)
"""Reports tell incomes for a person and a year, and never in all."""
_SHORTEST = 5
"""Characters of a question that names what is to be shared out, and how much."""
_LOOSE = regex(r"^[,，]?(?:是|有|为)?(?:大概|大约|约|能|要|差不多)*")


def period_plan(text: str) -> Plan | None:
    """`内资平均一个月到位多少`: the total, to be shared out among the months that it was told of."""
    match = _OVER.search(text)
    if match is None:
        return None
    unit = _UNITS.get(match["behind"] or match["ahead"] or match["short"], "")
    head, rest = text[: match.start()], _LOOSE.sub("", text[match.end() :])
    if not unit or _STATED.search(f"{head},{rest}") or _OF_A_PERSON.search(text):
        return None
    if not re.search("多少|几", rest) or len(head + rest) < _SHORTEST:
        return None
    bare = re.match("多少|几", rest) is not None
    question = f"{head.rstrip(',， 的')}{'有' if bare else ''}{rest}"
    return Plan("average", (question,), (question,), maybe=True, over=unit)
