"""The addresses of a class: what students and teachers do there; `test_class_rights`: what not."""

import asyncio
import io
import zipfile
from functools import partial

import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.responses import Response

from anomaly.classroom.watch import INTERVAL
from anomaly.ui.session.classroom import classroom
from anomaly.ui.web import classroom as addresses
from anomaly.ui.web.class_asker import Asker
from anomaly.ui.web.routes import routes
from tests.support.class_screen import Screen
from tests.support.web import request
from tests.unit.ui.web.conftest import KEY, Lesson

ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}
IDS = [f"{number:032x}" for number in range(10)]


pytestmark = pytest.mark.usefixtures("class_server")


async def test_a_class_draws_and_the_teacher_sees_it(lesson: Lesson) -> None:
    first, second = await lesson.student(), await lesson.student()
    task = (await lesson.lead("give", kind="draw_digit", content={"digit": 9}))["task"]
    told = await first.hear()
    assert told["state"]["task"] == task
    assert told["tasks"][0]["content"] == {"digit": 9}
    await first.done("draw", task=task, id=IDS[1], drawing=ONE)
    await second.done("draw", task=task, id=IDS[2], drawing=ONE)
    await second.done("name", nickname="Ada")
    news = await lesson.hear()
    assert [(each["seat"], each["id"]) for each in news["drawings"]] == [(1, IDS[1]), (2, IDS[2])]
    assert [seat["nickname"] for seat in news["seats"]] == ["", "Ada"]


async def test_a_seat_is_kept_over_reloads_and_by_two_tabs(lesson: Lesson) -> None:
    student = await lesson.student()
    assert (await student.done("join", code=lesson.code.lower()))["seat"] == 1
    tab = Screen()
    tab.cookies = student.cookies
    assert (await tab.done("join", code=lesson.code))["seat"] == 1
    classroom().database.close()
    classroom.forget()  # the server starts anew
    assert (await student.hear())["seat"]["number"] == 1


async def test_who_leaves_has_no_seat_any_more(lesson: Lesson) -> None:
    student = await lesson.student()
    await student.done("leave")
    assert "no seat" in await student.refused("name", nickname="Ada")


async def test_a_screen_hears_of_a_change_when_it_comes(lesson: Lesson) -> None:
    student = await lesson.student()
    seen = (await student.hear())["state"]["counter"]
    waiting = asyncio.create_task(student.hear(seen))
    await lesson.lead("freeze", frozen=True)
    news = await asyncio.wait_for(waiting, 30)
    assert news["state"]["frozen"]
    assert news["tasks"] == []


async def test_a_teachers_screen_is_told_up_to_where_it_is_to_hear(lesson: Lesson) -> None:
    acts: list[tuple[str, dict[str, object]]] = [
        ("give", {"kind": "draw_fooling"}),
        ("freeze", {"frozen": True}),
        ("stop", {}),
        ("lead", {"view": "train"}),
        ("end", {}),
    ]
    for do, values in acts:
        told = await lesson.lead(do, **values)
        news = await lesson.teacher.hear(told["counter"] - 1, lesson.id)
        assert news["state"]["counter"] == told["counter"]


async def test_a_students_next_question_is_looked_up_once(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Starlette(routes=routes(""))
    monkeypatch.setattr("tests.support.class_screen.request", partial(request, app=server))
    student, looks, look = await lesson.student(), list[str](), addresses._news

    def note(query: addresses.NewsQuery, is_last: bool, asker: Asker) -> Response | str:
        looks.append("last" if is_last else "first")
        return look(query, is_last, asker)

    monkeypatch.setattr(addresses, "_news", note)
    monkeypatch.setattr(addresses, "LONGEST_WAIT", 0.01)
    seen = (await student.hear())["state"]["counter"]
    for _ in range(2):
        assert (await student.hear(seen))["status"] == 204
    assert looks == ["first", "first", "last", "last"]
    await lesson.lead("delete")
    assert "not kept any more" in (await student.hear(seen))["reason"]


async def test_a_strip_does_not_wake_for_what_others_draw(lesson: Lesson) -> None:
    first, second = await lesson.student(), await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    seen = (await first.hear(own=True))["state"]["counter"]
    waiting = asyncio.create_task(first.hear(seen, own=True))
    await second.done("draw", task=task, id=IDS[2], drawing=ONE)
    await first.done("draw", task=task, id=IDS[1], drawing=ONE)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(waiting), 2.5 * INTERVAL)
    await lesson.lead("freeze", frozen=True)
    news = await asyncio.wait_for(waiting, 30)
    assert news["state"]["frozen"]
    assert [each["id"] for each in news["drawings"]] == [IDS[1]]


