"""A question that wants something confirmed -> the claim in it: statement, figures, and how each is meant.

`有没有超过800家` claims more than 800 of something, `有900家对吧` just 900, `是不是没有超过800` denies it. Patterns are
general Chinese and English, written by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.claims.assertion import assertion, denies_number, negated, without_denial
from qa.numbers.figures import Figure, Kind, Qualifier, find_figures
from qa.parsing.years import is_count
from qa.text.interrogatives import is_yes_no, strip_padding

__all__ = ["Claim", "Relation", "parse_claim", "streak"]

Relation = Literal["eq", "gt", "ge", "lt", "le", "about"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question wants confirmed."""

    statement: str
    """Normalised, as an assertion: yes-no marks and padding taken off."""
    figures: tuple[Figure, ...]
    """The asserted figures, offsets into `statement`; years, dates and names (`7·19`) are not among them."""
    relations: tuple[Relation, ...]
    """One for each figure: `eq` for `有900家`, `gt` for `超过800`, `ge` for `达到700万`."""
    negated: bool
    """The assertion denies: `没有超过800，对吧`."""
    content: str
    """The statement without its figures and denial: what they are asserted of."""
    open: bool = False
    """Asks whether it is so, and says nothing of what to expect: `上市了没有`, `能不能带狗`."""
    mention: bool = False
    """Asks only whether the report speaks of something: `报告有没有提到地铁`."""


_MENTION = regex(
    r"(?:提到|提及|提(?![升高前供出案级取速质炼请倡议早醒名振拔])|说到|说起|讲到|写到|涉及|包含|包括|谈到|说明)(?:了|过)?(?=.)"
)


_OPEN = regex(r"没有?[?。!]*$|有没有|有无|(?P<v>[能可会让给准收要])不(?P=v)|能否|可否|[吗嘛么][?。!]*$")
_EXPECTS = regex(
    r"[对是](?:吗|嘛|么|不[对是])|是不是|没错|真的?(?:吗|假)|这回?事|属实|准确|正确|听说|据说|居然|竟|难道|不是|说是|都说"
    r"|有人说|说法|是[^,?]{1,12}[的吗嘛么][吗嘛么]?[?。!]*$"
)


def parse_claim(question: str) -> Claim | None:
    """The claim that `question` wants confirmed; None when it asks for something else."""
    norm = normalise(question)
    if not is_yes_no(norm):
        return None
    statement = assertion(strip_padding(norm))
    figures = _asserted(statement)
    return Claim(
        statement,
        figures,
        tuple(_relation(f, statement) for f in figures),
        denies_number(statement, figures[0].start, figures[-1].end) if figures else negated(statement),
        _content(statement, figures),
        open=_OPEN.search(norm) is not None and _EXPECTS.search(norm) is None,
        mention=not figures and _MENTION.search(statement) is not None,
    )


def _content(statement: str, figures: tuple[Figure, ...]) -> str:
    """What the figures are asserted of."""
    content = statement
    for figure in reversed(figures):
        content = content[: figure.start] + " " + content[figure.end :]
    content = re.sub(r"\s+", " ", without_denial(content)).strip(" ,，。有是")
    return re.sub(r"(?:^|(?<=\s))(?:了|达到?|到|这么多|一共|总共)+(?=\s|$)", "", content).strip()


# --- the figures asserted --------------------------------------------------------------------------------

_LASTED = regex(r"(?<=年)(?:下来|[以之]?来|间|里|内|时间)")
"""Behind how long it took, which is no claim: 五年下来."""
_NO_NUMBER = regex(r"[5-9][0-9]年|[0-9]+号|12[0-9]{3}")
"""`98年`, a year and no span of so many; `2号`, the name of a house or a line; `12345`, a public hotline."""


def _asserted(statement: str) -> tuple[Figure, ...]:
    """Figures that are claimed; one that says how long it took only where there is no other."""
    figures = [
        f
        for f in _figures(statement)
        if f.kind not in ("year", "date", "name")
        and (not f.indefinite or f.kind == "multiple")  # 一倍
        and not _NO_NUMBER.fullmatch(f.text)
        and not (f.unit in ("岁", "周岁") and _OF_AGE.match(statement, f.end))
    ]
    claimed = [f for f in figures if not _LASTED.match(statement, f.end)] or figures
    return tuple(_as_meant(f, statement) for f in claimed)


_OF_AGE = regex("(?:以上|以下|及以上)?的?(?:[老女男]|儿童|孩子|青少?年|群众|居民|适龄|人)")
"""Who it is that a claim is of, and no claim itself: `65岁以上老人体检要花钱吗`."""


def _figures(statement: str) -> list[Figure]:
    """Figures of the statement; in English those with `billion` and `yuan` understood."""
    if re.search(r"[\u4e00-\u9fff]", statement):
        return find_figures(statement)
    return [_english(match, statement) for match in _EN_FIGURE.finditer(statement)]


