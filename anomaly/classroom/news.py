"""The changes in a class since a screen last saw it."""

from dataclasses import dataclass
from typing import Any

from anomaly.classroom import classes, seats, tasks, work
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.seats import Seat
from anomaly.classroom.tasks import Task
from anomaly.classroom.work import Answer, ClassDrawing


@dataclass(frozen=True)
class News:
    """The changes in a class since its counter had some value.

    Attributes
    ----------
    state : Class
        As it is now, with the counter from which to ask again.
    seats : list of Seat
    tasks : list of Task
    drawings : list of ClassDrawing
    answers : list of Answer
    guessed : dict of int to list
        All guesses in those of the tasks whose answer is shown.
    """

    state: Class
    seats: list[Seat]
    tasks: list[Task]
    drawings: list[ClassDrawing]
    answers: list[Answer]
    guessed: dict[int, list[Any]]


def news_since(database: Database, class_id: str, counter: int) -> News:
    """Return what has changed in a class since its counter was so; all of it since 0.

    Raises
    ------
    UserError
        If the class is gone.
    """
    with database.reading() as connection:
        new_tasks = tasks.changed_since(connection, class_id, counter)
        shown = [task.number for task in new_tasks if task.is_shown and not task.is_drawing]
        return News(
            classes.get(connection, class_id),
            seats.changed_since(connection, class_id, counter),
            new_tasks,
            work.drawings_since(connection, class_id, counter),
            work.answers_since(connection, class_id, counter),
            {number: work.guesses_of(connection, class_id, number) for number in shown},
        )
