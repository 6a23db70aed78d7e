"""A class flooded by one of its students."""

import itertools
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from anomaly.classroom.secrets import ALPHABET, CODE_LENGTH
from anomaly.classroom.work import MAX_OF_TASK
from anomaly.preprocessing.drawing import MAX_POINTS
from tests.support.attacks.attack import LONGEST, attack
from tests.support.attacks.scene import SOURCE, Scene, try_all
from tests.support.class_lesson import Lesson
from tests.support.class_line import AWAY, Line
from tests.support.models import bundled

SECONDS = LONGEST - 8
AT_ONCE = 40  # connections of the student
PLACES = [place for at in range(MAX_POINTS) for place in (at % 250, at % 199)]
LONG = {"strokes": [PLACES], "widths": [18]}
SEATS = 4
USUAL = {"strokes": [PLACES[:800]], "widths": [18]}


async def _flood(scene: Scene, line: Line, act: Callable[[], Awaitable[Any]]) -> None:
    """Do something over one connection as often as it is answered."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with suppress(*AWAY):
            await act()
            scene.achieved["answered"] += 1
    line.cut()


async def _student(scene: Scene, lesson: Lesson) -> Line:
    student = Line(scene.address, source=SOURCE)
    await student.done("join", code=lesson.code)
    return student


async def _flood_class(
    scene: Scene, given: dict[str, Any], message: Callable[[], dict[str, Any]]
) -> None:
    """Have a student say something over many connections, again and again, for a task."""
    lesson = await Lesson(scene.address).begin()
    task = await lesson.lead("give", **given)
    student = await _student(scene, lesson)

    async def keep_sending() -> None:
        line = Line(scene.address, source=SOURCE)
        line.cookies = student.cookies
        await _flood(scene, line, lambda: line.say(task=task["task"], **message()))

    await try_all(*(keep_sending() for _ in range(AT_ONCE)))


@attack(answered=40)
async def class_drawings(scene: Scene) -> None:
    """Long drawings sent to a class without end."""
    await _flood_class(
        scene,
        {"kind": "draw_fooling"},
        lambda: {"do": "draw", "id": uuid.uuid4().hex, "drawing": LONG},
    )


@attack(answered=300)
async def class_guesses(scene: Scene) -> None:
    """A guess changed without end."""
    values = itertools.count()
    asked = {"model": bundled().key, "threshold": 30.0}
    await _flood_class(
        scene,
        {"kind": "guess_threshold", "content": asked},
        lambda: {"do": "guess", "value": next(values) % 100},
    )


@attack(answered=300)
async def class_joins(scene: Scene) -> None:
    """Seats taken by one browser that forgets its own."""
    lesson = await Lesson(scene.address).begin()

    async def keep_joining() -> None:
        line = Line(scene.address, source=SOURCE)

        async def join() -> None:
            line.cookies.clear()
            await line.say("join", code=lesson.code)

        await _flood(scene, line, join)

    await try_all(*(keep_joining() for _ in range(AT_ONCE)))


@attack(answered=50)
async def class_news(scene: Scene) -> None:
    """All of a class with eighty drawings asked for without end."""
    lesson = await Lesson(scene.address).begin()
    students = [await _student(scene, lesson) for _ in range(SEATS)]
    for student in students:
        await try_all(*(_draw(student, lesson.task) for _ in range(MAX_OF_TASK)))
    await _keep_asking(scene, students[0])


@attack(answered=300)
async def class_short_news(scene: Scene) -> None:
    """A class with one drawing asked for without end."""
    lesson = await Lesson(scene.address).begin()
    student = await _student(scene, lesson)
    await _draw(student, lesson.task)
    await _keep_asking(scene, student)


async def _keep_asking(scene: Scene, student: Line) -> None:
    """Ask for all of a class, as its student, over many connections."""

    async def keep_asking() -> None:
        line = Line(scene.address, source=SOURCE)
        line.cookies = student.cookies
        await _flood(scene, line, lambda: line.hear(0))

    await try_all(*(keep_asking() for _ in range(AT_ONCE)))


async def _draw(student: Line, task: int) -> None:
    await student.done("draw", task=task, id=uuid.uuid4().hex, drawing=USUAL)


@attack(answered=300)
async def class_codes(scene: Scene) -> None:
    """Codes and keys tried one after the other."""
    await Lesson(scene.address).begin()
    codes = map("".join, itertools.product(ALPHABET, repeat=CODE_LENGTH))
    tries = itertools.cycle((("join", "code"), ("let in", "key")))

    async def keep_trying() -> None:
        line = Line(scene.address, source=SOURCE)

        async def guess() -> None:
            do, name = next(tries)
            await line.say(do, **{name: next(codes)})

        await _flood(scene, line, guess)

    await try_all(*(keep_trying() for _ in range(AT_ONCE)))
