"""Conversion of pen paths into the 28x28 digits that detectors expect.

A drawing is its strokes, and MNIST's way (LeCun et al. 1998, section III-A) can be followed from
them exactly: the box around the paths is fitted into 20x20 pixels, drawn with a pen of MNIST's
width, and placed by its centre of mass. Nothing has to be recovered from a picture, so the brush
that was drawn with does not matter.

The page has the same steps in ``ui/components/pen/digit.js`` and takes the same decisions: the
arithmetic is float64 in the same order, so that both round alike.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from anomaly.data.image_format import BOX_SIDE, IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.drawing import CANVAS_SIDE
from anomaly.preprocessing.pen import Doubles, Frame, Paths, draw
from anomaly.preprocessing.pipeline import DEFAULTS, MAX_INK_SHARE, MIN_INK, CanvasSettings
from anomaly.validation import check_range

PEN_WIDTH = 18.0  # of the canvas' medium brush
MAX_COORDINATE = 1e6
# Ties of rounding are broken one way, whatever the order in which a sum was added up.
TIE = 1e-6


def digit_from_strokes(
    strokes: Sequence[npt.ArrayLike],
    pen_width: float | Sequence[float] = PEN_WIDTH,
    settings: CanvasSettings = DEFAULTS,
    side: float = CANVAS_SIDE,
) -> Floats | None:
    """Return the digit that pen paths make, as MNIST would have it.

    Parameters
    ----------
    strokes : sequence of array_like
        One (n, 2) array of points for each time the pen was down, x to the right and y downwards,
        in pixels of the canvas.
    pen_width : float or sequence of float
        Width of the brush in the same pixels, or one for each stroke.
    settings : CanvasSettings
    side : float
        Width and height of the canvas.

    Returns
    -------
    ndarray of float32, shape (28, 28), or None
        Intensity in [0, 1], ink bright on dark; None where there is no digit, see `judge_strokes`.

    Raises
    ------
    UserError
        If the strokes are no finite points, a width is not positive, or the side is below 1.

    Examples
    --------
    >>> digit = digit_from_strokes([[[140, 40], [140, 240]]])
    >>> digit.shape, float(digit.max())
    ((28, 28), 1.0)
    """
    return judge_strokes(strokes, pen_width, settings, side)[0]


def judge_strokes(
    strokes: Sequence[npt.ArrayLike],
    pen_width: float | Sequence[float] = PEN_WIDTH,
    settings: CanvasSettings = DEFAULTS,
    side: float = CANVAS_SIDE,
) -> tuple[Floats | None, str | None]:
    """Return the digit as `digit_from_strokes` does, and else the key of a sentence.

    Returns
    -------
    digit : ndarray of float32, shape (28, 28), or None
    problem : str or None
        ``"canvas.blank"``, ``"canvas.dot"`` or ``"canvas.full"`` where there is no digit.
    """
    paths = without_specks(checked_paths(strokes, pen_width, side), settings.speck_share)
    return judge_paths(paths, settings, side)


def judge_paths(
    paths: Paths, settings: CanvasSettings, side: float
) -> tuple[Floats | None, str | None]:
    """Return what `judge_strokes` does, of strokes that are checked and have no specks."""
    problem = _problem(paths, settings, side)
    if problem is not None:
        return None, problem
    small = fit(paths, settings, side)
    if small.sum() < MIN_INK:
        return None, "canvas.dot"
    return _centre(small, by_mass=settings.centre).astype(np.float32), None


def checked_paths(
    strokes: Sequence[npt.ArrayLike], pen_width: float | Sequence[float], side: float
) -> Paths:
    """Return strokes with at least one point each, checked as `digit_from_strokes` says."""
    try:
        points = [np.asarray(stroke, np.float64) for stroke in strokes]
        widths = np.broadcast_to(np.asarray(pen_width, np.float64), len(points)).tolist()
    except (TypeError, ValueError, OverflowError) as error:
        raise UserError("strokes.not_points") from error
    filled = [(stroke, width) for stroke, width in zip(points, widths, strict=True) if stroke.size]
    for stroke, width in filled:
        if stroke.ndim != 2 or stroke.shape[1] != 2:
            raise UserError("strokes.not_points")
        if not (np.abs(stroke) <= MAX_COORDINATE).all() or not 0 < width <= MAX_COORDINATE:
            raise UserError("strokes.not_points")
    check_range("side", side, 1, MAX_COORDINATE)
    return Paths([stroke for stroke, _ in filled], [width for _, width in filled])


def without_specks(paths: Paths, speck_share: float) -> Paths:
    """Return the strokes whose ink is at least a share of that of the largest."""
    areas = [_area(*path) for path in zip(paths.points, paths.widths, strict=True)]
    least = speck_share * max(areas, default=0.0)
    kept = [index for index, area in enumerate(areas) if area >= least]
    return Paths([paths.points[i] for i in kept], [paths.widths[i] for i in kept])


def _area(points: Doubles, width: float) -> float:
    """Return the ink of a stroke, in square pixels: its length and its two half discs."""
    steps = np.diff(points, axis=0)
    length = float(np.sqrt(steps[:, 0] ** 2 + steps[:, 1] ** 2).sum())
    return width * length + np.pi / 4 * width**2


def _bounds(paths: Paths, margins: Sequence[float]) -> tuple[Doubles, Doubles]:
    """Return the upper left and the lower right corner of the strokes with their margins."""
    both = list(zip(paths.points, margins, strict=True))
    low = np.min([points.min(axis=0) - margin for points, margin in both], axis=0)
    high = np.max([points.max(axis=0) + margin for points, margin in both], axis=0)
    return low, high


def _problem(paths: Paths, settings: CanvasSettings, side: float) -> str | None:
    """Return the key of the sentence that says why strokes are no digit; None if they are one."""
    if not paths.points:
        return "canvas.blank"
    if _is_full(paths, side):
        return "canvas.full"
    low, high = _bounds(paths, [0.0] * len(paths.points))
    is_dot = float((high - low).max()) <= settings.dot_length * max(paths.widths)
    return "canvas.dot" if is_dot else None


def _is_full(paths: Paths, side: float) -> bool:
    """Return whether strokes fill most of the canvas."""
    # Seldom is there enough ink for it, and drawing takes longer than all else.
    if sum(map(_area, paths.points, paths.widths)) <= MAX_INK_SHARE * side**2:
        return False
    canvas = Frame(IMAGE_SIDE / side, 0.0, 0.0, IMAGE_SIDE, IMAGE_SIDE)
    ink = draw(paths, canvas, [width * canvas.scale for width in paths.widths])
    return bool(np.mean(ink > 0.5) > MAX_INK_SHARE)


def frame_of(
    paths: Paths, settings: CanvasSettings, side: float, *, stroke: bool
) -> tuple[Frame, list[float]]:
    """Return where strokes go in the 20x20 box, and the pen for each in its pixels.

    Parameters
    ----------
    paths : Paths
    settings : CanvasSettings
    side : float
        Of the canvas.
    stroke : bool
        Whether they are drawn with a pen of MNIST's width, not with their own.
    """
    pen = settings.stroke_width
    if not settings.crop:
        scale = BOX_SIDE / side
        pens = [pen if stroke else width * scale for width in paths.widths]
        return Frame(scale, 0.0, 0.0, BOX_SIDE, BOX_SIDE), pens
    margins = [0.0 if stroke else width / 2 for width in paths.widths]
    low, high = _bounds(paths, margins)
    size = high - low
    scale = (BOX_SIDE - pen if stroke else BOX_SIDE) / float(size.max())
    pens = [pen if stroke else width * scale for width in paths.widths]
    rim = pen if stroke else 0.0
    width, height = (float(length) * scale + rim for length in size)
    columns, rows = (int(np.ceil(length - TIE)) for length in (width, height))
    # In the middle of whole pixels, as a scan that was fitted and cut to its ink would lie.
    left = (columns - width) / 2 + rim / 2 - float(low[0]) * scale
    top = (rows - height) / 2 + rim / 2 - float(low[1]) * scale
    return Frame(scale, left, top, columns, rows), pens


def fit(paths: Paths, settings: CanvasSettings, side: float) -> Doubles:
    """Return the strokes drawn into at most 20x20 pixels, float64 in [0, 1]."""
    return draw(paths, *frame_of(paths, settings, side, stroke=settings.stroke))


def _centre(small: Doubles, *, by_mass: bool) -> Doubles:
    """Place at most 20x20 pixels into 28x28, shifted by whole pixels as in MNIST.

    Centre by mass if `by_mass`, else by bounding box.
    """
    height, width = small.shape
    middle = [height / 2, width / 2]
    if by_mass:
        total = small.sum()
        middle = [
            float((small.sum(axis=1) * (np.arange(height) + 0.5)).sum() / total),
            float((small.sum(axis=0) * (np.arange(width) + 0.5)).sum() / total),
        ]
    # MNIST's centres of mass lie around the centre of pixel 14, half a pixel below the middle.
    target = IMAGE_SIDE / 2 + 0.5 * by_mass
    top, left = (
        min(max(int(np.floor(target - at + 0.5 - TIE)), 0), IMAGE_SIDE - length)
        for at, length in zip(middle, small.shape, strict=True)
    )
    digit = np.zeros((IMAGE_SIDE, IMAGE_SIDE))
    digit[top : top + height, left : left + width] = small
    return digit
