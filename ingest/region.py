"""The region or body that a name begins with, and the places that a region is made of."""

from __future__ import annotations

from itertools import takewhile

from ingest.patterns import regex

__all__ = ["BODY_WORDS", "body_named", "parts_of", "region_named"]

# what bodies other than governments are called after; a name may end in several (医院集团)
BODY_WORDS = (
    "医院|医疗|大学|学院|学校|中学|小学|幼儿园|集团|总?公司|股份|有限|责任|控股|银行|法院|检察院|公安局|研究[院所]|协会|联合会|"
    "博物馆|图书馆|管委会|委员会|中心|港务|港口|公交|水务|地铁|铁路|航空|电力|局|厅"
)
_BODY = regex(rf"^[\u4e00-\u9fff×]{{2,16}}?(?:{BODY_WORDS})+(?=\W|\d|年|$)")

# 徐州市, 通州区, 萍乡市, 景德镇市: a city may be named after what once was a smaller place. 甘孜州市场监管局 is none
_NOT_YET = r"(?!市(?![场民政委直级长区内属容辖])|区(?![域划委级长内属])|县(?![城委级长域内属]))"
_PLACE = (
    rf"(?:省|自治区|特别行政区|市|自治州|(?:州|乡|镇){_NOT_YET}|盟|地区|自治县|县|自治旗|旗|新区|开发区|高新区|区|"
    r"自治乡|街道)"
)
_PLACES = regex(rf"^(?:[\u4e00-\u9fff×某]{{1,8}}?{_PLACE}){{1,4}}")
_ONE_PLACE = regex(rf"[\u4e00-\u9fff×某]{{1,8}}?{_PLACE}")
# words that end like a place and name none
_NO_PLACE = regex(
    r"(?:[全我本各该外]|(?<!新)城|都|超|上|股|楼|夜|集|门|早|菜|社|园|景|山|校|辖|郊|灾|小|战|库|片|老|林|牧|矿|军|禁|雷|误|盲|选|厂|街|"
    r"乡|海|港|县|市县|省市|县市)(?:省|市|区|县|镇|乡|州|旗)$|地区$|(?:^|[各全本我该等个])街道$|^(?:新|开发|高新)区$|经济技术开发区$|小城镇$"
)


def region_named(words: str) -> str | None:
    """The region that `words` begin with: `东海市云湖区2023年工作成果` -> 东海市云湖区; None where they begin with none."""
    match = _PLACES.match(words)
    if match is None:
        return None
    places = _ONE_PLACE.findall(match.group())
    named = list(takewhile(lambda place: not _NO_PLACE.search(place), places))
    return "".join(named) or None


def parts_of(region: str) -> list[str]:
    """The places of a region, the largest first: `东海市云湖区` -> 东海市, 云湖区."""
    return _ONE_PLACE.findall(region)


def body_named(words: str) -> str | None:
    """The body that `words` begin with, up to a year or the end: `某某医院集团2020年度成果` -> 某某医院集团; or None."""
    match = _BODY.match(words)
    return match[0] if match else None
