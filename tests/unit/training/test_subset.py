"""Detectors that are slow to score, and the digits chosen for them."""

from dataclasses import replace

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS
from anomaly.detectors.autoencoder import Autoencoder
from anomaly.errors import UserError
from anomaly.storage.store import load, save
from anomaly.training.plan import TrainingPlan
from anomaly.training.subset import scoring_subset, stratified_subset
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from tests.support.small import SMALL


@pytest.fixture
def slow(digits: Digits, monkeypatch: pytest.MonkeyPatch) -> TrainedDetector:
    """A detector of which 200 test digits are scored."""
    monkeypatch.setattr(Autoencoder, "max_scored", 200)
    return train_detector(TrainingPlan(settings=SMALL), digits)


def test_some_of_every_digit_are_chosen_in_proportion_and_the_same_each_time() -> None:
    labels = torch.tensor([3] * 100 + [5] * 10 + [8])
    rows = stratified_subset(labels, 23)
    assert labels[rows].tolist() == [3] * 20 + [5] * 2 + [8]
    assert torch.equal(rows, stratified_subset(labels, 23))
    assert torch.equal(stratified_subset(labels, 111), torch.arange(111))
    assert rows[19] > 50  # the first ones are not like the rest


def test_a_detector_that_is_quick_scores_all(small: TrainedDetector, digits: Digits) -> None:
    assert torch.equal(small.test_rows, torch.arange(1000))
    watched = scoring_subset(Autoencoder, digits.test.labels, waited_for=True)
    assert torch.equal(watched, torch.arange(1000))


def test_a_slow_one_scores_some_of_each_digit_and_as_large_a_share_of_the_others(
    slow: TrainedDetector, small: TrainedDetector, digits: Digits
) -> None:
    assert slow.test_labels.bincount().tolist() == [20] * 10
    assert torch.equal(slow.test_labels, digits.test.labels[slow.test_rows])
    images = digits.test[slow.test_rows].images
    assert torch.equal(slow.test_scores, slow.detector.anomaly_score(images))
    assert torch.allclose(slow.test_scores, small.test_scores[slow.test_rows], rtol=1e-4)
    assert len(slow.calibration_scores) == 15
    assert len(slow.anomalous_scores) == len(slow.anomalous_labels) == 135
    assert torch.equal(load(save(slow)).test_rows, slow.test_rows)


@pytest.mark.parametrize(
    "rows", [[0, 2, 1], [0, 0, 1], [-1, 0, 1], [0, 1]], ids=["unsorted", "twice", "below", "few"]
)
def test_rows_that_make_no_sense_are_refused(small: TrainedDetector, rows: list[int]) -> None:
    wrong = replace(
        small,
        test_scores=small.test_scores[:3],
        test_labels=small.test_labels[:3],
        test_rows=torch.tensor(rows),
    )
    path = save(wrong)
    with pytest.raises(UserError, match="damaged"):
        load(path)


def test_no_rows_are_asked_of_no_digits() -> None:
    for entry in DETECTORS.values():
        assert len(scoring_subset(entry.detector, torch.empty(0, dtype=torch.int64))) == 0
