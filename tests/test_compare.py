"""One question over several years: a row a year, each with its own citation."""

from __future__ import annotations

import pytest

from ingest.library import index
from ingest.store import Store
from qa.answers.answer import lookup
from qa.answers.compare import by_year, comparison
from qa.answers.draft import Draft
from qa.parsing.question import parse
from qa.records import Question
from qa.search.find import Finder
from tests.pointing import PointingReader
from tests.yunhu import write_reports

PLACES = {"2020年": "1200个", "2021年": "1500个", "2022年": "2100个"}
"""New school places by the year told; see `tests.yunhu`."""


@pytest.fixture(scope="module")
def finder(yunhu_store: str) -> Finder:
    return Finder(Store.open(yunhu_store), PointingReader(*PLACES.values()))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def two_places(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """The reports of 云湖区, and one of another place and another year."""
    folder = tmp_path_factory.mktemp("places")
    reports = write_reports(folder)
    text = "一、2019年工作回顾\n\n民生保障持续加强。全年新增学位900个，新建幼儿园2所。\n"
    (reports / "2020年松岭县政府工作报告.txt").write_text(text, encoding="utf-8")
    index([reports], str(folder / "store"))
    reader = PointingReader("900个", *PLACES.values())
    return Finder(Store.open(str(folder / "store")), reader)  # type: ignore[arg-type]


def table(draft: Draft | None) -> dict[str, str]:
    return {row.year: row.value for row in draft.rows} if draft else {}


def check_rows(draft: Draft | None) -> None:
    """Each value is quoted from the report that tells its year."""
    assert draft is not None
    for row in draft.rows:
        assert row.value in row.quote.text
        assert row.quote.passage.document.startswith(str(int(row.year[:4]) + 1))
    assert [row.year for row in draft.rows] == sorted(row.year for row in draft.rows)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("近三年新增学位怎么变化？", {"2020年", "2021年", "2022年"}),
        ("历年新增学位分别是多少个？", {"2020年", "2021年", "2022年"}),
        ("2020年到2022年新增学位的变化趋势？", {"2020年", "2021年", "2022年"}),
        ("2021年和2022年新增学位分别多少个？", {"2021年", "2022年"}),
    ],
)
def test_a_comparison_is_a_row_for_each_year(finder: Finder, question: str, years: set[str]) -> None:
    draft = comparison(parse(Question(question)), finder)
    assert table(draft) == {year: value for year, value in PLACES.items() if year in years}
    check_rows(draft)


@pytest.mark.parametrize("question", ["近三年地铁客流怎么变化？", "2010年和2011年新增学位分别多少个？"])
def test_what_fewer_than_two_reports_tell_is_no_table(finder: Finder, question: str) -> None:
    assert comparison(parse(Question(question)), finder) is None


def unasked(finder: Finder, question: str) -> Draft:
    parsed = parse(Question(question))
    search = finder.find(parsed)
    best = lookup(parsed, search)
    assert best is not None
    return by_year(parsed, search, best, finder)


def test_without_a_year_reports_that_differ_are_told_apart(finder: Finder) -> None:
    draft = unasked(finder, "全年新增学位多少个？")
    assert table(draft) == PLACES
    check_rows(draft)


def test_with_a_year_one_value_is_enough(finder: Finder) -> None:
    draft = unasked(finder, "2021年全年新增学位多少个？")
    assert (draft.short, draft.rows) == ("1500个", ())


def test_years_are_compared_within_one_place(two_places: Finder) -> None:
    draft = comparison(parse(Question("云湖区历年新增学位分别是多少个？")), two_places)
    assert table(draft) == PLACES
    tables = table(unasked(two_places, "全年新增学位多少个？"))
    assert not tables or "2019年" not in tables
