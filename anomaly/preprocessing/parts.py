"""Pieces of ink on a sheet, by their boxes: which is around, under or a part of another."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.spatial import KDTree

from anomaly.preprocessing.arrays import Mask

# A digit within a frame has this share of its longer side at least; a speck in a 0 has less.
MIN_INSIDE = 0.25
# A frame and axes leave the middle of their box free: this share of its sides, but for so much ink.
MIDDLE, MAX_IN_MIDDLE = 0.6, 0.1
# A line under a digit: so many times as wide as high; this far below, as shares of the height of
# the digit; and the digit is not flat itself.
MIN_FLATNESS, UNDER_ROOM, MAX_FLATNESS = 2.5, (0.008, 0.6), 2.5
# Room between parts of a digit, as a share of the longer side of the larger; less to a small part.
MAX_ROOM, MAX_ROOM_TO_SMALL, SMALL = 0.2, 0.08, 0.1
# Parts beside each other, each this high as a share of the higher one, are digits of their own.
MIN_HEIGHT, MIN_ROOM_BESIDE = 0.5, 0.05


class Box(NamedTuple):
    """A box in pixels, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def longer(self) -> int:
        return max(self.width, self.height)

    def joined(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, other: "Box", room: float) -> bool:
        """Return whether another box is within this one, or at most so many pixels outside."""
        return (
            other.left >= self.left - room
            and other.top >= self.top - room
            and other.right <= self.right + room
            and other.bottom <= self.bottom + room
        )


def surrounds_another(labels: npt.NDArray[np.int32], at: int, parts: dict[int, Box]) -> bool:
    """Return whether a piece of ink is a frame or axes around another one."""
    box = parts[at]
    room = 0.03 * box.longer
    inside = [
        other
        for key, other in parts.items()
        if key != at and other.longer >= MIN_INSIDE * box.longer and box.holds(other, room)
    ]
    piece = labels[box.top : box.bottom, box.left : box.right] == at
    return bool(inside) and has_free_middle(piece)


def has_free_middle(piece: Mask) -> bool:
    """Return whether ink, cropped to its box, is along the sides of the box."""
    margin = [round(side * (1 - MIDDLE) / 2) for side in piece.shape]
    middle = piece[margin[0] : piece.shape[0] - margin[0], margin[1] : piece.shape[1] - margin[1]]
    return bool(middle.sum() <= MAX_IN_MIDDLE * piece.sum())


def is_under(line: Box, boxes: Iterable[Box]) -> bool:
    """Return whether a flat piece of ink is a line under another one."""
    if line.width < MIN_FLATNESS * line.height:
        return False
    for box in boxes:
        room = line.top - box.bottom
        is_below = UNDER_ROOM[0] * box.height <= room <= UNDER_ROOM[1] * box.height
        is_along = line.left <= (box.left + box.right) / 2 <= line.right
        is_digit = box.width <= MAX_FLATNESS * box.height and box.height >= 0.4 * line.width
        if is_below and is_along and is_digit:
            return True
    return False


def groups_of(
    labels: npt.NDArray[np.int32],
    parts: dict[int, Box],
    sizes: npt.NDArray[Any],
    speck_share: float,
    apart: set[int],
) -> Iterator[tuple[int, ...]]:
    """Yield the labels of pieces that are near each other, without specks.

    Those `apart` belong to no others.
    """
    points = {at: _outline(labels, at, box) for at, box in parts.items()}
    group_of = {at: {at} for at in parts}
    for one, other in combinations(parts, 2):
        if group_of[one] is group_of[other] or one in apart or other in apart:
            continue
        larger = max(parts[one].longer, parts[other].longer)
        is_small = min(sizes[one], sizes[other]) < SMALL * max(sizes[one], sizes[other])
        most = (MAX_ROOM_TO_SMALL if is_small else MAX_ROOM) * larger
        if _room(parts[one], parts[other]) > most or _are_beside(parts[one], parts[other]):
            continue
        if KDTree(points[one]).query(points[other])[0].min() <= most:
            group_of[one] |= group_of[other]
            for member in group_of[other]:
                group_of[member] = group_of[one]
    for group in {id(group): group for group in group_of.values()}.values():
        least = speck_share * max(sizes[at] for at in group)
        yield tuple(sorted(at for at in group if sizes[at] >= max(1, least)))


def _outline(labels: npt.NDArray[np.int32], at: int, box: Box) -> npt.NDArray[np.int64]:
    """Return rows and columns of a piece's rim, at most some hundreds, (n, 2)."""
    piece = labels[box.top : box.bottom, box.left : box.right] == at
    rim = np.argwhere(piece & ~ndimage.binary_erosion(piece))
    return (rim + np.array([box.top, box.left]))[:: max(1, len(rim) // 400)]


def _room(one: Box, other: Box) -> int:
    """Return how far two boxes are from each other, along the axis on which it is more."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down, 0)


def _are_beside(one: Box, other: Box) -> bool:
    """Return whether two boxes of about one height are beside each other, with room between."""
    heights = sorted((one.height, other.height))
    room = max(one.left, other.left) - min(one.right, other.right)
    rows = min(one.bottom, other.bottom) - max(one.top, other.top)
    return (
        heights[0] >= MIN_HEIGHT * heights[1]
        and rows >= 0.5 * heights[0]
        and room >= MIN_ROOM_BESIDE * heights[1]
    )
