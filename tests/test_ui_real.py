"""The command itself over the real store: a resident asks, reads, and opens the very sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from ui_harness import Visit, ask, free_port

pytest_plugins = ["ui_harness"]


@pytest.fixture(scope="module")
def command(root: Path, report_store: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`python ui.py` as a person starts it, with its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "ui.py", "--store", report_store, "--port", str(port), "--no-browser"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    url = f"http://127.0.0.1:{port}/"
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            httpx.get(url + "healthz")
            break
        except httpx.TransportError:
            time.sleep(0.3)
    yield url, process
    if process.poll() is None:
        process.kill()


def test_a_question_its_answer_and_the_sentence(
    visit: Visit, command: tuple[str, subprocess.Popen[str]], report: Path
) -> None:
    page = visit(base=command[0])
    page.set_default_timeout(60_000)
    answer = ask(page, "入选青岛市第二批诚信镇街的是哪个街道?")
    assert "大港街道" in answer.locator(".short").inner_text()
    page.click("#source-back")
    answer.locator(".mark").first.click()
    marked = page.locator("#paper mark.main").all_inner_texts()
    assert "大港街道入选青岛市第二批诚信镇街" in "".join(marked)
    shown = "".join(page.locator("#paper").evaluate("paper => paper.textContent").split())
    whole = "".join(report.read_text("utf-8-sig").split())
    assert shown == whole


def test_a_suggestion_of_the_reports_own_is_answered(
    visit: Visit, command: tuple[str, subprocess.Popen[str]]
) -> None:
    page = visit(base=command[0])
    page.set_default_timeout(60_000)
    assert page.locator("#asks button").count() == 6
    page.locator("#asks button").first.click()
    page.locator(".answered .sources button").first.wait_for()


def test_what_the_report_does_not_say_is_said_so(
    visit: Visit, command: tuple[str, subprocess.Popen[str]]
) -> None:
    page = visit(base=command[0])
    page.set_default_timeout(60_000)
    answer = ask(page, "地铁三号线延长了几站?")
    assert "none" in (answer.get_attribute("class") or "")
    assert answer.locator(".near button").count() >= 1


def test_ctrl_c_ends_it_without_a_traceback(command: tuple[str, subprocess.Popen[str]]) -> None:
    url, process = command
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert url in out
    assert "Traceback" not in out
