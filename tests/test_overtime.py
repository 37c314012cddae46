"""What a period came to, for each month or year of it; a figure in another unit."""

from __future__ import annotations

import pytest

from ingest.normalise import normalise
from qa.compose import guard, worded
from qa.planning.calculate import plan
from qa.records import Answer
from tests.test_compute import computed

TOLD = {
    "电影": ("全年放映电影2400场次。", "2400场次"),
    "垃圾": ("上半年清运垃圾600吨。", "600吨"),
    "书院": ("五年累计新建书院45所。", "45所"),
    "渠道": ("新建渠道45公里。", "45公里"),
    "挂号": ("月均挂号3000人次。", "3000人次"),
    "藏书": ("年末藏书余额60万册。", "60万册"),
    "出口": ("进出口总额47亿元,其中出口24亿元。", "47亿元"),
    "快递": ("寄递快递1万件。", "1万件"),
    "水利": ('"九五"期间,水利投入80亿元,比"八五"期间的30亿元多。', "30亿元"),
}


@pytest.mark.parametrize(
    ("question", "expression"),
    [
        ("电影平均每个月放映多少场？", "2400场次 ÷ 12个月 = 200场次/个月"),
        ("电影摊到每个季度，大概放映多少场？", "2400场次 ÷ 4个季度 = 600场次/个季度"),
        ("书院平均每年新建多少所？", "45所 ÷ 五年 = 9所/年"),
        ("那五年书院平均一年新建多少所？", "45所 ÷ 五年 = 9所/年"),
        ("出口平均一个月多少亿元？", "24亿元 ÷ 12个月 = 2亿元/个月"),
        ("快递平均一个月寄了多少件？", "1万件 ÷ 12个月 ≈ 833件/个月"),  # no part of a thing
        ("“九五”期间花在水利上的钱平均一年多少？", "80亿元 ÷ 5年 = 16亿元/年"),  # not of the plan before
        ("垃圾平均每个月清运多少吨？", None),  # of half a year
        ("那三年书院平均一年新建多少所？", None),  # told of five
        ("渠道平均每年新建多少公里？", None),  # of how many years, nothing says
        ("书院平均每个月新建多少所？", None),
        ("挂号平均每个月多少人次？", None),  # stated, not computed
        ("藏书平均每个月有多少册？", None),  # what there is, not what came
    ],
)
def test_a_total_is_shared_out_among_the_months_or_years_it_is_told_of(
    question: str, expression: str | None
) -> None:
    draft = computed(question, TOLD)
    assert (draft.expression if draft else None) == expression
    if draft:
        answer = worded(Answer("1", question, "answered", ""), draft, "zh")
        assert guard(answer, computed=draft.computed).status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "渔民平均一年挣多少钱？",  # told for a person
        "产值平均每年增长百分之几？",
        "平均每月工资多少元？",
        "志愿者平均每天工作几小时？",
    ],
)
def test_rates_and_what_is_told_for_a_person_are_no_totals(question: str) -> None:
    found = plan(question)
    assert found is None or not found.over


AMOUNTS = {
    "滩涂": ("修复滩涂45亩。", "45亩"),
    "栈道": ("新修栈道2.6公里。", "2.6公里"),
    "税款": ("征收税款1.2亿元。", "1.2亿元"),
    "书院": ("新建书院45所。", "45所"),
}


@pytest.mark.parametrize(
    ("question", "short", "expression"),
    [
        ("修复的滩涂折成公顷是多少？", "3公顷", "45亩 = 3公顷"),
        ("新修的栈道，合多少米？", "2600米", "2.6公里 = 2600米"),
        ("征收税款换算成万元是多少？", "12000万元", "1.2亿元 = 12000万元"),
        ("修复的滩涂相当于多少平方公里？", "0.03平方公里", "45亩 = 0.03平方公里"),
        ("修复的滩涂折合多少亩？", None, None),  # as it stands
        ("修复的滩涂合多少米？", None, None),
        ("新建的书院相当于多少公里？", None, None),
    ],
)
def test_a_figure_in_the_unit_asked_for(question: str, short: str | None, expression: str | None) -> None:
    draft = computed(question, AMOUNTS)
    assert (draft.short if draft else None) == short
    assert (draft.expression if draft else None) == expression
    if draft:
        answer = worded(Answer("1", question, "answered", ""), draft, "zh")
        assert guard(answer, computed=draft.computed).status == "answered"


@pytest.mark.parametrize("question", ["整合了闲置厂房多少亩？", "合计多少亩", "一共修了几公里"])
def test_joined_is_not_converted(question: str) -> None:
    found = plan(normalise(question))
    assert found is None or found.operation != "convert"
