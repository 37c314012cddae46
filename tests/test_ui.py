"""The page in a real browser: asking, reading, the source beside it, history, languages and looks."""

from __future__ import annotations

import json
from pathlib import Path

from fake_engine import REPORT, FakeEngine
from playwright.sync_api import expect
from ui_harness import CORRECTION, FIGURE, LIST, NOT_FOUND, YEARS, Visit, ask, phone_options

pytest_plugins = ["ui_harness"]

QUOTE = "全年吸纳协作地脱贫人口来鲁就业344人"


def test_the_start_says_what_it_is_and_what_can_be_asked(visit: Visit) -> None:
    page = visit()
    assert page.locator("#what").inner_text() == "用报告的原话回答\uff0c并指出是哪一句。"
    assert "市北区2023年工作成果" in page.locator("#reports").inner_text()
    assert "2023" in page.locator("#reports .facts").inner_text()
    first = page.locator("#asks button").all_inner_texts()
    assert len(first) == 6
    page.click("#more")
    expect(page.locator("#asks button").first).not_to_have_text(first[0])


def test_the_start_can_be_read_before_any_script_runs(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("#asks button").count() == 6
    assert "JavaScript" in page.locator("noscript").inner_text()


def test_a_suggestion_is_asked_by_a_press(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name=FIGURE).click()
    assert page.locator(".short").inner_text() == "344人"


def test_the_short_answer_comes_first_and_large_with_its_clause_and_source(visit: Visit) -> None:
    page = visit()
    answer = ask(page, FIGURE)
    texts = answer.inner_text().split("\n")
    assert texts[0] == "344人"
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    assert page.locator(".short").evaluate(size) > 1.5 * page.locator(".said").evaluate(size)
    assert QUOTE in answer.locator(".said").inner_text()
    assert "6 大力做好乡村振兴工作" in answer.locator(".sources").inner_text()


def test_at_a_desk_the_source_opens_by_itself_and_the_focus_stays(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    assert page.locator("#source mark.main").inner_text() == QUOTE
    assert page.evaluate("document.activeElement.id") == "question"


def test_a_press_on_the_number_brings_the_quote_and_escape_brings_back(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    page.click("#source-back")
    assert page.locator("#source").is_hidden()
    page.locator(".mark").first.click()
    assert page.locator("#source mark.main").inner_text() == QUOTE
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert page.locator("mark.main").evaluate(
        "mark => { const a = mark.getBoundingClientRect();"
        " const b = document.getElementById('paper').getBoundingClientRect();"
        " return a.top >= b.top && a.bottom <= b.bottom }"
    )
    page.keyboard.press("Escape")
    assert page.locator("#source").is_hidden()
    assert page.evaluate("document.activeElement.className") == "mark"


def test_the_pane_holds_the_whole_report(visit: Visit) -> None:
    page = visit()
    page.click("#read")
    page.locator("#paper .body").first.wait_for()
    shown = "".join(page.locator("#paper").inner_text().split())
    assert shown == "".join(REPORT.read_text("utf-8").split())


def test_other_citations_are_marked_lightly_and_reached_in_turn(visit: Visit) -> None:
    page = visit()
    ask(page, LIST)
    assert page.locator("mark.main").inner_text().startswith("邮轮港区完成岸线整治")
    assert page.locator("mark.other").inner_text() == "增设20余处公共空间"
    page.click("#quote-next")
    assert page.locator("mark.main").inner_text() == "增设20余处公共空间"
    assert page.locator("#quote-at").inner_text() == "引文 2 / 2"


def test_headings_are_a_table_of_contents(visit: Visit) -> None:
    page = visit()
    page.click("#read")
    page.click("#contents summary")
    page.get_by_role("button", name="9 扎实推进共同富裕").click()
    heading = page.locator("#paper .heading", has_text="9 扎实推进共同富裕")
    assert page.evaluate("document.activeElement.textContent") == "9 扎实推进共同富裕"
    assert heading.is_visible()


def test_a_list_is_a_list(visit: Visit) -> None:
    page = visit()
    ask(page, LIST)
    assert page.locator(".short.list li").count() == 3


def test_several_years_are_a_table_with_a_source_in_each_line(visit: Visit) -> None:
    page = visit()
    answer = ask(page, YEARS)
    rows = [row.split() for row in answer.locator(".years tr").all_inner_texts()]
    assert rows == [["2022年", "1000节", "1"], ["2023年", "1500场次", "2"]]
    answer.locator(".years .mark").last.click()
    assert page.locator("mark.main").inner_text() == "开展文旅活动1500场次"


def test_a_false_premise_is_corrected_in_plain_sight(visit: Visit) -> None:
    page = visit()
    answer = ask(page, CORRECTION)
    assert answer.locator(".verdict.no").inner_text() == "不是"
    assert answer.locator(".short strong").inner_text() == "8000余家"


def test_not_found_looks_different_and_helps_on(visit: Visit) -> None:
    page = visit()
    answer = ask(page, NOT_FOUND)
    assert "none" in (answer.get_attribute("class") or "")
    assert answer.locator(".short").count() == 0
    assert answer.locator(".near li").count() == 2
    offered = answer.locator(".asks button")
    assert 2 <= offered.count() <= 3
    answer.locator(".near button").first.click()
    assert page.locator("#paper mark.other").first.inner_text() == "深化港企合作"
    assert page.locator("#paper mark.main").count() == 0


def test_an_open_pane_does_not_keep_the_last_questions_quote(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    ask(page, "你好")
    assert page.locator("#paper mark").count() == 0


def test_follow_ups_carry_the_conversation(visit: Visit, engine: FakeEngine) -> None:
    page = visit()
    ask(page, FIGURE)
    ask(page, CORRECTION)
    before = engine.asked[-1].history
    assert [turn.role for turn in before] == ["user", "assistant"]
    assert before[0].content == FIGURE


def test_citations_belong_to_their_message_and_survive_a_reload(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    ask(page, CORRECTION)
    page.reload()
    assert page.locator(".turn").count() == 2
    page.locator(".mark").first.click()
    assert page.locator("mark.main").inner_text() == QUOTE
    page.locator(".mark").last.click()
    assert page.locator("mark.main").inner_text() == "RCEP鲁贸通AI版服务用户达8000余家"


def test_a_citation_is_found_again_when_the_report_has_changed(visit: Visit, engine: FakeEngine) -> None:
    page = visit()
    ask(page, FIGURE)
    engine.store._text = "新加的一段话。\n\n" + engine.store._text
    page.reload()
    page.locator(".mark").first.click()
    assert page.locator("mark.main").inner_text() == QUOTE
    assert "位置变了" in page.locator("#source-note").inner_text()


def test_a_citation_that_is_gone_says_so_with_its_words(visit: Visit, engine: FakeEngine) -> None:
    page = visit()
    ask(page, FIGURE)
    engine.store._text = engine.store._text.replace("344人", "345人")
    page.reload()
    page.locator(".mark").first.click()
    page.locator("#source-note").wait_for()
    assert QUOTE in page.locator("#source-note").inner_text()
    assert page.locator("mark.main").count() == 0


def test_copy_gives_what_an_official_pastes(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, FIGURE)
    answer.get_by_role("button", name="复制").click()
    answer.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == [
        "344人。",
        f"原文\uff1a“{QUOTE}”",
        "出处\uff1a《市北区2023年工作成果(第556期)》\uff0c6 大力做好乡村振兴工作",
    ]


def test_copy_works_without_the_clipboards_permission(visit: Visit) -> None:
    page = visit()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    answer = ask(page, FIGURE)
    answer.get_by_role("button", name="复制").click()
    answer.get_by_text("已复制").wait_for()


def test_history_reopens_and_deletes(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    page.click("#new")
    assert page.locator("#start").is_visible()
    ask(page, CORRECTION)
    page.click("#open-history")
    assert page.locator("#talks .name").all_inner_texts() == [CORRECTION, FIGURE]
    page.locator("#talks .open").last.click()
    assert page.locator(".short").inner_text() == "344人"
    page.click("#open-history")
    page.get_by_role("button", name="删除对话").last.click()
    assert page.locator("#talks .name").all_inner_texts() == [CORRECTION]
    page.click("#clear")
    page.click("#clear")
    assert page.locator("#talks-empty").is_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('talk')).length") == 0


def test_nothing_of_a_visit_reaches_the_server_but_questions(visit: Visit, feedback_file: Path) -> None:
    page = visit()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    before = feedback_file.read_text("utf-8") if feedback_file.exists() else ""
    ask(page, FIGURE)
    page.click("#open-history")
    assert [url.rsplit("/", 1)[1] for url in sent] == ["ask_live"]
    assert page.context.cookies() == []
    assert (feedback_file.read_text("utf-8") if feedback_file.exists() else "") == before


def test_a_vote_with_a_reason_in_one_tap(visit: Visit, feedback_file: Path) -> None:
    page = visit()
    answer = ask(page, FIGURE)
    answer.get_by_role("button", name="没帮上").click()
    answer.get_by_role("button", name="出处不对").click()
    answer.get_by_text("收到").wait_for()
    assert answer.get_by_role("button", name="没帮上").get_attribute("aria-pressed") == "true"
    vote = json.loads(feedback_file.read_text("utf-8").splitlines()[-1])
    assert vote.pop("day")
    assert vote == {
        "vote": "down",
        "reason": "source",
        "question": FIGURE,
        "status": "answered",
        "answer": f"344人。\n报告原文\uff1a“{QUOTE}”[1]",
    }


def test_the_browsers_language_decides_and_the_switch_is_kept(visit: Visit) -> None:
    page = visit(locale="en-GB")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#send").inner_text() == "Ask"
    ask(page, FIGURE)
    page.click("#language")
    assert page.locator("#send").inner_text() == "提问"
    assert page.locator(".sources .go").inner_text() == "看原文"
    page.reload()
    assert page.locator("#send").inner_text() == "提问"
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_theme_and_text_size_are_kept(visit: Visit) -> None:
    page = visit()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#open-looks")
    page.get_by_label("深色").check()
    page.get_by_label("特大").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"


def test_the_devices_theme_is_followed(visit: Visit) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert visit(color_scheme="dark").evaluate(ground) != visit().evaluate(ground)


def test_a_slow_answer_shows_nearby_passages_meanwhile(visit: Visit, engine: FakeEngine) -> None:
    engine.open.clear()
    page = visit()
    page.fill("#question", FIGURE)
    page.press("#question", "Enter")
    page.get_by_text("找到了相近的段落").wait_for()
    assert page.locator("#paper mark.other").first.inner_text() == "深化港企合作"
    engine.open.set()
    page.locator(".short").wait_for()
    page.locator("#paper mark.main").wait_for()
    assert page.locator("#paper mark.main").inner_text() == QUOTE


def test_on_a_phone_the_source_is_a_sheet_and_back_closes_it(visit: Visit) -> None:
    page = visit(**phone_options())
    ask(page, FIGURE)
    assert page.locator("#source").is_hidden()
    scrolled = page.evaluate("document.getElementById('scroll').scrollTop")
    page.locator(".sources button").tap()
    page.locator("mark.main").wait_for()
    assert page.evaluate("document.querySelector('main').inert")
    page.go_back()
    page.locator("#source").wait_for(state="hidden")
    assert not page.evaluate("document.querySelector('main').inert")
    assert page.evaluate("document.getElementById('scroll').scrollTop") == scrolled
    assert page.locator(".short").inner_text() == "344人"


def test_every_text_of_the_interface_is_used_and_in_both_languages() -> None:
    root = Path(__file__).resolve().parent.parent / "web"
    texts = json.loads((root / "texts.json").read_text("utf-8"))
    code = "".join(
        path.read_text("utf-8")
        for folder in ("static", "pages", ".")
        for path in (root / folder).iterdir()
        if path.suffix in (".js", ".html", ".py")
    )
    indirect = ("err_", "reason_", "yes", "no")  # chosen by a value
    unused = [
        key
        for key in texts
        if f'"{key}"' not in code and f"$t_{key}" not in code and not key.startswith(indirect)
    ]
    assert unused == []
    assert all(set(by) == {"zh", "en"} and all(by.values()) for by in texts.values())
