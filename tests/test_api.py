"""The machine's door: the documented endpoints through Gradio's own client, and what the door keeps out."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_engine import REPORT, FakeEngine
from gradio_client import Client
from ui_harness import CORRECTION, FIGURE, NOT_FOUND, free_port

import ui
from ingest.errors import ReportError, StoreBusy
from web.feedback import FeedbackBox, default_box
from web.guard import MAX_BODY

pytest_plugins = ["ui_harness"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def client(served: ui.Page) -> Client:
    return Client(served.url, verbose=False)


def test_ask_gives_the_contracts_record(client: Client, engine: FakeEngine) -> None:
    record = client.predict(CORRECTION, api_name="/ask")
    assert record["status"] == "answered"
    assert record["short_answer"] == "8000余家"
    assert record["verdict"] == "no"
    (citation,) = record["citations"]
    text = REPORT.read_text("utf-8")
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert set(record) >= {"id", "question", "answer", "related", "confidence", "seconds"}


def test_ask_takes_a_history(client: Client, engine: FakeEngine) -> None:
    history = [{"role": "user", "content": FIGURE}, {"role": "assistant", "content": "344人"}]
    client.predict("那省内呢\uff1f", history, api_name="/ask")
    assert [turn.content for turn in engine.asked[-1].history] == [FIGURE, "344人"]


@pytest.mark.parametrize(
    "history", [[{"role": "system", "content": "x"}], [{"role": "user"}], [{"content": "x"}], []]
)
def test_a_history_that_is_none_is_passed_over(client: Client, engine: FakeEngine, history: Any) -> None:
    assert client.predict(FIGURE, history, api_name="/ask")["short_answer"] == "344人"
    assert engine.asked[-1].history == ()


def test_not_found_comes_with_questions_that_can_be_answered(client: Client, engine: FakeEngine) -> None:
    record = client.predict(NOT_FOUND, api_name="/ask")
    assert record["status"] == "not_found"
    assert len(record["suggestions"]) == 3


def test_passages_and_documents(client: Client, engine: FakeEngine) -> None:
    (passage,) = client.predict("港口", 3, api_name="/passages")
    assert passage["quote"] == "深化港企合作"
    assert passage["document"] == REPORT.name
    (document,) = client.predict(api_name="/documents")
    assert document["told_year"] == 2023


def test_the_documented_endpoints_are_those_and_no_others(client: Client) -> None:
    described = client.view_api(return_format="dict")
    assert isinstance(described, dict)
    assert {"/ask", "/passages", "/documents"} <= set(described["named_endpoints"])
    assert not {"/feedback", "/ask_live", "/suggestions"} & set(described["named_endpoints"])


def test_a_stated_error_reaches_the_caller_as_one_line(client: Client, engine: FakeEngine) -> None:
    engine.fail = StoreBusy("索引正在更新\uff0c请稍后再试。", "The index is being written; try again.")
    with pytest.raises(Exception, match=r"索引正在更新.*try again") as caught:
        client.predict(FIGURE, api_name="/ask")
    assert "Traceback" not in str(caught.value)


def test_any_other_error_tells_nothing(client: Client, engine: FakeEngine) -> None:
    engine.fail = RuntimeError("secret in /home/somebody")
    with pytest.raises(Exception) as caught:  # noqa: PT011 (the client's own, unnamed)
        client.predict(FIGURE, api_name="/ask")
    assert "secret" not in str(caught.value)


def test_the_example_in_the_documentation_runs(served: ui.Page, engine: FakeEngine) -> None:
    """Every Python example of docs/api.md, as it stands there, against the running page."""
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 1
    for example in examples:
        if "mcp" in example:
            continue  # tests/test_mcp.py runs that one
        code = example.replace("http://127.0.0.1:7860", served.url.rstrip("/"))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert "344人" in done.stdout


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/upload_progress?upload_id=x"),
        ("GET", "/gradio_api/file=pyproject.toml"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/file=/etc/passwd"),
        ("GET", "/monitoring"),
        ("GET", "/monitoring/summary"),
        ("GET", "/gradio_api/proxy=https://x.hf.space/"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/api/ask"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/login"),
        ("GET", "/gradio_api/deep_link"),
        ("GET", "/gradio_api/vibe-code/"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/web/..%2f..%2fpyproject.toml"),
        ("GET", "/web/texts.json"),
        ("DELETE", "/"),
        ("PUT", "/gradio_api/call/ask"),
    ],
)
def test_what_the_page_does_not_need_is_shut(served: ui.Page, method: str, path: str) -> None:
    answer = httpx.request(method, served.url.rstrip("/") + path)
    assert answer.status_code == 404, answer.text


@pytest.mark.parametrize("path", ["", "accessibility", "web/app.css", "config", "nowhere"])
def test_every_answer_carries_the_safety_headers(served: ui.Page, path: str) -> None:
    headers = httpx.get(served.url + path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def test_a_large_body_is_refused_with_and_without_its_length(served: ui.Page) -> None:
    url = served.url + "gradio_api/call/ask"
    body = json.dumps({"data": ["x" * (MAX_BODY + 1), []]}).encode()
    assert httpx.post(url, content=body).status_code == 413

    def pieces() -> Any:
        for start in range(0, len(body), 8192):
            yield body[start : start + 8192]

    assert httpx.post(url, content=pieces(), headers={"content-type": "application/json"}).status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"data": 5}', b'{"data": []}', b'{"data": [{"a": 1}, 3]}']
)
def test_a_malformed_call_is_an_error_of_the_caller(served: ui.Page, engine: FakeEngine, body: bytes) -> None:
    url = served.url + "gradio_api/call/ask"
    answer = httpx.post(url, content=body, headers={"content-type": "application/json"})
    if answer.status_code == 200:  # taken into the queue; the error comes with the stream
        stream = httpx.get(f"{url}/{answer.json()['event_id']}").text
        assert "event: error" in stream or '"rejected"' in stream
    assert "Traceback" not in answer.text
    assert httpx.get(served.url + "healthz").text == "ok"


def test_a_page_on_loopback_answers_to_its_own_name_only(served: ui.Page) -> None:
    assert httpx.get(served.url, headers={"host": "evil.example"}).status_code == 421
    assert httpx.get(served.url, headers={"host": "localhost:1234"}).status_code == 200


def test_a_taken_port_is_one_clear_line(engine: FakeEngine, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        page = ui.build(FakeEngine(), FeedbackBox(tmp_path / "votes"), port=taken.getsockname()[1])
        with pytest.raises(ReportError, match=r"--port"):
            page.start()


def test_the_command_line_says_what_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "ui.py",
            "--store",
            str(tmp_path / "none"),
            "--no-browser",
            "--port",
            str(free_port()),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "none" in done.stderr
    wrong = subprocess.run(
        [sys.executable, "ui.py", "--what"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert wrong.returncode == 2


def test_the_feedback_box_takes_only_what_it_knows(tmp_path: Path) -> None:
    box = FeedbackBox(tmp_path / "deep" / "votes.jsonl")
    assert box.drop("up", "", "q", "answered", "a")
    assert not box.drop("sideways", "", "q", "answered", "a")
    assert not box.drop("down", "because", "q", "answered", "a")
    assert box.drop("down", "wrong", "q\n\ud800" * 5000, "answered", "a")
    lines = [json.loads(line) for line in box.path.read_text("utf-8").splitlines()]
    assert [line["vote"] for line in lines] == ["up", "down"]
    assert len(lines[1]["question"]) == 1000
    assert set(lines[0]) == {"day", "vote", "reason", "question", "status", "answer"}
    assert sum(box.drop("up", "", "q", "answered", "a") for _ in range(200)) < 130


def test_feedback_lies_beside_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_box(str(tmp_path / "store")).path == tmp_path / "store-feedback.jsonl"
    monkeypatch.setenv("REPORT_QA_FEEDBACK", str(tmp_path / "elsewhere.jsonl"))
    assert default_box(str(tmp_path / "store")).path == tmp_path / "elsewhere.jsonl"
