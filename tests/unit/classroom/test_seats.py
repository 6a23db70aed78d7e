"""Seats: taken, known again, and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anomaly.classroom import classes, seats
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.tables import SEATS
from anomaly.errors import UserError


def test_a_seat_is_known_again_by_what_the_browser_keeps(database: Database, lesson: Class) -> None:
    taken = [seats.take(database, lesson.id) for _ in range(3)]
    assert [seat.number for seat, _ in taken] == [1, 2, 3]
    for seat, token in taken:
        assert seats.find(database, token) == seat
    assert seats.find(database, "another") is None


def test_the_database_does_not_have_what_the_browser_keeps(
    database: Database, lesson: Class
) -> None:
    _, token = seats.take(database, lesson.id)
    with database.reading() as connection:
        assert token not in str(connection.execute(SEATS.select()).all())


def test_a_class_has_only_so_many_seats(
    database: Database, lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "MAX_SEATS", 1)
    seats.take(database, lesson.id)
    with pytest.raises(UserError, match="seats"):
        seats.take(database, lesson.id)


def test_a_class_that_has_ended_has_no_new_seat(database: Database, lesson: Class) -> None:
    seat, token = seats.take(database, lesson.id)
    classes.end(database, lesson.id)
    with pytest.raises(UserError, match="has ended"):
        seats.take(database, lesson.id)
    assert seats.find(database, token) == seat


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("  Ada \n Lovelace ", "Ada Lovelace"), ("\u202eevil\x07", "evil"), ("", ""), ("花子", "花子"),
     ("**bold** <b>", "**bold** <b>")],
)  # fmt: skip
def test_a_nickname_is_plain_text(
    database: Database, lesson: Class, typed: str, shown: str
) -> None:
    seat, token = seats.take(database, lesson.id)
    assert seats.rename(database, seat, typed) == shown
    found = seats.find(database, token)
    assert found is not None
    assert found.nickname == shown


@given(some.none() | some.integers() | some.text() | some.lists(some.text()))
def test_any_nickname_is_short_text_or_refused(typed: object) -> None:
    try:
        name = seats.read_nickname(typed)
    except UserError:
        return
    assert len(name) <= seats.MAX_NICKNAME
    assert not name or name.isprintable()
