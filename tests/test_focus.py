"""What people call a thing, and what reports print."""

from __future__ import annotations

from qa.parsing.focus import as_printed, worded_as


def test_a_short_name_is_searched_for_with_the_full_one() -> None:
    assert as_printed("gdp增速").startswith("gdp增速 ")
    assert "生产总值" in as_printed("gdp增速")
    assert as_printed("绿化面积") == "绿化面积"


def test_a_window_is_asked_in_the_words_that_it_prints() -> None:
    assert worded_as("gdp是多少", "全区生产总值达到900亿元", lambda _: False) == "地区生产总值是多少"
    assert worded_as("gdp是多少", "gdp达到900亿元", lambda _: False) == "gdp是多少"
    assert worded_as("gdp是多少", "新增绿化90亩", lambda _: False) == "gdp是多少"
    assert worded_as("经济增长多少", "工业增长9%", lambda _: True) == "地区生产总值增长多少", (
        "printed elsewhere"
    )
