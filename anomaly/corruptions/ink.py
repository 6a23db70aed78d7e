"""Corruptions of all ink alike: thicker, thinner, blurred or noisy.

Each takes and returns float64 (N, 28, 28) and leaves pictures as they are at strength 0.
"""

from itertools import product

import numpy as np

from anomaly.corruptions.randomness import uniform
from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.preprocessing.arrays import Doubles, Words

REACH = 2  # pixels that thickening looks away; enough for 1.2
BLUR_REACH = 6  # pixels; three standard deviations of the largest blur
NOISE_LENGTH, NOISE_TURN = 5, 6  # purposes of random numbers


def thicken(images: Doubles, pixels: float, outside: float = 0.0) -> Doubles:
    """Return the ink grown by `pixels` on each side: grey dilation by a disc with a soft rim."""
    padded = np.pad(images, ((0, 0), (REACH, REACH), (REACH, REACH)), constant_values=outside)
    grown = images
    for dy, dx in product(range(-REACH, REACH + 1), repeat=2):
        weight = min(1.0, pixels + 1 - float(np.hypot(dx, dy)))
        if weight <= 0:
            continue
        top, left = REACH + dy, REACH + dx
        moved = padded[:, top : top + IMAGE_SIDE, left : left + IMAGE_SIDE]
        grown = np.maximum(grown, weight * moved)
    return grown


def thin(images: Doubles, pixels: float) -> Doubles:
    """Return the ink shrunk by `pixels` on each side: the ground grown in its place."""
    return 1 - thicken(1 - images, pixels, outside=1.0)


def blur(images: Doubles, deviation: float) -> Doubles:
    """Return pictures blurred by a Gaussian of this standard deviation in pixels."""
    if deviation == 0:
        return images
    away = np.arange(-BLUR_REACH, BLUR_REACH + 1)
    weights = np.exp(-0.5 * (away / deviation) ** 2)
    weights /= weights.sum()
    for axis in (1, 2):
        margins = [(0, 0)] * 3
        margins[axis] = (BLUR_REACH, BLUR_REACH)
        windows = np.lib.stride_tricks.sliding_window_view(
            np.pad(images, margins), 2 * BLUR_REACH + 1, axis
        )
        images = windows @ weights
    return images


def add_noise(images: Doubles, deviation: float, seeds: Words) -> Doubles:
    """Return pictures with Gaussian noise of this standard deviation (Box & Muller, 1958)."""
    if deviation == 0:
        return images
    length, turn = (uniform(seeds, each, NUM_PIXELS) for each in (NOISE_LENGTH, NOISE_TURN))
    normal = np.sqrt(-2 * np.log(length)) * np.cos(2 * np.pi * turn)
    return images + deviation * normal.reshape(images.shape)
