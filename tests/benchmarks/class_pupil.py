"""A student of a lesson over the protocol: draws, sends, guesses, follows, and comes back."""

import asyncio
import time
import uuid
from collections.abc import Callable
from typing import Any

from tests.benchmarks.class_student import ARRIVAL, PAUSE, Student
from tests.benchmarks.lesson_measured import Lesson
from tests.support.class_line import Line
from tests.support.session import TRAINING, Session
from tests.support.widgets import drawn

LEAVING = 6.0  # seconds in which the class leaves
DRAWINGS = 2  # of a student for a task
THINKING = (1.0, 4.0)  # seconds before a guess
APART, PLACES = 0.04, 40  # seconds between two who follow, as in the page's own follow.js
RECONNECTS = 2  # the task in which everybody loses the connection once
LATE = ("This task is over", "This class has ended")  # begin the sentences for what came too late


class Pupil(Student):
    """A student of a lesson: a page to draw on, and a line to the class."""

    def __init__(self, lesson: Lesson, number: int) -> None:
        super().__init__(lesson.address, number, lesson.without)
        self.trains = self.changes = False
        self.lesson = lesson
        self.line = Line(lesson.address)
        self.seat = self.sent = self.of_task = 0
        self.task: dict[str, Any] = {}
        self.view = ""
        self.answering: asyncio.Task[None] | None = None
        self.following: asyncio.Task[None] | None = None

    async def attend(self, until: float) -> None:
        """Draw without a class, join it when it begins, leave it at its end, and draw on."""
        ends = self.lesson.ends
        try:
            await asyncio.sleep(self.chance.uniform(0, ARRIVAL))
            await self._open()
            await self._work_until(self.lesson.begun.is_set)
            await asyncio.sleep(self.chance.uniform(0, ARRIVAL))
            self.log = self.lesson.log
            await self._join()
            hearing = asyncio.create_task(self._hear())
            try:
                await self._work_until(lambda: time.monotonic() > ends)
            finally:
                tasks = [each for each in (hearing, self.following) if each is not None]
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.sleep(self.chance.uniform(0, LEAVING / 2))
            await self._leave()
            await asyncio.sleep(ends + LEAVING - time.monotonic())
            self.log = self.lesson.without
            await self._work_until(lambda: time.monotonic() > until)
            await self.session.close()
        except Exception as error:
            self.log.errors.append(f"{type(error).__name__}: {error}")
        finally:
            self.line.cut()
        self.log.errors += self.session.exceptions

    async def _open(self) -> None:
        start = time.monotonic()
        await self.session.connect()
        await self.session.rerun()
        await self.session.until(lambda: self.session.finished, patience=TRAINING)
        self.line.cookies |= dict([self.session.process.split("=")]) if self.session.process else {}
        self.log.seconds["open"].append(time.monotonic() - start)

    async def _join(self) -> None:
        """Take a seat; the page is opened anew, as it is by its script."""
        start = time.monotonic()
        self.seat = (await self.line.done("join", code=self.lesson.code))["seat"]
        await self._take(await self.line.news(own=True))
        self.lesson.note("join", start)
        await self._open_anew()

    async def _leave(self) -> None:
        """Give the seat back; the page is opened anew here, too."""
        await self.line.done("leave")
        self.task = {}
        await self._open_anew()

    async def _open_anew(self) -> None:
        await self.session.close()
        self.log.errors += self.session.exceptions
        self.session = Session(self.lesson.address, headers={"Cookie": self.line.cookie})
        await self._open()

    async def _work_until(self, is_over: Callable[[], bool]) -> None:
        while not is_over():
            await asyncio.sleep(self.chance.uniform(*PAUSE))
            await self.act("draw")
            if str(self.task.get("kind", "")).startswith("draw"):
                await self._send()

    async def _send(self) -> None:
        """Send the drawing to the class, and begin another."""
        if self.of_task >= DRAWINGS or self.sent >= self.lesson.room:
            return
        name, start = uuid.uuid4().hex, time.monotonic()
        self.lesson.clicked[name] = start
        drawing = drawn(*self.strokes)
        reason = await self._say("draw", id=name, drawing=drawing)
        if not reason:
            self.lesson.note("sent", start)
            self.lesson.drawn[name] = start
            self.of_task += 1
            self.sent += 1
            self.strokes = []
            await self.session.draw()
            if self.task.get("number") == RECONNECTS and self.of_task == 1:
                await self._reconnect()

    async def _say(self, do: str, **values: Any) -> str:
        """Send something for the task as it is now, and return with what it was refused."""
        reason = await self.line.send(do, task=self.task["number"], **values)
        if reason.startswith(LATE):
            self.lesson.late[reason] += 1
        elif reason:
            self.log.errors.append(f"{do}: {reason}")
        return reason

    async def _reconnect(self) -> None:
        """Lose all connections for a moment."""
        self.session.cut()
        self.line.cut()
        await asyncio.sleep(self.chance.uniform(0.5, 2))
        start = time.monotonic()
        before = self.session.whole_runs
        await self.session.connect()
        await self.session.rerun()
        await self.session.until(lambda: self.session.whole_runs > before)
        self.lesson.note("reconnect", start)

    async def _hear(self) -> None:
        while True:
            await self._take(await self.line.news(own=True))

    async def _take(self, told: dict[str, Any]) -> None:
        """Do what the teacher wants."""
        lesson, state = self.lesson, told["state"]
        for task in told["tasks"]:
            if task["number"] != self.task.get("number") and task["number"] == state["task"]:
                lesson.note("task_shown", lesson.clicked.get(task["number"]))
                self.task, self.of_task = task, 0
                if task["kind"].startswith("guess"):
                    self.answering = asyncio.create_task(self._guess(task))
        if state["task"] == 0:
            self.task = {}
        if state["view"] != self.view:
            self.view = state["view"]
            if self.following is not None:
                self.following.cancel()
            self.following = asyncio.create_task(self._follow()) if self.view else None

    async def _guess(self, task: dict[str, Any]) -> None:
        await asyncio.sleep(self.chance.uniform(*THINKING))
        is_verdict = task["kind"] == "guess_verdict"
        value = self.chance.random() < 0.5 if is_verdict else self.chance.randint(5, 60)
        if self.task is task and not await self._say("guess", value=value):
            self.lesson.guessed[task["number"], self.seat] = value

    async def _follow(self) -> None:
        """Go to where the teacher is after a pause of one's own, without a new page."""
        try:
            await asyncio.sleep(APART * (self.seat % PLACES))
            session, before, view = self.session, self.session.whole_runs, self.view
            session.query = view.partition("?")[2]
            await session.rerun()
            await session.until(lambda: session.whole_runs > before)
            self.lesson.note("followed", self.lesson.clicked.get(view))
        except ConnectionError:  # it comes back by itself
            pass
        except TimeoutError as error:
            self.log.errors.append(f"follow: {error}")
