"""Finding the ink in a picture: any colour, either polarity, drawings and photos alike."""

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from skimage.filters import threshold_otsu

from anomaly.text import Problem

Floats = npt.NDArray[np.float32]

# Larger pictures are shrunk to this side first: a pen line stays several pixels wide, noise goes.
WORKING_SIDE = 800
# The lighting of a photo is judged on a thumbnail of this side.
THUMBNAIL_SIDE = 48
# A drawing's rim is one colour but for strokes that leave it and for the noise of JPEG.
RIM_SHARE, RIM_TOLERANCE = 0.7, 6 / 255
# Ink fainter than this, on the scale where black to white is about 1.7, is not drawn on purpose.
FAINTEST = 0.08
# Ink of a photo stands out from the paper's grain by at least this many median deviations.
GRAIN_FACTOR = 8.0


def find_ink(picture: npt.NDArray[np.uint8], speck_share: float) -> Floats | None:
    """Tell ink from its ground by how far each pixel's colour is from the ground's.

    A picture whose rim is one colour is a drawing on that ground. Any other is a photo: the ground
    is then what surrounds each pixel, and differences count relative to its brightness, because a
    shadow dims paper and ink alike. The cut between ink and ground is Otsu's (1979), softened so
    that smooth edges stay smooth.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W), (H, W, 3) or (H, W, 4)
        Grey, RGB or RGBA.
    speck_share : float
        Separate marks smaller than this share of all ink are dirt and are wiped away.

    Returns
    -------
    ndarray of float32, shape (H', W'), or None
        Intensity in [0, 1], ink bright, at most 800 pixels a side; None if there is no ink.

    Raises
    ------
    Problem
        If `picture` has another shape or dtype, or a side without pixels.
    """
    layers = _layers(picture)
    rim = np.concatenate([layers[0], layers[-1], layers[:, 0], layers[:, -1]])
    ground = np.median(rim, axis=0)
    is_drawing = np.mean(np.abs(rim - ground).max(axis=1) <= RIM_TOLERANCE) >= RIM_SHARE
    if is_drawing:
        distance = np.linalg.norm(layers - ground, axis=2)
    else:
        distance = _distance_from_paper(layers)
    ink = _soft_threshold(distance.astype(np.float32))
    return None if ink is None else _without_dirt(ink, speck_share, wipe_rim=not is_drawing)


def _layers(picture: npt.NDArray[np.uint8]) -> Floats:
    """Return float32 (H, W, C) in [0, 1]; colours count as much as they are opaque."""
    grey_or_colour = picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] in (3, 4))
    if picture.dtype != np.uint8 or not grey_or_colour or 0 in picture.shape:
        raise Problem("picture.not_pixels")
    image = Image.fromarray(np.ascontiguousarray(picture))
    if max(image.size) > WORKING_SIDE:
        image.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BOX)
    layers = np.atleast_3d(np.asarray(image, dtype=np.float32) / np.float32(255))
    if layers.shape[2] == 4:
        layers[:, :, :3] *= layers[:, :, 3:]
    return layers


def _distance_from_paper(layers: Floats) -> npt.NDArray[np.floating]:
    """Return each pixel's (H, W) colour distance from the paper around it, relative to its light.

    The paper is the median of a wide neighbourhood, to which pen lines are outliers. It is taken
    from what a plane through each layer leaves, since a median bends a slope near the rim.
    """
    height, width, _ = layers.shape
    smooth = ndimage.gaussian_filter(layers, (1, 1, 0))
    shrink = max(1, round(max(height, width) / THUMBNAIL_SIDE))
    small = smooth[shrink // 2 :: shrink, shrink // 2 :: shrink]
    window = THUMBNAIL_SIDE // 2 + 1
    paper = np.empty_like(smooth)
    for channel in range(layers.shape[2]):
        plane = _median_plane(small[:, :, channel])
        rest = ndimage.median_filter(small[:, :, channel] - plane, size=window, mode="nearest")
        light = Image.fromarray((plane + rest).astype(np.float32))
        paper[:, :, channel] = np.asarray(light.resize((width, height), Image.Resampling.BILINEAR))
    brightness = np.clip(paper, 0, 1).mean(axis=2) + 0.1
    return np.asarray(np.linalg.norm(smooth - paper, axis=2) / brightness)


def _median_plane(values: Floats) -> Floats:
    """Return a (H, W) plane through `values` that few outliers do not tilt (Siegel-like)."""
    height, width = values.shape
    rows, columns = np.median(values, axis=1), np.median(values, axis=0)
    slopes = [
        np.polyfit(np.arange(len(line)), line, 1)[0] if len(line) > 1 else 0.0
        for line in (rows, columns)
    ]
    tilt = slopes[0] * np.arange(height)[:, None] + slopes[1] * np.arange(width)[None, :]
    return np.asarray(tilt + np.median(values - tilt), dtype=np.float32)


def _soft_threshold(distance: Floats) -> Floats | None:
    """Stretch (H, W) distances so that ground is 0 and full ink 1, or None if nothing stands out."""
    usual = np.median(distance)
    grain = np.median(np.abs(distance - usual))
    cut = max(threshold_otsu(distance), usual + GRAIN_FACTOR / 2 * grain)
    above = distance > cut
    if not above.any():
        return None
    low, full = np.median(distance[~above]), np.median(distance[above])
    if full - low < max(FAINTEST, GRAIN_FACTOR * grain):
        return None
    return np.asarray(np.clip((distance - low) / (full - low), 0, 1), dtype=np.float32)


def _without_dirt(ink: Floats, speck_share: float, *, wipe_rim: bool) -> Floats:
    """Wipe specks, and in photos what comes in over the rim unless nothing else is there."""
    marks, count = ndimage.label(ink > 0.25, structure=np.ones((3, 3)))
    sizes = np.bincount(marks.ravel(), weights=(ink > 0.5).ravel(), minlength=count + 1)
    keep = sizes >= max(1, speck_share * sizes[1:].sum())
    keep[0] = False
    if wipe_rim:
        inside = keep.copy()
        inside[np.unique(np.concatenate([marks[[0, -1]].ravel(), marks[:, [0, -1]].ravel()]))] = 0
        if inside.any():
            keep = inside
    return np.where(keep[marks], ink, np.float32(0))
