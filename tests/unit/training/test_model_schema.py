"""Files of models that are whole, and whose content no screen could show."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from anomaly.detectors import TrainingReport
from anomaly.errors import UserError
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.training.trained import TrainedDetector

LARGEST = 3.4e38  # of float32


def _labels(trained: TrainedDetector, label: int) -> TrainedDetector:
    return replace(trained, test_labels=torch.full_like(trained.test_labels, label))


def _scores(trained: TrainedDetector, name: str) -> TrainedDetector:
    parts: dict[str, Any] = {name: torch.full_like(getattr(trained, name), LARGEST)}
    return replace(trained, **parts)


def _empty(trained: TrainedDetector) -> TrainedDetector:
    names = ("test_scores", "test_labels", "test_rows")
    none: dict[str, Any] = {name: getattr(trained, name)[:0] for name in names}
    return replace(trained, test_outside=None, **none)


def _epochs(trained: TrainedDetector, *epochs: int) -> TrainedDetector:
    first = trained.history[0]
    return replace(trained, history=tuple(replace(first, epoch=epoch) for epoch in epochs))


def _loss(trained: TrainedDetector, report: dict[str, Any]) -> TrainedDetector:
    return replace(trained, history=(replace(trained.history[0], **report), *trained.history[1:]))


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, source="elsewhere"),
        lambda one: replace(one, source="pictures"),
        lambda one: _labels(one, 1),
        lambda one: _labels(one, 9),
        lambda one: replace(one, anomalous_labels=torch.ones_like(one.anomalous_labels)),
        lambda one: _scores(one, "test_scores"),
        lambda one: _scores(one, "calibration_scores"),
        _empty,
        lambda one: _epochs(one, 2, 1),
        lambda one: _epochs(one, 1, 1),
        lambda one: _epochs(one, 1),  # of two, and "complete"
        lambda one: replace(one, history=one.history * 2),
        lambda one: _loss(one, {"fit_loss": 1e300}),
        lambda one: _loss(one, {"seconds": -1.0}),
    ],
)
def test_a_record_that_screens_could_not_show_is_refused(
    small: TrainedDetector, tmp_path: Path, change: Callable[[TrainedDetector], TrainedDetector]
) -> None:
    content = store.save(change(small), tmp_path).read_bytes()
    with pytest.raises(UserError, match="damaged"):
        store.import_file(content)
    assert not list(model_folder().glob("*"))


def _with_weight(trained: TrainedDetector, value: float, tmp_path: Path) -> bytes:
    """Return the file of a detector with one other weight in its last layer."""
    other = store.load(store.save(trained, tmp_path))
    state = other.detector.state_dict()
    state[list(state)[-2]].view(-1)[0] = value
    other.detector.load_state_dict(state)
    return store.save(other, tmp_path).read_bytes()


@pytest.mark.parametrize("value", [LARGEST, -1e30, 2e6])
def test_a_network_with_one_weight_beyond_all_measure_is_refused(
    small: TrainedDetector, tmp_path: Path, value: float
) -> None:
    with pytest.raises(UserError):
        store.import_file(_with_weight(small, value, tmp_path))


def test_a_network_with_a_large_weight_still_works(small: TrainedDetector, tmp_path: Path) -> None:
    assert store.import_file(_with_weight(small, 100.0, tmp_path)).key.startswith("u")


def test_weights_that_multiply_to_more_than_numbers_hold_are_refused(
    small: TrainedDetector, tmp_path: Path
) -> None:
    other = store.load(store.save(small, tmp_path))
    state = other.detector.state_dict()
    other.detector.load_state_dict({name: value * 1e5 for name, value in state.items()})
    with pytest.raises(UserError):
        store.import_file(store.save(other, tmp_path).read_bytes())


def test_another_history_is_another_upload(small: TrainedDetector, tmp_path: Path) -> None:
    last = replace(small.history[-1], seconds=99.0)
    others = (small, replace(small, history=(*small.history[:-1], last)))
    uploads = [store.import_file(store.save(one, tmp_path).read_bytes()) for one in others]
    assert len({upload.key for upload in uploads}) == 2
    stored = [store.find_key(upload.key) for upload in uploads]
    assert [one and one.history for one in stored] == [one.history for one in others]


def test_a_training_whose_weights_grow_without_bound_counts_as_diverged() -> None:
    from anomaly.training.trainer import _is_sound

    report = TrainingReport(1, 2, 0.1, 0.1, 1.0)
    assert _is_sound(report, {"weight": torch.ones(2)})
    assert not _is_sound(report, {"weight": torch.tensor([1.0, 1e7])})
    assert not _is_sound(replace(report, fit_loss=float("nan")), {"weight": torch.ones(2)})


def test_a_model_of_what_a_class_drew_is_read_again(small: TrainedDetector) -> None:
    trained = replace(small, source="class")
    assert TrainedDetector.load(store.save(trained)).source == "class"
