"""Questions drawn from a report: general rules, in turn from each section, the same each time."""

from __future__ import annotations

import pytest

from ingest.records import Passage
from qa.numbers.figures import find_figures
from qa.suggest import suggestions
from tests.pointing import passage


def drawn(*texts: str, section: str = "一、回顾", start: int = 0) -> list[Passage]:
    return [passage(text, start=start + 1000 * n, section=section) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("电子印章应用场景增加至7类。", "电子印章应用场景增加至多少类?"),
        ("同时，盘活闲置厂房48.75亩。", "盘活闲置厂房多少亩?"),
        ("发放养老服务补贴680万余元。", "发放养老服务补贴多少元?"),
    ],
)
def test_a_figure_gives_way_to_how_many(text: str, question: str) -> None:
    assert suggestions(drawn(text)) == [question]


@pytest.mark.parametrize(
    "text",
    [
        "新建1处。",  # too short to say of what
        "改造老旧小区18个、惠及居民5200户。",  # two figures, either could be meant
        "其在该街道新增养老床位420张。",  # stands for something said before
        "会议于2023年召开并取得圆满成功。",  # a year
        "各项工作稳步推进，居民满意。",
    ],
)
def test_what_makes_no_clear_question_is_left_out(text: str) -> None:
    assert suggestions(drawn(text)) == []


def test_a_topic_is_asked_for_its_measures() -> None:
    text = "不断优化营商环境。各部门协同发力，居民满意。"
    assert suggestions(drawn(text)) == ["不断优化营商环境有哪些举措?"]


def test_sections_take_turns_and_nothing_comes_twice() -> None:
    first = drawn("改造老旧小区共18个。", "新增养老床位420张。", section="一、民生")
    second = drawn("办理跨省事项800件。", "改造老旧小区共18个。", section="二、营商", start=9000)
    asked = suggestions([*first, *second])
    assert asked == ["改造老旧小区共多少个?", "办理跨省事项多少件?", "新增养老床位多少张?"]
    assert suggestions([*first, *second]) == asked


def test_headings_and_captions_are_not_asked_about() -> None:
    from dataclasses import replace

    one = drawn("改造老旧小区共18个。")[0]
    assert suggestions([replace(one, kind="caption"), replace(one, kind="heading")]) == []
    assert suggestions([]) == []


def test_a_question_does_not_give_its_figure_away(report_store: str) -> None:
    from ingest.store import Store

    asked = suggestions(Store.open(report_store).passages())
    assert len(asked) > 10
    for question in asked:
        assert question.endswith("?")
        assert "\n" not in question
        if "多少" in question:
            assert [f for f in find_figures(question) if not f.indefinite and f.kind == "quantity"] == []
