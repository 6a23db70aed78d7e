"""Detectors of other libraries: wrapped, trained and measured like ours, and kept out of files."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sklearn.ensemble import IsolationForest
from sklearn.svm import OneClassSVM

from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, OUTSIDE, WrappedDetector, build, recipe
from anomaly.detectors.pyod import RECIPES
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.reports.describe import describe_plan
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector

PLAN = TrainingPlan("wrapped", most_digits=100)


class Distance:
    """Scores by the distance to the mean, as PyOD's detectors do: higher for anomalies."""

    def __init__(self, shape: tuple[int, ...] = (-1,)) -> None:
        self.shape = shape

    def fit(self, X: Any) -> "Distance":
        self.mean = X.mean(0)
        return self

    def decision_function(self, X: Any) -> Any:
        return np.linalg.norm(X - self.mean, axis=1).reshape(self.shape)


@pytest.fixture(scope="module")
def wrapped(digits: Digits) -> TrainedDetector:
    return train_detector(PLAN, digits, detector=WrappedDetector(Distance()))


def test_it_is_trained_on_normal_digits_and_tells_them_from_others(
    wrapped: TrainedDetector, digits: Digits
) -> None:
    assert auroc(wrapped.test_scores, wrapped.test_labels != 1) > 0.9
    assert wrapped.ended == "complete"
    assert len(wrapped.calibration_scores) == round(0.15 * int((digits.train.labels == 1).sum()))
    ones = digits.test[digits.test.labels == 1].images
    assert wrapped.predict(ones).float().mean() < 0.2


def test_it_shows_a_picture_as_it_is_with_its_score(
    wrapped: TrainedDetector, digits: Digits
) -> None:
    image = digits.test.images[0, 0]
    detection = wrapped.detector.detect(image)
    assert torch.equal(detection.reconstruction, image)
    assert not detection.difference.any()
    assert detection.score == pytest.approx(float(wrapped.score(image)))


def test_a_column_of_scores_is_taken_too(digits: Digits) -> None:
    column = train_detector(PLAN, digits, detector=WrappedDetector(Distance((-1, 1))))
    assert column.test_scores.shape == (len(digits.test),)


@pytest.mark.parametrize(
    "model", [OneClassSVM(nu=0.05, gamma="scale"), IsolationForest(random_state=0)]
)
def test_scores_of_scikit_learn_are_turned_round(model: Any, digits: Digits) -> None:
    trained = train_detector(PLAN, digits, detector=WrappedDetector(model))
    assert auroc(trained.test_scores, trained.test_labels != 1) > 0.9


@pytest.mark.parametrize("model", [object(), np.mean, None])
def test_an_object_without_the_two_methods_is_refused(model: Any) -> None:
    with pytest.raises(UserError, match="needs the methods fit and decision_function"):
        WrappedDetector(model)


def test_scores_that_are_not_one_for_each_picture_are_told(digits: Digits) -> None:
    with pytest.raises(UserError, match=r"of Distance gave numbers of shape \(15, 5\) for 75"):
        train_detector(PLAN, digits, detector=WrappedDetector(Distance((-1, 5))))


def test_it_is_not_written_to_a_file(wrapped: TrainedDetector, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be kept in a file"):
        store.save(wrapped, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_says_so_before_it_trains(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing is to be trained")

    monkeypatch.setattr("anomaly.cli.train.train_with_progress", never)
    assert main(["train", "--detector", "pyod", "--data", "generated"]) == 2
    assert "cannot be kept in a file" in capsys.readouterr().err


def test_the_app_offers_none_of_them() -> None:
    assert not DETECTORS.keys() & OUTSIDE.keys()


def test_a_plan_with_one_is_described() -> None:
    assert describe_plan(TrainingPlan("pyod", recipe("pyod", "ocsvm-tuned")))


@pytest.mark.parametrize("command", ["evaluate", "benchmark"])
def test_without_pyod_it_is_said_what_to_install(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setattr("anomaly.validation._is_installed", lambda package: False)
    arguments = {
        "evaluate": ["--detector", "pyod"],
        "benchmark": ["--detectors", "pca,pyod:knn", "--folder", str(tmp_path / "results")],
    }
    assert main([command, *arguments[command], "--data", "generated"]) == 2
    assert "Run: pip install pyod" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", RECIPES)
def test_those_of_pyod_tell_1s_from_others_and_heed_the_seed(digits: Digits, name: str) -> None:
    pytest.importorskip("pyod")
    plan = TrainingPlan("pyod", recipe("pyod", name), most_digits=200, seed=3)
    first, again = (train_detector(plan, digits) for _ in range(2))
    assert auroc(first.test_scores, first.test_labels != 1) > 0.9
    assert torch.equal(first.test_scores, again.test_scores)


def test_one_of_pyod_that_was_not_fitted_scores_nothing() -> None:
    with pytest.raises(ValueError, match="not been fitted"):
        build("pyod", recipe("pyod")).anomaly_score(torch.zeros(28, 28))
