"""A part is asked for, and only the whole is told: `其中小学几所`, one school of a list, women of all teachers.

Everything normalised. Patterns are closed or common classes of general Chinese, by hand.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.patterns import regex
from qa.numbers.figures import Figure, find_figures
from qa.numbers.same import same
from qa.numbers.units import alike
from qa.text.clause import around, begin, stop
from qa.text.generics import GENERIC
from qa.text.words import tagged

__all__ = ["of_untold_part", "of_whole_list", "of_wider_group"]

_PART = regex(
    r"^(?P<whole>[^?]{2,24}?)(?:(?<![手家城村心区市县省夜乡镇厂店校院国田地年月哪这那头公海千百])里[面头边]?|当中|之中|其中)的?[,，]?"
    r"(?:(?:有|占)?(?:多少|几)[个家处项人户名所条套座位](?:[^,，?]{0,4}?是|属于)(?P<is>[^,，?]{2,10}?)的?[?。]*$"
    r"|(?!占)(?P<part>[^,，?]{2,12}?)(?:的|有|占|是|为|达)*了?(?:多少|几))"
)
_AMONG = regex(r"其中|包括|含|[中内](?:,|有)")
_PERSONS = frozenset(("人", "名", "位", "人次"))
_NAMES_NONE = frozenset("vdpucrmqtyfe")


def of_untold_part(question: str, text: str, figure: Figure, own_place: str) -> bool:
    """Whether a part of a whole is asked for, and the figure's clause tells of the whole and says no word of the part.

    `own_place` is what the report is of: it hardly says so.
    """
    asked = _PART.search(question)
    if asked is None or figure.kind == "ordinal":
        return False
    part = _own_words(asked["is"] or asked["part"])
    if len(part) < _NAME or any(pair in own_place for pair in _pairs(part)):
        return False
    sentence = around(text, figure.start, figure.end, "。!?")
    clause = around(text, figure.start, figure.end, ",。;!?")
    if any(pair in sentence for pair in _pairs(part)):
        return _in_another_unit(asked["whole"], sentence, figure)
    head = text[begin(text, figure.start, "。!?") : figure.start]
    earlier = [f for f in find_figures(head) if f.kind == "quantity" and alike(f.unit, figure.unit)]
    if _AMONG.search(head) or earlier or any(char in clause for char in part):
        return False
    return any(pair in clause for pair in _pairs(asked["whole"]))


def _in_another_unit(whole: str, sentence: str, figure: Figure) -> bool:
    """Whether the whole is given with its number, and the figure is in a unit that it has no part in: 3所 of 8190个学位."""
    given = [f for f in find_figures(whole) if f.kind == "quantity" and f.unit]
    if len(given) != 1 or not figure.unit or figure.kind != "quantity":
        return False
    printed = [f for f in find_figures(sentence) if same(f, given[0])]
    return bool(printed) and printed[0].unit != figure.unit and not {printed[0].unit, figure.unit} <= _PERSONS


@cache
def _own_words(part: str) -> str:
    """The words of a part that name it, without what it does: `体育类` of `体育类销售`."""
    words = [(word, tag) for word, tag in tagged(part) if tag[0] not in _NAMES_NONE or tag == "vn"]
    while len(words) > 1 and words[-1][1] == "vn":
        words.pop()
    return "".join(word for word, _ in words)


def _pairs(words: str) -> list[str]:
    return [words[i : i + 2] for i in range(len(words) - 1)]


# --- one of a list ---------------------------------------------------------------------------------------

_LIST = regex(r"[^,。;!?:()、\d]{2,24}(?:、[^,。;!?:()、\d]{2,24})+")
_JOINED = regex(r"(?<=[\u4e00-\u9fff])[和与及](?=[\u4e00-\u9fff])")
_EACH = regex(r"分别|各|依次|均|每")
_ASKS_ALL = regex(r"等|这[些几两三]|那[些几两三]|几[个家处所座种]地?方?(?:合|一共)|一共|合计|总共|加起来|各")
_NAME = 2
"""Characters of the shortest name."""
_NAMED = ("ns", "nr", "nt", "nz")


def of_whole_list(question: str, text: str, figure: Figure, own_place: str) -> bool:
    """Whether one of several names that a sentence lists is asked about, and the figure is of all of them:
    `甲县、乙县、丙县等地销售695万元`."""
    if _ASKS_ALL.search(question):
        return False
    at = begin(text, figure.start, "。;!?")
    for listed in _LIST.finditer(text, at, stop(text, figure.end, "。;!?")):
        items = _JOINED.sub("、", listed[0]).split("、")
        inside = listed.start() <= figure.start < listed.end()
        # 步道26公里、球场5片: what follows a number is its unit, and no name
        unit = listed.start() > 0 and text[listed.start() - 1].isdigit()
        if inside or unit or not _told_of(listed, len(items), text, figure):
            continue
        names = [_asked_by(item, items, question) for item in items]
        named = [name for name in names if _is_name(name) and name not in own_place]
        # what the figure counts is no name of one: 四所高中书院,分别为甲高中书院、乙书院
        outside = (
            text[listed.end() : figure.end]
            if figure.start > listed.end()
            else text[figure.end : listed.start()]
        )
        if named and not all(names) and not any(name in outside for name in named):
            return True
    return False


def _told_of(listed: re.Match[str], count: int, text: str, figure: Figure) -> bool:
    """Whether a figure is of all that is listed: it stands behind, and not for each; or before, and in its own clause:
    `建成11所,甲校、乙校开学`."""
    if listed.end() <= figure.start:
        own = [
            f for f in find_figures(text[listed.end() : figure.start]) if f.start == 0 and f.value != count
        ]
        return not own and _EACH.search(text[listed.start() : figure.end]) is None
    between, behind = text[figure.end : listed.start()], text[listed.end() : listed.end() + 12]
    own = [f for f in find_figures(behind) if f.start == 0 and f.kind == "quantity" and f.value != count]
    return "," in between and not (find_figures(between) or own)


def _asked_by(item: str, items: list[str], question: str) -> str:
    """The words of an item of a list by which a question names it alone, a name rather than others; empty where it
    names it not."""
    words = [word for word, _ in tagged(item)]
    runs = (
        "".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + _RUN) + 1)
    )
    own = [
        run
        for run in runs
        if len(run) > 1 and run in question and not any(run in other for other in items if other != item)
    ]
    return max(own, key=lambda run: (_is_name(run), len(run)), default="")


_RUN = 5
"""Words of the longest name of an item."""
_BODY = regex(rf"[\u4e00-\u9fff]{{2,}}(?:{GENERIC})")


@cache
def _is_name(own: str) -> bool:
    """Whether words are a proper name: the dictionary says so, or has no word in them, or they end as such names do."""
    words = tagged(own)
    unknown = all(len(word) == 1 and tag[0] not in _NAMES_NONE for word, tag in words)
    return bool(own) and (unknown or any(tag[:2] in _NAMED for _, tag in words) or bool(_BODY.fullmatch(own)))


# --- wider -----------------------------------------------------------------------------------------------

_GROUPS = tuple(
    (regex(asked), regex(told))
    for asked, told in (
        (r"(?<![男儿孙])女(?!儿|婿|王|神|士们)", "女|妇|[姐妹妈母]|姑娘|婚|性别"), (r"男(?![女朋友])", "男|性别"),
        ("外资|外商", "外|境外|[港澳台]"), (r"(?<![全中我各外两])国有(?!多少|几|没|的)|国企|央企", "国有|国企|央企|国资|中央"),
        ("民营|私营", "民营|私营|民企|非公|民间"),
        ("公办|公立", "公[办立]|政府办"), ("民办|私立", "民办|私立|社会力量"), ("涉外", "涉外|跨国|外国|[港澳台]"),
        ("残疾", "残"), ("二手", "二手|存量"), ("少数民族", "族"),
        ("幼儿园(?!小)", "幼|园"), ("(?<!中)小学(?!生)", "小学|义务教育"),
        ("初中(?!生)", "初中|中学|义务教育"), ("(?<!初)高中(?!生)", "高中|中学|高考|县中"),
    )
)  # fmt: skip
"""Words that limit a group, and those of which a report says one where it tells of such."""


def of_wider_group(question: str, text: str, section: str, asked_figure: bool = True) -> bool:
    """Whether a question limits itself to a group (`女教师`, `外资企业`, `小学`) of which neither the window's text nor
    its headings say a word."""
    around_it = f"{section} {text}"
    return asked_figure and any(
        asked.search(question) and not told.search(around_it) for asked, told in _GROUPS
    )
