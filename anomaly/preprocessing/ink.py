"""Segmentation of ink in drawings and photos, of any colour and either polarity."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from skimage.filters import threshold_otsu

from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats, Mask
from anomaly.preprocessing.ground import (
    MIN_CONTRAST,
    distance_from_paper,
    distances_of_ground,
    is_tinted,
    paper_around,
    paper_without,
)
from anomaly.preprocessing.marks import Mark, Marks, find_marks
from anomaly.preprocessing.parts import Box
from anomaly.preprocessing.pipeline import Place
from anomaly.preprocessing.ruling import find_ruling

# Larger pictures are shrunk to this first: a pen line stays several pixels wide, noise goes.
MAX_SIDE = 800
# Shares of the rim's pixels that make a picture a drawing, not a photo: those of exactly the rim's
# median colour, or, as in a JPEG, those within NEAR of it.
EXACT_SHARE, NEAR_SHARE, NEAR = 0.5, 0.9, 6 / 255
# Ink of a photo stands out from the paper's grain by at least this many median deviations.
GRAIN_FACTOR = 8.0
# Of marks darker and marks brighter than the ground those are ink that are more like a digit; how
# much they stand out counts up to here.
FULL_CONTRAST = 0.5
MIN_INKED = 0.25  # of full ink; less tells of the paper
MIN_RULING = 0.25  # of the ink's contrast
# Even ground stays below this share of the ink's contrast, but for one pixel in a hundred. Grainy
# paper in uneven light reaches 0.1; brushed metal, wood and photos of things have 0.18 and more.
MAX_GROUND, GROUND_QUANTILE = 0.15, 0.99
# Pixels around ink whose shade is that of its blurred edge.
EDGE_WIDTH = 3
# A card that lies on a page, as shares: of the page that it covers, of its own box, of its surface
# that is not written on; its rim, which is left out; and the least of what is written on it.
MIN_CARD, MIN_CARD_FILL, MIN_CARD_GROUND, CARD_RIM, MIN_ON_CARD = 0.15, 0.95, 0.5, 0.03, 0.2


@dataclass(frozen=True)
class Sheet:
    """The ink of a picture.

    Attributes
    ----------
    ink : ndarray of float32, shape (H, W)
        Intensity in [0, 1], ink bright, at most 800 pixels a side. Where nothing stands out, or
        only grain, there is no ink, but a canvas painted in one bright colour is all ink.
    marks : Marks
        What may be the digit; nothing where there is no ink or nothing but ink.
    is_even : bool
        Whether the ground is even, up to light, shadow and grain. Where it is not, as in a photo of
        a surface or a thing, what is called ink may be anything.
    frame : Box
        The part of the picture that `ink` shows, in its pixels.
    size : tuple of int
        Width and height of the picture in the same pixels.
    """

    ink: Floats
    marks: Marks
    is_even: bool
    frame: Box
    size: tuple[int, int]

    def ink_of(self, mark: Mark) -> Floats:
        """Return the ink of one mark alone."""
        return np.where(self.marks.of(mark.labels), self.ink, np.float32(0))

    def places(self) -> tuple[Place, ...]:
        """Return where the marks are in the picture."""
        width, height = self.size
        return tuple(
            Place(
                (box.left + self.frame.left) / width,
                (box.top + self.frame.top) / height,
                box.width / width,
                box.height / height,
            )
            for box in (mark.box for mark in self.marks.found)
        )


class _Reading(NamedTuple):
    """A photo's sheet, read with ink darker (-1) or brighter (1) than its ground."""

    sheet: Sheet
    contrast: float
    towards_ink: int

    @property
    def likeness(self) -> float:
        return self.sheet.marks.found[0].likeness * min(self.contrast, FULL_CONTRAST)


