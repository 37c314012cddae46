"""Figures behind 分别 go with the things before it, in order."""

from __future__ import annotations

import pytest

from ingest.normalise import normalise
from qa.answers.respectively import respectively
from qa.numbers.figures import find_figures

INSURED = (
    "职工基本养老保险、居民基本养老保险、失业保险、工伤保险参保人数分别达到9万人、18万人、4万人和6万人。"
)


def pairs(text: str) -> dict[str, float]:
    text = normalise(text)
    return {text[i : i + 2]: 1.0 for i in range(len(text) - 1)}


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        (INSURED, "失业保险参保人数", "4万人"),
        (INSURED, "工伤保险参保人数", "6万人"),
        ("本港进口、出口整体通关时间分别为31小时和2小时。", "出口整体通关时间", "2小时"),
        ("城镇、农村居民人均收入分别为3万元和2万元。", "城镇居民人均收入", "3万元"),
        ("城乡低保标准分别提高到每人680元、510元。", "农村低保标准", "510元"),
        ("城镇、农村居民人均收入分别为3万元和2万元。", "农村居民人均收入", "2万元"),
        ("接待游客21万人次，旅游收入2亿元，分别增长6.4%和7.5%。", "旅游收入", "7.5%"),
        ("办结率99.2%，满意率95.6%，分别比上年提高0.8个和2.3个百分点。", "办结率", "0.8个"),
    ],
)
def test_the_thing_asked_for_has_its_own_figure(text: str, asked: str, figure: str) -> None:
    figures = find_figures(text)
    told = respectively(normalise(text), figures, pairs(asked))
    assert [figures[number].text for number, fits in told.items() if fits] == [figure]
    assert len(told) > 1


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (INSURED, "生育保险基金"),
        ("甲、乙分别增长3%，丙下降2%。", "乙增长"),
        ("城镇、农村居民人均收入分别为3万元和2万元。", "居民人均收入"),
    ],
    ids=["none of them", "fewer figures than things", "all of them"],
)
def test_nothing_is_said_where_it_is_unclear(text: str, asked: str) -> None:
    assert respectively(normalise(text), find_figures(text), pairs(asked)) == {}
