"""The tasks that a teacher gives: something to draw, or to guess before it is shown."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.classroom.tables import CLASSES, TASKS
from anomaly.errors import UserError
from anomaly.validation import is_number

MAX_TASKS = 200  # of a class
MAX_THRESHOLD = 1e6
MAX_CONTENT = 12_000  # characters as JSON; six pictures have 6,300

DRAW = ("draw_digit", "draw_other", "draw_fooling")  # a digit; any but one; what fools the detector
GUESS = ("guess_verdict", "guess_threshold", "guess_misses", "guess_rebuilt")
KINDS = DRAW + GUESS

_ANSWERS: dict[str, Callable[[Any], bool]] = {
    "guess_verdict": lambda value: isinstance(value, bool),  # whether it will be an anomaly
    "guess_threshold": lambda value: is_number(value, -MAX_THRESHOLD, MAX_THRESHOLD),
    "guess_misses": lambda value: type(value) is int and 0 <= value <= 10**6,
    "guess_rebuilt": lambda value: type(value) is int and 0 <= value <= 20,  # which of some
}


@dataclass(frozen=True)
class Task:
    """A task of a class.

    Attributes
    ----------
    number : int
        From 1.
    kind : str
        One of `KINDS`.
    content : dict
        What the screens need to put it: of `DRAW`, the ``digit`` that is asked for, or that is
        not to be drawn.
    is_shown : bool
        Whether everybody sees the answer.
    answer : dict or None
        As `anomaly.classroom.questions` has it; None where there is none.
    """

    number: int
    kind: str
    content: Mapping[str, Any]
    is_shown: bool
    answer: Mapping[str, Any] | None = None

    @property
    def is_drawing(self) -> bool:
        """Whether it is to draw something."""
        return self.kind in DRAW

    def label_of(self, normal: tuple[int, ...]) -> bool | None:
        """Return whether drawings of the task are anomalies, since it says what to draw.

        Parameters
        ----------
        normal : tuple of int
            The digits that the detector takes for normal.

        Returns
        -------
        bool or None
            None where the task leaves it open.
        """
        if self.kind == "draw_digit":
            return self.content["digit"] not in normal
        if self.kind == "draw_other" and normal == (self.content["digit"],):
            return True
        return None


def give(
    database: Database,
    class_id: str,
    kind: str,
    content: Mapping[str, Any],
    answer: Mapping[str, Any] | None = None,
) -> Task:
    """Give a class a task, which takes the place of the one under way.

    Parameters
    ----------
    database : Database
    class_id, kind : str
    content : dict
    answer : dict, optional
        Students get it once it is shown.

    Raises
    ------
    UserError
        If it is no task, or the class has ended or has had `MAX_TASKS`.
    """
    text = _checked(kind, content)
    known = None if answer is None else _as_json(answer)
    with database.changing_class(class_id, is_for_all=True) as (connection, counter):
        classes.get_open(connection, class_id)
        last = select(func.coalesce(func.max(TASKS.c.number), 0)).where(
            TASKS.c.class_id == class_id
        )
        number = connection.execute(last).scalar_one() + 1
        if number > MAX_TASKS:
            raise UserError("class.many_tasks", count=MAX_TASKS)
        values = {"class_id": class_id, "number": number, "kind": kind, "content": text}
        values |= {"answer": known, "given": database.now(), "changed": counter}
        connection.execute(insert(TASKS).values(**values, is_shown=False))
        _set_current(connection, class_id, number)
    return Task(number, kind, dict(content), False, answer)


def show(database: Database, class_id: str, number: int) -> None:
    """Show everybody the answer of a task, after which it takes no further ones."""
    with database.changing_class(class_id, is_for_all=True) as (connection, counter):
        connection.execute(
            update(TASKS)
            .where(TASKS.c.class_id == class_id, TASKS.c.number == number)
            .values(is_shown=True, changed=counter)
        )


def stop(database: Database, class_id: str) -> None:
    """End the task under way; none takes its place."""
    with database.changing_class(class_id, is_for_all=True) as (connection, _):
        _set_current(connection, class_id, 0)


def get(connection: Connection, class_id: str, number: int) -> Task:
    """Return a task of a class.

    Raises
    ------
    UserError
        If there is none of this number.
    """
    row = connection.execute(_NUMBERED, {"class": class_id, "number": number}).one_or_none()
    if row is None:
        raise UserError("class.no_task")
    return _of_row(row)


def changed_since(connection: Connection, class_id: str, counter: int) -> list[Task]:
    """Return the tasks of a class that are new, or have changed, since its counter was so."""
    asked = {"class": class_id, "counter": counter}
    return [_of_row(row) for row in connection.execute(_CHANGED, asked)]


def check_answer(kind: str, value: object) -> None:
    """Check what a student guesses.

    Raises
    ------
    UserError
        If it is no answer to such a task.
    """
    if kind not in _ANSWERS or not _ANSWERS[kind](value):
        raise UserError("class.no_answer")


def _checked(kind: str, content: object) -> str:
    """Return the content of a task as JSON, once it is one."""
    if kind not in KINDS or not isinstance(content, Mapping):
        raise UserError("class.no_task")
    digit = content.get("digit")
    if kind in ("draw_digit", "draw_other") and not (type(digit) is int and 0 <= digit <= 9):
        raise UserError("class.no_task")
    return _as_json(content)


def _as_json(content: Mapping[str, Any]) -> str:
    """Return what is kept of a task as text, once it can be kept.

    Raises
    ------
    UserError
        If it is no JSON, or longer than `MAX_CONTENT`.
    """
    try:
        text = json.dumps(dict(content), allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise UserError("class.no_task") from None
    if len(text) > MAX_CONTENT:
        raise UserError("class.no_task")
    return text


def _set_current(connection: Connection, class_id: str, number: int) -> None:
    connection.execute(update(CLASSES).where(CLASSES.c.id == class_id).values(task=number))


_IN_CLASS = select(
    TASKS.c.number, TASKS.c.kind, TASKS.c.content, TASKS.c.is_shown, TASKS.c.answer
).where(TASKS.c.class_id == bindparam("class"))
_NUMBERED = _IN_CLASS.where(TASKS.c.number == bindparam("number"))
_CHANGED = _IN_CLASS.where(TASKS.c.changed > bindparam("counter")).order_by(TASKS.c.number)


def _of_row(row: Row[*tuple[Any, ...]]) -> Task:
    answer = None if row.answer is None else json.loads(row.answer)
    return Task(row.number, row.kind, json.loads(row.content), row.is_shown, answer)
