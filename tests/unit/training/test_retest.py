"""Detectors with the scores of other test digits than those they are stored with."""

from dataclasses import replace
from typing import Any

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors.autoencoder import Autoencoder
from anomaly.training.retest import is_tested_on, retest
from anomaly.training.trained import TrainedDetector


@pytest.mark.parametrize(
    ("change", "is_tested"),
    [
        ({}, True),
        ({"fingerprint": "mnist"}, False),
        ({"uploaded_as": "u" + 15 * "a"}, False),  # whatever digits its file claims
        ({"test_rows": torch.arange(1, 1001)}, False),
    ],
)
def test_scores_are_of_the_digits_they_were_computed_for(
    small: TrainedDetector, digits: Digits, change: dict[str, Any], is_tested: bool
) -> None:
    assert is_tested_on(replace(small, **change), digits) == is_tested


def test_the_scores_of_other_digits_take_the_place_of_its_own_and_nothing_else(
    small: TrainedDetector, digits: Digits
) -> None:
    other = replace(
        small,
        fingerprint="mnist",
        source="mnist",
        test_scores=torch.zeros(3),
        test_labels=torch.zeros(3, dtype=torch.int64),
        test_rows=torch.arange(3),
    )
    tested = retest(other, digits)
    assert torch.equal(tested.test_scores, small.test_scores)
    assert torch.equal(tested.test_labels, digits.test.labels)
    assert torch.equal(tested.test_rows, torch.arange(1000))
    assert (tested.key, tested.threshold) == (other.key, other.threshold)
    assert tested.detector is other.detector


def test_of_a_slow_detector_while_people_wait_some_of_each_digit_are_scored(
    small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Autoencoder, "max_scored", 400)
    tested = retest(replace(small, fingerprint="mnist"), digits)
    assert tested.test_labels.bincount().tolist() == [5] * 10
    images = digits.test[tested.test_rows].images
    assert torch.equal(tested.test_labels, digits.test.labels[tested.test_rows])
    assert torch.allclose(tested.test_scores, small.detector.anomaly_score(images))
