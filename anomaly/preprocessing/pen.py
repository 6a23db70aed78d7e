"""A round pen: where paths go in a small picture, and the ink that it leaves there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

CHUNK = 256  # segments drawn at a time, which take 25 MB in the largest pictures

Doubles = npt.NDArray[np.float64]


class Paths(NamedTuple):
    """The strokes that count: (n, 2) points each, and a width each."""

    points: list[Doubles]
    widths: list[float]


@dataclass(frozen=True)
class Frame:
    """Placement of paths in a small picture, in its pixels: x * scale + left, y * scale + top."""

    scale: float
    left: float
    top: float
    width: int
    height: int

    def zoomed(self, factor: float) -> "Frame":
        """Return the same frame with `factor` times as many pixels a side."""
        width, height = (max(1, round(side * factor)) for side in (self.width, self.height))
        return Frame(self.scale * factor, self.left * factor, self.top * factor, width, height)


def draw(paths: Paths, frame: Frame, pens: Sequence[float]) -> Doubles:
    """Draw strokes with round pens: float64 (height, width) in [0, 1].

    A pixel's grey is the pen's coverage where its edge is straight: 1 well inside, falling to 0
    over one pixel, and never more than the pen is wide.
    """
    x = np.arange(frame.width, dtype=np.float64) + 0.5
    y = np.arange(frame.height, dtype=np.float64)[:, None] + 0.5
    ink = np.zeros((frame.height, frame.width))
    for points, pen in zip(paths.points, pens, strict=True):
        places = np.column_stack(
            [points[:, 0] * frame.scale + frame.left, points[:, 1] * frame.scale + frame.top]
        )
        starts, ends = (places[:-1], places[1:]) if len(places) > 1 else (places, places)
        for first in range(0, len(starts), CHUNK):
            chunk = slice(first, first + CHUNK)
            distance = np.sqrt(_square_distance(x, y, starts[chunk], ends[chunk]))
            np.maximum(ink, np.clip(pen / 2 + 0.5 - distance, 0, min(1.0, pen)), out=ink)
    return ink


def _square_distance(x: Doubles, y: Doubles, starts: Doubles, ends: Doubles) -> Doubles:
    """Return each pixel's squared distance to the nearest of some segments, (H, W).

    Parameters
    ----------
    x, y : ndarray
        Centres of the pixels, (W,) and (H, 1).
    starts, ends : ndarray
        Ends of the segments, (S, 2).
    """
    start_x, start_y, end_x, end_y = (
        array[:, None, None] for array in (*starts.T, *ends.T)
    )  # (S, 1, 1)
    step_x, step_y = end_x - start_x, end_y - start_y
    square = step_x * step_x + step_y * step_y
    along = (x - start_x) * step_x + (y - start_y) * step_y  # (S, H, W)
    along = np.clip(along / np.where(square > 0, square, 1.0), 0, 1)
    away_x = x - (start_x + along * step_x)
    away_y = y - (start_y + along * step_y)
    return np.asarray((away_x * away_x + away_y * away_y).min(axis=0))
