"""Recovery of the pen's path from a mark made with a round brush of any width.

A brush of width w that follows a path leaves every point within w / 2 of the path. Seen from the
other side, the brush's centre only went where its disc fits into the mark: at points at least w / 2
deep. A thin mark has a thin line of those. A fat one, whose loops have closed, has whole areas of
them, but the path still runs along their edge, since it was the brush that made the outline. So
the path is what lies w / 2 deep, which opens a closed loop again, where a skeleton would leave one
line in its middle.

The exception is a sharp inner corner of the outline, as between the flag and the stem of a fat 1:
points w / 2 from it form an arc, a "fan", along which no pen needs to have gone. Where strokes
cross or meet, there are several fans around an area that is a little deeper, and the path is its
middle. A mark that is one blob throughout, such as a narrow 0 of a fat brush, cannot be told from
one fat line.
"""

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.spatial import KDTree
from skimage.measure import block_reduce
from skimage.morphology import skeletonize

from anomaly.preprocessing.arrays import Floats, Mask
from anomaly.preprocessing.pen import Doubles

# Where loops have closed, most of the skeleton is deeper than w / 2, hence not the median.
BRUSH_QUANTILE = 0.3
# Half the thickness of the band that counts as w / 2 deep, as a share of w / 2.
TOLERANCE = 0.1
# Angle in radians at the corner of the smallest fan; a right angle makes one of 1.6.
MIN_FAN_ANGLE = 0.5
CORNER = 9  # pixels; a corner's fan is gathered from a square of this side on the outline
FAN_POINTS = 12  # of the path nearest to such a square where the outline is straight
# Strokes that cross at 45 degrees or more are no deeper than this, in units of w / 2; gaps that
# are shorter than twice the share `MAX_GAP` do not part the lines that leave a crossing.
MAX_CROSSING, MAX_GAP = 1.6, 0.15
MAX_RADIUS = 0.1  # of the mask's side; of fatter strokes, closed loops are no deeper than crossings
MIN_BRANCH = 0.5  # of a path, in units of w / 2; ragged edges make shorter ones
BLOCK = 7  # pixels; a pen closes gaps below that
# How far along the path, in pixels, points are smoothed with: a digit's pixel and a half.
SMOOTHING = 27
# Where points lie around each other more like a crossing than like a line, they stay: the variance
# across, as a share of that along, up to which they are smoothed all the way, and not at all.
LINE, CROSSING = 0.1, 0.2
EIGHT_NEIGHBOURS = np.ones((3, 3), dtype=bool)


def find_path(mask: Mask) -> tuple[Mask, float]:
    """Return a line one pixel wide where the centre of the brush went, and the brush's width.

    Parameters
    ----------
    mask : ndarray of bool, shape (H, W)
        The mark, not touching the rim; not empty.

    Returns
    -------
    path : ndarray of bool, shape (H, W)
        At least one point.
    brush : float
        Its estimated width in pixels.
    """
    depth, nearest = ndimage.distance_transform_edt(mask, return_indices=True)
    skeleton = skeletonize(mask)
    radius = float(np.quantile(depth[skeleton], BRUSH_QUANTILE))
    core = depth >= (1 - TOLERANCE) * radius
    band = core & (depth <= (1 + TOLERANCE) * radius + 1)
    rim = core & ~ndimage.binary_erosion(core)
    rim_points = np.zeros(mask.shape, dtype=np.float32)  # by the outline's point nearest to them
    np.add.at(rim_points, tuple(nearest[:, rim]), 1)
    rim_points = ndimage.uniform_filter(rim_points, CORNER, mode="constant") * CORNER**2
    fans = band & (rim_points[tuple(nearest)] > FAN_POINTS + MIN_FAN_ANGLE * radius)
    crossings = np.zeros_like(core)
    if radius <= MAX_RADIUS * max(mask.shape):
        crossings = _crossings(core, fans | (core & ~band), depth, radius)
    thinner = skeleton & ~core
    path = _reconnect((band & ~fans) | crossings | thinner, fans & ~crossings)
    return _without_spurs(skeletonize(path), MIN_BRANCH * radius), 2 * radius


