"""The door: which requests get in, how large they may be, and the headers of every answer.

Gradio opens more routes than the page uses (uploads, file downloads, a proxy, monitoring). Instead of
blocking them one by one, only what we mean to offer is let through, so what a later version adds stays shut.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

__all__ = ["MAX_BODY", "Guard"]

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY = 64 * 1024
"""Bytes in one request: a question with its conversation fits many times over."""

_API = r"/gradio_api"
_READ = re.compile(
    rf"/|/accessibility|/report|/healthz|/robots\.txt|/favicon\.ico|/web/[\w.-]+|/config"
    rf"|{_API}/(info|startup-events|queue/data|heartbeat/\w+|call(/v2)?/\w+/\w+)"
)
_WRITE = re.compile(rf"{_API}/(queue/join|cancel|call(/v2)?/\w+)")
_MCP = re.compile(rf"{_API}/mcp(/.*)?")

_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        b"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        b"require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), browsing-topics=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class _TooLargeError(Exception):
    """The body grew over the limit while it was being read."""


class Guard:
    """ASGI middleware. `hosts` are the names the page answers to (empty: any), against DNS rebinding."""

    def __init__(self, app: App, *, mcp: bool = False, hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.mcp = mcp
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing of ours speaks WebSocket
        headers = {name.lower(): value for name, value in scope["headers"]}
        refusal = self._refusal(scope["method"], scope["path"], headers)
        if refusal is not None:
            await _plain(send, *refusal)
            return
        body = _Body(receive)
        started = False

        async def guarded_send(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if body.too_large:  # a framework may turn our exception into a status of its own
                    message = {**message, "status": 413}
                ours = {name for name, _ in _HEADERS}
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in ours]
                message = {**message, "headers": [*kept, *_HEADERS]}
            await send(message)

        try:
            await self.app(scope, body.receive, guarded_send)
        except _TooLargeError:
            if not started:
                await _plain(send, 413, "写得太长了 (too long)")

    def _refusal(self, method: str, path: str, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """Status and text of the refusal, or None for a welcome request."""
        if self.hosts and _host(headers) not in self.hosts:
            return (
                421,
                "请用本机地址打开，或以 --allow-host 允许这个名字 (unknown host name; see --allow-host)",
            )
        if not self._welcome(method, path):
            return 404, "没有这个页面 (no such page)"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MAX_BODY:
            return 413, "写得太长了 (too long)"
        return None

    def _welcome(self, method: str, path: str) -> bool:
        if self.mcp and _MCP.fullmatch(path):
            return True
        if method in ("GET", "HEAD"):
            return _READ.fullmatch(path) is not None
        if method == "OPTIONS":
            return _WRITE.fullmatch(path) is not None
        return method == "POST" and _WRITE.fullmatch(path) is not None


def _host(headers: dict[bytes, bytes]) -> str:
    """The Host header's name without its port, in lower case."""
    return re.sub(r":\d+$", "", headers.get(b"host", b"").decode("latin-1")).lower()


class _Body:
    """`receive` that counts: a body without Content-Length must not grow without end either."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._taken = 0
        self.too_large = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self.too_large = self._taken > MAX_BODY
        if self.too_large:
            raise _TooLargeError
        return message


async def _plain(send: Send, status: int, text: str) -> None:
    """A short refusal in plain text, with the same headers as every answer."""
    body = text.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
