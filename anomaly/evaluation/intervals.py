"""How sure an AUROC is, and the AUROC against each digit."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.evaluation.checks import both_kinds, finite
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
    normal, strange = _runs(scores, anomalous)
    normal_total, strange_total = normal.sum(), strange.sum()
    at_normal, at_strange = np.flatnonzero(normal), np.flatnonzero(strange)
    rng = np.random.default_rng(seed)
    areas = np.empty(resamples)
    n, s = np.zeros_like(normal), np.zeros_like(strange)
    for row in range(resamples):
        n[at_normal] = rng.multinomial(normal_total, normal[at_normal] / normal_total)
        s[at_strange] = rng.multinomial(strange_total, strange[at_strange] / strange_total)
        areas[row] = np.dot(s, np.cumsum(n) - n / 2) / (normal_total * strange_total)
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
    strange = both_kinds(~np.isin(digits, list(normal)))
    areas = {}
    for label in np.unique(digits[strange]):
        chosen = ~strange | (digits == label)
        kinds = values[chosen], strange[chosen]
        areas[int(label)] = (auroc(*kinds), *auroc_interval(*kinds))
    return areas


def _runs(
    scores: ArrayLike, anomalous: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count normal and anomalous digits, int64 (K,) each, in runs of rising score.

    Neighbouring scores of one kind only rank the same against every score of the other kind, so
    they share a run: resampling runs is resampling digits, with far fewer numbers to draw.
    """
    values, place = np.unique(finite(scores), return_inverse=True)
    normal, strange = (
        np.bincount(place[kind], minlength=len(values)) for kind in (~anomalous, anomalous)
    )
    mixed = (normal > 0) & (strange > 0)
    new = np.diff(normal > 0) | mixed[1:] | mixed[:-1]
    starts = np.concatenate([[0], 1 + np.flatnonzero(new)])
    return np.add.reduceat(normal, starts), np.add.reduceat(strange, starts)
