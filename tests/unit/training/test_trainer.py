"""Plans and what comes of them."""

from dataclasses import replace
from typing import Any

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.detectors.autoencoder import AutoencoderSettings
from anomaly.detectors.components import network
from anomaly.detectors.components.loop import mean_loss
from anomaly.detectors.vae import VAESettings
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training, to_half, train_detector
from tests.support.small import SMALL


@pytest.fixture(scope="module")
def default(mnist: Digits) -> TrainedDetector:
    """The default recipe, trained on MNIST."""
    return train_detector(TrainingPlan(), mnist)


def test_a_trained_detector_carries_scores_of_all_held_out_digits(
    small: TrainedDetector, digits: Digits
) -> None:
    assert len(small.calibration_scores) == 75
    assert torch.equal(small.test_labels, digits.test.labels)
    assert torch.equal(small.test_scores, small.detector.anomaly_score(digits.test.images))
    assert [report.epoch for report in small.history] == [1, 2]


def test_against_keeps_the_normal_and_the_asked_digits(small: TrainedDetector) -> None:
    scores, is_anomaly = small.against((9, 1))
    assert len(scores) == 200
    assert torch.equal(scores[is_anomaly], small.test_scores[small.test_labels == 9])


def test_rules_that_use_labels_see_training_digits_never_fitted_on(
    small: TrainedDetector, digits: Digits
) -> None:
    scores, is_anomaly = small.validation_against((9,))
    assert torch.equal(scores[~is_anomaly], small.calibration_scores)
    assert torch.equal(scores[is_anomaly], small.anomalous_scores[small.anomalous_labels == 9])
    assert int(is_anomaly.sum()) > 30
    of_test = set(small.test_scores[small.test_labels == 9].tolist())
    assert not of_test & set(scores[is_anomaly].tolist())


def test_scores_that_are_no_numbers_end_training_with_a_sentence(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "anomaly.detectors.autoencoder.Autoencoder.anomaly_score",
        lambda self, images: torch.full((len(images),), float("nan")),
    )
    with pytest.raises(UserError, match="lower learning rate"):
        train_detector(TrainingPlan(settings=SMALL), digits)


def test_reports_reach_the_caller_while_it_trains(digits: Digits) -> None:
    seen: list[int] = []
    plan = TrainingPlan(settings=SMALL)
    train_detector(plan, digits, on_report=lambda report: seen.append(report.epoch))
    assert seen == [1, 2]


def test_the_key_changes_with_anything_that_matters() -> None:
    plans = [
        TrainingPlan(),
        TrainingPlan(seed=1),
        TrainingPlan(normal=(2,)),
        TrainingPlan(settings=SMALL),
    ]
    keys = {plan.key(data) for plan in plans for data in ("a", "b")}
    assert len(keys) == 8
    assert TrainingPlan(normal=(7, 1)).key("a") == TrainingPlan(normal=(1, 7)).key("a")


def test_an_unknown_detector_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match="autoencoder"):
        TrainingPlan(detector="oracle")


def test_the_default_recipe_reaches_the_published_quality(default: TrainedDetector) -> None:
    assert auroc(*default.against((9,))) >= 0.998
    assert auroc(*default.against(range(10))) >= 0.9985


def test_a_loss_that_is_no_number_ends_training_and_keeps_the_last_good_epoch(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = mean_loss, []

    def astray(*inputs: Any) -> float:
        seen.append(real(*inputs))
        return float("nan") if len(seen) == 3 else seen[-1]

    monkeypatch.setattr(network, "mean_loss", astray)
    plan = TrainingPlan(settings=replace(SMALL, epochs=5))
    trained = train_detector(plan, digits)
    assert trained.ended == "diverged"
    assert [report.epoch for report in trained.history] == [1, 2]
    assert "epoch 3" in str(trained.problem)
    assert "lower learning rate" in str(trained.problem)
    monkeypatch.undo()
    stopped = Training(plan, digits)
    for event in stopped:
        if isinstance(event, TrainingReport) and event.epoch == 2:
            break
    assert torch.equal(stopped.result().test_scores, trained.test_scores)


def test_a_loss_that_is_no_number_in_the_first_epoch_leaves_nothing(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "mean_loss", lambda *inputs: float("inf"))
    with pytest.raises(UserError, match="nothing to keep"):
        train_detector(TrainingPlan(settings=SMALL), digits)


def test_a_stopped_training_is_what_a_shorter_look_at_it_was(digits: Digits) -> None:
    training = Training(TrainingPlan(settings=SMALL), digits)
    states = [training.state_dict() for event in training if isinstance(event, TrainingReport)]
    assert len(states) == 2
    assert any(not torch.equal(states[0][name], states[1][name]) for name in states[0])
    stopped = Training(TrainingPlan(settings=SMALL), digits)
    for event in stopped:
        if isinstance(event, TrainingStep) and event.epoch == 2:
            break
    trained = stopped.result()
    assert (trained.ended, len(trained.history)) == ("stopped", 1)
    kept = to_half(trained.detector.state_dict())
    assert all(torch.equal(kept[name], states[0][name]) for name in kept)


def test_anomalies_mixed_in_become_less_strange(default: TrainedDetector, mnist: Digits) -> None:
    mixed = train_detector(TrainingPlan(contamination=0.2), mnist)
    assert auroc(*mixed.against((9,))) < auroc(*default.against((9,))) - 0.005


def test_one_digit_to_train_on_is_learned_by_heart(digits: Digits) -> None:
    trained = train_detector(TrainingPlan(most_digits=1), digits)
    assert trained.history[-1].fit_loss < 0.01 < trained.history[-1].calibration_loss
    assert trained.ended == "complete"


def test_a_plan_takes_one_digit_and_the_settings_that_differ() -> None:
    plan = TrainingPlan(normal=4, settings={"latent": 8, "hidden": [32]})  # type: ignore[arg-type]
    assert plan == TrainingPlan(normal=(4,), settings=AutoencoderSettings(latent=8, hidden=(32,)))
    assert TrainingPlan.from_dict(plan.as_dict()) == plan


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"latents": 8}, "no setting called “latents”"),
        ({"latent": 0}, "latent is 0"),
        ({"latent": 8.5}, "latent is 8.5"),
        ({"latent": "x"}, "no value for latent"),
        (VAESettings(), "takes settings of type AutoencoderSettings, not VAESettings"),
        (8, "not int"),
    ],
)
def test_settings_that_do_not_fit_the_detector_are_refused_at_once(
    settings: object, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        TrainingPlan(settings=settings)


@pytest.mark.parametrize(
    "nonsense", [{"contamination": 0.5}, {"contamination": "x"}, {"most_digits": 0}, {"seed": -1}]
)
def test_a_plan_out_of_its_ranges_is_refused(nonsense: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="must be from"):
        TrainingPlan(**nonsense)


def test_epochs_shorter_than_a_glance_leave_steps_to_be_seen(digits: Digits) -> None:
    training = Training(TrainingPlan(settings=replace(SMALL, epochs=100), most_digits=10), digits)
    training.yield_interval = 0.02
    assert any(isinstance(event, TrainingStep) for event in training)
