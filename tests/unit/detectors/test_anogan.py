"""AnoGAN: its search for the nearest digit it can make, and what the score is made of."""

from dataclasses import replace
from itertools import islice

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors.anogan import RECIPES, AnoGan
from anomaly.detectors.base import pixel_spread


@pytest.fixture(scope="module")
def fitted(digits: Digits) -> AnoGan:
    split = split_one_class(digits, (1,))
    detector = AnoGan(replace(RECIPES["default"], epochs=1, least_updates=100))
    list(detector.fit(split.fit.images, split.calibration.images, seed=0))
    return detector


@pytest.fixture
def images(digits: Digits) -> Tensor:
    return digits.test.images[::250]  # 4 of different kinds


def with_settings(detector: AnoGan, **settings: object) -> AnoGan:
    other = AnoGan(replace(detector.settings, **settings))  # type: ignore[arg-type]
    other.load_state_dict(detector.state_dict())
    return other


def test_the_search_comes_nearer_step_by_step(fitted: AnoGan, images: Tensor) -> None:
    steps = list(with_settings(fitted, prior=0.0).search(images))
    assert [step.step for step in steps] == list(range(61))
    scores = torch.stack([step.score for step in steps])  # (61, 8)
    assert bool((scores.diff(dim=0) <= 0).all())
    assert bool((scores[-1] < 0.9 * scores[0]).all())


def test_it_can_be_left_at_any_step_and_what_was_found_is_there(
    fitted: AnoGan, images: Tensor
) -> None:
    first, second = islice(fitted.search(images), 2)
    assert first.step == 0
    assert second.reconstruction.shape == images.shape
    assert bool(second.score.isfinite().all())


def test_the_score_weighs_the_residual_against_the_critics_features(
    fitted: AnoGan, images: Tensor
) -> None:
    rebuilt, difference, scores = fitted.examine(images)
    residual = (images - rebuilt).abs().sum((1, 2, 3))
    features = fitted.network.critic.features
    unlike = (features(images * 2 - 1) - features(rebuilt * 2 - 1)).abs().sum(1)
    assert torch.allclose(scores, 0.9 * residual + 0.1 * unlike, rtol=1e-4)
    assert torch.allclose(difference, (images - rebuilt).abs())


def test_a_picture_is_searched_for_on_its_own(fitted: AnoGan, images: Tensor) -> None:
    # Batches of another size are rounded differently, which a search amplifies: from 1e-7 in its
    # first 20 steps to some 1e-3 in 60.
    short = with_settings(fitted, search_steps=20)
    alone = torch.cat([short.anomaly_score(image[None]) for image in images])
    assert torch.allclose(short.anomaly_score(images), alone, rtol=1e-4)


def test_a_search_cut_short_says_that_it_might_have_come_nearer(
    fitted: AnoGan, images: Tensor
) -> None:
    short = list(with_settings(fitted, prior=0.0, search_steps=12).search(images))[-1]
    long = list(with_settings(fitted, prior=0.0, search_steps=400).search(images))[-1]
    assert (short.settled, long.settled) == (False, True)
    assert bool((long.score < short.score).all())


def test_keeping_to_usual_digits_rebuilds_others_more_alike(fitted: AnoGan, images: Tensor) -> None:
    free, kept = (with_settings(fitted, prior=prior).reconstruct(images) for prior in (0.0, 16.0))
    assert pixel_spread(kept) < 0.9 * pixel_spread(free)
