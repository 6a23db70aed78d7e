"""Scores so near to a threshold that the verdict hangs on which digits were held out."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from anomaly.errors import UserError
from anomaly.evaluation.checks import Scores
from anomaly.evaluation.rules import default_function, default_threshold

RESAMPLES = 20  # few enough to be counted in a sentence; a quantile of 1,000 scores takes 1 ms
# So many or fewer of the resampled thresholds agree on a close call: with other held-out digits the
# line is as likely as not to fall within the half of them in the middle.
MAX_FOR_CLOSE = 15


class Margin(NamedTuple):
    """Distances from a threshold within which a score is a close call, both at least 0."""

    below: float
    above: float

    def holds(self, score: float, threshold: float) -> bool:
        """Return whether a score is a close call at a threshold."""
        return -self.below <= score - threshold <= self.above


def resampled_thresholds(
    calibration: ArrayLike,
    choose: Callable[[Scores], float] | None = None,
    size: int | None = None,
) -> tuple[float, ...]:
    """Return the thresholds that a rule chooses from resampled scores, ascending.

    A bootstrap (Efron & Tibshirani 1993, ch. 6) of the held-out digits: where the line would lie
    with others.

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    choose : callable, optional
        The rule, from scores to a threshold; by default the default one.
    size : int, optional
        Of a resample: how many of the scores are of independent pictures; by default all.

    Returns
    -------
    tuple of float
        `RESAMPLES` of them; none where a resample leaves the rule without an answer.
    """
    values = np.asarray(calibration, np.float64)
    if choose is None:
        choose = default_function(values.size)
    rng = np.random.default_rng(0)
    try:
        chosen = [choose(rng.choice(values, size or values.size)) for _ in range(RESAMPLES)]
    except UserError:
        return ()
    return tuple(sorted(chosen))


def margin_of(band: Sequence[float], threshold: float) -> Margin:
    """Return how near to a threshold a score is a close call, by resampled thresholds.

    Parameters
    ----------
    band : sequence of float
        Ascending, `RESAMPLES` of them; without any the margin has no width.
    threshold : float
    """
    if not band:
        return Margin(0.0, 0.0)
    low, high = band[RESAMPLES - MAX_FOR_CLOSE - 1], band[MAX_FOR_CLOSE]
    return Margin(max(0.0, threshold - low), max(0.0, high - threshold))


def close_margin(calibration: ArrayLike, size: int | None = None) -> Margin:
    """Return how near to the default threshold a score is a close call.

    The same distances hold around a threshold that was moved: a line drawn by eye is no more exact.

    Parameters
    ----------
    calibration, size
        As `resampled_thresholds` takes them.

    Returns
    -------
    Margin
        Of no width where the default rule has no answer.
    """
    threshold, problem = default_threshold(calibration)
    if problem is not None:
        return Margin(0.0, 0.0)
    return margin_of(resampled_thresholds(calibration, size=size), threshold)


def agreement(band: Sequence[float], score: float, threshold: float) -> int:
    """Return how many resampled thresholds give a score the verdict that the threshold gives."""
    return sum((score >= other) == (score >= threshold) for other in band)


def is_far(band: Sequence[float], score: float) -> bool:
    """Return whether a score lies beyond a band (at least one) by more than the band's width."""
    width = band[-1] - band[0]
    return not band[0] - width <= score <= band[-1] + width
