"""The chat page: `python ui.py [--store DIR] [--host H] [--port P] [--mcp] [--no-browser]`.

The only file that imports Gradio. It runs in Gradio's Server mode: Gradio is the web server, the queue, the
API with its event stream, and the MCP server; the page itself is our own HTML (in `web/`), because Gradio's
component front end needs 'unsafe-eval' and megabytes of script: not for a safe page on a slow phone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from typing import TYPE_CHECKING, Any

from ingest.errors import ReportError
from web import page
from web.desk import Desk, Engine
from web.feedback import FeedbackBox, default_box
from web.guard import Guard

if TYPE_CHECKING:
    from gradio import Server  # takes seconds to import, so it happens after the arguments are read
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Page", "build", "main"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
AT_ONCE = 4
"""Questions answered side by side: two for each of two cores. Gradio's own default is one."""
WAITING = 200
"""Questions that may wait in the queue before the next is turned away."""
PATIENCE = 1.0
"""Seconds without an answer after which the page is shown the nearest passages meanwhile. Any sooner, twenty visitors
at once are each drawn twice, and wait for that."""
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}


class Page:
    """A built page that can be started and stopped; `url` is set once it runs."""

    def __init__(self, server: Server, host: str, port: int | None, mcp: bool) -> None:
        self._server = server
        self._host, self._port, self._mcp = host, port, mcp
        self.url = ""

    def start(self) -> str:
        """Start in the background and give the address. Raises ReportError when it can't listen there."""
        with contextlib.redirect_stdout(sys.stderr):  # Gradio announces its MCP server by print
            try:
                _, self.url, _ = self._server.launch(
                    server_name=self._host,
                    server_port=self._port,
                    prevent_thread_lock=True,
                    quiet=True,
                    show_error=False,
                    share=False,
                    ssr_mode=False,
                    enable_monitoring=False,
                    run_history=False,
                    pwa=False,
                    mcp_server=self._mcp,
                    footer_links=[],
                    _frontend=False,
                )
            except OSError as error:
                raise ReportError(
                    f"{self._host} 的端口 {self._port or '7860–7959'} 用不了，可能已被占用，请换 --port。",
                    f"Can't listen on {self._host}; the port may be taken. Choose another with --port.",
                ) from error
        # Server mode has no setting for the length of the queue
        self._server.get_blocks()._queue.max_size = WAITING
        return self.url

    def stop(self) -> None:
        """Close the server and free its port."""
        self._server.get_blocks().close(verbose=False)


def build(
    engine: Engine,
    box: FeedbackBox,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    mcp: bool = False,
    hosts: Sequence[str] = (),
) -> Page:
    """The page over an engine. `hosts` are names that a page on loopback answers to besides its own."""
    desk = Desk(engine)
    # models load while Gradio is imported; no visitor should be the one to wait for them
    threading.Thread(target=desk.warm, daemon=True).start()
    _settle_environment()
    from gradio import Server

    server = Server(title="report-qa", docs_url=None, redoc_url=None, openapi_url=None)
    # a page that other machines may reach is reached by whatever name they have for it
    names = (*LOOPBACK, "[::1]", *hosts) if host in LOOPBACK else ()
    server.add_middleware(Guard, mcp=mcp, hosts=names)
    _add_pages(server, desk)
    _add_api(server, desk, hidden_from_mcp=mcp)
    _add_page_events(server, desk, box)
    if mcp:
        _add_tools(server, desk)
    return Page(server, host, port, mcp)


def _settle_environment() -> None:
    """Before Gradio is imported: no look-up of its analytics host, no proxy for this machine itself."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), *LOOPBACK]))


def _add_pages(server: Server, desk: Desk) -> None:
    """What a browser fetches: the page, its files, the report, the statement."""
    from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

    def start(request: Request) -> Response:
        desk.store.refresh()
        suggestions = desk.suggestions(6, 0)
        generation = str(desk.store.generation)
        return HTMLResponse(
            page.first_screen(_language(request), desk.documents(), suggestions, generation),
            headers=ASK_AGAIN,
        )

    def statement(request: Request) -> Response:
        return HTMLResponse(page.statement(_language(request)), headers=ASK_AGAIN)

    def file(request: Request) -> Response:
        found = page.asset(request.path_params.get("name", "icon.svg"))
        if found is None:
            return PlainTextResponse("没有这个文件 (no such file)", 404)
        return Response(found[0], media_type=found[1], headers=FOR_GOOD)

    def report(request: Request) -> Response:
        found = desk.report(request.query_params.get("name", ""))
        if found is None:
            return PlainTextResponse("没有这份报告 (no such report)", 404)
        return JSONResponse(found, headers={"Cache-Control": "no-cache"})

    def alive(request: Request) -> Response:
        return PlainTextResponse("ok")

    for path, answer in (
        ("/", start),
        ("/accessibility", statement),
        ("/web/{name}", file),
        ("/favicon.ico", file),
        ("/report", report),
        ("/healthz", alive),
    ):
        server.add_route(path, answer, methods=["GET", "HEAD"])


def _language(request: Request) -> str:
    chosen = request.query_params.get("lang", "")
    return (
        chosen
        if chosen in page.LANGUAGES
        else page.choose_language(request.headers.get("accept-language", ""))
    )


def _add_api(server: Server, desk: Desk, *, hidden_from_mcp: bool) -> None:
    """The documented endpoints (docs/api.md); their names and fields stay."""

    def ask(question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Ask the reports a question; the answer record of the contract."""
        with _stated():
            return desk.ask(question, history)

    def passages(text: str, n: int = 5) -> list[dict[str, Any]]:
        """The passages nearest to a text, best first, as citations."""
        with _stated():
            return desk.passages(text, n)

    def documents() -> list[dict[str, Any]]:
        """Name, title, year, region and issuer of every report."""
        with _stated():
            return desk.documents()

    for function in (ask, passages, documents):
        if hidden_from_mcp:  # its tools answer in JSON text instead, see _add_tools
            _not_a_tool(function)
        server.api(function, name=function.__name__, concurrency_limit=AT_ONCE, concurrency_id="engine")


