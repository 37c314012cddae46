"""Points that a report numbers: all, where as many ways are asked for."""

from __future__ import annotations

import pytest

from ingest.normalise import normalise
from qa.answers import answer
from qa.answers.answer import points
from qa.answers.extract import description
from qa.answers.points import further_points, points_asked
from qa.parsing.question import parse
from qa.records import Question
from tests.pointing import evidence, searched

TEXT = "发展果业，今年抓三件事。一是修路。路要平。二是引水；三是建库。库要干爽。"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("重点抓哪三件事？", 3),
        ("该从哪几手做起？", 0),
        ("走的是哪两条路子？", 2),
        ("出了哪四招？", 4),
        ("新办了哪三家银行？", None),
        ("开了哪两条路口的红绿灯？", None),
        ("有哪几个点位？", None),
        ("怎么发展果业？", None),
    ],
)
def test_how_many_points_a_question_asks_for(question: str, count: int | None) -> None:
    assert points_asked(normalise(question)) == count


@pytest.mark.parametrize("question", ["发展果业重点抓哪三件事？", "发展果业从哪几手做起？"])
def test_all_the_points_wherever_in_them_the_reader_points(question: str) -> None:
    draft = points(parse(Question(question)), searched(question, evidence(TEXT, "路要平")))
    assert draft is not None
    assert [quote.text for quote in draft.quotes] == ["一是修路。", "二是引水；三是建库。"]


def test_no_points_where_as_many_are_not_told() -> None:
    found = searched("", evidence(TEXT, "路要平"))
    assert points(parse(Question("发展果业重点抓哪四件事？")), found) is None
    assert points(parse(Question("怎么发展果业？")), found) is None
    none = searched("", evidence("修路。引水。", "修路"))
    assert points(parse(Question("重点抓哪三件事？")), none) is None


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("抓三件事。一是修路。", ["二是引水。", "三是建库。"]),
        ("抓三件事：一是修路。", ["二是引水。", "三是建库。"]),
        # a paragraph of its own, which nothing leads up to
        ("一是修路有成效。", []),
    ],
)
def test_points_go_on_where_something_leads_up_to_the_first(text: str, further: list[str]) -> None:
    text += "路要平整好走。" * 30 + "二是引水。三是建库。"
    told = further_points(evidence(text)[0], [])
    assert [text[span.start - 100 : span.end - 100] for _, span in told] == further


def test_a_rest_of_a_passage_is_told_with_what_stands_before_it() -> None:
    text = "帮大学生找活干。" * 18 + "再建三个创业园。"
    (told, span), *others = description(evidence(text, "创业园"))
    place = told.place(span.start, span.end)
    assert not others
    assert text[place.start - 100 : place.end - 100] == text


def test_the_fields_that_a_report_lists() -> None:
    text = "社保卡在看病、坐车、取钱等三个领域用起来。"
    question = "社保卡用在哪些方面？"
    draft = answer.description(
        parse(Question(question)), searched(question, evidence(text, "看病、坐车、取钱"))
    )
    assert draft is not None
    assert draft.short == "看病、坐车、取钱"
    told = "社保卡发了，看病、坐车、取钱。"
    other = answer.description(
        parse(Question(question)), searched(question, evidence(told, "看病、坐车、取钱"))
    )
    assert other is not None
    assert other.short is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("孩子上学这件事，区里办了哪些？", "description"),
        ("养花这条线，做出了哪些名堂？", "description"),
        ("忙活一年下来到底招来了什么？", "description"),
        ("给老人置办了些什么？", "description"),
        ("对残疾人有什么优待？", "description"),
        ("下了哪些狠手？", "description"),
        ("那支舞跳出了啥名堂？", "fact"),
        ("街道办了什么证？", "fact"),
        ("书屋里都给大家办点啥？", "fact"),
    ],
)
def test_a_broad_question_is_described(question: str, kind: str) -> None:
    assert parse(Question(question)).kind == kind
