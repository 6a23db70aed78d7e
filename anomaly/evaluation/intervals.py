"""Confidence intervals of the AUROC and of a quantile, and the AUROC against each digit."""

import math
from collections.abc import Iterable
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.evaluation.checks import Labels, Scores, both_kinds, finite
from anomaly.evaluation.metrics import auroc
from anomaly.evaluation.rules import DEFAULT_QUANTILE

BISECTIONS = 50


def auroc_interval(
    scores: ArrayLike,
    is_anomaly: ArrayLike,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """Return a percentile bootstrap interval for the AUROC (Efron & Tibshirani 1993, ch. 13).

    Normal and anomalous digits are resampled separately. An AUROC of 0 or 1 repeats in every
    resample, however few the digits; its interval is a score interval instead (Newcombe 2006,
    Confidence intervals for an effect size measure based on the Mann-Whitney statistic, part 2:
    method 5).

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,).
    level : float
        Coverage, in (0, 1).
    resamples, seed : int

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    anomalous = both_kinds(is_anomaly)
    negatives, positives = _runs(scores, anomalous)
    total_n, total_p = negatives.sum(), positives.sum()
    at_n, at_p = np.flatnonzero(negatives), np.flatnonzero(positives)
    rng = np.random.default_rng(seed)
    if (end := auroc(scores, anomalous)) in (0.0, 1.0):
        room = _room_at_the_end(int(total_n), int(total_p), level)
        return (1 - room, 1.0) if end else (0.0, room)
    areas = np.empty(resamples)
    n, p = np.zeros_like(negatives), np.zeros_like(positives)
    for row in range(resamples):
        n[at_n] = rng.multinomial(total_n, negatives[at_n] / total_n)
        p[at_p] = rng.multinomial(total_p, positives[at_p] / total_p)
        areas[row] = _pairs_won(n, p) / (total_n * total_p)
    tail = (1 - level) / 2
    low, high = np.quantile(areas, [tail, 1 - tail])
    return float(low), float(high)


def auroc_interval_by_hand(
    scores: ArrayLike,
    is_anomaly: ArrayLike,
    hands: ArrayLike,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """Return an interval for the AUROC of digits of which several are by the same hand.

    Whole hands are resampled, since digits of one hand are alike (cluster bootstrap; Field & Welsh
    2007), and the interval is expanded, since few hands vary too little in resamples (Hesterberg
    2015, What teachers should know about the bootstrap). It is never narrower than
    `auroc_interval`, which it is of a single hand, and where the AUROC is 0 or 1.

    Parameters
    ----------
    scores, is_anomaly, hands : array_like
        float, bool and int (N,); equal numbers stand for the same hand.
    level : float
        Coverage, in (0, 1).
    resamples, seed : int

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    anomalous, values = both_kinds(is_anomaly), finite(scores)
    names, hand = np.unique(np.asarray(hands), return_inverse=True)
    by_digit = auroc_interval(values, anomalous, level, resamples, seed)
    if len(names) < 2 or auroc(values, anomalous) in (0.0, 1.0):
        return by_digit
    _, rank = np.unique(values, return_inverse=True)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    areas = []
    for counts in drawn:
        weights, size = counts[hand], int(rank.max()) + 1
        n = np.bincount(rank[~anomalous], weights[~anomalous], size)
        p = np.bincount(rank[anomalous], weights[anomalous], size)
        if n.any() and p.any():
            areas.append(_pairs_won(n, p) / (n.sum() * p.sum()))
    tail = _expanded((1 - level) / 2, len(names))
    low, high = np.quantile(areas, [tail, 1 - tail])
    return min(float(low), by_digit[0]), max(float(high), by_digit[1])


def _pairs_won(negatives: NDArray[Any], positives: NDArray[Any]) -> float:
    """Return in how many pairs the anomaly has the higher score, half of the ties counted.

    Parameters
    ----------
    negatives, positives : ndarray
        How many digits of each kind have each score, ascending (K,).
    """
    return float(np.dot(positives, np.cumsum(negatives) - negatives / 2))


def _expanded(tail: float, count: int) -> float:
    """Return the share of resamples of `count` that is as far out as a tail should be."""
    from scipy.special import ndtr, stdtrit  # 14 MB, which only a class's wall needs

    return float(ndtr(np.sqrt(count / (count - 1)) * stdtrit(count - 1, tail)))


def auroc_by_label(
    scores: ArrayLike, labels: ArrayLike, normal: Iterable[int]
) -> dict[int, tuple[float, float, float]]:
    """Return the AUROC of the normal digits against each other label, with its 95% interval.

    Parameters
    ----------
    scores, labels : array_like
        float and int (N,).
    normal : iterable of int
        The labels that count as normal.

    Returns
    -------
    dict
        Anomalous label, ascending -> (area, low, high).

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    values, digits = finite(scores), np.asarray(labels)
    is_anomaly = both_kinds(~np.isin(digits, list(normal)))
    areas = {}
    for label in np.unique(digits[is_anomaly]):
        chosen = ~is_anomaly | (digits == label)
        labelled = values[chosen], is_anomaly[chosen]
        areas[int(label)] = (auroc(*labelled), *auroc_interval(*labelled))
    return areas


def quantile_interval(
    scores: ArrayLike, quantile: float = DEFAULT_QUANTILE, level: float = 0.95
) -> tuple[float, float]:
    """Return a distribution-free interval for a quantile, between two of the ordered scores.

    The number of scores below the true quantile is binomial, whatever the distribution; either
    tail has at most (1 - level) / 2 (David & Nagaraja, Order Statistics, 3rd ed., 2003, ch. 7.1).

    Parameters
    ----------
    scores : array_like
        float (N,), drawn independently from one distribution.
    quantile : float
        In (0, 1).
    level : float
        Coverage, at least; in (0, 1).

    Returns
    -------
    low, high : float
        Infinite where the scores are too few for an end: see `digits_for_upper_end`.

    Raises
    ------
    UserError
        If a score is not finite.
    """
    ordered, tail = np.sort(finite(scores)), (1 - level) / 2
    below = _binomial_cdf(ordered.size, quantile)  # P(at most k scores are below), k = 0, 1, ...
    first = int(np.searchsorted(below, tail, side="right"))  # least k that is more likely
    last = int(np.searchsorted(below, 1 - tail, side="left"))
    low = float(ordered[first - 1]) if first else -math.inf
    high = float(ordered[last]) if last < ordered.size else math.inf
    return low, high


def digits_for_upper_end(quantile: float = DEFAULT_QUANTILE, level: float = 0.95) -> int:
    """Return the least number of scores for which `quantile_interval` has an upper end."""
    return math.ceil(math.log((1 - level) / 2) / math.log(quantile))


def share_interval(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval for a share of which `count` of `total` were seen.

    Either end is the share at which so many, or more, are seen in (1 - level) / 2 of all cases
    (Clopper & Pearson 1934).

    Parameters
    ----------
    count, total : int
        Where `total` is 0, nothing is known: from 0 to 1.
    level : float
        Coverage, at least; in (0, 1).

    Examples
    --------
    >>> [round(end, 2) for end in share_interval(10, 10)]
    [0.69, 1.0]
    """
    tail = (1 - level) / 2

    def end(seen: int, goal: float) -> float:
        """Return the share at which at most `seen` are seen with a probability of `goal`."""
        low, high = 0.0, 1.0
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            is_rarer = _binomial_cdf(total, middle)[seen] < goal
            low, high = (low, middle) if is_rarer else (middle, high)
        return high

    at_least = end(count - 1, 1 - tail) if count else 0.0
    return at_least, end(count, tail) if count < total else 1.0


def _room_at_the_end(normal: int, anomalous: int, level: float) -> float:
    """Return the width of Newcombe's interval for an AUROC of 0 or 1.

    The end x of the interval [0, x] solves x² = z² x (1 - x) (1 + h (1 - x) / (2 - x) +
    h x / (1 + x)) / (normal * anomalous), h being half the number of digits less 1.
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    half, pairs = (normal + anomalous) / 2 - 1, normal * anomalous

    def excess(x: float) -> float:
        spread = 1 + half * ((1 - x) / (2 - x) + x / (1 + x))
        return x - z * z * (1 - x) * spread / pairs

    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    return high


def _binomial_cdf(count: int, share: float) -> Scores:
    """Return P(B <= k) for k = 0 ... count, B ~ Bin(count, share); `scipy.stats` costs 70 MB."""
    k = np.arange(count + 1)
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, count + 1)))])
    choices = factorials[count] - factorials - factorials[::-1]
    logs = choices + k * math.log(share) + (count - k) * math.log1p(-share)
    return np.minimum(np.cumsum(np.exp(logs)), 1.0)


def _runs(scores: ArrayLike, anomalous: Labels) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count normal and anomalous digits, int64 (K,) each, in runs of rising score.

    Neighbouring scores of one kind only rank the same against every score of the other kind, so
    they share a run: resampling runs is resampling digits, with far fewer numbers to draw.
    """
    values, rank = np.unique(finite(scores), return_inverse=True)
    negatives, positives = (
        np.bincount(rank[of_kind], minlength=len(values)) for of_kind in (~anomalous, anomalous)
    )
    mixed = (negatives > 0) & (positives > 0)
    is_start = np.diff(negatives > 0) | mixed[1:] | mixed[:-1]
    starts = np.concatenate([[0], 1 + np.flatnonzero(is_start)])
    return np.add.reduceat(negatives, starts), np.add.reduceat(positives, starts)
