"""Connections and handshakes."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from tests.support.attacks.scene import SOURCE, Scene, trickle, try_all


async def foreign_origins(scene: Scene) -> None:
    """Ten handshakes at a time that pages of another site would make."""
    place = urlsplit(scene.address).netloc

    async def shake() -> None:
        await connect(
            f"ws://{place}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin("http://site.example"),
            local_addr=(SOURCE, 0),
            open_timeout=30,
        )

    for _ in range(20):
        await try_all(*(shake() for _ in range(10)))


async def foreign_hosts(scene: Scene) -> None:
    """Requests by another site's name, which it has led to this machine."""
    lines = "GET /_stcore/{} HTTP/1.1\r\nHost: site.example\r\nOrigin: http://site.example\r\n\r\n"
    for path in ("health", "metrics", "host-config", "stream") * 50:
        writer = await scene.plain(lines.format(path).encode())
        with suppress(OSError):
            await writer.drain()
        writer.close()


async def trickled_heads(scene: Scene) -> None:
    """Three hundred requests that never come to their end."""
    await trickle(scene, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", 300)


async def held_pages(scene: Scene) -> None:
    """Twelve hundred connections of pages that are held and say nothing."""
    place = urlsplit(scene.address).netloc
    held = []

    async def hold() -> None:
        held.append(
            await connect(
                f"ws://{place}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                origin=Origin(scene.address),
                local_addr=(SOURCE, 0),
            )
        )

    for _ in range(24):
        await try_all(*(hold() for _ in range(50)))
    await asyncio.sleep(5)
    await try_all(*(socket.close() for socket in held))


async def idle_sockets(scene: Scene) -> None:
    """Three thousand connections that ask nothing."""
    writers = []
    for _ in range(3_000):
        with suppress(OSError):
            writers.append(await scene.plain())
    await asyncio.sleep(5)
    for writer in writers:
        writer.close()
