"""What detectors that are networks learn, and that it repeats."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import build, recipe
from anomaly.detectors.components.loop import hardest_first_loss
from anomaly.detectors.vae import VAE, VAESettings, divergence
from anomaly.evaluation import auroc
from anomaly.storage import store
from anomaly.storage.checkpoints import from_state
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training, to_half, train_detector

NAMES = ("convolutional", "vae", "anovaegan", "anogan")
# Enough to tell 1s from other digits; their recipes take minutes.
SHORT = {
    "vae": {"least_updates": 700},
    "anovaegan": {"least_updates": 400},
    "anogan": {"least_updates": 200},
}


def brief(name: str) -> TrainingPlan:
    settings = replace(recipe(name), epochs=1, least_updates=0, batch_size=256)
    if name == "anogan":
        settings = replace(settings, search_steps=1)
    return TrainingPlan(detector=name, settings=settings)


@pytest.fixture(scope="module", params=NAMES)
def trained(request: pytest.FixtureRequest, digits: Digits) -> TrainedDetector:
    """A detector of each kind that has seen two batches of 1s."""
    return train_detector(brief(request.param), digits)


@pytest.fixture(scope="module")
def test_images(digits: Digits) -> Tensor:
    return digits.test.images[::10]


def test_the_same_seed_gives_the_same_detector(trained: TrainedDetector, digits: Digits) -> None:
    again, other = (
        train_detector(replace(trained.plan, seed=seed), digits).test_scores for seed in (0, 1)
    )
    assert torch.equal(trained.test_scores, again)
    assert not torch.equal(trained.test_scores, other)


SLOW = [pytest.param(name, marks=pytest.mark.slow if name == "anogan" else ()) for name in NAMES]


@pytest.mark.parametrize("name", SLOW)
def test_it_tells_1s_from_other_digits(name: str, digits: Digits) -> None:
    split = split_one_class(digits, (1,))
    detector = build(name, replace(recipe(name), **SHORT.get(name, {})))
    list(detector.fit(split.fit.images, split.calibration.images, seed=0))
    images, is_anomaly = split.test.images[::2], split.is_anomaly[::2]
    rebuilt, _, scores = detector.examine(images)
    assert auroc(scores, is_anomaly) > 0.97
    assert rebuilt.shape == images.shape
    assert 0 <= rebuilt.min() <= rebuilt.max() <= 1
    blank = torch.zeros(1, 1, 28, 28)
    held_out = detector.anomaly_score(split.calibration.images)
    # A thin 1 is all that AnoGAN's score sees missing in an empty picture.
    assert detector.anomaly_score(blank) > held_out.quantile(0.5 if name == "anogan" else 0.99)


def test_what_was_learned_is_stored_and_lives_on_in_half_precision(
    trained: TrainedDetector, test_images: Tensor
) -> None:
    again = store.load(store.save(trained))
    scores = trained.detector.anomaly_score(test_images)
    assert torch.equal(again.detector.anomaly_score(test_images), scores)
    halved = from_state(trained.plan, to_half(trained.detector.state_dict()))
    assert torch.allclose(halved.anomaly_score(test_images), scores, rtol=0.05)


def test_looking_on_while_it_learns_changes_nothing(
    trained: TrainedDetector, digits: Digits
) -> None:
    watched = Training(trained.plan, digits)
    for _ in watched:
        from_state(watched.plan, watched.state_dict()).reconstruct(digits.test.images[:2])
    assert torch.equal(watched.result().test_scores, trained.test_scores)


def test_the_negative_elbo_adds_the_price_of_the_code(test_images: Tensor) -> None:
    squared, elbo = (VAE(VAESettings(score=score, noise=0.2)) for score in ("squared", "elbo"))
    elbo.load_state_dict(squared.state_dict())
    mean, log_variance = elbo.network.encode(test_images * 2 - 1)
    price = divergence(mean, log_variance).detach()
    assert price.min() >= 0
    expected = squared.anomaly_score(test_images) / (2 * 0.2**2) + price
    assert torch.allclose(elbo.anomaly_score(test_images), expected, rtol=1e-4)


def test_a_code_like_the_prior_is_free_and_any_other_costs() -> None:
    zero = torch.zeros(1, 4)
    assert divergence(zero, zero) == 0
    assert divergence(zero + 1, zero) == pytest.approx(2.0)
    assert divergence(zero, zero - 1) > 0


def test_the_picture_that_is_rebuilt_worst_counts_most() -> None:
    gain = torch.nn.Parameter(torch.ones(2, 1))
    network = torch.nn.Module()
    network.forward = lambda batch: batch + gain * torch.tensor([[3.0], [1.0]])
    hardest_first_loss(network)(torch.zeros(2, 4)).backward()
    assert gain.grad is not None
    worst, other = gain.grad[:, 0].tolist()
    assert worst > 3**2 * other, "by the mean squared error, nine times as much"
