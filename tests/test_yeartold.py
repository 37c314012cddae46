"""Which year it was: by the name that the question quotes, or by 今年 and the year of its report."""

from __future__ import annotations

import pytest

from ingest.store import Store
from qa.answers.answer import lookup
from qa.answers.yeartold import dated, year_told
from qa.parsing.question import parse
from qa.records import Question
from qa.search.find import Finder
from tests.pointing import PointingReader


@pytest.mark.parametrize(
    ("question", "pointed", "year"),
    [
        ("“湖光办”政务服务平台是哪一年建成的？", "湖光办", "2021年"),
        ("哪一年新增学位1500个？", "1500个", "2021年"),
        # another name, none, or what is still to come
        ("“湖光厅”政务服务平台是哪一年建成的？", "湖光办", None),
        ("“湖光厅”新增学位1500个是哪一年？", "1500个", None),
        ("政务服务平台是哪一年建成的？", "湖光办", None),
        ("“湖光办”要到哪一年才能建成？", "湖光办", None),
    ],
)
def test_a_quoted_name_tells_the_year(
    yunhu_store: str, question: str, pointed: str, year: str | None
) -> None:
    parsed, finder = parse(Question(question)), Finder(Store.open(yunhu_store), PointingReader(pointed))  # type: ignore[arg-type]
    draft = year_told(parsed, finder.find(parsed), finder)
    assert (draft.short if draft else None) == year
    assert draft is None or any("2021年" in quote.text for quote in draft.quotes)


@pytest.mark.parametrize(
    ("question", "short", "cited"),
    [
        ("计划新建小学是哪一年？", "2021年", True),
        ("什么时候计划新建小学？", "今年", False),  # no year is asked for
    ],
)
def test_this_year_is_that_of_its_report(yunhu_store: str, question: str, short: str, cited: bool) -> None:
    parsed, finder = parse(Question(question)), Finder(Store.open(yunhu_store), PointingReader("今年"))  # type: ignore[arg-type]
    found = finder.find(parsed)
    found_in = {e.passage.document for e in found.evidence[:1]}
    draft = lookup(parsed, found)
    assert draft is not None
    told = dated(parsed, draft, finder)
    assert found_in == {"2021年云湖区政府工作报告.txt"}
    assert told.short == short
    assert any("2021年" in quote.text for quote in told.quotes) == cited
