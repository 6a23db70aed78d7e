"""Classes: begun, found by their codes, led, ended and deleted."""

import pytest

from anomaly.classroom import classes, secrets
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.errors import UserError
from tests.unit.classroom.conftest import Clock


def test_a_class_is_found_by_its_code_as_it_is_typed(database: Database, lesson: Class) -> None:
    typed = f" {lesson.code[:3].lower()}-{lesson.code[3:]} "
    assert classes.find(database, secrets.read_code(typed)) == lesson


@pytest.mark.parametrize("typed", [None, 7, "", "ABC", "ABCDEO", "A" * 1000, "ÀBCDEF", ["A"] * 6])
def test_what_is_no_code_is_none(typed: object) -> None:
    assert secrets.read_code(typed) == ""


def test_another_code_is_told_so(database: Database, lesson: Class) -> None:
    with pytest.raises(UserError, match="No class has this code"):
        classes.find(database, "")


def test_all_follow_the_teacher_or_are_free(database: Database, lesson: Class) -> None:
    classes.lead(database, lesson.id, "train?normal=3")
    assert classes.find(database, lesson.code).view == "train?normal=3"
    classes.lead(database, lesson.id, "")
    assert classes.find(database, lesson.code).view == ""
    with pytest.raises(UserError):
        classes.lead(database, lesson.id, "x" * (classes.MAX_VIEW + 1))


def test_a_class_that_has_ended_has_no_code_and_is_kept_for_a_day(
    database: Database, lesson: Class, clock: Clock
) -> None:
    classes.end(database, lesson.id)
    clock.time += 60
    classes.end(database, lesson.id)
    with pytest.raises(UserError, match="No class has this code"):
        classes.find(database, lesson.code)
    clock.time += classes.KEPT - 61
    classes.tidy(database)
    [kept] = classes.all_classes(database)
    assert not kept.is_open
    clock.time += 2
    classes.tidy(database)
    assert classes.all_classes(database) == []


def test_a_class_that_has_ended_is_neither_led_nor_frozen(
    database: Database, lesson: Class
) -> None:
    classes.freeze(database, lesson.id, True)
    classes.end(database, lesson.id)
    with pytest.raises(UserError, match="has ended"):
        classes.lead(database, lesson.id, "train")
    with pytest.raises(UserError, match="has ended"):
        classes.freeze(database, lesson.id, True)
    [kept] = classes.all_classes(database)
    assert (kept.view, kept.is_frozen) == ("", False)


def test_a_class_that_nobody_uses_ends_by_itself(
    database: Database, lesson: Class, clock: Clock
) -> None:
    clock.time += classes.UNUSED - 1
    classes.freeze(database, lesson.id, True)
    clock.time += classes.UNUSED - 1
    classes.tidy(database)
    assert classes.is_any_open(database)
    clock.time += 2
    classes.tidy(database)
    assert not classes.is_any_open(database)


def test_a_class_can_be_deleted_at_once(database: Database, lesson: Class) -> None:
    classes.remove(database, lesson.id)
    assert classes.all_classes(database) == []
    with pytest.raises(UserError, match="not kept any more"):
        classes.freeze(database, lesson.id, True)


def test_there_is_a_bound_to_classes_at_once(database: Database) -> None:
    codes = {classes.begin(database).code for _ in range(classes.MAX_OPEN)}
    assert len(codes) == classes.MAX_OPEN
    with pytest.raises(UserError, match="open already"):
        classes.begin(database)


@pytest.mark.parametrize(
    ("given", "is_right"),
    [("käse", True), ("kase", False), (None, False), ("\ud800", False)],
)
def test_the_teachers_key_is_compared_as_a_whole(given: object, is_right: bool) -> None:
    assert secrets.is_same(given, "käse") is is_right
