"""What the eye sees of a digit: where its edges are and which way they face, slant and size aside.

A digit is straightened first, then described by the energy of its gradients, shared out among
directions and gathered in overlapping cells, as in Dalal & Triggs, "Histograms of oriented
gradients for human detection" (CVPR 2005). All of it is arithmetic on whole batches.
"""

import math
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional as F

SIDE = 28
CELLS = 7  # a side; a cell's window is some 9 pixels wide, so that each overlaps its neighbours

# Chosen with the settings of `anomaly.detectors.gradients`, on training digits alone.
# Straightened digits are this tall and wide, as standard deviations of their ink in pixels: about
# as large as fits.
TALL, WIDE = 6.0, 4.5
# Height and width are brought there by one factor for both (0), each by its own (1) or in between,
# which leaves a 1 narrower than a 0 and yet evens out narrow and broad hands.
UNEVEN = 0.75
STRETCH = 2.0  # the most that a side is made longer or shorter
DOT = 0.3  # variance below which ink is a dot, which is not to fill the picture
SLANT = 1.0  # the most that is undone, sideways pixels for each up
BLUR = 0.7  # standard deviation in pixels of the Gaussian whose derivative is the gradient
WINDOW = 2.0  # the same of a cell's window
FAINT = 1e-2  # total energy below which a picture is blank and described by next to nothing


def deskew(images: Tensor) -> tuple[Tensor, Tensor]:
    """Undo slant, place and size, by the moments of the ink.

    Parameters
    ----------
    images : Tensor
        float32 (N, 1, 28, 28) in [0, 1].

    Returns
    -------
    upright : Tensor
        The same shape and range.
    frames : Tensor
        float32 (N, 2, 3): where in the image a place of the upright picture is found, both on
        [-1, 1], x first.
    """
    ink = images.view(-1, SIDE, SIDE)
    along = torch.arange(SIDE) - (SIDE - 1) / 2  # (28,)
    mass = ink.sum((1, 2)).clamp_min(1e-3)  # (N,)
    columns, rows = ink.sum(1) / mass[:, None], ink.sum(2) / mass[:, None]  # (N, 28)
    x, y = columns @ along, rows @ along  # (N,), the centre
    spread_x = columns @ along.square() - x.square()
    spread_y = rows @ along.square() - y.square()
    together = torch.einsum("nyx,y,x->n", ink, along, along) / mass - x * y
    slant = (together / (spread_y + 0.1)).clamp(-SLANT, SLANT)
    wide, tall = _stretches(spread_x - slant * together, spread_y)
    zero = torch.zeros_like(x)
    across = torch.stack([wide, slant * tall, x * 2 / SIDE], 1)  # (N, 3)
    down = torch.stack([zero, tall, y * 2 / SIDE], 1)
    frames = torch.stack([across, down], 1)  # (N, 2, 3)
    return _sample(images, frames), frames


def _stretches(spread_x: Tensor, spread_y: Tensor) -> tuple[Tensor, Tensor]:
    """Return how much wider and taller digits are than straightened ones, from variances (N,)."""
    wide, tall = (
        spread.clamp_min(DOT).sqrt() / size for spread, size in ((spread_x, WIDE), (spread_y, TALL))
    )
    both = torch.maximum(wide, tall) ** (1 - UNEVEN)
    wide, tall = ((both * one**UNEVEN).clamp(1 / STRETCH, STRETCH) for one in (wide, tall))
    blank = spread_x + spread_y <= 0
    return wide.masked_fill(blank, 1), tall.masked_fill(blank, 1)


def unwarp(upright: Tensor, frames: Tensor) -> Tensor:
    """Give pictures (N, 1, 28, 28) the slant, place and size that `deskew` undid."""
    turn = torch.linalg.inv(frames[:, :, :2])  # (N, 2, 2)
    return _sample(upright, torch.cat([turn, -turn @ frames[:, :, 2:]], 2))


def _sample(pictures: Tensor, frames: Tensor) -> Tensor:
    grid = F.affine_grid(frames, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, align_corners=False)


def orientation_energies(upright: Tensor, directions: int) -> Tensor:
    """Describe straightened digits.

    Parameters
    ----------
    upright : Tensor
        float32 (N, 1, 28, 28).
    directions : int
        D, around the whole circle: the two edges of a stroke are different ones.

    Returns
    -------
    Tensor
        float32 (N, D * 49): for each direction and cell, the root of its share of all the gradients
        there are, so that the squares of a picture's numbers sum to 1. All zero for a blank one.
    """
    smooth, slope, gather = _kernels()
    pictures = upright.view(-1, SIDE, SIDE)
    across = smooth @ pictures @ slope.T  # (N, 28, 28)
    down = slope @ pictures @ smooth.T
    strength = (across.square() + down.square()).sqrt()
    turn = (torch.atan2(down, across) / (2 * math.pi)).remainder(1) * directions  # [0, D]
    lower = turn.floor()
    upper_share = turn - lower
    planes = torch.zeros(len(pictures), directions, SIDE, SIDE)
    for direction, share in ((lower, 1 - upper_share), (lower + 1, upper_share)):
        index = direction.long().remainder(directions).unsqueeze(1)  # (N, 1, 28, 28)
        planes.scatter_(1, index, (strength * share).unsqueeze(1))
    cells = gather @ planes @ gather.T  # (N, D, 28, 28) -> (N, D, 7, 7)
    energies = cells.flatten(1)  # (N, D * 49)
    return (energies / energies.sum(1, keepdim=True).clamp_min(FAINT)).sqrt()


def spread(cells: Tensor) -> Tensor:
    """Give each pixel its part of the cells around it, (N, 49) -> (N, 1, 28, 28)."""
    _, _, gather = _kernels()
    weights = gather / gather.sum(0)  # (7, 28), for each pixel 1 in all
    return (weights.T @ cells.view(-1, CELLS, CELLS) @ weights).unsqueeze(1)


@lru_cache(maxsize=1)
def _kernels() -> tuple[Tensor, Tensor, Tensor]:
    """Return smoothing and its derivative (28, 28), and gathering into cells (7, 28)."""
    places = torch.arange(SIDE)
    apart = (places[None] - places[:, None]).float()  # (28, 28)
    smooth = torch.exp(-apart.square() / (2 * BLUR**2))
    smooth /= smooth.sum(1).max()
    slope = (apart / BLUR**2) * smooth
    centres = (torch.arange(CELLS) + 0.5) * SIDE / CELLS - 0.5  # (7,)
    gather = torch.exp(-(centres[:, None] - places).square() / (2 * WINDOW**2))  # (7, 28)
    return smooth, slope, gather / gather.sum(1).max()
