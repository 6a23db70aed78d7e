"""What a student may not do in a class, each tried over the protocol of its screens.

What none may do to the models and trainings of others: `tests/unit/ui/session/test_rights.py`.
"""

import asyncio
import json
import threading

import pytest

from anomaly.classroom import seats, work
from anomaly.classroom.shares import Shares
from anomaly.preprocessing.drawing import MAX_POINTS
from anomaly.ui.session import class_detector
from anomaly.ui.session.classroom import WRONG_IN_MINUTE, classroom
from anomaly.ui.web import class_acts
from anomaly.ui.web.pace import Pace
from anomaly.ui.web.routes import routes
from tests.support import web
from tests.support.class_screen import Screen
from tests.unit.ui.web.conftest import KEY, Lesson

ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}
LONG = {"strokes": [[140, 20] * MAX_POINTS], "widths": [18]}
IDS = [f"{number:032x}" for number in range(10)]


async def test_a_student_is_not_told_what_is_others(lesson: Lesson) -> None:
    first, second = await lesson.student(), await lesson.student()
    await second.done("name", nickname="Ada")
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    for student, drawing_id in [(first, IDS[1]), (second, IDS[2]), (second, IDS[3])]:
        await student.done("draw", task=task, id=drawing_id, drawing=ONE)
    await lesson.lead("hide drawing", id=IDS[3], hidden=True)
    told = await first.hear()
    assert {each["id"]: each["seat"] for each in told["drawings"]} == {IDS[1]: 1, IDS[2]: 0}
    assert told["gone"] == [IDS[3]]
    assert "Ada" not in str(told)
    assert {each["id"] for each in (await second.hear())["drawings"]} == {*IDS[1:4]}


@pytest.mark.parametrize("do", sorted(class_acts._TEACHERS))
async def test_a_student_does_nothing_of_a_teachers(lesson: Lesson, do: str) -> None:
    student, before = await lesson.student(), await lesson.hear()
    student.cookies["anomaly_teacher"] = student.cookies["anomaly_seat"]
    values = {"kind": "draw_fooling", "task": 1, "frozen": True, "view": "train", "seat": 1,
              "id": IDS[0], "ids": IDS, "hidden": True}  # fmt: skip
    assert "Only the teacher" in await student.refused(do, **{"class": lesson.id}, **values)
    assert await lesson.hear() == before


async def test_a_student_does_not_hear_what_the_teacher_does(lesson: Lesson) -> None:
    student = await lesson.student()
    assert "Only the teacher" in (await student.hear(0, lesson.id))["reason"]


@pytest.mark.parametrize("token", ["", "foreign", "x" * 10_000, '"; drop table seats'])
@pytest.mark.parametrize("do", ["draw", "guess", "name"])
async def test_who_has_no_seat_sends_nothing(lesson: Lesson, do: str, token: str) -> None:
    stranger, before = Screen(), await lesson.hear()
    await lesson.lead("give", kind="draw_fooling")
    stranger.cookies["anomaly_seat"] = token
    values = {"task": 1, "id": IDS[0], "drawing": ONE, "value": 1, "nickname": "Ada"}
    assert await stranger.refused(do, **values)
    after = await lesson.hear()
    assert after["seats"] == before["seats"] == []
    assert after["drawings"] == []


