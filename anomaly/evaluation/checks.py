"""Validation of scores and labels before anything is measured on them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.errors import UserError

Scores = NDArray[np.float64]
Labels = NDArray[np.bool_]


def finite(scores: ArrayLike) -> Scores:
    """Return `scores` as float64 (N,).

    Raises
    ------
    UserError
        If a score is not finite.
    """
    values = np.asarray(scores, np.float64)
    invalid = values.size - int(np.isfinite(values).sum())
    if invalid:
        raise UserError("evaluation.not_finite", count=invalid, total=values.size)
    return values


def both_kinds(is_anomaly: ArrayLike) -> Labels:
    """Return `is_anomaly` as bool (N,).

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits.
    """
    anomalous = np.asarray(is_anomaly, bool)
    if not anomalous.any():
        raise UserError("evaluation.no_anomalies")
    if anomalous.all():
        raise UserError("evaluation.no_normal")
    return anomalous


def several_values(scores: ArrayLike) -> Scores:
    """Return `scores` as float64 (N,), of which at least two differ.

    Raises
    ------
    UserError
        If there are none, one is not finite, or all are the same.
    """
    values = finite(scores)
    if values.size == 0:
        raise UserError("rule.no_digits")
    if values.min() == values.max():
        raise UserError("rule.one_value", count=values.size, score=float(values[0]))
    return values
