"""Plans and what comes of them."""

import pytest
import torch

from anomaly.data import Digits
from anomaly.detectors.autoencoder import AutoencoderSettings
from anomaly.evaluation import auroc
from anomaly.text import Problem
from anomaly.training import TrainedDetector, TrainingPlan, train_detector

SMALL = AutoencoderSettings(latent=8, hidden=(32,), epochs=2, least_updates=0)


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
    with pytest.raises(Problem, match="lower learning rate"):
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
    with pytest.raises(Problem, match="autoencoder"):
        TrainingPlan(detector="oracle")


def test_the_default_recipe_reaches_the_published_quality(mnist: Digits) -> None:
    trained = train_detector(TrainingPlan(), mnist)
    assert auroc(*trained.against((9,))) >= 0.998
    assert auroc(*trained.against(range(10))) >= 0.9985