_EN_FIGURE = regex(
    r"(?P<num>[0-9][0-9,]*(?:\.[0-9]+)?)\s?(?P<scale>hundred|thousand|million|billion|trillion)?\s?"
    r"(?P<unit>yuan|rmb|us dollars|dollars|people|persons|households|mu|hectares|kilomet(?:er|re)s?"
    r"|percent(?:age points)?|times)?\b"
)
_EN_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_EN_UNITS = {
    "yuan": "元", "rmb": "元", "us dollars": "美元", "dollars": "美元", "people": "人", "persons": "人",
    "households": "户", "mu": "亩", "hectares": "公顷", "percent": "%", "percentage points": "个百分点",
    "kilometer": "公里", "kilometers": "公里", "kilometre": "公里", "kilometres": "公里",
}  # fmt: skip


def _english(match: re.Match[str], statement: str) -> Figure:
    unit = match["unit"] or ""
    bare = not match["scale"] and not unit
    year = bare and re.fullmatch(r"(?:19|20)[0-9]{2}", match["num"])
    kind: Kind = "percent" if unit == "percent" else "quantity"
    if year and not is_count(statement, *match.span("num")):
        kind = "year"
    value = Decimal(match["num"].replace(",", "")).scaleb(_EN_SCALES.get(match["scale"] or "", 0))
    text = match[0].rstrip()
    return Figure(text, match.start(), match.start() + len(text), value, _EN_UNITS.get(unit, ""), kind)


def _as_meant(figure: Figure, statement: str) -> Figure:
    """`nearly 800` in English: the qualifier stands before the number. `连着第六年` counts years: six of them."""
    head = statement[: figure.start]
    if figure.kind == "ordinal" and streak(head):
        return replace(figure, kind="quantity")
    if figure.qualifier == "exact" and re.search(r"(?:nearly|almost)\s?$", head):
        return replace(figure, qualifier="nearly")
    large = figure.kind == "quantity" and figure.value is not None and figure.value >= _LARGE
    if large and not figure.unit and _OF_MONEY.search(head) and not statement[figure.end :].startswith("的"):
        return replace(figure, unit="元")
    return figure


_LARGE = 10_000
_OF_MONEY = regex(
    r"(?:钱|款|资金|本[钱金]|赔[了给付偿]|花[了掉费]|投资|投[了入]|产值|[销营]业?额|营收|税收|利润|亏损|工资|捐了|罚了|卖了|挣了?|赚了?)"
    r"[^,。人户家个]*$"
)
"""Before a large number without a unit that counts money."""


def streak(head: str) -> bool:
    """Whether what follows `head` counts an unbroken row, so that the sixth in it and six of them are the same."""
    return re.search(r"(?:连着?|连续|接连|一连|蝉联)(?:地|了|实现)?\s?$", head) is not None


# --- how each is meant -----------------------------------------------------------------------------------

_HEAD_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("gt", regex(r"(?:不止|过了?|破了?|超了?|多过|高过|more than|over|above|exceed(?:ed|s|ing)?)\s?$")),
    (
        "ge",
        regex(
            r"(?:(?<![线以网晚早])上了|[迈跨站登]上了?|达到了?|达|够|满|到了?|(?:至少|少说|起码|最少)[^,。0-9]{0,5}"
            r"|(?:(?<!占)达?到|达|够|满)了?[^,。0-9]{2,8}的|at least|reach(?:ed|es)?|no (?:less|fewer) than)\s?$"
        ),
    ),
    ("lt", regex(r"(?:没到|少过|低过|less than|fewer than|under|below)\s?$")),
    ("le", regex(r"(?:at most|no more than|up to)\s?$")),
    (
        "about",
        regex(
            r"(?:差不多|大概|大约|大致|about|around|approximately|roughly|nearly|almost|some)(?:有|是)?\s?$"
        ),
    ),
)
_TAIL_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    # 三成还多, 五十家打不住; of 三成都不到 the denial is counted apart
    (
        "gt",
        regex(
            r"(?:还多(?!少)|(?:都|还)?(?:要多|多一?点|多(?=[,了。]|$)|往上(?![走涨升])|朝上(?![走涨升])|挂零|不止|打不住|都?[不没]止))"
        ),
    ),
    ("ge", regex(r"[都也还]?[\u4e00-\u9fff]{0,2}[不没](?=[到够满])")),
)
_BY_QUALIFIER: dict[Qualifier, Relation] = {
    "exact": "eq", "about": "about", "nearly": "about", "over": "gt", "at_least": "ge", "at_most": "le",
    "under": "lt",
}  # fmt: skip


def _relation(figure: Figure, statement: str) -> Relation:
    """By the figure's own qualifier, else by the words behind it, else by those before."""
    if figure.qualifier != "exact":
        return _BY_QUALIFIER[figure.qualifier]
    if figure.change and figure.change.endswith("_to"):
        return "eq"
    head, tail = statement[: figure.start], statement[figure.end :]
    before: Relation = next((relation for relation, words in _HEAD_RELATIONS if words.search(head)), "eq")
    if figure.kind == "ordinal" and before == "ge":
        return "eq"  # 爬到第三: the rank itself
    return next((relation for relation, words in _TAIL_RELATIONS if words.match(tail)), before)
