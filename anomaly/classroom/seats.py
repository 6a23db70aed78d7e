"""Seats of a class: a number for each student, kept by a token in the browser."""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.classroom.secrets import hash_of, new_token
from anomaly.classroom.tables import SEATS
from anomaly.errors import UserError

MAX_SEATS = 300  # of a class
MAX_NICKNAME = 20  # characters


@dataclass(frozen=True)
class Seat:
    """A student's place in a class.

    Attributes
    ----------
    class_id : str
    number : int
        From 1.
    nickname : str
        As the student wrote it; may be empty.
    is_hidden : bool
        Whether the teacher hides the nickname.
    """

    class_id: str
    number: int
    nickname: str
    is_hidden: bool


def take(database: Database, class_id: str) -> tuple[Seat, str]:
    """Take a new seat in an open class.

    Returns
    -------
    seat : Seat
    token : str
        By which `find` knows it again; the database has its hash alone.

    Raises
    ------
    UserError
        If the class has ended, or has no seat left.
    """
    token = new_token()
    with database.changing_class(class_id) as (connection, counter):
        classes.get_open(connection, class_id)
        number = connection.execute(_LAST, {"class": class_id}).scalar_one() + 1
        if number > MAX_SEATS:
            raise UserError("class.no_seat", count=MAX_SEATS)
        values = {"class_id": class_id, "number": number, "token": hash_of(token)}
        values |= {"nickname": "", "is_hidden": False, "changed": counter}
        connection.execute(_NEW, values)
    return Seat(class_id, number, "", False), token


def find(database: Database, token: str) -> Seat | None:
    """Return the seat of a token; None where there is none, or its class is gone."""
    with database.reading() as connection:
        row = connection.execute(_OF_TOKEN, {"token": hash_of(token)}).one_or_none()
    return None if row is None else Seat(*row)


def rename(database: Database, seat: Seat, nickname: object) -> str:
    """Give a seat a nickname, and return it as it is shown.

    Raises
    ------
    UserError
        If it is no text of at most `MAX_NICKNAME` characters.
    """
    name = read_nickname(nickname)
    with database.changing_class(seat.class_id) as (connection, counter):
        connection.execute(
            update(SEATS)
            .where(_in(seat.class_id), SEATS.c.number == seat.number)
            .values(nickname=name, changed=counter)
        )
    return name


def hide(database: Database, class_id: str, number: int, is_hidden: bool) -> None:
    """Hide the nickname of a seat from all but its student, or show it again."""
    with database.changing_class(class_id) as (connection, counter):
        connection.execute(
            update(SEATS)
            .where(_in(class_id), SEATS.c.number == number)
            .values(is_hidden=is_hidden, changed=counter)
        )


def changed_since(connection: Connection, class_id: str, counter: int) -> list[Seat]:
    """Return the seats of a class that are new, or have changed, since its counter was so."""
    asked = {"class": class_id, "counter": counter}
    return [Seat(*row) for row in connection.execute(_CHANGED, asked)]


def read_nickname(typed: object) -> str:
    """Return a nickname without control characters and needless spaces.

    Raises
    ------
    UserError
        If it is no text, or a longer one than `MAX_NICKNAME`.
    """
    if not isinstance(typed, str) or len(typed) > 10 * MAX_NICKNAME:
        raise UserError("class.nickname", count=MAX_NICKNAME)
    # Those of category C: control and format characters, surrogates, what has no character.
    shown = (char for char in typed if not unicodedata.category(char).startswith("C"))
    name = " ".join("".join(shown).split())
    if len(name) > MAX_NICKNAME:
        raise UserError("class.nickname", count=MAX_NICKNAME)
    return name


_SEATS = select(SEATS.c.class_id, SEATS.c.number, SEATS.c.nickname, SEATS.c.is_hidden)
_NEW = insert(SEATS)
_LAST = select(func.coalesce(func.max(SEATS.c.number), 0)).where(
    SEATS.c.class_id == bindparam("class")
)
_OF_TOKEN = _SEATS.where(SEATS.c.token == bindparam("token"))
_CHANGED = _SEATS.where(
    SEATS.c.class_id == bindparam("class"), SEATS.c.changed > bindparam("counter")
).order_by(SEATS.c.number)


def _in(class_id: str) -> ColumnElement[bool]:
    return SEATS.c.class_id == class_id
