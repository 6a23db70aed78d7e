"""Detectors as scikit-learn estimators, for pipelines, grid searches and what else expects one."""

from copy import deepcopy
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, OutlierMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data
from torch import Tensor

from anomaly.data.digits import CALIBRATION_SHARE
from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.detectors import Detector, WrappedDetector, build, override, recipe
from anomaly.errors import UserError
from anomaly.evaluation import ValidationScores, default_threshold, parse_rule
from anomaly.text import t

Array = NDArray[np.float64]
MAX_SEED = 2**31


class OneClassDetector(OutlierMixin, BaseEstimator):  # type: ignore[misc]
    """One-class anomaly detector by scikit-learn's conventions.

    Fit it on normal pictures alone. A part of them is held out, and the threshold is chosen by
    their scores. Pictures are rows of 784 intensities in [0, 1], or arrays (N, 28, 28) or
    (N, 1, 28, 28), ink bright on dark.

    Parameters
    ----------
    detector : str or object
        Name of a detector, a key of `anomaly.DETECTORS`, or ``"pyod"``; or an object that
        `WrappedDetector` takes, which is copied.
    recipe : str
        Name of the detector's settings.
    settings : mapping of str to object, optional
        Settings that differ from the recipe's. Neither is used for an object.
    rule : str
        Rule that chooses the threshold, as `anomaly.parse_rule` reads it; one without labels.
    calibration_share : float
        Share of the pictures that are not fitted on, in (0, 1). At least one picture is held out.
    random_state : int, RandomState instance or None
        Chooses what is held out and seeds the training. With an int fits are repeatable.
    device : str
        ``"cpu"``, ``"cuda"`` or ``"mps"``.

    Attributes
    ----------
    detector_ : Detector
        The fitted detector.
    calibration_scores_ : ndarray
        float64 (M,), anomaly scores of the pictures held out; higher is more anomalous.
    threshold_ : float
        A picture is an anomaly where its anomaly score is at least this.
    offset_ : float
        The same as scikit-learn has it: ``decision_function = score_samples - offset_``. It is the
        next number above ``-threshold_``, so that a score equal to the threshold is an anomaly here
        as well.
    n_features_in_ : int
        784.

    Examples
    --------
    >>> detector = OneClassDetector("pca").fit(normal)  # doctest: +SKIP
    >>> detector.predict(pictures)  # doctest: +SKIP
    array([ 1,  1, -1])
    """

    def __init__(
        self,
        detector: Any = "gradients",
        *,
        recipe: str = "default",
        settings: Any = None,
        rule: str = "quantile",
        calibration_share: float = CALIBRATION_SHARE,
        random_state: Any = 0,
        device: str = "cpu",
    ) -> None:
        self.detector = detector
        self.recipe = recipe
        self.settings = settings
        self.rule = rule
        self.calibration_share = calibration_share
        self.random_state = random_state
        self.device = device

    def fit(self, X: ArrayLike, y: object = None) -> Self:
        """Fit on normal pictures and choose the threshold.

        Parameters
        ----------
        X : array_like
            Pictures, at least two.
        y : object
            Ignored, as scikit-learn has it.

        Raises
        ------
        ValueError
            If `X` is no such array, or a parameter is out of its range.
        UserError
            If there is no such detector, recipe, setting or rule, or the training diverged.
        """
        images = self._pictures(X, reset=True, least=2)
        random_state = check_random_state(self.random_state)
        fit, calibration = self._split(images, random_state)
        detector = self._build()
        for _ in detector.fit(fit, calibration, int(random_state.randint(MAX_SEED))):
            pass
        self.detector_: Detector = detector
        self.calibration_scores_ = self._score(calibration)
        if not np.isfinite(self.calibration_scores_).all():
            raise UserError("training.diverged")
        self.threshold_ = self._threshold(self.calibration_scores_)
        self.offset_ = float(np.nextafter(-self.threshold_, np.inf))
        return self

    def anomaly_score(self, X: ArrayLike) -> Array:
        """Return anomaly scores, float64 (N,); higher is more anomalous, as in PyOD."""
        check_is_fitted(self)
        return self._score(self._pictures(X))

    def score_samples(self, X: ArrayLike) -> Array:
        """Return the negative anomaly scores, float64 (N,); higher is more normal."""
        return -self.anomaly_score(X)

    def decision_function(self, X: ArrayLike) -> Array:
        """Return `score_samples` less `offset_`, float64 (N,); negative for anomalies."""
        return self.score_samples(X) - self.offset_

    def predict(self, X: ArrayLike) -> NDArray[np.int_]:
        """Return -1 for anomalies and 1 for normal pictures, int (N,)."""
        return np.where(self.decision_function(X) < 0, -1, 1)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.three_d_array = True
        tags.input_tags.positive_only = True
        return tags

    def _build(self) -> Detector:
        if not isinstance(self.detector, str):
            return WrappedDetector(deepcopy(self.detector))
        settings = override(recipe(self.detector, self.recipe), dict(self.settings or {}))
        return build(self.detector, settings, self.device)

    def _score(self, images: Tensor) -> Array:
        return np.asarray(self.detector_.anomaly_score(images), np.float64)

    def _threshold(self, calibration: Array) -> float:
        rule, values = parse_rule(self.rule)
        if rule.uses_labels:
            raise ValueError(t("estimator.rule", rule=rule.name))
        try:
            return rule.threshold(_evidence(calibration), *values)
        except UserError as problem:
            if problem.key != "rule.one_value":
                raise
            return default_threshold(calibration)[0]

    def _split(self, images: Tensor, random_state: np.random.RandomState) -> tuple[Tensor, Tensor]:
        share = self.calibration_share
        if not 0 < share < 1:
            raise ValueError(t("estimator.share", share=share))
        order = torch.from_numpy(random_state.permutation(len(images)))
        held_out = min(max(1, round(len(images) * share)), len(images) - 1)
        return images[order[held_out:]], images[order[:held_out]]

    def _pictures(self, X: ArrayLike, reset: bool = False, least: int = 1) -> Tensor:
        """Return pictures as float32 (N, 1, 28, 28).

        Raises
        ------
        ValueError
            If they have another size, are no numbers in [0, 1] or fewer than `least`.
        """
        if isinstance(X, Tensor | list):
            X = np.asarray(X)
        shape = getattr(X, "shape", ())
        if shape[1:] in ((IMAGE_SIDE, IMAGE_SIDE), (1, IMAGE_SIDE, IMAGE_SIDE)):
            X = np.asarray(X).reshape(-1, NUM_PIXELS)
        rows = validate_data(self, X, reset=reset, dtype=np.float32, ensure_min_samples=least)
        return self._as_pictures(rows)

    def _as_pictures(self, rows: NDArray[np.float32]) -> Tensor:
        """Return rows (N, 784) as pictures, and refuse those of other width or beyond [0, 1]."""
        if rows.min() < 0:
            raise ValueError(t("estimator.negative", low=float(rows.min())))
        if rows.shape[1] != NUM_PIXELS:
            raise ValueError(t("estimator.width", width=rows.shape[1]))
        if rows.max() > 1:
            raise ValueError(t("estimator.range", high=float(rows.max())))
        pictures = torch.from_numpy(np.array(rows))  # a copy, as X may be read-only
        return pictures.view(-1, 1, IMAGE_SIDE, IMAGE_SIDE)


def _evidence(calibration: Array) -> ValidationScores:
    """Return calibration scores as what a rule may look at: it gets no labelled ones."""
    none = np.empty(0)
    return ValidationScores(calibration, scores=none, is_anomaly=none.astype(bool))
