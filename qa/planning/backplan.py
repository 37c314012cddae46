"""What is reckoned back: the year before, what there was at the year's start, what had been planned."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.numbers.figures import find_figures
from qa.planning.planned import Plan

__all__ = ["back_plan"]

_ASKS = r"(?:多少|几)"
_YEAR = r"(?:19|20)[0-9]{2}年"


def back_plan(text: str) -> Plan | None:
    """The plan for normalised `text` without padding, or None."""
    return _before(text) or _stock(text) or _aimed(text)


_GREW_BY = r"(?:增长|增加|提高|上升|上涨|涨|升|增|下降|减少|降低|下滑|跌|降|少)了?(?:约|近)?"
_GROWN = regex(
    rf"^(?P<what>[^,]*?(?P<year>{_YEAR})[^,]+?)(?:比上年|同比|比前一年)?{_GREW_BY}(?=[0-9百])[^,]*,[^,0-9]{{0,8}}?"
    rf"(?P<base>{_YEAR}|上年|上一年|前一年|头一年)[^,0-9]{{0,6}}?{_ASKS}[^,]{{0,4}}$"
)
_BACK = regex(
    rf"^(?P<what>[^,?。]*?(?P<base>{_YEAR})[^,?。]*?{_ASKS}[^,?。]*)[,?。 ]+[按照据依从用](?P<year>{_YEAR})的?[^,]{{0,5}}?"
    r"(?:倒推|反推|推算|往回推|倒算|倒着算|算)[^,]{0,3}$"
)


_TURNED_BACK = regex(
    rf"^[按照据依从用拿]?(?P<what>[^,]*?(?P<year>{_YEAR})[^,]+?)(?:[那这]个|的)数(?:字|据)?(?:倒推|反推|往回推|倒着算|倒算|推算)(?:回去|过去)?,"
    rf"[^,0-9]{{0,8}}?(?P<base>{_YEAR}|上年|上一年|前一年|头一年)[^,0-9]{{0,6}}?{_ASKS}[^,]{{0,4}}$"
)


def _before(text: str) -> Plan | None:
    """`2021年涨了8%,2020年是多少`, `2020年有多少?按2021年的数倒推`: a year's amount less what it came to be more."""
    if match := _BACK.match(text):
        later = match["what"].replace(match["base"], match["year"])
        return Plan("before", (later,), (match["year"],), base=match["base"])
    if match := _TURNED_BACK.match(text):
        return Plan("before", (f"{match['what']}是多少",), (match["year"],), base=_base(match))
    match = _GROWN.match(text)
    rates = [f for f in find_figures(text) if f.unit == "%" and f.kind == "percent"]
    if match is None or len(rates) != 1:
        return None
    what = match["what"].removesuffix("的")
    return Plan("before", (f"{what}是多少",), (match["year"],), base=_base(match), factor=rates[0])


def _base(match: re.Match[str]) -> str:
    """The year that is asked for, where it may be said as the year before the one that is named."""
    return match["base"] if match["base"][0].isdigit() else f"{int(match['year'][:4]) - 1}年"


_STOCK = regex(
    rf"^(?P<what>[^?。]*?)[,，]?(?:年初|(?<![日月年底号内])(?:之前|以前|此前)|原来|原先|本来|没[^,。?0-9]{{1,6}}?之?前)(?:那会儿?|那阵子?|时候?|的时候)?"
    rf"[,，]?(?P<rest>(?:累计|总计|一?共|总共)?[^,。?安定排计目预任指]{{0,8}}?{_ASKS}[^,。?]{{0,12}})$"
)


_AT_START = regex(rf"^(?P<year>{_YEAR})?年初的?(?:时候)?[,，]?(?P<what>[^,。?]+?{_ASKS}[^,。?]{{0,10}})$")
_INTENDED = regex("计划|目标|任务|预算|打算|安排|预期|预计|提出|[确议商]定|定[下的了]")


def _stock(text: str) -> Plan | None:
    """`年初那会儿有多少家` where the report says `净增68家,总数达到412家`."""
    if (match := _AT_START.match(text)) and not _INTENDED.search(text):
        what = (match["year"] or "") + match["what"]
        return Plan("before", (what,), (what,), maybe=True)
    match = _STOCK.match(text)
    if (
        match is None
        or len(re.findall(_YEAR, text)) > 1
        or re.search("百分|倍", match["rest"])
        or match["what"].endswith(("比", "较"))
    ):
        return None
    return Plan("before", (match["what"] + match["rest"],), (match["what"],), maybe=True)


_AIMED = regex(
    rf"^(?P<what>.+?)的?(?:年度|全年|年初|原定|原本|原来|当初|原)*的?(?:计划|任务|指标)[数量额]?(?:原本|原来|当初)?"
    rf"(?:是|为|有|原?定的?是?|定了|定在)+(?P<rest>{_ASKS}[^,]{{0,6}})$"
)
_OF_THE_YEAR = regex("年度|全年|当年|年初")
_MEANT = regex(
    rf"^(?P<what>.*?)(?:原本|原来|年初|当初|本来|原)的?(?:计划|打算|定的?|目标)是?(?P<rest>[^,]*?{_ASKS}[^,]*)$"
)


def _aimed(text: str) -> Plan | None:
    """What was planned for a year, of which its report may tell but the result: `2万人,完成计划的112%`."""
    years = len(re.findall(_YEAR, text))
    if years > 1 or (not years and not _OF_THE_YEAR.search(text)) or re.search("增[长速幅]|率|百分之", text):
        return None  # of no single year there is no single result, and a rate is no part of another
    if match := _AIMED.match(text):
        return Plan("whole", (f"{match['what']}是{match['rest']}",), (match["what"],), maybe=True)
    if years and (match := _MEANT.match(text)):
        what = match["what"] + match["rest"]
        return Plan("whole", (what,), (what,), maybe=True)
    return None
