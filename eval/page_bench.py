"""How fast the page is for a visitor: `python -m eval.page_bench [--store DIR] [--url URL]`.

Starts `python ui.py` over the store, drives it with a real headless Chromium, and prints a Markdown table:
time to the first usable screen, question sent to answer visible, and twenty visitors asking at once. Exit
code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.metrics import percentile

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
QUESTIONS = 30
VISITORS = 20
PATIENCE = 120_000

# Sends the question; gives the milliseconds until its answer is on the screen (two frames after it is drawn).
_TIMED = """question => new Promise((done, failed) => {
    const turns = document.getElementById('turns');
    const before = turns.children.length;
    const began = performance.now();
    const look = () => {
        const turn = turns.children[before];
        const answer = turn && turn.querySelector('.a:not(.waiting)');
        if (!answer) return;
        watch.disconnect();
        const failure = answer.classList.contains('failed');
        requestAnimationFrame(() => requestAnimationFrame(() =>
            failure ? failed(new Error(answer.innerText)) : done(performance.now() - began)));
    };
    const watch = new MutationObserver(look);
    watch.observe(turns, { childList: true, subtree: true });
    document.getElementById('question').value = question;
    document.getElementById('ask').requestSubmit();
})"""


@dataclass(frozen=True)
class Row:
    """One measured number beside its limit; all in milliseconds."""

    name: str
    value: float
    limit: float

    @property
    def held(self) -> bool:
        return self.value <= self.limit


async def measure(url: str) -> list[Row]:
    """All numbers for the page at `url`."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGUMENTS))
        screens = [await _first_screen(browser, url) for _ in range(5)]
        questions = await _questions(browser, url)
        async with _visit(browser, url) as page:
            await page.evaluate(_TIMED, questions[0])  # the models load with the first question
            answers = [await page.evaluate(_TIMED, one) for one in questions]
        crowd = await _crowd(browser, url, questions)
        await browser.close()
    return [
        Row("first screen usable, slowest of 5", max(screens), 2500),
        Row(f"question to visible answer, median of {len(answers)}", statistics.median(answers), 400),
        Row(f"question to visible answer, p95 of {len(answers)}", percentile(answers, 95), 3000),
        Row(f"{VISITORS} visitors at once, p95", percentile(crowd, 95), 3000),
    ]


@asynccontextmanager
async def _visit(browser: Browser, url: str) -> AsyncIterator[Page]:
    """The page in a fresh browser profile, ready for a question."""
    context = await browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 820})
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(url)
    await page.wait_for_selector("#asks button")
    yield page
    await context.close()


async def _first_screen(browser: Browser, url: str) -> float:
    """Milliseconds from an empty profile to a page that can be asked."""
    began = time.perf_counter()
    async with _visit(browser, url) as page:
        await page.wait_for_function(
            "document.readyState === 'complete' && !!document.querySelector('#asks .ask')"
        )
        await page.focus("#question")
        return (time.perf_counter() - began) * 1000


async def _questions(browser: Browser, url: str) -> list[str]:
    """Thirty questions of the report's own, from the start screen."""
    found: list[str] = []
    async with _visit(browser, url) as page:
        for _ in range(12):
            found += [one for one in await page.locator("#asks button").all_inner_texts() if one not in found]
            if len(found) >= QUESTIONS:
                break
            await page.click("#more")
            await page.wait_for_timeout(300)
    return (found * QUESTIONS)[:QUESTIONS]


async def _crowd(browser: Browser, url: str, questions: Sequence[str]) -> list[float]:
    """Twenty pages, opened beforehand, that ask in the same instant. An error on any of them is raised."""
    contexts = [await browser.new_context(locale="zh-CN") for _ in range(VISITORS)]
    pages = [await context.new_page() for context in contexts]
    for page in pages:
        page.set_default_timeout(PATIENCE)
        await page.goto(url)
        await page.wait_for_selector("#asks button")
    times = await asyncio.gather(
        *(page.evaluate(_TIMED, questions[i % len(questions)]) for i, page in enumerate(pages))
    )
    for context in contexts:
        await context.close()
    return list(times)


@contextmanager
def running_page(store: str | None) -> Iterator[str]:
    """`python ui.py` on a free port until the block ends; gives its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "ui.py", "--no-browser", "--port", str(port)]
    command += ["--store", store] if store else []
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(600):
            if process.poll() is not None:
                raise SystemExit(process.returncode)
            try:
                urllib.request.urlopen(url + "healthz", timeout=1)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, with the machine under them."""
    lines = ["| | measured | limit | |", "|---|--:|--:|---|"]
    lines += [
        f"| {row.name} | {row.value:.0f} ms | {row.limit:.0f} ms | {'held' if row.held else 'MISSED'} |"
        for row in rows
    ]
    load = os.getloadavg()[0]
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f}"
    )
    return "\n".join([*lines, "", f"Headless Chromium and server on one machine: {machine}."])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether every limit held."""
    parser = argparse.ArgumentParser(prog="python -m eval.page_bench", description=__doc__.splitlines()[0])
    parser.add_argument("--store", metavar="DIR", help="the store to serve (default: the default store)")
    parser.add_argument("--url", help="a page that runs already")
    arguments = parser.parse_args(argv)
    if arguments.url:
        rows = asyncio.run(measure(arguments.url))
    else:
        with running_page(arguments.store) as url:
            rows = asyncio.run(measure(url))
    sys.stdout.write(table(rows) + "\n")
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
