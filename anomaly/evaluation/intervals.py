"""Confidence intervals of the AUROC, and the AUROC against each digit."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.evaluation.checks import Labels, both_kinds, finite
from anomaly.evaluation.metrics import auroc


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
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    anomalous = both_kinds(is_anomaly)
    negatives, positives = _runs(scores, anomalous)
    total_n, total_p = negatives.sum(), positives.sum()
    at_n, at_p = np.flatnonzero(negatives), np.flatnonzero(positives)
    rng = np.random.default_rng(seed)
    areas = np.empty(resamples)
    n, p = np.zeros_like(negatives), np.zeros_like(positives)
    for row in range(resamples):
        n[at_n] = rng.multinomial(total_n, negatives[at_n] / total_n)
        p[at_p] = rng.multinomial(total_p, positives[at_p] / total_p)
        areas[row] = np.dot(p, np.cumsum(n) - n / 2) / (total_n * total_p)
    tail = (1 - level) / 2
    low, high = np.quantile(areas, [tail, 1 - tail])
    return float(low), float(high)


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
