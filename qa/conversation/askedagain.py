"""Something else asked of the same thing: another doing, attribute or sum, `打算再加多少`, `增速呢`, `一共多少家`."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.conversation.antecedent import VERB, aimed, pieces, subject, topic, without_verb
from qa.conversation.otheryear import shift, year_put
from qa.conversation.phrases import OF_ITSELF, QUOTED_NAME, counted_phrase
from qa.parsing.question import COUNTED, ParsedQuestion, parse, years_in
from qa.records import Question

__all__ = [
    "attribute_asked",
    "compared_asked",
    "doing_asked",
    "doing_named",
    "each_asked",
    "level_asked",
    "planned_asked",
    "same_level_asked",
    "whole_asked",
]

# what can be done instead of another thing; 是, 有, 为 and the like are no doing
_DOING = regex(
    "|".join(w for w in f"出生|死亡|去世|退休|{VERB.pattern}".split("|") if len(w) > 1 and w.isalpha())
)


def doing_named(fragment: str, before: ParsedQuestion) -> str | None:
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


def doing_asked(doing: str, ask: str, before: ParsedQuestion) -> str | None:
    """`打算再加多少` of `新增了多少车位`: another thing done to the same, or in another year.

    `doing` is all before the question word, a year included, `ask` the question word and its unit.
    """
    text, counted = before.normalised, COUNTED.search(before.normalised)
    asked = COUNTED.match(ask)
    if counted is None or asked is None or before.kind not in ("figure", "confirmation", "calculation"):
        return None
    years = years_in(doing)
    if years:
        doing = doing.replace(years[0].text, "", 1).lstrip("的 ")
        text = year_put(before, years[0].text)
        counted = COUNTED.search(text) or counted
    unit = asked["unit"] or ""
    start, end = counted_phrase(parse(Question(text)))
    noun = text[start:end] if start >= counted.start() else ""
    head, old = text[: counted.start()], counted["unit"] or ""
    if unit and unit != old and (old or (noun and unit in OF_ITSELF)):
        # 发了多少老年补贴? 发给了多少人: counts something else
        return f"{without_verb(head)}{noun}{doing}{ask}" if len(without_verb(head)) + len(noun) > 1 else None
    ask = ("多少" if ask.startswith("多少") else "几") + (unit or old)
    done = [m for m in _DOING.finditer(head) if m.end() < len(head)]
    stem = without_verb(head)
    tail = "以内" if text.startswith("以内", counted.end("unit") if old else counted.start("noun")) else noun
    if stem == head and done:  # 新增规上企业几家
        return f"{head[: done[-1].start()]}{doing}{head[done[-1].end() :].removeprefix('了')}{ask}?"
    return f"{stem}{doing}{ask}{tail}?"


_ADDED = regex(r"新[建增设开办添辟引招购修装]|又[建增设开办添修装]|增[加设添]|加装|添[置设]?|扩[建招]")


def whole_asked(before: ParsedQuestion, unit: str) -> str | None:
    """`一共多少家` of `新建了几家`: counted in the same unit, so all there are, not only what was added."""
    text, counted = before.normalised, COUNTED.search(before.normalised)
    added = _ADDED.search(text)
    if counted is None or added is None or added.start() > counted.start():
        return None
    if unit not in ("", "个", counted["unit"]):
        return None
    start, end = counted_phrase(before)
    head = text[: added.start()] + text[added.end() : counted.start()].removeprefix("了").lstrip()
    noun = text[start:end] if start >= counted.start() else ""
    quoted = QUOTED_NAME.match(text, counted.end("unit")) if counted["unit"] else None
    return f"{head}{quoted[0] if quoted else noun}一共有多少{counted['unit'] or ''}?"


_COMPARED = regex(
    r"(?:(?:跟|和|与|同|比|较|相比于?|对比)(?P<with>[^,比]{2,8}?)(?:相?比|对比|相比较)?(?:较|起来)?|(?:同|环)比)"
)


def compared_asked(fragment: str, before: ParsedQuestion) -> str | None:
    """`跟去年比呢` of a figure: by how much it grew since. 去年 is the year before the one spoken of."""
    match = _COMPARED.fullmatch(fragment)
    other = match["with"] if match else None
    if not other or before.kind != "figure" or not (years_in(other) or shift(other) or "年" in other):
        return None
    if before.years and re.match("去年|上年|[上前]一年", other):
        other = "上年" + other[2:].removeprefix("年") if "同期" in other else "上年"
    what = topic(before)
    return f"{what}比{other}增长多少?" if what else None


def each_asked(fragment: str, before: ParsedQuestion) -> str | None:
    """`人均呢`: the same, for each."""
    counted = COUNTED.search(before.normalised)
    if counted is None or not re.fullmatch("[人户亩地]均|平均", fragment):
        return None
    head = before.normalised[: counted.start()]
    stem = re.sub("(?:[是有为]|达到?|了)+$", "", head)
    return f"{stem}{fragment}{head[len(stem) :]}{before.normalised[counted.start() :]}"


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


_PLANNED = "计划|打算|安排|预期|预计|拟定?|定|提出?|要求|准备"
_AS_PLANNED = regex(
    r"(?:(?P<year>(?:19|20)\d\d年)的?[,，]?)?(?:当初|当时|原先|原来|原本|年初|起初|最初|那会儿)*"
    rf"(?:(?:{_PLANNED})(?:下来|出来)?的?(?:目标|指标|数)?|目标|指标)(?:又?是|为)*(?:多少|几)(?P<unit>[^\W了呢]{{0,2}})"
)


def planned_asked(core: str, before: ParsedQuestion) -> str | None:
    """`当初计划的是多少`, `1993年定的是多少` of `1994年棉花收了多少吨`: the same figure, as it was meant to be."""
    match, counted = _AS_PLANNED.fullmatch(core), COUNTED.search(before.normalised)
    if match is None or counted is None or before.kind != "figure":
        return None
    text = year_put(before, match["year"]) if match["year"] else before.normalised
    counted = COUNTED.search(text)
    if counted is None or match["unit"] not in ("", counted["unit"]):
        return None
    if aimed(before):
        return text
    head, tail = text[: counted.start()], text[counted.start() :]
    stem = without_verb(head)
    if deed := head[len(stem) :].removesuffix("了"):
        return f"{stem}计划{deed}{tail}"
    year = match["year"] or (before.years[0].text if before.years else "")
    return f"{year}计划{head.removeprefix(year)}{tail}"


# 省里给的, 国字头的那块
_LEVEL_GIVEN = regex(
    r"(?:(?P<nation>国字[头号]|全国|国家|国)|(?P<level>[省市区县镇]))(?:[里上]头?|级)?(?:给|评|发|授|认)?(?:它|他们?)?的"
    r"(?:(?:那|这)?(?:[块个项张]|牌子|称号|荣誉|奖|招牌)*(?:又?[是叫](?:个?(?:什么|啥)|哪[块个]))?)"
)
_LEVEL = regex(r"(?:国家|[省市区县镇])级的?|全[国省市]的?")
_WHAT = regex("什么|啥")


def level_asked(core: str, before: ParsedQuestion) -> str | None:
    """`省里给的呢`, `国字头的那块是啥` of `石湾茶园评上了什么`: what was won, at another level."""
    match = _LEVEL_GIVEN.fullmatch(core.removesuffix("呢"))
    what = _WHAT.search(before.normalised)
    if match is None or what is None or before.kind != "fact":
        return None
    level = "国家级" if match["nation"] else f"{match['level']}级"
    text = before.normalised
    if told := _LEVEL.search(text):
        return text[: told.start()] + level + ("的" if told[0].endswith("的") else "") + text[told.end() :]
    return f"{text[: what.start()]}{level}的{text[what.start() :]}"


_SAME_LEVEL = regex(r"同一?(?:个)?级别?的?(?P<kind>[^,?]{2,8})")
_OF_LEVEL = regex(
    r"(?P<level>(?:国家|[省市区县镇])级)(?P<named>[^,?]{2,16}?)(?=全年|一共|总共|新[添增建评]|[有是共增添评获达]|多少|几)"
)


def same_level_asked(fragment: str, before: ParsedQuestion) -> str | None:
    """`同一级的学校呢` of `区级文明单位新添了几个`: another sort of what is of that level."""
    match, told = _SAME_LEVEL.fullmatch(fragment), _OF_LEVEL.search(before.normalised)
    if match is None or told is None:
        return None
    *kept, _ = pieces(told["named"].split("、")[0])
    named = told["level"] + "".join(word for word, _ in kept) + match["kind"]
    return before.normalised.replace(told[0], named, 1)
