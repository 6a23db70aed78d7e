"""The door of the server: every request and websocket passes it before Streamlit sees it."""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected

from anomaly.serving.gate import OPERATOR_HEADER, OWN_HEADERS, Asked, Gate, Refusal
from anomaly.serving.headers import LAX, cookie_attributes, embedders, security_headers
from anomaly.serving.source import source_of
from anomaly.text import Message as Sentence
from anomaly.text.language import accepted_language, use_language
from anomaly.ui.web import handouts
from anomaly.ui.web._compat import page_scripts
from anomaly.ui.web.messages import only_of_pages
from anomaly.ui.web.pace import Pace

MAX_SILENCE = 20.0  # seconds between two parts of a request's body
GRACE, MIN_RATE = 30.0, 1000.0  # a body has so many seconds, and one more for each 1,000 bytes
# Requests of an address at once, and a second; further ones wait. One takes some milliseconds;
# a page that is opened for the first time asks for eighty files.
BURST, RATE = 300, 150.0
MAX_PACES = 10_000  # addresses whose pace is remembered
PART = 65_536  # bytes that are sent at once, so that a browser that reads slowly fills no memory
MEDIA = "/media/"  # of a part of a file there, Streamlit would make a copy for each request
OWN = {name.lower().encode() for name in OWN_HEADERS}

_LOGGER = logging.getLogger(__name__)


class Door:
    """ASGI middleware that refuses what is not for the app, and adds headers to what it answers.

    Parameters
    ----------
    app : ASGI application
    base_path : str
        Path under which the app is served.
    gate : Gate, optional
        By default, that with the rules which the operator has set.
    """

    def __init__(self, app: ASGIApp, base_path: str = "", gate: Gate | None = None) -> None:
        self._app = app
        self._base_path = base_path.strip("/")
        self._gate = gate or Gate()
        self._paces: LRUCache[str, Pace] = LRUCache(MAX_PACES)
        sites = embedders()
        headers = security_headers([*page_scripts(), handouts.SCRIPT.encode()], sites)
        self._headers = [(name.lower().encode(), text.encode()) for name, text in headers.items()]
        self._cookie = cookie_attributes(sites).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a websocket, or have the app answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        address = source_of((scope.get("client") or [""])[0])
        await self._paces.setdefault(address, Pace(BURST, RATE)).wait()
        asked = self._read(scope)
        refusal = self._gate.refuse(asked)
        if refusal is not None and scope["type"] == "websocket":
            await send({"type": "websocket.close"})  # a browser shows no words of it to the page
            return
        if refusal is not None:
            await self._refuse(scope, send, refusal)
            return
        left_out = OWN | ({b"range"} if asked.path.startswith(MEDIA) else set())
        headers = [header for header in scope["headers"] if header[0] not in left_out]
        if self._gate.is_operator(asked):
            headers.append((OPERATOR_HEADER.lower().encode(), b"1"))
        scope = {**scope, "headers": headers}
        if scope["type"] == "websocket":
            with suppress(WebSocketDisconnect, WebSocketDisconnected):  # a page that left
                await self._app(scope, only_of_pages(receive, send), send)
        else:
            await self._answer(scope, receive, send)

    def _read(self, scope: Scope) -> Asked:
        path: str = scope["path"]
        return Asked(
            path=path.removeprefix(f"/{self._base_path}") if self._base_path else path,
            headers=scope["headers"],
            client=(scope.get("client") or [None])[0],
            arrived_at=(scope.get("server") or [None])[0],
            is_websocket=scope["type"] == "websocket",
        )

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, answer = _Body(receive), _Answer(send, self._headers, self._cookie)
        try:
            await self._app(scope, body.receive, answer.send)
        except ClientDisconnect:  # an upload that was broken off, which is nobody's fault
            pass
        except Exception:
            if answer.has_begun:
                raise
            _LOGGER.exception("A request failed")
            await self._refuse(scope, send, Refusal(500, Sentence("door.fault")))
        if body.was_slow and not answer.has_begun:
            await self._refuse(scope, send, Refusal(408, Sentence("door.slow")))

    async def _refuse(self, scope: Scope, send: Send, refusal: Refusal) -> None:
        accepted = ",".join(Asked("", scope["headers"]).all("Accept-Language"))
        with use_language(accepted_language(accepted)):
            body = str(refusal.sentence).encode()
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            *self._headers,
        ]
        if refusal.status == 408:
            headers.append((b"connection", b"close"))
        start = {"type": "http.response.start", "status": refusal.status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": body})


@dataclass
class _Body:
    """A request's body, which has to arrive in a reasonable time.

    Attributes
    ----------
    was_slow : bool
        Whether it did not; the app was then told that the browser has left.
    """

    _receive: Receive
    was_slow: bool = False
    _is_whole: bool = False
    _waited: float = 0.0
    _length: int = 0

    async def receive(self) -> Message:
        if self.was_slow:
            return {"type": "http.disconnect"}
        if self._is_whole:
            return await self._receive()
        start = time.monotonic()
        left = GRACE + self._length / MIN_RATE - self._waited
        try:
            async with asyncio.timeout(min(MAX_SILENCE, left)):
                message = await self._receive()
        except TimeoutError:
            self.was_slow = True
            return {"type": "http.disconnect"}
        self._waited += time.monotonic() - start
        self._length += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return message


@dataclass
class _Answer:
    """An answer on its way to the browser."""

    _send: Send
    _headers: list[tuple[bytes, bytes]]
    _cookie: bytes
    has_begun: bool = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            own = {name for name, _ in self._headers}
            theirs = [
                (name, text.replace(LAX.encode(), self._cookie) if name == b"set-cookie" else text)
                for name, text in message.get("headers", [])
                # Nobody else's page is to read an answer.
                if name.lower() not in own and not name.lower().startswith(b"access-control-")
            ]
            await self._send({**message, "headers": [*theirs, *self._headers]})
            return
        body = memoryview(message.get("body", b""))
        while len(body) > PART:
            await self._send({**message, "body": bytes(body[:PART]), "more_body": True})
            body = body[PART:]
        await self._send({**message, "body": bytes(body)})
