"""Pictures in every form that detectors take."""

from typing import Any

import numpy as np
import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, as_images
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan


@pytest.mark.parametrize("shape", [(28, 28), (1, 28, 28), (1, 1, 28, 28)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_one_picture_becomes_a_batch_of_one(
    shape: tuple[int, ...], dtype: type[np.floating[Any]]
) -> None:
    picture: np.ndarray = np.random.default_rng(0).random(shape).astype(dtype)
    for given in (picture, torch.from_numpy(picture)):
        images = as_images(given)
        assert images.shape == (1, 1, 28, 28)
        assert images.dtype == torch.float32
        assert np.allclose(images.numpy().reshape(shape), picture)


def test_a_batch_keeps_its_order_and_is_not_copied() -> None:
    batch = torch.rand(3, 28, 28)
    assert as_images(batch).data_ptr() == batch.data_ptr()
    assert torch.equal(as_images(batch.numpy())[:, 0], batch)
    turned = batch.transpose(1, 2)
    assert torch.equal(as_images(turned)[:, 0], turned)


@pytest.mark.parametrize("shape", [(784,), (27, 28), (2, 3, 28, 28), (1, 1, 1, 28, 28)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="pictures are"):
        as_images(np.zeros(shape))


def test_bytes_are_refused_which_would_be_taken_for_far_too_much_ink() -> None:
    with pytest.raises(ValueError, match="fractions"):
        as_images(np.zeros((28, 28), np.uint8))


@pytest.mark.parametrize("name", DETECTORS)
def test_each_detector_answers_arrays_as_tensors_and_one_as_many(name: str, digits: Digits) -> None:
    trained, _ = store.find(TrainingPlan(name), ["mnist", digits.fingerprint])
    assert trained is not None
    detector, images = trained.detector, digits.test.images[::400]
    reconstruction, difference, scores = detector.examine(images)
    arrays = images[:, 0].numpy()
    assert torch.equal(detector.anomaly_score(arrays), scores)
    assert torch.equal(detector.reconstruct(arrays), reconstruction)
    assert torch.equal(detector.difference_map(arrays), difference)
    assert [each.score for each in detector.detect_all(arrays)] == scores.tolist()
    one = detector.detect(arrays[0])
    assert one.reconstruction.shape == (28, 28)
    assert torch.equal(one.image, images[0, 0])
    with pytest.raises(ValueError, match="not 3"):
        detector.detect(arrays)
