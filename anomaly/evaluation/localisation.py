"""Localisation scores: does a difference map find the damaged pixels, where these are known?

As measured on industrial defects (Bergmann et al., "The MVTec Anomaly Detection Dataset", IJCV
2021) and by anomalib: over all pixels of all pictures at once.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.evaluation.checks import Scores, both_kinds, finite
from anomaly.validation import check_range

MAX_FPR = 0.3  # up to which the region overlap is averaged, as in the papers
MIN_OVERLAP = 0.5  # of a damaged place, from which it counts as found


def pixel_auroc(maps: ArrayLike, masks: ArrayLike) -> float:
    """Return the probability that a damaged pixel differs more than an intact one, in [0, 1].

    Parameters
    ----------
    maps : array_like
        float (N, H, W), how anomalous each pixel is.
    masks : array_like
        bool (N, H, W), the damaged pixels.

    Raises
    ------
    UserError
        If no pixel is damaged or none intact, or a value is not finite.
    """
    damaged = both_kinds(masks)
    return _area(maps, damaged, damaged.astype(np.float64), 1.0)


def region_overlap(maps: ArrayLike, masks: ArrayLike, max_fpr: float = MAX_FPR) -> float:
    """Return the per-region overlap (PRO) averaged over false positive rates up to `max_fpr`.

    The overlap of a region, connected damaged pixels of one picture, is the share of it at or above
    a threshold; regions of all sizes count alike. Chance gives ``max_fpr / 2``.

    Parameters
    ----------
    maps : array_like
        float (N, H, W), how anomalous each pixel is.
    masks : array_like
        bool (N, H, W), the damaged pixels.
    max_fpr : float
        In (0, 1].

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    UserError
        If no pixel is damaged or none intact, or a value is not finite.
    """
    check_range("max_fpr", max_fpr, 0.0, 1.0)
    damaged = both_kinds(masks)
    return _area(maps, damaged, _region_weights(damaged), max_fpr)


def overlaps(maps: ArrayLike, masks: ArrayLike) -> Scores:
    """Return how much of each damaged place is among the pixels that differ most.

    Of a picture with k damaged pixels, these are the k with the highest values.

    Parameters
    ----------
    maps : array_like
        float (N, H, W), how anomalous each pixel is.
    masks : array_like
        bool (N, H, W), the damaged pixels.

    Returns
    -------
    ndarray
        float64 (N,), in [0, 1]; nan where no pixel is damaged.
    """
    values = np.asarray(maps, np.float64).reshape(len(np.asarray(maps)), -1)
    damaged = np.asarray(masks, bool).reshape(values.shape)
    sizes = damaged.sum(axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    hits = np.cumsum(np.take_along_axis(damaged, order, axis=1), axis=1)
    found = hits[np.arange(len(values)), np.maximum(sizes - 1, 0)].astype(np.float64)
    return np.divide(found, sizes, out=np.full(len(values), np.nan), where=sizes > 0)


def _area(
    maps: ArrayLike, damaged: NDArray[np.bool_], weights: NDArray[np.float64], max_fpr: float
) -> float:
    """Return the area below the weighted ROC curve up to `max_fpr`, in units of that width."""
    values = finite(maps).ravel()
    order = np.argsort(-values, kind="stable")
    last = np.append(np.flatnonzero(np.diff(values[order])), values.size - 1)  # of each value
    hits = np.cumsum(weights.ravel()[order])[last]
    alarms = np.cumsum(~damaged.ravel()[order])[last]
    tpr = np.concatenate([[0.0], hits / hits[-1]])
    fpr = np.concatenate([[0.0], alarms / alarms[-1]])
    end = float(np.interp(max_fpr, fpr, tpr))
    within = fpr < max_fpr
    x, y = np.append(fpr[within], max_fpr), np.append(tpr[within], end)
    return float(np.trapezoid(y, x)) / max_fpr


def _region_weights(damaged: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return 1 / size of the region that each damaged pixel belongs to, else 0."""
    from scipy import ndimage

    # Neighbours within a picture, corners included, and none from one picture to the next.
    neighbours = np.zeros((3, 3, 3), bool)
    neighbours[1] = True
    regions, _ = ndimage.label(damaged, neighbours)
    sizes = np.bincount(regions.ravel())
    return np.where(damaged, 1 / sizes[regions], 0.0)
