"""From a drawing or a photo to the picture MNIST would have had of it, step by step.

MNIST's digits were fitted into 20x20 pixels, keeping their shape, and placed in a field of 28x28
so that their centre of mass is in its middle (LeCun et al. 1998, "Gradient-based learning applied
to document recognition"). They were written with one kind of pen; drawings come with any brush, so
the stroke's width is brought to that pen's before the picture is made small.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from skimage.measure import block_reduce
from skimage.morphology import skeletonize

from anomaly.ink import Floats, find_ink

FIELD = 28
BOX = 20


@dataclass(frozen=True)
class CanvasSettings:
    """Which steps are taken, and their measures."""

    crop: bool = True
    stroke: bool = True
    centre: bool = True
    stroke_width: float = 2.4
    softness: float = 0.0
    fat: float = 0.9
    q: float = 0.3
    mode: str = "fans"
    fan: float = 0.8
    speck_share: float = 0.02
    dot_length: float = 0.6
    working_side: int = 160


@dataclass(frozen=True)
class Step:
    name: str
    picture: Floats


@dataclass(frozen=True)
class Trace:
    steps: tuple[Step, ...]
    digit: Floats | None
    problem: str | None


def to_digit(picture, settings=CanvasSettings()):
    return trace(picture, settings).digit


def trace(picture, settings=CanvasSettings()):
    ink = find_ink(picture, settings.speck_share)
    if ink is None:
        return Trace((), None, "canvas.blank")
    steps = [Step("ink", ink)]
    if settings.crop:
        ink = _crop(ink)
        steps.append(Step("crop", ink))
    path, width = _path(_at_working_size(ink, settings), settings)
    if np.ptp(np.argwhere(path), axis=0).max() < settings.dot_length * width:
        return Trace(tuple(steps), None, "canvas.dot")
    if settings.stroke:
        ink = _redraw(path, settings)
        steps.append(Step("stroke", ink))
    small = _fit(ink)
    steps.append(Step("fit", small))
    digit = _place(small, settings.centre)
    steps.append(Step("centre", digit))
    return Trace(tuple(steps), digit, None)


def _crop(ink):
    rows, columns = (np.flatnonzero((ink > 0.5).any(axis=a)) for a in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _at_working_size(ink, settings):
    h, w = ink.shape
    s = settings.working_side / max(h, w)
    ink = np.pad(ink, 1)
    size = (max(1, round((w + 2) * s)), max(1, round((h + 2) * s)))
    r = Image.Resampling.BOX if s < 1 else Image.Resampling.BICUBIC
    return np.pad(np.asarray(Image.fromarray(ink).resize(size, r)), 2)


def _path(ink, settings):
    mask = ndimage.gaussian_filter(ink, 1.5) > 0.5
    depth, feet = ndimage.distance_transform_edt(mask, return_indices=True)
    skeleton = skeletonize(mask)
    width = 2 * np.quantile(depth[skeleton], settings.q)
    if settings.mode == "skeleton":
        return skeleton, width
    r = settings.fat * width / 2
    core = depth >= r
    rim = core & ~ndimage.binary_erosion(core)
    if settings.mode == "fans":
        at = tuple(feet[:, rim])
        crowd = np.zeros(mask.shape, np.float32)
        np.add.at(crowd, at, 1)
        crowd = ndimage.uniform_filter(crowd, 5, mode="constant") * 25
        fans = np.zeros_like(rim)
        fans[rim] = crowd[at] > 7 + settings.fan * r
        path = (rim & ~fans) | (skeleton & ~core)
        lab, n = ndimage.label(fans, np.ones((3, 3)))
        now = _pieces(path)
        for i in np.argsort(np.bincount(lab.ravel(), minlength=n + 1)[1:]) + 1:
            more = path | (lab == i)
            k = _pieces(more)
            if k < now:
                path, now = more, k
        return path, width
    return rim | (skeleton & ~core), width


def _pieces(path):
    return ndimage.label(block_reduce(path, 4, np.max), np.ones((3, 3)))[1]


def _redraw(path, settings):
    at = np.argwhere(path)
    span = np.ptp(at, axis=0).max() + 1
    target = settings.stroke_width * span / (BOX - settings.stroke_width)
    margin = int(np.ceil(target / 2)) + 3
    if settings.crop:
        lo, hi = at.min(0), at.max(0)
        path = path[lo[0] : hi[0] + 1, lo[1] : hi[1] + 1]
    path = np.pad(path, margin)
    d = ndimage.distance_transform_edt(~path)
    ink = np.clip(target / 2 - d + 0.5, 0, 1).astype(np.float32)
    if settings.softness:
        ink = ndimage.gaussian_filter(ink, settings.softness * target / settings.stroke_width)
    return _crop(ink) if settings.crop else ink


def _fit(ink):
    h, w = ink.shape
    s = BOX / max(h, w)
    size = (max(1, round(w * s)), max(1, round(h * s)))
    r = Image.Resampling.BOX if s < 1 else Image.Resampling.BICUBIC
    return np.clip(np.asarray(Image.fromarray(ink).resize(size, r)), 0, 1)


def _place(small, centre):
    h, w = small.shape
    if centre and small.any():
        m = np.array(ndimage.center_of_mass(small))
        top, left = np.clip(np.round(FIELD / 2 - m).astype(int), 0, [FIELD - h, FIELD - w])
    else:
        top, left = (FIELD - h) // 2, (FIELD - w) // 2
    out = np.zeros((FIELD, FIELD), np.float32)
    out[top : top + h, left : left + w] = small
    return out
