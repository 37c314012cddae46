"""Title, year, region and issuer of a report, from its file name and the head of its text.

Only what is written there counts; None is better than a wrong guess. The file name goes before the text:
whoever keeps the library chose it. A work report of year N tells the results of N-1 and the aims of N; a
report on the work or results of year N tells N.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from ingest.headings import number
from ingest.layout import is_furniture
from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.region import body_named, region_named
from ingest.writer import Extracted

__all__ = ["Metadata", "read_metadata"]

_HEAD = 1_500
_YEAR = r"((?:19[4-9]|20[0-9])\d|[一二][九〇零]?[一二三四五六七八九〇零]{2,3})"
_YEAR_WORD = regex(rf"(?<![\d〇零一二三四五六七八九]){_YEAR}\s*年?(?:度)?(?![\d〇零一二三四五六七八九])")
_WORK_REPORT = regex(
    r"(?:政府|法院|检察院|常务?委会|人大|政协|常务委员会)工作报告|报告政府工作|作政府工作报告"
)
_TELLS = regex(
    r"年度?成果(?!转化)|工作(?:成果|总结|情况|回顾|成效|亮点|综述|纪实|实绩)|执行情况|完成情况|落实情况|进展情况|统计公报|年度报告|年报|决算|"
    r"发展报告|运行情况|公报|总结|述职|大事记|成绩单|年鉴|综述|通稿|盘点|巡礼"
)
_AIMS = regex(r"计划|规划|预算|要点|安排|方案|打算|部署|实事|思路|谋划|展望")
_REPORT_WORD = regex(
    r"报告|公报|总结|成果|年报|年鉴|计划|规划|决算|预算|纲要|白皮书|综述|要点|情况|通报|意见|方案|决定|办法"
)
_VENUE = regex(rf"[（(—–-]\s*{_YEAR}\s*年[^\n]{{2,50}}(?:会议|大会|全会|会)上?")
_REVIEW = regex(rf"{_YEAR}\s*年(?:国内|政府)?(?:的)?(?:工作|主要工作)?(?:的)?(?:回顾|总结)")

_NATIONAL = regex(r"国务院|全国|中华人民共和国|中央")
_NATION = regex(r"国务院|全国|中华人民共和国|国家|中央")
_SPEAKS_FOR = regex(
    r"我(?:受|代表)\s*([\u4e00-\u9fff×]{0,24}?(?:人民政府|国务院|管委会|管理委员会|人民法院|人民检察院|常务委员会"
    r"|委员会|政府|局|厅))"
    r"(?:的?委托)?[，,\s]*(?:向|就|，)"
)
_LEADING = regex(rf"^(?:[^\u4e00-\u9fff×]+|关于|附件|{_YEAR}\s*年(?:度)?|年(?:度)?)+")
"""What may stand before the name in a title: years, 关于, brackets, numbers."""
_GOVERNMENT = regex(r"[\u4e00-\u9fff×]{2,20}?(?:人民政府|管理委员会|管委会)")
_NO_TITLE = regex(r"microsoft word|无标题|未命名|untitled|文档\s*\d*$|^新建", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report is; see `Document` for the fields."""

    title: str | None = None
    year: int | None = None
    told_year: int | None = None
    region: str | None = None
    issuer: str | None = None


def read_metadata(name: str, extracted: Extracted) -> Metadata:
    """Metadata of the document in file `name`."""
    stem = _clean(PurePath(name).stem)
    head = extracted.text[:_HEAD]
    own = _own_title(extracted, head)
    named = bool(re.search(r"[\u4e00-\u9fff]{2}", stem))
    title = stem if named and (_REPORT_WORD.search(stem) or own is None) else own
    year, told = _years(stem, own or "", head)
    issuer = _issuer(stem, own or "", head)
    region = _region(stem) or _region(own or "") or (_region(issuer) if issuer else None)
    return Metadata(title, year, told, region, issuer)


