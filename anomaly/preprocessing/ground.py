"""The ground of a photo: the colour of the paper around each pixel, in any light."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from skimage.filters.rank import median

from anomaly.preprocessing.arrays import Floats, Mask

# The lighting of a photo is judged on a thumbnail of this side.
THUMBNAIL_SIDE = 64
REACH = THUMBNAIL_SIDE // 5  # of the neighbourhood that is looked at
MIN_FREE = 0.25  # of a thumbnail's pixel that is not ink; else it tells nothing of the paper
# Contrast of the faintest ink that is drawn on purpose; black to white is about 1.7.
MIN_CONTRAST = 0.08
# Light and shadow change the ground's brightness, not its colour: the shares of red, green and blue
# may differ by so much from their median, in all but this part of the picture.
MAX_TINT, MAX_TINTED = 0.08, 0.05


def paper_around(smooth: Floats) -> Floats:
    """Return the colour of the paper around each pixel of a smoothed photo, (H, W, C).

    The paper is the median of a wide neighbourhood: pen lines are outliers to it, and the edge of
    a shadow stays an edge. Beyond the rim, the paper goes on as it is there: a photo may be cut
    close to the ink.
    """
    shrink = _shrink_of(smooth)
    paper = np.empty_like(smooth)
    for channel in range(smooth.shape[2]):
        layer = smooth[:, :, channel]
        beyond = np.pad(_shrunk(layer, shrink), REACH, mode="edge")
        inside = slice(REACH, -REACH)
        # Not of the thumbnail's own rim, which has ink that is near.
        beyond[:REACH, inside] = _shrunk_row(layer[0], shrink)
        beyond[-REACH:, inside] = _shrunk_row(layer[-1], shrink)
        beyond[inside, :REACH] = _shrunk_row(layer[:, 0], shrink)[:, None]
        beyond[inside, -REACH:] = _shrunk_row(layer[:, -1], shrink)[:, None]
        paper[:, :, channel] = _enlarged(_medians(beyond)[inside, inside], layer.shape)
    return paper


def paper_without(ink: Mask, smooth: Floats, paper: Floats) -> Floats:
    """Return the colour of the paper as `paper_around` does, of the pixels that are not ink.

    In a fat stroke, and between strokes, most of the neighbourhood may be ink. Where all of it is,
    the `paper` stays.
    """
    shrink = _shrink_of(smooth)
    free = (~ink).astype(np.float32)
    share = np.pad(_shrunk(free, shrink), REACH, mode="edge")
    is_free = share >= MIN_FREE
    inside = slice(REACH, -REACH)
    window = 2 * REACH + 1
    reached = _enlarged(ndimage.maximum_filter(is_free, window)[inside, inside], ink.shape) == 1
    without = paper.copy()
    for channel in range(smooth.shape[2]):
        layer = np.pad(_shrunk(smooth[:, :, channel] * free, shrink), REACH, mode="edge")
        medians = _medians(layer / np.maximum(share, MIN_FREE), is_free)[inside, inside]
        without[reached, channel] = _enlarged(medians, ink.shape)[reached]
    return without


def _medians(thumbnail: npt.NDArray[Any], mask: Mask | None = None) -> Floats:
    """Return the median around each pixel of a thumbnail, of those in a mask."""
    # On 8 bits, where histograms make it twenty times as fast.
    levels = np.rint(255 * np.clip(thumbnail, 0, 1)).astype(np.uint8)
    window = np.ones((2 * REACH + 1,) * 2, np.uint8)
    return np.asarray(median(levels, window, mask=mask) / 255, dtype=np.float32)


def _shrink_of(smooth: Floats) -> int:
    return max(1, round(max(smooth.shape) / THUMBNAIL_SIDE))


def _shrunk(layer: Floats, shrink: int) -> Floats:
    return np.asarray(Image.fromarray(layer).reduce(shrink))


def _shrunk_row(row: Floats, shrink: int) -> Floats:
    return np.asarray(Image.fromarray(row[None]).reduce((shrink, 1)))[0]


def _enlarged(thumbnail: npt.NDArray[Any], shape: tuple[int, ...]) -> Floats:
    image = Image.fromarray(thumbnail.astype(np.float32))
    return np.asarray(image.resize((shape[1], shape[0]), Image.Resampling.BILINEAR))


def distance_from_paper(smooth: Floats, paper: Floats, towards_ink: int) -> Floats:
    """Return how much (H, W) pixels are darker than the paper, or for 1 brighter.

    Relative to the paper's brightness, and in all its colours.
    """
    brightness = np.clip(paper, 0, 1).mean(axis=2)
    difference = np.clip(towards_ink * (smooth - paper), 0, None)
    return np.asarray(np.linalg.norm(difference, axis=2) / (brightness + 0.1))


def distances_of_ground(distance: Floats) -> Floats:
    """Return distances most of which are those of ground.

    They are the rim's where nothing stands out there: a photo cut close may be ink for the most.
    """
    rim = np.concatenate([distance[0], distance[-1], distance[:, 0], distance[:, -1]])
    return rim if float(np.quantile(rim, 0.95)) < MIN_CONTRAST else distance


def is_tinted(paper: Floats) -> bool:
    """Return whether part of the ground (H, W, C) has another colour than the rest."""
    colours = np.clip(paper[::4, ::4, :3], 0, 1)  # it changes slowly
    shares = (colours + 0.1) / (colours + 0.1).sum(axis=2, keepdims=True)
    differs = np.abs(shares - np.median(shares, axis=(0, 1))).max(axis=2) > MAX_TINT
    return bool(differs.mean() > MAX_TINTED)
