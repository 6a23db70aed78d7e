"""Faults done to a class in a lesson: whoever was told that a drawing is kept finds it on the wall.

==========================================  =====================================================
fault                                       what becomes of the class
==========================================  =====================================================
the server is killed, and started again     seats, task and teacher are as before; what was sent
                                            meanwhile is sent again
one of two replicas is killed               its students go on with the other: `test_serve.py`
the database is locked by another program   a drawing waits for it
its disk is full                            a sentence; it is sent again once there is room
its file is deleted                         it is written again, with all that it had
PostgreSQL is started again                 a sentence; it is sent again once it is back
the clock jumps by years                    nothing
a student's connection is cut               on its return the screen hears what it has missed
a browser has two tabs, or joins twice      they share the seat
the teacher's browser is closed, and back   the wall hears what it has missed
the class ends while students draw          a sentence for those who come too late
==========================================  =====================================================
"""

import asyncio
import sqlite3
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from anomaly.text import t
from anomaly.ui.session import rights, widget_keys
from tests.support.class_lesson import Lesson
from tests.support.class_line import Line
from tests.support.disk import small_disk
from tests.support.postgres import Postgres
from tests.support.server import PROJECT, running_app, start_app
from tests.support.student import page
from tests.support.uploading import Uploader, hand_in

TEN_YEARS = 10 * 365 * 24 * 3600
WAITED = 0.5  # seconds in which something that waits would have been answered


class Server:
    """A server that can be killed and started again at its address."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "classes.sqlite"
        self.offset = folder / "offset"
        self.offset.write_text("0")
        self._folder = folder
        self._process, self.address = self._start(None)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def start_again(self) -> None:
        self._process, _ = self._start(int(self.address.rpartition(":")[2]))

    def _start(self, port: int | None) -> tuple["subprocess.Popen[bytes]", str]:
        clock = str(PROJECT / "tests" / "support" / "clock")
        variables = {"PYTHONPATH": clock, "CLOCK_OFFSET": str(self.offset)}
        return start_app(self._folder, "app.py", port, **variables)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the faults that it recovers from."""
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.kill()


