"""Can everyone use it: axe-core in the real browser on every screen, the keyboard alone, a small phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from ui_harness import CORRECTION, FIGURE, LIST, NOT_FOUND, PHONE, YEARS, Visit, ask, phone_options

pytest_plugins = ["ui_harness"]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def start(page: Page) -> None:
    page.locator("#asks button").first.wait_for()


def answered(page: Page) -> None:
    ask(page, FIGURE)


def corrected(page: Page) -> None:
    ask(page, CORRECTION)


def listed(page: Page) -> None:
    ask(page, LIST)


def years(page: Page) -> None:
    ask(page, YEARS)


def not_found(page: Page) -> None:
    ask(page, NOT_FOUND)


def rejected(page: Page) -> None:
    ask(page, "很长" * 300)


def talking(page: Page) -> None:
    ask(page, "你好")


def reading(page: Page) -> None:
    ask(page, LIST)
    page.locator(".sources button").first.click()
    page.locator("mark.main").wait_for()
    page.click("#contents summary")


def voting(page: Page) -> None:
    ask(page, FIGURE).get_by_role("button", name="没帮上").click()


def history(page: Page) -> None:
    ask(page, FIGURE)
    if page.locator("#source").is_visible():
        page.click("#source-back")
    page.click("#open-history")


def looks(page: Page) -> None:
    page.click("#open-looks")


def statement(page: Page) -> None:
    page.click("#statement")
    page.locator("h1").wait_for()


SCREENS: list[Callable[[Page], None]] = [
    start,
    answered,
    corrected,
    listed,
    years,
    not_found,
    rejected,
    talking,
    reading,
    voting,
    history,
    looks,
    statement,
]


def violations(page: Page) -> list[str]:
    """What axe objects to, one line each; it looks when nothing moves any more."""
    page.wait_for_timeout(350)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        for node in one["nodes"]
    ]


def test_axe_would_find_something(visit: Visit) -> None:
    page = visit()
    page.evaluate("document.querySelector('#start').append(document.createElement('button'))")
    assert any("button-name" in one for one in violations(page))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_axe_finds_nothing_at_a_desk(visit: Visit, screen: Callable[[Page], None]) -> None:
    page = visit()
    screen(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], scheme


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_phone_shows_it_whole_and_takes_presses(visit: Visit, screen: Callable[[Page], None]) -> None:
    page = visit(**phone_options())
    screen(page)
    assert violations(page) == []
    assert small_targets(page) == []
    for size in ("m", "xl"):
        page.evaluate(f"document.documentElement.dataset.size = '{size}'")
        assert out_of_sight(page) == [], size
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], size


def out_of_sight(page: Page) -> list[str]:
    """Elements that reach over the sides of the window."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(node => {
            const box = node.getBoundingClientRect();
            const out = box.right > innerWidth + 1 || box.left < -1;
            return out && box.width > 1 && box.height > 1 && !node.closest('.sprite, .skip');
        }).map(node => `${node.tagName}.${node.className} ${node.getBoundingClientRect().right}`)"""
    )
    return found


def small_targets(page: Page) -> list[str]:
    """Controls that take presses over less than 44 by 44 pixels; the small number in a text has a margin."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, select, summary, textarea, dialog label, .foot a')]
        .filter(node => {
            if (!node.checkVisibility({ visibilityProperty: true }) || node.closest('[inert]')) return false;
            const box = node.getBoundingClientRect();
            const margin = node.classList.contains('mark') ? 26 : 0;
            return box.height + margin < 43.9 || box.width + margin < 43.9;
        }).map(node => {
            const box = node.getBoundingClientRect();
            return `${node.tagName}#${node.id}.${node.className} ${box.width}x${box.height}`;
        })"""
    )
    return found


def test_everything_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "question"
    page.keyboard.type(FIGURE)
    page.keyboard.press("Enter")
    page.locator(".short").wait_for()
    # back through the card's controls to the number in the text
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.className") == "mark":
            break
    page.keyboard.press("Enter")
    page.locator("mark.main").wait_for()
    expect(page.locator("mark:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "mark"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.input_value("#question") == ""


def test_the_focus_can_be_seen_everywhere(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    page.locator("body").click(position={"x": 1, "y": 1})
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name, shown = page.evaluate(
            """() => { const node = document.activeElement; const box = node.closest('.box') ?? node;
            const style = getComputedStyle(box);
            const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            return [`${node.tagName}#${node.id}.${node.className}`, shown] }"""
        )
        if name.startswith("BODY"):
            break
        seen.add(name)
        assert shown, name
    assert len(seen) > 10


def test_an_arriving_answer_is_spoken(visit: Visit) -> None:
    page = visit()
    ask(page, FIGURE)
    # no wait_for_function: the page's policy forbids evaluating strings, and it holds from the second look on
    expect(page.locator("#live")).to_contain_text("344")
    assert page.locator("#live").inner_text() == (
        "回答\uff1a344人。 报告原文\uff1a“全年吸纳协作地脱贫人口来鲁就业344人”。出处 1 处。"
    )


def test_nothing_moves_for_those_who_ask_for_stillness(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    ask(page, FIGURE)
    assert page.evaluate("document.getAnimations().length") == 0


def test_texts_of_another_language_are_marked_as_such(visit: Visit) -> None:
    page = visit(locale="en-US")
    ask(page, FIGURE)
    expect(page.locator(".short strong")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("#paper")).to_have_attribute("lang", "zh-CN")


def test_the_page_zooms_to_four_times(visit: Visit) -> None:
    """WCAG 1.4.10: 1280 pixels at 400 % are 320 wide."""
    page = visit(viewport={"width": 320, "height": 400})
    ask(page, FIGURE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".short").is_visible()
