"""A trained detector as a Python program uses it."""

from pathlib import Path

import numpy as np
import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.evaluation import quantile_threshold
from anomaly.preprocessing.pipeline import to_digit
from anomaly.training.trained import TrainedDetector


def test_pictures_are_scored_as_by_its_detector(small: TrainedDetector, digits: Digits) -> None:
    images = digits.test.images
    assert torch.equal(small.score(images), small.test_scores)


def test_anomalies_score_at_or_above_the_threshold(small: TrainedDetector, digits: Digits) -> None:
    assert small.threshold == quantile_threshold(small.calibration_scores)
    predicted = small.predict(digits.test.images)
    assert predicted.dtype == torch.bool
    assert bool(predicted[small.test_scores.double() >= small.threshold].all())


def test_a_score_just_below_the_threshold_is_normal(
    small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = digits.train.images[digits.train.labels == 1][:1]  # within the limits it helped set
    score = float(small.score(image))
    for threshold, expected in ((score, True), (score + 1e-9, False)):
        monkeypatch.setattr(TrainedDetector, "threshold", threshold)
        assert small.predict(image).tolist() == [expected]


@pytest.mark.parametrize("kind", [str, Path])
def test_it_is_the_same_after_saving_and_loading(
    small: TrainedDetector, digits: Digits, tmp_path: Path, kind: type
) -> None:
    path = kind(tmp_path / "folder" / "ones.safetensors")
    small.save(path)
    loaded = TrainedDetector.load(path)
    assert (loaded.plan, loaded.key, loaded.threshold) == (small.plan, small.key, small.threshold)
    assert torch.equal(loaded.score(digits.test.images), small.test_scores)


def test_a_file_that_is_not_there_is_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ones"):
        TrainedDetector.load(tmp_path / "ones.safetensors")


def test_a_drawing_goes_from_one_function_to_the_next(small: TrainedDetector) -> None:
    drawing = np.zeros((280, 280), np.uint8)
    drawing[60:220, 130:150] = 255
    digit = to_digit(drawing)
    assert digit is not None
    detection = small.detector.detect(digit)
    assert detection.score == pytest.approx(float(small.score(digit)))
    assert small.predict(digit).shape == (1,)
