"""A class over the protocol of its screens, on each kind of database."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from anomaly.classroom.database_file import VARIABLE
from anomaly.classroom.secrets import VARIABLE as KEY_VARIABLE
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session import server
from anomaly.ui.session.classroom import classroom
from tests.support.class_screen import Screen

KEY = "the key"


@pytest.fixture
def class_server(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a server knows of classes, which is nothing yet."""
    monkeypatch.setenv(VARIABLE, database_url)
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    classroom.forget()
    yield
    classroom().database.close()
    classroom.forget()


@pytest.fixture(scope="module")
def model() -> str:
    """The key of a bundled detector of 1s, about which a class can guess."""
    trained, _ = server.models().find(TrainingPlan(normal=(1,)), server.library().digits)
    assert trained is not None, "it is bundled"
    return trained.key


class Lesson:
    """A class with its teacher."""

    def __init__(self) -> None:
        self.teacher = Screen()
        self.id = self.code = ""

    async def begin(self) -> "Lesson":
        await self.teacher.done("let in", key=KEY)
        begun = await self.teacher.done("begin")
        self.id, self.code = begun["class"], begun["code"]
        return self

    async def lead(self, do: str, **values: object) -> dict[str, Any]:
        return await self.teacher.done(do, **{"class": self.id}, **values)

    async def ask(self, kind: str, model: str) -> int:
        """Give a task to guess on a detector, and return its number."""
        asked = {"model": model, "threshold": 30.0}
        number: int = (await self.lead("give", kind=kind, content=asked))["task"]
        return number

    async def student(self) -> Screen:
        screen = Screen()
        await screen.done("join", code=self.code)
        return screen

    async def hear(self, seen: int = 0) -> dict[str, Any]:
        return await self.teacher.hear(seen, self.id)


@pytest.fixture
def lesson(class_server: None) -> Lesson:
    with ThreadPoolExecutor(1) as thread:  # a browser's tests have the loop of this one
        return thread.submit(asyncio.run, Lesson().begin()).result()
