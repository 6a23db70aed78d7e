"""The places on disk of trained and uploaded detectors."""

import os
import time
from dataclasses import replace

import pytest

from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.storage.quota import DAY, MINUTE, QUOTAS, check_room, remove_unused
from anomaly.training.trained import TrainedDetector


def uploaded(small: TrainedDetector, digit: str, unused: float = 0.0) -> TrainedDetector:
    """Store a detector from elsewhere that was not used for so many seconds."""
    trained = replace(small, uploaded_as="u" + 15 * digit)
    store.save(trained)
    leave_unused(trained, unused)
    return trained


def leave_unused(trained: TrainedDetector, seconds: float) -> None:
    [path] = store.paths_of(trained.key)
    at = time.time() - seconds
    os.utime(path, (at, at))


def limit_to(kind: str, files: float, trained: TrainedDetector, patch: pytest.MonkeyPatch) -> None:
    """Let a kind of detectors take as much as so many files."""
    [path] = store.paths_of(trained.key)
    megabytes = files * path.stat().st_size / 1e6
    patch.setitem(QUOTAS, kind, replace(QUOTAS[kind], megabytes=megabytes))


def test_uploads_that_were_not_used_for_longest_give_way(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    ages = {"a": 30 * MINUTE, "b": 20 * MINUTE, "c": MINUTE}
    there = {digit: uploaded(small, digit, age) for digit, age in ages.items()}
    assert store.find_key(there["a"].key) is not None  # which is a use
    limit_to(store.UPLOADED, 2.5, there["a"], monkeypatch)
    check_room(there["b"])  # it is there already, and takes no more
    check_room(replace(small, uploaded_as="u" + 15 * "d"))
    assert [digit for digit in there if store.paths_of(there[digit].key)] == ["a", "c"]


def test_what_was_just_used_gives_way_to_nothing(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = uploaded(small, "a", MINUTE)
    limit_to(store.UPLOADED, 0.5, there, monkeypatch)
    with pytest.raises(UserError, match="Delete some"):
        check_room(replace(small, uploaded_as="u" + 15 * "b"))
    assert store.paths_of(there.key)
    check_room(small)  # those trained here have a place of their own


def test_an_upload_that_nobody_has_used_for_a_week_is_deleted(small: TrainedDetector) -> None:
    old, young = uploaded(small, "a", 8 * DAY), uploaded(small, "b", 6 * DAY)
    store.save(small)
    leave_unused(small, 100 * DAY)
    remove_unused()
    assert not store.paths_of(old.key)
    assert store.paths_of(young.key)
    assert store.paths_of(small.key)


def test_of_models_trained_here_those_of_today_are_kept(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(small, plan=replace(small.plan, seed=1))
    store.save(small)
    limit_to("", 0.5, small, monkeypatch)
    check_room(small)  # in place of itself
    with pytest.raises(UserError, match="was not stored"):
        check_room(other)
    leave_unused(small, 2 * DAY)
    check_room(other)
    assert not store.paths_of(small.key)
