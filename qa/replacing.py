"""A constituent of the last question replaced by another: `那2019年的呢?`, `街道呢?`, `“书香”呢?`."""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.antecedent import SCOPE, VERB, subject, topic
from qa.question import COUNTED, ParsedQuestion, YearRef, parse, years_in
from qa.records import Question

__all__ = ["NEXT_YEAR", "PRIOR_YEAR", "attribute_asked", "replaced", "shift", "shifted"]

PRIOR_YEAR = regex(r"(?:前|上)一?年|前一年度|头一年|再前一年|the year before|the previous year|previous year")
NEXT_YEAR = regex(r"(?:后|下|次|第二|转|翌)一?年|the (?:next|following) year")


def shift(fragment: str) -> int:
    """-1 for 前一年, 1 for 后一年, 0 for neither."""
    core = fragment.strip("的 ")
    if PRIOR_YEAR.fullmatch(core):
        return -1
    return 1 if NEXT_YEAR.fullmatch(core) else 0


_BACK = {0: "今年", -1: "去年", -2: "前年", -3: "大前年", 1: "明年", 2: "后年"}


def shifted(before: ParsedQuestion, answer: str, by: int) -> str:
    """The year `by` years from the one that was spoken of, as it is to stand in the question."""
    year = before.years[0] if before.years else None
    if year is None:
        told = [y for y in years_in(normalise(answer)) if y.start]
        year = told[0] if told else None
    if year and year.start:
        return f"{year.start + by}年"
    if year and year.relative is not None and not year.span:
        return _BACK.get(year.relative + by, "前一年")
    return "前一年" if by < 0 else "后一年"


def replaced(fragment: str, before: ParsedQuestion, answer: str) -> str:
    """The last question with its matching constituent replaced by the fragment."""
    by = shift(fragment)
    if by:
        return _year_put(before, shifted(before, answer, by))
    years = years_in(fragment)
    if years and len(re.sub(r"[的 ]", "", fragment)) <= len(years[0].text) + 1:
        return _year_put(before, years[0].text)
    if years and before.years:
        # 那2019年的幼儿园呢
        rest = fragment.replace(years[0].text, "").strip("的 ")
        return (
            replaced(rest, parse(Question(_year_put(before, years[0].text))), answer) if rest else before.text
        )
    text = before.normalised
    for put in (_quoted_put, _parallel_put, _doing_put, attribute_asked):
        if found := put(fragment, before):
            return found
    places = parse(Question(fragment)).places
    if places and before.places:
        return text.replace(before.places[0], fragment.strip("的"), 1)
    if (places and places[0] == fragment) or SCOPE.fullmatch(fragment):
        whole = SCOPE.search(text)
        if whole:
            return text.replace(whole[0], fragment, 1)
        year = re.match(rf"(?:{re.escape(before.years[0].text)})?的?" if before.years else "", text)
        return text[: year.end()] + fragment + text[year.end() :] if year else fragment + text
    old = _matching(fragment, before)
    if old and old in text:
        return text.replace(old, fragment, 1)
    return f"{fragment}{_predicate(text)}"


_QUOTED = regex(r'"[^"]{1,24}"|《[^《》]{1,30}》')


def _quoted_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`“书香湖城”呢` of a question about “悦动湖城”: a quoted name takes the place of one, marks and all."""
    text = before.normalised
    given = _QUOTED.search(fragment)
    # of several names the one that is most like it
    spots = sorted(_QUOTED.finditer(text), key=lambda m: -len(set(m[0]) & set(fragment)))
    if given is not None:
        spots = [m for m in spots if m[0][0] == given[0][0]]
        if not spots or given.start() > 2:
            return None
        spot, tail = spots[0], fragment[given.end() :]
        repeats = tail and text.startswith(tail, spot.end())
        return text[: spot.start()] + (given[0] if repeats else fragment) + text[spot.end() :]
    alike = [m for m in spots if m[0][-2] == fragment[-1:] and len(fragment) > 1]
    if not alike:
        return None
    spot = alike[0]
    return text[: spot.start() + 1] + fragment + text[spot.end() - 1 :]


# words that stand for each other: general Chinese, closed classes
_PARALLEL = tuple(
    tuple(group.split())
    for group in (
        "城镇 农村 城市 乡村 城里 乡下", "进口 出口", "男 女", "男性 女性", "上半年 下半年", "小学 初中 高中 中学 幼儿园 大学",
        "第一产业 第二产业 第三产业", "国家级 省级 市级 区级 县级 镇级", "内资 外资", "国有 民营 国企 民企", "收入 支出",
        "线上 线下", "新建 改建 扩建", "春季 夏季 秋季 冬季", "存款 贷款", "机场 港口 铁路 公路", "出生 死亡", "注册 注销",
    )
)  # fmt: skip


def _parallel_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`农村的呢` of `城镇居民人均收入是多少`: a word takes the place of its opposite number."""
    core = fragment.strip("的 ")
    for group in _PARALLEL:
        old = next((word for word in group if word != core and word in before.normalised), None)
        if core in group and old:
            return before.normalised.replace(old, core, 1)
    return None


