"""Pages opened, links, messages and questions."""

import asyncio
import itertools
import json
import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.support.attacks.attack import LONGEST, attack
from tests.support.attacks.scene import REFUSALS, Scene, look, open_page, try_all
from tests.support.session import PEN, Session
from tests.support.student import ONE, SEVEN
from tests.support.widgets import Stroke


@attack(asked=2_000)
async def reruns(scene: Scene) -> None:
    """Two thousand runs of a page asked for at once."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        await try_all(*(_ask_for_run(scene, session) for _ in range(2_000)))
        await asyncio.sleep(5)


async def _ask_for_run(scene: Scene, session: Session) -> None:
    await session.rerun()
    scene.achieved["asked"] += 1


@attack(sent=100)
async def many_strokes(scene: Scene) -> None:
    """Forty pages that lift a pen as often as they may."""
    await _keep_drawing(scene, [ONE], [SEVEN])


@attack(sent=100)
async def many_wipes(scene: Scene) -> None:
    """Forty pages that wipe the canvas as often as they may, and draw in between."""
    await _keep_drawing(scene, [ONE], [], [])


async def _keep_drawing(scene: Scene, *drawings: list[Stroke]) -> None:
    """Have forty pages send drawings in turn, as often as they may."""

    async def keep_drawing(session: Session) -> None:
        for strokes in itertools.cycle(drawings):
            await session.draw(*strokes)
            scene.achieved["sent"] += 1
            await asyncio.sleep(0.02)

    async with AsyncExitStack() as stack:
        for _ in range(5):
            opened = (open_page(stack, scene) for _ in range(8))
            for session in await asyncio.gather(*opened, return_exceptions=True):
                if isinstance(session, Session):
                    stack.callback(session.cut)
                    stack.callback(asyncio.create_task(keep_drawing(session)).cancel)
        await asyncio.sleep(LONGEST - 10)


@attack(abandoned=100)
async def abandoned_pages(scene: Scene) -> None:
    """A hundred pages opened and cut off."""

    async def abandon() -> None:
        session = scene.session()
        await session.connect()
        await session.rerun()
        await session.until(lambda: session.finished)
        session.cut()
        scene.achieved["abandoned"] += 1

    for _ in range(10):
        await try_all(*(abandon() for _ in range(10)))


@attack(opened=100)
async def hostile_links(scene: Scene) -> None:
    """Links that make no sense."""
    chance = random.Random(1)
    names = (
        "model",
        "normal",
        "detector",
        "threshold",
        "drawing",
        "sample",
        "step",
        "hide",
        "lang",
    )
    values = ("", "-1", "1e999", "nan", "../" * 40, "[" * 2_000, "\x00", "٣", "<b>", "9" * 4_000)

    for _ in range(10):
        queries = (
            "&".join(f"{name}={quote(chance.choice(values))}" for name in names) for _ in range(10)
        )
        await try_all(*(look(scene, query) for query in queries))


@attack(sent=200)
async def hostile_messages(scene: Scene) -> None:
    """Messages that no browser would send."""
    chance = random.Random(2)
    async with AsyncExitStack() as stack:
        session = await open_page(stack, scene)
        for _ in range(50):
            for key in (PEN, "threshold", "answer"):
                with suppress(*REFUSALS):
                    await session.trigger(key, "moved", _nonsense(chance))
                    await session.keep(key, json.dumps(_nonsense(chance)))
                    scene.achieved["sent"] += 2
        unknown = BackMsg()
        unknown.rerun_script.page_script_hash = "f" * 100_000
        with suppress(*REFUSALS):
            await session.send(unknown)
        await asyncio.sleep(3)


def _nonsense(chance: random.Random) -> object:
    deep: object = 1
    for _ in range(300):
        deep = [deep]
    return chance.choice([None, "x" * 100_000, 1e308, -1, {"strokes": deep}, [[]] * 10_000, deep])


@attack(asked=300, answered=1)
async def endless_questions(scene: Scene) -> None:
    """Questions about drawings, as many and as long as one can ask."""
    async with AsyncExitStack() as stack:
        session = await open_page(stack, scene)
        long = json.dumps({"strokes": [[1, 2] * 20_000], "widths": [18]}).encode()
        for content in (long, b"[" * 90_000, b"x" * 10_000_000) * 10:
            await try_all(*(_question(scene, session, content) for _ in range(10)))


async def _question(scene: Scene, session: Session, content: bytes) -> None:
    scene.achieved["asked"] += 1
    await asyncio.to_thread(session.post_question, content)
    scene.achieved["answered"] += 1


@attack(asked=60)
async def many_questions(scene: Scene) -> None:
    """Forty pages that ask for scores at five hundred moments of a drawing, again and again."""
    points = [place for number in range(195) for place in (60 + number * 7 % 130, number)]
    moments = [[0, 190, 120, number % 250] for number in range(500)]
    content = json.dumps({"strokes": [points], "widths": [18], "moments": moments}).encode()

    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(40))

    async def keep_asking(session: Session) -> None:
        while True:
            await try_all(_question(scene, session, content))

    async with AsyncExitStack() as stack:
        for _ in range(5):
            opened = (open_page(stack, scene) for _ in range(8))
            for session in await asyncio.gather(*opened, return_exceptions=True):
                if isinstance(session, Session):
                    stack.callback(asyncio.create_task(keep_asking(session)).cancel)
        await asyncio.sleep(LONGEST)


@attack(sent=12)
async def other_messages(scene: Scene) -> None:
    """Messages that Streamlit knows and no page sends, each as long as it may be."""
    messages = [BackMsg(load_git_info=True), BackMsg(clear_cache=True), BackMsg(), BackMsg()]
    messages[2].file_urls_request.file_names.extend(["a"] * 300_000)
    messages[3].backend_operation_request.install_skills.SetInParent()
    async with AsyncExitStack() as stack:
        for message in messages * 3:
            session = await open_page(stack, scene)
            with suppress(*REFUSALS):
                await session.send(message)
                scene.achieved["sent"] += 1
        await asyncio.sleep(3)


@attack(sent=20)
async def many_widgets(scene: Scene) -> None:
    """Twenty pages that claim a hundred thousand widgets each."""
    message = BackMsg()
    for number in range(100_000):
        message.rerun_script.widget_states.widgets.add(id=f"{number:x}", bool_value=True)
    async with AsyncExitStack() as stack:
        for _ in range(20):
            session = await open_page(stack, scene)
            with suppress(*REFUSALS):
                await session.send(message)
                scene.achieved["sent"] += 1
        await asyncio.sleep(3)
