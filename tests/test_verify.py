"""Confirmations: yes, no with the report's own value, or not in the report."""

from __future__ import annotations

import pytest

from qa.answer import Draft
from qa.question import parse
from qa.records import Question
from qa.verify import confirmation
from tests.pointing import evidence, searched

SCHOOLS = "全年新增学位1500个，新建幼儿园5所。"
NEARLY = "办理跨省通办事项近800件。"
LEAD = "“湖光办”政务服务平台由区行政审批局牵头建设。"
SHARE = "老旧小区物业覆盖率达到87%。"
SILVER = "松岭小学获合唱比赛银奖。"
MERGED = "推动区属企业由21家整合为9家。"
FALL = "房地产投资126.5亿元，下降3.6%。"
MINUS = "消费价格同比-0.5%。"
FEWER = "年末常住人口比上年末减少1.3万人。"
FULL = "老旧小区物业覆盖率达到100%。"


def confirmed(question: str, text: str, *targets: str) -> Draft | None:
    return confirmation(parse(Question(question)), searched(question, evidence(text, *targets)))


@pytest.mark.parametrize(
    ("question", "text", "target", "verdict", "short"),
    [
        ("新增学位1500个，对吗？", SCHOOLS, "1500个", "yes", "1500个"),
        ("新增学位3000个，对吧？", SCHOOLS, "1500个", "no", "1500个"),
        ("新增学位是一千五百个吗？", SCHOOLS, "1500个", "yes", "1500个"),
        ("新增学位没有超过2000个，是吗？", SCHOOLS, "1500个", "yes", "1500个"),
        ("新建幼儿园有9所吧？", SCHOOLS, "5所", "no", "5所"),
        ("跨省通办事项超过800件了吗？", NEARLY, "近800件", "no", "近800件"),
        ("跨省通办事项达到了1000件，没错吧？", NEARLY, "近800件", "no", "近800件"),
        ("老旧小区物业是不是全部覆盖了？", SHARE, "87%", "no", "87%"),
        ("区属企业整合后还剩9家，是不是？", MERGED, "21家", "yes", "9家"),
        ("区属企业原来有21家，是不是？", MERGED, "21家", "yes", "21家"),
        ("松岭小学获合唱比赛金奖，对吗？", SILVER, "松岭小学", "no", None),
        ("松岭小学获合唱比赛银奖，对吗？", SILVER, "松岭小学", "yes", None),
        ("房地产投资是负增长吧？", FALL, "3.6%", "yes", "3.6%"),
        ("房地产投资增长了吗？", FALL, "3.6%", "no", "3.6%"),
        ("房地产投资没有下降，对吧？", FALL, "3.6%", "no", "3.6%"),
        ("消费价格是不是下降了？", MINUS, "-0.5%", "yes", "-0.5%"),
        ("常住人口比上年多了1.3万，对吗？", FEWER, "1.3万人", "no", "1.3万人"),
        ("常住人口比上年少了1.3万，对吗？", FEWER, "1.3万人", "yes", "1.3万人"),
        ("老旧小区物业是不是全部覆盖了？", FULL, "100%", "yes", "100%"),
    ],
)
def test_a_figure_is_confirmed_or_corrected(
    question: str, text: str, target: str, verdict: str, short: str | None
) -> None:
    draft = confirmed(question, text, target)
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, short)
    assert (short or "") in draft.quotes[0].text


def test_a_claim_in_the_reports_own_words_is_true() -> None:
    draft = confirmed("“湖光办”平台是由区行政审批局牵头建设的吗？", LEAD, "区行政审批局")
    assert draft is not None
    assert draft.verdict == "yes"


def test_a_claim_that_names_another_is_corrected() -> None:
    draft = confirmed("“湖光办”政务服务平台是由区教育局牵头建设的吗？", LEAD, "区行政审批局")
    assert draft is not None
    assert (draft.verdict, draft.short) == ("no", "区行政审批局")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("地铁修了900公里，对吗？", SCHOOLS),  # no figure of that unit
        ("是不是开通了直达机场的高速铁路？", SCHOOLS),  # another matter
        ("报告有没有提到地铁？", SCHOOLS),  # not spoken of
        ("新增学位1500个，对吗？", "各项工作稳步推进。"),
    ],
)
def test_what_the_report_does_not_decide_has_no_verdict(question: str, text: str) -> None:
    assert confirmed(question, text, "1500个") is None


def test_what_claims_nothing_and_what_has_no_evidence() -> None:
    assert confirmed("新增学位多少个？", SCHOOLS, "1500个") is None
    assert confirmation(parse(Question("新增学位1500个，对吗？")), searched("", [])) is None
