"""Removal of lines that cross a sheet from rim to rim: ruled and squared paper, and margins.

Such a line is straight, thin and longer than any stroke of a pen. Where a stroke crosses it, there
is more ink across the line than the line is wide, so that the stroke can be kept whole; where one
ends in it, half of the line is taken for its own.
"""

import numpy as np

from anomaly.preprocessing.arrays import Floats, Mask

# Lines are looked for in a smaller mask, which takes a few milliseconds.
SEARCH_SIDE = 200  # pixels
# How far a line may lean over the whole sheet, as a share of its length: about 4 degrees.
MAX_LEAN = 0.07
# Share of a line that must be ink; some of it is lost where it is faint.
MIN_COVERAGE = 0.8
# A thicker line is the edge of something: a share of the sheet's longer side.
MAX_THICKNESS = 0.03
# Across a line there is its own ink, up to this many times the median; more is a stroke.
MAX_RUN = 1.5
THICKNESS_QUANTILE = 0.2  # of the ink across a line
EDGE = 1.5  # pixels by which ink reaches beyond a line, if it is not the line's own
# Pixels from the rim within which a line ends.
RIM = 2
# Distance in pixels at which ink belongs to a line.
REACH = 3


def find_ruling(ink: Mask) -> tuple[Mask, Mask]:
    """Find lines from rim to rim in a (H, W) mask.

    Returns
    -------
    lines, near : ndarray of bool, shape (H, W)
        The pixels that are such lines and nothing else, and all that are near one.
    """
    lying, near_lying = _lying_lines(ink)
    standing, near_standing = _lying_lines((ink & ~lying).T)
    return lying | standing.T, near_lying | near_standing.T


def _lying_lines(ink: Mask) -> tuple[Mask, Mask]:
    """Return what `find_ruling` does, of lines that cross a mask from left to right."""
    lines, near = np.zeros_like(ink), np.zeros_like(ink)
    height, width = ink.shape
    if min(height, width) < 16 or not (_at_rim(ink[:, :4]) and _at_rim(ink[:, -4:])):
        return lines, near
    shrink = -(-max(height, width) // SEARCH_SIDE)
    coverage, leans = _coverage(_reduce(ink, shrink))
    above, below = _room_in_columns(ink)
    columns = np.arange(width)
    for row, lean in _peaks(coverage, leans, MAX_THICKNESS * max(height, width) / shrink):
        centre = row * shrink + lean * shrink * (columns / width - 0.5)
        rows = np.rint(centre).astype(int)
        reach = REACH + shrink
        lines |= _line_at(ink, above, below, rows, columns, reach)
        near[np.clip(rows + np.arange(-reach, reach + 1)[:, None], 0, height - 1), columns] = True
    return lines, near


def _at_rim(strip: Mask) -> bool:
    return bool(strip.any())


def _reduce(ink: Mask, shrink: int) -> Mask:
    """Return a mask with a pixel for each block of `shrink` a side that has ink."""
    height, width = (side // shrink * shrink for side in ink.shape)
    blocks = ink[:height, :width].reshape(height // shrink, shrink, width // shrink, shrink)
    return np.asarray(blocks.any(axis=(1, 3)))


def _coverage(ink: Mask) -> tuple[Floats, Floats]:
    """Return the share of ink on the best line through each row, and how far it leans.

    Returns
    -------
    coverage, leans : ndarray, shape (H,)
        Rows are those in which the lines cross the middle column; leans are in pixels.
    """
    height, width = ink.shape
    most = max(1, int(MAX_LEAN * width))
    padded = np.pad(ink, ((most, most), (0, 0)))
    best = np.zeros(height, np.float32)
    leans = np.zeros(height, np.float32)
    columns = np.arange(width)
    for lean in range(-most, most + 1):
        shift = np.rint(lean * (columns / width - 0.5)).astype(int)
        rows = np.arange(height)[:, None] + most + shift
        share = padded[rows, columns].mean(axis=1)
        better = share > best
        best[better], leans[better] = share[better], lean
    return best, leans


def _peaks(coverage: Floats, leans: Floats, thickest: float) -> list[tuple[float, float]]:
    """Return the row and the lean of each line, left out those that are too thick."""
    is_line = np.concatenate([[False], coverage >= MIN_COVERAGE, [False]])
    edges = np.flatnonzero(np.diff(is_line.astype(np.int8)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start <= max(3.0, thickest):
            at = start + int(coverage[start:end].argmax())
            found.append((at + 0.5, float(leans[at])))
    return found


def _room_in_columns(ink: Mask) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the last pixel without ink above each pixel, and of the first below."""
    rows = np.arange(ink.shape[0])[:, None]
    above = np.maximum.accumulate(np.where(ink, -1, rows), axis=0)
    below = np.minimum.accumulate(np.where(ink, ink.shape[0], rows)[::-1], axis=0)[::-1]
    return above, below


def _line_at(
    ink: Mask,
    above: np.ndarray,
    below: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    reach: int,
) -> Mask:
    """Return the ink within reach of a line, where there is no more across it than the line's."""
    height = ink.shape[0]
    places = np.clip(rows + np.arange(-reach, reach + 1)[:, None], 0, height - 1)  # (R, W)
    inked = ink[places, columns]
    if not (inked[:, :RIM].any() and inked[:, -RIM:].any()):  # a stroke, in a picture cut close
        return np.zeros_like(ink)
    runs = np.where(inked, (below - above - 1)[places, columns], 0)
    nearest = np.where(inked, np.abs(np.arange(-reach, reach + 1))[:, None], 2 * reach)
    across = np.take_along_axis(runs, nearest.argmin(axis=0)[None], axis=0)[0]  # (W,)
    crossed = across[across > 0]
    line = np.zeros_like(ink)
    if not crossed.size:
        return line
    # Strokes that cross or cover it make columns thicker: of a sheet that they fill, most.
    thickness = float(np.quantile(crossed, THICKNESS_QUANTILE))
    limit = MAX_RUN * thickness + 1
    erased = inked & (runs <= limit)
    bare = (across > 0) & (across <= limit)
    nearest_rows = np.take_along_axis(places, nearest.argmin(axis=0)[None], axis=0)[0]
    middle = ((above + below) / 2)[nearest_rows, columns]
    centre = np.polyval(np.polyfit(columns[bare], middle[bare], 1), columns)
    first, last = above[places, columns] + 1, below[places, columns] - 1
    erased |= inked & _is_beside(places, centre, thickness, first, last)
    line[places[erased], np.broadcast_to(columns, places.shape)[erased]] = True
    return line


def _is_beside(
    places: np.ndarray, centre: np.ndarray, thickness: float, first: np.ndarray, last: np.ndarray
) -> Mask:
    """Return the half of a line that is away from ink which ends in it.

    Parameters
    ----------
    places, first, last : ndarray, shape (R, W)
        The rows of pixels, and of the first and the last one of the ink across that they are in.
    centre : ndarray, shape (W,)
    thickness : float
        Of the line, in pixels.
    """
    reaches_up = first < centre - thickness / 2 - EDGE
    reaches_down = last > centre + thickness / 2 + EDGE
    is_lower = reaches_up & ~reaches_down & (places > centre)
    is_upper = reaches_down & ~reaches_up & (places < centre)
    return np.asarray(is_lower | is_upper)
