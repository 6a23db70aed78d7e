"""Drawings and guesses that students send."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from anomaly.classroom import classes, tasks
from anomaly.classroom.database import Database
from anomaly.classroom.seats import Seat
from anomaly.classroom.tables import ANSWERS, DRAWINGS
from anomaly.errors import UserError
from anomaly.preprocessing.drawing import Drawing, parse, to_message

MAX_OF_TASK = 20  # drawings of a student in a task
MAX_OF_SEAT = 200  # drawings of a student
MAX_OF_CLASS = 4000  # drawings of a class
MAX_SIZE_OF_SEAT = 400_000  # characters of a student's drawings, of which most have 300 to 1000
ID = re.compile(r"[0-9a-f]{32}")
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


def draw(database: Database, seat: Seat, task: object, drawing_id: object, sent: object) -> None:
    """Keep a drawing; one that is sent again, as after a lost connection, is kept once.

    Parameters
    ----------
    database : Database
    seat : Seat
        Whose it is.
    task, drawing_id, sent : object
        As a browser sends them: the number of the task, 32 hexadecimal digits, and a drawing as
        `anomaly.preprocessing.drawing.parse` reads it.

    Raises
    ------
    UserError
        If it is no drawing, the task is not under way, or there are too many. Nothing is kept then.
    """
    drawing = parse(sent)
    if not drawing.strokes:
        raise UserError("class.empty")
    if not isinstance(drawing_id, str) or not ID.fullmatch(drawing_id):
        raise UserError("class.no_answer")
    with database.changing_class(seat.class_id) as (connection, counter):
        named = {"class": seat.class_id, "id": drawing_id}
        owner = connection.execute(_OWNER, named).scalar_one_or_none()
        if owner == seat.number:
            return
        if owner is not None:
            raise UserError("class.no_answer")
        number = _task_under_way(connection, seat, task, tasks.DRAW).number
        _check_room(connection, seat, number)
        values = {
            "class_id": seat.class_id,
            "id": drawing_id,
            "seat": seat.number,
            "task": number,
            "strokes": json.dumps(to_message(drawing), separators=(",", ":")),
            "sent": database.now(),
            "is_hidden": False,
            "changed": counter,
        }
        connection.execute(_NEW_DRAWING, values)


def answer(database: Database, seat: Seat, task: object, value: object) -> None:
    """Keep a student's guess, in place of an earlier one.

    Raises
    ------
    UserError
        If it is no answer, or the task is not under way.
    """
    with database.changing_class(seat.class_id) as (connection, counter):
        asked = _task_under_way(connection, seat, task, tasks.GUESS)
        tasks.check_answer(asked.kind, value)
        of = {"of_class": seat.class_id, "of_task": asked.number, "of_seat": seat.number}
        new = {"value": json.dumps(value), "sent": database.now(), "changed": counter}
        if not connection.execute(_OTHER_ANSWER, of | new).rowcount:
            key = {"class_id": seat.class_id, "task": asked.number, "seat": seat.number}
            connection.execute(_NEW_ANSWER, key | new)


def hide(database: Database, class_id: str, drawing_id: str, is_hidden: bool) -> None:
    """Hide a drawing from all but its student, or show it again."""
    with database.changing_class(class_id) as (connection, counter):
        connection.execute(
            update(DRAWINGS)
            .where(DRAWINGS.c.class_id == class_id, DRAWINGS.c.id == drawing_id)
            .values(is_hidden=is_hidden, changed=counter)
        )


def score(database: Database, class_id: str, key: str, scores: Mapping[str, float | None]) -> None:
    """Keep the scores of drawings by the detector with a key; None where there is no digit."""
    if not scores:
        return
    with database.changing_class(class_id) as (connection, counter):
        kept = {"of_class": class_id, "scored_by": key, "changed": counter}
        rows = [kept | {"of_id": name, "score": value} for name, value in scores.items()]
        connection.execute(_SCORE, rows)


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
_OWNER = select(DRAWINGS.c.seat).where(
    DRAWINGS.c.class_id == bindparam("class"), DRAWINGS.c.id == bindparam("id")
)
_NEW_DRAWING, _NEW_ANSWER = insert(DRAWINGS), insert(ANSWERS)
_OTHER_ANSWER = update(ANSWERS).where(
    ANSWERS.c.class_id == bindparam("of_class"),
    ANSWERS.c.task == bindparam("of_task"),
    ANSWERS.c.seat == bindparam("of_seat"),
)
_SCORE = update(DRAWINGS).where(
    DRAWINGS.c.class_id == bindparam("of_class"), DRAWINGS.c.id == bindparam("of_id")
)
_KEPT_OF_CLASS = select(func.count()).where(DRAWINGS.c.class_id == bindparam("class"))
_KEPT_OF_SEAT = select(
    func.count().filter(DRAWINGS.c.task == bindparam("task")),
    func.count(),
    func.coalesce(func.sum(func.length(DRAWINGS.c.strokes)), 0),
).where(DRAWINGS.c.class_id == bindparam("class"), DRAWINGS.c.seat == bindparam("seat"))
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


def _task_under_way(
    connection: Connection, seat: Seat, number: object, kinds: tuple[str, ...]
) -> tasks.Task:
    """Return the task that something is sent for, if it may be sent now."""
    now = classes.get_open(connection, seat.class_id)
    if now.is_frozen:
        raise UserError("class.frozen")
    if type(number) is not int or number != now.task or not number:
        raise UserError("class.task_over")
    task = tasks.get(connection, seat.class_id, number)
    if task.is_shown or task.kind not in kinds:
        raise UserError("class.task_over")
    return task


def _check_room(connection: Connection, seat: Seat, task: int) -> None:
    """Refuse a drawing of a student, or a class, that has many."""
    asked = {"class": seat.class_id, "seat": seat.number, "task": task}
    of_task, of_seat, size = connection.execute(_KEPT_OF_SEAT, asked).one()
    of_class = connection.execute(_KEPT_OF_CLASS, asked).scalar_one()
    for count, bound, key in [
        (of_task, MAX_OF_TASK, "class.many_of_task"),
        (of_seat, MAX_OF_SEAT, "class.many_of_seat"),
        (of_class, MAX_OF_CLASS, "class.many_drawings"),
    ]:
        if count >= bound:
            raise UserError(key, count=bound)
    if size >= MAX_SIZE_OF_SEAT:
        raise UserError("class.large_of_seat")


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
