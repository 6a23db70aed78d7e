"""Bins of scores along an axis in round figures."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

BINS = 60
MIN_STEPS = 500  # positions of a threshold along the axis


@dataclass(frozen=True)
class Axis:
    """Range of an axis of scores, in round figures."""

    low: float
    top: float

    @property
    def step(self) -> float:
        """Resolution of a threshold, a power of ten."""
        return 10.0 ** math.floor(math.log10((self.top - self.low) / MIN_STEPS))

    def edge(self, bar: int) -> float:
        """Return the lower edge of a bar."""
        return self.low + (self.top - self.low) * bar / BINS

    @property
    def decimals(self) -> int:
        """Decimals needed to write a step."""
        return max(1, -round(math.log10(self.step)))


@dataclass(frozen=True)
class Bins:
    """Counts of normal and anomalous scores in equal steps along `axis`; int (BINS,) each."""

    axis: Axis
    normal: np.ndarray
    anomalous: np.ndarray

    @property
    def highest(self) -> int:
        """The largest of the counts."""
        return int(max(self.normal.max(), self.anomalous.max()))


def axis_of(scores: ArrayLike) -> Axis:
    """Return an axis that contains 0 and all scores, float (N,)."""
    scores = np.asarray(scores, np.float64)
    low, top = _round_up(-scores.min(initial=0.0)), _round_up(scores.max(initial=0.0))
    return Axis(-low if low else 0.0, top if low or top else 1.0)


def _round_up(size: float) -> float:
    """Return the first round figure at or above a size."""
    if size <= 0:
        return 0.0
    step = 10.0 ** np.floor(np.log10(size)) / 2
    return float(np.ceil(size / step) * step)


def bin_scores(scores: ArrayLike, is_anomaly: ArrayLike, axis: Axis) -> Bins:
    """Count scores, float (N,), along an axis for `histogram`."""
    scores, anomaly_mask = np.asarray(scores), np.asarray(is_anomaly, bool)
    normal, anomalous = (
        np.histogram(scores[mask], bins=BINS, range=(axis.low, axis.top))[0]
        for mask in (~anomaly_mask, anomaly_mask)
    )
    return Bins(axis, normal, anomalous)