# what can be done instead of another thing; 是, 有, 为 and the like are no doing
_DOING = regex(
    "|".join(w for w in f"出生|死亡|去世|退休|{VERB.pattern}".split("|") if len(w) > 1 and w.isalpha())
)


def _doing_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`去世的呢` of `出生了多少人`, `发放补贴呢` of `新增床位多少张`: what was done takes its place."""
    text = before.normalised
    done, counted = _DOING.match(fragment), COUNTED.search(text)
    old = next(_DOING.finditer(text), None)
    if (
        before.kind != "figure"
        or done is None
        or counted is None
        or old is None
        or old.start() > counted.start()
    ):
        return None
    if done.end() == len(fragment):
        return text[: old.start()] + fragment + text[old.end() :]
    return f"{text[: old.start()]}{fragment}多少?"


_RATE = r"增速|增幅|增长|同比(?:增长|增速)?|环比|涨幅|降幅|占比|比例|比重|份额|[\u4e00-\u9fff]{0,2}率"
_AMOUNT = (
    r"总量|总[数额]|数量|金额|面积|费用|造价|总?投资额?|规模|[人户次件]数|[单均总]价|预算|长度|成本|目标"
)
_ATTRIBUTES = (
    (_RATE, "是多少"), (_AMOUNT, "是多少"), (r"(?:具体)?(?:时间|日期)", "是什么时候"),
    (r"(?:具体)?(?:地点|地址|位置)", "在哪里"), (r"原因|理由", "是什么"), (r"负责人|牵头人|院长|局长|校长", "是谁"),
    (r"名单", "有哪些"), (r"排名|名次", "第几"), (r"意义|目的|作用|效果|结果|依据", "是什么"),
)  # fmt: skip
_MEASURE_AT_END = regex(rf"的?(?:{_AMOUNT}|产量|产值|数)$")


def attribute_asked(fragment: str, before: ParsedQuestion) -> str | None:
    """`增速呢`, `占比呢`, `造价呢`: another attribute of the same thing."""
    which = next((i for i, (words, _) in enumerate(_ATTRIBUTES) if re.fullmatch(words, fragment)), None)
    if which is None:
        return None
    about = topic(before) if before.kind == "figure" else subject(before)
    if which != 0:
        about = _MEASURE_AT_END.sub("", about) or about
    about = re.sub(r"(?:[是有为共达]|达到|[的了])+$", "", about)
    return f"{about}的{fragment}{_ATTRIBUTES[which][1]}" if about else None


def _year_put(before: ParsedQuestion, year: str) -> str:
    """The last question about another year."""
    text, old = before.normalised, before.years
    if old:
        return _swap(text, old[0], year)
    return re.sub(r"^(?:全年|当年)", "", year + re.sub(r"^(?:全年|当年)", "", text))


def _swap(text: str, old: YearRef, new: str) -> str:
    if re.fullmatch(r"\d{4}年", new) and not old.text.endswith("年") and old.relative is None:
        new = new[:-1] if re.search(rf"{re.escape(old.text)}年", text) else new
    return text.replace(old.text, new, 1)


def _matching(fragment: str, before: ParsedQuestion) -> str:
    """The constituent of the last question that the fragment is to replace.

    The run that ends as the fragment does (省级 for 市级, 口袋公园 for 山头公园), else the subject.
    """
    text = before.normalised
    for length in range(min(len(fragment) - 1, 4), 0, -1):
        ending = fragment[-length:]
        place = text.find(ending)
        if place < 0 or not re.match(r"[\u4e00-\u9fff]", ending):
            continue
        start = max(0, place - (len(fragment) - length))
        old = text[start : place + length]
        clean_start = max((m.end() for m in _BOUNDARY.finditer(old[:-length])), default=0)
        old = old[clean_start:]
        if len(old) > length and old != fragment:
            return old
    about = subject(before)
    return about if about in text else ""


_BOUNDARY = regex(
    r"[的了在和与、,，。?？ ]|完成|新增|建成|举办|开展|培训|发放|多少|几[个家处所]|哪些?|有|是|年"
)


def _predicate(text: str) -> str:
    """From the question word on: `多少人次` of `临时救助多少人次`."""
    match = re.search(r"(?:一共|总共|共计)?(?:有|是|为|达到?)?(?:多少|几|哪|什么|怎|如何|谁|何)", text)
    return text[match.start() :] if match else "的" + text
