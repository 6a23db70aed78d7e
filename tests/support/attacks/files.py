"""Files that are large, many, or never whole."""

import asyncio
from contextlib import AsyncExitStack, suppress
from io import BytesIO

from PIL import Image

from anomaly.text import t
from tests.support.attacks.attack import attack
from tests.support.attacks.scene import REFUSALS, Scene, open_page, trickle, try_all
from tests.support.session import Session
from tests.support.uploading import Uploader, hand_in

TAKEN = range(200, 300)  # statuses
SIZE = 41_900_000  # bytes, the largest file but for a few


@attack(longest=60, sent=40, megabytes_taken=80)
async def large_uploads(scene: Scene) -> None:
    """Forty files of 42 MB under one page."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        await _put_all(scene, session, [bytes(42_000_000)] * 40)


async def _put_all(scene: Scene, session: Session, contents: list[bytes]) -> None:
    uploader = scene.uploader(session)
    gate = asyncio.Semaphore(4)

    async def put(content: bytes) -> None:
        async with gate:
            await _put(scene, uploader, session, content)

    await try_all(*(put(content) for content in contents))


async def _put(scene: Scene, uploader: Uploader, session: Session, content: bytes) -> None:
    status = await asyncio.to_thread(uploader.put, session.name, content)
    scene.achieved["sent"] += 1
    if status in TAKEN:
        scene.achieved["megabytes_taken"] += len(content) // 1_000_000


@attack(sent=20, megabytes_taken=200, longest=60.0)
async def uploads_of_many(scene: Scene) -> None:
    """Forty pages with a file of 42 MB each."""
    content = bytes(42_000_000)
    async with AsyncExitStack() as stack:
        sessions = [await open_page(stack, scene) for _ in range(40)]
        for session in sessions:
            with suppress(*REFUSALS):
                await _put_all(scene, session, [content])


@attack(broken=100, megabytes_taken=1)
async def broken_uploads(scene: Scene) -> None:
    """A hundred uploads that break off."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        uploader = scene.uploader(session)
        await _put(scene, uploader, session, bytes(1_000_000))  # with the same head, so it is right
        for _ in range(100):
            with suppress(*REFUSALS):
                await asyncio.to_thread(uploader.break_off, session.name, 5_000_000)
                scene.achieved["broken"] += 1


@attack(connections=50, megabytes_taken=1)
async def trickled_uploads(scene: Scene) -> None:
    """Fifty uploads that hardly go on."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        uploader = scene.uploader(session)
        await _put(scene, uploader, session, bytes(1_000_000))
        await trickle(scene, uploader.beginning(session.name, 42_000_000), 50)


@attack(megabytes_sent=280, others_files=2, longest=40.0)
async def held_uploads(scene: Scene) -> None:
    """Seven files of 42 MB that all but arrive and then hardly go on; others send theirs."""
    async with AsyncExitStack() as stack:
        sessions = [await open_page(stack, scene) for _ in range(7)]
        writers = []
        for session in sessions:
            beginning = scene.uploader(session).beginning(session.name, SIZE)
            writers.append(await scene.plain(beginning))
            with suppress(*REFUSALS):
                await _send_most(scene, writers[-1])
        while scene.achieved["others_files"] < 2:
            for writer in writers:
                with suppress(OSError):
                    writer.write(b"x")
            async with Session(scene.address) as theirs:
                await theirs.until(lambda theirs=theirs: theirs.finished)  # type: ignore[misc]
                other = Uploader(scene.address, "", theirs.process)
                status = await asyncio.to_thread(other.put, theirs.name, bytes(SIZE))
                scene.achieved["others_files"] += status in TAKEN
        for writer in writers:
            writer.close()


async def _send_most(scene: Scene, writer: asyncio.StreamWriter) -> None:
    for _ in range(SIZE // 1_000_000):
        writer.write(bytes(1_000_000))
        await writer.drain()
        scene.achieved["megabytes_sent"] += 1


@attack(given=4)
async def large_pictures(scene: Scene) -> None:
    """Pictures of a hundred megapixels."""
    buffer = BytesIO()
    Image.new("L", (10_000, 10_000), 255).save(buffer, "PNG")
    content = buffer.getvalue()
    async with AsyncExitStack() as stack:
        sessions = [await open_page(stack, scene) for _ in range(4)]
        for session in sessions:
            await session.open_tab(t("tab.upload"), "uploads")
        await try_all(*(_give_picture(scene, session, content) for session in sessions))


async def _give_picture(scene: Scene, session: Session, content: bytes) -> None:
    uploader = scene.uploader(session)
    await asyncio.to_thread(uploader.put, session.name, content, "picture")
    key = next(it.id for it in session.elements("file_uploader"))
    ends = session.finished
    await hand_in(session, key.rpartition("-")[2], "picture", "a.png", len(content))
    scene.achieved["given"] += 1
    await session.settled(ends)
