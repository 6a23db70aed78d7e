"""Preprocessing of drawings and photos into 28x28 digits as in MNIST, step by step.

MNIST's digits were fitted into 20x20 pixels with their shape kept, and placed in a field of 28x28
so that their centre of mass is in its middle (LeCun et al. 1998, "Gradient-based learning applied
to document recognition", section III-A). They were written with pens of about one width; drawings
come with any brush, so strokes are normalised to one width before the digit is shrunk.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from anomaly.preprocessing.arrays import Floats

# No digit is three fifths ink; a picture with more is a filled surface.
MAX_INK_SHARE = 0.6
# Summed intensity; MNIST's faintest training digit has several times as much.
MIN_INK = 3.0
ORIGINAL_SIDE = 280  # pixels of a file's picture that are kept beside its digit
# Of a sign as a whole, marks smaller than this share of the largest are dirt: a smiley's eyes stay.
WHOLE_SPECK_SHARE = 0.004
# Keys of the sentences on a picture without ink, one of nothing but ink, and one with only a dot.
CANVAS_PROBLEMS = ("canvas.blank", "canvas.full", "canvas.dot")
FILE_PROBLEMS = ("picture.blank", "picture.full", "picture.dot")


@dataclass(frozen=True)
class CanvasSettings:
    """Steps of the preprocessing, and their parameters.

    Attributes
    ----------
    crop : bool
        Fit the ink's bounding box into the 20x20 box, not the whole picture.
    stroke : bool
        Redraw the digit with a pen of MNIST's width.
    centre : bool
        Centre the centre of mass, not the bounding box.
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


class Place(NamedTuple):
    """A box in a picture, as shares of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Step:
    """An intermediate picture: its name and float32 (H, W) in [0, 1], ink bright on dark."""

    name: str
    picture: Floats


@dataclass(frozen=True)
class Trace:
    """The intermediate pictures and the digit of one drawing.

    Attributes
    ----------
    steps : tuple of Step
        "ink", "crop", "stroke", "fit" and "centre", less those switched off or not reached.
    digit : ndarray of float32, shape (28, 28), or None
        Intensity in [0, 1], ink bright on dark.
    problem : str or None
        Key of the sentence that says why there is no digit, else None.
    notices : tuple of str
        What should be known of the digit: ``"ground"``, ``"filled"`` or ``"several"``, see
        `anomaly.preprocessing.notices`.
    original : ndarray of uint8, or None
        A file's picture, at most 280 pixels a side.
    marks : tuple of Place
        Where marks are that could be the digit, the one most like one first.
    mark : int or None
        Which of them the digit was made of.
    """

    steps: tuple[Step, ...]
    digit: Floats | None
    problem: str | None
    notices: tuple[str, ...] = ()
    original: npt.NDArray[np.uint8] | None = None
    marks: tuple[Place, ...] = ()
    mark: int | None = None


DEFAULTS = CanvasSettings()


def to_digit(picture: npt.NDArray[np.uint8], settings: CanvasSettings = DEFAULTS) -> Floats | None:
    """Return the digit of a picture, float32 (28, 28) in [0, 1], or None; see `trace`."""
    return trace(picture, settings).digit


def trace(
    picture: npt.NDArray[np.uint8],
    settings: CanvasSettings = DEFAULTS,
    *,
    is_file: bool = False,
    is_whole: bool = False,
    mark: int = 0,
) -> Trace:
    """Turn a drawing or photo into a digit as in MNIST, and keep each step.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W), (H, W, 3) or (H, W, 4)
        Grey, RGB or RGBA, of any size; ink of any colour on any ground.
    settings : CanvasSettings
    is_file : bool
        Whether the picture comes from a file. One colour all over is then an empty picture, not a
        canvas painted over, and `Trace.problem` speaks of pictures, not of drawing.
    is_whole : bool
        Whether all marks together are one sign, which need not be a digit: small marks count, and
        so does a dot.
    mark : int
        Which of `Trace.marks` to take.

    Returns
    -------
    Trace

    Raises
    ------
    UserError
        If `picture` has another shape or dtype.
    """
    # SciPy and scikit-image take 0.3 s and 45 MB to load, and only drawings and photos need them.
    from anomaly.preprocessing.ink import read_sheet
    from anomaly.preprocessing.notices import notices_on_ink

    if is_whole:
        speck_share = min(settings.speck_share, WHOLE_SPECK_SHARE)
        settings = replace(settings, speck_share=speck_share)
    sheet = read_sheet(picture, settings.speck_share, is_whole=is_whole)
    problems = FILE_PROBLEMS if is_file else CANVAS_PROBLEMS
    found = sheet.marks.found
    taken = min(mark, max(0, len(found) - 1))
    ink = sheet.ink_of(found[taken]) if found else sheet.ink
    traced = _trace_ink(ink, settings, problems, takes_dots=is_whole)
    traced = replace(traced, marks=sheet.places(), mark=taken if found else None)
    if not is_file:
        return traced
    notices = notices_on_ink(sheet.ink, ink, sheet.is_even)
    if traced.digit is None or is_whole:
        notices = tuple(name for name in notices if name == "ground")
    return replace(traced, notices=notices, original=_shrink(picture))


def _trace_ink(
    ink: Floats, settings: CanvasSettings, problems: tuple[str, str, str], *, takes_dots: bool
) -> Trace:
    from anomaly.preprocessing.geometry import (
        centre,
        crop,
        draw_path,
        fit,
        make_mask,
        path_length,
        repaint,
    )
    from anomaly.preprocessing.stroke import find_path

    steps = [Step("ink", ink)]
    blank, full, dot = problems
    share = np.mean(ink > 0.5)
    if share == 0 or (problems is FILE_PROBLEMS and ink.min() == 1):
        return Trace(tuple(steps), None, blank)
    if share > MAX_INK_SHARE:
        return Trace(tuple(steps), None, full)
    if settings.crop:
        ink = crop(ink)
        steps.append(Step("crop", ink))
    mask = make_mask(ink)
    path, brush = find_path(mask)
    is_dot = path_length(path) <= max(1, settings.dot_length * brush)
    if is_dot and not takes_dots:
        return Trace(tuple(steps), None, dot)
    if settings.stroke and not is_dot:  # a dot has no path to follow
        ink = repaint(path, settings.stroke_width, cropped=settings.crop)
        steps.append(Step("stroke", ink))
    if settings.crop and settings.stroke and not is_dot:
        small, digit = draw_path(path, settings)
    else:
        small = fit(ink)
        digit = centre(small, by_mass=settings.centre)
    if small.sum() < MIN_INK:
        return Trace(tuple(steps), None, dot)
    steps += [Step("fit", small), Step("centre", digit)]
    return Trace(tuple(steps), digit, None)


def _shrink(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    image = Image.fromarray(np.ascontiguousarray(picture))
    image.thumbnail((ORIGINAL_SIDE, ORIGINAL_SIDE))
    return np.array(image)
