"""A server under attack, and what attacks do there."""

import asyncio
import re
import sys
import time
from collections import Counter
from collections.abc import Awaitable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from tests.support.session import Session
from tests.support.uploading import Uploader

SOURCE = "127.0.0.2"  # another address of this machine than honest students have
REFUSALS = (OSError, TimeoutError, WebSocketException, HTTPException, LookupError, AssertionError)
IN_PLACE = b"in place\n"  # what the process of an attack says


@dataclass
class Scene:
    """A server under attack.

    Attributes
    ----------
    address : str
        Of its pages.
    achieved : Counter of str
        What the attack came to do so far.
    """

    address: str
    achieved: Counter[str] = field(default_factory=Counter)

    def session(self, query: str = "", headers: dict[str, str] | None = None) -> Session:
        """Return a page of the attacker's, not opened yet."""
        return Session(self.address, query, SOURCE, headers)

    async def hold(self) -> None:
        """Say that all that was to be done is done, and wait for the word to end."""
        sys.stdout.buffer.write(IN_PLACE)
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.buffer.readline)

    def uploader(self, session: Session) -> Uploader:
        """Return who sends files to a page."""
        return Uploader(self.address, SOURCE, session.process)

    async def plain(self, content: bytes = b"") -> asyncio.StreamWriter:
        """Open a connection, send something or nothing, and leave it open."""
        _, writer = await self.dial()
        writer.write(content)
        return writer

    async def dial(self, limit: int = 65_536) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection, from which little more than `limit` bytes are read ahead."""
        place = urlsplit(self.address)
        return await asyncio.open_connection(
            place.hostname, place.port, limit=limit, local_addr=(SOURCE, 0)
        )

    async def ask(self, content: bytes) -> int:
        """Send a request as it is, and return the answer's status."""
        reader, writer = await self.dial()
        try:
            writer.write(content)
            return int((await reader.readline()).split()[1])
        finally:
            writer.close()

    async def ask_on(self, path: str, count: int, seconds: float) -> None:
        """Ask for something over many connections, each again and again."""
        end = time.monotonic() + seconds

        async def keep_asking() -> None:
            reader, writer = await self.dial()
            while time.monotonic() < end:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head.lower())
                await reader.readexactly(int(length[1]) if length else 0)
                self.achieved["requests"] += 1
            writer.close()

        await try_all(*(keep_asking() for _ in range(count)))


async def try_all(*tries: Awaitable[object]) -> None:
    """Do all at once, whatever becomes of each."""
    await asyncio.gather(*tries, return_exceptions=True)


async def open_page(stack: AsyncExitStack, scene: Scene, query: str = "") -> Session:
    session = await stack.enter_async_context(scene.session(query))
    await session.until(lambda: session.finished)
    return session


async def look(scene: Scene, query: str) -> None:
    """Open a page at a link, and leave it once it is there."""
    async with scene.session(query) as session:
        await session.until(lambda: session.finished)
        scene.achieved["opened"] += 1


async def trickle(scene: Scene, beginning: bytes, count: int) -> None:
    """Send a beginning over many connections, then a byte a second over each."""
    writers = [await scene.plain(beginning) for _ in range(count)]
    scene.achieved["connections"] += len(writers)
    for _ in range(15):
        await asyncio.sleep(1)
        for writer in writers:
            with suppress(OSError):
                writer.write(b"x")
    for writer in writers:
        writer.close()
