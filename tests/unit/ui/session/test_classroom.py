"""The database of classes, as a server has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.classroom.database_file import VARIABLE
from anomaly.errors import UserError
from anomaly.ui.session import classroom as module
from anomaly.ui.session.classroom import classroom, tidy_classes


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    url = f"sqlite:///{tmp_path}/classes.sqlite"
    monkeypatch.setenv(VARIABLE, url)
    classroom.forget()
    yield url
    if (made := classroom.made) is not None:
        made.database.close()
    classroom.forget()


def test_classes_of_before_the_server_started_are_deleted_in_time(url: str) -> None:
    before = Database(url, now=lambda: 1e9)
    lesson = classes.begin(before)
    classes.end(before, lesson.id)
    before.close()
    tidy_classes()
    assert classes.all_classes(classroom().database) == []


def test_without_a_database_none_is_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_any_database", lambda: False)
    tidy_classes()
    assert classroom.made is None


def test_a_database_that_fails_is_tidied_another_time(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Database) -> None:
        raise UserError("class.not_kept", reason="locked")

    monkeypatch.setattr(classes, "tidy", fail)
    tidy_classes()
