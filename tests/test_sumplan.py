"""Sums, shares and comparisons as they are asked in everyday words."""

from __future__ import annotations

import pytest

from qa.planning.calculate import plan
from tests.test_compute import computed


@pytest.mark.parametrize(
    ("question", "operands"),
    [
        ("老书屋连同新开的茶馆，拢共有多少处？", ("老书屋有多少处", "新开的茶馆有多少处")),
        ("茶馆和书屋，两样合着有多少处？", ("茶馆有多少处", "书屋有多少处")),
        (
            "评上先进的站点，县里的加镇里的一共几个？",
            ("评上先进的站点,县里有几个", "评上先进的站点,镇里有几个"),
        ),
        (
            "县里评的能手、标兵、新秀，三样加起来有多少人？",
            ("县里评的能手有多少人", "县里评的标兵有多少人", "县里评的新秀有多少人"),
        ),
        (
            "奖状、锦旗、奖杯这三样荣誉，全镇总共拿了几个？",
            ("全镇奖状有拿了几个", "全镇锦旗有拿了几个", "全镇奖杯有拿了几个"),
        ),
        (
            "食堂、茶馆和书屋、戏台三项，全年一共新增几处？",
            ("全年食堂有新增几处", "全年茶馆和书屋有新增几处", "全年戏台有新增几处"),
        ),
        ("示范校，省市县三级加起来几所？", ("示范校,省级几所", "示范校,市级几所", "示范校,县级几所")),
    ],
)
def test_sums_in_everyday_words(question: str, operands: tuple[str, ...]) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == ("sum", operands)


def test_what_counts_something_else_adds_nothing_up() -> None:
    assert plan("茶馆和书屋两级评定合格的有多少处？") is None


KINDS = "市级示范店标兵13个,市级示范店12个,县级示范店7个。"


def test_what_the_question_leaves_out_is_no_operand() -> None:
    levels = {"市级": (KINDS, "12个"), "县级": (KINDS, "7个")}
    draft = computed("示范店（不含标兵的），市级的比县级的多几个？", levels)
    assert draft is not None
    assert draft.expression == "12个 - 7个 = 5个"
    wrong = {"市级": (KINDS, "13个"), "县级": (KINDS, "7个")}
    assert computed("示范店（不含标兵的），市级的比县级的多几个？", wrong) is None
    assert computed("示范店（标兵不算），市级的比县级的多几个？", wrong) is None


PLAYS = {"戏曲": ("上演戏曲900场次。", "900场次"), "电影": ("放映电影650场。", "650场")}


def test_which_is_more_and_by_how_much() -> None:
    draft = computed("戏曲和电影比，哪样办得多，多多少场？", PLAYS)
    assert draft is not None
    assert draft.short == "250场次"
    assert draft.expression == "戏曲：900场次，电影：650场；900场次 - 650场 = 250场次"


@pytest.mark.parametrize(
    ("question", "operands"),
    [
        ("办事满意率，东镇和西镇谁高，高多少？", ("办事满意率,东镇有多少", "办事满意率,西镇有多少")),
        ("修复湿地的村和修复古树的村，哪边多，多几个？", ("修复湿地的村有几个", "修复古树的村有几个")),
        ("救助的人数比新批低保的人数多出多少？", ("救助人数多少", "新批低保人数多少")),
        ("长廊比戏台少弄了几处？", ("长廊有多少处", "戏台有多少处")),
        ("城市低保比农村低保多多少？", ("城市低保有多少", "农村低保有多少")),
        (
            "2024年植树的目标，比2023年实际做到的多几万棵？",
            ("2024年植树目标值多少万棵", "2023年植树有多少万棵"),
        ),
    ],
)
def test_differences_in_everyday_words(question: str, operands: tuple[str, ...]) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == ("difference", operands)


LANDS = "租赁地块10个,出让面积56亩,转让地块30个,出让面积44亩。"


@pytest.mark.parametrize(
    ("question", "table", "expression"),
    [
        (
            "地块就租赁和转让这两种，按个数算，转让的占百分之几？",
            {"转让的地块": (LANDS, "30个"), "租赁的地块": (LANDS, "10个")},
            "30个 ÷ (30个 + 10个) = 75%",
        ),
        ("两种出让的面积里头，租赁的占百分之几？", {"租赁": (LANDS, "56亩")}, "56亩 ÷ (56亩 + 44亩) = 56%"),
        ("三种出让的面积里头，租赁的占百分之几？", {"租赁": (LANDS, "56亩")}, None),
        (
            "林地占耕地的百分之几？",
            {"林地": ("林地90亩。", "90亩"), "耕地": ("耕地60亩。", "60亩")},
            None,  # more than its whole
        ),
        (
            "转让的地块平均每个多大面积？",
            {"面积": (LANDS, "44亩"), "地块": (LANDS, "30个")},
            "44亩 ÷ 30个 ≈ 1.47亩/个",
        ),
    ],
)
def test_shares_of_two_and_of_kinds(
    question: str, table: dict[str, tuple[str, str]], expression: str | None
) -> None:
    draft = computed(question, table)
    assert (draft.expression if draft else None) == expression


def test_a_step_is_no_level() -> None:
    told = "城市低保标准由760元提高到810元,农村低保标准由560元提高到620元。"
    table = {"城市": (told, "810元"), "农村": ("农村低保标准再提高30元。", "30元")}
    draft = computed("城市和农村低保标准每人每月还差多少元？", table)
    assert draft is not None
    assert draft.expression == "810元 - 620元 = 190元"


def test_imports_in_everyday_words() -> None:
    trade = "进出口总额47亿美元,其中出口25亿美元。"
    table = {"进出口": (trade, "47亿美元"), "出口": (trade, "25亿美元"), "进口": (trade, "25亿美元")}
    draft = computed("2000年从国外买了多少亿美元的货？", table)
    assert draft is not None
    assert draft.expression == "47亿美元 - 25亿美元 = 22亿美元"


def test_what_both_ask_for_is_what_both_count() -> None:
    told = "市级文明店12家,文明街2条,文明馆2个,县级文明店7个,文明馆1个。"
    table = {"市级": (told, "2个"), "县级": (told, "2个")}
    draft = computed("文明馆，市级的和县级的一共几个？", table)
    assert draft is not None
    assert draft.expression == "2个 + 1个 = 3个"


def test_a_share_with_but_one_operand_is_no_share() -> None:
    assert computed("2013年渔业占的比重把谁比下去了？", {"渔业": ("渔业占四成。", "四成")}) is None
