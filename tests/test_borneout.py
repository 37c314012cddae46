"""Claims that no sentence repeats, borne out word by word."""

from __future__ import annotations

import pytest

from tests.test_verify import confirmed

RIVERS = "松岭河疏浚长度12.6公里，清淤48.3万方。公租房租金标准为每平方米2.8元。"
HALL = "松岭图书馆每天开放12小时，计划建设分馆3座。"
POWER = "建成110千伏变电站3座。冷库温度保持在零下18℃。"


@pytest.mark.parametrize(
    ("question", "text", "target", "short"),
    [
        ("今年河道清淤了吗？", "河道疏浚长度12.6公里，清淤48.3万方。", "48.3万方", "48.3万方"),
        ("租公租房要收租金吗？", RIVERS, "2.8元", "2.8元"),
        ("县里建了变电站吗？", POWER, "3座", "3座"),
    ],
)
def test_a_claim_told_in_another_order_is_borne_out(
    question: str, text: str, target: str, short: str
) -> None:
    draft = confirmed(question, text, target)
    assert draft is not None
    assert (draft.verdict, draft.short) == ("yes", short)


@pytest.mark.parametrize(
    ("question", "text", "target"),
    [
        ("松岭图书馆全天开放吗？", HALL, "12小时"),
        ("松岭图书馆的分馆建了吗？", HALL, "3座"),  # only planned
        ("变电站全建了吗？", POWER, "3座"),
        ("公租房要收押金吗？", RIVERS, "2.8元"),
        ("松岭河架桥了吗？", RIVERS, "48.3万方"),
    ],
)
def test_a_word_that_is_not_told_bears_nothing_out(question: str, text: str, target: str) -> None:
    draft = confirmed(question, text, target)
    assert draft is None or draft.verdict == "no"
