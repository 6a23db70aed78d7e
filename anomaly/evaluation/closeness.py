"""Scores so near to a threshold that the verdict hangs on which digits were held out."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from anomaly.errors import UserError
from anomaly.evaluation.checks import several_values
from anomaly.evaluation.rules import DEFAULT_QUANTILE, quantile_threshold

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


def quantile_interval(
    calibration: ArrayLike, quantile: float = DEFAULT_QUANTILE, level: float = 0.95
) -> tuple[float, float]:
    """Return the confidence interval of a quantile between two of the scores themselves.

    It assumes nothing of their distribution: how many of n scores lie below the true quantile is
    binomial (David & Nagaraja, Order Statistics, 3rd ed., 2003, section 7.1). Where the scores are
    too few for `level`, the interval ends at the least or the highest of them.

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    quantile, level : float
        In (0, 1).

    Raises
    ------
    UserError
        If there are no scores, one is not finite, or all are the same.
    """
    values = np.sort(several_values(calibration))
    size = len(values)
    k = np.arange(1, size + 1)
    odds = np.log(quantile) - np.log1p(-quantile)
    steps = np.cumsum(np.log((size - k + 1) / k) + odds)
    log_pmf = size * np.log1p(-quantile) + np.concatenate([[0.0], steps])
    cdf = np.cumsum(np.exp(log_pmf))  # (N + 1,), of how many lie below
    tail = (1 - level) / 2
    low = int(np.searchsorted(cdf, tail, "right")) - 1
    high = int(np.searchsorted(cdf, 1 - tail))
    return float(values[max(low, 0)]), float(values[min(high, size - 1)])


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
        low, high = quantile_interval(calibration, level=CLOSE_LEVEL)
        threshold = quantile_threshold(calibration)
    except UserError:
        return Margin(0.0, 0.0)
    return Margin(max(0.0, threshold - low), max(0.0, high - threshold))
