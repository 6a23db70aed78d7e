"""Rules that choose a threshold from scores; an anomaly is a digit with score >= threshold.

These look at held-out normal digits alone, those of `anomaly.evaluation.label_rules` at labelled
ones. Every rule either returns a finite threshold or raises a UserError that says why it has none.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from anomaly.errors import UserError
from anomaly.evaluation.checks import Labels, Scores, several_values
from anomaly.evaluation.cuts import just_above

DEFAULT_QUANTILE = 0.99
# Scores from which on the default rule is the quantile. That of fewer is next to the highest of
# them, which a further one passes twice as often as is said, and more.
MIN_FOR_QUANTILE = 50
# Chosen among 8, 10, 12 and 15: docs/measured.md, "A sign from a dozen pictures".
DEFAULT_CLIP = 15.0
# The 0.75 quantile of the unit normal: MAD / 0.6745 estimates its standard deviation. Rounded to
# four places as Iglewicz & Hoaglin print it.
MAD_OF_UNIT_NORMAL = 0.6745
ROUNDING = 1e-12  # shares closer than this, relatively, are the same share


def default_rule(count: int) -> str:
    """Return the name of the default rule for so many calibration scores.

    Of a few, as of a person's own pictures, it is the control limit of Shewhart. For ten scores,
    normally distributed, it is also what 99% of further ones stay below (Hahn & Meeker, Statistical
    Intervals, 1991, ch. 4). One wrong picture among them moves mean and deviation so far that next
    to nothing reaches the limit, so what is far above the others is clipped.
    """
    return "quantile" if count >= MIN_FOR_QUANTILE else "clipped"


def default_function(count: int) -> Callable[[ArrayLike], float]:
    """Return the rule of `default_rule`: scores -> a threshold, by the defaults of its settings."""
    return quantile_threshold if default_rule(count) == "quantile" else clipped_threshold


def default_threshold(calibration: ArrayLike) -> tuple[float, UserError | None]:
    """Return the default threshold, and a problem to report if the default rule has no answer.

    The default rule is that of `default_rule`, with the default of its setting.

    Where all held-out digits score the same, no quantile divides them; the threshold is then just
    above them.

    Raises
    ------
    UserError
        If there are no scores or one is not finite.
    """
    try:
        return default_function(np.size(np.asarray(calibration)))(calibration), None
    except UserError as problem:
        if problem.key != "rule.one_value":
            raise
        return just_above(float(np.asarray(calibration, np.float64)[0])), problem


def quantile_threshold(calibration: ArrayLike, quantile: float = DEFAULT_QUANTILE) -> float:
    """Return the threshold that a share `quantile` of held-out normal digits stay below.

    Interpolate linearly (Hyndman & Fan, "Sample quantiles in statistical packages", 1996, type 7).

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    quantile : float
        In (0, 1); 1 - quantile is the expected share of false alarms.

    Raises
    ------
    UserError
        If there are no scores, one is not finite, or all are the same.
    """
    return float(np.quantile(several_values(calibration), quantile))


def sigma_threshold(calibration: ArrayLike, sigmas: float = 3.0) -> float:
    """Return the mean plus `sigmas` sample standard deviations of held-out normal scores.

    The control limit of Shewhart, Economic Control of Quality of Manufactured Product, 1931.

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    sigmas : float

    Raises
    ------
    UserError
        If there are no scores, one is not finite, or all are the same.
    """
    values = several_values(calibration)
    return float(values.mean() + sigmas * values.std(ddof=1))


def clipped_threshold(calibration: ArrayLike, clip: float = DEFAULT_CLIP) -> float:
    """Return the mean plus 3 sample standard deviations of the scores that are not far above all.

    Those of `far_above` do not count.

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    clip : float
        As `far_above` takes it.

    Raises
    ------
    UserError
        If there are no scores, one is not finite, or all are the same.
    """
    values = several_values(calibration)
    return sigma_threshold(values[~far_above(values, clip)])


def far_above(scores: Scores, clip: float = DEFAULT_CLIP) -> Labels:
    """Return which scores lie more than `clip` deviations above their median, bool (N,).

    Deviations are estimated by the median absolute deviation, as in `mad_threshold`; where that
    is 0, none is said to.
    """
    median, deviation = _median_and_deviation(scores)
    return (scores > median + clip * deviation) & (deviation > 0)


def mad_threshold(calibration: ArrayLike, deviations: float = 3.5) -> float:
    """Return the score whose modified z-score is `deviations`: median + k * MAD / 0.6745.

    MAD is the median absolute deviation from the median, which a few outliers among the held-out
    digits cannot move far (Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993).

    Parameters
    ----------
    calibration : array_like
        (N,) scores of normal digits that were not fitted on.
    deviations : float

    Raises
    ------
    UserError
        If there are no scores, one is not finite, all are the same, or so many are the same that
        the MAD is 0.
    """
    values = several_values(calibration)
    median, deviation = _median_and_deviation(values)
    if deviation == 0:
        raise UserError("rule.no_spread", score=median)
    return median + deviations * deviation


def _median_and_deviation(values: Scores) -> tuple[float, float]:
    """Return the median, and the standard deviation as the median absolute deviation has it."""
    median = float(np.median(values))
    # One line of NumPy: `scipy.stats` has it, at 70 MB and 0.7 s for the import.
    return median, float(np.median(np.abs(values - median))) / MAD_OF_UNIT_NORMAL


def conformal_threshold(calibration: ArrayLike, alpha: float = 0.01) -> float:
    """Return the least threshold that flags exactly the scores with conformal p-value <= alpha.

    With normal digits that come in no particular order, at most a share `alpha` of them is flagged
    on average, however many are held out (Vovk, Gammerman & Shafer 2005; Bates et al. 2023).

    Parameters
    ----------
    calibration : array_like
        (N,) float32 scores of normal digits that were not fitted on.
    alpha : float
        In (0, 1).

    Raises
    ------
    UserError
        If there are no scores, one is not finite, all are the same, or there are fewer than
        1 / alpha - 1, so that no p-value is small enough.
    """
    values = several_values(calibration)
    size = values.size + 1
    least = math.floor(alpha * size)
    # The product may round across a whole number; the p-value's own division decides.
    least += ((least + 1) / size <= alpha) - (least / size > alpha)
    if least < 1:
        needed = math.ceil(1 / alpha - ROUNDING / alpha) - 1
        raise UserError("rule.too_few", count=values.size, needed=needed, alpha=alpha)
    return just_above(float(np.sort(values)[-least]))
