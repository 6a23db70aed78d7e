"""Metrics and thresholds from scores; scikit-learn underneath."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.metrics import roc_auc_score, roc_curve

from anomaly.text import Problem

Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]

DEFAULT_QUANTILE = 0.99


@dataclass(frozen=True)
class Confusion:
    """What a threshold decides; an anomaly is a digit with score >= threshold.

    Attributes
    ----------
    caught, missed : int
        Anomalous digits at or above the threshold, and below it.
    false_alarms, passed : int
        Normal digits at or above the threshold, and below it.
    """

    caught: int
    missed: int
    false_alarms: int
    passed: int

    @property
    def caught_share(self) -> float:
        """True positive rate, in [0, 1]; nan without anomalies."""
        return _share(self.caught, self.caught + self.missed)

    @property
    def false_alarm_share(self) -> float:
        """False positive rate, in [0, 1]; nan without normal digits."""
        return _share(self.false_alarms, self.false_alarms + self.passed)


def quantile_threshold(calibration: ArrayLike, quantile: float = DEFAULT_QUANTILE) -> float:
    """Return the threshold that a share `quantile` of held-out normal digits stay below.

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    quantile : float
        In (0, 1); 1 - quantile is the expected share of false alarms.
    """
    return float(np.quantile(np.asarray(calibration, np.float64), quantile))


def share_below(score: float, calibration: ArrayLike) -> float:
    """Return the share of held-out normal digits that score lower, in [0, 1]."""
    return float(np.mean(np.asarray(calibration) < score))


def confusion(scores: ArrayLike, is_anomaly: ArrayLike, threshold: float) -> Confusion:
    """Count what `threshold` decides.

    Parameters
    ----------
    scores : array_like
        float (N,).
    is_anomaly : array_like
        bool (N,).
    threshold : float
    """
    flagged, anomalous = np.asarray(scores) >= threshold, np.asarray(is_anomaly, bool)
    return Confusion(
        caught=int(np.sum(flagged & anomalous)),
        missed=int(np.sum(~flagged & anomalous)),
        false_alarms=int(np.sum(flagged & ~anomalous)),
        passed=int(np.sum(~flagged & ~anomalous)),
    )


def auroc(scores: ArrayLike, is_anomaly: ArrayLike) -> float:
    """Return the area under the ROC curve: the chance that an anomaly outscores a normal digit.

    Raises
    ------
    Problem
        If there are no anomalies or no normal digits.
    """
    _check_both(is_anomaly)
    return float(roc_auc_score(np.asarray(is_anomaly, bool), np.asarray(scores)))


def auroc_interval(
    scores: ArrayLike,
    is_anomaly: ArrayLike,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """Return a percentile bootstrap interval for the AUROC (Efron & Tibshirani 1993, ch. 13).

    Normal and anomalous digits are resampled separately.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,).
    level : float
        Coverage, in (0, 1).
    resamples, seed : int

    Raises
    ------
    Problem
        If there are no anomalies or no normal digits.
    """
    _check_both(is_anomaly)
    anomalous = np.asarray(is_anomaly, bool)
    values, place = np.unique(np.asarray(scores), return_inverse=True)
    rng = np.random.default_rng(seed)
    normal, strange = (
        np.bincount(place[m], minlength=len(values)) for m in (~anomalous, anomalous)
    )
    areas = []
    for _ in range(resamples):
        n = rng.multinomial(normal.sum(), normal / normal.sum())
        s = rng.multinomial(strange.sum(), strange / strange.sum())
        areas.append(np.dot(s, np.cumsum(n) - n / 2) / (n.sum() * s.sum()))
    tail = (1 - level) / 2
    low, high = np.quantile(areas, [tail, 1 - tail])
    return float(low), float(high)


def roc(scores: ArrayLike, is_anomaly: ArrayLike) -> tuple[Scores, Scores]:
    """Return false and true positive rates, float64 (K,) each, along falling thresholds.

    Raises
    ------
    Problem
        If there are no anomalies or no normal digits.
    """
    _check_both(is_anomaly)
    false_rate, true_rate, _ = roc_curve(np.asarray(is_anomaly, bool), np.asarray(scores))
    return false_rate, true_rate


def _check_both(is_anomaly: ArrayLike) -> None:
    anomalous = np.asarray(is_anomaly, bool)
    if not anomalous.any():
        raise Problem("evaluation.no_anomalies")
    if anomalous.all():
        raise Problem("evaluation.no_normal")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
