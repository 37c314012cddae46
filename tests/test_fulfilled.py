"""Claims that a plan was met, passed or missed, and how far a report says that it was."""

from __future__ import annotations

import pytest

from qa.figures import find_figures
from qa.fulfilled import bears_out, claimed, tells_how_far


@pytest.mark.parametrize(
    ("statement", "met"),
    [
        ("车船税超额完成了预算", "over"),
        ("造林超过年度计划", "over"),
        ("车船税比年初预算多收了", "over"),
        ("车船税完成了预算", "met"),
        ("造林计划已经完成", "met"),
        ("车船税没有完成预算", "under"),
        ("造林没达到目标", "under"),
        ("车船税比预算短收了", "under"),
        ("车船税增长了", None),
        ("预算公开透明", None),
    ],
)
def test_what_a_claim_says_of_a_plan(statement: str, met: str | None) -> None:
    assert claimed(statement) == met


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("车船税3.1亿元,为预算的97.2%", True),
        ("车船税3.1亿元,完成年度预算的104.5%", True),
        ("车船税3.1亿元,占调整预算的98%", True),
        ("造林4100亩,年度计划完成85.4%", True),
        ("车船税3.1亿元,增长3.1%", False),
        ("为预算的97.2%。车船税增长3.1%", False),
        ("提高3个百分点,为预算的3个百分点", False),
    ],
)
def test_a_share_of_a_plan_is_told_from_other_shares(text: str, told: bool) -> None:
    last = find_figures(text)[-1]
    sentence = text[text.rfind("。", 0, last.start) + 1 : last.start]
    assert tells_how_far(sentence, last) == told


@pytest.mark.parametrize(
    ("share", "over", "met", "under"),
    [("104.5%", True, True, False), ("100%", False, True, False), ("97.2%", False, False, True)],
)
def test_how_far_bears_out_what_is_claimed(share: str, over: bool, met: bool, under: bool) -> None:
    (figure,) = find_figures(share)
    assert (bears_out("over", figure), bears_out("met", figure), bears_out("under", figure)) == (
        over,
        met,
        under,
    )