async def test_the_server_is_killed_in_a_task_and_started_again(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    students = await lesson.students(3)
    await lesson.draw_all(students)
    hearing = asyncio.create_task(students[0].until(lambda told: told["state"]["frozen"]))
    server.kill()
    sending = [asyncio.create_task(lesson.draw(student)) for student in students]
    await asyncio.to_thread(server.start_again)
    assert await asyncio.gather(*sending) == [""] * 3
    await lesson.check()
    await lesson.lead("freeze", frozen=True)
    assert (await hearing)["seat"]["number"] == 1
    await lesson.lead("end")


async def test_the_database_is_locked_by_another_program(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    students = await lesson.students(2)
    with closing(sqlite3.connect(server.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        sending = asyncio.create_task(lesson.draw_all(students))
        assert (await Line.news(students[0]))["state"]["task"] == lesson.task
        await asyncio.wait([sending], timeout=WAITED)
        assert not sending.done()
        other.execute("COMMIT")
        await sending
    await lesson.check()
    await lesson.lead("end")


async def test_the_file_of_the_database_is_deleted(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    students = await lesson.students(3)
    await lesson.draw_all(students)
    for path in server.file.parent.glob("classes.sqlite*"):
        path.unlink()
    await lesson.draw_all(students)
    await lesson.check()
    with closing(sqlite3.connect(server.file)) as file:
        [count] = file.execute("SELECT count(*) FROM drawings").fetchone()
    assert count >= len(lesson.kept)
    await lesson.lead("end")


async def test_the_clock_jumps(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    students = await lesson.students(2)
    for jump in (TEN_YEARS, -TEN_YEARS, 0):
        server.offset.write_text(str(jump))
        await lesson.draw_all(students)
    await lesson.check()
    await lesson.lead("end")


async def test_a_students_connection_is_cut(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    [student, other] = await lesson.students(2)
    waiting = asyncio.create_task(student.news())
    await asyncio.sleep(0)
    waiting.cancel()
    student.cut()
    await lesson.draw(other)
    await lesson.lead("freeze", frozen=True)
    missed = await student.news()
    assert missed["state"]["frozen"]
    assert {each["id"] for each in missed["drawings"]} == lesson.kept
    await lesson.lead("freeze", frozen=False)
    await lesson.draw(student)
    await lesson.check()
    await lesson.lead("end")


async def test_a_browser_has_two_tabs_and_asks_for_its_code_twice(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    [student] = await lesson.students(1)
    tab = Line(server.address)
    tab.cookies = student.cookies
    assert await tab.done("join", code=lesson.code) == {"seat": 1}
    name = uuid.uuid4().hex  # both tabs have the same outbox
    sent = [lesson.draw(screen, name) for screen in (student, tab) for _ in range(4)]
    assert set(await asyncio.gather(*sent)) == {""}
    await lesson.check()
    for screen in (student, tab):
        drawn = [each["seat"] for each in (await screen.news())["drawings"]]
        assert drawn == [1]
    await lesson.lead("end")


async def test_the_teachers_browser_is_closed_and_comes_back(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    students = await lesson.students(2)
    seen = (await lesson.teacher.news(lesson.id))["state"]["counter"]
    lesson.teacher.cut()
    await lesson.draw_all(students)
    back = Line(server.address)
    back.cookies, back.seen = lesson.teacher.cookies, seen
    told = await back.news(lesson.id)
    assert {each["id"] for each in told["drawings"]} == lesson.kept
    assert told["seats"] == []  # it knew them
    await lesson.lead("end")


async def test_the_class_ends_while_students_draw(server: Server) -> None:
    lesson = await Lesson(server.address).begin()
    students = await lesson.students(4)
    sent = [asyncio.create_task(lesson.draw(student)) for student in students * 4]
    await lesson.draw(students[0])
    await lesson.lead("end")
    reasons = set(await asyncio.gather(*sent, lesson.draw(students[0])))
    assert all("has ended" in reason for reason in reasons - {""})
    assert len(reasons - {""}) == 1
    assert not (await students[0].news())["state"]["open"]
    await lesson.check()


async def test_the_disk_of_the_database_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    url = f"sqlite:///{disk}/classes.sqlite"
    with small_disk(disk, "1m"), running_app(tmp_path, "app.py", ANOMALY_DATABASE=url) as address:
        lesson = await Lesson(address).begin()
        [student, other] = await lesson.students(2)
        filler = disk / "filler"
        with pytest.raises(OSError, match="space"):
            filler.write_bytes(bytes(10_000_000))
        while not (reason := await lesson.try_once(student)):
            assert len(lesson.kept) < 20, "there is room for few"
        assert "is full" in reason
        sending = asyncio.create_task(lesson.draw(other))
        filler.unlink()
        assert await sending == ""
        await lesson.draw_all([student])
        await lesson.check()


async def test_postgresql_is_started_again(postgres: Postgres, tmp_path: Path) -> None:
    with running_app(tmp_path, ANOMALY_DATABASE=postgres.url_of_new()) as address:
        lesson = await Lesson(address).begin()
        students = await lesson.students(3)
        await lesson.draw_all(students)
        hearing = asyncio.create_task(students[0].until(lambda told: told["state"]["frozen"]))
        with postgres.away():
            assert "again by itself" in await lesson.try_once(students[1])
            sending = asyncio.create_task(lesson.draw_all(students))
            await asyncio.wait([sending], timeout=WAITED)
        await sending
        await lesson.check()
        await lesson.lead("freeze", frozen=True)
        await hearing


async def test_a_student_deletes_and_uploads_no_model_whatever_the_page_sends(
    server: Server,
) -> None:
    lesson = await Lesson(server.address).begin()
    [student] = await lesson.students(1)
    models = server.file.with_name("models")
    async with page(server.address, headers={"Cookie": student.cookie}) as session:
        await session.train(701)
        await session.turn_to("runs", "delete_0")  # in what a button opens that is disabled
        [model], stored = models.glob("[!.]*.safetensors"), {*models.rglob("*")}
        refusal = t("class_desk.teachers_alone")
        ends = session.finished
        await session.press(t("runs.delete_yes"))
        await session.settled(ends)
        assert refusal in session.sentences()
        content, key = model.read_bytes(), widget_keys.model_file(0)
        assert Uploader(server.address).put(session.name, content, "sent", "a.safetensors") == 204
        ends = session.finished
        await hand_in(session, key, "sent", "a.safetensors", len(content))
        await session.settled(ends)
        assert {*models.rglob("*")} == stored
        await lesson.lead("end")
        await asyncio.sleep(rights.KEPT)  # it looks no more often
        await session.press(t("runs.delete_yes"))
        await session.until(lambda: not model.exists())
