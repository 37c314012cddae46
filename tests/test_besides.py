"""Two figures of one sentence: what is left, a share, an average, a multiple over time; and what is none of these."""

from __future__ import annotations

import pytest

from qa.answers.answer import lookup
from qa.computing.besides import may_stand
from qa.computing.toldback import behind_beside
from qa.parsing.question import parse
from qa.planning.besideplan import beside_plan
from qa.planning.calculate import plan
from qa.records import Question
from tests.pointing import evidence, searched
from tests.test_compute import TableFinder, computed

SIGNED = "签约项目62个、总投资187亿元，开工41个、投产23个。"
STAFF = "现有职工245人，其中女职工87人。"


@pytest.mark.parametrize(
    ("question", "told", "expression"),
    [
        # the total stands before the part, whatever stands between of another unit
        ("水管还剩多少公里没换？", ("水管更新计划180公里，已完成126公里。", "126公里"), "180公里 - 126公里 = 54公里"),
        ("投诉没办结的还有几件？", ("受理投诉124件，办结117件。", "117件"), "124件 - 117件 = 7件"),
        ("多少户的风险没解除？", ("对象872户2614人，已消除风险641户。", "641户"), "872户 - 641户 = 231户"),
        ("项目还有几个没动工？", (SIGNED, "62个"), "62个 - 41个 = 21个"),
        ("项目还有几个没投产？", (SIGNED, "23个"), "62个 - 23个 = 39个"),
        ("项目不是贷款的有几个？", ("项目64个，其中贷款项目17个，已开工41个。", "17个"), "64个 - 17个 = 47个"),
        ("除了农业，其他用水有多少吨？", ("用水16吨，其中农业用水9吨、工业用水4吨。", "9吨"), "16吨 - 9吨 = 7吨"),
        ("护理型以外的床位还有几张？", ("床位48张，其中护理型床位30张。", "30张"), "48张 - 30张 = 18张"),
        # two that are told of one after the other are no whole and part
        ("还有几所学校没改扩建？", ("新建学校20所，改扩建幼儿园8所。", "8所"), None),
        # the half that isn't told
        ("男职工有多少人？", (STAFF, "87人"), "245人 - 87人 = 158人"),
        ("女职工有多少人？", (STAFF, "87人"), None),
        # an amount and what it was for
        ("公路一公里要花多少钱？", ("新修公路150公里，投入1.2亿元。", "1.2亿元"), "1.2亿元 ÷ 150公里"),
        ("水案平均一起罚多少钱？", ("查处水案152起，采砂67起，罚款456万元。", "456万元"), "456万元 ÷ 152起"),
        ("早稻一亩收多少公斤？", ("流转水田600亩，早稻亩产436公斤。", "436公斤"), None),
        # how much is done
        ("水管更新完成了几成？", ("水管更新计划180公里，已完成126公里。", "126公里"), "126公里 ÷ 180公里 × 100% = 70%"),
        # what is and what was
        ("站房是原来的几倍大？", ("站房面积由1.2万平方米扩大到3.6万平方米。", "3.6万平方米"), "3.6万平方米 ÷ 1.2万平方米"),
        ("网店是2022年的几倍？", ("网店由2022年的35家增加到2024年的140家。", "140家"), "140家 ÷ 35家 = 4倍"),
        ("网店是2021年的几倍？", ("网店由2022年的35家增加到2024年的140家。", "140家"), None),
        ("网店净增了多少家？", ("网店由2022年的35家增加到2024年的140家。", "140家"), "140家 - 35家 = 105家"),
    ],
)  # fmt: skip
def test_two_figures_that_stand_beside_each_other(
    question: str, told: tuple[str, str], expression: str | None
) -> None:
    draft = computed(question, {"": told})
    if expression is None:
        assert draft is None
    else:
        assert draft is not None
        assert draft.expression.startswith(expression.split(" ×")[0])


@pytest.mark.parametrize(
    "question",
    [
        "多少户已经没事了", "未成年人有多少", "全区一共有多少家企业", "发放补贴多少元", "农民人均收入多少元",
        "未来三年要建几所学校", "一个月平均工资多少元", "没收了多少车", "女性占百分之几", "碳汇头一笔卖了多少",
        "今年给没电梯的楼装多少部", "报名率是多少",
    ],
)  # fmt: skip
def test_what_is_stated_needs_no_second_figure(question: str) -> None:
    assert beside_plan(question) is None


def test_the_part_is_no_answer_to_what_is_left() -> None:
    asked = plan("水管还有多少公里没换？")
    assert asked is not None
    for sentence, figure, stands in (
        ("水管换了126公里。", "126公里", False),
        ("还有54公里水管未换。", "54公里", True),
    ):
        found = evidence(sentence, figure, document=f"{sentence}.txt")
        stated = lookup(parse(Question("水管有多少公里？")), searched("水管有多少公里", found))
        assert stated is not None
        finder = TableFinder({"": (sentence, figure)})
        assert may_stand(asked, stated, finder) is stands  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("财政支出一共多少？", "48亿元"),
        ("财政支出的百分之几是民生？", None),  # the share itself is asked for
        ("税收一共多少？", None),  # of another whole
    ],
)
def test_the_whole_behind_a_share(question: str, short: str | None) -> None:
    sentence = "民生支出38.4亿元，占财政支出的80%。"
    found = lookup(
        parse(Question("民生占财政支出的百分之几？")),
        searched("民生占财政支出的百分之几", evidence(sentence, "80%")),
    )
    assert found is not None
    draft = behind_beside(parse(Question(question)), found)
    assert (draft.short if draft else None) == short


@pytest.mark.parametrize(
    ("question", "operands"),
    [
        ("书屋多还是茶馆多，多几家？", ("书屋有几家", "茶馆有几家")),
        ("甲县和乙县，谁新改建的农村公路多，多出多少？", ("甲县新改建的农村公路有多少", "乙县新改建的农村公路有多少")),
        ("甲县今年要修的公路比去年少多少公里？", ("甲县今年要修的公路有多少公里", "甲县去年修的公路有多少公里")),
        ("小学在中小学里占几成？", ("小学有多少", "中小学有多少")),
        ("网上卖掉的东西，农产品占几成？", ("农产品有多少", "网上卖掉的东西有多少")),
    ],
)  # fmt: skip
def test_two_operands_in_other_wordings(question: str, operands: tuple[str, ...]) -> None:
    asked = plan(question)
    assert asked is not None
    assert asked.operands == operands


def test_a_whole_is_the_one_that_its_part_is_told_among() -> None:
    told = {
        "上级": ("水利投资27.6亿元，增长15%，其中上级资金9.2亿元。", "9.2亿元"),
        "投资": ("明年计划水利投资30亿元。", "30亿元"),
    }
    draft = computed("水利投资里，上级资金占几成？", told)
    assert draft is not None
    assert draft.short == "约33.33%"
