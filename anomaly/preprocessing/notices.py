"""Signs that a drawing or a picture is not one digit in pen lines on even ground.

A detector scores whatever it is given. These notices say what its score is then about; they change
no digit and no verdict. Real digits are hardly ever noticed: how often is measured by
``tests/benchmarks/notices.py``.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from anomaly.preprocessing.arrays import Floats, Mask
from anomaly.preprocessing.drawing import CANVAS_SIDE
from anomaly.preprocessing.pipeline import CanvasSettings
from anomaly.preprocessing.strokes import PEN_WIDTH, checked_paths, without_specks

MASK_SIDE = 140  # pixels of the masks that are looked at, along their longer side
# A part this share as high as the whole can be a digit; dots, bars and serifs are lower.
MIN_HEIGHT = 0.5
# Two parts are beside each other if half of the lower one's rows or more have ink of both, and in
# each of these one ends before the other begins. They are two digits if the least room between them
# is this share of their height; the strokes of a 4 or a 5 that do not meet come nearer.
MIN_ROWS, MIN_GAP = 0.5, 0.05
# The pen's way, in units of the digit's longer side. Of a scribble it goes on and on.
MAX_LENGTH = 5.5
# Widest circle within the ink, as a share of the digit's longer side. Lines are thinner.
MAX_WIDTH = 0.45


def notices_on_strokes(
    strokes: Sequence[npt.ArrayLike],
    pen_width: float | Sequence[float] = PEN_WIDTH,
    side: float = CANVAS_SIDE,
) -> tuple[str, ...]:
    """Return what should be known of a drawing beside its verdict.

    Parameters
    ----------
    strokes, pen_width, side
        As `digit_from_strokes` takes them.

    Returns
    -------
    tuple of str
        ``"filled"`` for a scribble that fills an area, ``"several"`` for digits side by side; else
        nothing.

    Raises
    ------
    UserError
        As `digit_from_strokes`.
    """
    drawn = checked_paths(strokes, pen_width, side)
    paths = without_specks(drawn, CanvasSettings.speck_share)
    if not paths.points:
        return ()
    length = sum(float(np.hypot(*np.diff(points, axis=0).T).sum()) for points in paths.points)
    if length > MAX_LENGTH * np.ptp(np.concatenate(paths.points), axis=0).max():
        return ("filled",)
    scale = MASK_SIDE / side
    masks = [
        _paint(points * scale, width * scale)
        for points, width in zip(paths.points, paths.widths, strict=True)
    ]
    return ("several",) if _are_several(_joined(masks)) else ()


def notices_on_ink(ink: Floats, judged: Floats, is_even: bool) -> tuple[str, ...]:
    """Return what should be known of a picture file beside its verdict.

    Parameters
    ----------
    ink : ndarray
        float32 (H, W): all ink of the picture.
    judged : ndarray
        float32 (H, W): that of the mark which the digit is made of.
    is_even : bool
        Whether the ground is even, as in `anomaly.preprocessing.ink.Sheet`.

    Returns
    -------
    tuple of str
        ``"ground"`` where the ground is not even, else ``"filled"`` for an area without lines, else
        ``"several"`` for digits side by side; else nothing.
    """
    if not is_even:
        return ("ground",)
    from scipy import ndimage

    if _is_filled(judged):
        return ("filled",)
    labels, count = ndimage.label(_mask(ink), structure=np.ones((3, 3)))
    parts = [labels == part for part in range(1, count + 1)]
    return ("several",) if _are_several(parts) else ()


def _is_filled(ink: Floats) -> bool:
    """Return whether ink, (H, W), is an area and not lines."""
    from scipy import ndimage

    inked = np.nonzero(ink > 0.5)
    if not inked[0].size:
        return False
    # Cropped first, since a small mark on a large sheet would be left with few pixels.
    mask = _mask(ink[tuple(slice(at.min(), at.max() + 1) for at in inked)])
    longer = max(mask.shape) - 2
    return bool(2 * ndimage.distance_transform_edt(mask).max() > MAX_WIDTH * longer)


def _mask(ink: Floats) -> Mask:
    """Return where ink, (H, W), is, at most `MASK_SIDE` pixels a side with a rim around it."""
    image = Image.fromarray(ink)
    image.thumbnail((MASK_SIDE, MASK_SIDE), Image.Resampling.BOX)
    return np.pad(np.asarray(image) > 0.5, 1)


def _paint(points: npt.NDArray[np.float64], width: float) -> Mask:
    """Return the ink of a stroke, (MASK_SIDE, MASK_SIDE)."""
    sheet = Image.new("1", (MASK_SIDE, MASK_SIDE))
    pen, radius = ImageDraw.Draw(sheet), max(0.5, width / 2)
    corners = [(float(x), float(y)) for x, y in points]
    if len(corners) > 1:
        pen.line(corners, fill=1, width=max(1, round(width)), joint="curve")
    for x, y in (corners[0], corners[-1]):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=1)
    return np.asarray(sheet)


def _joined(masks: Sequence[Mask]) -> list[Mask]:
    """Return the parts of a drawing: masks that touch each other, directly or by others, as one."""
    flat = np.stack([mask.ravel() for mask in masks]).astype(np.float32)  # (S, pixels)
    touching = flat @ flat.T > 0
    parts: list[Mask] = []
    left = set(range(len(masks)))
    while left:
        part, new = set(), {left.pop()}
        while new:
            part |= new
            new = {other for each in new for other in left if touching[each, other]}
            left -= new
        parts.append(np.any([masks[each] for each in part], axis=0))
    return parts


def _are_several(parts: Sequence[Mask]) -> bool:
    """Return whether two parts of the ink, (H, W) each, are digits beside each other."""
    if len(parts) < 2:
        return False
    height = np.ptp(np.nonzero(np.any(parts, axis=0))[0]) + 1
    tall = [part for part in parts if np.ptp(np.nonzero(part)[0]) + 1 >= MIN_HEIGHT * height]
    return any(_is_beside(one, other) for one in tall for other in tall if one is not other)


def _is_beside(one: Mask, other: Mask) -> bool:
    """Return whether one part ends before the other begins, with room between them."""
    inked = one.any(axis=1), other.any(axis=1)
    both = inked[0] & inked[1]
    heights = [int(rows.sum()) for rows in inked]
    if both.sum() < MIN_ROWS * min(heights):
        return False
    ends = one.shape[1] - one[both, ::-1].argmax(axis=1)
    gaps = other[both].argmax(axis=1) - ends
    return bool(gaps.min() >= MIN_GAP * max(heights))
