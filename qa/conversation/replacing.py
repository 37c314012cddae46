"""A constituent of the last question replaced by another: `街道呢?`, `“书香”呢?`."""

from __future__ import annotations

import itertools
import re

from ingest.patterns import regex
from qa.conversation.antecedent import MEASURE, SCOPE, VERB, pieces, subject, without_verb
from qa.conversation.askedagain import (
    attribute_asked,
    compared_asked,
    doing_named,
    each_asked,
    same_level_asked,
)
from qa.conversation.opposites import parallel_put, quoted_put
from qa.conversation.otheryear import shift, shifted, year_put
from qa.conversation.phrases import OF_ITSELF, counted_phrase, is_nominal
from qa.parsing.question import COUNTED, ParsedQuestion, YearRef, parse, years_in
from qa.records import Question
from qa.text.words import is_word

__all__ = ["replaced"]

# 换成石湾区呢, 松岭那边呢: words that bring up what is asked about, or stand behind it
_BROUGHT_UP = regex(r"^(?:换成|换作|换做|要是|如果是|至于|轮到|说到|对于|关于|除了?这个)(?=..)")
_BEHIND = regex(r"(?<=..)(?:[那这](?:边|里|儿|头|块)|方面|来说|而言|的话)$")


def replaced(fragment: str, before: ParsedQuestion, answer: str, headless: bool = False) -> str:
    """The last question with its matching constituent replaced by the fragment.

    `headless`: the fragment ended in 的, with the noun that it belongs to left out (`住院的呢`).
    """
    there = _BEHIND.search(fragment) is not None
    fragment = _BEHIND.sub("", _BROUGHT_UP.sub("", fragment)).strip("的 ")
    by = shift(fragment)
    if by:
        return year_put(before, shifted(before, answer, by))
    years = years_in(fragment)
    if len(years) > 1 and re.fullmatch("[和与跟及、到至, ]+", _without([y.text for y in years], fragment)):
        return year_put(before, fragment)
    if years and len(re.sub(r"[的 ]|同期|全年", "", fragment)) <= len(years[0].text) + 1:
        return year_put(before, years[0].text)
    if not (years and re.match(r"[跟和与同比较]", fragment)) and years:
        # 那2019年的幼儿园呢
        rest = fragment.replace(years[0].text, "").strip("的 ")
        put = (_before_year(fragment, years[0], before) if before.years else None) if rest else before.text
        return put or replaced(rest, parse(Question(year_put(before, years[0].text))), answer, headless)
    for put_in in (
        compared_asked,
        same_level_asked,
        each_asked,
        _numbered_put,
        _graded_put,
        quoted_put,
        parallel_put,
        doing_named,
        attribute_asked,
    ):
        if found := put_in(fragment, before):
            return found
    if found := _place_put(fragment, before, there):
        return found
    text = before.normalised
    old = _matching(fragment, before, least=2)
    if not old and (found := _verbal_put(fragment, before) if headless else None):
        return found
    if not old and (found := _modifier_put(fragment, before, headless)):
        return found
    old = old or _matching(fragment, before) or _part(fragment, before)
    if old and old in text:
        return text.replace(old, fragment, 1)
    return f"{fragment}{_predicate(text)}"


def _without(words: list[str], text: str) -> str:
    for word in words:
        text = text.replace(word, "", 1)
    return text


def _before_year(fragment: str, year: YearRef, before: ParsedQuestion) -> str | None:
    """`石湾2024年呢` of `松岭2021年新增…`: what stands before the year takes the place of what stood there."""
    name, after = fragment.split(year.text, 1)
    head, _, tail = before.normalised.partition(before.years[0].text)
    if not name or after.strip("的年 ") or not 1 < len(head) <= 8 or VERB.search(head):
        return None
    return (
        f"{name}{year.text}{tail}"
        if year.text.endswith("年") == before.years[0].text.endswith("年")
        else None
    )


_ORDER = regex(
    r"(?P<number>\d+|[一二三四五六七八九十]+|[上下前后](?:半|一|1)?)(?P<of>个?月份?|[日号]|季度|岁(?:以[上下]|左右)?|期|批次?|届|[周月旬年](?!\S))"
)


