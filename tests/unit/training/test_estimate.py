"""How long a training takes is measured before it begins, and its parts are short."""

import time
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import TrainingStep, build, override, recipe
from anomaly.detectors.components.searching import search_turn
from anomaly.detectors.progress import drain
from anomaly.training.begin import begin
from anomaly.training.estimate import FIRST_BATCH, measure_network
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import Estimate, ScoringStep
from anomaly.training.trainer import Training
from tests.support.small import SMALL


def test_the_estimate_comes_before_the_first_batch(digits: Digits) -> None:
    events = list(begin(TrainingPlan(settings=SMALL), digits))
    first = next(index for index, event in enumerate(events) if isinstance(event, Estimate))
    assert all(event == TrainingStep(0, 14, 1, 2) for event in events[:first])
    assert isinstance(events[first + 1], TrainingStep)
    estimate = events[first]
    assert isinstance(estimate, Estimate)
    assert 0 < estimate.batch < estimate.fitting < 10
    assert 0 < estimate.scoring < 10


def test_a_detector_without_batches_is_measured_once_it_is_fitted(digits: Digits) -> None:
    events = list(begin(TrainingPlan("pca"), digits))
    [estimate] = (event for event in events if isinstance(event, Estimate))
    assert estimate.fitting == 0 < estimate.scoring
    assert any(isinstance(event, ScoringStep) for event in events)


def test_nothing_is_measured_where_nobody_asks(digits: Digits) -> None:
    training = Training(TrainingPlan(settings=SMALL), digits)
    assert not any(isinstance(event, Estimate) for event in training)


def test_a_larger_batch_is_estimated_to_take_longer(digits: Digits) -> None:
    images = split_one_class(digits, (1,)).fit.images
    detector = build("autoencoder", recipe("autoencoder"))
    usual, more = (drain(measure_network(detector, images, size)) for size in (64, 60_000))
    assert more.update > 20 * usual.update


def test_a_large_batch_is_measured_on_few_pictures(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted: list[int] = []
    detector = build("convolutional", replace(recipe("convolutional"), batch_size=60_000))
    real = type(detector).fit

    def fit(self: Any, images: Tensor, *rest: Any, **more: Any) -> Any:
        fitted.append(len(images))
        return real(self, images, *rest, **more)

    monkeypatch.setattr(type(detector), "fit", fit)
    monkeypatch.setattr("anomaly.training.estimate.LONG_UPDATE", 0.0)
    drain(measure_network(detector, split_one_class(digits, (1,)).fit.images, 60_000))
    assert fitted == [FIRST_BATCH]


@pytest.mark.parametrize("method", ["score_in_parts", "detect_in_parts"])
def test_a_search_is_done_step_by_step(digits: Digits, method: str) -> None:
    detector = build("anogan", override(recipe("anogan"), {"search_steps": 500}))
    images = digits.test.images[:2]
    parts = getattr(detector, method)(images)
    start = time.thread_time()
    done = [next(parts) for _ in range(3)]
    assert time.thread_time() - start < 5.0
    assert done == pytest.approx([2 / 501, 4 / 501, 6 / 501])
    assert not search_turn.locked()  # others have their steps in between


@pytest.mark.parametrize("name", ["pca", "nearest"])
def test_scores_in_parts_are_those_in_one(digits: Digits, name: str) -> None:
    detector = build(name, recipe(name))
    images = digits.test.images[:230]
    for event in detector.fit(digits.train.images[:50], images[:5], 0):
        if isinstance(event, TrainingStep):
            break
    assert torch.allclose(drain(detector.score_in_parts(images)), detector.anomaly_score(images))


def test_a_training_left_early_is_scored_as_of_its_last_epoch(digits: Digits) -> None:
    training = Training(TrainingPlan(settings=replace(SMALL, epochs=50)), digits)
    for event in training:
        if isinstance(event, TrainingStep) and event.epoch == 3:
            break
    training.stop()
    rest = list(training)
    assert all(isinstance(event, ScoringStep) for event in rest[1:])
    trained = training.result()
    assert (trained.ended, len(trained.history)) == ("stopped", 2)
