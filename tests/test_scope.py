"""Years and places: which reports a question is about, and how it reads from where one stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Document
from qa.parsing.question import parse
from qa.records import Question
from qa.search.scope import asked_of, names_place, names_year, scope_of, without_years, year_of
from tests.pointing import passage, work_report

SHELF = [work_report(year) for year in (2021, 2022, 2023)]
UNDATED = Document("百科.txt", "", "")


def named(*years: int) -> set[str]:
    return {work_report(year).name for year in years}


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        # results of 2021 stand in the report of 2022, its aims in that of 2021
        ("2021年完成改造老旧小区多少个？", named(2022)),
        ("2021年计划新建小学几所？", named(2021)),
        ("2020年新增了多少学位？", named(2021)),
        # no report was given in 2020: the one that tells of it may say what was meant
        ("2020年计划新建小学几所？", named(2021)),
    ],
)
def test_a_year_leads_to_the_report_that_tells_it(question: str, searched: set[str]) -> None:
    scope = scope_of(SHELF, parse(Question(question)))
    assert scope.covered
    assert scope.documents is not None
    assert set(scope.documents) == searched


def test_a_year_without_tense_may_be_told_or_planned() -> None:
    scope = scope_of(SHELF, parse(Question("2022年新建小学多少所？")))
    assert scope.documents is not None
    assert set(scope.documents) == named(2023), "the report that tells it comes first"
    assert set(scope.others) == named(2022), "the one that planned it is looked in second"


def test_a_year_that_no_report_is_of_is_not_covered() -> None:
    scope = scope_of(SHELF, parse(Question("2015年新增学位多少个？")))
    assert (scope.documents, scope.years, scope.covered) == (None, (2015,), False)


def test_no_year_searches_everything() -> None:
    scope = scope_of(SHELF, parse(Question("新增学位多少个？")))
    assert (scope.documents, scope.years, scope.covered) == (None, (), True)


def test_a_document_without_a_year_is_never_left_out() -> None:
    scope = scope_of([*SHELF, UNDATED], parse(Question("2021年完成改造多少个？")))
    assert scope.documents is not None
    assert UNDATED.name in scope.documents
    assert scope_of([UNDATED], parse(Question("1937年谁当选？"))).documents is None


@pytest.mark.parametrize(
    ("document", "asked"),
    [
        (work_report(2022), "去年新增学位多少个?"),
        (work_report(2021), "今年新增学位多少个?"),
        (work_report(2018), "2021年新增学位多少个?"),
        (UNDATED, "2021年新增学位多少个?"),
        (None, "2021年新增学位多少个?"),
    ],
)
def test_a_question_is_put_from_where_a_report_stands(document: Document | None, asked: str) -> None:
    parsed = parse(Question("2021年新增学位多少个？"))
    assert asked_of(document, parsed.normalised, parsed.years) == asked


@pytest.mark.parametrize(
    ("year", "known", "asked"),
    [(2022, None, "去年底住着多少人?"), (2021, None, "今年底住着多少人?"), (2022, 2021, "年底住着多少人?")],
)
def test_the_end_of_a_year_stays_one(year: int, known: int | None, asked: str) -> None:
    parsed = parse(Question("2021年底住着多少人？"))
    assert asked_of(work_report(year), parsed.normalised, parsed.years, known) == asked
    assert without_years(parsed.normalised, parsed.years) == "年底住着多少人?"


@pytest.mark.parametrize(
    ("window", "asked"),
    [
        ("国民生产总值1987年达到10920亿元。", "1987年国民生产总值是多少?"),
        ("一九八七年国民生产总值达到10920亿元。", "一九八七年国民生产总值是多少?"),
        ("国民生产总值达到10920亿元,增长1987亿元。", "去年国民生产总值是多少?"),
    ],
)
def test_a_window_that_prints_the_year_is_asked_with_it_as_printed(window: str, asked: str) -> None:
    parsed = parse(Question("1987年国民生产总值是多少？"))
    seen = asked_of(work_report(1988), parsed.normalised, parsed.years, None, window)
    assert seen == asked


def test_a_heading_of_both_review_and_plan_tells_of_no_year() -> None:
    both, plan = "一、当前形势和今后的任务", "二、今后的任务"
    assert year_of(work_report(1987), plan, "钢产量达到5205万吨。") == 1987
    assert year_of(work_report(1987), both, "钢产量达到5205万吨。") is None


@pytest.mark.parametrize(
    ("heading", "text", "year"),
    [
        ("一、过去一年工作回顾", "新增学位900个。", 2021),
        ("一、过去一年工作回顾", "今年要新增学位900个。", None),
        ("一、工作回顾", "新增学位900个，今年再增800个。", None),
        # the heading itself says of which year
        ("一、2020年工作回顾", "今年新增学位900个。", 2020),
        ("二、今年工作安排", "今年新增学位900个。", 2022),
    ],
)
def test_a_review_that_speaks_of_this_year_tells_no_single_one(
    heading: str, text: str, year: int | None
) -> None:
    assert year_of(work_report(2022), heading, text) == year


def test_years_are_left_out_of_a_search_but_never_all_of_it() -> None:
    parsed = parse(Question("2021年新增学位多少个？"))
    assert without_years(parsed.normalised, parsed.years) == "新增学位多少个?"
    owned = parse(Question("2021年的新增学位"))
    assert without_years(owned.normalised, owned.years) == "新增学位"
    only = parse(Question("2021年？"))
    assert without_years("2021年", only.years) == "2021年"


@settings(deadline=None, max_examples=60)
@given(st.integers(1949, 2099), st.text("0123456789年度报告，", max_size=8))
def test_a_year_is_named_by_its_own_digits_only(year: int, around: str) -> None:
    assert names_year(f"到{year}年底，{around}", year)
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert names_year(f"到{chinese}年底，{around}", year)
    assert not names_year(f"共{year}0户、1{year}人", year)


@pytest.mark.parametrize(
    ("place", "held"),
    [("云湖区", True), ("东海市云湖区", True), ("白塘镇", True), ("海州区", False), ("西山县", False)],
)
def test_a_place_is_the_reports_or_stands_there(place: str, held: bool) -> None:
    one = passage("在松岭镇、白塘镇建成乡村书屋。")
    assert names_place(place, one, work_report(2022), one.text) is held
