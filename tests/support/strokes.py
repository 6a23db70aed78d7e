"""Digits drawn by a made-up hand: pen strokes from control points, with a brush of any width."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from anomaly.preprocessing.drawing import GRID, PLACE
from tests.support.styles import STYLES

CANVAS = 280
BRUSHES = (6, 8, 12, 16, 20, 28, 36)

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Drawing:
    """One drawn digit.

    Attributes
    ----------
    label : int
        The digit that it shows.
    style : str
        How it was made.
    width : int
        The brush in pixels of the canvas.
    strokes : list of ndarray
        Pen paths of (x, y) canvas pixels, each of shape (N, 2).
    """

    label: int
    style: str
    width: int
    strokes: list[Points]

    @property
    def picture(self) -> npt.NDArray[np.uint8]:
        """The drawing as `paint` paints it."""
        return paint(self.strokes, self.width)


def draw(label: int, style: str, width: int, **hand: Any) -> npt.NDArray[np.uint8]:
    """Return a digit as `paint` paints it; the arguments are those of `strokes_of`."""
    return paint(strokes_of(label, style, width, **hand), width)


def strokes_of(
    label: int,
    style: str,
    width: int,
    *,
    height: float = 180,
    slant: float = 0.0,
    aspect: float = 1.0,
    position: tuple[float, float] = (0.5, 0.5),
    wobble: float = 0.0,
    seed: int = 0,
) -> list[Points]:
    """Draw one digit as a person does on the app's canvas.

    Parameters
    ----------
    label, style
        A digit and one of its styles in `STYLES`.
    width : int
        The round brush's diameter in pixels.
    height : float
        The digit's height with its stroke, in pixels; a digit too wide for the canvas is shrunk.
    slant : float
        How far the top leans to the right, as a share of the height.
    aspect : float
        Stretches the digit sideways.
    position : tuple of float
        Where in the free room the digit stands, (x, y), each from 0 to 1.
    wobble : float
        How unsteady the hand is, as a share of the height.
    seed : int
        Decides the wobble.

    Returns
    -------
    list of ndarray
        Pen paths of (x, y) canvas pixels, each of shape (N, 2).
    """
    rng = np.random.default_rng(seed)
    curves = [_unsteady(_smooth(np.array(c)), wobble, rng) for c in STYLES[label][style]]
    for curve in curves:
        curve[:, 0] = curve[:, 0] * aspect + slant * (1 - curve[:, 1])
    corners = np.concatenate(curves)
    low, span = corners.min(axis=0), np.maximum(np.ptp(corners, axis=0), 1e-6)
    room = CANVAS - width - 4
    scale = min((height - width) / span[1], room / span[0], room / span[1])
    shift = (width / 2 + 2) + (room - span * scale) * np.array(position)
    return [(curve - low) * scale + shift for curve in curves]


def on_grid(strokes: list[Points]) -> list[Points]:
    """Return strokes with their points on the grid on which the app keeps them."""
    return [np.clip(np.round(stroke / PLACE), 0, GRID - 1) * PLACE for stroke in strokes]


def paint(strokes: list[Points], width: float) -> npt.NDArray[np.uint8]:
    """Paint lines of (x, y) canvas pixels, each of shape (N, 2), with a round white brush.

    Returns
    -------
    ndarray of uint8, shape (280, 280, 4)
        RGBA, opaque, white on black.
    """
    fine = 3
    sheet = Image.new("L", (CANVAS * fine, CANVAS * fine))
    pen = ImageDraw.Draw(sheet)
    radius = width * fine / 2
    for stroke in strokes:
        points = [(float(x), float(y)) for x, y in stroke * fine]
        pen.line(points, fill=255, width=round(2 * radius))
        for x, y in points:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    grey = np.asarray(sheet.reduce(fine))
    return np.dstack([grey, grey, grey, np.full_like(grey, 255)])


def drawings(per_style: int, seed: int, brushes: tuple[int, ...] = BRUSHES) -> Iterator[Drawing]:
    """Yield `per_style` drawings of every style with every brush, the same for the same seed."""
    rng = np.random.default_rng(seed)
    for label, styles in STYLES.items():
        for style in styles:
            for number in range(per_style):
                place = (rng.uniform(), rng.uniform())
                slant, aspect = rng.uniform(-0.08, 0.3), rng.uniform(0.8, 1.25)
                wobble, height = rng.uniform(0, 0.025), rng.uniform(90, 250)
                for width in brushes:
                    strokes = strokes_of(
                        label,
                        style,
                        width,
                        # A small digit cannot be drawn with a fat brush: keep it 3 brushes high.
                        height=max(height, 3.0 * width),
                        slant=slant,
                        aspect=aspect,
                        position=place,
                        wobble=wobble,
                        seed=seed * 1000 + number,
                    )
                    yield Drawing(label, style, width, strokes)


def _smooth(points: Points, per_piece: int = 12) -> Points:
    """Run a Catmull-Rom spline through (N, 2) points."""
    if np.allclose(points[0], points[-1]):
        before, after = points[-2], points[1]
    else:
        before, after = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    p = np.vstack([before, points, after])
    t = np.linspace(0, 1, per_piece, endpoint=False)[:, None]
    pieces = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.vstack([*pieces, points[-1:]])


def _unsteady(curve: Points, wobble: float, rng: np.random.Generator) -> Points:
    """Move a (N, 2) curve as a slow tremor of the hand does: whole, and along its length."""
    along = np.linspace(0, 2 * np.pi, len(curve))[:, None]
    phase = rng.uniform(0, 2 * np.pi, (1, 2))
    turns = rng.uniform(0.5, 1.5)
    return np.asarray(curve + wobble * (np.sin(turns * along + phase) + rng.normal(0, 0.6, (1, 2))))
