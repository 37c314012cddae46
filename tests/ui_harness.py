"""What the page's tests stand on: the page over an engine from a table, and a real headless Chromium.

Loaded by `pytest_plugins`. A visit that asks another host for anything, or breaks the content policy, fails.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fake_engine import FakeEngine
from playwright.sync_api import Browser, Locator, Page, sync_playwright

import ui
from web.feedback import FeedbackBox

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 820}
PHONE = {"width": 360, "height": 740}

FIGURE = "全年吸纳协作地脱贫人口来鲁就业多少人\uff1f"
CORRECTION = "RCEP鲁贸通服务用户一共900家对吧\uff1f"
LIST = "邮轮港区做了哪些整治\uff1f"
YEARS = "历年开展文旅活动多少场次\uff1f"
NOT_FOUND = "地铁修了几条\uff1f"

Visit = Callable[..., Page]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it, and wait for its answer; gives the answer's element."""
    before = page.locator(".turn").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    answer = page.locator(".turn").nth(before).locator(".a:not(.waiting)")
    answer.wait_for()
    return answer


@pytest.fixture(scope="session")
def shared_engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture(scope="session")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback") / "votes.jsonl"


@pytest.fixture(scope="session")
def served(shared_engine: FakeEngine, feedback_file: Path) -> Iterator[ui.Page]:
    """The page with its MCP server, over the table."""
    page = ui.build(shared_engine, FeedbackBox(feedback_file), port=free_port(), mcp=True)
    page.start()
    yield page
    page.stop()


@pytest.fixture
def engine(shared_engine: FakeEngine) -> Iterator[FakeEngine]:
    """The engine behind `served`, as new before and after."""
    shared_engine.reset()
    yield shared_engine
    shared_engine.open.set()
    shared_engine.reset()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, served: ui.Page, engine: FakeEngine) -> Iterator[Visit]:
    """Opens the page in a browser of its own; options are Playwright's. `faulty=True`: requests may break."""
    strangers: list[str] = []
    complaints: list[str] = []
    contexts = []

    def open_page(path: str = "", *, base: str = "", faulty: bool = False, **options: Any) -> Page:
        options = {"viewport": DESK, "locale": "zh-CN", **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        address = base or served.url
        host = urlsplit(address).netloc

        def watch(request: Any) -> None:
            if urlsplit(request.url).netloc not in ("", host) and not request.url.startswith(
                ("data:", "blob:")
            ):
                strangers.append(request.url)

        context.on("request", watch)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if not faulty:
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == []
    assert complaints == []


def phone_options(**more: Any) -> dict[str, Any]:
    """A small phone with a touch screen."""
    return {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2, **more}
