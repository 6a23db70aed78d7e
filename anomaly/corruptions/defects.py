"""Defects: a piece cut out of a digit, a speck and a scratch beside it.

Places are chosen on the digit as it was, and go with it where it is shifted or turned, so that a
defect stays in its place while another corruption is changed.
"""

from dataclasses import dataclass

import numpy as np

from anomaly.corruptions.geometry import MIDDLE, Warp
from anomaly.corruptions.randomness import uniform
from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.preprocessing.arrays import Doubles, Mask, Words

INK = 0.5  # intensity of what is cut from
GROUND = 0.1  # intensity below which there is no ink
CLEARANCE = 2  # pixels without ink around a speck's middle, or it would be a part of the stroke
RIM = 3  # pixels at the edge without defects, as a digit has none of its ink there
HALF_WIDTH = 0.5  # pixels, of a scratch
CUT_PLACE, SPECK_PLACE, SCRATCH_PLACE, SCRATCH_TURN = 1, 2, 3, 4  # purposes of random numbers


@dataclass(frozen=True)
class Places:
    """Places of defects.

    Attributes
    ----------
    cut, speck, scratch : ndarray
        float64 (N, 2), their middles (x, y) in pixels.
    direction : ndarray
        float64 (N, 2), of the scratch, of length 1.
    """

    cut: Doubles
    speck: Doubles
    scratch: Doubles
    direction: Doubles


def choose_places(images: Doubles, seeds: Words, warp: Warp) -> Places:
    """Choose where defects are, by the undamaged digits, float64 (N, 28, 28)."""
    inside = np.zeros((IMAGE_SIDE, IMAGE_SIDE), bool)
    inside[RIM:-RIM, RIM:-RIM] = True
    free = ~_is_near_ink(images)
    turn = np.pi * uniform(seeds, SCRATCH_TURN, 1)[:, 0] + warp.angle

    def choose(candidates: Mask, purpose: int) -> Doubles:
        return warp.move(_choose(candidates, seeds, purpose))

    return Places(
        cut=choose(images >= INK, CUT_PLACE),
        speck=choose(free & inside, SPECK_PLACE),
        scratch=choose((images < GROUND) & inside, SCRATCH_PLACE),
        direction=np.stack([np.cos(turn), np.sin(turn)], axis=1),
    )


def cut_out(images: Doubles, radius: float, places: Places) -> Doubles:
    """Return pictures without what is in a disc of this radius in pixels."""
    return images * (1 - _disc(places.cut, radius))


def add_speck(images: Doubles, radius: float, places: Places) -> Doubles:
    """Return pictures with a disc of ink of this radius in pixels."""
    return np.maximum(images, _disc(places.speck, radius))


def add_scratch(images: Doubles, length: float, places: Places) -> Doubles:
    """Return pictures with a straight line of ink of this length in pixels."""
    dx, dy = _away(places.scratch)
    x, y = (axis[:, None, None] for axis in places.direction.T)
    along = np.clip(x * dx + y * dy, -length / 2, length / 2)
    distance = np.sqrt((dx - along * x) ** 2 + (dy - along * y) ** 2)
    return np.maximum(images, _soft(distance, HALF_WIDTH))


def _disc(middles: Doubles, radius: float) -> Doubles:
    dx, dy = _away(middles)
    return _soft(np.sqrt(dx**2 + dy**2), radius)


def _soft(distance: Doubles, radius: float) -> Doubles:
    """Return how much of a pixel is within a radius, in [0, 1], as if the rim were straight."""
    return np.clip(radius + 0.5 - distance, 0.0, 1.0)


def _away(middles: Doubles) -> tuple[Doubles, Doubles]:
    """Return how far each pixel is from the middles, each float64 (N, 28, 28)."""
    rows, columns = np.mgrid[:IMAGE_SIDE, :IMAGE_SIDE]
    x, y = (axis[:, None, None] for axis in middles.T)
    return columns - x, rows - y


def _is_near_ink(images: Doubles) -> Mask:
    padded = np.pad(images >= GROUND, ((0, 0), (CLEARANCE, CLEARANCE), (CLEARANCE, CLEARANCE)))
    size = 2 * CLEARANCE + 1
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), (1, 2))
    return np.asarray(windows.any(axis=(3, 4)))


def _choose(candidates: Mask, seeds: Words, purpose: int) -> Doubles:
    """Return one candidate of each picture at random, (N, 28, 28) -> (N, 2); else its middle."""
    flat = candidates.reshape(-1, NUM_PIXELS)
    chosen = np.argmax(np.where(flat, uniform(seeds, purpose, NUM_PIXELS), 0.0), axis=1)
    points = np.stack([chosen % IMAGE_SIDE, chosen // IMAGE_SIDE], axis=1).astype(np.float64)
    is_any = np.asarray(flat.any(axis=1))[:, None]
    return np.where(is_any, points, MIDDLE)
