"""Connections and handshakes."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
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


@attack(tried=1_200, held=50)
async def held_pages(scene: Scene) -> None:
    """Twelve hundred connections of pages that ask for a run, and then say and read nothing."""
    place = urlsplit(scene.address).netloc
    message = BackMsg()
    message.rerun_script.query_string = ""
    held = []

    async def hold() -> None:
        scene.achieved["tried"] += 1
        socket = await connect(
            f"ws://{place}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(scene.address),
            local_addr=(SOURCE, 0),
        )
        held.append(socket)
        scene.achieved["held"] += 1
        await socket.send(message.SerializeToString())

    for _ in range(24):
        await try_all(*(hold() for _ in range(50)))
    await asyncio.sleep(5)
    await try_all(*(socket.close() for socket in held))


@attack(connections=3_000)
async def idle_sockets(scene: Scene) -> None:
    """Three thousand connections that ask nothing."""
    writers = []
    for _ in range(3_000):
        with suppress(OSError):
            writers.append(await scene.plain())
            scene.achieved["connections"] += 1
    await asyncio.sleep(5)
    for writer in writers:
        writer.close()