def read_sheet(
    picture: npt.NDArray[np.uint8], speck_share: float, *, is_whole: bool = False
) -> Sheet:
    """Segment ink from its ground by each pixel's colour distance from the ground.

    A picture whose rim is one colour is a drawing on that ground. Any other is a photo: the ground
    is then what surrounds each pixel, and differences count relative to its brightness, because a
    shadow dims paper and ink alike. Ink is darker than its ground or brighter, whichever makes
    marks that are more like a digit. Otsu's method (1979) finds full ink; the edges in between keep
    their shades.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W), (H, W, 3) or (H, W, 4)
        Grey, RGB or RGBA.
    speck_share : float
        Separate marks smaller than this share of the largest are dirt.
    is_whole : bool
        Whether all marks are parts of one sign.

    Raises
    ------
    UserError
        If `picture` has another shape or dtype, or a side without pixels.
    """
    return _read(_layers(picture), speck_share, is_whole=is_whole)


def _read(layers: Floats, speck_share: float, *, is_whole: bool) -> Sheet:
    height, width, _ = layers.shape
    nothing = np.zeros((height, width), np.float32)
    marks = Marks(nothing.astype(np.int32), (), ())
    empty = Sheet(nothing, marks, True, Box(0, 0, width, height), (width, height))
    rim = np.concatenate([layers[0], layers[-1], layers[:, 0], layers[:, -1]])
    ground = np.median(rim, axis=0)
    strays = np.abs(rim - ground).max(axis=1)
    is_painted = bool(np.mean(strays == 0) >= EXACT_SHARE)
    if is_painted or bool(np.mean(strays <= NEAR) >= NEAR_SHARE):
        distance = np.linalg.norm(layers - ground, axis=2)
        ink, _ = _soft_threshold(distance, of_ground=np.linalg.norm(rim - ground, axis=1))
        if ink is None:
            is_filled = is_painted and layers.mean() > 0.5
            return replace(empty, ink=np.full_like(empty.ink, is_filled))
        card = None if is_whole else _card(ink)
        if card is not None:
            inner = layers[card.top : card.bottom, card.left : card.right]
            return replace(
                _read(inner, speck_share, is_whole=is_whole), frame=card, size=empty.size
            )
        return _sheet(empty, ink, speck_share, is_photo=False, is_whole=is_whole)
    return _read_photo(empty, layers, speck_share, is_whole=is_whole)


def _read_photo(empty: Sheet, layers: Floats, speck_share: float, *, is_whole: bool) -> Sheet:
    smooth = np.asarray(ndimage.gaussian_filter(layers, (1, 1, 0)))
    paper = paper_around(smooth)

    def reading(paper: Floats, towards_ink: int) -> _Reading | None:
        distance = distance_from_paper(smooth, paper, towards_ink)
        ink, contrast = _soft_threshold(distance, of_ground=distances_of_ground(distance))
        if ink is None:
            return None
        sheet = _sheet(empty, ink, speck_share, is_photo=True, is_whole=is_whole)
        return _Reading(sheet, contrast, towards_ink) if sheet.marks.found else None

    best = _more_like_a_digit([each for each in (reading(paper, -1), reading(paper, 1)) if each])
    if best is None:
        return replace(empty, is_even=not is_tinted(paper))
    inked = ndimage.maximum_filter(best.sheet.ink > MIN_INKED, 2 * EDGE_WIDTH + 1)
    again = reading(paper_without(inked, smooth, paper), best.towards_ink) or best
    # Of the first reading: where the paper is taken from afar, uneven light is ink.
    is_even = best.sheet.is_even and not is_tinted(paper)
    return replace(again.sheet, is_even=is_even)


def _more_like_a_digit(readings: list[_Reading]) -> _Reading | None:
    """Return the one of at most two readings that has ink, by its marks and their contrast."""
    if not readings:
        return None
    readings.sort(key=lambda each: -each.likeness)
    best, other = readings[0], readings[-1]
    is_edge_of_card = other.contrast > best.contrast and best.sheet.marks.surrounds(
        other.sheet.marks
    )
    return other if is_edge_of_card else best


