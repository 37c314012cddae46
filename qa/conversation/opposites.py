"""A name or word of the last question replaced by its like: one quoted name by another, 城镇 by 农村."""

from __future__ import annotations

import re

from qa.conversation.phrases import QUOTED_NAME
from qa.parsing.question import ParsedQuestion

__all__ = ["parallel_put", "quoted_put"]


def quoted_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`“书香云湖”呢` of a question about “乐动云湖”: a quoted name takes the place of one, marks and all."""
    text = before.normalised
    given = QUOTED_NAME.search(fragment)
    # of several names the one that is most like it
    spots = sorted(QUOTED_NAME.finditer(text), key=lambda m: -len(set(m[0]) & set(fragment)))
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


_TOWN_AND_COUNTRY = (
    ("(?:村里|乡下|农村|种地|种田)(?:人|的人|老百姓)?|农民", "农村"),
    ("城里(?:人|的人|老百姓)?|市民", "城镇"),
)
"""How speech names those of town and country."""


def parallel_put(fragment: str, before: ParsedQuestion) -> str | None:
    """`农村的呢` of `城镇居民人均收入是多少`: a word takes the place of its opposite number."""
    core = fragment.strip("的 ")
    core = next((printed for said, printed in _TOWN_AND_COUNTRY if re.fullmatch(said, core)), core)
    for group in _PARALLEL:
        old = next((word for word in group if word != core and word in before.normalised), None)
        if core in group and old:
            return before.normalised.replace(old, core, 1)
    return None
