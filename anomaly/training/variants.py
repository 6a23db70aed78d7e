"""Variants of a few pictures, as a hand that draws the same sign again would vary them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor
from torch.nn import functional as F

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.preprocessing.strokes import digit_from_strokes

BEND_GRID = 4  # knots a side between which pictures bend smoothly
MOVEMENT_KNOTS = 4  # along the path of a pen, between which its movements vary smoothly
MIDDLE = IMAGE_SIDE / 2 + 0.5  # where MNIST's centres of mass lie, in pixels
HALF = IMAGE_SIDE / 2  # pixels per unit of PyTorch's sampling grids
BATCH = 1024


@dataclass(frozen=True)
class HandVariation:
    """Standard deviations of what differs between two drawings by one hand.

    Attributes
    ----------
    rotation : float
        In radians.
    shear : float
        Slant of upright lines, horizontal over vertical.
    scale : float
        Relative, of width and height each.
    bend : float
        Of a smooth displacement, in pixels of the 28x28 picture.
    turn : float
        Of the direction of the pen along its path, in radians: a flag is raised, a foot tilted.
        Strokes alone vary by it.
    stretch : float
        Of the logarithm of the pen's way along its path. Strokes alone vary by it.
    """

    rotation: float = 0.08
    shear: float = 0.12
    scale: float = 0.06
    bend: float = 0.5
    turn: float = 0.0
    stretch: float = 0.0


WHOLE = HandVariation()
# Where the parts of strokes vary apart, the whole needs to vary less.
PARTS = HandVariation(rotation=0.05, shear=0.08, scale=0.04, bend=0.3, turn=0.2, stretch=0.2)


def vary(
    images: Tensor, count: int, seed: int, variation: HandVariation = WHOLE
) -> tuple[Tensor, Tensor]:
    """Return variants of pictures, and which picture each is of.

    Each is rotated, sheared, scaled and bent a little, at random, and placed by its centre of mass.

    Parameters
    ----------
    images : Tensor
        float32 (N, 1, 28, 28) in [0, 1].
    count : int
        Variants of each picture.
    seed : int
    variation : HandVariation

    Returns
    -------
    variants : Tensor
        float32 (N * count, 1, 28, 28) in [0, 1], those of one picture together.
    origin : Tensor
        int64 (N * count,), the row of the picture that each is of. Variants of one picture are not
        further independent pictures.
    """
    origin = torch.arange(len(images)).repeat_interleave(count)
    draws = torch.Generator().manual_seed(seed)
    varied = [_warp(images[rows], draws, variation) for rows in origin.split(BATCH) if len(rows)]
    return torch.cat(varied) if varied else images[:0], origin


def vary_strokes(
    drawings: Sequence[Sequence[ArrayLike]],
    count: int,
    seed: int,
    variation: HandVariation = WHOLE,
) -> tuple[Tensor, Tensor]:
    """Return variants of drawings as `vary` does of pictures, with lines as sharp as the original.

    Parameters
    ----------
    drawings : sequence
        Of each the strokes, as `anomaly.digit_from_strokes` takes them.
    count, seed, variation
        As in `vary`.

    Returns
    -------
    variants : Tensor
        float32 (M, 1, 28, 28) in [0, 1]; a variant that is no picture is left out.
    origin : Tensor
        int64 (M,).
    """
    random = np.random.default_rng(seed)
    variants, origin = [], []
    for row, drawing in enumerate(drawings):
        strokes = [np.asarray(stroke, np.float64) for stroke in drawing if np.size(stroke)]
        for _ in range(count if strokes else 0):
            moved = strokes
            if variation.turn or variation.stretch:
                moved = _vary_movements(strokes, random, variation)
            digit = digit_from_strokes(_warp_strokes(moved, random, variation))
            if digit is not None:
                variants.append(torch.from_numpy(digit)[None])
                origin.append(row)
    empty = torch.zeros(0, 1, IMAGE_SIDE, IMAGE_SIDE)
    return torch.stack(variants) if variants else empty, torch.tensor(origin, dtype=torch.int64)


def _warp(images: Tensor, draws: torch.Generator, variation: HandVariation) -> Tensor:
    """Return one variant of each picture (N, 1, 28, 28)."""
    turn, slant, wide, high = torch.randn(4, len(images), generator=draws)
    turn, slant = turn * variation.rotation, slant * variation.shear
    wide, high = (wide * variation.scale).exp(), (high * variation.scale).exp()
    cos, sin = turn.cos(), turn.sin()
    # From each place of the variant to its place in the picture.
    rows = [[cos * wide, (slant * cos - sin) * high], [sin * wide, (slant * sin + cos) * high]]
    matrix = torch.stack([torch.stack(row, 1) for row in rows], 1)  # (N, 2, 2)
    offset = torch.full((len(images), 2, 1), (MIDDLE - HALF) / HALF)
    affine = torch.cat([matrix, offset - matrix @ offset], 2)  # about the middle, (N, 2, 3)
    grid = F.affine_grid(affine, list(images.shape), align_corners=False)  # (N, 28, 28, 2)
    knots = torch.randn(len(images), 2, BEND_GRID, BEND_GRID, generator=draws)
    bend = F.interpolate(knots, size=(IMAGE_SIDE, IMAGE_SIDE), mode="bicubic", align_corners=True)
    grid = grid + bend.permute(0, 2, 3, 1) * (variation.bend / HALF)
    grid = grid + _off_centre(_sample(images, grid))[:, None, None]
    return _sample(images, grid)


def _sample(images: Tensor, grid: Tensor) -> Tensor:
    # Bicubic keeps lines as sharp as they are; it overshoots a little.
    return F.grid_sample(images, grid, mode="bicubic", align_corners=False).clamp_(0, 1)


def _off_centre(images: Tensor) -> Tensor:
    """Return how far centres of mass are from the middle, (N, 2) in units of sampling grids.

    By whole pixels, as pictures are centred by.
    """
    places = torch.arange(IMAGE_SIDE) + 0.5
    ink = images[:, 0]  # (N, 28, 28)
    mass = ink.sum((1, 2)).clamp_min(1e-6)
    x, y = (ink * places).sum((1, 2)) / mass, (ink * places[:, None]).sum((1, 2)) / mass
    return (torch.stack([x, y], 1) - MIDDLE).round() / HALF


def _vary_movements(
    strokes: Sequence[NDArray[np.float64]],
    random: np.random.Generator,
    variation: HandVariation,
) -> list[NDArray[np.float64]]:
    """Return strokes (n, 2) whose steps are turned and stretched, each about its own middle."""
    side = max(float(np.ptp(np.concatenate(strokes), axis=0).max()), 1e-9)
    dense = [_densify(stroke, side / 20) for stroke in strokes]
    steps = np.concatenate([np.diff(stroke, axis=0) for stroke in dense])
    lengths = np.linalg.norm(steps, axis=1)
    along = (lengths.cumsum() - lengths / 2) / max(float(lengths.sum()), 1e-9)  # in [0, 1]
    knots = np.linspace(0, 1, MOVEMENT_KNOTS)
    turns, stretches = random.normal(size=(2, MOVEMENT_KNOTS))
    angle = np.interp(along, knots, turns * variation.turn)
    factor = np.exp(np.interp(along, knots, stretches * variation.stretch))
    cos, sin = np.cos(angle) * factor, np.sin(angle) * factor
    (x, y), ends = steps.T, np.cumsum([len(stroke) - 1 for stroke in dense])
    varied = np.split(np.column_stack([cos * x - sin * y, sin * x + cos * y]), ends[:-1])
    moved = [np.vstack([np.zeros((1, 2)), some.cumsum(axis=0)]) for some in varied]
    return [new + (old.mean(0) - new.mean(0)) for old, new in zip(dense, moved, strict=True)]


def _warp_strokes(
    strokes: Sequence[NDArray[np.float64]],
    random: np.random.Generator,
    variation: HandVariation,
) -> list[NDArray[np.float64]]:
    """Return the strokes of one variant of a drawing."""
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    middle, side = (low + high) / 2, max(float((high - low).max()), 1e-9)
    turn, slant = random.normal(size=2) * (variation.rotation, variation.shear)
    wide, tall = np.exp(random.normal(size=2) * variation.scale)
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[wide, slant * tall], [0, tall]])
    knots = random.normal(size=(2, BEND_GRID, BEND_GRID)) * variation.bend * side / 20
    warped = []
    for stroke in strokes:
        at = (_densify(stroke, side / 20) - middle) / side  # in [-1/2, 1/2]
        moved = at @ matrix.T * side + middle
        warped.append(moved + _bend_at(knots, at + 0.5))
    return warped


def _densify(stroke: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    """Return a stroke (n, 2) with points at most `step` apart, so that straight lines bend."""
    lengths = np.linalg.norm(np.diff(stroke, axis=0), axis=1)
    if not len(lengths):
        return stroke
    extra = np.maximum(1, np.ceil(lengths / step)).astype(int)
    where = np.concatenate([np.arange(n) / n + i for i, n in enumerate(extra)] + [[len(lengths)]])
    return np.column_stack([np.interp(where, np.arange(len(stroke)), axis) for axis in stroke.T])


def _bend_at(knots: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return displacements (n, 2) at places (n, 2) in [0, 1], between knots (2, K, K)."""
    place = np.clip(at, 0, 1) * (BEND_GRID - 1)
    cell = np.minimum(place.astype(int), BEND_GRID - 2)
    share = place - cell
    share = share * share * (3 - 2 * share)  # smooth across knots
    (x, y), (u, v) = cell.T, share.T
    upper = knots[:, y, x] * (1 - u) + knots[:, y, x + 1] * u
    lower = knots[:, y + 1, x] * (1 - u) + knots[:, y + 1, x + 1] * u
    return np.asarray((upper * (1 - v) + lower * v).T)
