"""The ground of a photo: the colour of the paper around each pixel, in any light."""

import numpy as np
from PIL import Image
from skimage.filters.rank import median

from anomaly.preprocessing.arrays import Floats

# The lighting of a photo is judged on a thumbnail of this side.
THUMBNAIL_SIDE = 64
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
    height, width, channels = smooth.shape
    shrink = max(1, round(max(height, width) / THUMBNAIL_SIDE))
    reach = THUMBNAIL_SIDE // 5
    paper = np.empty_like(smooth)
    for channel in range(channels):
        layer = Image.fromarray(smooth[:, :, channel])
        beyond = np.pad(np.asarray(layer.reduce(shrink)), reach, mode="edge")
        inside = slice(reach, -reach)
        # Not of the thumbnail's own rim, which has ink that is near.
        beyond[:reach, inside] = _shrunk_row(smooth[0, :, channel], shrink)
        beyond[-reach:, inside] = _shrunk_row(smooth[-1, :, channel], shrink)
        beyond[inside, :reach] = _shrunk_row(smooth[:, 0, channel], shrink)[:, None]
        beyond[inside, -reach:] = _shrunk_row(smooth[:, -1, channel], shrink)[:, None]
        # On 8 bits, where histograms make it twenty times as fast.
        levels = np.rint(255 * np.clip(beyond, 0, 1)).astype(np.uint8)
        medians = median(levels, np.ones((2 * reach + 1,) * 2, np.uint8))[inside, inside]
        medians = medians.astype(np.float32) / 255
        light = Image.fromarray(medians).resize((width, height), Image.Resampling.BILINEAR)
        paper[:, :, channel] = np.asarray(light)
    return paper


def _shrunk_row(row: Floats, shrink: int) -> Floats:
    return np.asarray(Image.fromarray(row[None]).reduce((shrink, 1)))[0]


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
