"""The normal pictures nearest to another one, as a detector sees them."""

import pytest
import torch

from anomaly.data.digits import Digits, split_one_class
from anomaly.storage.store import BUNDLED
from anomaly.training.closest import MAX_KNOWN, closest_normal
from anomaly.training.trained import TrainedDetector


@pytest.mark.parametrize("name", ["gradients", "autoencoder", "nearest", "anogan"])
def test_a_digit_that_was_seen_is_nearest_to_itself(digits: Digits, name: str) -> None:
    trained = TrainedDetector.load(next(BUNDLED.glob(f"{name}-1-*")))
    seen = split_one_class(digits, (1,)).fit
    found = closest_normal(trained, digits, seen.images[3])
    assert found.shape == (5, 28, 28)
    assert found.dtype == torch.uint8
    assert torch.equal(found[0], seen.pixels[3])
    assert len(seen) <= MAX_KNOWN


def test_all_are_normal_and_no_more_than_asked_for(small: TrainedDetector, digits: Digits) -> None:
    nine = digits.test.images[digits.test.labels == 9][:1]
    normal = digits.train.pixels[digits.train.labels == 1]
    for picture in closest_normal(small, digits, nine, count=3):
        assert bool((normal == picture).flatten(1).all(1).any())
