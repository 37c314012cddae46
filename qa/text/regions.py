"""Where a question names the place or body that a document is of, and how it reads without.

A report hardly prints its own place ("全年改造小区22个"), so a question that names it ("云湖县改造了几个小区") reads to
a reader as one about something else. Which places there are is known: the regions of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.patterns import regex
from ingest.records import Document
from ingest.region import BODY_WORDS, parts_of
from qa.text.variants import readings
from qa.text.words import is_word, tagged, words_of

__all__ = ["NATION", "Mention", "mentions", "seat", "without_region"]

NATION = "全国"

_SUFFIX = regex(r"(?:特别行政区|自治[区州县旗]|新区|开发区|高新区|地区|街道|[省市区县州盟旗乡镇])$")
_PEOPLES = regex(
    r"(?:(?:蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|高山|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯"
    r"|阿昌|普米|塔吉克|鄂温克|保安|裕固|鄂伦春|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京])族)+$"
)
_BODY_TAIL = regex(rf"(?:{BODY_WORDS})+$")
_LOCATIVE = regex(r"(?:全?境内?|境内|地区|这[里边儿]|那[里边儿]|当地|里[面头]?(?!程)|(?<=[市区县州旗])内)")
_SELF = regex(
    r"(?:我们|咱们?|你们|俺们?|我|本)(?P<level>省|市|区|县|州|盟|旗|镇|乡|街道)(?P<l>里[面头]?(?!程)|上)?的?"
)
_OWN_IN = regex(
    r"(?P<level>省|市|区|县|州|旗|镇|乡|街道)(?:里[面头]?|(?<=道)上|(?<=道)(?=(?:[去今前上]年|全年|一年|当年|(?:19|20)\d{2}年|一共|总共|共有)))的?"
)
_IN = ("在", "于")
_PREPOSITIONS = (*_IN, "从", "到", "来", "去", "往", "由", "向", "跟", "与", "和", "同", "对", "给", "为")
_CAUSING = ("让", "使")
_KINDS = "province|city|prefecture|district|county|banner|municipality|new area"
_BODY_KINDS = (
    "hospital|medical|university|college|school|group|port|company|corporation|bank|bureau|center|centre"
)
_LEVELS = {
    "省": "province",
    "市": "city",
    "州": "prefecture",
    "区": "district",
    "县": "county",
    "旗": "banner",
}
# tags of rjieba: what may be the second half of a name (湾, 港, 西, 一中), against verbs, particles and figures
_NOMINAL = regex(r"^(?:n|g|zg|ng|[jklqsfibz])")


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names the place `region` of a document."""

    region: str
    start: int
    end: int


def seat(document: Document) -> str | None:
    """What a document is of: its region, or the body that issued it where it has none (`某某医院集团`)."""
    return document.region or document.issuer


def mentions(
    text: str,
    regions: Iterable[str],
    printed: Callable[[str], bool] = lambda _: False,
    places: Sequence[str] = (),
) -> list[Mention]:
    """Where normalised `text` names regions, with their suffix or without, in Chinese or romanised.

    A place within a longer name (石湾湾大桥) is no mention; `printed` says whether the reports print a phrase, which
    tells 松州花鼓 from 松州物价. `places` are the places that the question was seen to name: 西海市云湖区 is not
    the 云湖区 of 东海市.
    """
    found: list[Mention] = []
    for region in dict.fromkeys(regions):
        names, latin = _patterns(region)
        for match in names.finditer(text):
            span = _whole(text, match, printed)
            if span is None:
                continue
            start, end = span
            above = _above(text, start, end, places)
            if above < start and len(parts_of(region)) > 1:
                continue
            start = above
            found.append(Mention(region, start, end))
        if latin is not None:
            found += [Mention(region, m.start(), m.end()) for m in latin.finditer(text)]
    found.sort(key=lambda m: (m.start, -m.end, -len(m.region)))
    kept: list[Mention] = []
    for mention in found:
        # 城西区 and 湖州市城西区 are both meant by the longer
        if not kept or mention.start >= kept[-1].end or kept[-1].region.endswith(mention.region):
            kept.append(mention)
    return kept


def without_region(
    text: str,
    region: str | None,
    printed: Callable[[str], bool] = lambda _: False,
    places: Sequence[str] = (),
) -> str:
    """The question as it reads from inside its place: 石湾的三大产业有哪些 -> 三大产业有哪些."""
    if not region or region == NATION:
        return text
    kept = text
    for mention in reversed(mentions(text, [region], printed, places)):
        if kept[mention.start : mention.end].isascii():
            kept = _without_latin(kept, mention)
        else:
            kept = _without(kept, mention.start, mention.end)
    kept = re.sub(r"\s*\(\s*\)", "", _without_self(kept, region))
    kept = re.sub(r"\s+", " ", kept).strip(" ,，、:：")
    return kept if len(re.findall(r"\w", kept)) > 2 else text


def _above(text: str, start: int, end: int, places: Sequence[str]) -> int:
    """Where a name begins with the larger places that stand before it: 西海市云湖区."""
    for place in places:
        if len(place) > end - start and text.endswith(place, 0, end):
            return end - len(place)
        if place[-1] in "省市州盟" and text.endswith(place, 0, start):
            return _above(text, start - len(place), end, places)
    return start


