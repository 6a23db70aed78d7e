"""The article's autoencoder: what it learns, and that it repeats."""

from dataclasses import replace
from itertools import pairwise

import pytest
import torch
from torch import Tensor, nn

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.detectors.autoencoder import RECIPES, Autoencoder, AutoencoderSettings
from anomaly.detectors.components.loop import pick_device, seeded
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from tests.support.small import SMALL


@pytest.fixture(scope="module")
def ones(digits: Digits) -> tuple[Tensor, Tensor]:
    split = split_one_class(digits, (1,))
    return split.fit.images, split.calibration.images


def test_the_network_is_the_articles() -> None:
    layers = [layer for layer in Autoencoder().network.modules() if isinstance(layer, nn.Linear)]
    widths = [784, 256, 128, 64, 128, 256, 784]
    assert [(layer.in_features, layer.out_features) for layer in layers] == list(pairwise(widths))
    article = RECIPES["article"]
    assert (article.batch_size, article.epochs) == (16, 10)
    assert (article.learning_rate, article.weight_decay) == (3e-4, 1e-5)


def test_fitting_reports_every_epoch_and_lowers_both_losses(ones: tuple[Tensor, Tensor]) -> None:
    fit = Autoencoder(SMALL).fit(*ones, seed=0)
    reports = [event for event in fit if isinstance(event, TrainingReport)]
    assert [(report.epoch, report.epochs) for report in reports] == [(1, 2), (2, 2)]
    assert reports[1].fit_loss < reports[0].fit_loss
    assert reports[1].calibration_loss < reports[0].calibration_loss


def test_the_same_seed_gives_the_same_detector(ones: tuple[Tensor, Tensor]) -> None:
    detectors = [Autoencoder(SMALL) for _ in range(3)]
    for detector, seed in zip(detectors, (0, 0, 1), strict=True):
        list(detector.fit(*ones, seed=seed))
    first, again, other = (detector.anomaly_score(ones[1]) for detector in detectors)
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_fitting_leaves_the_callers_random_numbers_alone(ones: tuple[Tensor, Tensor]) -> None:
    torch.manual_seed(7)
    expected = torch.rand(1)
    torch.manual_seed(7)
    list(Autoencoder(SMALL).fit(*ones, seed=0))
    assert torch.equal(torch.rand(1), expected)


def test_the_score_is_the_sum_of_absolute_differences(ones: tuple[Tensor, Tensor]) -> None:
    detector, images = Autoencoder(SMALL), ones[1]
    rebuilt = detector.reconstruct(images)
    assert rebuilt.shape == images.shape
    assert 0 <= rebuilt.min() <= rebuilt.max() <= 1
    expected = (images - rebuilt).abs().sum((1, 2, 3))
    assert torch.allclose(detector.anomaly_score(images), expected)
    one = detector.detect(images[0, 0])
    assert one.score == pytest.approx(float(expected[0]), rel=1e-4)
    assert torch.allclose(one.difference, detector.difference_map(images[:1])[0, 0], atol=1e-5)


def test_the_squared_score_sums_squares_over_the_same_reconstruction(
    ones: tuple[Tensor, Tensor],
) -> None:
    absolute, squared = Autoencoder(SMALL), Autoencoder(replace(SMALL, score="squared"))
    squared.load_state_dict(absolute.state_dict())
    images = ones[1]
    expected = (images - absolute.reconstruct(images)).square().sum((1, 2, 3))
    assert torch.allclose(squared.anomaly_score(images), expected)


def test_it_tells_1s_from_other_digits_even_when_trained_on_the_bundled_sample(
    digits: Digits, ones: tuple[Tensor, Tensor]
) -> None:
    detector = Autoencoder()
    list(detector.fit(*ones, seed=0))
    scores = detector.anomaly_score(digits.test.images)
    assert auroc(scores, digits.test.labels != 1) > 0.97


@pytest.mark.parametrize(("normal", "least"), [((7,), 0.9), ((1, 7), 0.85), ((8,), 0.8)])
def test_few_digits_are_gone_over_more_often_and_not_all_rebuilt_alike(
    digits: Digits, normal: tuple[int, ...], least: float
) -> None:
    split = split_one_class(digits, normal)
    detector = Autoencoder()
    reports = list(detector.fit(split.fit.images, split.calibration.images, seed=0))
    assert len(reports) > detector.settings.epochs
    assert detector.reconstruct(split.calibration.images).std(0).mean() > 0.05
    assert auroc(detector.anomaly_score(split.test.images), split.is_anomaly) > least


def test_an_untrained_detector_is_the_same_each_time() -> None:
    with seeded(3):
        first = Autoencoder(SMALL)
    assert torch.equal(
        first.state_dict()["encoder.0.weight"], Autoencoder(SMALL).state_dict()["encoder.0.weight"]
    )


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Autoencoder().load_state_dict(Autoencoder(SMALL).state_dict())


@pytest.mark.parametrize(
    "change",
    [{"latent": 0}, {"latent": 10**9}, {"hidden": (10**9,)}, {"epochs": 0}, {"batch_size": 0},
     {"learning_rate": float("nan")}, {"learning_rate": -1.0}, {"latent": 2.5}, {"latent": "64"}],
)  # fmt: skip
def test_settings_out_of_range_are_refused_by_name(change: dict[str, object]) -> None:
    with pytest.raises(UserError, match=next(iter(change))):
        AutoencoderSettings(**change)  # type: ignore[arg-type]


def test_a_batch_larger_than_the_data_still_trains(ones: tuple[Tensor, Tensor]) -> None:
    settings = AutoencoderSettings(
        latent=8, hidden=(32,), epochs=1, least_updates=0, batch_size=10_000
    )
    step, report = Autoencoder(settings).fit(*ones, seed=0)
    assert step == TrainingStep(update=1, updates=1, epoch=1, epochs=1)
    assert isinstance(report, TrainingReport)


def test_a_device_that_is_not_there_is_named() -> None:
    assert pick_device("cpu") == "cpu"
    assert pick_device("auto") in ("cpu", "cuda", "mps")
    missing = next(name for name in ("mps", "cuda") if name != pick_device("auto"))
    with pytest.raises(UserError, match=missing):
        pick_device(missing)
