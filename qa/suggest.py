"""Questions drawn from the reports themselves, by two general rules, spread over their sections.

A clause with one figure becomes a question when the number gives way to 多少: `文化站增加至12处` -> `文化站增加至多少处?`.
A paragraph's topic sentence becomes `…有哪些举措?`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ingest.patterns import regex
from ingest.records import Passage
from ingest.sentences import clauses
from qa.numbers.figures import Figure, find_figures

__all__ = ["suggestions"]

_LEAD = regex(r"^(?:其中|同时|此外|另外|以及|并且|并|全年|累计|共|今年|去年|一年来|[,，、;；:： ])+")
_MARKS = " \n。,，;；!！:：、"
_CLAUSE = range(8, 30)
_TOPIC = range(5, 18)
_UNFIT = regex(r"[“”‘’《》()（）■□\[\]—-]|这|该|其|上述|分别|如下|我们|必须|一是|二是|三是")


def suggestions(passages: Iterable[Passage]) -> list[str]:
    """Questions in turn from each section, figures and topics alternating; the same for the same passages."""
    by_section: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for number, passage in enumerate(p for p in passages if p.kind == "body"):
        of_figure, of_topic = _from_figures(passage), _from_topic(passage)
        chosen = of_topic if number % 3 == 2 and of_topic else of_figure or of_topic
        if chosen:
            by_section[passage.document, passage.section].append(chosen)
    result: list[str] = []
    queues = list(by_section.values())
    while queues:
        result += [queue.pop(0) for queue in queues]
        queues = [queue for queue in queues if queue]
    return list(dict.fromkeys(result))


def _from_figures(passage: Passage) -> str | None:
    for span in clauses(passage.text):
        clause = passage.text[span.start : span.end].strip(_MARKS)
        if len(clause) in _CLAUSE and "\n" not in clause and not _UNFIT.search(clause):
            figures = [f for f in find_figures(clause) if not f.indefinite]
            if len(figures) == 1 and _asks_well(figures[0], clause):
                return _asked(figures[0], clause)
    return None


def _asks_well(figure: Figure, clause: str) -> bool:
    """A plain count or amount at the end of its clause, with enough before it to say of what."""
    plain = figure.kind == "quantity" and bool(figure.unit) and figure.value is not None
    return plain and figure.start >= 5 and figure.end == len(clause) and figure.high is None


def _asked(figure: Figure, clause: str) -> str:
    unit = re.sub(r"^[^\d一二三四五六七八九十百千]*[\d.,一二三四五六七八九十百千万亿多余]+", "", figure.text)
    unit = re.sub(r"(?:左右|以上|以下|余|多)$", "", unit)
    return _LEAD.sub("", clause[: figure.start]) + "多少" + unit + clause[figure.end :] + "?"


def _from_topic(passage: Passage) -> str | None:
    topic = (passage.topic or "").strip(_MARKS)
    if len(topic) not in _TOPIC or _UNFIT.search(topic) or re.search(r"[,，;；:：0-9]", topic):
        return None
    if passage.text.strip().rstrip("。") == topic:
        return None
    return f"{topic}有哪些举措?"
