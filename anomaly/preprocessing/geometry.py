"""Size and position of the ink: crop, working size, repainted stroke, fit and centre."""

import numpy as np
from PIL import Image
from scipy import ndimage

from anomaly.data.image_format import BOX_SIDE, IMAGE_SIDE
from anomaly.preprocessing.arrays import Floats, Mask
from anomaly.preprocessing.stroke import paint

# Fine enough that a stroke is some 16 pixels wide, coarse enough to take 10 ms on one core.
MASK_SIDE = 160
# Free room around the mask, for growing thin lines and for painting.
MARGIN = 8
# Thinner lines than this would be lost in the mask, so they are grown first.
MIN_THICKNESS = 4


def crop(ink: Floats) -> Floats:
    """Crop (H, W) ink to the bounding box of the pixels above 0.5."""
    return ink[_box(ink > 0.5)]


def _box(mask: Mask) -> tuple[slice, ...]:
    """Return the bounding box of a (H, W) mask."""
    (box,) = ndimage.find_objects(mask.astype(np.uint8))
    return tuple(box)


def path_length(path: Mask) -> int:
    """Return the longer side of the bounding box of a (H, W) path, in pixels."""
    return max(path[_box(path)].shape)


def _resize(ink: Floats, scale: float) -> Floats:
    """Rescale `ink`: box filter to shrink it, as MNIST's digits were, bicubic to enlarge it."""
    height, width = (max(1, round(side * scale)) for side in ink.shape)
    resampling = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    return np.clip(np.asarray(Image.fromarray(ink).resize((width, height), resampling)), 0, 1)


def fit(ink: Floats) -> Floats:
    """Rescale (H, W) ink so that its longer side is 20 pixels."""
    return _resize(ink, BOX_SIDE / max(ink.shape))


def make_mask(ink: Floats) -> Mask:
    """Return a mask of the ink, its longer side `MASK_SIDE` pixels, with a `MARGIN` around it."""
    scale = MASK_SIDE / max(ink.shape)
    padded = np.pad(ink, int(np.ceil(MARGIN / scale)))
    mask = padded > 0.5
    outline = mask & ~ndimage.binary_erosion(mask)
    thickness = 2 * mask.sum() / outline.sum() - 1
    if thickness < MIN_THICKNESS / scale:
        padded = ndimage.maximum_filter(padded, size=round(MIN_THICKNESS / scale - thickness) + 1)
    return np.asarray(ndimage.gaussian_filter(_resize(padded, scale), 1.5) > 0.5)


def repaint(path: Mask, stroke_width: float, *, cropped: bool) -> Floats:
    """Paint the path with a pen that is `stroke_width` pixels wide after fitting into the box.

    With `cropped`, the result is cropped to its ink; else it keeps the whole picture's frame.
    """
    if not cropped:
        whole = paint(path, stroke_width * MASK_SIDE / BOX_SIDE)
        return whole[MARGIN:-MARGIN, MARGIN:-MARGIN]
    pen = stroke_width * path_length(path) / (BOX_SIDE - stroke_width)
    return crop(paint(np.pad(path, int(pen)), pen))


def centre(small: Floats, *, by_mass: bool) -> Floats:
    """Place at most 20x20 pixels into 28x28, shifted by whole pixels as in MNIST.

    Centre by mass if `by_mass`, else by bounding box.
    """
    size = np.array(small.shape)
    centre_point = np.array(ndimage.center_of_mass(small)) + 0.5 if by_mass else size / 2
    # MNIST's centres of mass lie around the centre of pixel 14, half a pixel below the middle.
    corner = np.round(IMAGE_SIDE / 2 + 0.5 * by_mass - centre_point).astype(int)
    top, left = np.clip(corner, 0, IMAGE_SIDE - size)
    digit = np.zeros((IMAGE_SIDE, IMAGE_SIDE), dtype=np.float32)
    digit[top : top + size[0], left : left + size[1]] = small
    return digit
