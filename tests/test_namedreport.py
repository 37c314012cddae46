"""A report named by its year, and years of two digits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Document
from qa.parsing.namedreport import full_years, report_of
from qa.parsing.question import parse
from qa.records import Question
from qa.search.scope import scope_of


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("零三年报告里讲了几座桥", "2003年报告里讲了几座桥"),
        ("98年报告那会儿有几座桥", "1998年报告那会儿有几座桥"),
        ("16年的报告说", "2016年的报告说"),
        ("九八年定的上限是多少", "1998年定的上限是多少"),
        ("从95年到03年增加了几座", "从1995年到2003年增加了几座"),
        ("云湖94年修了几座桥", "云湖1994年修了几座桥"),
        ("八七年修了几座桥", "1987年修了几座桥"),
        ("从八七年到九一年修了几座桥", "从1987年到1991年修了几座桥"),
        # no year, but how long
        ("用了94年", "用了94年"),
        ("整整94年", "整整94年"),
        ("第94年", "第94年"),
        ("云湖建校满84年", "云湖建校满84年"),
        # beside a year
        ("2001年的前一年修了几座桥", "2000年修了几座桥"),
        ("2001年次一年修了几座桥", "2002年修了几座桥"),
        ("用了16年", "用了16年"),
        ("念了八九年书", "念了八九年书"),
        ("近20年来修了几座", "近20年来修了几座"),
        ("90年代修了几座", "90年代修了几座"),
        ("这座桥历时84年", "这座桥历时84年"),
        ("这94年里", "这94年里"),
        ("有94年的传统", "有94年的传统"),
        ("八七年时间", "八七年时间"),
        ("听说94年修了几座", "听说1994年修了几座"),
        ("2016年的报告说", "2016年的报告说"),
    ],
)
def test_years_of_two_digits_are_written_in_full(text: str, full: str) -> None:
    assert full_years(text) == full


@pytest.mark.parametrize(
    ("text", "year", "asked"),
    [
        ("2016年的报告里，前一年修了几座桥？", 2016, "报告里，去年修了几座桥？"),
        ("2016年政府工作报告说当年要修几座桥？", 2016, "工作报告说今年要修几座桥？"),
        ("In the 2008 report, how many bridges were built?", 2008, "how many bridges were built?"),
        ("2016年修了几座桥？", None, "2016年修了几座桥？"),
        ("2016年报告了几起？", None, "2016年报告了几起？"),
        ("从2003年报告到2008年报告，桥多了几座？", None, "从2003年报告到2008年报告，桥多了几座？"),
    ],
)
def test_a_report_is_named_by_its_year(text: str, year: int | None, asked: str) -> None:
    assert report_of(text) == (year, asked)


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_without_an_error(text: str) -> None:
    year, asked = report_of(full_years(text))
    assert year is None or 1900 <= year < 2100
    assert year is not None or asked == full_years(text)


def _report(year: int) -> Document:
    one = Document(name=f"{year}.txt", text="", sha256="", title=f"{year}年政府工作报告")
    return replace(one, year=year, told_year=year - 1)


@pytest.mark.parametrize(
    ("question", "documents", "years"),
    [
        ("2016年报告里修了几座桥？", ("2016.txt",), ()),
        ("2016年报告里前一年修了几座桥？", ("2016.txt",), (2015,)),
        ("2016年报告里当年要修几座桥？", ("2016.txt",), (2016,)),
        ("2016年报告里，2015年修了几座桥？", ("2016.txt",), (2015,)),
        ("2016年报告里，1997年修了几座桥？", ("2016.txt",), ()),
        ("2015年修了几座桥？", ("2016.txt",), (2015,)),
    ],
)
def test_a_named_report_is_searched_whole_unless_a_year_of_its_is_meant(
    question: str, documents: tuple[str, ...], years: tuple[int, ...]
) -> None:
    scope = scope_of([_report(2014), _report(2016), _report(2018)], parse(Question(question)))
    assert (scope.documents, scope.years) == (documents, years)


def test_a_report_that_is_not_there_is_not_covered() -> None:
    scope = scope_of([_report(2016)], parse(Question("2003年报告里修了几座桥？")))
    assert not scope.covered
    assert scope.years == (2003,)
