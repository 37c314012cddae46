"""A report named by its year: `2016年的政府工作报告里`, `零三年报告说`. The year tells which report, not when a thing was.

What the report calls 去年 and 今年, such a question calls 前一年 and 当年.
"""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.text.rewritten import rewritten

__all__ = ["full_years", "report_of"]

_DIGIT = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_REPORT = r"(?:工作)?(?:报告|公报)(?![事制会厅单数了人期])"
_THAT = r"(?:度|的|那份|这份|那个|本|年初|国务院|中央|全国|政府|做的|作的)*"
_YEAR_OF_REPORT = regex(
    rf"(?P<year>(?:19|20)\d\d)(?:年{_THAT}|\s?)(?={_REPORT})"
    r"|(?:according to |in |by )?the (?P<en>(?:19|20)\d\d) (?:government )?(?:work )?report(?: says?| said)?,? ?"
)
_BEFORE = regex(r"(?<![比较])(?:前一年度?|上一年度?|头一年|上年)")
_THEN = regex(r"(?:当|那一?)年(?![来间里前后度])")
_TO_REPORT = rf"年?(?=[的那这年度份国务院政府]{{0,8}}{_REPORT}|那会儿?|的?时候)"
_SHORT = regex(
    # 98年报告, 零三年那会儿; 98年 at the head of a clause; 一六年, but no 八九年时间
    rf"(?<![\d.第近约])(?P<a>[0-9]{{2}}){_TO_REPORT}"
    r"|(?<![\d.第近约了过满整已共长达时这那有历])(?P<b>9\d|8\d|0\d)年(?![代来间内级限历龄多余月半之]|时间)"
    rf"|(?<![一二三四五六七八九十百千零〇第近])(?P<c>[九八零〇][一二三四五六七八九零〇]|[一二][零〇一二三四五六七八九]){_TO_REPORT}"
    r"|(?:^|(?<=[,。从到在和与跟]))(?P<d>[八九][一二三四五六七八九零〇]|[零〇][一二三四五六七八九])年(?![代来间内级限历龄多余月半之]|时间)"
)
_TURN = 50
"""Two digits below it are of this century."""


def full_years(text: str) -> str:
    """`text` with years of two digits in full: 零三年报告 -> 2003年报告, 98年 at its head -> 1998年."""
    return _NEXT_TO.sub(
        lambda m: f"{int(m['year']) + (1 if m['way'] in '后次下' else -1)}年",
        rewritten(text, _SHORT, _in_full),
    )


def _in_full(match: re.Match[str]) -> str:
    short = "".join(_DIGIT.get(c, c) for c in next(g for g in match.groups() if g))
    return f"{20 if int(short) < _TURN else 19}{short}年"


_NEXT_TO = regex(r"(?P<year>(?:19|20)\d\d)年的?(?P<way>[前上后次下])一年")
"""2001年的前一年."""


def report_of(text: str) -> tuple[int | None, str]:
    """The year of the one report that a question names, and the question without it: as the report would be asked
    itself, with 去年 for the year before it and 今年 for its own. (None, text) where it names none, or several.

    >>> report_of("2016年的报告里，前一年修了几座桥？")
    (2016, '报告里，去年修了几座桥？')
    """
    norm = normalise(text)
    named = list(_YEAR_OF_REPORT.finditer(norm))
    if len(named) != 1:
        return None, text
    year = int(named[0]["year"] or named[0]["en"])
    text = text[: named[0].start()] + text[named[0].end() :]
    return year, rewritten(rewritten(text, _BEFORE, lambda _: "去年"), _THEN, lambda _: "今年")
