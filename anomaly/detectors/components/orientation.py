"""Histogram-of-oriented-gradients features of the deskewed digit.

After Dalal & Triggs, "Histograms of oriented gradients for human detection" (CVPR 2005): the energy
of the gradients, shared out among directions and gathered in overlapping cells. All of it is
arithmetic on whole batches.
"""

import math
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional as F

from anomaly.data.image_format import IMAGE_SIDE

CELLS = 7  # a side; a cell's window is some 9 pixels wide, so that each overlaps its neighbours

# All of these were chosen with the settings of `OrientedGradients`, on training digits alone.
# Height and width of deskewed digits, as standard deviations of their ink in pixels: about as large
# as fits.
HEIGHT, WIDTH = 6.0, 4.5
# Height and width are scaled by one factor for both (0), each by its own (1) or in between, which
# leaves a 1 narrower than a 0 and yet evens out narrow and broad hands.
ANISOTROPY = 0.75
MAX_STRETCH = 2.0  # of either side
MIN_INK_VARIANCE = 0.3  # less is a dot, which is not to fill the picture
MAX_SLANT = 1.0  # that is undone, pixels sideways for each up
BLUR = 0.7  # standard deviation in pixels of the Gaussian whose derivative is the gradient
WINDOW = 2.0  # standard deviation in pixels of a cell's Gaussian window
MIN_ENERGY = 1e-2  # total of a picture; one with less is blank and described by nearly 0


def deskew(images: Tensor) -> tuple[Tensor, Tensor]:
    """Undo slant, position and size, by the moments of the ink.

    Parameters
    ----------
    images : Tensor
        float32 (N, 1, 28, 28) in [0, 1].

    Returns
    -------
    upright : Tensor
        The same shape and range.
    frames : Tensor
        float32 (N, 2, 3), affine maps from a point of the upright picture to the point of the image
        it is taken from, both in [-1, 1], x first.
    """
    ink = images.view(-1, IMAGE_SIDE, IMAGE_SIDE)
    along = torch.arange(IMAGE_SIDE) - (IMAGE_SIDE - 1) / 2  # (28,)
    mass = ink.sum((1, 2)).clamp_min(1e-3)  # (N,)
    columns, rows = ink.sum(1) / mass[:, None], ink.sum(2) / mass[:, None]  # (N, 28)
    x, y = columns @ along, rows @ along  # (N,), the centre
    variance_x = columns @ along.square() - x.square()
    variance_y = rows @ along.square() - y.square()
    covariance = torch.einsum("nyx,y,x->n", ink, along, along) / mass - x * y
    slant = (covariance / (variance_y + 0.1)).clamp(-MAX_SLANT, MAX_SLANT)
    width, height = _scales(variance_x - slant * covariance, variance_y)
    zero = torch.zeros_like(x)
    across = torch.stack([width, slant * height, x * 2 / IMAGE_SIDE], 1)  # (N, 3)
    down = torch.stack([zero, height, y * 2 / IMAGE_SIDE], 1)
    frames = torch.stack([across, down], 1)  # (N, 2, 3)
    return _sample(images, frames), frames


def _scales(variance_x: Tensor, variance_y: Tensor) -> tuple[Tensor, Tensor]:
    """Return width and height of digits in units of deskewed ones, from variances (N,)."""
    width, height = (
        variance.clamp_min(MIN_INK_VARIANCE).sqrt() / size
        for variance, size in ((variance_x, WIDTH), (variance_y, HEIGHT))
    )
    both = torch.maximum(width, height) ** (1 - ANISOTROPY)
    width, height = (
        (both * side**ANISOTROPY).clamp(1 / MAX_STRETCH, MAX_STRETCH) for side in (width, height)
    )
    blank = variance_x + variance_y <= 0
    return width.masked_fill(blank, 1), height.masked_fill(blank, 1)


def unwarp(upright: Tensor, frames: Tensor) -> Tensor:
    """Give pictures (N, 1, 28, 28) the slant, position and size that `deskew` undid."""
    inverse = torch.linalg.inv(frames[:, :, :2])  # (N, 2, 2)
    return _sample(upright, torch.cat([inverse, -inverse @ frames[:, :, 2:]], 2))


def _sample(pictures: Tensor, frames: Tensor) -> Tensor:
    grid = F.affine_grid(frames, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, align_corners=False)


def orientation_energies(upright: Tensor, directions: int) -> Tensor:
    """Return histogram-of-oriented-gradients features of deskewed digits.

    Parameters
    ----------
    upright : Tensor
        float32 (N, 1, 28, 28).
    directions : int
        D, around the whole circle: the two edges of a stroke are different ones.

    Returns
    -------
    Tensor
        float32 (N, D * 49): for each direction and cell, the root of its share of all gradient
        energy, so that a picture's features have length 1. All zero for a blank one.
    """
    smooth, slope, gather = _kernels()
    pictures = upright.view(-1, IMAGE_SIDE, IMAGE_SIDE)
    across = smooth @ pictures @ slope.T  # (N, 28, 28)
    down = slope @ pictures @ smooth.T
    strength = (across.square() + down.square()).sqrt()
    angle = (torch.atan2(down, across) / (2 * math.pi)).remainder(1) * directions  # [0, D]
    lower = angle.floor()
    upper_share = angle - lower
    planes = torch.zeros(len(pictures), directions, IMAGE_SIDE, IMAGE_SIDE)
    for direction, share in ((lower, 1 - upper_share), (lower + 1, upper_share)):
        index = direction.long().remainder(directions).unsqueeze(1)  # (N, 1, 28, 28)
        planes.scatter_(1, index, (strength * share).unsqueeze(1))
    cells = gather @ planes @ gather.T  # (N, D, 28, 28) -> (N, D, 7, 7)
    energies = cells.flatten(1)  # (N, D * 49)
    return (energies / energies.sum(1, keepdim=True).clamp_min(MIN_ENERGY)).sqrt()


def cells_to_pixels(cells: Tensor) -> Tensor:
    """Interpolate values of the cells at the pixels, (N, 49) -> (N, 1, 28, 28)."""
    _, _, gather = _kernels()
    weights = gather / gather.sum(0)  # (7, 28), summing to 1 for each pixel
    return (weights.T @ cells.view(-1, CELLS, CELLS) @ weights).unsqueeze(1)


@lru_cache(maxsize=1)
def _kernels() -> tuple[Tensor, Tensor, Tensor]:
    """Return smoothing and its derivative (28, 28), and gathering into cells (7, 28)."""
    positions = torch.arange(IMAGE_SIDE)
    offsets = (positions[None] - positions[:, None]).float()  # (28, 28)
    smooth = torch.exp(-offsets.square() / (2 * BLUR**2))
    smooth /= smooth.sum(1).max()
    slope = (offsets / BLUR**2) * smooth
    centres = (torch.arange(CELLS) + 0.5) * IMAGE_SIDE / CELLS - 0.5  # (7,)
    gather = torch.exp(-(centres[:, None] - positions).square() / (2 * WINDOW**2))  # (7, 28)
    return smooth, slope, gather / gather.sum(1).max()
