"""Segmentation of ink in drawings and photos, of any colour and either polarity."""

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from skimage.filters import threshold_otsu

from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats

# Larger pictures are shrunk to this first: a pen line stays several pixels wide, noise goes.
MAX_SIDE = 800
# The lighting of a photo is judged on a thumbnail of this side.
THUMBNAIL_SIDE = 64
# In a photo, marks at the rim are removed as a table's edge or a shadow if the marks inside hold
# more than this share of the ink.
INSIDE_SHARE = 0.2
# Median brightness of a photo's ground: below this it is a dark board with bright ink, else paper
# with dark ink.
DARK_GROUND = 0.35
# Shares of the rim's pixels that make a picture a drawing, not a photo: those of exactly the rim's
# median colour, or, as in a JPEG, those within NEAR of it.
EXACT_SHARE, NEAR_SHARE, NEAR = 0.5, 0.9, 6 / 255
# Contrast of the faintest ink that is drawn on purpose; black to white is about 1.7.
MIN_CONTRAST = 0.08
# Ink of a photo stands out from the paper's grain by at least this many median deviations.
GRAIN_FACTOR = 8.0
# A digit is a few marks, or some twenty where it is dotted; grain taken for ink is hundreds.
MAX_MARKS = 30
# Even ground stays below this share of the ink's contrast, but for one pixel in a hundred. Grainy
# paper in uneven light reaches 0.1; brushed metal, wood and photos of things have 0.18 and more.
MAX_GROUND, GROUND_QUANTILE = 0.15, 0.99
# Pixels around ink whose shade is that of its blurred edge.
EDGE_WIDTH = 3
# Light and shadow change the ground's brightness, not its colour: the shares of red, green and blue
# may differ by so much from their median, in all but this part of the picture.
MAX_TINT, MAX_TINTED = 0.08, 0.05


def find_ink(picture: npt.NDArray[np.uint8], speck_share: float) -> Floats:
    """Return the ink of a picture, as `segment_ink` does."""
    return segment_ink(picture, speck_share)[0]


def segment_ink(picture: npt.NDArray[np.uint8], speck_share: float) -> tuple[Floats, bool]:
    """Segment ink from its ground by each pixel's colour distance from the ground.

    A picture whose rim is one colour is a drawing on that ground. Any other is a photo: the ground
    is then what surrounds each pixel, and differences count relative to its brightness, because a
    shadow dims paper and ink alike. Otsu's method (1979) finds full ink; the edges in between keep
    their shades.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W), (H, W, 3) or (H, W, 4)
        Grey, RGB or RGBA.
    speck_share : float
        Separate marks smaller than this share of the largest are dirt and are removed.

    Returns
    -------
    ink : ndarray of float32, shape (H', W')
        Intensity in [0, 1], ink bright, at most 800 pixels a side. Where nothing stands
        out, or only grain, there is no ink, but a canvas painted in one bright colour is all ink.
    is_even : bool
        Whether the ground is even, up to light, shadow and grain. Where it is not, as in a photo of
        a surface or a thing, what is called ink may be anything.

    Raises
    ------
    UserError
        If `picture` has another shape or dtype, or a side without pixels.
    """
    layers = _layers(picture)
    rim = np.concatenate([layers[0], layers[-1], layers[:, 0], layers[:, -1]])
    ground = np.median(rim, axis=0)
    strays = np.abs(rim - ground).max(axis=1)
    is_painted = bool(np.mean(strays == 0) >= EXACT_SHARE)
    is_drawing = is_painted or bool(np.mean(strays <= NEAR) >= NEAR_SHARE)
    is_tinted = False
    if is_drawing:
        distance = np.linalg.norm(layers - ground, axis=2)
        ink = _soft_threshold(distance, of_ground=np.linalg.norm(rim - ground, axis=1))
    else:
        smooth = np.asarray(ndimage.gaussian_filter(layers, (1, 1, 0)))
        paper = _paper_around(smooth)
        is_tinted = _is_tinted(paper)
        distance = _distance_from_paper(smooth, paper)
        ink = _soft_threshold(distance, of_ground=distance)
    if ink is None:
        is_filled = is_painted and layers.mean() > 0.5
        return np.full(distance.shape, is_filled, dtype=np.float32), True
    clean = _without_dirt(ink, speck_share, wipe_rim=not is_drawing)
    return clean, not is_tinted and _is_even(ink, clean)


def _layers(picture: npt.NDArray[np.uint8]) -> Floats:
    """Return float32 (H, W, C) in [0, 1], with colours multiplied by their opacity."""
    grey_or_colour = picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] in (3, 4))
    if picture.dtype != np.uint8 or not grey_or_colour or 0 in picture.shape:
        raise UserError("picture.not_pixels")
    image = Image.fromarray(np.ascontiguousarray(picture))
    if max(image.size) > MAX_SIDE:
        image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.BOX)
    layers = np.atleast_3d(np.asarray(image, dtype=np.float32) / np.float32(255))
    if layers.shape[2] == 4:
        layers[:, :, :3] *= layers[:, :, 3:]
    return layers


