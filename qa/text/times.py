"""Whether a phrase can answer 什么时候 or 哪一年."""

from __future__ import annotations

from ingest.normalise import normalise
from ingest.patterns import regex

__all__ = ["tells_time", "tells_year"]

_TIME = regex(
    r"[年月日号时点岁纪]|[初末]|中期|世纪|年代|[春夏秋冬]|时期|期间|以来|之?[前后]$|后|前|当[天晚日]|[早上中下晚][午上]|朝"
    r"|[\u4e00-\u9fff]代$|[\u4e00-\u9fff](?<![一二三四五六七八九十第工学])期$|[商周秦汉晋隋唐宋元明清]$|周[一二三四五六日末]|星期|季度|\b(?:1[0-9]|20)[0-9]{2}\b"
)
# 嘉靖七年, 大正元年: an era and its year
_YEAR = regex(
    r"[0-9〇零一二三四五六七八九十]{2,4}年?|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?|[一-龥][0-9元一二三四五六七八九十]{1,3}年|[今去前明后同当][年岁]|世纪|年代|[朝代]"
    r"|时期|期间|[上本]年"
)
_AFTER = regex(r"(?:[之以]?[后前]|时|之际|期间)")


def tells_time(text: str, behind: str = "") -> bool:
    """Whether `text` names a time, or an event that the text `behind` it makes one: `比赛结束` + `之后`."""
    return _TIME.search(normalise(text)) is not None or _AFTER.match(normalise(behind)) is not None


def tells_year(text: str) -> bool:
    """Whether `text` names a year or an age."""
    return _YEAR.search(normalise(text)) is not None