def _numbered_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`8月呢` of `7月接待了多少游客`: another of the same count of months, quarters, batches."""
    match = _ORDER.fullmatch(fragment.removeprefix("第"))
    if match is None:
        return None
    unit = match["of"].removesuffix("份")
    spots = [m for m in _ORDER.finditer(before.normalised) if m["of"].removesuffix("份") == unit]
    if not spots:
        return None
    start, end = spots[0].span()
    return before.normalised[:start] + fragment.removeprefix("第") + before.normalised[end:]


_GRADE = regex(r"(?<![0-9a-z])[0-9]+[a-z]+(?![0-9a-z])|(?<![0-9a-z])[a-z]{1,4}[0-9]+(?![0-9a-z])")


def _graded_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`4a的` after 有几家5a级景区, `s18线` after s7线: another grade or line of the same form."""
    own, told = _GRADE.findall(fragment), _GRADE.findall(before.normalised)
    if len(own) != 1 or len(told) != 1 or not fragment.startswith(own[0]):
        return None
    goes_on = fragment.removeprefix(own[0]).removeprefix("级")
    if not before.normalised.partition(told[0])[2].removeprefix("级").startswith(goes_on):
        return None
    return before.normalised.replace(told[0], own[0])


_AREA = regex(f"{SCOPE.pattern}|农村|乡村|乡下|城[市镇区里]|[市郊山]区")


def _place_put(fragment: str, before: ParsedQuestion, there: bool) -> str | None:
    """`石湾区呢`, `全市呢`, `松岭那边呢`: a place takes the place of one, or is put where one would stand."""
    text = before.normalised
    words = pieces(fragment)
    verbal = any(tag[0] in "vd" for _, tag in words[:1]) and len(words) > 1  # 没出省
    places = () if verbal else parse(Question(fragment)).places
    place = places or (there and len(fragment) <= 6 and not re.search("[馆院校局站所场店]$", fragment))
    if (place or _may_be_place(fragment)) and before.places:
        return text.replace(before.places[0], fragment.strip("的"), 1)
    if (places and places[0] == fragment) or _AREA.fullmatch(fragment):
        whole = _AREA.search(text)
        if whole:
            return text.replace(whole[0], fragment, 1)
        if before.places and SCOPE.fullmatch(fragment) is None and _AREA.fullmatch(fragment):
            return text.replace(before.places[0], before.places[0] + fragment, 1)
        year = re.match(rf"(?:{re.escape(before.years[0].text)})?的?" if before.years else "", text)
        return text[: year.end()] + fragment + text[year.end() :] if year else fragment + text
    return None


def _may_be_place(fragment: str) -> bool:
    """Whether a bare word may be a place's name (`鹭屿呢`): the dictionary has it for one, or for no word."""
    words = pieces(fragment)
    if len(words) == 1:
        return words[0][1] == "ns"
    return len(fragment) == len(words) <= _BARE and not any(tag[0] in "vdpucrmqty" for _, tag in words)


_BARE = 3
"""Characters of the longest name that the dictionary may not know."""


# --- by words: what is nearest in kind -------------------------------------------------------------------

# after what a body or a place of work is called: the whole of it is put, not an attribute
_BODY_END = regex(r"[馆院校局厂站园宫所场店区县市镇乡村街路桥]$|中心$|公司$|集团$|街道$|企业$")
# who runs it, or of which rank it is: said beside what it is for, not instead
_OWNED = regex(r"民办|公办|国有|民营|私立|公立|私营|集体|[国省市区县镇]级|新建的?|[全半]日制")


def _modifier_put(fragment: str, before: ParsedQuestion, headless: bool) -> str | None:
    """`煤呢` of `钢铁产能`, `住院的呢` of `门诊患者满意度`: the noun stays, what stands before it is replaced."""
    start, end = counted_phrase(before)
    text, words = before.normalised, pieces(before.normalised[start:end])
    if len(words) == 1 and len(words[0][0]) == 4 and is_word(words[0][0][2:]):
        words = [(words[0][0][:2], "n"), (words[0][0][2:], "n")]  # 急诊病人
    if not words or (_BODY_END.search(fragment) and not headless):
        return None
    measure = MEASURE.search(words[-1][0]) is not None and MEASURE.search(fragment) is None
    if not (measure or headless):
        return None
    while headless is False and len(words) > 2 and words[0][1] == "ns":
        start += len(words.pop(0)[0])  # where it is, not what
    owned = _OWNED.fullmatch(fragment) and not _OWNED.fullmatch(words[0][0])
    if len(words) == 1 or owned or (not headless and not is_nominal(*words[0])):
        # 民办的呢 of 多少家机构: nothing is replaced, it is added
        return f"{text[:start]}{fragment}{text[start:]}" if headless and len(words[0][0]) > 1 else None
    verbal = any(tag == "v" for _, tag in pieces(fragment)[:1])
    run = len(words[0][0])
    for word, tag in words[1:-1] if verbal or not headless else ():
        if not verbal and (not is_nominal(word, tag) or tag == "vn"):
            break
        run += len(word)
    return f"{text[:start]}{fragment}{text[start + run :]}"


