"""The page Class, for whoever opens it, a teacher and a student."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.classroom import classes, seats, teachers
from anomaly.ui.session import class_role
from anomaly.ui.session.classroom import classroom
from tests.support.app_test import opened, without_mnist
from tests.unit.ui.pages.test_playground import sent


@pytest.fixture(autouse=True, scope="module")
def _on_generated_digits() -> Iterator[None]:
    with without_mnist():
        yield


@pytest.fixture
def teacher(cookies: dict[str, str]) -> dict[str, str]:
    """Be let in as a teacher; return the cookies."""
    cookies[class_role.TEACHER_COOKIE] = teachers.let_in(classroom().database, "key", "key")
    return cookies


def message(app: AppTest) -> dict[str, Any]:
    return sent(app, "anomaly_class_screen")


@pytest.mark.usefixtures("teacher")
def test_a_teacher_begins_a_class_looks_at_an_earlier_one_and_deletes_it() -> None:
    app = opened("classroom")
    app.button(key="class_begin").click().run()
    (lesson,) = classes.all_classes(classroom().database)
    assert message(app)["class_id"] == lesson.id
    assert (message(app)["role"], message(app)["normal"]) == ("teacher", [1])
    classes.end(classroom().database, lesson.id)
    app.button(key="class_begin").click().run()
    assert message(app)["class_id"] != lesson.id
    app.button(key=f"class_look_{lesson.id}").click().run()
    assert message(app)["class_id"] == lesson.id
    app.button(key=f"class_delete_{lesson.id}").click().run()
    assert message(app)["class_id"] != lesson.id
    assert len(classes.all_classes(classroom().database)) == 1


def test_who_has_left_as_a_teacher_meanwhile_begins_nothing(teacher: dict[str, str]) -> None:
    app = opened("classroom")
    teacher.clear()
    app.button(key="class_begin").click().run()
    assert classes.all_classes(classroom().database) == []


def test_a_student_sees_the_class_of_the_seat_and_no_controls(cookies: dict[str, str]) -> None:
    lesson = classes.begin(classroom().database)
    _, cookies[class_role.SEAT_COOKIE] = seats.take(classroom().database, lesson.id)
    app = opened("classroom")
    assert (message(app)["role"], message(app)["class_id"]) == ("student", "")
    assert message(app)["page"] == ""
    assert not [button for button in app.button if str(button.key).startswith("class_")]
