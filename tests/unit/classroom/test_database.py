"""The database of classes: its tables, and what happens to its file."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, update

from anomaly.classroom import classes, migrations, seats
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database, steady_clock
from anomaly.classroom.tables import CLASSES, METADATA
from anomaly.errors import UserError
from tests.support.postgres import Postgres

in_a_file = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_a_server = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def test_the_migrations_make_the_tables_that_the_program_knows(database: Database) -> None:
    with database.reading() as connection:
        made = inspect(connection)
        for table in METADATA.sorted_tables:
            columns = {
                column["name"]: column["nullable"] for column in made.get_columns(table.name)
            }
            assert columns.keys() == {column.name for column in table.columns}
            key = set(made.get_pk_constraint(table.name)["constrained_columns"])
            assert key == {column.name for column in table.primary_key}
            for column in table.columns:
                assert columns[column.name] == column.nullable or column.name in key


def test_a_database_of_a_newer_program_is_left_alone(
    database_url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", ())
    with pytest.raises(UserError, match="newer program"):
        Database(database_url)


def test_several_processes_open_a_database_that_is_empty_yet(database_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(Database, [database_url] * 4))
    begun = classes.begin(opened[0])
    assert {classes.find(database, begun.code).id for database in opened} == {begun.id}
    for database in opened:
        database.close()


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "postgresql+psycopg://localhost:1/x", "foreign://x", "sqlite:////proc/x"],
)
def test_what_is_no_database_is_said_in_a_sentence(url: str) -> None:
    with pytest.raises(UserError, match="could not be opened"):
        Database(url)


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"a letter" * 1000)
    with pytest.raises(UserError, match="could not be opened"):
        Database(f"sqlite:///{path}")
    assert path.read_bytes() == b"a letter" * 1000


def test_a_change_that_fails_changes_nothing(database: Database, lesson: Class) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        database.changing_class(lesson.id) as (connection, counter),
    ):
        connection.execute(update(CLASSES).values(task=counter // 0))
    assert classes.find(database, lesson.code) == lesson


def test_changes_of_many_at_once_are_counted_one_by_one(database_url: str, lesson: Class) -> None:
    def change(_: int) -> list[int]:
        database, seen = Database(database_url), list[int]()
        for _ in range(10):
            with database.changing_class(lesson.id) as change:
                seen.append(change[1])
        database.close()
        return seen

    with ThreadPoolExecutor() as threads:
        seen = [counter for counters in threads.map(change, range(4)) for counter in counters]
    assert sorted(seen) == list(range(lesson.counter + 1, lesson.counter + 41))


@in_a_file
def test_a_change_waits_for_a_file_that_is_locked(
    path: Path, database: Database, lesson: Class
) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        ThreadPoolExecutor() as threads,
    ):
        other.execute("BEGIN IMMEDIATE")
        change = threads.submit(classes.freeze, database, lesson.id, True)
        assert not change.done()
        other.execute("COMMIT")
        change.result()
    assert classes.find(database, lesson.code).is_frozen


@in_a_file
@pytest.mark.parametrize(
    "delete", [Path.unlink, lambda path: path.rename(path.with_suffix(".old"))]
)
def test_a_file_that_is_deleted_comes_back_with_all_that_was_kept(
    path: Path, database: Database, lesson: Class, delete: Callable[[Path], object]
) -> None:
    other = Database(f"sqlite:///{path}")
    classes.freeze(other, lesson.id, True)
    delete(path)
    classes.lead(database, lesson.id, "train")
    classes.lead(other, lesson.id, "evaluate")
    other.close()
    found = classes.find(Database(f"sqlite:///{path}"), lesson.code)
    assert (found.is_frozen, found.view) == (True, "evaluate")
    assert found.counter == lesson.counter + 3


@in_a_file
def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(
    database: Database, lesson: Class
) -> None:
    with database.changing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    kept = [lesson]

    def begin_many() -> None:
        while len(kept) < classes.MAX_OPEN:
            kept.append(classes.begin(database))
            classes.lead(database, kept[-1].id, "x" * classes.MAX_VIEW)

    with pytest.raises(UserError, match="is full"):
        begin_many()
    assert {found.id for found in classes.all_classes(database)} == {each.id for each in kept}
    classes.freeze(database, lesson.id, True)


def test_a_screen_reads_all_as_it_is_at_one_moment(
    database_url: str, database: Database, lesson: Class
) -> None:
    other = Database(database_url)
    with database.reading() as connection:
        before = classes.get(connection, lesson.id)
        classes.freeze(other, lesson.id, True)
        assert classes.get(connection, lesson.id) == before
    other.close()
    assert classes.find(database, lesson.code).is_frozen


@pytest.mark.parametrize(
    "change",
    [lambda database, lesson: classes.lead(database, lesson.id, "\ud800"),
     lambda database, lesson: seats.hide(database, lesson.id, 10**30, True)],
    ids=["half a character", "a long number"],
)  # fmt: skip
def test_what_no_column_can_have_is_refused_for_good(
    database: Database, lesson: Class, change: Callable[[Database, Class], None]
) -> None:
    with pytest.raises(UserError) as refused:
        change(database, lesson)
    assert refused.value.key == "class.no_answer"
    assert classes.find(database, lesson.code) == lesson


@on_a_server
def test_a_server_that_is_started_again_has_all_that_was_kept(
    postgres: Postgres, database: Database, lesson: Class
) -> None:
    with postgres.away():
        with pytest.raises(UserError, match="is sent again by itself"):
            classes.freeze(database, lesson.id, True)
        with pytest.raises(UserError, match="is tried again by itself"):
            classes.find(database, lesson.code)
    assert classes.find(database, lesson.code) == lesson
    classes.freeze(database, lesson.id, True)


@on_a_server
def test_a_change_waits_for_a_server_that_others_lock(
    postgres: Postgres, database_url: str, lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anomaly.classroom.database.PATIENCE", 0.02)
    database, schema = Database(database_url), database_url.rpartition("%3D")[2]
    with postgres.connect() as other, other.transaction():
        other.execute(f"LOCK TABLE {schema}.classes".encode())
        with pytest.raises(UserError, match="is sent again by itself"):
            classes.freeze(database, lesson.id, True)
    classes.freeze(database, lesson.id, True)
    database.close()


@in_a_file
def test_what_was_deleted_is_not_in_the_file_any_more(
    path: Path, database: Database, lesson: Class
) -> None:
    classes.lead(database, lesson.id, "a view that nobody has")
    classes.remove(database, lesson.id)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"nobody has" not in path.read_bytes()


def test_what_is_no_port_is_not_repeated() -> None:
    with pytest.raises(UserError, match="is no number") as refused:
        Database("postgresql+psycopg://ada:half@of:secret@localhost/x")
    assert "secret" not in str(refused.value)


def test_the_clock_of_a_process_does_not_jump(monkeypatch: pytest.MonkeyPatch) -> None:
    now = steady_clock()
    before = now()
    monkeypatch.setattr("time.time", lambda: before + 10 * 365 * 86_400)
    assert now() - before < 60
