"""Detectors as scikit-learn estimators: its conventions, its checks, and its tools around them."""

import pickle
import warnings
from typing import Any

import numpy as np
import pytest
import torch
from sklearn.base import clone
from sklearn.ensemble import IsolationForest
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import check_estimator

from anomaly.data.digits import Digits
from anomaly.detectors import build, recipe
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.paths import PROJECT
from anomaly.sklearn import OneClassDetector
from anomaly.text import t

WIDTH = "feeds tables of 2 to 10 features; a picture has 784"
# What is left of check_estimator: checks whose tables are not 784 wide, or have negative values.
LEFT = dict.fromkeys(
    (
        "check_classifier_data_not_an_array",
        "check_dict_unchanged",
        "check_dont_overwrite_parameters",
        "check_dtype_object",
        "check_estimators_dtypes",
        "check_estimators_fit_returns_self",
        "check_estimators_nan_inf",
        "check_estimators_overwrite_params",
        "check_estimators_pickle",
        "check_f_contiguous_array_estimator",
        "check_fit2d_predict1d",
        "check_fit_check_is_fitted",
        "check_fit_idempotent",
        "check_fit_score_takes_y",
        "check_methods_sample_order_invariance",
        "check_methods_subset_invariance",
        "check_n_features_in",
        "check_n_features_in_after_fitting",
        "check_outliers_fit_predict",
        "check_outliers_train",
        "check_pipeline_consistency",
        "check_readonly_memmap_input",
    ),
    WIDTH,
)
ROUNDED = "float32: the last digit of a score depends on the batch it is computed in"
IN_BATCHES = dict.fromkeys(
    ("check_methods_sample_order_invariance", "check_methods_subset_invariance"), ROUNDED
)


class OfAnyWidth(OneClassDetector):
    """Takes tables of any width and range, and makes a picture of each row."""

    def _as_pictures(self, rows: Any) -> torch.Tensor:
        mixing = np.random.default_rng(0).normal(size=(rows.shape[1], 784))
        # Not by BLAS, whose last digits depend on how many rows there are.
        pictures = 1 / (1 + np.exp(-np.einsum("nf,fp->np", rows, mixing)))  # (N, 784)
        return torch.from_numpy(pictures.astype(np.float32)).view(-1, 1, 28, 28)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = False
        return tags