def _verbal_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`没出省的呢` of `多少人来云湖上班`, `退回的呢` of `收到多少封信`: what was done is replaced."""
    text, counted = before.normalised, COUNTED.search(before.normalised)
    words = pieces(fragment)
    if counted is None or (words[0][1][0] not in "vd" and [t[0] for _, t in words] != ["a", "v"]):
        return None
    at = start = counted.end("unit") if counted["unit"] else counted.start("noun")
    head = text[: counted.start()]
    stem = without_verb(head)
    deeds = re.fullmatch("(?P<how>[\u4e00-\u9fff]{2})(?P<deed>[\u4e00-\u9fff]了)", head[len(stem) :])
    if deeds and len(fragment) == len(deeds["how"]):
        return f"{stem}{fragment}{deeds['deed']}{text[counted.start() :]}"  # 划拨 of 拍卖供了多少亩
    if stem != head and re.fullmatch("共?[有是]|", head[len(stem) :]) is None:
        return f"{stem}{fragment}{text[counted.start() :]}" if len(words) < 3 else None
    tags = [*pieces(text[start:]), ("", "w")]
    noun = counted["unit"] in OF_ITSELF
    for (word, tag), (follows, _) in itertools.pairwise(tags):
        if noun and tag[0] in "vp" and follows != "的" and not MEASURE.search(word):
            return f"{text[:at]}{fragment}?"
        noun = noun or is_nominal(word, tag)
        at += len(word)
    return None


def _matching(fragment: str, before: ParsedQuestion, least: int = 1) -> str:
    """The words of the last question that end as the fragment does: 省级 for 市级, 口袋公园 for 山头公园.

    They begin and end where words do, and are about as long; all of the phrase where the fragment is one with 的.
    """
    text = before.normalised
    words = pieces(text)
    ends, at = [], 0
    for word, _ in words:
        at += len(word)
        ends.append(at)
    for length in range(min(len(fragment) - 1, 4), least - 1, -1):
        ending = fragment[-length:]
        if not re.match(r"[\u4e00-\u9fff]", ending):
            continue
        for i, end in enumerate(ends):
            if not text.endswith(ending, 0, end) or _inside_name(text, end, before):
                continue
            start = end - len(words[i][0])
            j = i
            while j and _belongs(*words[j - 1]) and ("的" in fragment or end - start < len(fragment)):
                j -= 1
                start -= len(words[j][0])
            old = text[start:end].lstrip('"')
            if len(old) > length and old != fragment:
                return old
    return ""


def _belongs(word: str, tag: str) -> bool:
    """Whether a word may stand before a noun as part of its phrase: 常住 of 常住人口."""
    return is_nominal(word, tag) or (tag == "v" and len(word) > 1 and VERB.fullmatch(word) is None)


def _inside_name(text: str, end: int, before: ParsedQuestion) -> bool:
    """Whether a body's or a place's name runs on over `end`: 医院 of 云湖医院集团."""
    spots = ((text.find(name), len(name)) for name in (*before.bodies, *before.places))
    return any(at >= 0 and at < end < at + length for at, length in spots)


def _part(fragment: str, before: ParsedQuestion) -> str:
    """What the last question was about; where that is part of a body or stands in a place, the part."""
    about = subject(before)
    if not about or about not in before.normalised:
        return ""
    if parse(Question(fragment)).places:
        return about
    verb, tag = pieces(about)[0]
    if re.search(rf"(?:怎[么样]|如何|在?哪[里儿]?){re.escape(about)}", before.normalised) and tag == "v":
        return about.removeprefix(verb) or about  # 怎么申请低保
    for name in (*before.bodies, *before.places):
        rest = about.removeprefix(name)
        if rest != about and len(rest) > 1:
            return rest
    return about


def _predicate(text: str) -> str:
    """From the question word on: `多少人次` of `临时救助多少人次`."""
    match = re.search(r"(?:一共|总共|共计)?(?:有|是|为|达到?)?(?:多少|几|哪|什么|怎|如何|谁|何)", text)
    return text[match.start() :] if match else "的" + text
