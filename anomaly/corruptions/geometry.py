"""Affine warps of small pictures, and where they take a point.

Points are (x, y) in pixels, x to the right and y downwards, (0, 0) the middle of the first pixel.
"""

from dataclasses import dataclass

import numpy as np

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.preprocessing.arrays import Doubles

MIDDLE = (IMAGE_SIDE - 1) / 2


@dataclass(frozen=True)
class Warp:
    """Shear, then rotation about the picture's middle, then a shift: one warp a picture.

    Attributes
    ----------
    angle : ndarray
        float64 (N,), radians, clockwise on the screen.
    shear : ndarray
        float64 (N,), pixels to the right for each pixel upwards.
    shift : ndarray
        float64 (N, 2), pixels.
    """

    angle: Doubles
    shear: Doubles
    shift: Doubles

    @property
    def is_identity(self) -> bool:
        """Whether no picture is changed."""
        return not (self.angle.any() or self.shear.any() or self.shift.any())

    def move(self, points: Doubles) -> Doubles:
        """Return where points go, float64 (N, 2) -> (N, 2)."""
        x, y = (points - MIDDLE).T
        x = x - self.shear * y
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return np.stack([cos * x - sin * y, sin * x + cos * y], axis=1) + self.shift + MIDDLE

    def apply(self, images: Doubles) -> Doubles:
        """Return warped pictures, float64 (N, 28, 28); bilinear, with empty ground outside."""
        if self.is_identity:
            return images
        rows, columns = np.mgrid[:IMAGE_SIDE, :IMAGE_SIDE]
        dx = columns - MIDDLE - self.shift[:, 0, None, None]  # (N, 28, 28)
        dy = rows - MIDDLE - self.shift[:, 1, None, None]
        cos, sin = np.cos(self.angle)[:, None, None], np.sin(self.angle)[:, None, None]
        y = cos * dy - sin * dx
        x = cos * dx + sin * dy + self.shear[:, None, None] * y
        return _sample(images, x + MIDDLE, y + MIDDLE)


def _sample(images: Doubles, x: Doubles, y: Doubles) -> Doubles:
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    right_share, low_share = x - left, y - top
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    pictures = np.arange(len(images))[:, None, None]

    def at(row: np.ndarray, column: np.ndarray) -> Doubles:
        inside = [np.clip(index + 1, 0, IMAGE_SIDE + 1) for index in (row, column)]
        return np.asarray(padded[pictures, inside[0], inside[1]], np.float64)

    above = at(top, left) * (1 - right_share) + at(top, left + 1) * right_share
    below = at(top + 1, left) * (1 - right_share) + at(top + 1, left + 1) * right_share
    return above * (1 - low_share) + below * low_share