async def test_a_teachers_bar_hears_how_many_have_answered_and_no_drawings(
    lesson: Lesson,
) -> None:
    student = await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    seen = (await lesson.teacher.hear(0, lesson.id, own=True))["state"]["counter"]
    for drawing_id in IDS[:2]:
        await student.done("draw", task=task, id=drawing_id, drawing=ONE)
    news = await lesson.teacher.hear(seen, lesson.id, own=True)
    assert (news["answered"], news["drawings"]) == (1, [])


async def test_a_screen_that_hears_of_nothing_asks_again(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "LONGEST_WAIT", 0.01)
    student = await lesson.student()
    seen = (await student.hear())["state"]["counter"]
    assert await student.hear(seen) == {"status": 204}
    assert (await student.hear(seen + 100))["seat"]["number"] == 1


async def test_guesses_are_told_once_the_answer_is_shown(lesson: Lesson, model: str) -> None:
    first, second = await lesson.student(), await lesson.student()
    task = await lesson.ask("guess_threshold", model)
    await first.done("guess", task=task, value=20)
    await second.done("guess", task=task, value=40.5)
    told = await first.hear()
    assert told["answers"] == [{"task": task, "value": 20}]
    assert told["guessed"] == {}
    await lesson.lead("show", task=task)
    assert (await first.hear(told["state"]["counter"]))["guessed"] == {str(task): [20, 40.5]}
    assert "over" in await second.refused("guess", task=task, value=1)


@pytest.mark.parametrize("languages", ["en", "ja"])
async def test_a_refusal_is_a_sentence_in_the_students_language(
    lesson: Lesson, languages: str
) -> None:
    sentence = await Screen(languages).refused("join", code="ABCDEF")
    assert sentence.isascii() == (languages == "en")


async def test_a_teacher_has_several_screens_and_lets_go_of_one(lesson: Lesson) -> None:
    other = Screen()
    await other.done("let in", key=KEY)
    assert (await other.hear(0, lesson.id))["state"]["code"] == lesson.code
    await other.done("let go")
    assert "Only the teacher" in (await other.hear(0, lesson.id))["reason"]
    await lesson.lead("end")


async def test_students_are_told_that_the_class_has_ended_or_is_gone(lesson: Lesson) -> None:
    student = await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    await lesson.lead("end")
    assert not (await student.hear())["state"]["open"]
    assert "has ended" in await student.refused("draw", task=task, id=IDS[0], drawing=ONE)
    await lesson.lead("delete")
    assert "not kept any more" in (await student.hear())["reason"]


async def test_what_cannot_be_kept_now_is_to_be_sent_again(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]

    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr("anomaly.classroom.work._check_room", fail)
        status, reply = await student.say("draw", task=task, id=IDS[0], drawing=ONE)
    assert (status, reply["again"]) == (503, True)
    assert "disk is full" in reply["reason"]
    assert "INSERT" not in reply["reason"]
    await student.done("draw", task=task, id=IDS[0], drawing=ONE)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # it is not asked
@pytest.mark.parametrize(
    "body", [b"", b"7", b"[]", b"{", b"\xff\xfe", b"[" * 50_000, b'{"do": []}', b'{"do": "eat"}',
             b'{"do": "join", "code": {}}', b'{"do": "join"}', b'{"do": {"do": "join"}}']
)  # fmt: skip
async def test_what_no_screen_sends_is_refused(body: bytes) -> None:
    assert (await request("/class", method="POST", body=[body])).status == 409


async def test_a_message_longer_than_any_is_refused() -> None:
    body = bytes(2 * addresses.MAX_BYTES)
    assert (await request("/class", method="POST", body=[body])).status == 413


@pytest.mark.parametrize("seen", ["", "-1", "x", "1e9", "²", "9" * 5000])
async def test_a_counter_that_makes_no_sense_is_none(lesson: Lesson, seen: str) -> None:
    student = await lesson.student()
    assert (await student.hear(seen))["seat"]["number"] == 1


async def test_the_teacher_downloads_a_class_and_a_student_does_not(lesson: Lesson) -> None:
    student = await lesson.student()
    task = (await lesson.lead("give", kind="draw_digit", content={"digit": 1}))["task"]
    await student.done("draw", task=task, id=IDS[1], drawing=ONE)
    for screen, status in [(lesson.teacher, 200), (student, 409), (Screen(), 409)]:
        answer = await screen.download(lesson.id)
        assert answer.status == status
    answer = await lesson.teacher.download(lesson.id)
    assert answer.headers["content-disposition"].startswith('attachment; filename="class-')
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert f"pictures/001-001-{IDS[1]}.png" in archive.namelist()
        assert "Draw a 1" in archive.read("summary.html").decode()
