"""What was before, reckoned back from a step, a plan, a multiple; a change told by both of its ends."""

from __future__ import annotations

import pytest

from qa.answers.answer import lookup
from qa.computing.compute import may_be_stated
from qa.computing.toldback import behind_beside, from_next_year, is_turned_back, year_before
from qa.parsing.question import ParsedQuestion, parse
from qa.planning.calculate import plan
from qa.records import Question
from qa.search.find import Search
from tests.pointing import evidence, searched, work_report
from tests.test_compute import TableFinder, YearFinder, computed


@pytest.mark.parametrize(
    ("sentence", "pointed", "expression"),
    [
        ("年末存粮310万吨，比年初增加27万吨。", "310万吨", "310万吨 - 27万吨 = 283万吨"),
        ("年末存粮310万吨，比上年末减少27万吨。", "310万吨", "310万吨 + 27万吨 = 337万吨"),
        ("存粮达310万吨，其中当年新增27万吨。", "310万吨", "310万吨 - 27万吨 = 283万吨"),
        ("年末存粮310万吨，比邻县多27万吨。", "310万吨", None),
        ("年末存粮310万吨，比年初增加27万元。", "310万吨", None),
    ],
)
def test_what_there_was_at_the_start_of_the_year(sentence: str, pointed: str, expression: str | None) -> None:
    for question in ("存粮年初有多少万吨？", "2020年年初的时候，存粮有多少万吨？"):
        draft = computed(question, {"存粮": (sentence, pointed)})
        assert (draft.expression if draft else None) == expression


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        ("1985年增加36亿元，全年税收达到182亿元。", "182亿元 - 36亿元 = 146亿元"),
        ("税收比上年增加36亿元，达到182亿元。", "182亿元 - 36亿元 = 146亿元"),
        ("1983年增加36亿元，1985年税收达到182亿元。", None),
        ("新增投资36亿元，税收达到182亿元。", None),
    ],
)
def test_the_step_of_a_year_before_its_total(sentence: str, expression: str | None) -> None:
    draft = computed("1985年税收那个数倒推回去，1984年是多少？", {"税收": (sentence, "182亿元")})
    assert (draft.expression if draft else None) == expression


def test_what_came_in_a_year_is_not_what_there_was_before() -> None:
    asked = plan("年初的时候工厂有多少家？")
    told = lookup(
        parse(Question("工厂有多少家？")), searched("工厂有多少家", evidence("引进工厂12家。", "12家"))
    )
    assert asked is not None
    assert told is not None
    assert not may_be_stated(asked, told, TableFinder({}))  # type: ignore[arg-type]
    before = lookup(
        parse(Question("工厂有多少家？")), searched("工厂有多少家", evidence("年初仅有工厂12家。", "12家"))
    )
    assert before is not None
    assert may_be_stated(asked, before, TableFinder({}))  # type: ignore[arg-type]


def test_a_rate_less_its_points_is_a_rate() -> None:
    finder = YearFinder("电梯完好率94.6%,比上年提高5.1个百分点。", "94.6%")
    draft = year_before(parse(Question("2022年电梯完好率是多少？")), finder)  # type: ignore[arg-type]
    assert draft is not None
    assert draft.expression == "94.6% - 5.1个百分点 = 89.5%"


class Report(YearFinder):
    """The report given in 2024, which tells of 2023, in whatever part of the reports it is looked for."""

    spoken_of = misspelt = staticmethod(lambda _: False)

    def of_report(self, year: int | None) -> Report:
        return self

    def find(self, parsed: ParsedQuestion, text: str | None = None, only: object = None) -> Search:
        sentence, figure = self.table["电梯"]
        return searched(parsed.normalised, evidence(sentence, figure, document=work_report(2024).name))


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("今年安排电梯改造资金75亿元,比上年增加57亿元。", "18亿元"),
        ("全年投入电梯改造资金75亿元,比上年增加57亿元。", None),  # told of 2023, not of 2024
        ("今年安排电梯改造资金75亿元,增加57亿元用于消防。", None),
    ],
)
def test_last_years_from_what_this_years_plan_is_more(sentence: str, short: str | None) -> None:
    asked = parse(Question("照2024年报告的说法，2023年电梯改造资金是多少亿元？"))
    assert is_turned_back(asked)
    draft = from_next_year(asked, Report(sentence, "75亿元"))  # type: ignore[arg-type]
    assert (draft.short if draft else None) == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("2018年产值是多少亿元？", "20亿元"),
        ("2017年产值是多少亿元？", None),  # of another year
        ("产值是2018年的几倍？", None),  # a multiple is asked for
    ],
)
def test_the_amount_behind_a_multiple_of_a_year(question: str, short: str | None) -> None:
    asked = parse(Question(question))
    search = searched(asked.normalised, evidence("产值46亿元,是2018年的2.3倍。", "2.3倍"))
    found = lookup(parse(Question("产值是2018年的几倍？")), search)
    assert found is not None
    draft = behind_beside(asked, found)
    assert (draft.short if draft else None) == short


CHANGES = {
    "茶馆": ("县里已经有57家茶馆试点,今年要扩大到120家。", "57家"),
    "天然气": ("天然气由每立方米3.62元下调至3.51元。", "3.51元"),
    "合作社": ("合作社由386家增至471家,加工厂新增9家。", "9家"),
}


@pytest.mark.parametrize(
    ("question", "expression"),
    [
        ("试点茶馆要比原来多出几家？", "120家 - 57家 = 63家"),
        ("天然气一方便宜了多少？", "3.62元 - 3.51元 = 0.11元"),
        ("县里的合作社比原来多了几家？", "471家 - 386家 = 85家"),  # the reader points to another thing
    ],
)
def test_both_ends_of_a_change(question: str, expression: str | None) -> None:
    draft = computed(question, CHANGES)
    assert (draft.expression if draft else None) == expression
