"""Connections and handshakes."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.support.attacks.attack import attack
from tests.support.attacks.scene import SOURCE, Scene, trickle, try_all

REFUSED = (400, 403, 421)  # statuses


@attack(refused=200)
async def foreign_origins(scene: Scene) -> None:
    """Ten handshakes at a time that pages of another site would make."""
    place = urlsplit(scene.address).netloc

    async def shake() -> None:
        try:
            await connect(
                f"ws://{place}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                origin=Origin("http://site.example"),
                local_addr=(SOURCE, 0),
                open_timeout=30,
            )
        except InvalidStatus as answer:
            scene.achieved["refused"] += answer.response.status_code in REFUSED

    for _ in range(20):
        await try_all(*(shake() for _ in range(10)))


@attack(refused=200)
async def foreign_hosts(scene: Scene) -> None:
    """Requests by another site's name, which it has led to this machine."""
    lines = "GET /_stcore/{} HTTP/1.1\r\nHost: site.example\r\nOrigin: http://site.example\r\n\r\n"
    for path in ("health", "metrics", "host-config", "stream") * 50:
        scene.achieved["refused"] += await scene.ask(lines.format(path).encode()) in REFUSED


@attack(connections=300)
async def trickled_heads(scene: Scene) -> None:
    """Three hundred requests that never come to their end."""
    await trickle(scene, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", 300)


@attack(tried=250, held=50)
async def held_pages(scene: Scene) -> None:
    """As many pages as connect, which ask for a run, and then say and read nothing."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    held = await _hold_pages(scene, 1_200, message.SerializeToString())
    await asyncio.sleep(5)
    await try_all(*(page.close() for page in held))


async def _hold_pages(scene: Scene, count: int, message: bytes = b"") -> list[ClientConnection]:
    """Connect as many pages as there is place for, each of which sends a message."""
    held = []

    async def hold() -> None:
        scene.achieved["tried"] += 1
        page = await connect(
            f"ws://{urlsplit(scene.address).netloc}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(scene.address),
            local_addr=(SOURCE, 0),
        )
        held.append(page)
        scene.achieved["held"] += 1
        if message:
            await page.send(message)

    for _ in range(count // 50):
        await try_all(*(hold() for _ in range(50)))
    return held


@attack(held=50, begun=50)
async def half_frames(scene: Scene) -> None:
    """Pages that send large messages without their ends, in one frame or in several."""
    held = await _hold_pages(scene, 200)
    for number, page in enumerate(held):
        size = (950_000, 4_800_000)[number % 2]
        if number % 4 < 2:
            page.transport.write(_frame(0x82, size + 1)[:-1])
        else:
            for kind in (0x02, 0x00, 0x00):
                page.transport.write(_frame(kind, size // 3))
        scene.achieved["begun"] += 1
        await asyncio.sleep(0)
    await asyncio.sleep(12)


@attack(held=50, megabytes=1)
async def endless_pings(scene: Scene) -> None:
    """Fifty pages that send pings without end, and read no answer."""
    held = await _hold_pages(scene, 50)
    pings = (b"\x89\xfd" + bytes(4 + 125)) * 8_000
    for page in held:
        page.transport.pause_reading()
    for _ in range(12):
        for page in held:
            if not page.transport.is_closing() and not page.transport.get_write_buffer_size():
                page.transport.write(pings)
                scene.achieved["megabytes"] += len(pings) // 1_000_000
        await asyncio.sleep(1)


def _frame(kind: int, length: int) -> bytes:
    return bytes([kind, 0xFF]) + length.to_bytes(8, "big") + bytes(4 + length)


@attack(connections=5_000)
async def idle_sockets(scene: Scene) -> None:
    """Five thousand connections that ask nothing."""
    await _hold(scene, 5_000)


@attack(connections=8_000)
async def half_heads(scene: Scene) -> None:
    """Eight thousand connections that send half of the head of a request."""
    await _hold(scene, 8_000, b"GET / HTTP/1.1\r\n")


async def _hold(scene: Scene, count: int, content: bytes = b"") -> None:
    writers = []
    for _ in range(count):
        with suppress(OSError):
            writers.append(await scene.plain(content))
            scene.achieved["connections"] += 1
    await asyncio.sleep(5)
    for writer in writers:
        writer.close()
