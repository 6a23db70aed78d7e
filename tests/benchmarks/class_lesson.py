"""A lesson over the protocol: a teacher with a wall, and students who do what they are told."""

import asyncio
import time
from itertools import cycle
from typing import Any

from anomaly.classroom.tasks import GUESS
from tests.benchmarks.class_pupil import LEAVING, Pupil
from tests.benchmarks.class_student import ARRIVAL
from tests.benchmarks.lesson_measured import Lesson
from tests.support.class_line import Line
from tests.support.server import TEACHER_KEY
from tests.support.session import PEN, TRAINING, Session

WITHOUT = 60.0  # seconds at most without a class, half of them before it and half after it
SCORING = 0.3  # seconds in which the wall gathers drawings before it asks for their scores
VIEWS = ("playground?normal=1&detector=pca&threshold=20", "playground?normal=1&detector=vae")
FROZEN = 2.0  # seconds
THRESHOLD = 30.0  # that guesses are about
# What a teacher does: acts with what they need, and the seconds until the next.
ROUND: tuple[tuple[str, dict[str, Any], float], ...] = (
    ("give", {"kind": "draw_digit", "content": {"digit": 1}}, 20),
    ("give", {"kind": "draw_digit", "content": {"digit": 9}}, 20),
    ("give", {"kind": "draw_other", "content": {"digit": 1}}, 20),
    ("give", {"kind": "guess_verdict"}, 10),
    ("show", {}, 3),
    ("give", {"kind": "guess_threshold"}, 10),
    ("show", {}, 3),
    ("stop", {}, 0),
    ("freeze", {}, FROZEN),
    ("lead", {}, 8),
    ("lead", {"view": ""}, 2),
)


class Teacher:
    """A teacher with two screens: the one that is clicked on, and the wall."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.desk, self.wall = Line(lesson.address), Line(lesson.address)
        self.page = Session(lesson.address)
        self.model = ""
        self._unscored: list[str] = []
        self._tasks = self._views = 0

    async def lead(self, begins: float) -> None:
        """Begin the class at a time, and give it tasks until it ends."""
        lesson, until = self.lesson, self.lesson.ends
        async with self.page:
            await self.page.until(lambda: self.page.finished, patience=TRAINING)
            self.model = self.page.data_of(PEN)["weights"].split("/")[1]
            await asyncio.sleep(begins - time.monotonic())
            await self.desk.done("let in", key=TEACHER_KEY)
            begun = await self.desk.done("begin")
            self.wall.cookies = self.desk.cookies
            lesson.id, lesson.code = begun["class"], begun["code"]
            lesson.begun.set()
            watching = asyncio.gather(self._watch(), self._score())
            await asyncio.sleep(ARRIVAL)
            try:
                for do, values, seconds in cycle(ROUND):
                    if time.monotonic() + seconds > until:
                        break
                    await self._act(do, values)
                    await asyncio.sleep(seconds)
                await asyncio.sleep(until + LEAVING - time.monotonic())
                await self.desk.done("end", **{"class": lesson.id})
                lesson.ended.set()
            except Exception as error:
                lesson.log.errors.append(f"the teacher: {type(error).__name__}: {error}")
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
                self.desk.cut()
                self.wall.cut()

    async def _act(self, do: str, values: dict[str, Any]) -> None:
        clicked, sent = self.lesson.clicked, {"class": self.lesson.id, **values}
        if do == "give":
            self._tasks += 1
            if values["kind"] in GUESS:
                sent["content"] = {"model": self.model, "threshold": THRESHOLD}
            clicked[self._tasks] = time.monotonic()
        elif do == "show":
            sent["task"] = self._tasks
        elif do == "freeze":
            await self.desk.done(do, **sent, frozen=True)
            await asyncio.sleep(FROZEN)
            sent["frozen"] = False
        elif do == "lead" and "view" not in values:
            sent["view"] = VIEWS[self._views % len(VIEWS)]
            self._views += 1
            clicked[sent["view"]] = time.monotonic()
        await self.desk.done(do, **sent)

    async def _watch(self) -> None:
        """Hear on the wall what is new."""
        seen = set[str]()
        while True:
            told = await self.wall.news(self.lesson.id)
            for each in told["drawings"]:
                if each["id"] not in seen:
                    seen.add(each["id"])
                    self.lesson.note("wall", self.lesson.clicked.get(each["id"]))
                    self._unscored.append(each["id"])

    async def _score(self) -> None:
        """Ask for the scores of what is new on the wall."""
        while True:
            await asyncio.sleep(SCORING)
            ids, self._unscored = self._unscored, []
            if ids:
                sent = {"class": self.lesson.id, "model": self.model, "ids": ids}
                status, reply = await self.wall.say("score", **sent)
                for name in reply.get("scores", {}):
                    self.lesson.note("scored", self.lesson.clicked.get(name))
                if status != 200:
                    self.lesson.log.errors.append(f"score: {reply}")


async def hold_lesson(lesson: Lesson, until: float) -> None:
    """Hold a lesson until a time, with as long without a class before it as after it."""
    start = time.monotonic()
    apart = min(WITHOUT, (until - start) / 3) / 2
    begins, lesson.ends = start + max(ARRIVAL, apart), until - apart - LEAVING
    pupils = [Pupil(lesson, number) for number in range(lesson.students)]
    speed = asyncio.create_task(lesson.watch_machine())
    await asyncio.gather(Teacher(lesson).lead(begins), *(pupil.attend(until) for pupil in pupils))
    speed.cancel()
