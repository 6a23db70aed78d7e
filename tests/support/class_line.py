"""Screens of a class on a running server, over HTTP as browsers have it."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from tests.support.class_screen import Screen
from tests.support.web import Response

TIMEOUT = 40.0  # seconds for an answer, as in the page's own line.js
PAUSE = 0.5  # seconds before what was not kept is sent again
PATIENCE = 60.0  # seconds
AWAY = (OSError, EOFError, TimeoutError, HTTPException)  # a server that does not answer

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Line(Screen):
    """A screen whose messages go to a running server, over connections that it keeps.

    Attributes
    ----------
    seen : int
        The counter of what was last heard.

    Parameters
    ----------
    address : str
        Of the pages.
    languages : str
        Of the browser.
    source : str
        Address of this machine that it comes from; any where it is empty.
    """

    def __init__(self, address: str, languages: str = "en", source: str = "") -> None:
        super().__init__(languages)
        self.seen = 0
        self._place = urlsplit(address)
        self._source = source
        self._kept: list[Connection] = []

    @property
    def cookie(self) -> str:
        """What the browser sends of its cookies with each request."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def send(self, do: str, **values: object) -> str:
        """Send something as the page's outbox does: again until it is kept, or refused for good.

        Returns
        -------
        reason : str
            The sentence with which it was refused; empty if it was kept.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(*AWAY):
                status, reply = await self.say(do, **values)
                if status == 200:
                    return ""
                if reply.get("again") is False:
                    return str(reply["reason"])
            await asyncio.sleep(PAUSE)
        raise TimeoutError(f"{do}: neither kept nor refused")

    async def news(self, of: str = "", own: bool = False) -> dict[str, Any]:
        """Return what is new since the last news; a server that is away is waited for.

        Raises
        ------
        LookupError
            If there is nothing more to hear, with the sentence.
        """
        while True:
            told: dict[str, Any] = {"status": 0}
            with suppress(*AWAY):
                told = await self.hear(self.seen, of, own)
            if "state" in told:
                self.seen = told["state"]["counter"]
                return told
            if told.get("again") is False:
                raise LookupError(told["reason"])
            if told["status"] != 204:
                await asyncio.sleep(PAUSE)

    async def until(
        self, holds: Callable[[dict[str, Any]], object], of: str = ""
    ) -> dict[str, Any]:
        """Hear news until one is of a kind, and return it."""
        async with asyncio.timeout(PATIENCE):
            while not holds(told := await self.news(of)):
                pass
        return told

    def cut(self) -> None:
        """Lose all connections without a word."""
        while self._kept:
            self._kept.pop()[1].transport.abort()

    async def _send(self, path: str, method: str, body: bytes, cookies: str) -> Response:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self._place.netloc}\r\n"
            f"Accept-Language: {self.languages}\r\nCookie: {cookies}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        is_kept = bool(self._kept)
        connection = self._kept.pop() if is_kept else await self._dial()
        try:
            async with asyncio.timeout(TIMEOUT):
                return await self._exchange(connection, head.encode() + body)
        except BaseException as error:
            connection[1].transport.abort()
            if not is_kept or not isinstance(error, AWAY):
                raise
        return await self._send(path, method, body, cookies)  # the connection had ended meanwhile

    async def _exchange(self, connection: Connection, sent: bytes) -> Response:
        reader, writer = connection
        writer.write(sent)
        status, _, head = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
        told = parse_headers(BytesIO(head))
        response = Response(int(status.split()[1]))
        response.headers = {name.lower(): value for name, value in told.items()}
        response.headers["set-cookie"] = "; ".join(told.get_all("set-cookie", []))
        if "chunked" in told.get("transfer-encoding", ""):
            while size := int(await reader.readline(), 16):
                response.body += await reader.readexactly(size)
                await reader.readline()
            await reader.readline()
        elif response.status != 204:
            response.body = await reader.readexactly(int(told["content-length"]))
        if told.get("connection", "") == "close":
            writer.close()
        else:
            self._kept.append(connection)
        return response

    async def _dial(self) -> Connection:
        own = (self._source, 0) if self._source else None
        return await asyncio.open_connection(
            self._place.hostname, self._place.port, local_addr=own, limit=2**20
        )
