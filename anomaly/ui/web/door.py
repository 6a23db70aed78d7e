"""The door of the server: every request and websocket passes it before Streamlit sees it."""

import json
import logging
import math
import re
from collections import Counter
from contextlib import suppress
from functools import partial

from cachetools import LRUCache
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected

from anomaly.descriptors import current_limit
from anomaly.serving.gate import OPERATOR_HEADER, OWN_HEADERS, Asked, Gate, Refusal
from anomaly.serving.headers import LAX, cookie_attributes, embedders, security_headers
from anomaly.serving.source import connections_per_address, source_of_client
from anomaly.text import Message as Sentence
from anomaly.text.language import accepted_language, use_language
from anomaly.text.wrapping import wrap
from anomaly.ui.web import handouts
from anomaly.ui.web._compat import cut_connection, page_scripts
from anomaly.ui.web.messages import only_of_pages, pace_of_address
from anomaly.ui.web.pace import Pace
from anomaly.ui.web.transfers import Answer, Body, Headers, LargeAnswers, NoRoomError

# Requests of an address at once, and a second; further ones wait. One takes some milliseconds;
# a page that is opened for the first time asks for eighty files.
BURST, RATE = 100, 150.0
NEW_PAGE = 10  # requests that a page which connects counts for
MAX_PACES = 10_000  # addresses whose pace is remembered
# Of the connections that an address may have, for pages: 160 of 400, five for each of a class.
PAGES_SHARE = 0.4
# What a page asks before it connects. It shows a refusal that is JSON, in lines as they come, and
# asks again.
HOST_CONFIG = "/_stcore/host-config"
COLUMNS = 32  # of such a line, on a phone
# Of a part of a file there, or one compressed, Streamlit would make a copy for each request.
MEDIA = "/media/"
MAKES_COPIES = {b"range", b"accept-encoding"}
IS_LAX = re.compile(LAX.encode(), re.IGNORECASE)  # frameworks write it as they like
OWN = {name.lower().encode() for name in OWN_HEADERS}

_LOGGER = logging.getLogger(__name__)


class Door:
    """ASGI middleware that refuses what is not for the app, and adds headers to what it answers.

    Parameters
    ----------
    app : ASGI application
    prefix : str
        What all paths begin with; empty where the app is served below none.
    gate : Gate, optional
        By default, that with the rules which the operator has set.
    """

    def __init__(self, app: ASGIApp, prefix: str = "", gate: Gate | None = None) -> None:
        self._app = app
        self._prefix = prefix
        self._gate = gate or Gate()
        self._paces: LRUCache[str, Pace] = LRUCache(MAX_PACES)
        self._message_paces: LRUCache[str, Pace] = LRUCache(MAX_PACES)
        max_connections = connections_per_address(current_limit(), tells=False)
        self._max_pages = math.ceil(PAGES_SHARE * max_connections)
        self._pages: Counter[str] = Counter()  # connected, by address
        self._large = LargeAnswers()
        sites = embedders()
        headers = security_headers([*page_scripts(), handouts.SCRIPT.encode()], sites)
        self._headers = [(name.lower().encode(), text.encode()) for name, text in headers.items()]
        self._cookie = cookie_attributes(sites).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a websocket, or have the app answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        address = source_of_client(scope)
        weight = NEW_PAGE if scope["type"] == "websocket" else 1
        await self._paces.setdefault(address, Pace(BURST, RATE)).wait(weight)
        asked = self._read(scope)
        refusal = self._gate.refuse(asked) or self._refuse_page(asked, address)
        left_out = OWN | (MAKES_COPIES if asked.path.startswith(MEDIA) else set())
        headers = [header for header in scope["headers"] if header[0] not in left_out]
        if self._gate.is_operator(asked):
            headers.append((OPERATOR_HEADER.lower().encode(), b"1"))
        scope = {**scope, "headers": headers}
        if scope["type"] == "http":
            await self._answer(scope, receive, send, address, refusal)
        elif refusal is None:
            await self._converse(scope, receive, send, address)
        else:
            await send({"type": "websocket.close"})  # a browser shows no words of it to the page

    def _refuse_page(self, asked: Asked, address: str) -> Refusal | None:
        """Return why no further page of an address may connect."""
        is_new = asked.is_websocket or asked.path == HOST_CONFIG
        if is_new and self._pages[address] >= self._max_pages:
            return Refusal(429, Sentence("door.pages"))
        return None

    def _read(self, scope: Scope) -> Asked:
        path: str = scope["path"]
        return Asked(
            path=path.removeprefix(self._prefix),
            headers=scope["headers"],
            client=(scope.get("client") or [None])[0],
            arrived_at=(scope.get("server") or [None])[0],
            is_websocket=scope["type"] == "websocket",
        )

    async def _converse(self, scope: Scope, receive: Receive, send: Send, address: str) -> None:
        """Connect a page."""
        self._pages[address] += 1
        pace = self._message_paces.setdefault(address, pace_of_address())
        try:
            with suppress(WebSocketDisconnect, WebSocketDisconnected):  # a page that left
                await self._app(scope, only_of_pages(receive, send, pace), send)
        finally:
            self._pages[address] -= 1
            if not self._pages[address]:
                del self._pages[address]

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, address: str, refusal: Refusal | None
    ) -> None:
        if refusal is not None:
            await self._refuse(scope, send, refusal)
            return
        body = Body(receive)
        answer = Answer(send, self._allowed, self._large, partial(cut_connection, scope), address)
        try:
            await self._app(scope, body.receive, answer.send)
        except ClientDisconnect:  # what was broken off, which is nobody's fault
            pass
        except NoRoomError as error:
            await self._refuse(scope, send, error.refusal)
        except Exception:
            if answer.has_begun:
                raise
            _LOGGER.exception("A request failed")
            await self._refuse(scope, send, Refusal(500, Sentence("door.fault")))
        if body.was_slow and not answer.has_begun:
            await self._refuse(scope, send, Refusal(408, Sentence("door.slow")))

    def _allowed(self, headers: Headers) -> Headers:
        """Return an answer's headers with ours: nobody else's page is to read it."""
        own = {name for name, _ in self._headers}
        theirs = [
            (name, IS_LAX.sub(self._cookie, text) if name == b"set-cookie" else text)
            for name, text in headers
            if name.lower() not in own and not name.lower().startswith(b"access-control-")
        ]
        return [*theirs, *self._headers]

    async def _refuse(self, scope: Scope, send: Send, refusal: Refusal) -> None:
        accepted = ",".join(Asked("", scope["headers"]).all("Accept-Language"))
        with use_language(accepted_language(accepted)):
            body, kind = str(refusal.sentence), "text/plain"
        if self._read(scope).path == HOST_CONFIG:
            body, kind = json.dumps("\n".join(wrap(body, COLUMNS))), "application/json"
        headers = [
            (b"content-type", f"{kind}; charset=utf-8".encode()),
            (b"content-length", str(len(body.encode())).encode()),
            (b"cache-control", b"no-store"),
            *self._headers,
        ]
        if refusal.status == 408:
            headers.append((b"connection", b"close"))
        start = {"type": "http.response.start", "status": refusal.status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": body.encode()})
