"""The plane in which the codes of normal pictures vary most."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class LatentPlane:
    """The first two principal components of codes (Pearson 1901).

    Attributes
    ----------
    mean : ndarray
        float64 (K,), of the codes.
    axes : ndarray
        float64 (2, K), orthonormal; a row is zero where codes do not vary in so many directions.
    share : float
        Of the codes' variance, in [0, 1], along both axes together.
    """

    mean: NDArray[np.float64]
    axes: NDArray[np.float64]
    share: float

    @classmethod
    def of(cls, codes: ArrayLike) -> "LatentPlane":
        """Return the plane of codes (N, K).

        Each axis points to where its largest component is positive, so that the plane of a network
        that learns does not flip from epoch to epoch without need.
        """
        points = np.asarray(codes, np.float64)
        mean = points.mean(0)
        _, spreads, rows = np.linalg.svd(points - mean, full_matrices=False)
        axes = np.zeros((2, points.shape[1]))
        found = min(2, int((spreads > np.finfo(float).eps * max(spreads.max(), 1)).sum()))
        for axis in range(found):
            row = rows[axis]
            axes[axis] = row * np.sign(row[np.abs(row).argmax()])
        total = float(np.square(spreads).sum())
        share = float(np.square(spreads[:found]).sum()) / total if total > 0 else 1.0
        return cls(mean, axes, share)

    def project(self, codes: ArrayLike) -> NDArray[np.float64]:
        """Return where codes (N, K) lie in the plane, float64 (N, 2)."""
        points: NDArray[np.float64] = (np.asarray(codes, np.float64) - self.mean) @ self.axes.T
        return points
