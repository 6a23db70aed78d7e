"""What scores must be before anything is measured on them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.errors import Problem

Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


def finite(scores: ArrayLike) -> Scores:
    """Return `scores` as float64 (N,).

    Raises
    ------
    Problem
        If a score is no number or infinite.
    """
    values = np.asarray(scores, np.float64)
    lost = values.size - int(np.isfinite(values).sum())
    if lost:
        raise Problem("evaluation.not_finite", count=lost, total=values.size)
    return values


def both_kinds(is_anomaly: ArrayLike) -> Mask:
    """Return `is_anomaly` as bool (N,).

    Raises
    ------
    Problem
        If there are no anomalies or no normal digits.
    """
    anomalous = np.asarray(is_anomaly, bool)
    if not anomalous.any():
        raise Problem("evaluation.no_anomalies")
    if anomalous.all():
        raise Problem("evaluation.no_normal")
    return anomalous


def several_values(scores: ArrayLike) -> Scores:
    """Return `scores` as float64 (N,), of which at least two differ.

    Raises
    ------
    Problem
        If there are none, one is not finite, or all are the same.
    """
    values = finite(scores)
    if values.size == 0:
        raise Problem("rule.no_digits")
    if values.min() == values.max():
        raise Problem("rule.one_value", count=values.size, score=float(values[0]))
    return values