# --- where a name stands -----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _patterns(region: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """The region's names: 湖州市城西区, 城西区, 城西 …; and romanised: Chengxi District."""
    *parents, own = parts_of(region) or [region]
    before = "".join(f"(?:{_either(parent)})?" for parent in parents)
    short, suffix = _split(own)
    kinds = _KINDS
    # 青岭县 for 青岭瑶族自治县
    kind = "|".join(re.escape(s) for s in dict.fromkeys((suffix, suffix[-1:])) if s)
    names = f"{re.escape(short)}(?:{kind})?" if len(short) > 1 else re.escape(own)
    if not suffix and (tail := _BODY_TAIL.search(own)) and tail.start() > 1:
        # 澄江, 澄江医院 for 澄江医院集团
        short = own[: tail.start()]
        names, kinds = f"{re.escape(short)}(?:{BODY_WORDS})*", _BODY_KINDS
    latin = None
    syllables = [readings(char) for char in short]
    if all(syllables) and len(short) > 1:
        name = r"[ '-]?".join(f"(?:{'|'.join(map(re.escape, each))})" for each in syllables)
        latin = re.compile(rf"\b{name}\b(?: (?:{kinds}))*")
    return re.compile(before + names), latin


def _either(parent: str) -> str:
    short, suffix = _split(parent)
    return f"{re.escape(short)}(?:{re.escape(suffix)})?" if len(short) > 1 else re.escape(parent)


def _split(place: str) -> tuple[str, str]:
    """`恩施土家族苗族自治州` -> 恩施, 土家族苗族自治州."""
    short = _SUFFIX.sub("", place)
    short = _PEOPLES.sub("", short) or short
    return short, place[len(short) :]


def _whole(text: str, match: re.Match[str], printed: Callable[[str], bool]) -> tuple[int, int] | None:
    """The span of a name that stands for itself, or None where it is part of another word or name."""
    start, end = match.span()
    if start and is_word(text[start - 1 : start + 1]):
        return None  # 城市西部 names no 市西区
    suffix = _SUFFIX.search(match[0])
    if suffix and len(match[0]) - len(suffix[0]) > 1:
        if len(words_of(text[end - 1 : end + 6])[0]) == 1:
            return start, end
        end -= len(suffix[0])  # 区委, 县城, 市场
        return (start, end) if len(suffix[0]) == 1 else None
    rest = text[end : end + 8]
    if not rest or not "\u4e00" <= rest[0] <= "\u9fff" or _LOCATIVE.match(text, end):
        return start, end
    if is_word(text[end - 1 : end + 1]) and printed(text[end - 1 : end + 1]):
        return None  # 沿海 of 沿海港口; but 阳新 of 汾阳新政策 only if the reports speak of such a word
    word, tag = tagged(rest)[0]
    if _NOMINAL.match(tag) and (len(word) == 1 or printed(text[start:end] + word)):
        return None
    if tag.startswith("a") and printed(text[start:end] + rest[:2]):
        return None
    return start, end


# --- how it reads without ----------------------------------------------------------------------------------


def _without(text: str, start: int, end: int) -> str:
    """`text` less a place, and less what only led to it: 从松州坐高铁 -> 坐高铁, 在松州境内停 -> 停."""
    locative = _LOCATIVE.match(text, end)
    end = locative.end() if locative else end
    owner = text.startswith("的", end)
    end += owner
    before = words_of(text[max(0, start - 8) : start])
    word = before[-1] if before else ""
    if word in (*_PREPOSITIONS, *_CAUSING):
        following = tagged(text[end : end + 8])
        bound = not owner and locative is None and bool(following) and _NOMINAL.match(following[0][1])
        if word in _CAUSING or (not bound and not (owner and word in _IN)):
            start -= len(word)
    return text[:start] + text[end:]


def _without_self(text: str, region: str) -> str:
    """`text` less 我县, 咱们市, 区里, where that is the document's own kind of place."""
    suffix = _split(parts_of(region)[-1] if parts_of(region) else region)[1]
    level = suffix if suffix == "街道" else suffix[-1:]
    if not level or level not in text:
        return text
    kept = _SELF.sub(lambda m: "" if m["level"] == level and not _goes_on(text, m) else m[0], text)
    starts, at = set(), 0
    for word in words_of(kept):
        starts.add(at)
        at += len(word)
    return _OWN_IN.sub(lambda m: "" if m["level"] == level and m.start() in starts else m[0], kept)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """我市场, 本区域: the character is no place's kind."""
    at = match.start("level")
    return match["l"] is None and len(words_of(text[at : at + 4])[0]) > len(match["level"])


def _without_latin(text: str, mention: Mention) -> str:
    """`in Luyu District` goes; where the place acts (`did Luyu build`), its kind takes its place."""
    level = _LEVELS.get(_split(mention.region)[1][-1:], "place")
    before = re.search(r"(?:\b(?:in|of|for|within|from|at|across)\s+)(?:the\s+)?$", text[: mention.start])
    after = re.match(r"'s\b", text[mention.end :])
    end = mention.end + (len(after[0]) if after else 0)
    bracket = re.match(r"\s*\([^()]{1,12}\)", text[end:])
    end += len(bracket[0]) if bracket else 0
    if before:
        return text[: before.start()] + text[end:]
    if after:
        return text[: mention.start] + text[end:].lstrip()
    return f"{text[: mention.start]}{'' if text[: mention.start].rstrip().endswith('the') else 'the '}{level}{text[end:]}"
