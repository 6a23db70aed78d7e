"""か and さ as a hand draws them: strokes in shares of the canvas' side, varied by a seed."""

import random

import torch

from anomaly.preprocessing.drawing import CANVAS_SIDE, GRID, Drawing
from anomaly.preprocessing.strokes import digit_from_strokes

Sign = list[list[tuple[float, float]]]

KA: Sign = [
    [(0.18, 0.36), (0.45, 0.32), (0.66, 0.36), (0.64, 0.6), (0.52, 0.84), (0.44, 0.76)],
    [(0.42, 0.12), (0.38, 0.4), (0.22, 0.84)],
    [(0.78, 0.26), (0.88, 0.42)],
]
SA: Sign = [
    [(0.2, 0.35), (0.78, 0.3)],
    [(0.42, 0.12), (0.55, 0.36), (0.7, 0.58)],
    [(0.3, 0.6), (0.32, 0.76), (0.5, 0.86), (0.72, 0.8)],
]


def by_hand(sign: Sign, seed: int) -> Sign:
    """Return a sign a little turned, slanted, larger or smaller, with an unsteady hand."""
    draw = random.Random(seed)
    width, height = draw.uniform(0.88, 1.08), draw.uniform(0.88, 1.08)
    slant, turn = draw.uniform(-0.12, 0.12), draw.uniform(-0.08, 0.08)

    def place(x: float, y: float) -> tuple[float, float]:
        across, down = x - 0.5, y - 0.5
        moved = (across * width + (slant - turn) * down, down * height + turn * across)
        shaken = (0.5 + share + draw.gauss(0, 0.012) for share in moved)
        x, y = (min(0.97, max(0.03, share)) for share in shaken)
        return x, y

    return [[place(*point) for point in stroke] for stroke in sign]


def drawing_of(sign: Sign) -> Drawing:
    """Return a sign as the canvas keeps it."""
    strokes = [[(round(x * (GRID - 1)), round(y * (GRID - 1))) for x, y in each] for each in sign]
    return Drawing(tuple(map(tuple, strokes)), (18,) * len(strokes))


def pictures_of(sign: Sign, count: int, first_seed: int = 0) -> torch.Tensor:
    """Return a sign drawn so many times, float32 (N, 28, 28)."""
    pictures = []
    for seed in range(first_seed, first_seed + count):
        paths = [[(x * CANVAS_SIDE, y * CANVAS_SIDE) for x, y in s] for s in by_hand(sign, seed)]
        digit = digit_from_strokes(paths)
        assert digit is not None
        pictures.append(torch.from_numpy(digit))
    return torch.stack(pictures)
