"""Somebody of a class who works with the playground, each on something else."""

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any

from streamlit.proto.Common_pb2 import StringArray

from anomaly.data.digits import LABELS
from anomaly.detectors import DETECTORS
from anomaly.text import display_name, t
from tests.support.action_log import Log
from tests.support.session import ANSWER, PEN, TRAINING, Session
from tests.support.student import answer_of
from tests.support.widgets import Stroke

PAUSE = (3.0, 6.0)  # seconds between two actions
ARRIVAL = 10.0  # seconds in which the class opens the page
TRAINS = 6  # every which student trains
CHANGES = 3  # every which makes another digit the normal one
FIRST_MINUTE = 60.0  # seconds, in which they do
READY = ["autoencoder", "gradients", "convolutional", "pca"]  # trained for each of the ten digits
QUICK = [name for name in DETECTORS if name != "anogan"]  # whose search takes seconds by design
ACTIONS = ("draw", "sample", "threshold", "detector")
WEIGHTS = (5, 2, 2, 1)


class Student:
    """Someone with an open page, in a browser of their own."""

    def __init__(self, address: str, number: int, log: Log) -> None:
        self.number = number
        self.trains = number % TRAINS == TRAINS - 1
        self.changes = number % CHANGES == 0
        self.detectors = READY if self.changes else QUICK
        self.log = log
        self.chance = random.Random(number)
        self.session = Session(address)
        self.turn = 0
        self.strokes: list[Stroke] = []

    async def attend(self, until: float) -> None:
        """Open the page, work until a time, and leave."""
        try:
            await asyncio.sleep(self.chance.uniform(0, ARRIVAL))
            start = time.monotonic()
            async with self.session as session:
                await session.until(lambda: session.finished, patience=TRAINING)
                self.log.seconds["open"].append(time.monotonic() - start)
                change_at = start + self.chance.uniform(0, FIRST_MINUTE - ARRIVAL - PAUSE[1])
                while time.monotonic() < until:
                    await asyncio.sleep(self.chance.uniform(*PAUSE))
                    changes = self.changes and time.monotonic() >= change_at
                    self.changes = self.changes and not changes
                    await self.act("normal" if changes else "")
        except Exception as error:
            self.log.errors.append(f"{type(error).__name__}: {error}")
        self.log.errors += self.session.exceptions

    async def act(self, kind: str = "") -> None:
        """Do one thing, by default any, and wait for its answer."""
        kind = kind or self.chance.choices(ACTIONS, WEIGHTS)[0]
        if self.trains and self.turn % 2 == 0:
            kind = "train"
        elif self.trains and kind == "detector":
            kind = "draw"  # Train begins with the detector in view, and not each has epochs
        self.turn += 1
        try:
            self.log.seconds[kind].append(await getattr(self, kind)())
        except TimeoutError as error:
            there = f"{self.session.query}, {self.session.sentences()}"
            self.log.errors.append(f"{kind}: {error}; the page: {there}")

    async def _answer(self, holds: Callable[[dict[str, Any]], object]) -> float:
        """Wait for an answer that was not there before and that says what it should."""
        session, before = self.session, self.session.find(ANSWER)

        def answered() -> bool:
            return session.find(ANSWER) is not before and bool(holds(answer_of(session)))

        return await session.until(answered)

    async def draw(self) -> float:
        if len(self.strokes) == 4:
            self.strokes = []
        x, y = self.chance.uniform(0.2, 0.8), self.chance.uniform(0.1, 0.3)
        middle = (self.chance.uniform(0.3, 0.7), 0.5)
        self.strokes.append([(x, y), middle, (1 - x, self.chance.uniform(0.7, 0.9))])
        session, (*before, stroke) = self.session, self.strokes
        asks = session.data_of(PEN)["weights"] == ""
        for count in range(1, len(stroke)) if asks else ():
            await session.ask(*before, stroke[:count])
        reply = asyncio.create_task(self._ask())
        await session.draw(*self.strokes)
        took = await self._answer(lambda answer: answer["drawing"] == session.drawings)
        await reply
        if asks:
            await session.ask(*self.strokes, along=True)
        return took

    async def _ask(self) -> None:
        """Ask about the drawing, as the page does at pen-up."""
        start = time.monotonic()
        await self.session.ask(*self.strokes)
        self.log.seconds["reply"].append(time.monotonic() - start)

    async def sample(self) -> float:
        session = self.session
        if not session.has("sample_grid"):
            await session.open_tab(t("tab.sample"), "sample_grid")
        row = self.chance.choice(session.data_of("sample_grid")["rows"])
        await session.trigger("sample_grid", "chosen", row)
        took = await self._answer(lambda answer: answer["score"] is not None)
        await session.until(lambda: session.query_value("sample").endswith(f"-{row}"))
        return took

    async def threshold(self) -> float:
        sequence = 1000 * self.turn
        move = {"threshold": self.chance.uniform(1, 60), "rule": None, "sequence": sequence}
        await self.session.trigger("threshold", "moved", move)
        return await self._answer(lambda answer: answer["sequence"] == sequence)

    async def detector(self) -> float:
        before = answer_of(self.session)["content_key"]
        labels = [display_name("detector", name) for name in self.detectors]
        now = self.session.value_of("detector").string_value
        labels.remove(now)
        await self.session.set("detector", string_value=self.chance.choice(labels))
        return await self._answer(lambda answer: answer["content_key"] != before)

    async def normal(self) -> float:
        session, label = self.session, self.chance.choice([label for label in LABELS if label != 1])
        await session.set("normal", string_array_value=StringArray(data=[str(label)]))
        took = await self._answer(lambda answer: answer["score"] is not None)
        await session.until(lambda: session.query_value("normal") == str(label))
        return took

    async def train(self) -> float:
        took = await self.session.train(1000 * self.number + self.turn)
        await self.session.turn_to("", ANSWER)
        return took