def _crossings(core: Mask, areas: Mask, depth: Doubles, radius: float) -> Mask:
    """Return the areas of the core where strokes cross or meet, whose path is their middle.

    They are not deep, and hold several lines around them together.
    """
    labels, _ = ndimage.label(areas, EIGHT_NEIGHBOURS)
    crossings = np.zeros_like(core)
    for at, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        box = tuple(slice(max(0, side.start - 3), side.stop + 3) for side in (down, across))
        area = labels[box] == at
        if depth[box][area].max() > MAX_CROSSING * radius:
            continue
        around = core[box] & ~area & ndimage.binary_dilation(area, EIGHT_NEIGHBOURS, 3)
        near = ndimage.distance_transform_edt(~around) <= MAX_GAP * radius
        if ndimage.label(near, EIGHT_NEIGHBOURS)[1] > 1:
            crossings[box] |= area
    return crossings


def _without_spurs(path: Mask, length: float) -> Mask:
    """Return a path without branches that end after less than a length, in pixels."""
    ones = EIGHT_NEIGHBOURS.astype(np.uint8)
    neighbours = ndimage.convolve(path.astype(np.uint8), ones, mode="constant") - path
    forks = ndimage.binary_dilation(path & (neighbours > 2), EIGHT_NEIGHBOURS)
    labels, count = ndimage.label(path & ~forks, EIGHT_NEIGHBOURS)

    def number_in(part: Mask) -> npt.NDArray[np.intp]:
        return np.bincount(labels[part], minlength=count + 1)

    at_fork = ndimage.binary_dilation(forks, EIGHT_NEIGHBOURS)
    is_spur = (number_in(path & (neighbours == 1)) > 0) & (number_in(at_fork) > 0)
    is_spur &= number_in(path) < length
    is_spur[0] = False
    return np.asarray(skeletonize(path & ~is_spur[labels]))


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
    """Count the components of a path in blocks of pixels."""
    return int(ndimage.label(block_reduce(path, BLOCK, np.max), EIGHT_NEIGHBOURS)[1])


def smoothed(path: Mask) -> Doubles:
    """Return the points of a path, (n, 2), x and y, without the steps that pixels make in it.

    Each is moved onto a parabola through those near it, fitted by weighted least squares: a step is
    a twelfth of the digit's pixels, which histograms of directions notice.
    """
    points = np.argwhere(path)[:, ::-1].astype(np.float64)
    pairs = KDTree(points).query_pairs(2 * SMOOTHING, output_type="ndarray")
    itself = np.arange(len(points))
    one, other = np.concatenate([pairs, pairs[:, ::-1], np.column_stack([itself, itself])]).T
    offset = points[other] - points[one]
    weight = np.exp(-(offset**2).sum(axis=1) / SMOOTHING**2)
    total = np.bincount(one, weight)

    def mean(values: Doubles) -> Doubles:
        return np.asarray(np.bincount(one, weight * values) / total)

    middle = np.column_stack([mean(offset[:, 0]), mean(offset[:, 1])])
    x, y = (offset - middle[one]).T
    angle = np.arctan2(2 * mean(x * y), mean(x * x) - mean(y * y)) / 2  # of the line through them
    cosine, sine = np.cos(angle), np.sin(angle)
    along, across = cosine[one] * x + sine[one] * y, cosine[one] * y - sine[one] * x
    square = along * along  # NumPy's ** takes fifteen times as long for powers above 2
    second, third, fourth = mean(square), mean(square * along), mean(square * square)
    # The parabola is bend * (along^2 - slope * along - second): means, covariance are 0.
    second = np.maximum(second, 1e-9)  # 0 of a single point
    slope = third / second
    rest = fourth - slope * third - second**2
    bend = np.where(rest > 1e-6 * fourth, mean(across * square) / np.maximum(rest, 1e-9), 0)
    here = -(cosine * middle[:, 0] + sine * middle[:, 1])
    aside = bend * (here**2 - slope * here - second)
    move = middle + np.column_stack([cosine * here - sine * aside, sine * here + cosine * aside])
    share = np.clip((CROSSING - mean(across * across) / second) / (CROSSING - LINE), 0, 1)
    return np.asarray(points + share[:, None] * move)


def paint(path: Mask, pen: float) -> Floats:
    """Draw a path with a round pen of any width in pixels: float32 (H, W) in [0, 1]."""
    distance = ndimage.distance_transform_edt(~path)
    return np.asarray(np.clip(pen / 2 + 0.5 - distance, 0, 1), dtype=np.float32)
