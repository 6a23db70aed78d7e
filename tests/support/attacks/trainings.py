"""Trainings that take long, or are many."""

import asyncio
from contextlib import AsyncExitStack, suppress

from anomaly.text import display_name, t
from anomaly.ui.session import widget_keys
from tests.support.attacks.scene import Scene, open_page, try_all
from tests.support.session import Session


async def _choose_search(session: Session) -> None:
    """Ask on Train for the longest search there is."""
    await session.turn_to("train", "plan_seed")
    for key, value in (
        (widget_keys.PLAN_DETECTOR, {"string_value": display_name("detector", "anogan")}),
        (widget_keys.plan_setting("anogan", "search_steps"), {"double_value": 1000.0}),
        (widget_keys.plan_setting("anogan", "epochs"), {"double_value": 1.0}),
    ):
        ends = session.finished
        with suppress(LookupError):
            await session.set(key, **value)
            await session.settled(ends)


async def long_scoring(scene: Scene) -> None:
    """A training of one epoch and of a very long search for its scores, whose owner leaves."""
    await _train_with_search(scene, stays=5)


async def long_scoring_watched(scene: Scene) -> None:
    """The same, whose owner stays."""
    await _train_with_search(scene, stays=25)


async def _train_with_search(scene: Scene, stays: float) -> None:
    """Ask for it, and leave after so many seconds."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        await _choose_search(session)
        await session.press(t("train.train"))
        await asyncio.sleep(stays)


async def forty_trainings(scene: Scene) -> None:
    """Forty pages of one person, each of which asks for a training."""

    async def ask(stack: AsyncExitStack, seed: int) -> None:
        session = await open_page(stack, scene)
        await session.turn_to("train", "plan_seed")
        ends = session.finished
        await session.set("plan_seed", double_value=5_000 + seed)
        await session.settled(ends)
        await session.press(t("train.train"))

    async with AsyncExitStack() as stack:
        for seed in range(0, 40, 8):
            await try_all(*(ask(stack, seed + number) for number in range(8)))
        await asyncio.sleep(5)
