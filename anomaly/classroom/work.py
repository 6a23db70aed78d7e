"""Drawings and guesses that students send."""

import json
import re
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, insert, select, update

from anomaly.classroom import classes, tasks
from anomaly.classroom.database import Database
from anomaly.classroom.seats import Seat
from anomaly.classroom.tables import ANSWERS, DRAWINGS
from anomaly.errors import UserError
from anomaly.preprocessing.drawing import parse, to_message

MAX_OF_TASK = 20  # drawings of a student in a task
MAX_OF_SEAT = 200  # drawings of a student
MAX_OF_CLASS = 4000  # drawings of a class
MAX_SIZE_OF_SEAT = 400_000  # characters of a student's drawings, of which most have 300 to 1000
ID = re.compile(r"[0-9a-f]{32}")


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
