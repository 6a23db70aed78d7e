"""Recovery of the pen's path from a mark made with a round brush of any width.

A brush of width w that follows a path leaves every point within w / 2 of the path. Seen from the
other side, the brush's centre only went where its disc fits into the mark: at points at least w / 2
deep. A thin mark has a thin line of those. A fat one, whose loops have closed, has whole areas of
them, but the path still runs along their edge, since it was the brush that made the outline. So
the path is what lies w / 2 deep, which opens a closed loop again, where a skeleton would leave one
line in its middle.

The exception is a sharp inner corner of the outline, as between the flag and the stem of a fat 1:
points w / 2 from it form an arc, a "fan", along which no pen needs to have gone. And a mark that
is one blob throughout, such as a narrow 0 of a fat brush, cannot be told from one fat line.
"""

import numpy as np
from scipy import ndimage
from skimage.measure import block_reduce
from skimage.morphology import skeletonize

from anomaly.preprocessing.arrays import Floats, Mask

# Where loops have closed, most of the skeleton is deeper than w / 2, hence not the median.
BRUSH_QUANTILE = 0.3
# Half the thickness of the band that counts as w / 2 deep, as a share of w / 2.
TOLERANCE = 0.1
# Angle in radians at the corner of the smallest fan; a right angle makes one of 1.6.
MIN_FAN_ANGLE = 0.5
EIGHT_NEIGHBOURS = np.ones((3, 3), dtype=bool)


def brush_width(mask: Mask) -> float:
    """Estimate the width in pixels of the brush that made a (H, W) mark."""
    depth = ndimage.distance_transform_edt(mask)
    return float(2 * np.quantile(depth[skeletonize(mask)], BRUSH_QUANTILE))


def find_path(mask: Mask, brush: float) -> Mask:
    """Return a line one pixel wide where the centre of the brush went.

    Parameters
    ----------
    mask : ndarray of bool, shape (H, W)
        The mark, not touching the rim.
    brush : float
        The brush's width in pixels.

    Returns
    -------
    ndarray of bool, shape (H, W)
        The path; at least one point where `mask` has any.
    """
    depth, nearest = ndimage.distance_transform_edt(mask, return_indices=True)
    core = depth >= (1 - TOLERANCE) * brush / 2
    band = core & (depth <= (1 + TOLERANCE) * brush / 2 + 1)
    rim = core & ~ndimage.binary_erosion(core)
    rim_points = np.zeros(mask.shape, dtype=np.float32)  # by the outline's point nearest to them
    np.add.at(rim_points, tuple(nearest[:, rim]), 1)
    rim_points = ndimage.uniform_filter(rim_points, 5, mode="constant") * 25
    fans = band & (rim_points[tuple(nearest)] > 7 + MIN_FAN_ANGLE * brush / 2)
    thinner = skeletonize(mask) & ~core
    path = (band & ~fans) | thinner
    return np.asarray(skeletonize(_reconnect(path, fans)))


def _reconnect(path: Mask, fans: Mask) -> Mask:
    """Add the `fans`, smallest first, that join pieces of the path."""
    labels, count = ndimage.label(fans, EIGHT_NEIGHBOURS)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    pieces = _pieces(path)
    for fan in np.argsort(sizes) + 1:
        joined = path | (labels == fan)
        if _pieces(joined) < pieces:
            path, pieces = joined, _pieces(joined)
    return path


def _pieces(path: Mask) -> int:
    """Count the components of a path in blocks of 4 pixels; a pen closes gaps below that."""
    return int(ndimage.label(block_reduce(path, 4, np.max), EIGHT_NEIGHBOURS)[1])


def paint(path: Mask, pen: float) -> Floats:
    """Draw a path with a round pen of any width in pixels: float32 (H, W) in [0, 1]."""
    distance = ndimage.distance_transform_edt(~path)
    return np.asarray(np.clip(pen / 2 + 0.5 - distance, 0, 1), dtype=np.float32)
