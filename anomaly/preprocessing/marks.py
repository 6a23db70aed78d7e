"""The marks on a sheet, and which of them is most like a digit.

What is drawn around a digit (a frame, axes) or under it is no digit, whatever its size. Of the
marks that are left, those near each other are parts of one; the bar of a 5 need not touch it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from anomaly.preprocessing.arrays import Floats, Mask
from anomaly.preprocessing.parts import (
    MIN_INSIDE,
    Box,
    groups_of,
    has_free_middle,
    is_under,
    surrounds_another,
)

MIN_INK = 0.25  # of a mark's pixels, with its blurred edge
# A digit is a few marks, or some twenty where it is dotted; grain taken for ink is hundreds.
MAX_GRAINS = 30
# Of a sign, in a photo, marks at the rim are left out if those inside hold this share of the ink.
INSIDE_SHARE = 0.2
MAX_PARTS = 40  # separate pieces of ink that are looked at, the largest first
# The edges of ink are sharp. Those of shadows and lights are this wide or more, as a share of the
# sheet's longer side.
SOFT_EDGE = 0.02
EDGE_BLUR = 1.5  # pixels; else each grain had edges of its own
# Where so many marks have none that holds this share of the ink, they are the dots of one.
MANY, MIN_SHARE = 6, 0.25
MAX_WIDTH = 0.45  # twice the depth of a line, as a share of its longer side; else it is a blot
DOUBT = 0.3  # of the likeness of what is at a photo's rim, a blot, or soft
MIN_LIKENESS, MAX_MARKS = 0.15, 8  # of those that can be chosen, as a share of the best


@dataclass(frozen=True)
class Mark:
    """Pieces of ink that belong together.

    Attributes
    ----------
    labels : tuple of int
        Of its pieces in `Marks.labels`.
    box : Box
    likeness : float
        The higher, the more it is like a digit.
    """

    labels: tuple[int, ...]
    box: Box
    likeness: float


@dataclass(frozen=True)
class Marks:
    """Pieces of ink on a sheet, and the marks that they form.

    Attributes
    ----------
    labels : ndarray of int, shape (H, W)
        The piece of ink that a pixel belongs to; 0 for ground.
    found : tuple of Mark
        Those that may be the digit, the most likely first.
    aside : tuple of int
        Labels of other pieces of some size: frames, axes, lines under the digit, notes.
    """

    labels: npt.NDArray[np.int32]
    found: tuple[Mark, ...]
    aside: tuple[int, ...]

    def of(self, labels: Sequence[int]) -> Mask:
        """Return which pixels have one of some labels."""
        wanted = np.zeros(int(self.labels.max()) + 1, dtype=bool)
        wanted[list(labels)] = True
        return wanted[self.labels]

    def surrounds(self, other: "Marks") -> bool:
        """Return whether what is most like a digit is only a frame around that of others."""
        outer, inner = self.found[0], other.found[0]
        box = outer.box
        if inner.box.longer < MIN_INSIDE * box.longer or not box.holds(inner.box, 0):
            return False
        return has_free_middle(self.of(outer.labels)[box.top : box.bottom, box.left : box.right])


def find_marks(
    ink: Floats, speck_share: float, *, doubts_rim: bool, is_whole: bool = False
) -> Marks:
    """Return the marks on a sheet.

    Parameters
    ----------
    ink : ndarray of float32, shape (H, W)
        Intensity in [0, 1].
    speck_share : float
        Pieces smaller than this share of a mark's largest are dirt.
    doubts_rim : bool
        Whether what touches the rim is likely to be something else, as in a photo.
    is_whole : bool
        Whether all marks are parts of one sign.
    """
    labels, count = ndimage.label(ink > MIN_INK, structure=np.ones((3, 3)))
    sizes = np.bincount(labels.ravel(), weights=(ink > 0.5).ravel(), minlength=count + 1)
    sizes[0] = 0
    if _is_grain(sizes[sizes >= max(1, speck_share * sizes.max())]):
        return Marks(labels, (), ())
    boxes = [
        Box(across.start, down.start, across.stop, down.stop)
        for down, across in ndimage.find_objects(labels)
    ]
    sheet = Box(0, 0, ink.shape[1], ink.shape[0])
    if is_whole:
        group = _sign(sizes, boxes, speck_share, sheet if doubts_rim else None)
        return Marks(labels, tuple(_ranked(sheet, labels, [group], boxes, doubts_rim=False)), ())
    largest = [int(at) for at in np.argsort(-sizes, kind="stable")[:MAX_PARTS] if sizes[at] > 0]
    parts = {at: boxes[at - 1] for at in largest}
    widest = SOFT_EDGE * sheet.longer if doubts_rim else np.inf
    sharp = {at: box for at, box in parts.items() if _edge(ink, labels, at, box) < widest}
    grouped = _grouped(labels, sharp or parts, sizes, speck_share, sheet if doubts_rim else None)
    found = _ranked(sheet, labels, grouped, boxes, doubts_rim=doubts_rim)
    if not sharp:
        found = [replace(mark, likeness=DOUBT * mark.likeness) for mark in found]
    taken = {at for mark in found for at in mark.labels}
    return Marks(labels, tuple(found), tuple(at for at in largest if at not in taken))


def _grouped(
    labels: npt.NDArray[np.int32],
    parts: dict[int, Box],
    sizes: npt.NDArray[Any],
    speck_share: float,
    sheet: Box | None,
) -> list[tuple[int, ...]]:
    """Return the labels of each mark's pieces, without frames and lines under others.

    What is at the rim of a `sheet` belongs to nothing else.
    """
    inner = {at: box for at, box in parts.items() if not surrounds_another(labels, at, parts)}
    left = {at: box for at, box in inner.items() if not is_under(box, inner.values())}
    apart = {at for at in left if sheet is not None and _is_at_rim(left[at], sheet)}
    groups = list(groups_of(labels, left, sizes, speck_share, apart))
    shares = [sizes[list(group)].sum() for group in groups]
    is_dotted = len(groups) >= MANY and max(shares) < MIN_SHARE * sum(shares)
    return [tuple(sorted(left))] if is_dotted else groups


def _is_grain(sizes: npt.NDArray[Any]) -> bool:
    """Return whether there are hundreds of marks, weighed by their size (participation ratio)."""
    return bool(not sizes.size or sizes.sum() ** 2 > MAX_GRAINS * (sizes**2).sum())


def _edge(ink: Floats, labels: npt.NDArray[np.int32], at: int, box: Box) -> float:
    """Return how many pixels wide the edge of a piece of ink is."""
    inside = slice(box.top, box.bottom), slice(box.left, box.right)
    shades = ndimage.gaussian_filter(np.where(labels[inside] == at, ink[inside], 0), EDGE_BLUR)
    full = np.pad(shades > 0.5, 1)
    rim = full & ~ndimage.binary_erosion(full)
    return float(((shades > MIN_INK) & (shades < 1 - MIN_INK)).sum() / max(1, rim.sum()))


def _is_at_rim(box: Box, sheet: Box) -> bool:
    return not Box(1, 1, sheet.right - 1, sheet.bottom - 1).holds(box, 0)


def _sign(
    sizes: npt.NDArray[Any],
    boxes: Sequence[Box],
    speck_share: float,
    sheet: Box | None,
) -> tuple[int, ...]:
    """Return the labels of all pieces but specks, and but those at the rim of a `sheet`."""
    kept = [at for at in range(1, len(sizes)) if sizes[at] >= max(1, speck_share * sizes.max())]
    if sheet is not None:
        inside = [at for at in kept if not _is_at_rim(boxes[at - 1], sheet)]
        if sizes[inside].sum() > INSIDE_SHARE * sizes[kept].sum():
            return tuple(inside)
    return tuple(kept)


def _ranked(
    sheet: Box,
    labels: npt.NDArray[np.int32],
    groups: Sequence[tuple[int, ...]],
    boxes: Sequence[Box],
    *,
    doubts_rim: bool,
) -> list[Mark]:
    """Return the marks of groups of pieces, the one most like a digit first."""
    marks: list[Mark] = []
    for group in filter(None, groups):
        box = boxes[group[0] - 1]
        for at in group[1:]:
            box = box.joined(boxes[at - 1])
        across = (box.left + box.right) / sheet.width - 1  # -1 to 1
        down = (box.top + box.bottom) / sheet.height - 1
        aside = np.hypot(across, down) / np.sqrt(2)
        likeness = box.longer * min(1.0, 1.6 * box.height / box.width) * (1 - 0.3 * aside)
        if doubts_rim and _is_at_rim(box, sheet):
            likeness *= DOUBT
        if _is_blot(labels, group, box):
            likeness *= DOUBT
        marks.append(Mark(group, box, float(likeness)))
    marks.sort(key=lambda mark: -mark.likeness)
    least = MIN_LIKENESS * marks[0].likeness if marks else 0.0
    return [mark for mark in marks if mark.likeness >= least][:MAX_MARKS]


def _is_blot(labels: npt.NDArray[np.int32], group: tuple[int, ...], box: Box) -> bool:
    """Return whether a mark is an area, not lines."""
    shrink = max(1, box.longer // 80)
    piece = labels[box.top : box.bottom : shrink, box.left : box.right : shrink]
    depth = ndimage.distance_transform_edt(np.pad(np.isin(piece, group), 1)).max()
    return bool(2 * depth * shrink > MAX_WIDTH * box.longer)
