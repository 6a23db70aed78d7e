"""What all sessions of a server share."""

from dataclasses import replace
from pathlib import Path

import pytest

from anomaly import store
from anomaly.data import Digits
from anomaly.text import Problem
from anomaly.training import TrainedDetector, TrainingPlan
from anomaly.ui import state
from tests.test_training import SMALL


class StubFetch:
    """A download whose end the test decides."""

    def __init__(self) -> None:
        self.state = "running"
        self.root = Path("arrived")


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, digits: Digits) -> state.Library:
    """The library of a machine without MNIST, whose download is under way."""
    monkeypatch.setattr(state, "find_mnist", lambda: (None, [Problem("data.no_normal")]))
    monkeypatch.setattr(state, "MnistFetch", StubFetch)
    monkeypatch.setattr(state, "load_mnist", lambda root: replace(digits, source="mnist"))
    return state.Library()


def test_the_generated_digits_serve_until_mnist_arrives(library: state.Library) -> None:
    assert library.digits.source == "generated"
    assert not library.refresh()
    assert library.fetch is not None
    library.fetch.state = "done"  # type: ignore[misc]
    assert library.refresh()
    assert library.digits.source == "mnist"
    assert library.problems == []
    assert not library.refresh()


def test_only_a_failed_download_is_tried_again(library: state.Library) -> None:
    first = library.fetch
    library.retry()
    assert library.fetch is first
    assert first is not None
    first.state = "failed"  # type: ignore[misc]
    library.retry()
    assert library.fetch is not first


def obtain(shelf: state.Shelf, plan: TrainingPlan, digits: Digits) -> tuple[list[int], list[str]]:
    epochs: list[int] = []
    problems: list[str] = []
    shelf.obtain(
        plan,
        digits,
        lambda report: epochs.append(report.epoch),
        lambda problem: problems.append(str(problem)),
    )
    return epochs, problems


def test_a_detector_is_trained_once_and_then_taken_from_memory_or_disk(digits: Digits) -> None:
    plan = TrainingPlan(settings=SMALL)
    shelf = state.Shelf()
    assert obtain(shelf, plan, digits) == ([1, 2], [])
    assert obtain(shelf, plan, digits) == ([], [])
    assert obtain(state.Shelf(), plan, digits) == ([], [])


def test_a_damaged_stored_detector_is_named_and_trained_again(
    digits: Digits, small: TrainedDetector
) -> None:
    path = store.save(small)
    path.write_bytes(b"damaged")
    epochs, problems = obtain(state.Shelf(), small.plan, digits)
    assert epochs == [1, 2]
    assert path.name in problems[0]


def test_on_a_read_only_disk_training_works_and_says_that_it_is_not_kept(
    digits: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("ANOMALY_MODELS", str(blocked))
    epochs, problems = obtain(state.Shelf(), TrainingPlan(settings=SMALL), digits)
    assert epochs == [1, 2]
    assert "could not be stored" in problems[0]


def test_memory_holds_a_bounded_number_of_detectors(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "MOST_DETECTORS", 2)
    shelf = state.Shelf()
    for key in "abc":
        shelf.put(key, small)
    assert shelf.take("a") is None
    assert shelf.take("c") is small
