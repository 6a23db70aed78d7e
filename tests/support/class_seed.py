"""A class that has drawn and guessed, to look at its wall.

``python -m tests.support.class_seed DATABASE`` fills the database that a server uses, with 400
drawings of 40 students, and prints the class's code.
"""

import secrets
import sys

import numpy as np

from anomaly.classroom import classes, seats, tasks, work
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.seats import Seat
from anomaly.preprocessing.drawing import GRID, PLACE
from tests.support import pens
from tests.support.strokes import Drawing, strokes_of
from tests.support.styles import STYLES

BRUSH = 18
# What is asked for, and how many drawings each student sends.
LESSON = ((1, 5), (9, 3), (None, 2))
NAMES = ("Ada", "Emmy", "Sofia", "Grace", "", "")


def fill_class(database: Database, students: int = 40, seed: int = 0) -> Class:
    """Return a class in which the tasks of `LESSON` were drawn.

    The hands are those of real pens where these are there, else made up.

    Parameters
    ----------
    database : Database
    students : int
        Each sends 10 drawings.
    seed : int
    """
    rng = np.random.default_rng(seed)
    begun = classes.begin(database)
    taken = [seats.take(database, begun.id)[0] for _ in range(students)]
    for seat in taken:
        if name := NAMES[seat.number % len(NAMES)]:
            seats.rename(database, seat, f"{name} {seat.number}")
    hands = _hands(students * sum(count for _, count in LESSON), seed)
    for digit, count in LESSON:
        if digit is None:
            task = tasks.give(database, begun.id, "draw_fooling", {})
        else:
            task = tasks.give(database, begun.id, "draw_digit", {"digit": digit})
        for seat in taken:
            for _ in range(count):
                label = int(rng.choice([2, 4, 7])) if digit is None else digit
                _send(database, seat, task.number, hands[label].pop())
    return begun


def _send(database: Database, seat: Seat, task: int, drawn: Drawing) -> None:
    points = [np.clip(np.rint(stroke / PLACE), 0, GRID - 1).astype(int) for stroke in drawn.strokes]
    message = {
        "strokes": [stroke.reshape(-1).tolist() for stroke in points],
        "widths": [drawn.width] * len(points),
    }
    work.draw(database, seat, task, secrets.token_hex(16), message)


def _hands(per_digit: int, seed: int) -> dict[int, list[Drawing]]:
    """Return digits to draw, by label."""
    if (pens.FOLDER / pens.FILE).exists():
        drawn = pens.pens(pens.FOLDER, per_digit, (BRUSH,), seed)
    else:
        drawn = iter(
            Drawing(label, style, BRUSH, strokes_of(label, style, BRUSH, wobble=0.02, seed=number))
            for label in STYLES
            for style in STYLES[label]
            for number in range(per_digit)
        )
    hands: dict[int, list[Drawing]] = {}
    for each in drawn:
        hands.setdefault(each.label, []).append(each)
    return hands


if __name__ == "__main__":
    print(fill_class(Database(sys.argv[1])).code)