def failures(estimator: OneClassDetector, left: dict[str, str]) -> dict[str, str]:
    """Return the checks of scikit-learn that fail unexpectedly, with their messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = check_estimator(estimator, expected_failed_checks=left, on_fail=None)
    assert sum(result["status"] == "passed" for result in results) > 20
    return {
        result["check_name"]: str(result["exception"])
        for result in results
        if result["status"] == "failed"
    }


@pytest.fixture(scope="module")
def normal(digits: Digits) -> Any:
    """Generated training 1s, float32 (N, 28, 28)."""
    return digits.train[digits.train.labels == 1].images[:, 0].numpy()


@pytest.fixture(scope="module")
def fitted(normal: Any) -> OneClassDetector:
    return OneClassDetector("pca").fit(normal)


def test_all_checks_of_scikit_learn_pass_but_those_that_feed_no_pictures() -> None:
    assert failures(OneClassDetector("pca"), LEFT) == {}


@pytest.mark.parametrize(
    ("name", "settings", "left"),
    [("nearest", {}, {}), ("gradients", {"directions": 4, "components": 16}, IN_BATCHES)],
)
def test_with_tables_made_into_pictures_all_checks_pass(
    name: str, settings: dict[str, Any], left: dict[str, str]
) -> None:
    assert failures(OfAnyWidth(name, settings=settings), left) == {}


def test_what_is_left_is_in_the_documents() -> None:
    text = (PROJECT / "docs" / "engineers.md").read_text(encoding="utf-8")
    assert set(LEFT) - {name for name in LEFT if f"`{name}`" in text} == set()


def test_it_tells_1s_from_others_and_flags_as_many_as_its_rule_says(
    fitted: OneClassDetector, digits: Digits
) -> None:
    scores = fitted.score_samples(digits.test.images.numpy())
    is_anomaly = (digits.test.labels != 1).numpy()
    assert auroc(-scores, is_anomaly) > 0.95
    predicted = fitted.predict(digits.test.images.flatten(1).numpy())
    assert set(predicted) == {-1, 1}
    assert (predicted[~is_anomaly] == 1).mean() > 0.8
    assert (predicted[is_anomaly] == -1).mean() > 0.5


def test_all_its_answers_are_one_and_the_same_test(
    fitted: OneClassDetector, digits: Digits
) -> None:
    images = digits.test.images.numpy()
    scores, decision = fitted.score_samples(images), fitted.decision_function(images)
    np.testing.assert_allclose(decision, scores - fitted.offset_)
    flagged = fitted.anomaly_score(images) >= fitted.threshold_  # as everywhere here
    np.testing.assert_array_equal(flagged, fitted.predict(images) == -1)
    np.testing.assert_array_equal(flagged, decision < 0)


def test_a_score_equal_to_the_threshold_is_an_anomaly(normal: Any) -> None:
    fitted = OneClassDetector("pca", rule="quantile=0.5", calibration_share=1 / len(normal))
    fitted.fit(normal)  # one picture is held out, and its score cannot be divided
    (score,) = fitted.calibration_scores_
    fitted.threshold_ = score
    fitted.offset_ = float(np.nextafter(-score, np.inf))
    held_out = next(
        picture for picture in normal if fitted.anomaly_score(picture[None])[0] == score
    )
    assert fitted.predict(held_out[None]) == -1


def test_it_scores_as_the_detector_it_is_made_of(normal: Any) -> None:
    fitted = OneClassDetector("pca", settings={"components": 8}).fit(normal)
    again = build("pca", recipe("pca"))
    assert fitted.detector_.settings.components == 8
    assert again.settings.components == 24
    assert fitted.anomaly_score(normal[:3]).tolist() == (
        fitted.detector_.anomaly_score(torch.from_numpy(normal[:3])).tolist()
    )


def test_the_same_random_state_gives_the_same_detector(normal: Any) -> None:
    scores = [
        OneClassDetector("pca", random_state=state).fit(normal).score_samples(normal[:5]).tolist()
        for state in (0, 0, 1)
    ]
    assert scores[0] == scores[1] != scores[2]


def test_a_part_is_held_out_and_never_all(normal: Any) -> None:
    held_out = [
        len(
            OneClassDetector("pca", calibration_share=share).fit(normal[:count]).calibration_scores_
        )
        for count, share in ((100, 0.15), (2, 0.15), (2, 0.99))
    ]
    assert held_out == [15, 1, 1]


def test_pipelines_searches_clones_and_pickles_take_it(normal: Any, digits: Digits) -> None:
    bytes_of = (normal * 255).reshape(len(normal), -1)
    scaled = make_pipeline(FunctionTransformer(lambda X: X / 255), OneClassDetector("pca"))
    assert scaled.fit(bytes_of).predict(bytes_of).mean() > 0.8
    images, labels = digits.test.images.flatten(1).numpy(), digits.test.labels.numpy()
    search = GridSearchCV(
        OneClassDetector("pca"),
        {"settings": [{"components": 2}, {"components": 16}]},
        scoring=lambda fitted, X, y: auroc(-fitted.score_samples(X), y != 1),
        cv=[(np.flatnonzero(labels == 1)[::2], np.arange(len(labels)))],
    )
    assert search.fit(images, labels).best_params_ == {"settings": {"components": 16}}
    again = pickle.loads(pickle.dumps(search.best_estimator_))  # noqa: S301
    assert again.offset_ == search.best_estimator_.offset_
    copy = clone(again).set_params(detector="nearest", settings=None)
    assert not hasattr(copy, "offset_")
    assert copy.get_params()["detector"] == "nearest"


def test_an_object_of_another_library_takes_part_and_is_left_unfitted(normal: Any) -> None:
    forest = IsolationForest(n_estimators=10, random_state=0)
    fitted = clone(OneClassDetector(forest)).set_params(detector__n_estimators=20).fit(normal)
    assert fitted.predict(normal).mean() > 0.8
    np.testing.assert_allclose(  # of this program's sign, which is that of PyOD
        fitted.score_samples(normal[:5]),
        fitted.detector_.model.decision_function(normal[:5].reshape(5, 784)),
        rtol=1e-6,
        atol=1e-6,
    )
    assert len(fitted.detector_.model.estimators_) == 20
    assert not hasattr(forest, "estimators_")


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"detector": "oracle"}, "no detector called “oracle”"),
        ({"recipe": "secret"}, "no recipe called “secret”"),
        ({"settings": {"depth": 3}}, "depth"),
        ({"rule": "luck"}, "luck"),
        ({"rule": "f1"}, "needs labelled anomalies"),
        ({"calibration_share": 1.0}, "a share between 0 and 1"),
    ],
)
def test_parameters_that_make_no_sense_are_told_when_it_is_fitted(
    normal: Any, parameters: dict[str, Any], problem: str
) -> None:
    detector = OneClassDetector(**{"detector": "pca", **parameters})
    with pytest.raises((UserError, ValueError), match=problem):
        detector.fit(normal)


@pytest.mark.parametrize(
    ("pictures", "problem"),
    [
        (np.zeros((5, 64)), t("estimator.width", width=64)[:60]),
        (np.full((5, 784), 255.0), "Divide bytes by 255"),
        (np.full((5, 784), -1.0), "go down to -1"),
        (np.full((5, 784), np.nan), "NaN"),
        (np.zeros((1, 784)), "minimum of 2"),
    ],
)
def test_what_are_no_pictures_is_told(pictures: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        OneClassDetector("pca").fit(pictures)


def test_nothing_is_answered_before_it_is_fitted() -> None:
    with pytest.raises(NotFittedError):
        OneClassDetector("pca").predict(np.zeros((1, 784)))


@pytest.mark.parametrize("kind", [np.asarray, torch.from_numpy, list])
def test_pictures_may_be_arrays_tensors_or_a_list(
    fitted: OneClassDetector, normal: Any, kind: Any
) -> None:
    wanted = fitted.score_samples(normal[:3].reshape(3, 784))
    np.testing.assert_array_equal(fitted.score_samples(kind(normal[:3])), wanted)
    np.testing.assert_array_equal(fitted.score_samples(kind(normal[:3, None])), wanted)
