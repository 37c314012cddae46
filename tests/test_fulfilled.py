"""Claims that a plan was met, passed or missed, and how far a report says that it was."""

from __future__ import annotations

import pytest

from qa.numbers.figures import find_figures
from qa.planning.fulfilled import bears_out, claimed, in_words, tells_how_far


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
        # as speech has it
        ("造林没跑到年初定的数", "under"),
        ("造林没到当初定的亩数", "under"),
        ("学位比年初开会定的多", "over"),
        ("义诊比年初开会定的少", "under"),
        ("造林比原先计划的还多", "over"),
        ("造林比年初多", None),
        ("预算公开透明", None),
        ("比原来定点医院多", None),
        ("比年初定编多", None),
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


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("产值高于年初预期", ("over", "高于年初预期")),
        ("产值超过预期目标", ("over", "超过预期目标")),
        ("造林目标未能实现", ("under", "目标未能实现")),
        ("未能完成年度造林任务", ("under", "未能完成年度造林任务")),
        ("产值低于年初预期", ("under", "低于年初预期")),
        ("圆满完成年度任务", ("met", "圆满完成年度任务")),
        ("产值增长超过7%", None),
        ("产值超过上年水平", None),
        ("目标没有变", None),
        ("低于控制目标", None),
    ],
)
def test_what_a_report_says_of_a_plan_in_words(clause: str, told: tuple[str, str] | None) -> None:
    found = in_words(clause)
    assert (found and (found[0], clause[found[1] : found[2]])) == told