def _sheet(
    empty: Sheet, ink: Floats, speck_share: float, *, is_photo: bool, is_whole: bool
) -> Sheet:
    """Return the marks in ink, without the lines that the paper is ruled with."""

    def marks_in(layer: Floats) -> Marks:
        return find_marks(layer, speck_share, doubts_rim=is_photo, is_whole=is_whole)

    ruling, near = find_ruling(ink > MIN_RULING)
    written = np.where(ruling, np.float32(0), ink)
    marks = marks_in(written)
    if ruling.any() and not marks.found:  # a stroke from rim to rim
        near[:] = False
        written, marks = ink, marks_in(ink)
    understood = [label for mark in marks.found for label in mark.labels]
    clean = np.where(marks.of(understood), written, np.float32(0))
    left_out = near | marks.of([*understood, *marks.aside, *_at_rim(marks.labels)])
    return replace(empty, ink=clean, marks=marks, is_even=_is_even(ink, left_out))


def _at_rim(labels: npt.NDArray[np.int32]) -> list[int]:
    """Return the labels of pieces that touch the rim."""
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return [int(label) for label in np.unique(rim) if label]


def _card(ink: Floats) -> Box | None:
    """Return the surface of a card that lies on the ground and is written on, if there is one."""
    labels, count = ndimage.label(ink > 0.5)
    if not count:
        return None
    at = int(np.bincount(labels.ravel())[1:].argmax()) + 1
    piece = labels == at
    if piece.sum() < MIN_CARD * MIN_CARD_GROUND * piece.size:
        return None
    filled = ndimage.binary_fill_holes(piece)
    rows, columns = np.nonzero(filled)
    longer = max(np.ptp(rows), np.ptp(columns)) + 1
    deep = ndimage.distance_transform_edt(np.pad(filled, 1))[1:-1, 1:-1] > CARD_RIM * longer
    if filled.sum() < MIN_CARD * piece.size or not deep.any():
        return None
    rows, columns = np.nonzero(deep)
    box = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    inside = slice(box.top, box.bottom), slice(box.left, box.right)
    written = filled[inside] & ~piece[inside]
    marks = ndimage.find_objects(ndimage.label(written)[0])
    tallest = max((mark[0].stop - mark[0].start for mark in marks), default=0)
    is_card = (
        filled[inside].mean() >= MIN_CARD_FILL
        and piece[inside].mean() >= MIN_CARD_GROUND
        and tallest >= MIN_ON_CARD * box.height
    )
    return box if is_card else None


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


def _is_even(ink: Floats, left_out: Mask) -> bool:
    """Return whether the ground of (H, W) ink is even, apart from marks that are left out."""
    near = ndimage.uniform_filter(left_out.astype(np.float32), 2 * EDGE_WIDTH + 1) > 1e-6
    ground = ink[~near]
    return not ground.size or float(np.quantile(ground, GROUND_QUANTILE)) <= MAX_GROUND


def _soft_threshold(distance: Floats, of_ground: Floats) -> tuple[Floats | None, float]:
    """Rescale (H, W) distances so that ground is 0 and full ink 1; None if there is no ink.

    With it comes the distance of full ink from ground.

    Most of the distances `of_ground`, of any shape, must be those of ground.
    """
    ground = np.median(of_ground)
    grain = np.median(np.abs(of_ground - ground))  # median absolute deviation
    # Otsu's cut drifts into the ground's grain where ink is rare, so the grain is left out.
    outliers = distance[distance > ground + 4 * grain]
    if not outliers.size:
        return None, 0.0
    full = np.median(outliers[outliers >= threshold_otsu(outliers)])
    if full - ground < max(MIN_CONTRAST, GRAIN_FACTOR * grain):
        return None, 0.0
    ink = np.clip((distance - ground) / (full - ground), 0, 1)
    return np.asarray(ink, dtype=np.float32), float(full - ground)
