"""Something else asked of the same thing: another doing, attribute or sum, `打算再加多少`, `增速呢`, `一共多少家`."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.antecedent import VERB, subject, topic, without_verb
from qa.otheryear import shift, year_put
from qa.phrases import OF_ITSELF, QUOTED_NAME, counted_phrase
from qa.question import COUNTED, ParsedQuestion, parse, years_in
from qa.records import Question

__all__ = ["attribute_asked", "compared_asked", "doing_asked", "doing_named", "each_asked", "whole_asked"]

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
