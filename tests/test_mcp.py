"""The MCP server, asked by the protocol's own Python client."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from fake_engine import REPORT, FakeEngine
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from ui_harness import FIGURE, free_port

import ui
from web.feedback import FeedbackBox

pytest_plugins = ["ui_harness"]


async def converse(url: str) -> tuple[list[Any], Any, Any]:
    """The tools, one answer, one search."""
    async with (
        streamable_http_client(f"{url}gradio_api/mcp/") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = (await session.list_tools()).tools
        answer = await session.call_tool("ask_report", {"question": FIGURE})
        found = await session.call_tool("find_passages", {"text": "港口", "n": 2})
        return tools, answer, found


def test_a_real_client_asks_a_question(served: ui.Page, engine: FakeEngine) -> None:
    with ThreadPoolExecutor(1) as worker:  # Playwright's loop lives in this thread
        tools, answer, found = worker.submit(asyncio.run, converse(served.url)).result(60)
    assert {tool.name for tool in tools} == {"ask_report", "find_passages"}
    described = next(tool for tool in tools if tool.name == "ask_report")
    assert "not_found" in described.description
    assert described.inputSchema["required"] == ["question"]
    record = json.loads(answer.content[0].text)
    assert record["short_answer"] == "344人"
    text = REPORT.read_text("utf-8")
    (citation,) = record["citations"]
    assert text[citation["start"] : citation["end"]] == "全年吸纳协作地脱贫人口来鲁就业344人"
    assert json.loads(found.content[0].text)[0]["quote"] == "深化港企合作"


def test_without_the_flag_there_is_no_mcp(engine: FakeEngine, tmp_path: Path) -> None:
    page = ui.build(FakeEngine(), FeedbackBox(tmp_path / "votes"), port=free_port())
    url = page.start()
    try:
        assert httpx.get(f"{url}gradio_api/mcp/").status_code == 404
        assert httpx.post(f"{url}gradio_api/mcp/", json={}).status_code == 404
    finally:
        page.stop()
