"""What the words before a figure are worth: its year, the total, what came new, what it rose by."""

from __future__ import annotations

import pytest

from qa.numbers.beside import (
    of_before,
    of_budget,
    of_head,
    of_level,
    of_part,
    of_plan,
    of_stage,
    of_year,
    says_before,
    toward,
)
from qa.numbers.figures import find_figures


@pytest.mark.parametrize(
    ("years", "before", "lost"),
    [
        ((2021,), "2020年,货物吞吐量", True),
        ((2021,), "2020年,吞吐量1亿吨;2021年达到", False),
        ((2021,), "全年吞吐量", False),
        ((2021,), "总值五年年均增长", True),
        ((2021,), "细颗粒物年均浓度降至", False),
        ((), "2020年,货物吞吐量", False),
    ],
)
def test_a_figure_of_another_year_loses(years: tuple[int, ...], before: str, lost: bool) -> None:
    assert (of_year(years, before) < 0) == lost


@pytest.mark.parametrize(
    ("tense", "before", "lost"),
    [
        (None, "新的一年,力争产值突破", True),
        ("result", "到2025年产值达到", True),
        ("aim", "力争产值突破", False),
        (None, "超额完成目标,产值达到", False),
    ],
)
def test_a_plan_is_no_result(tense: str | None, before: str, lost: bool) -> None:
    assert (of_plan(tense, before) < 0) == lost


@pytest.mark.parametrize(
    ("question", "before", "lost"),
    [
        ("市级文明单位有几个?", "市级文明单位12个,区级文明单位", True),
        ("市级文明单位有几个?", "省级单位4个,市级文明单位", False),
        ("文明单位有几个?", "区级文明单位", False),
        ("市级文明单位有几个?", "文明单位", False),
        ("市级文明单位有几个?", "市级文明单位12个、区级文明单位", True),
    ],
)
def test_a_figure_of_another_level_loses(question: str, before: str, lost: bool) -> None:
    assert (of_level(question, before) < 0) == lost


@pytest.mark.parametrize(
    ("question", "tense", "before", "worth"),
    [
        ("车船税是多少?", None, "车船税6.35亿元,预算为", -1),
        ("车船税的预算是多少?", None, "车船税6.35亿元,预算为", 1),
        ("车船税年初定了多少?", None, "车船税6.35亿元,年初预算", 1),
        ("车船税要收多少?", "aim", "车船税6.35亿元,预算为", 1),
        ("车船税是多少?", None, "今年车船税预算为", 0),  # no outcome beside it
        ("车船税是多少?", None, "车船税6.35亿元;印花税预算", 0),
        # the name of an account, and no plan
        ("一般公共预算收入是多少?", None, "收入6.35亿元,预算为", -1),
        ("一般公共预算收入是多少?", None, "增长5%,一般公共预算", 0),
    ],
)
def test_the_budget_is_not_the_outcome(question: str, tense: str | None, before: str, worth: int) -> None:
    found = of_budget(question, tense, before)
    assert (found > 0) - (found < 0) == worth


@pytest.mark.parametrize(
    ("question", "text", "wanted"),
    [
        ("规上企业总数有多少家?", "新增规上企业23家,总数达到218家", "218家"),
        ("养老金涨了多少钱?", "月人均养老金达到2986元,人均增加112元", "112元"),
        ("比上年多多少列?", "全年开行312列,增加49列", "49列"),
        ("一个月能领多少钱?", "标准为每月1566元,发放补助金7900万元", "1566元"),
        ("带动花了多少钱?", "发放消费券600万元,撬动消费5200余万元", "5200余万元"),
        ("破纪录之前最多卸过多少吨?", "创下2.31万吨的新纪录,旧纪录1.96万吨保持六年", "1.96万吨"),
        ("平均时间缩短到多少?", "平均时间由58分钟缩短至31分钟", "31分钟"),
        # what is only more than last year, where no change is asked for
        ("馆藏皮影有几种?", "馆藏皮影164种,较上年多出17种", "164种"),
        ("馆藏皮影有多少种?", "馆藏皮影164种,比年初减少17种", "164种"),
        ("馆藏皮影多了几种?", "馆藏皮影164种,较上年多出17种", "17种"),
        ("馆藏皮影比上年少了几种?", "馆藏皮影164种,比年初减少17种", "17种"),
        # how high a standard is, and not by how much it rose
        ("低保标准是多少?", "低保标准再提高30元,达到620元", "620元"),
        ("低保标准现在是几元?", "低保标准每月620元,再提高30元", "620元"),
        ("低保标准提高多少?", "低保标准再提高30元,达到620元", "30元"),
        ("办证以前要几天?", "办证时限由63天压缩至17天", "63天"),
        ("藤林步道长几公里?", "藤林步道长43公里,较上年增加9公里", "43公里"),
        pytest.param(
            "藤林步道有多长?",
            "藤林步道长43公里,较上年增加9公里",
            "43公里",
        ),
    ],
)
def test_the_words_before_a_figure_tell_it_from_its_neighbours(question: str, text: str, wanted: str) -> None:
    worth = {f.text: toward(question, text[: f.start], f) for f in find_figures(text)}
    assert max(worth, key=worth.__getitem__) == wanted
    assert len(set(worth.values())) > 1


