"""Principal components: what they keep, and what they leave over."""

from dataclasses import replace

import pytest
import torch

from anomaly.data.digits import Digits, OneClassSplit, split_one_class
from anomaly.detectors.pca import PcaSettings, PrincipalComponents
from anomaly.errors import UserError
from anomaly.evaluation import auroc


@pytest.fixture(scope="module")
def sevens(digits: Digits) -> OneClassSplit:
    return split_one_class(digits, (7,))


def _fitted(split: OneClassSplit, settings: PcaSettings) -> PrincipalComponents:
    detector = PrincipalComponents(settings)
    list(detector.fit(split.fit.images, split.calibration.images, seed=0))
    return detector


def test_it_tells_7s_from_other_digits(sevens: OneClassSplit) -> None:
    scores = _fitted(sevens, PcaSettings()).anomaly_score(sevens.test.images)
    assert auroc(scores, sevens.is_anomaly) > 0.97


def test_the_score_sums_over_the_pixels_what_its_setting_says(sevens: OneClassSplit) -> None:
    squared = _fitted(sevens, PcaSettings())
    absolute = PrincipalComponents(replace(squared.settings, score="absolute"))
    absolute.load_state_dict(squared.state_dict())
    images = sevens.calibration.images
    difference = images - squared.reconstruct(images)
    assert torch.allclose(squared.anomaly_score(images), difference.square().sum((1, 2, 3)))
    assert torch.allclose(absolute.anomaly_score(images), difference.abs().sum((1, 2, 3)))


def test_more_components_rebuild_better(sevens: OneClassSplit) -> None:
    images = sevens.calibration.images
    errors = [
        float(_fitted(sevens, PcaSettings(components=count)).anomaly_score(images).mean())
        for count in (1, 8, 64)
    ]
    assert errors == sorted(errors, reverse=True)
    assert errors[2] < errors[0] / 2


def test_components_are_directions_of_length_1_at_right_angles(sevens: OneClassSplit) -> None:
    components = _fitted(sevens, PcaSettings(components=8)).state_dict()["components"]
    assert torch.allclose(components @ components.T, torch.eye(8), atol=1e-4)


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(UserError, match="components"):
        PcaSettings(components=785)
    with pytest.raises(UserError, match="score"):
        PcaSettings(score="cubed")
