"""A class on a running server, in which something is drawn, and what its students were told."""

import asyncio
import uuid
from typing import Any

from tests.support.class_line import Line
from tests.support.server import TEACHER_KEY

ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}


class Lesson:
    """A class on a running server, in which something is drawn.

    Attributes
    ----------
    teacher : Line
    kept : set of str
        Drawings that their students were told are kept.
    """

    def __init__(self, address: str, key: str = TEACHER_KEY) -> None:
        self._address, self._key = address, key
        self.teacher = Line(address)
        self.id = self.code = ""
        self.task = 0
        self.kept: set[str] = set()

    async def begin(self) -> "Lesson":
        """Begin the class, and give it a task."""
        await self.teacher.done("let in", key=self._key)
        begun = await self.teacher.done("begin")
        self.id, self.code = begun["class"], begun["code"]
        self.task = (await self.lead("give", kind="draw_fooling"))["task"]
        return self

    async def lead(self, do: str, **values: object) -> dict[str, Any]:
        return await self.teacher.done(do, **{"class": self.id}, **values)

    async def students(self, count: int) -> list[Line]:
        """Have so many students join."""
        everybody = [Line(self._address) for _ in range(count)]
        for student in everybody:
            await student.done("join", code=self.code)
            await student.news()
        return everybody

    async def draw(self, student: Line, name: str = "") -> str:
        """Send a drawing until it is kept or refused; return why it was refused."""
        name = name or uuid.uuid4().hex
        reason = await student.send("draw", task=self.task, id=name, drawing=ONE)
        if not reason:
            self.kept.add(name)
        return reason

    async def draw_all(self, students: list[Line]) -> None:
        """Have each student send a drawing, which is kept."""
        assert set(await asyncio.gather(*map(self.draw, students))) == {""}

    async def try_once(self, student: Line) -> str:
        """Send a drawing; return why it is not kept for now, or nothing if it is."""
        name = uuid.uuid4().hex
        status, reply = await student.say("draw", task=self.task, id=name, drawing=ONE)
        if status == 200:
            self.kept.add(name)
            return ""
        assert (status, reply["again"]) == (503, True)
        return str(reply["reason"])

    async def check(self) -> None:
        """Look for all that is kept on the wall, where each drawing is once."""
        wall = Line(self._address)
        wall.cookies = self.teacher.cookies
        told = await wall.news(self.id)
        assert sorted(each["id"] for each in told["drawings"]) == sorted(self.kept)
