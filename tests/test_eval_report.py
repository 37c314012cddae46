"""The report page in a real browser, and the Markdown summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from eval_demo import Oracle, demo_suite
from playwright.sync_api import Browser, Page

from eval import corpora
from eval.session import Session

pytest_plugins = ["ui_harness"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of an engine without units, against the whole oracle's baseline, with retrieval beside it."""
    place = tmp_path_factory.mktemp("eval-report")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpora, "load_suite", lambda *args, **kwargs: demo_suite())
        for broken in ("", "units"):
            run = Session(
                data=None,
                cache=place,
                out=place / "out",
                store="none",
                opener=lambda store, settings, broken=broken: Oracle(broken),
                baselines=place / "baseline",
            )
            for suite in ("report", "retrieval"):
                run.run(suite, accept="" if broken else "第一次")
            run.finish()
    return place / "out"


@pytest.fixture(scope="module")
def page(folder: Path, chromium: Browser) -> Iterator[Page]:
    """The report, opened; what it asks the network for and says on the console is collected."""
    page = chromium.new_page(viewport={"width": 1200, "height": 1000})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append("dialog"))
    page.goto((folder / "report.html").as_uri())
    page.asked, page.said = asked, said  # type: ignore[attr-defined]
    yield page
    page.close()


def test_it_needs_nothing_but_itself(page: Page, folder: Path) -> None:
    assert page.asked == [(folder / "report.html").as_uri()]  # type: ignore[attr-defined]
    assert page.said == []  # type: ignore[attr-defined]
    assert not re.search(r'(src|href)="(?!#|data:)', (folder / "report.html").read_text("utf-8"))


def test_it_shows_table_verdict_and_charts(page: Page) -> None:
    section = page.locator("#suite-report")
    assert "未通过" in section.locator(".verdict").inner_text()
    assert section.locator("table").first.locator("tbody tr").count() >= 10
    assert section.locator("td.down").count() >= 2
    titles = page.locator("figure svg > title").evaluate_all("found => found.map(title => title.textContent)")
    for word in ("kind", "calibration", "refusal", "latency", "recall"):
        assert any(word in title for title in titles), word
    box = page.locator("figure svg").first.bounding_box()
    assert box
    assert box["width"] > 250


def test_a_chart_has_chinese_letters(page: Page) -> None:
    assert "数字 figure" in (page.locator("figure svg").first.text_content() or "")


def test_every_question_opens_with_all_that_belongs_to_it(page: Page) -> None:
    assert page.locator("details.q").count() == 21
    question = page.locator("#report-demo-fig-1")
    question.locator("summary").click()
    body = question.locator(".body")
    assert body.is_visible()
    text = body.inner_text()
    assert "近800个" in text  # gold
    assert "限定词" in text or "单位" in text  # why
    assert body.locator("mark").first.inner_text() == "新增学位近800个"
    assert body.locator("mark.gold").inner_text() == "新增学位近800个"
    assert "对→错" in question.inner_text()


def test_the_answer_of_the_baseline_is_shown_as_a_diff(tmp_path: Path) -> None:
    from eval.report import _before

    diff = _before({"answer": "近800个 [1]", "status": "answered", "short_answer": "近800个"}, "800个 [1]")
    assert diff is not None
    assert diff["diff"] == [("-", "近"), ("=", "800个 [1]")]


def test_filters(page: Page) -> None:
    state, search = page.locator('[data-role="state"]').first, page.locator('[data-role="text"]').first
    shown = page.locator("#list-report details.q:visible")
    wrong = shown.count()
    assert 0 < wrong < 21
    state.select_option("")
    assert shown.count() == 21
    search.fill("幼儿园")
    assert 0 < shown.count() < 21
    search.fill("")
    page.locator('[data-role="kind"]').first.select_option("attack")
    assert shown.count() == 1
    page.locator('[data-role="kind"]').first.select_option("")


def test_what_a_question_says_is_never_run(page: Page) -> None:
    page.locator('[data-role="state"]').first.select_option("")
    question = page.locator("#report-demo-atk-1")
    assert "<script>alert(1)</script>" in question.locator("summary").inner_text()
    assert page.said == []  # type: ignore[attr-defined]


def test_nothing_overflows_on_a_phone_or_in_print(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1200, "height": 1000})
    page.emulate_media(media="print")
    assert not page.locator(".tools").first.is_visible()
    page.emulate_media(media="screen")


def test_it_is_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_held_out_questions_are_not_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setattr(corpora, "load_suite", lambda name, *rest: replace(demo_suite(), name=name))
    run = Session(
        data=None,
        cache=tmp_path,
        out=tmp_path,
        store="none",
        opener=lambda *_: Oracle("units"),
        baselines=tmp_path / "baseline",
    )
    run.run("report-heldout")
    run.finish()
    for name in ("report.html", "report.md"):
        text = (tmp_path / name).read_text("utf-8")
        assert "新增学位" not in text
        assert "report-heldout" in text


def test_the_markdown_summary(folder: Path) -> None:
    text = (folder / "report.md").read_text("utf-8")
    assert "### report" in text
    assert "未通过" in text
    assert "| 回答正确 right |" in text
    assert "`demo-fig-1` right" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.count("|") in (5, 6) for line in rows)


def test_the_same_run_draws_the_same_charts() -> None:
    from eval.charts import calibration_chart, kinds_chart

    assert kinds_chart({"fact": 0.5}, {}, ["事实"]) == kinds_chart({"fact": 0.5}, {}, ["事实"])
    once = calibration_chart([(0.9, 1.0)])
    assert once == calibration_chart([(0.9, 1.0)])
    assert "<title>" in once
