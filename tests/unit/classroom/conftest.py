"""An empty database of classes of each kind, and a class in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from anomaly.classroom import classes, seats
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.seats import Seat


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a database that is one."""
    return tmp_path / "data" / "classes.sqlite"


@pytest.fixture
def database(database_url: str, clock: Clock) -> Iterator[Database]:
    database = Database(database_url, clock)
    yield database
    database.close()


@pytest.fixture
def lesson(database: Database) -> Class:
    return classes.begin(database)


@pytest.fixture
def seat(database: Database, lesson: Class) -> Seat:
    return seats.take(database, lesson.id)[0]
