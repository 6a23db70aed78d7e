"""Waiting for changes, and being let in."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from anomaly.classroom import classes, teachers
from anomaly.classroom.attempts import WINDOW, Attempts
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.watch import APART, INTERVAL, SPREAD, Watch
from anomaly.errors import UserError
from tests.unit.classroom.conftest import Clock


async def test_all_who_wait_hear_of_a_change(database: Database, lesson: Class) -> None:
    watch = Watch(database)
    waiting = [asyncio.create_task(watch.wait(lesson.id, lesson.counter, 60)) for _ in range(20)]
    await asyncio.to_thread(classes.freeze, database, lesson.id, True)
    await asyncio.wait_for(asyncio.gather(*waiting), 30)


@pytest.mark.parametrize(("count", "apart"), [(1, APART), (2, APART), (60, SPREAD / 60)])
async def test_those_who_wait_hear_of_it_one_after_the_other(
    database: Database, lesson: Class, monkeypatch: pytest.MonkeyPatch, count: int, apart: float
) -> None:
    loop, delays = asyncio.get_running_loop(), list[float]()
    call_later = loop.call_later

    def note(delay: float, call: Callable[..., object], *values: Any) -> asyncio.TimerHandle:
        if call.__name__ == "set":
            delays.append(delay)
        return call_later(delay, call, *values)

    monkeypatch.setattr(loop, "call_later", note)
    monkeypatch.setattr("random.random", lambda: 0.5)
    watch = Watch(database)
    waiting = [asyncio.create_task(watch.wait(lesson.id, lesson.counter, 60)) for _ in range(count)]
    await asyncio.to_thread(classes.freeze, database, lesson.id, True)
    await asyncio.wait_for(asyncio.gather(*waiting), 30)
    assert delays == pytest.approx([apart * (place + 0.5) for place in range(count)])


async def test_a_change_of_another_class_wakes_nobody(database: Database, lesson: Class) -> None:
    watch, other = Watch(database), classes.begin(database)
    waiting = asyncio.create_task(watch.wait(lesson.id, lesson.counter, 60))
    for_other = asyncio.create_task(watch.wait(other.id, other.counter, 60))
    await asyncio.to_thread(classes.freeze, database, other.id, True)
    await asyncio.wait_for(for_other, 30)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(waiting), INTERVAL + SPREAD)
    await asyncio.to_thread(classes.freeze, database, lesson.id, True)
    await asyncio.wait_for(waiting, 30)


async def test_who_has_missed_a_change_does_not_wait_for_another(
    database: Database, lesson: Class
) -> None:
    await asyncio.wait_for(Watch(database).wait(lesson.id, lesson.counter - 1, 60), 30)


async def test_without_a_change_somebody_waits_for_so_long_only(
    database: Database, lesson: Class
) -> None:
    await asyncio.wait_for(Watch(database).wait(lesson.id, lesson.counter, 0.01), 30)


async def test_nobody_waits_for_a_server_that_ends(database: Database, lesson: Class) -> None:
    watch = Watch(database, is_ending=lambda: True)
    await asyncio.wait_for(watch.wait(lesson.id, lesson.counter, 60), 30)


async def test_a_class_that_is_deleted_ends_the_wait(database: Database, lesson: Class) -> None:
    waiting = asyncio.create_task(Watch(database).wait(lesson.id, lesson.counter, 60))
    await asyncio.to_thread(classes.remove, database, lesson.id)
    await asyncio.wait_for(waiting, 30)


async def test_one_who_leaves_does_not_end_the_wait_of_others(
    database: Database, lesson: Class
) -> None:
    watch = Watch(database)
    leaving, staying = (
        asyncio.create_task(watch.wait(lesson.id, lesson.counter, 60)) for _ in range(2)
    )
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.to_thread(classes.freeze, database, lesson.id, True)
    await asyncio.wait_for(staying, 30)


def test_a_teacher_is_let_in_by_the_key_and_known_for_a_month(
    database: Database, clock: Clock
) -> None:
    with pytest.raises(UserError, match="not the teacher"):
        teachers.let_in(database, "guess", "key")
    token = teachers.let_in(database, "key", "key")
    assert teachers.is_teacher(database, token)
    assert not teachers.is_teacher(database, "another")
    clock.time += teachers.KEPT + 1
    assert not teachers.is_teacher(database, token)


def test_a_teacher_who_leaves_is_not_known_any_more(database: Database) -> None:
    token = teachers.let_in(database, "key", "key")
    teachers.leave(database, token)
    assert not teachers.is_teacher(database, token)


def test_who_is_wrong_too_often_has_to_wait() -> None:
    clock = Clock()
    attempts = Attempts(3, clock)

    def fail(key: str) -> None:
        with attempts.attempt("address"):
            raise UserError(key, reason="it is locked")

    for key in ["class.wrong_key", "class.not_read", "class.unknown_code", "class.wrong_key"]:
        with pytest.raises(UserError, match=r"not the teacher|No class|it is locked"):
            fail(key)
    with pytest.raises(UserError, match="Wait a minute"):
        fail("class.wrong_key")
    with attempts.attempt("another"):
        pass
    clock.time += WINDOW + 1
    with attempts.attempt("address"):
        pass