def test_a_plain_question_leans_nowhere() -> None:
    text = "新增规上企业23家,总数达到218家"
    assert {toward("有多少家规上企业?", text[: f.start], f) for f in find_figures(text)} == {0.0}


@pytest.mark.parametrize(
    ("question", "clause", "worth"),
    [
        ("还没建完的泵站有几座?", "另有7座在建", 1),
        ("没完工的泵站有几座?", "7座正在施工", 1),
        ("尚未建成的泵站有几座?", "7座跨年实施", 1),
        ("正在建的泵站有几座?", "建成泵站12座", -1),
        ("没修完的路有几条?", "修好路9条", -1),
        ("建成的泵站有几座?", "另有7座在建", 0),
        ("泵站有几座?", "在建7座", 0),
    ],
)
def test_what_is_under_way_is_not_what_is_done(question: str, clause: str, worth: int) -> None:
    found = of_stage(question, clause)
    assert (found > 0) - (found < 0) == worth


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("以前办证要几天?", True),
        ("原来有几座泵站?", True),
        ("过去要几天?", True),
        ("办证要几天?", False),
        ("最早的码头约在多久以前建的?", False),
        # what was meant
        ("原来打算建几座?", False),
        ("之前定的目标是多少?", False),
        # told in passing, before what is asked
        ("以前办证难,现在要几天?", False),
        ("现在不难了,以前办证要几天?", True),
    ],
)
def test_what_was_before_is_not_what_was_meant(question: str, before: bool) -> None:
    assert of_before(question) == before


@pytest.mark.parametrize(
    ("question", "before", "says"),
    [
        ("原来办证要几天?", "办证时限由", True),
        ("原来办证要几天?", "原先办证要", True),
        ("原来办证要几天?", "办证时限压缩至", False),
        ("办证要几天?", "办证时限压缩至", True),
        ("原来打算建几座?", "建成泵站", True),
    ],
)
def test_where_what_was_before_is_asked_the_words_must_say_so(question: str, before: str, says: bool) -> None:
    assert says_before(question, before) == says


@pytest.mark.parametrize(
    ("asked", "before", "lost"),
    [
        ("常住人口", "常住人口9.1万人,其中城镇常住人口", True),
        ("城镇常住人口", "常住人口9.1万人,其中城镇常住人口", False),
        ("常住人口", "常住人口", False),
        ("白天单位用晚上居民用的车位", "新增车位40个,其中共享车位", False),  # called otherwise
    ],
)
def test_a_part_is_not_the_whole(asked: str, before: str, lost: bool) -> None:
    assert (of_part(asked, before) < 0) is lost


@pytest.mark.parametrize(
    ("question", "before", "lost"),
    [
        ("生产总值增长多少?", "人均生产总值8.6万元,增长", True),
        ("人均生产总值增长多少?", "人均生产总值8.6万元,增长", False),
        ("居民收入增长多少?", "居民人均可支配收入3万元,增长", False),
    ],
)
def test_what_is_told_for_each_is_not_of_all(question: str, before: str, lost: bool) -> None:
    assert (of_head(question, before) < 0) is lost
