"""The places on disk of trained, uploaded and taught detectors."""

import os
import time
from dataclasses import replace

import pytest

from anomaly.owner import NOBODY, Owner
from anomaly.storage import owners, store
from anomaly.storage.owners import DAY, note_owner
from anomaly.storage.quota import MEGABYTES, make_room, remove_unused
from anomaly.training.trained import TrainedDetector

ONE, TWO = (Owner(browser="browser", address=address) for address in ("one", "two"))


def new(small: TrainedDetector, digit: str) -> TrainedDetector:
    """Return a detector from elsewhere that is not stored yet."""
    return replace(small, uploaded_as="u" + 15 * digit)


def uploaded(
    small: TrainedDetector, digit: str, unused: float = 0.0, owner: Owner = NOBODY
) -> TrainedDetector:
    """Store a detector from elsewhere that was not used for so many seconds."""
    trained = new(small, digit)
    store.save(trained)
    note_owner(trained.key, owner)
    leave_unused(trained, unused)
    return trained


def leave_unused(trained: TrainedDetector, seconds: float) -> None:
    [path] = store.paths_of(trained.key)
    at = time.time() - seconds
    os.utime(path, (at, at))


def limit_to(kind: str, files: float, trained: TrainedDetector, patch: pytest.MonkeyPatch) -> None:
    """Let a kind of detectors take as much as so many files."""
    [path] = store.paths_of(trained.key)
    patch.setitem(MEGABYTES, kind, files * path.stat().st_size / 1e6)


def left() -> str:
    """Return the digits of the uploaded detectors that are stored."""
    names = (store.key_of(path) for path in store.list_files())
    return "".join(sorted(name[1] for name in names if name.startswith(store.UPLOADED)))


def test_uploads_that_were_not_used_for_longest_give_way(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    ages = {"a": 3 * DAY, "b": 2 * DAY, "c": DAY / 2}
    there = {digit: uploaded(small, digit, age, ONE) for digit, age in ages.items()}
    assert store.find_key(there["a"].key) is not None  # which is a use
    limit_to(store.UPLOADED, 2.5, there["a"], monkeypatch)
    make_room(there["b"])  # it is there already, and takes no more
    make_room(new(small, "d"), TWO)
    assert left() == "ac"


def test_whoever_has_most_gives_way_however_young_it_is(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded(small, "a", 600, TWO)
    pages = [Owner(str(page), f"made up {page}", "one") for page in range(5)]
    for digit, owner in zip("bcdef", pages, strict=True):
        last = uploaded(small, digit, 0, owner)
    limit_to(store.UPLOADED, 5.5, last, monkeypatch)
    make_room(new(small, "0"), TWO)
    assert left().startswith("a")
    assert len(left()) == 5
    limit_to(store.UPLOADED, 4.5, last, monkeypatch)
    make_room(new(small, "1"), pages[0])  # whoever has most makes room for more of its own
    assert left().startswith("a")
    assert len(left()) == 4


def test_at_one_address_the_browser_with_most_gives_way(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy, other = (Owner(browser=name, address="school") for name in ("greedy", "other"))
    uploaded(small, "a", 600, other)
    for digit, age in {"b": 20, "c": 30}.items():
        last = uploaded(small, digit, age, greedy)
    limit_to(store.UPLOADED, 2.5, last, monkeypatch)
    make_room(new(small, "d"), other)
    assert left() == "ab"


def test_whose_files_are_is_told_by_a_file_that_does_not_grow_for_ever(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owners, "MAX_LINES", 10)
    for number in range(20):
        note_owner(f"{number:016x}", ONE)
    with owners._path().open("ab") as file:
        file.write(b"\xff no line of ours\n")
    first, last = uploaded(small, "a", 60, TWO), uploaded(small, "b", 30, ONE)
    uploaded(small, "c", 0, ONE)
    limit_to(store.UPLOADED, 2.5, last, monkeypatch)
    make_room(new(small, "d"), ONE)
    assert left() == "ac"
    assert first.key in owners._path().read_text()
    assert len(owners._path().read_text().splitlines()) <= 10


def test_an_upload_that_nobody_has_used_for_a_week_is_deleted(small: TrainedDetector) -> None:
    uploaded(small, "a", 8 * DAY)
    uploaded(small, "b", 6 * DAY)
    store.save(small)
    leave_unused(small, 100 * DAY)
    remove_unused()
    assert left() == "b"
    assert store.paths_of(small.key)


def test_models_trained_here_make_room_for_one_another_alone(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(small, plan=replace(small.plan, seed=1))
    uploaded(small, "a", 2 * DAY)
    store.save(small)
    limit_to("", 0.5, small, monkeypatch)
    make_room(small)  # in place of itself
    assert store.paths_of(small.key)
    make_room(other)
    assert not store.paths_of(small.key)
    assert left() == "a"