async def test_codes_and_keys_cannot_be_guessed_by_trying(lesson: Lesson) -> None:
    thief = Screen(client="10.6.6.6")
    for number in range(WRONG_IN_MINUTE // 2):
        assert "No class" in await thief.refused("join", code=f"ABCDE{number}"[:6])
        assert "not the teacher" in await thief.refused("let in", key=str(number))
    assert "Wait a minute" in await thief.refused("join", code=lesson.code)
    assert "Wait a minute" in await thief.refused("let in", key=KEY)
    await lesson.student()  # of another address


async def test_a_student_does_not_learn_an_answer_before_it_is_shown(
    lesson: Lesson, model: str
) -> None:
    first, second = await lesson.student(), await lesson.student()
    task = await lesson.ask("guess_threshold", model)
    await second.done("guess", task=task, value=17.25)
    told = await first.hear()
    assert told["tasks"][0]["answer"] is None
    assert "17.25" not in str(told)


async def test_a_student_of_one_class_sends_nothing_to_another(lesson: Lesson) -> None:
    other = await Lesson().begin()
    student = await other.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    await student.refused("draw", **{"class": lesson.id}, task=task, id=IDS[0], drawing=ONE)
    assert (await lesson.hear())["drawings"] == []
    assert "Only the teacher" in (await student.hear(0, lesson.id))["reason"]


async def test_a_student_changes_nothing_of_anothers(lesson: Lesson) -> None:
    first, second = await lesson.student(), await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    await second.done("draw", task=task, id=IDS[0], drawing=ONE)
    other = {"strokes": [[10, 10, 200, 200]], "widths": [18]}
    assert await first.refused("draw", task=task, id=IDS[0], drawing=other, seat=2)
    await first.done("name", nickname="Ada", seat=2)
    told = await lesson.hear()
    assert [(each["seat"], json.loads(each["drawing"])) for each in told["drawings"]] == [(2, ONE)]
    assert [seat["nickname"] for seat in told["seats"]] == ["Ada", ""]


async def test_a_student_sends_only_so_many_drawings_of_a_size(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MAX_OF_TASK", 2)
    student = await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    long = {"strokes": [[140, 20] * (MAX_POINTS + 1)], "widths": [18]}
    assert "points" in await student.refused("draw", task=task, id=IDS[0], drawing=long)
    for drawing_id in IDS[:2]:
        await student.done("draw", task=task, id=drawing_id, drawing=ONE)
    assert "for this task" in await student.refused("draw", task=task, id=IDS[2], drawing=ONE)


async def test_a_browser_takes_only_the_seats_that_there_are(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "MAX_SEATS", 1)
    student = await lesson.student()
    assert "seats of this class are taken" in await Screen().refused("join", code=lesson.code)
    assert (await student.done("join", code=lesson.code))["seat"] == 1


async def test_an_address_takes_only_its_share_of_the_seats(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classroom(), "shares", Shares(2))
    for seat in (1, 2):
        assert (await Screen(client="10.0.0.5").done("join", code=lesson.code))["seat"] == seat
    forgetful = Screen(client="10.0.0.5")
    assert "from your network address" in await forgetful.refused("join", code=lesson.code)
    assert (await Screen(client="10.0.0.6").done("join", code=lesson.code))["seat"] == 3


async def test_a_seat_that_was_not_given_does_not_count_as_taken(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classroom(), "shares", Shares(1))
    with monkeypatch.context() as full:
        full.setattr(seats, "MAX_SEATS", 0)
        assert "are taken" in await Screen().refused("join", code=lesson.code)
    assert (await Screen().done("join", code=lesson.code))["seat"] == 1


async def test_who_is_refused_does_not_wait_for_what_a_teacher_has_computed(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_begun, may_end = threading.Event(), threading.Event()

    def measure(*_: object) -> None:
        is_begun.set()
        may_end.wait(2)

    of_a_server = routes("")
    monkeypatch.setattr(web, "routes", lambda _: of_a_server)
    monkeypatch.setattr(class_detector, "measure", measure)
    student = await lesson.student()
    measured = asyncio.create_task(lesson.lead("measure"))
    await asyncio.to_thread(is_begun.wait)
    assert "Only the teacher" in await student.refused("measure")
    assert not measured.done()
    may_end.set()
    await measured


@pytest.mark.parametrize("nickname", ["x" * 21, 7, None, ["Ada"], {"name": "Ada"}])
async def test_a_nickname_is_short_text(lesson: Lesson, nickname: object) -> None:
    assert "20 characters" in await (await lesson.student()).refused("name", nickname=nickname)


async def test_nothing_is_sent_when_no_task_asks_for_it(lesson: Lesson, model: str) -> None:
    student = await lesson.student()
    sent = {"id": IDS[0], "drawing": ONE}
    assert "over" in await student.refused("draw", task=0, **sent)
    drawn = (await lesson.lead("give", kind="draw_fooling"))["task"]
    assert "over" in await student.refused("guess", task=drawn, value=True)
    await lesson.lead("freeze", frozen=True)
    assert "stopped the class" in await student.refused("draw", task=drawn, **sent)
    await lesson.lead("freeze", frozen=False)
    await lesson.ask("guess_verdict", model)
    assert "over" in await student.refused("draw", task=drawn, **sent)
    assert (await lesson.hear())["drawings"] == []


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What each thing that is taken at a pace counts for."""
    weights: list[int] = []

    async def wait(_: Pace, weight: int = 1) -> None:
        weights.append(weight)

    monkeypatch.setattr(Pace, "wait", wait)
    return weights


async def test_messages_of_an_address_are_taken_at_a_pace(
    lesson: Lesson, waited: list[int]
) -> None:
    student = await lesson.student()
    for drawing in (ONE, LONG):
        await student.say("draw", task=1, id=IDS[0], drawing=drawing)
    join, short, heavy = waited
    assert join == short == 1
    assert heavy > 5


async def test_answers_count_by_their_length_and_what_is_new_in_a_lesson_for_nothing(
    lesson: Lesson, waited: list[int]
) -> None:
    student = await lesson.student()
    task = (await lesson.lead("give", kind="draw_fooling"))["task"]
    await student.hear()
    assert waited[-1] == 0
    for name in IDS[:3]:
        await student.done("draw", task=task, id=name, drawing=LONG)
        await student.hear()
    assert waited[-1] == 3, "of 84,000 bytes"
