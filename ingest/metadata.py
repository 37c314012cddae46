"""Title, year, region and issuer of a report, from its file name and the head of its text.

Only what is written there counts; None is better than a wrong guess. The file name goes before the text:
whoever keeps the library chose it. A work report of year N tells the results of N-1 and the aims of N; a
report on the work or results of year N tells N.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePath

from ingest.headings import number
from ingest.layout import is_furniture
from ingest.normalise import normalise
from ingest.writer import Extracted

__all__ = ["Metadata", "parts_of", "read_metadata"]

_HEAD = 1_500
_YEAR = r"((?:19[4-9]|20[0-9])\d|[一二][九〇零]?[一二三四五六七八九〇零]{2,3})"
_YEAR_WORD = re.compile(rf"(?<![\d〇零一二三四五六七八九]){_YEAR}\s*年?(?:度)?(?![\d〇零一二三四五六七八九])")
_WORK_REPORT = re.compile(
    r"(?:政府|法院|检察院|常务?委会|人大|政协|常务委员会)工作报告|报告政府工作|作政府工作报告"
)
_TELLS = re.compile(
    r"工作(?:成果|总结|情况|回顾|成效|亮点|综述|纪实|实绩)|执行情况|完成情况|落实情况|进展情况|统计公报|年度报告|年报|决算|"
    r"发展报告|运行情况|公报|总结|述职|大事记|成绩单|年鉴"
)
_AIMS = re.compile(r"计划|规划|预算|要点|安排|方案|打算|部署|实事")
_REPORT_WORD = re.compile(
    r"报告|公报|总结|成果|年报|年鉴|计划|规划|决算|预算|纲要|白皮书|综述|要点|情况|通报|意见|方案|决定|办法"
)
_VENUE = re.compile(rf"[（(—–-]\s*{_YEAR}\s*年[^\n]{{2,50}}(?:会议|大会|全会|会)上?")
_REVIEW = re.compile(rf"{_YEAR}\s*年(?:国内|政府)?(?:的)?(?:工作|主要工作)?(?:的)?(?:回顾|总结)")

# 徐州市, 通州区, 萍乡市, 景德镇市: a city may be named after what once was a smaller place. 甘孜州市场监管局 is none
_NOT_YET = r"(?!市(?![场民政委直级长区内属容辖])|区(?![域划委级长内属])|县(?![城委级长域内属]))"
_PLACE = (
    rf"(?:省|自治区|特别行政区|市|自治州|(?:州|乡|镇){_NOT_YET}|盟|地区|自治县|县|自治旗|旗|新区|开发区|高新区|区|"
    r"自治乡|街道)"
)
_PLACES = re.compile(rf"^(?:[\u4e00-\u9fff×某]{{1,8}}?{_PLACE}){{1,4}}")
_ONE_PLACE = re.compile(rf"[\u4e00-\u9fff×某]{{1,8}}?{_PLACE}")
# words that end like a place and name none
_NO_PLACE = re.compile(
    r"(?:[全我本各该外]|(?<!新)城|都|超|上|股|楼|夜|集|门|早|菜|社|园|景|山|校|辖|郊|灾|小|战|库|片|老|林|牧|矿|军|禁|雷|误|盲|选|厂|街|"
    r"乡|海|港|县|市县|省市|县市)(?:省|市|区|县|镇|乡|州|旗)$|地区$|(?:^|[各全本我该等个])街道$|^(?:新|开发|高新)区$|经济技术开发区$|小城镇$"
)
_NATION = re.compile(r"国务院|全国|中华人民共和国|国家|中央")
_SPEAKS_FOR = re.compile(
    r"我(?:受|代表)\s*([\u4e00-\u9fff×]{0,24}?(?:人民政府|国务院|管委会|管理委员会|人民法院|人民检察院|常务委员会"
    r"|委员会|政府|局|厅))"
    r"(?:的?委托)?[，,\s]*(?:向|就|，)"
)
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff×]{2,20}?(?:人民政府|管理委员会|管委会)")
_NO_TITLE = re.compile(r"microsoft word|无标题|未命名|untitled|文档\s*\d*$|^新建", re.IGNORECASE)


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


def parts_of(region: str) -> list[str]:
    """The places of a region, the largest first: `青岛市市北区` -> 青岛市, 市北区."""
    return _ONE_PLACE.findall(region)


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
    spoken = _SPEAKS_FOR.search(head[:800])
    if spoken is None or re.match(r"[省市州盟县区旗镇乡]?(?:人民)?政府$", spoken.group(1)):
        return None  # 我代表市人民政府: of which city?
    return spoken.group(1)


def _region(words: str) -> str | None:
    if re.match(r"(?:国务院|全国|中华人民共和国|中央)", _places_first(words)):
        return "全国"
    match = _PLACES.match(_places_first(words))
    if match is None:
        return None
    places = _ONE_PLACE.findall(match.group())
    named = list(takewhile(lambda place: not _NO_PLACE.search(place), places))
    return "".join(named) or None


def _places_first(words: str) -> str:
    """A title without what may stand before its place: years, 关于, brackets, numbers."""
    return re.sub(
        rf"^(?:[^\u4e00-\u9fff×]+|关于|附件|{_YEAR}\s*年(?:度)?|年(?:度)?)+",
        "",
        _YEAR_WORD.sub("", words, count=1).strip(),
    )
