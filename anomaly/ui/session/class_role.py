"""The part that a browser has in a class: a teacher's, a student's, or none yet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:  # it loads SQLAlchemy, and most browsers are in no class
    from anomaly.classroom.seats import Seat

SEAT_COOKIE, TEACHER_COOKIE = "anomaly_seat", "anomaly_teacher"
MAX_TOKEN = 100  # characters


@dataclass(frozen=True)
class ClassRole:
    """The part that a browser has in a class.

    Attributes
    ----------
    is_teacher : bool
    seat : Seat or None
        A student's; None where the browser has none, or its class is gone.
    """

    is_teacher: bool = False
    seat: "Seat | None" = None


NOBODY = ClassRole()


def has_cookie(name: str) -> bool:
    """Return whether the browser had a cookie when the page was loaded, whatever it is worth."""
    return _token(name) != ""


def current_role() -> ClassRole:
    """Return the part that this browser has, by the cookies it had when the page was loaded.

    Raises
    ------
    UserError
        If the database cannot be read.
    """
    seat, teacher = (_token(name) for name in (SEAT_COOKIE, TEACHER_COOKIE))
    return role_of(seat, teacher) if seat or teacher else NOBODY


def role_of(seat_token: str, teacher_token: str) -> ClassRole:
    """Return the part that a browser has by what it keeps; empty for nothing.

    Raises
    ------
    UserError
        If the database cannot be read.
    """
    from anomaly.classroom import seats, teachers
    from anomaly.ui.session.classroom import classroom

    database = classroom().database
    return ClassRole(
        bool(teacher_token) and teachers.is_teacher(database, teacher_token),
        seats.find(database, seat_token) if seat_token else None,
    )


def _token(cookie: str) -> str:
    token: object = st.context.cookies.get(cookie)
    return token if isinstance(token, str) and len(token) <= MAX_TOKEN else ""
