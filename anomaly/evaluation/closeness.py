"""Scores so near to a threshold that the verdict hangs on which digits were held out."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from anomaly.errors import UserError
from anomaly.evaluation.intervals import quantile_interval
from anomaly.evaluation.rules import quantile_threshold

# Confidence of the interval of the default threshold within which a score is a close call: with
# other held-out digits the line is as likely to fall beyond it as not. At 95% it would reach a
# third beyond the line of most detectors, whose highest held-out scores lie far apart.
CLOSE_LEVEL = 0.5


class Margin(NamedTuple):
    """Distances from a threshold within which a score is a close call, both at least 0."""

    below: float
    above: float

    def holds(self, score: float, threshold: float) -> bool:
        """Return whether a score is a close call at a threshold."""
        return -self.below <= score - threshold <= self.above


def close_margin(calibration: ArrayLike) -> Margin:
    """Return how near to a threshold a score is a close call.

    The default threshold is a quantile of the held-out digits at hand. With others it would lie
    elsewhere, within the interval as often as not, and a digit in there could be judged otherwise.
    The same distances hold around a threshold that was moved: a line drawn by eye is no more exact.

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.

    Returns
    -------
    Margin
        Of no width where no quantile divides the scores.
    """
    try:
        threshold = quantile_threshold(calibration)
    except UserError:
        return Margin(0.0, 0.0)
    # Where too few were held out for an end, it is the last of them.
    values = np.asarray(calibration)
    low, high = np.clip(quantile_interval(values, level=CLOSE_LEVEL), values.min(), values.max())
    return Margin(max(0.0, threshold - float(low)), max(0.0, float(high) - threshold))
