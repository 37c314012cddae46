"""A constituent of the last question replaced by another: `那2019年的呢?`, `街道呢?`, `“书香”呢?`."""

from __future__ import annotations

import itertools
import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.antecedent import MEASURE, SCOPE, VERB, noun_start, pieces, subject, topic, without_verb
from qa.question import COUNTED, ParsedQuestion, YearRef, parse, years_in
from qa.records import Question
from qa.words import is_word

__all__ = [
    "NEXT_YEAR", "PRIOR_YEAR", "attribute_asked",
    "counted_thing", "doing_asked", "replaced", "shift", "shifted", "whole_asked",
]  # fmt: skip

PRIOR_YEAR = regex(
    r"再?(?:往|向)?(?:前|上)(?:推|倒)?一?年度?|头一年|再?早一年|the year before|the previous year|previous year"
)
NEXT_YEAR = regex(
    r"再?(?:往|向)?(?:后|下)(?:推)?一?年度?|(?:次|第二|转|翌)年|再?[晚过]一年|the (?:next|following) year"
)


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


# 换成白塘区呢, 东湾那边呢: words that bring up what is asked about, or stand behind it
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
        return _year_put(before, shifted(before, answer, by))
    years = years_in(fragment)
    if len(years) > 1 and re.fullmatch("[和与跟及、到至, ]+", _without([y.text for y in years], fragment)):
        return _year_put(before, fragment)
    if years and len(re.sub(r"[的 ]|同期|全年", "", fragment)) <= len(years[0].text) + 1:
        return _year_put(before, years[0].text)
    if not (years and re.match(r"[跟和与同比较]", fragment)) and years:
        # 那2019年的幼儿园呢
        rest = fragment.replace(years[0].text, "").strip("的 ")
        put = (_before_year(fragment, years[0], before) if before.years else None) if rest else before.text
        return put or replaced(rest, parse(Question(_year_put(before, years[0].text))), answer, headless)
    for put_in in (
        _compared_put,
        _each_put,
        _numbered_put,
        _quoted_put,
        _parallel_put,
        _doing_put,
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
    """`鹭屿2024年呢` of `峦州2021年新增…`: what stands before the year takes the place of what stood there."""
    name, after = fragment.split(year.text, 1)
    head, _, tail = before.normalised.partition(before.years[0].text)
    if not name or after.strip("的年 ") or not 1 < len(head) <= 8 or VERB.search(head):
        return None
    return (
        f"{name}{year.text}{tail}"
        if year.text.endswith("年") == before.years[0].text.endswith("年")
        else None
    )


_COMPARED = regex(
    r"(?:(?:跟|和|与|同|比|较|相比于?|对比)(?P<with>[^,比]{2,8}?)(?:相?比|对比|相比较)?(?:较|起来)?|(?:同|环)比)"
)


def _compared_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`跟去年比呢` of a figure: by how much it grew since. 去年 is the year before the one spoken of."""
    match = _COMPARED.fullmatch(fragment)
    other = match["with"] if match else None
    if not other or before.kind != "figure" or not (years_in(other) or shift(other) or "年" in other):
        return None
    if before.years and re.match("去年|上年|[上前]一年", other):
        other = "上年" + other[2:].removeprefix("年") if "同期" in other else "上年"
    what = topic(before)
    return f"{what}比{other}增长多少?" if what else None


def _each_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`人均呢`: the same, for each."""
    counted = COUNTED.search(before.normalised)
    if counted is None or not re.fullmatch("[人户亩地]均|平均", fragment):
        return None
    head = before.normalised[: counted.start()]
    stem = re.sub("(?:[是有为]|达到?|了)+$", "", head)
    return f"{stem}{fragment}{head[len(stem) :]}{before.normalised[counted.start() :]}"


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


_AREA = regex(f"{SCOPE.pattern}|农村|乡村|乡下|城[市镇区里]|[市郊山]区")


def _place_put(fragment: str, before: ParsedQuestion, there: bool) -> str | None:
    """`福田区呢`, `全市呢`, `白塘那边呢`: a place takes the place of one, or is put where one would stand."""
    text = before.normalised
    words = pieces(fragment)
    verbal = any(tag[0] in "vd" for _, tag in words[:1]) and len(words) > 1  # 没出省
    places = () if verbal else parse(Question(fragment)).places
    place = places or (there and len(fragment) <= 6 and not re.search("[馆院校局站所场店]$", fragment))
    if place and before.places:
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


# --- by words: what is nearest in kind -------------------------------------------------------------------

_NOMINAL = ("n", "b", "j", "s", "f", "x", "i", "l", "g", "z", "t")
# after what a body or a place of work is called: the whole of it is put, not an attribute
_BODY_END = regex(r"[馆院校局厂站园宫所场店区县市镇乡村街路桥]$|中心$|公司$|集团$|街道$|企业$")


def _is_nominal(word: str, tag: str) -> bool:
    noun = tag.startswith(_NOMINAL) or tag in ("vn", "an") or bool(MEASURE.search(word))
    return (
        noun
        and not re.match(r"[,，。?!:;、]|(?!老|青|少|成|中|童).?年$|.*[月日]$", word)
        and VERB.fullmatch(word) is None
    )


_GOING = frozenset("来去到被把由从在给获得有是为进出")


def counted_thing(before: ParsedQuestion) -> str:
    """What 他们 and 这些 stand for behind a figure: what was counted, `培养的技能人才` of 培养了多少技能人才."""
    start, end = _counted_phrase(before)
    counted = COUNTED.search(before.normalised)
    if counted is None or start < counted.start() or start == end:
        return ""
    done = re.sub("(?:了|共?有)$", "", before.normalised[: counted.start()])
    return f"{done}的{before.normalised[start:end]}" if done else before.normalised[start:end]


def _counted_phrase(before: ParsedQuestion) -> tuple[int, int]:
    """Where the noun stands that is counted or measured: behind 多少 where one stands there, else before it."""
    text, counted = before.normalised, COUNTED.search(before.normalised)
    if counted is None:
        size = regex(r"(?:有|是)?多[大长高远重深宽]").search(text)
        return _nominal_before(size.start(), before) if size else (0, 0)
    start = end = noun_start(counted)
    for word, tag in pieces(text[start:]):
        # a verb before its noun belongs to it: 养老 of 养老床位, 上 of 规上企业
        inside = tag[0] in "vp" and (end == start or (len(word) == 1 and word not in _GOING))
        if not (_is_nominal(word, tag) or inside) or word in ("以内", "以上"):
            break
        end += len(word)
    if end > start and text[start:end] not in ("钱", "人", "资金"):
        return start, end
    return _nominal_before(counted.start(), before)


def _nominal_before(end: int, before: ParsedQuestion) -> tuple[int, int]:
    """The noun phrase that ends, but for a verb, at `end`."""
    text = before.normalised
    end = len(without_verb(text[:end]))
    start, seen = end, False
    for word, tag in reversed(pieces(text[:end])):
        # 茶叶种植面积: a verb may stand within
        if not (_is_nominal(word, tag) or (tag == "v" and seen and not VERB.fullmatch(word))):
            break
        start, seen = start - len(word), True
    for name in (*before.bodies, *before.places):
        if text[start:end].startswith(name) and len(name) < end - start:
            start += len(name)
    return start, end


# who runs it, or of which rank it is: said beside what it is for, not instead
_OWNED = regex(r"民办|公办|国有|民营|私立|公立|私营|集体|[国省市区县镇]级|新建的?|[全半]日制")


def _modifier_put(fragment: str, before: ParsedQuestion, headless: bool) -> str | None:
    """`煤呢` of `钢铁产能`, `住院的呢` of `门诊患者满意度`: the noun stays, what stands before it is replaced."""
    start, end = _counted_phrase(before)
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
    if len(words) == 1 or owned or (not headless and not _is_nominal(*words[0])):
        # 民办的呢 of 多少家机构: nothing is replaced, it is added
        return f"{text[:start]}{fragment}{text[start:]}" if headless and len(words[0][0]) > 1 else None
    verbal = any(tag == "v" for _, tag in pieces(fragment)[:1])
    run = len(words[0][0])
    for word, tag in words[1:-1] if verbal or not headless else ():
        if not verbal and (not _is_nominal(word, tag) or tag == "vn"):
            break
        run += len(word)
    return f"{text[:start]}{fragment}{text[start + run :]}"


def _verbal_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`没出省的呢` of `多少人来山东上班`, `退回的呢` of `收到多少封信`: what was done is replaced."""
    text, counted = before.normalised, COUNTED.search(before.normalised)
    words = pieces(fragment)
    if counted is None or (words[0][1][0] not in "vd" and [t[0] for _, t in words] != ["a", "v"]):
        return None
    at = start = counted.end("unit") if counted["unit"] else counted.start("noun")
    head = text[: counted.start()]
    stem = without_verb(head)
    if stem != head and re.fullmatch("共?[有是]|", head[len(stem) :]) is None:
        return f"{stem}{fragment}{text[counted.start() :]}" if len(words) < 3 else None
    tags = [*pieces(text[start:]), ("", "w")]
    noun = counted["unit"] in _OF_ITSELF
    for (word, tag), (follows, _) in itertools.pairwise(tags):
        if noun and tag[0] in "vp" and follows != "的" and not MEASURE.search(word):
            return f"{text[:at]}{fragment}?"
        noun = noun or _is_nominal(word, tag)
        at += len(word)
    return None


def doing_asked(doing: str, ask: str, before: ParsedQuestion) -> str | None:
    """`打算再加多少` of `新增了多少车位`: another thing done to the same, or in another year.

    `doing` is all before the question word, a year included, `ask` the question word and its unit.
    """
    text, counted = before.normalised, COUNTED.search(before.normalised)
    if counted is None or before.kind not in ("figure", "confirmation", "calculation"):
        return None
    years = years_in(doing)
    if years:
        doing = doing.replace(years[0].text, "", 1).lstrip("的 ")
        text = _year_put(before, years[0].text)
        counted = COUNTED.search(text) or counted
    asked = COUNTED.match(ask)
    unit = (asked["unit"] if asked else "") or ""
    start, end = _counted_phrase(parse(Question(text)))
    noun = text[start:end] if start >= counted.start() else ""
    head, old = text[: counted.start()], counted["unit"] or ""
    if unit and unit != old and (old or (noun and unit in _OF_ITSELF)):
        # 发了多少老年补贴? 发给了多少人: counts something else
        return f"{without_verb(head)}{noun}{doing}{ask}" if len(without_verb(head)) + len(noun) > 1 else None
    ask = re.match("多少|几", ask)[0] + (unit or old)  # type: ignore[index]
    done = [m for m in _DOING.finditer(head) if m.end() < len(head)]
    stem = without_verb(head)
    tail = "以内" if text.startswith("以内", counted.end("unit") if old else counted.start("noun")) else noun
    if stem == head and done:  # 新增规上企业几家
        return f"{head[: done[-1].start()]}{doing}{head[done[-1].end() :].removeprefix('了')}{ask}?"
    return f"{stem}{doing}{ask}{tail}?"


_OF_ITSELF = ("人", "户", "人次", "次", "元", "亿元", "万元", "亩", "公里", "吨", "平方米")
"""Units that are what is counted; 个 and 家 count what the last question named."""
_ADDED = regex(r"新[建增设开办添辟引招购修装]|又[建增设开办添修装]|增[加设添]|加装|添[置设]?|扩[建招]")


def whole_asked(before: ParsedQuestion, unit: str) -> str | None:
    """`一共多少家` of `新建了几家`: counted in the same unit, so all there are, not only what was added."""
    text, counted = before.normalised, COUNTED.search(before.normalised)
    added = _ADDED.search(text)
    if counted is None or added is None or added.start() > counted.start():
        return None
    if unit and unit != counted["unit"]:
        return None
    start, end = _counted_phrase(before)
    head = text[: added.start()] + text[added.end() : counted.start()].removeprefix("了").lstrip()
    noun = text[start:end] if start >= counted.start() else ""
    quoted = _QUOTED.match(text, counted.end("unit")) if counted["unit"] else None
    return f"{head}{quoted[0] if quoted else noun}一共有多少{counted['unit'] or ''}?"


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
        "线上 线下", "新建 改建 扩建", "春季 夏季 秋季 冬季", "存款 贷款", "机场 港口", "铁路 公路 民航 水路 航空",
        "出生 死亡", "注册 注销",
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
_AMOUNT = r"任务|指标|总量|总[数额]|数量|金额|面积|费用|造价|总?投资额?|规模|[人户次件]数|[单均总]价|预算|长度|成本|目标"
_ATTRIBUTES = (
    (_RATE, "是多少"), (_AMOUNT, "是多少"), (r"(?:具体)?(?:时间|日期)", "是什么时候"), (r"工期|期限|周期", "是多长"),
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
    if which != 0 and fragment != "目标":
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
    return _is_nominal(word, tag) or (tag == "v" and len(word) > 1 and VERB.fullmatch(word) is None)


def _inside_name(text: str, end: int, before: ParsedQuestion) -> bool:
    """Whether a body's or a place's name runs on over `end`: 医院 of 霁城医院集团."""
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
