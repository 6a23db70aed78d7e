"""A server under attack, and what attacks do there."""

import asyncio
import re
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from tests.support.session import Session
from tests.support.uploading import Uploader

SOURCE = "127.0.0.2"  # another address of this machine than honest students have
REFUSALS = (OSError, TimeoutError, WebSocketException, HTTPException, LookupError, AssertionError)


@dataclass
class Scene:
    """A server under attack.

    Attributes
    ----------
    address : str
        Of its pages.
    """

    address: str

    def session(self, query: str = "") -> Session:
        """Return a page of the attacker's, not opened yet."""
        return Session(self.address, query, SOURCE)

    def uploader(self) -> Uploader:
        return Uploader(self.address, SOURCE)

    async def plain(self, content: bytes = b"") -> asyncio.StreamWriter:
        """Open a connection, send something or nothing, and leave it open."""
        _, writer = await self.dial()
        writer.write(content)
        return writer

    async def dial(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection."""
        place = urlsplit(self.address)
        return await asyncio.open_connection(place.hostname, place.port, local_addr=(SOURCE, 0))

    async def ask_on(self, path: str, count: int, seconds: float) -> int:
        """Ask for something over many connections, each again and again; return how often."""
        end, asked = time.monotonic() + seconds, 0

        async def keep_asking() -> None:
            nonlocal asked
            reader, writer = await self.dial()
            while time.monotonic() < end:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head.lower())
                await reader.readexactly(int(length[1]) if length else 0)
                asked += 1
            writer.close()

        await try_all(*(keep_asking() for _ in range(count)))
        return asked


async def try_all(*tries: Awaitable[object]) -> None:
    """Do all at once, whatever becomes of each."""
    await asyncio.gather(*tries, return_exceptions=True)


async def open_page(stack: AsyncExitStack, scene: Scene, query: str = "") -> Session:
    session = await stack.enter_async_context(scene.session(query))
    await session.until(lambda: session.finished)
    return session


async def look(scene: Scene, query: str) -> None:
    async with scene.session(query) as session:
        await session.until(lambda: session.finished)


async def trickle(scene: Scene, beginning: bytes, count: int) -> None:
    """Send a beginning over many connections, then a byte a second over each."""
    writers = [await scene.plain(beginning) for _ in range(count)]
    for _ in range(15):
        await asyncio.sleep(1)
        for writer in writers:
            with suppress(OSError):
                writer.write(b"x")
    for writer in writers:
        writer.close()