def _add_page_events(server: Server, desk: Desk, box: FeedbackBox) -> None:
    """Events of our own page; not for others, so they may change."""
    workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ask")

    def ask_live(question: str, history: list[dict[str, str]] | None = None) -> Iterator[dict[str, Any]]:
        """As `ask`, and the nearest passages beforehand when the answer is slow to come."""
        with _stated():
            coming = workers.submit(desk.ask, question, history)
            try:
                record = coming.result(timeout=PATIENCE)
            except StillRunning:
                yield {"related": desk.passages(question, 3)}
                record = coming.result()
            yield {"record": {**record, "generation": str(desk.store.generation)}}

    def suggestions(n: int = 6, seed: int = 0) -> list[str]:
        """Example questions drawn from the reports."""
        with _stated():
            return desk.suggestions(n, seed)

    def feedback(vote: str, reason: str, question: str, status: str, answer: str) -> bool:
        """Keep one vote; nothing about who sent it."""
        return box.drop(vote, reason, question, status, answer)

    for function in (ask_live, suggestions, feedback):
        _not_a_tool(function)
        server.api(
            function,
            name=function.__name__,
            api_visibility="undocumented",
            concurrency_limit=AT_ONCE,
            concurrency_id="engine",
        )


def _not_a_tool(function: Any) -> None:
    """Keep an endpoint out of the list of MCP tools."""
    function._mcp_type = "endpoint"


def _add_tools(server: Server, desk: Desk) -> None:
    """The MCP server's tools. Gradio turns a dict into Python's own notation, so these return JSON text."""

    def ask_report(question: str) -> str:
        """Ask the government reports a question, in Chinese or English.

        Returns a JSON record: `status` (answered, not_found, small_talk, rejected), `answer`, `short_answer`,
        `verdict`, and `citations` with the exact quote, its document, section and character offsets.
        `not_found` means that the reports do not say it: do not answer from elsewhere in their name.

        Args:
            question: One question in a sentence.
        """
        with _stated():
            return json.dumps(desk.ask(question), ensure_ascii=False)

    def find_passages(text: str, n: int = 5) -> str:
        """Find the passages of the government reports that are nearest to a text.

        Returns a JSON list of citations, best first.

        Args:
            text: What to look for.
            n: How many passages, 1 to 20.
        """
        with _stated():
            return json.dumps(desk.passages(text, n), ensure_ascii=False)

    for function in (ask_report, find_passages):
        server.api(function, name=function.__name__, queue=False)


@contextlib.contextmanager
def _stated() -> Iterator[None]:
    """Our own errors reach the caller as their one line; any other as Gradio's bare "error"."""
    from gradio import Error

    try:
        yield
    except ReportError as error:
        raise Error(str(error), print_exception=False) from error


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="ui.py", description="报告问答网页 (the chat page over a report store)"
    )
    parser.add_argument(
        "--store", metavar="DIR", help="索引所在的文件夹或 http://host:port (folder or Chroma server)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="监听地址，默认只限本机 (default: this machine only)"
    )
    parser.add_argument("--port", type=int, help="端口，默认从 7860 起找空的 (default: first free from 7860)")
    parser.add_argument("--mcp", action="store_true", help="同时开 MCP 服务 (also serve MCP)")
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器 (don't open a browser)")
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="本机页面还答应的域名，反向代理用 (another host name to answer to, behind a proxy)",
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted. Exit codes: 0 done, 1 a stated failure, 2 wrong usage."""
    arguments = _arguments(argv)
    try:
        sys.stderr.write("正在打开索引和网页，约需十秒 (opening, about ten seconds) …\n")
        from ingest.library import ensure_store
        from qa import Engine as ReportEngine

        location = ensure_store(arguments.store)
        engine = ReportEngine.open(location)
        engine.prepare()
        built = build(
            engine,
            default_box(location),
            host=arguments.host,
            port=arguments.port,
            mcp=arguments.mcp,
            hosts=arguments.allow_host,
        )
        url = built.start()
    except ReportError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(f"网页已开 (the page is up): {url}\n")
    sys.stdout.flush()
    if not arguments.no_browser and _has_screen():
        webbrowser.open(url)
    _wait()
    built.stop()
    return 0


def _has_screen() -> bool:
    """Whether a browser could be shown at all."""
    return sys.platform in ("darwin", "win32") or any(
        os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _wait() -> None:
    """Until Ctrl-C or the system asks to end."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    done.wait()


if __name__ == "__main__":
    raise SystemExit(main())
