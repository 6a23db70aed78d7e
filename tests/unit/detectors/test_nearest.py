"""Nearest digits: the distance to what was learned by heart."""

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, OneClassSplit, split_one_class
from anomaly.detectors.nearest import NearestDigits, NearestSettings
from anomaly.errors import UserError
from anomaly.evaluation import auroc


@pytest.fixture(scope="module")
def sevens(digits: Digits) -> OneClassSplit:
    return split_one_class(digits, (7,))


def _fitted(images: Tensor, neighbours: int) -> NearestDigits:
    detector = NearestDigits(NearestSettings(neighbours))
    list(detector.fit(images, images[:2], seed=0))
    return detector


def test_it_tells_7s_from_other_digits(sevens: OneClassSplit) -> None:
    scores = _fitted(sevens.fit.images, 2).anomaly_score(sevens.test.images)
    assert auroc(scores, sevens.is_anomaly) > 0.97


def test_a_digit_learned_by_heart_is_no_anomaly_at_all(sevens: OneClassSplit) -> None:
    images = sevens.fit.images
    detector = _fitted(images, 1)
    assert float(detector.anomaly_score(images).max()) < 1e-3
    assert torch.allclose(detector.reconstruct(images), images)


def test_a_digit_is_rebuilt_as_the_mean_of_those_nearest_to_it(sevens: OneClassSplit) -> None:
    detector, images = _fitted(sevens.fit.images, 3), sevens.test.images[::100]
    distances = torch.cdist(images.flatten(1), sevens.fit.images.flatten(1))
    nearest = distances.topk(3, largest=False)
    assert torch.allclose(detector.anomaly_score(images), nearest.values.mean(1), atol=1e-3)
    expected = sevens.fit.images[nearest.indices].mean(1)
    assert torch.allclose(detector.reconstruct(images), expected, atol=1e-5)


def test_of_fewer_digits_than_neighbours_all_are_compared_with(sevens: OneClassSplit) -> None:
    images = sevens.fit.images[:3]
    detector = _fitted(images, 50)
    rebuilt = detector.reconstruct(sevens.test.images[:1])
    assert torch.allclose(rebuilt[0], images.mean(0), atol=1e-5)


def test_it_takes_a_byte_a_pixel_to_keep(sevens: OneClassSplit) -> None:
    state = _fitted(sevens.fit.images, 1).state_dict()
    assert sum(value.nbytes for value in state.values()) == len(sevens.fit) * 784


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(UserError, match="neighbours"):
        NearestSettings(neighbours=0)