def _paper_around(smooth: Floats) -> Floats:
    """Return the colour of the paper around each pixel of a smoothed photo, (H, W, C).

    The paper is the median of a wide neighbourhood: pen lines are outliers to it, and the edge of
    a shadow stays an edge. Beyond the rim, brightness is extrapolated.
    """
    height, width, channels = smooth.shape
    shrink = max(1, round(max(height, width) / THUMBNAIL_SIDE))
    reach = THUMBNAIL_SIDE // 5
    paper = np.empty_like(smooth)
    for channel in range(channels):
        small = np.asarray(Image.fromarray(smooth[:, :, channel]).reduce(shrink))
        beyond = np.pad(small, reach, mode="reflect", reflect_type="odd")
        medians = ndimage.median_filter(beyond, size=2 * reach + 1)[reach:-reach, reach:-reach]
        light = Image.fromarray(medians).resize((width, height), Image.Resampling.BILINEAR)
        paper[:, :, channel] = np.asarray(light)
    return paper


def _distance_from_paper(smooth: Floats, paper: Floats) -> Floats:
    """Return each pixel's (H, W) colour distance from the paper, relative to its brightness."""
    brightness = np.clip(paper, 0, 1).mean(axis=2)
    towards_ink = 1 if np.median(brightness) < DARK_GROUND else -1
    difference = np.clip(towards_ink * (smooth - paper), 0, None)
    return np.asarray(np.linalg.norm(difference, axis=2) / (brightness + 0.1))


def _is_tinted(paper: Floats) -> bool:
    """Return whether part of the ground (H, W, C) has another colour than the rest."""
    colours = np.clip(paper[:, :, :3], 0, 1)
    shares = (colours + 0.1) / (colours + 0.1).sum(axis=2, keepdims=True)
    differs = np.abs(shares - np.median(shares, axis=(0, 1))).max(axis=2) > MAX_TINT
    return bool(differs.mean() > MAX_TINTED)


def _is_even(ink: Floats, clean: Floats) -> bool:
    """Return whether the ground is even, apart from clean ink and from marks at the rim.

    Parameters
    ----------
    ink, clean : ndarray
        Intensities (H, W) in [0, 1], before and after dirt was removed.
    """
    marks, _ = ndimage.label(ink > 0.25, structure=np.ones((3, 3)))
    at_rim = np.zeros(marks.max() + 1, dtype=bool)
    at_rim[[*marks[[0, -1]].flat, *marks[:, [0, -1]].flat]] = True
    at_rim[0] = False
    left_out = (clean > 0.25) | at_rim[marks]
    near = ndimage.uniform_filter(left_out.astype(np.float32), 2 * EDGE_WIDTH + 1) > 1e-6
    ground = ink[~near]
    return not ground.size or float(np.quantile(ground, GROUND_QUANTILE)) <= MAX_GROUND


def _soft_threshold(distance: Floats, of_ground: Floats) -> Floats | None:
    """Rescale (H, W) distances so that ground is 0 and full ink 1; None if there is no ink.

    Most of the distances `of_ground`, of any shape, must be those of ground.
    """
    ground = np.median(of_ground)
    grain = np.median(np.abs(of_ground - ground))  # median absolute deviation
    # Otsu's cut drifts into the ground's grain where ink is rare, so the grain is left out.
    outliers = distance[distance > ground + 4 * grain]
    if not outliers.size:
        return None
    full = np.median(outliers[outliers >= threshold_otsu(outliers)])
    if full - ground < max(MIN_CONTRAST, GRAIN_FACTOR * grain):
        return None
    return np.asarray(np.clip((distance - ground) / (full - ground), 0, 1), dtype=np.float32)


def _without_dirt(ink: Floats, speck_share: float, *, wipe_rim: bool) -> Floats:
    """Remove specks, and in photos marks that touch the rim unless they are nearly all there is.

    Where nothing but specks is left, all of it is grain.
    """
    marks, _ = ndimage.label(ink > 0.25, structure=np.ones((3, 3)))
    sizes = np.bincount(marks.ravel(), weights=(ink > 0.5).ravel())
    sizes[0] = 0
    keep = sizes >= max(1, speck_share * sizes.max())
    if wipe_rim:
        inside = keep.copy()
        inside[[*marks[[0, -1]].flat, *marks[:, [0, -1]].flat]] = False
        if sizes[inside].sum() > INSIDE_SHARE * sizes[keep].sum():
            keep = inside
    kept = sizes[keep]
    # The number of marks, weighed by their size: the inverse participation ratio.
    if kept.sum() ** 2 > MAX_MARKS * (kept**2).sum():
        return np.zeros_like(ink)
    return np.where(keep[marks], ink, np.float32(0))
