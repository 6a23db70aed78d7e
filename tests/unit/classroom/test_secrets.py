"""The teacher's key, and how whoever starts the app learns of it."""

import pytest

from anomaly.classroom.secrets import VARIABLE, describe_key, is_same, teacher_key


def test_a_process_has_one_key_and_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    key = teacher_key()
    assert is_same(key, teacher_key())
    assert len(key) == 14
    told = describe_key("http://localhost:8501/")
    assert "http://localhost:8501/classroom " in told
    assert key in told


def test_a_key_that_was_set_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "apple-tree\n")  # as from a file
    assert teacher_key() == "apple-tree"
    told = describe_key("http://localhost:8501")
    assert "apple-tree" not in told
    assert VARIABLE in told


def test_a_key_of_nothing_but_space_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, " ")
    assert teacher_key() in describe_key("http://localhost:8501")
