"""EfficientGAN: what its score is made of, and that it tells digits apart."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import TrainingReport
from anomaly.detectors.efficientgan import RECIPES, EfficientGan, EfficientGanSettings
from anomaly.evaluation import auroc
from anomaly.storage.checkpoints import from_state
from anomaly.storage.store import load, save
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import to_half, train_detector

TINY = EfficientGanSettings(latent=4, epochs=1, least_updates=0)


@pytest.fixture(scope="module")
def ones(digits: Digits) -> tuple[Tensor, Tensor]:
    split = split_one_class(digits, (1,))
    return split.fit.images, split.calibration.images


@pytest.fixture(scope="module")
def training(ones: tuple[Tensor, Tensor]) -> tuple[EfficientGan, list[TrainingReport]]:
    detector = EfficientGan(replace(RECIPES["default"], least_updates=500))
    events = list(detector.fit(*ones, seed=0))
    return detector, [event for event in events if isinstance(event, TrainingReport)]


@pytest.fixture(scope="module")
def fitted(training: tuple[EfficientGan, list[TrainingReport]]) -> EfficientGan:
    return training[0]


def test_the_same_seed_gives_the_same_detector(ones: tuple[Tensor, Tensor]) -> None:
    detectors = [EfficientGan(TINY) for _ in range(3)]
    for detector, seed in zip(detectors, (0, 0, 1), strict=True):
        list(detector.fit(*ones, seed=seed))
    first, again, other = (detector.anomaly_score(ones[1]) for detector in detectors)
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_the_score_weighs_the_residual_against_the_discriminators_term(
    fitted: EfficientGan, ones: tuple[Tensor, Tensor]
) -> None:
    images = ones[1]
    residual = (images - fitted.reconstruct(images)).abs().sum((1, 2, 3))
    expected = 0.3 * residual + 0.7 * fitted.discrimination(images)
    assert torch.allclose(fitted.anomaly_score(images), expected, rtol=1e-4)


@pytest.mark.parametrize("term", ["features", "cross_entropy"])
def test_either_term_is_a_finite_number_that_is_not_negative(
    fitted: EfficientGan, ones: tuple[Tensor, Tensor], term: str
) -> None:
    detector = EfficientGan(replace(fitted.settings, discriminator=term))
    detector.load_state_dict(fitted.state_dict())
    pictures = torch.cat([ones[1], torch.zeros(1, 1, 28, 28), torch.ones(1, 1, 28, 28)])
    added = detector.discrimination(pictures)
    assert bool(((added >= 0) & added.isfinite()).all())
    assert bool(detector.anomaly_score(pictures).isfinite().all())


def test_it_tells_1s_from_other_digits(fitted: EfficientGan, digits: Digits) -> None:
    scores = fitted.anomaly_score(digits.test.images)
    assert auroc(scores, digits.test.labels != 1) > 0.95
    assert not fitted.has_collapsed(digits.train.images[digits.train.labels == 1])


def test_training_lowers_the_error_of_what_is_rebuilt(
    training: tuple[EfficientGan, list[TrainingReport]],
) -> None:
    _, reports = training
    assert reports[-1].fit_loss < reports[0].fit_loss
    assert reports[-1].calibration_loss < reports[0].calibration_loss


def test_it_is_stored_whole_and_revived_from_half_precision(
    digits: Digits, ones: tuple[Tensor, Tensor]
) -> None:
    trained = train_detector(TrainingPlan(detector="efficientgan", settings=TINY), digits)
    images = ones[1]
    stored = load(save(trained)).detector
    scores = trained.detector.anomaly_score(images)
    assert torch.equal(stored.anomaly_score(images), scores)
    revived = from_state(trained.plan, to_half(trained.detector.state_dict()))
    assert torch.allclose(revived.anomaly_score(images), scores, rtol=0.02)


def test_a_picture_scores_the_same_alone_and_among_others(
    fitted: EfficientGan, ones: tuple[Tensor, Tensor]
) -> None:
    among = fitted.anomaly_score(ones[1][:9])
    alone = torch.cat([fitted.anomaly_score(image[None]) for image in ones[1][:9]])
    assert torch.allclose(alone, among, rtol=1e-4)


def test_a_generator_that_makes_everything_alike_is_said_with_the_seed(digits: Digits) -> None:
    plan = TrainingPlan(detector="efficientgan", settings=TINY, seed=7)
    trained = train_detector(plan, digits)
    assert trained.ended == "collapsed"
    assert "With seed 7 the training has collapsed" in str(trained.problem)
    assert load(save(trained)).ended == "collapsed"
    assert trained.key == plan.key(digits.fingerprint)
