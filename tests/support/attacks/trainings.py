"""Trainings that take long, or are many."""

import asyncio
import secrets
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

from streamlit.proto.Common_pb2 import StringArray

from anomaly.data.digits import MNIST_FINGERPRINT, load_digits
from anomaly.detectors import recipe
from anomaly.text import display_name, t
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session import widget_keys
from tests.support.attacks.attack import attack
from tests.support.attacks.scene import Scene, try_all
from tests.support.session import Session
from tests.support.uploading import XSRF
from tests.support.widgets import widget_of

LONGEST = 120.0  # seconds; somebody honest trains meanwhile
RUNNING = "stop_or_leave"  # a button on the page of who waits for a training
SEARCH = {"search_steps": 500, "least_updates": 0, "epochs": 1}  # the form's longest, reached soon


async def _choose(session: Session, key: str, **value: Any) -> None:
    ends = session.finished
    await session.set(key, **value)
    await session.settled(ends)


async def _slide(session: Session, key: str, value: int) -> None:
    """Move a slider of Train to a value that it offers, once the page is whole."""
    await session.until(lambda: session.is_settled(key))
    assert str(value) in widget_of(session.find(key).element).options
    await _choose(session, key, string_array_value=StringArray(data=[str(value)]))


async def _ask_for_search(scene: Scene, session: Session) -> None:
    """Have a network trained for one epoch, and scored by the longest search there is."""
    await session.turn_to("train", "plan_seed")
    detector = {"string_value": display_name("detector", "anogan")}
    await _choose(session, widget_keys.PLAN_DETECTOR, **detector)
    for name in ("search_steps", "least_updates"):
        await _slide(session, widget_keys.plan_setting("anogan", name), SEARCH[name])
    await _slide(session, widget_keys.plan_epochs("anogan", 1), SEARCH["epochs"])
    await _press_train(scene, session)
    asked = TrainingPlan("anogan", replace(recipe("anogan"), **SEARCH))
    keys = [asked.key(known) for known in (MNIST_FINGERPRINT, load_digits().fingerprint)]
    if session.query_value("model") in keys:
        scene.achieved["search_steps"] = SEARCH["search_steps"]


async def _press_train(scene: Scene, session: Session) -> None:
    """Ask for a training, and count whether it was taken."""
    ends = session.finished
    await session.press(t("train.train"))
    await session.until(lambda: session.finished > ends and _is_answered(session))
    scene.achieved["queued" if session.has(RUNNING) else "refused"] += 1


def _is_answered(session: Session) -> bool:
    return session.has(RUNNING) or bool(session.sentences())


@attack(is_on_queue=True, longest=LONGEST, queued=1, search_steps=500)
async def long_scoring(scene: Scene) -> None:
    """A training of one epoch and of a very long search for its scores, whose owner leaves."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        await _ask_for_search(scene, session)
        await asyncio.sleep(5)
    await scene.hold()


@attack(is_on_queue=True, longest=LONGEST, queued=1, search_steps=500)
async def long_scoring_watched(scene: Scene) -> None:
    """The same, whose owner stays."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        await _ask_for_search(scene, session)
        await asyncio.sleep(5)
        await scene.hold()


@attack(is_on_queue=True, longest=LONGEST, queued=39)
async def forty_trainings(scene: Scene) -> None:
    """Forty pages of one browser, each of which asks for a training."""
    token = secrets.token_hex(16)
    await _ask_from_pages(scene, [token] * 40)


@attack(is_on_queue=True, longest=LONGEST, queued=39)
async def forty_browsers(scene: Scene) -> None:
    """The same, each page with a cookie of its own that the server never gave out."""
    await _ask_from_pages(scene, [secrets.token_hex(16) for _ in range(40)])


async def _ask_from_pages(scene: Scene, tokens: list[str]) -> None:
    """Ask for a training each from pages with these tokens in their cookies."""

    async def ask(stack: AsyncExitStack, seed: int, token: str) -> None:
        session = scene.session(headers={"Cookie": f"{XSRF}={token}"})
        await stack.enter_async_context(session)
        await session.until(lambda: session.finished)
        await session.turn_to("train", "plan_seed")
        await _choose(session, "plan_seed", double_value=5_000 + seed)
        await _press_train(scene, session)

    async with AsyncExitStack() as stack:
        for first in range(0, len(tokens), 8):
            group = enumerate(tokens[first : first + 8], first)
            await try_all(*(ask(stack, seed, token) for seed, token in group))
        await scene.hold()
