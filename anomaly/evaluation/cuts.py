"""Every way a threshold can part labelled scores, counted at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.metrics import roc_curve

from anomaly.evaluation.checks import Scores, both_kinds, several_values


@dataclass(frozen=True)
class Cuts:
    """Thresholds from the highest to the lowest, one for each set of digits that can be flagged.

    Attributes
    ----------
    thresholds : NDArray
        float64 (K,), falling; the first flags nothing, the last everything.
    caught, false_alarms : NDArray
        int64 (K,), anomalous and normal digits at or above each. Counts, not rates, so that two
        cuts that are equally good compare equal.
    anomalies, normal : int
        How many digits of each kind there are.
    """

    thresholds: Scores
    caught: NDArray[np.int64]
    false_alarms: NDArray[np.int64]
    anomalies: int
    normal: int


def all_cuts(scores: ArrayLike, is_anomaly: ArrayLike) -> Cuts:
    """Return one cut below each distinct score, midway to the next lower one.

    The cut that flags everything is the lowest score itself.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float32 and bool (N,).

    Raises
    ------
    UserError
        If one kind of digit is missing, a score is not finite, or all are the same.
    """
    anomalous, values = both_kinds(is_anomaly), several_values(scores)
    false_rate, true_rate, steps = roc_curve(anomalous, values, drop_intermediate=False)
    above, below = steps[1:-1], steps[2:]
    middle = above / 2 + below / 2
    # between two neighbouring floats there is nothing
    middle = np.where((below < middle) & (middle < above), middle, above)
    anomalies = int(anomalous.sum())
    normal = anomalous.size - anomalies
    return Cuts(
        thresholds=np.concatenate([[just_above(steps[1])], middle, steps[-1:]]),
        caught=np.rint(true_rate * anomalies).astype(np.int64),
        false_alarms=np.rint(false_rate * normal).astype(np.int64),
        anomalies=anomalies,
        normal=normal,
    )


def just_above(score: float) -> float:
    """Return the least float32 above `score`; scores are float32, so >= it means > `score`."""
    return float(np.nextafter(np.float32(score), np.float32(np.inf)))
