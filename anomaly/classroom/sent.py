"""Drawings and guesses of a class as they are kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, func, select

from anomaly.classroom.database import Database
from anomaly.classroom.tables import ANSWERS, DRAWINGS
from anomaly.preprocessing.drawing import Drawing, parse

NEVER = 2**62  # a counter that no class reaches


@dataclass(frozen=True)
class ClassDrawing:
    """A drawing that a student sent.

    Attributes
    ----------
    id : str
        Made by the student's browser.
    seat : int
    task : int
    message : str
        The drawing in JSON, as `anomaly.preprocessing.drawing.to_message` has it.
    score : float or None
        By the detector whose key is `scored_by`; None before it was scored, or where there is no
        digit.
    scored_by : str
        Empty before it was scored.
    is_hidden : bool
        Whether the teacher hides it.
    """

    id: str
    seat: int
    task: int
    message: str
    score: float | None
    scored_by: str
    is_hidden: bool

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing itself."""
        return parse(json.loads(self.message))


@dataclass(frozen=True)
class Answer:
    """The last guess of a student in a task."""

    task: int
    seat: int
    value: Any


def drawings_named(database: Database, class_id: str, ids: Sequence[str]) -> list[ClassDrawing]:
    """Return the drawings of a class that have one of these ids."""
    rows = select(DRAWINGS).where(DRAWINGS.c.class_id == class_id, DRAWINGS.c.id.in_(ids))
    with database.reading() as connection:
        return [_drawing_of(row) for row in connection.execute(rows.order_by(DRAWINGS.c.sent))]


def drawings_since(
    connection: Connection,
    class_id: str,
    counter: int,
    of_seat: int | None = None,
    until: int | None = None,
) -> list[ClassDrawing]:
    """Return the drawings of a class, or of a seat, that are new or have changed since then.

    Those that have changed after `until` are left out, where it is given.
    """
    asked = _between(class_id, counter, of_seat, until)
    rows = connection.execute(_changed(DRAWINGS, of_seat is not None), asked)
    return [_drawing_of(row) for row in rows]


def counter_after(
    connection: Connection, class_id: str, counter: int, of_seat: int | None, most: int
) -> int | None:
    """Return up to which change the drawings new since then have `most` characters, or a few more.

    None stands for all of them. What has changed at once is not parted.
    """
    asked = _between(class_id, counter, of_seat)
    total, last = 0, counter
    for changed, size in connection.execute(_sizes(of_seat is not None), asked):
        if total >= most and changed > last:
            return last
        total, last = total + size, changed
    return None


def answers_since(
    connection: Connection, class_id: str, counter: int, of_seat: int | None = None
) -> list[Answer]:
    """Return the guesses of a class, or of a seat, that are new or have changed since then."""
    asked = _between(class_id, counter, of_seat)
    return [
        Answer(row.task, row.seat, json.loads(row.value))
        for row in connection.execute(_changed(ANSWERS, of_seat is not None), asked)
    ]


def guesses_of(connection: Connection, class_id: str, task: int) -> list[Any]:
    """Return what the students of a class have guessed in a task."""
    values = connection.execute(_GUESSES, {"class": class_id, "task": task}).scalars()
    return [json.loads(value) for value in values]


def count_answered(connection: Connection, class_id: str, task: int) -> int:
    """Return how many students have sent a drawing or a guess for a task."""
    asked = {"class": class_id, "task": task}
    return sum(connection.execute(count, asked).scalar_one() for count in _ANSWERED)


# SQLAlchemy takes longer to build a statement than to carry it out.
_GUESSES = select(ANSWERS.c.value).where(
    ANSWERS.c.class_id == bindparam("class"), ANSWERS.c.task == bindparam("task")
)
_ANSWERED = [  # a task is of one of them
    select(func.count(table.c.seat.distinct())).where(
        table.c.class_id == bindparam("class"), table.c.task == bindparam("task")
    )
    for table in (DRAWINGS, ANSWERS)
]


@cache
def _changed(table: Table, is_of_seat: bool) -> Select[tuple[Any, ...]]:
    """Return the statement that selects the rows of a class, or a seat, changed `_between`."""
    rows = select(table).where(
        table.c.class_id == bindparam("class"),
        table.c.changed > bindparam("counter"),
        table.c.changed <= bindparam("until"),
    )
    if is_of_seat:
        rows = rows.where(table.c.seat == bindparam("seat"))
    return rows.order_by(table.c.sent)


@cache
def _sizes(is_of_seat: bool) -> Select[tuple[Any, ...]]:
    rows = _changed(DRAWINGS, is_of_seat).order_by(None).order_by(DRAWINGS.c.changed)
    return rows.with_only_columns(DRAWINGS.c.changed, func.length(DRAWINGS.c.strokes))


def _between(
    class_id: str, counter: int, of_seat: int | None, until: int | None = None
) -> dict[str, object]:
    """Return the values for `_changed`; all that has changed since where `until` is None."""
    asked = {"class": class_id, "counter": counter, "until": NEVER if until is None else until}
    return asked if of_seat is None else asked | {"seat": of_seat}


def _drawing_of(row: Row[*tuple[Any, ...]]) -> ClassDrawing:
    return ClassDrawing(
        row.id,
        row.seat,
        row.task,
        row.strokes,
        row.score,
        row.scored_by or "",
        row.is_hidden,
    )
