"""The verdict on pictures: by the score, and by limits of what a normal digit can be."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.storage.store import BUNDLED
from anomaly.training.judgement import judge
from anomaly.training.trained import TrainedDetector

DASH = [[(100, 140), (180, 140)]]
T = [[(140, 60), (140, 220)], [(100, 60), (180, 60)]]
STEEP_7 = [[(100, 40), (160, 40), (140, 240)]]
LYING_1 = [[(40, 150), (240, 130)]]
PLUS = [[(140, 60), (140, 220)], [(100, 140), (180, 140)]]
ONES = (
    [[(140, 40), (140, 240)]],
    [[(170, 40), (110, 240)]],
    [[(110, 80), (140, 40), (140, 240)]],
    [[(110, 80), (140, 40), (140, 240)], [(110, 240), (170, 240)]],
)


def drawn(strokes: list[list[tuple[int, int]]]) -> np.ndarray:
    digit = digit_from_strokes(strokes)
    assert digit is not None
    return digit


@pytest.fixture(scope="module")
def autoencoder() -> TrainedDetector:
    return TrainedDetector.load(next(BUNDLED.glob("autoencoder-1-*")))


@pytest.mark.parametrize("strokes", [DASH, T, STEEP_7, LYING_1, PLUS])
def test_little_ink_does_not_pass_for_a_one(
    autoencoder: TrainedDetector, strokes: list[list[tuple[int, int]]]
) -> None:
    [verdict] = judge(autoencoder, drawn(strokes))
    assert not verdict.is_beyond
    assert verdict.is_anomaly
    assert all(sentence.endswith(("a 1", "does not have")) for sentence in verdict.sentences)
    [by_score] = judge(autoencoder, drawn(strokes), with_limits=False)
    assert (by_score.is_anomaly, by_score.score) == (False, verdict.score)


@pytest.mark.parametrize("strokes", ONES)
def test_ones_as_people_write_them_pass(
    autoencoder: TrainedDetector, strokes: list[list[tuple[int, int]]]
) -> None:
    [verdict] = judge(autoencoder, drawn(strokes))
    assert (verdict.is_anomaly, verdict.reasons, verdict.sentences) == (False, (), ())


@pytest.mark.parametrize(
    "file", [pytest.param(path, id=path.name) for path in sorted(BUNDLED.glob("*-1-*"))]
)
def test_a_dash_a_dot_and_nothing_are_no_ones_for_any_detector(file: Path) -> None:
    trained = TrainedDetector.load(file)
    dot, corner = np.zeros((2, 28, 28), np.float32)
    dot[12:16, 12:16] = 1
    corner[:4, :4] = 1
    pictures = np.stack([drawn(DASH), dot, corner, np.zeros_like(dot)])
    if trained.detector.max_scored is not None:  # each of its searches takes long
        pictures = pictures[:1]
    assert all(verdict.is_anomaly for verdict in judge(trained, pictures))


def test_the_score_alone_decides_at_any_threshold(small: TrainedDetector, digits: Digits) -> None:
    image = digits.test.images[:1]
    score = float(small.score(image))
    for threshold, expected in ((score, True), (score + 1e-9, False)):
        [verdict] = judge(small, image, threshold, with_limits=False)
        assert (verdict.is_beyond, verdict.is_anomaly, verdict.score) == (expected, expected, score)


def test_verdicts_come_in_the_order_of_the_pictures(small: TrainedDetector, digits: Digits) -> None:
    images = digits.test.images
    verdicts = judge(small, images)
    assert [verdict.score for verdict in verdicts] == small.test_scores.tolist()
    assert small.predict(images).tolist() == [verdict.is_anomaly for verdict in verdicts]
    assert small.test_outside is not None
    assert [bool(verdict.reasons) for verdict in verdicts] == small.test_outside.tolist()


def test_scores_that_are_no_numbers_are_no_verdict(small: TrainedDetector) -> None:
    with pytest.raises(UserError):
        judge(small, torch.full((28, 28), torch.nan))


def test_limits_travel_in_the_file(small: TrainedDetector, tmp_path: Path) -> None:
    small.save(tmp_path / "ones.safetensors")
    loaded = TrainedDetector.load(tmp_path / "ones.safetensors")
    assert small.limits is not None
    assert loaded.limits is not None
    assert torch.equal(loaded.limits.low, small.limits.low)
    assert small.test_outside is not None
    assert loaded.test_outside is not None
    assert torch.equal(loaded.test_outside, small.test_outside)


def test_a_file_without_limits_gets_those_of_the_digits_at_hand(
    small: TrainedDetector, tmp_path: Path
) -> None:
    replace(small, limits=None, test_outside=None).save(tmp_path / "ones.safetensors")
    loaded = TrainedDetector.load(tmp_path / "ones.safetensors")
    assert loaded.limits is not None
    assert loaded.limits.labels == small.plan.normal
    assert loaded.test_outside is None


def test_a_detector_without_limits_judges_by_the_score(small: TrainedDetector) -> None:
    [verdict] = judge(replace(small, limits=None), torch.zeros(28, 28))
    assert verdict.reasons == ()
