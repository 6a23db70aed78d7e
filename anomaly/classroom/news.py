"""The changes in a class since a screen last saw it."""

from dataclasses import dataclass, replace
from typing import Any

from anomaly.classroom import classes, seats, sent, tasks
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.seats import Seat
from anomaly.classroom.sent import Answer, ClassDrawing
from anomaly.classroom.tasks import Task


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
    answered : int
        How many students have sent something for the task under way.
    """

    state: Class
    seats: list[Seat]
    tasks: list[Task]
    drawings: list[ClassDrawing]
    answers: list[Answer]
    guessed: dict[int, list[Any]]
    answered: int


def news_since(
    database: Database,
    class_id: str,
    counter: int,
    of_seat: int | None = None,
    most: int | None = None,
) -> News:
    """Return what has changed in a class since its counter was so; all of it since 0.

    Parameters
    ----------
    database : Database
    class_id : str
    counter : int
    of_seat : int, optional
        The number of a seat, to leave out the drawings and answers of all others.
    most : int, optional
        Characters of drawings after which no further ones are returned. The counter in `state` is
        then the one from which to ask for the rest.

    Raises
    ------
    UserError
        If the class is gone.
    """
    with database.reading() as connection:
        new_tasks = tasks.changed_since(connection, class_id, counter)
        shown = [task.number for task in new_tasks if task.is_shown and not task.is_drawing]
        state, until = classes.get(connection, class_id), None
        if most is not None:
            until = sent.counter_after(connection, class_id, counter, of_seat, most)
            state = state if until is None else replace(state, counter=until)
        return News(
            state,
            seats.changed_since(connection, class_id, counter),
            new_tasks,
            sent.drawings_since(connection, class_id, counter, of_seat, until),
            sent.answers_since(connection, class_id, counter, of_seat),
            {number: sent.guesses_of(connection, class_id, number) for number in shown},
            sent.count_answered(connection, class_id, state.task),
        )
