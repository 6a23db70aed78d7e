"""Answers that are read slowly."""

import asyncio
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path

from streamlit import file_util

from tests.support.attacks.attack import attack
from tests.support.attacks.scene import REFUSALS, Scene, open_page
from tests.support.models import write_large_models
from tests.support.session import PEN

PAUSE = 4.0  # seconds between two bytes
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@attack(prepare=partial(write_large_models, count=1), answers=300)
async def slow_readers(scene: Scene) -> None:
    """Nearly 400 readers of downloads, scripts and weights, who take a byte now and then."""
    async with AsyncExitStack() as stack:
        session = await open_page(stack, scene)
        paths = [f"/{session.data_of(PEN)['weights']}", *_scripts()]
        await session.turn_to("runs", "model_0")
        with suppress(*REFUSALS):
            paths += [await session.download("model_0")] * 4
        connections: list[Connection] = []
        for path in paths * 55:
            with suppress(*REFUSALS):
                connections.append(await _begin(scene, path))
        scene.achieved["answers"] = len(connections)
        await asyncio.gather(*(_read_slowly(reader) for reader, _ in connections))


def _scripts() -> list[str]:
    """Return the addresses of the largest scripts of the pages."""
    folder = Path(file_util.get_static_dir())
    files = sorted(folder.rglob("*.js"), key=lambda path: -path.stat().st_size)
    return [f"/{path.relative_to(folder)}" for path in files[:2]]


async def _begin(scene: Scene, path: str) -> Connection:
    reader, writer = await scene.dial(limit=1)
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
    writer.write(f"{head}Range: bytes=1-\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    return reader, writer


async def _read_slowly(reader: asyncio.StreamReader) -> None:
    for _ in range(3):
        await asyncio.sleep(PAUSE)
        with suppress(OSError):
            await reader.read(1)
