"""What sort of number a figure is."""

import pytest

from ingest.normalise import normalise
from qa.numbers.sorts import asks_done, of_another_sort


@pytest.mark.parametrize(
    ("question", "clause", "short", "other"),
    [
        # all there are is not what came new
        ("现在总共有几处书房？", "全年新增书房5处", "5处", True),
        ("目前一共几处书房？", "全年新增书房5处", "5处", True),
        ("现在总共有几处书房？", "书房增至25处", "25处", False),
        ("现在总共有几处书房？", "新增书房后总数达到25处", "25处", False),
        ("一共新增了几处书房？", "全年新增书房5处", "5处", False),
        # nor the other way
        ("书房新增了几处？", "书房达到25处", "25处", True),
        ("书房新增了几处？", "新增书房达到25处", "25处", False),
        ("书房有几处？", "书房达到25处", "25处", False),
        # what can be is not what was
        ("冷库存了多少吨货？", "冷库容量12万吨", "12万吨", True),
        ("冷库能存多少吨货？", "冷库容量12万吨", "12万吨", False),
        ("接卸了多少万吨？", "设计年接卸能力600万吨", "600万吨", True),
        ("接卸能力提高了多少万吨？", "接卸能力提高600万吨", "600万吨", False),
        # what came in was not spent
        ("财政一共花出去多少？", "财政总收入2.7亿元", "2.7亿元", True),
        ("财政花了多少？", "收入2.7亿元中用于民生支出1.2亿元", "1.2亿元", False),
        # a hundred days, a day, a head are no year and no whole
        ("全年来了多少人？", "百天迎客31万人次", "31万人次", True),
        ("全年来了多少人？", "全年迎客31万人次", "31万人次", False),
        ("一共运了多少人？", "日均客流9万人次", "9万人次", True),
        ("平均每天一共运了多少人？", "日均客流9万人次", "9万人次", False),
    ],
)
def test_a_figure_of_another_sort(question: str, clause: str, short: str, other: bool) -> None:
    clause = normalise(clause)
    assert of_another_sort(normalise(question), clause, clause[: clause.index(short)]) is other


@pytest.mark.parametrize(
    ("question", "done"),
    [
        ("2022年收了多少茶叶?", True),
        ("2022年建成了几座桥?", True),
        ("2022年安排了多少资金?", False),
        ("2022年标准提到了多少?", False),
        ("2022年要收多少茶叶?", False),
        ("除了桥还有多少条路?", False),
    ],
)
def test_what_was_done_is_asked_for(question: str, done: bool) -> None:
    assert asks_done(question) is done
