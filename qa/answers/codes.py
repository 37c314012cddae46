"""Numbers that name and count nothing, known by their form: telephone numbers, document numbers, addresses on the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.search.evidence import Evidence
from qa.search.spans import WINDOWS, Found
from qa.text.clause import around
from qa.text.interrogatives import strip_padding
from qa.text.overlap import share_of

__all__ = ["code"]


@dataclass(frozen=True)
class _Code:
    """How a code is asked for, what it looks like, and a word that must stand in its clause, if its form is no proof."""

    asked: re.Pattern[str]
    form: re.Pattern[str]
    beside: re.Pattern[str] | None = None


_END = "号|[呢啊呀吗?。]|$"
_WHICH = rf"(?:是|为)?(?:多少|几|什么|啥|哪一?个?)(?={_END})"
_CODES = (
    _Code(
        regex(rf"(?:电话|热线|专线|手机|传真|联系方式)(?:号码?)?{_WHICH}|[打拨](?:打|通)?(?:哪一?个?|什么|啥)(?:电话|热线|专线|号码?)"),
        regex(
            r"(?<![\d.a-z-])(?:0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4}|1\d{10}|\d{7,8}|9\d{4,5}|1\d{4}|1[12]\d)"
            r"(?![\d.%-]|[余多]?[万亿个人名户件次元辆])"
        ),
        regex("电话|热线|专线|拨打|致电|来电|传真|平台|号码|手机"),
    ),
    _Code(
        regex(rf"(?:文号|字号|文件号|编号|批号|案号){_WHICH}|几号文"),
        regex(r"[\u4e00-\u9fff]{1,10}\[(?:19|20)\d{2}\]第?\d+号|(?<![a-z])[a-z]{1,6}(?:/[a-z])?[- ]?\d+(?:[-.]\d+)*(?![\d%])"),
    ),
    _Code(regex(rf"(?:邮编|邮政编码){_WHICH}"), regex(r"(?<!\d)\d{6}(?!\d)"), regex("邮编|邮政编码")),
    _Code(
        regex(rf"(?:邮箱|邮件|e-?mail)(?:地址)?{_WHICH}|\bemail\b"),
        regex(r"[a-z0-9][a-z0-9_.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+"),
    ),
    _Code(
        regex(rf"(?:网址|官网|网站)(?:地址)?{_WHICH}|\b(?:website|url)\b"),
        regex(r"(?:https?://)?(?<![@a-z0-9.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|gov|edu)(?:\.cn)?(?:/[a-z0-9_./?=&%-]*)?"),
    ),
)  # fmt: skip
_LEAST = 0.5
"""Share of the character pairs of what a code is asked of that its sentence and headings have: whose it is."""
_SURE = 8.0
"""What a code of the form asked for is worth, in log odds."""


def code(evidence: Sequence[Evidence], question: str) -> Found | None:
    """The code that a normalised question asks for, of the one that it names; None where it asks for none, or nothing of
    what was read has one that is this one's."""
    asked = next(((kind, m) for kind in _CODES if (m := kind.asked.search(question))), None)
    if asked is None:
        return None
    kind, words = asked
    owner = strip_padding(question[: words.start()] + question[words.end() :]).strip("的,?。 ")
    best = max(_found(kind, owner, evidence), key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _LEAST else None


def _found(kind: _Code, owner: str, evidence: Sequence[Evidence]) -> Iterator[tuple[float, Found]]:
    """Every code of a kind, with how much of its owner's name is told of it: in its clause more than around it."""
    top = max((one.score for one in evidence), default=0.0)
    for one in evidence[:WINDOWS]:
        text = one.candidate.window.text
        heading = normalise(one.passage.section or "")
        for match in kind.form.finditer(text):
            clause = around(text, *match.span(), ",。;!?")
            if kind.beside is not None and not kind.beside.search(clause):
                continue
            told = share_of(owner, f"{around(text, *match.span(), '。;!?')} {heading}") if owner else 1.0
            near = share_of(owner, clause) if owner else 0.0
            yield told + near / 10, Found(replace(one, score=top), Span(*match.span()), top + _SURE)
