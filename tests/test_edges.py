"""Names as questions ask for them: whole in their marks and behind a dash, without a count; one of those offered."""

from __future__ import annotations

import pytest

from qa.answers.answerspan import find_span
from qa.parsing.question import parse
from qa.records import Question
from tests.pointing import evidence, searched


def answered(text: str, pointed: str, question: str) -> str:
    found = find_span(parse(Question(question)), searched(question, evidence(text, pointed)))
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("text", "pointed", "question", "answer"),
    [
        ("组织“村企早茶会暨恳谈日”系列活动。", "村企早茶会", "那个活动叫什么名字？", "“村企早茶会暨恳谈日”"),
        ("荣获“全省绿化造林先进集体”称号。", "全省绿化", "得了个什么称号？", "“全省绿化造林先进集体”"),
        # a part is asked for, or the title less what stands under it
        ("打造“东港街道好邻居”品牌。", "东港街道", "是哪个街道的品牌？", "东港街道"),
        ("评出“好木匠——石松”等人。", "好木匠", "石松是干什么的？", "好木匠"),
    ],
)
def test_a_name_in_marks_is_whole(text: str, pointed: str, question: str, answer: str) -> None:
    assert answered(text, pointed, question) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("建成唯一的发布窗口——“好邻里”服务网东港分站。", "“好邻里”服务网东港分站"),
        ("建成唯一的发布窗口——“好邻里”服务网获评先进。", "“好邻里”服务网"),
        ("建成唯一的发布窗口，“好邻里”服务网东港分站。", "“好邻里”服务网"),
    ],
)
def test_what_a_dash_names_fills_its_clause(text: str, answer: str) -> None:
    assert answered(text, "“好邻里”服务网", "发布窗口叫什么名字？") == answer


def test_a_sign_and_a_qualifier_are_of_the_figure() -> None:
    text = "冷库温度保持在零下18℃，改造近800间。"
    assert answered(text, "18℃", "冷库是什么温度？") == "零下18℃"


def test_a_name_has_no_count() -> None:
    text = "安装食堂“好味道”系统46套，供餐3万人次。"
    assert answered(text, "“好味道”系统46套", "食堂装的那套东西叫什么名字？") == "“好味道”系统"
    assert answered(text, "“好味道”系统46套", "食堂里装了什么？") == "“好味道”系统46套"


def test_a_grade_is_whole_and_a_prize_alone() -> None:
    text = "沈小岚获全市技能大赛二等奖，处室获评国家4A级机关，石松获评“全国优秀木匠”。"
    assert answered(text, "全市技能大赛二等奖", "沈小岚得了几等奖？") == "二等奖"
    assert answered(text, "全市技能大赛二等奖", "沈小岚得了什么奖？") == "全市技能大赛二等奖"
    assert answered(text, "国家4A", "处室评上了几A？") == "国家4A级"
    assert answered(text, "全国优秀木匠", "石松获得了什么荣誉？") == "“全国优秀木匠”"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("这家驿站“首家”前面该写全国、全省还是全市？", "全市"),
        ("这家驿站是全市还是全省首家？", "全市"),
        # none of them, or more than one, stands there
        ("这家驿站是全国还是全省首家？", "云湖广场建成全市"),
        ("这家驿站建在云湖广场还是全市首家？", "云湖广场建成全市"),
    ],
)
def test_of_the_answers_that_a_question_offers_the_reports_own(question: str, answer: str) -> None:
    assert answered("在云湖广场建成全市首家驿站。", "云湖广场建成全市", question) == answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("这份宣言的名称怎么写？", "title"),
        ("那个活动，名头是什么？", "title"),
        ("挣来个什么省里的先进？", "other"),
        ("评上了什么省级荣誉？", "title"),
        ("建在什么省？", "place"),
        ("得了几等奖？", "other"),
        ("他是哪个社区的书记？", "place"),
        ("是哪个社区书记说的？", "person"),
    ],
)
def test_what_is_asked_for_a_name(question: str, kind: str) -> None:
    assert parse(Question(question)).expected == kind