def _clean(stem: str) -> str:
    return " ".join(re.sub(r"[_\s]+", " ", stem).split())


def _own_title(extracted: Extracted, head: str) -> str | None:
    """The title in the text: its first heading, or a first line that looks like one; else the property."""
    candidates = [
        extracted.text[span.start : span.end] for span in extracted.headings[:1] if span.start < 200
    ]
    if not extracted.headings:
        lines = [line.strip() for line in head.split("\n") if line.strip()]
        candidates += [
            line for line in lines[:1] if 4 <= len(line) <= 45 and not re.search(r"[。！？；，：:]$", line)
        ]
    candidates += [re.split(r"\s*[-_|–—]\s*(?=[^-_|–—]*$)", extracted.title)[0]] if extracted.title else []
    for candidate in candidates:
        line = _clean(candidate)
        if (
            re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}", line)
            and not is_furniture(line)
            and not _NO_TITLE.search(line)
        ):
            return line
    return None


def _years(stem: str, title: str, head: str) -> tuple[int | None, int | None]:
    """(year, told year)."""
    for words in (stem, title if _REPORT_WORD.search(title) else ""):
        found = _year_words(words)
        if found:
            return _told(words, found, head)
    work_report = _WORK_REPORT.search(title) or _WORK_REPORT.search(stem) or _WORK_REPORT.search(head[:600])
    if not work_report:
        return None, None
    venue = _VENUE.search(normalise(head[:600]))
    if venue and (year := _value(venue.group(1))):
        return year, year - 1
    review = _REVIEW.search(normalise(head))
    if review and (year := _value(review.group(1))):
        return year + 1, year
    return None, None


def _told(words: str, found: list[tuple[int, int]], head: str) -> tuple[int | None, int | None]:
    """Which of the years in a title is told and which is planned."""
    years = [year for year, _ in found]
    if len(set(years)) > 1:
        # 关于2022年计划执行情况与2023年计划草案的报告; 2018-2022年 is a span and no one year
        first, second = sorted(set(years))[0], sorted(set(years))[-1]
        if second == first + 1 and _TELLS.search(words) and _AIMS.search(words):
            return second, first
        return None, None
    year = years[0]
    if _WORK_REPORT.search(words) or (not _TELLS.search(words) and _WORK_REPORT.search(head[:600])):
        return year, year - 1
    if _TELLS.search(words):
        return year, year
    return year, None


def _year_words(words: str) -> list[tuple[int, int]]:
    """(year, place) of each year named in a title."""
    found = []
    for match in _YEAR_WORD.finditer(normalise(words)):
        year = _value(match.group(1))
        if year is not None and (match.group(1).isdigit() or "年" in match.group()):
            found.append((year, match.start()))
    return found


def _value(digits: str) -> int | None:
    """`2018`, `二〇一八` and `一九九零` as a year."""
    if digits.isdecimal():
        return int(digits)
    value = number(digits) if len(digits) == 4 else 0
    return value if 1940 <= value < 2100 else None


def _issuer(stem: str, title: str, head: str) -> str | None:
    for words in (stem, title):
        if "国务院" in words:
            return "国务院"
        match = _GOVERNMENT.search(_places_first(words))
        if match:
            return match.group()
        region = _region(words)
        if region and region != "全国" and "政府工作报告" in words:
            return f"{region}人民政府"
        if body := body_named(_LEADING.sub("", words)):
            return body
    spoken = _SPEAKS_FOR.search(head[:800])
    if spoken is None or re.match(r"[省市州盟县区旗镇乡]?(?:人民)?政府$", spoken.group(1)):
        return None  # 我代表市人民政府: of which city?
    return spoken.group(1)


def _region(words: str) -> str | None:
    if _NATIONAL.match(_places_first(words)):
        return "全国"
    return region_named(_places_first(words))


def _places_first(words: str) -> str:
    """A title without its year, from its place on."""
    return _LEADING.sub("", _YEAR_WORD.sub("", words, count=1).strip())
