"""From a drawing or a photo to the picture MNIST would have had of it, step by step.

MNIST's digits were fitted into 20x20 pixels with their shape kept, and placed in a field of 28x28
so that their centre of mass is in its middle (LeCun et al. 1998, "Gradient-based learning applied
to document recognition", section III-A). They were written with pens of about one width; drawings
come with any brush, so the stroke's width is evened out before the digit is made small.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from anomaly.preprocessing.ink import Floats, find_ink
from anomaly.preprocessing.stroke import Mask, brush_width, find_path, paint

FIELD = 28
BOX = 20
# Fine enough that a stroke is some 16 pixels wide, coarse enough to take 10 ms on one core.
WORKING_SIDE = 160
# Free room around the digit at working size, for growing thin lines and for painting.
MARGIN = 8
# Thinner lines than this at working size would be lost, so they are grown first.
THINNEST = 4
# No digit is three fifths ink; what is, has been filled in.
FULL = 0.6
# Summed intensity; MNIST's faintest training digit has several times as much.
MIN_INK = 3.0


@dataclass(frozen=True)
class CanvasSettings:
    """Which steps a drawing takes to the model, and their measures.

    Attributes
    ----------
    crop : bool
        Fit the ink's bounding box into the 20x20 box, not the whole picture.
    stroke : bool
        Redraw the digit with a pen of MNIST's width.
    centre : bool
        Put the centre of mass into the middle of the field, not the box's middle.
    stroke_width : float
        The pen's width in pixels of the final picture.
    speck_share : float
        Marks smaller than this share of the largest one are dirt.
    dot_length : float
        A drawing whose pen moved less than this many brush widths is a dot, not a digit.
    """

    crop: bool = True
    stroke: bool = True
    centre: bool = True
    # At 2.2, MNIST's training digits redrawn keep their mean amount of ink. A little less forgives
    # the flags and bases that MNIST's 1s seldom have, and lets hardly more other digits pass.
    stroke_width: float = 2.0
    # The bar of a 5 is a tenth of its digit and more.
    speck_share: float = 0.02
    # A tap with a finger moves by some pixels; the shortest 1 is two brushes long.
    dot_length: float = 0.6


@dataclass(frozen=True)
class Step:
    """A picture on the way: its name and float32 (H, W) intensity in [0, 1], ink bright on dark."""

    name: str
    picture: Floats


@dataclass(frozen=True)
class Trace:
    """The way of one drawing.

    Attributes
    ----------
    steps : tuple of Step
        "ink", "crop", "stroke", "fit" and "centre", less those switched off or not reached.
    digit : ndarray of float32, shape (28, 28), or None
        Intensity in [0, 1], ink bright on dark.
    problem : str or None
        Where there is no digit, the name of the sentence that says why.
    """

    steps: tuple[Step, ...]
    digit: Floats | None
    problem: str | None


DEFAULTS = CanvasSettings()


def to_digit(picture: npt.NDArray[np.uint8], settings: CanvasSettings = DEFAULTS) -> Floats | None:
    """Return the digit `trace` ends with: float32 (28, 28) in [0, 1], or None if there is none."""
    return trace(picture, settings).digit


def trace(picture: npt.NDArray[np.uint8], settings: CanvasSettings = DEFAULTS) -> Trace:
    """Turn a drawing or photo into what MNIST would have had of it, and keep each step.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W), (H, W, 3) or (H, W, 4)
        Grey, RGB or RGBA, of any size; ink of any colour on any ground.
    settings : CanvasSettings
        The steps to take.

    Returns
    -------
    Trace
        The steps and the digit, or the name of what is wrong with the drawing.

    Raises
    ------
    UserError
        If `picture` has another shape or dtype.
    """
    ink = find_ink(picture, settings.speck_share)
    steps = [Step("ink", ink)]
    share = np.mean(ink > 0.5)
    if share == 0 or share > FULL:
        return Trace(tuple(steps), None, "canvas.blank" if share == 0 else "canvas.full")
    if settings.crop:
        ink = _crop(ink)
        steps.append(Step("crop", ink))
    mask = _at_working_size(ink)
    brush = brush_width(mask)
    path = find_path(mask, brush)
    if _length(path) < settings.dot_length * brush:
        return Trace(tuple(steps), None, "canvas.dot")
    if settings.stroke:
        ink = _redraw(path, settings)
        steps.append(Step("stroke", ink))
    small = _resize(ink, BOX / max(ink.shape))
    if small.sum() < MIN_INK:
        return Trace(tuple(steps), None, "canvas.dot")
    digit = _place(small, by_mass=settings.centre)
    steps += [Step("fit", small), Step("centre", digit)]
    return Trace(tuple(steps), digit, None)


def _crop(ink: Floats) -> Floats:
    """Cut (H, W) ink to the bounding box of what is at least half bright."""
    return ink[_box(ink > 0.5)]


def _box(mask: Mask) -> tuple[slice, ...]:
    """Return the bounding box of what is true in a (H, W) mask."""
    (box,) = ndimage.find_objects(mask.astype(np.uint8))
    return tuple(box)


def _length(path: Mask) -> int:
    """Return the longer side of the bounding box of a (H, W) path."""
    return max(path[_box(path)].shape)


def _resize(ink: Floats, scale: float) -> Floats:
    """Return `ink` at another scale, by area when it shrinks, as MNIST's digits were."""
    height, width = (max(1, round(side * scale)) for side in ink.shape)
    way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    return np.clip(np.asarray(Image.fromarray(ink).resize((width, height), way)), 0, 1)


def _at_working_size(ink: Floats) -> Mask:
    """Return where the ink is, its longer side `WORKING_SIDE` pixels and a `MARGIN` around it."""
    scale = WORKING_SIDE / max(ink.shape)
    roomy = np.pad(ink, int(np.ceil(MARGIN / scale)))
    mask = roomy > 0.5
    outline = mask & ~ndimage.binary_erosion(mask)
    thickness = 2 * mask.sum() / outline.sum() - 1
    if thickness < THINNEST / scale:
        roomy = ndimage.maximum_filter(roomy, size=round(THINNEST / scale - thickness) + 1)
    return np.asarray(ndimage.gaussian_filter(_resize(roomy, scale), 1.5) > 0.5)


def _redraw(path: Mask, settings: CanvasSettings) -> Floats:
    """Paint the path with the pen that is `stroke_width` wide once all is fitted into the box."""
    if not settings.crop:
        whole = paint(path, settings.stroke_width * WORKING_SIDE / BOX)
        return whole[MARGIN:-MARGIN, MARGIN:-MARGIN]
    pen = settings.stroke_width * _length(path) / (BOX - settings.stroke_width)
    return _crop(paint(np.pad(path, int(pen)), pen))


def _place(small: Floats, *, by_mass: bool) -> Floats:
    """Put at most 20x20 pixels into the field of 28x28, moved by whole pixels as in MNIST."""
    size = np.array(small.shape)
    middle = np.array(ndimage.center_of_mass(small)) + 0.5 if by_mass else size / 2
    # MNIST's centres of mass lie around the centre of pixel 14, half a pixel below the middle.
    corner = np.round(FIELD / 2 + 0.5 * by_mass - middle).astype(int)
    top, left = np.clip(corner, 0, FIELD - size)
    digit = np.zeros((FIELD, FIELD), dtype=np.float32)
    digit[top : top + size[0], left : left + size[1]] = small
    return digit
