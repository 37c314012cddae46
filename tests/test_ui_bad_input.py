"""What a visitor or the world around may do wrong: they read a sentence and keep what they typed."""

from __future__ import annotations

import pytest
from fake_engine import FakeEngine
from playwright.sync_api import expect
from ui_harness import FIGURE, Visit, ask, free_port

import ui
from web.feedback import FeedbackBox

pytest_plugins = ["ui_harness"]

HOSTILE = {
    "script": "<script>document.title='owned'</script>",
    "handler": "<img src=x onerror=\"document.title='owned'\">",
    "markdown image": "![x](http://example.com/x.png)",
    "markdown link": "[点我](javascript:alert(1)) **粗**",
    "right-to-left": "\u202e倒过来\u202c 就业\u200f多少",
    "bare address": "http://example.com/a?b=c",
    "template": "{{7*7}} ${7*7} #{7*7}",
    "closing tags": "</textarea></script><h1>hi</h1>",
    "entities": "&lt;b&gt; &#60;b&#62;",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_typed_is_executed_or_rendered(visit: Visit, name: str) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = ask(page, HOSTILE[name])
    # the engine of the table repeats the question in its answer, as the worst engine would
    assert answer.locator("img, script, b, a, h1, strong").count() == 0
    for part in (answer, page.locator(".turn h2").last):
        assert "".join(HOSTILE[name].split()) in "".join((part.text_content() or "").split())
    assert page.title() == "报告问答"
    assert not [url for url in asked if "example.com" in url]
    page.reload()
    assert "".join(HOSTILE[name].split()) in "".join(
        (page.locator(".turn h2").last.text_content() or "").split()
    )
    assert page.title() == "报告问答"


def test_hostile_history_in_the_browser_is_only_text(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    page.evaluate(
        """() => { const key = Object.keys(localStorage).find(key => key.includes('.talk.'));
        const talk = JSON.parse(localStorage[key]);
        talk.turns[0].record.answer = '<img src=x onerror="document.title=1">[1][99]';
        talk.turns[0].record.citations[0].document = '<b>x</b>';
        talk.turns.push({ question: 1 }, null, { question: 'x', record: { status: 'answered' } });
        localStorage[key] = JSON.stringify(talk); }"""
    )
    page.reload()
    page.locator(".turn").first.wait_for()
    assert page.locator(".turn img, .turn b").count() == 0
    assert page.title() == "报告问答"


def test_a_paste_of_5000_characters_is_turned_away_kindly(visit: Visit) -> None:
    page = visit()
    text = "市北区的工作" * 834
    answer = ask(page, text)
    assert "太长" in answer.inner_text()
    assert page.input_value("#question") == text
    assert len(page.locator(".turn h2").inner_text()) < 300


def test_more_than_the_server_takes_is_turned_away_kindly(visit: Visit) -> None:
    page = visit(faulty=True)
    text = "长" * 40_000
    answer = ask(page, text)
    assert "太长" in answer.inner_text()
    assert page.input_value("#question") == text


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_send_asks_for_a_question(visit: Visit, engine: FakeEngine, text: str) -> None:
    page = visit()
    page.fill("#question", text)
    page.click("#send")
    assert page.locator("#notice").inner_text() == "请先写下您的问题。"
    assert page.evaluate("document.activeElement.id") == "question"
    assert engine.asked == []


def test_ten_sends_in_a_second_ask_once(visit: Visit, engine: FakeEngine) -> None:
    engine.open.clear()
    page = visit()
    page.fill("#question", FIGURE)
    page.evaluate("() => { for (let i = 0; i < 10; i += 1) document.getElementById('ask').requestSubmit() }")
    engine.open.set()
    page.locator(".short").wait_for()
    assert len(engine.asked) == 1
    assert page.locator(".turn").count() == 1
    assert ask(page, FIGURE).is_visible()


def test_a_second_question_waits_for_the_first_and_is_kept(visit: Visit, engine: FakeEngine) -> None:
    engine.open.clear()
    page = visit()
    page.fill("#question", FIGURE)
    page.press("#question", "Enter")
    page.fill("#question", "第二个问题")
    page.press("#question", "Enter")
    assert "正在回答上一个问题" in page.locator("#notice").inner_text()
    engine.open.set()
    page.locator(".short").wait_for()
    assert page.input_value("#question") == "第二个问题"


def test_a_dropped_connection_keeps_the_question(visit: Visit) -> None:
    page = visit(faulty=True)
    page.context.set_offline(True)
    expect(page.locator("#notice")).to_contain_text("网络断开了")
    failed = ask(page, FIGURE)
    assert "没有连上服务器" in failed.inner_text()
    assert page.input_value("#question") == FIGURE
    page.context.set_offline(False)
    failed.get_by_role("button", name="再试一次").click()
    assert page.locator(".short").inner_text() == "344人"
    assert page.input_value("#question") == ""


def test_a_connection_that_breaks_in_the_middle_keeps_the_question(visit: Visit, engine: FakeEngine) -> None:
    page = visit(faulty=True)
    page.route("**/gradio_api/call/ask_live/*", lambda route: route.abort())
    assert "没有连上服务器" in ask(page, FIGURE).inner_text()
    assert page.input_value("#question") == FIGURE


def test_an_error_of_the_server_is_one_plain_sentence(visit: Visit, engine: FakeEngine) -> None:
    engine.fail = RuntimeError("secret detail in /home/somebody")
    page = visit(faulty=True)
    failed = ask(page, FIGURE)
    assert "服务器出了点问题" in failed.inner_text()
    assert "secret" not in page.content()
    assert page.input_value("#question") == FIGURE


def test_a_report_that_cannot_be_fetched_says_so(visit: Visit) -> None:
    page = visit(faulty=True)
    page.route("**/report?*", lambda route: route.abort())
    ask(page, FIGURE)
    expect(page.locator("#source-note")).to_contain_text("没能取到报告全文")
    page.unroute("**/report?*")
    page.locator(".mark").first.click()
    assert page.locator("mark.main").inner_text() == "全年吸纳协作地脱贫人口来鲁就业344人"


def test_a_browser_without_storage_still_answers(visit: Visit) -> None:
    page = visit("accessibility")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page.goto(page.url.replace("/accessibility", "/"))
    ask(page, FIGURE)
    assert "不让保存历史" in page.locator("#notice").inner_text()


def test_a_server_restarted_under_an_open_page(
    visit: Visit, feedback_file: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = free_port()
    box = FeedbackBox(tmp_path_factory.mktemp("restart") / "votes.jsonl")
    first = ui.build(FakeEngine(), box, port=port)
    page = visit(base=first.start(), faulty=True)
    ask(page, FIGURE)
    first.stop()
    assert "没有连上服务器" in ask(page, "大港街道入选了什么\uff1f").inner_text()
    assert page.input_value("#question") == "大港街道入选了什么\uff1f"
    second = ui.build(FakeEngine(), box, port=port)
    second.start()
    try:
        page.get_by_role("button", name="再试一次").click()
        page.locator(".turn").nth(1).locator(".none").wait_for()
        page.locator(".mark").first.click()
        assert page.locator("mark.main").count() == 1
    finally:
        second.stop()
