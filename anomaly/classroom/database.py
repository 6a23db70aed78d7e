"""The database of classes: one SQLite file in the folder of data, or what a variable names.

``ANOMALY_DATABASE`` is a URL as SQLAlchemy has them, for example
``postgresql+psycopg://user:password@host/name``, where several machines serve one school.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from anomaly.classroom.database_file import FILE, DatabaseFile
from anomaly.classroom.database_file import VARIABLE as VARIABLE
from anomaly.classroom.migrations import migrate
from anomaly.classroom.tables import CLASSES
from anomaly.errors import UserError
from anomaly.paths import DATA

PATIENCE = 15.0  # seconds for which a change waits for others, or for a file that is locked
CONNECTIONS = 4  # of a process; a change takes a few milliseconds
CONNECTING = 10  # seconds for which a connection is tried to a database on another machine


def steady_clock() -> Callable[[], float]:
    """Return a clock, in seconds since 1970, that no change of the system's clock moves.

    What is deleted a day after its end would be lost where the system's clock jumps by a year.
    """
    offset = time.time() - time.monotonic()
    return lambda: offset + time.monotonic()


class Database:
    """The database of classes; its tables are made, or brought to the latest version.

    Parameters
    ----------
    url : str
        As in ``ANOMALY_DATABASE``.
    now : callable, optional
        Returns seconds since 1970.

    Raises
    ------
    UserError
        If it is no URL, or the database cannot be opened or is of a newer version.
    """

    def __init__(self, url: str, now: Callable[[], float] | None = None) -> None:
        self.now = now or steady_clock()
        with _told("class.no_database"):
            self._engine = _connect(url)
            self._changing = self._engine.execution_options(is_change=True)
            self._reading = _at_one_moment(self._engine)
            is_file = self._engine.dialect.name == "sqlite"
            self._file = DatabaseFile(Path(str(self._engine.url.database))) if is_file else None
            self._open()

    @classmethod
    def from_environment(cls) -> "Database":
        """Return the database that the environment names."""
        return cls(os.environ.get(VARIABLE) or f"sqlite:///{DATA / FILE}")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in the block, all as it is at one moment.

        Raises
        ------
        UserError
            If the database cannot be read.
        """
        with _told("class.not_read"):
            self._reopen_if_replaced()
            with self._reading.connect() as connection:
                yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Change something in the block: all of it or nothing.

        Raises
        ------
        UserError
            If the database cannot be written.
        """
        with _told("class.not_kept"):
            self._reopen_if_replaced()
            with self._changing.begin() as connection:
                yield connection

    @contextmanager
    def changing_class(
        self, class_id: str, is_for_all: bool = False
    ) -> Iterator[tuple[Connection, int]]:
        """Change a class in the block, all of it or nothing, one change after another.

        Parameters
        ----------
        class_id : str
        is_for_all : bool
            Whether all students are to hear of it at once, not only those who look at the wall.

        Yields
        ------
        connection : Connection
        counter : int
            The class's, for `changed` of the rows. Whoever has seen it has seen all before it.

        Raises
        ------
        UserError
            If the class is gone, or the database cannot be written.
        """
        named = {"class": class_id, "now": self.now()}
        with self.changing() as connection:
            counter = connection.execute(_COUNT[is_for_all], named).scalar_one_or_none()
            if counter is None:
                raise UserError("class.gone")
            yield connection, counter

    def close(self) -> None:
        """Close all connections."""
        if self._file is not None:
            self._file.close()
        self._engine.dispose()

    def _open(self) -> None:
        if self._file is not None:
            self._file.path.parent.mkdir(parents=True, exist_ok=True)
        with self._changing.begin() as connection:
            migrate(connection)
        if self._file is not None:
            self._file.hold()

    def _reopen_if_replaced(self) -> None:
        if self._file is not None and self._file.restore_if_deleted():
            self._engine.dispose()
            self._open()


_NEXT = CLASSES.c.counter + 1
# By whether all students are to hear of the change.
_COUNT = {
    is_for_all: update(CLASSES)
    .where(CLASSES.c.id == bindparam("class"))
    .values(counter=_NEXT, told=_NEXT if is_for_all else CLASSES.c.told, used=bindparam("now"))
    .returning(CLASSES.c.counter)
    for is_for_all in (False, True)
}


@contextmanager
def _told(key: str) -> Iterator[None]:
    """Say in a sentence what the database fails with."""
    try:
        yield
    except (DataError, OverflowError, UnicodeError):  # a value that no column can have
        raise UserError("class.no_answer") from None
    except (SQLAlchemyError, sqlite3.Error, OSError, ImportError, TypeError) as error:
        raise UserError(key, reason=_reason(error)) from error


def _connect(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ValueError:  # which repeats what it takes for a port, as a part of a password
        raise UserError("class.no_port") from None
    options: dict[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": 0}
    if parsed.get_backend_name() != "sqlite":
        if parsed.get_driver_name() == "psycopg" and "connect_timeout" not in parsed.query:
            options["connect_args"] = {"connect_timeout": CONNECTING}
        # A connection that the database has ended, as when it was started again, is replaced.
        engine = create_engine(parsed, pool_pre_ping=True, pool_timeout=PATIENCE, **options)
        if parsed.get_backend_name() == "postgresql":
            event.listen(engine, "connect", _set_up_postgresql)
        return engine
    arguments = {"timeout": PATIENCE, "check_same_thread": False}
    engine = create_engine(
        parsed, poolclass=QueuePool, pool_timeout=PATIENCE, connect_args=arguments, **options
    )
    event.listen(engine, "connect", _set_up_file)
    event.listen(engine, "begin", _begin_in_file)
    return engine


def _at_one_moment(engine: Engine) -> Engine:
    """Return an engine all of whose reads in a transaction see the same."""
    if engine.dialect.name == "sqlite":
        return engine  # as all of its transactions
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _set_up_postgresql(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {round(1000 * PATIENCE)}")
    connection.commit()  # or it would be undone with the first change that fails


def _set_up_file(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # what was said to be kept outlives a power cut
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten in the file


def _begin_in_file(connection: Connection) -> None:
    # One that reads before it writes could not wait for another that writes meanwhile.
    is_change = connection.get_execution_options().get("is_change")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_change else "BEGIN")


def _reason(error: Exception) -> str:
    """Return what the driver says, without the statement and what fills it."""
    cause = getattr(error, "orig", None) or error
    return (str(cause).splitlines() or [type(error).__name__])[0]
