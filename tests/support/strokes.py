"""Digits drawn by a made-up hand: pen strokes from control points, with a brush of any width.

The shapes are in a unit frame, x to the right and y down, about 0.6 wide and 1 high. A style is a
tuple of curves; each curve is smoothed on its own, so two curves that share an end make a corner
and curves that share nothing are separate strokes of the pen.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

CANVAS = 280
BRUSHES = (6, 8, 12, 16, 20, 28, 36)

Curve = tuple[tuple[float, float], ...]

# fmt: off
STYLES: dict[int, dict[str, tuple[Curve, ...]]] = {
    0: {
        "round": (
            ((0.3, 0), (0.06, 0.2), (0, 0.5), (0.08, 0.84), (0.3, 1),
             (0.53, 0.82), (0.6, 0.5), (0.52, 0.15), (0.3, 0)),
        ),
        "narrow": (
            ((0.28, 0), (0.1, 0.25), (0.08, 0.7), (0.25, 1), (0.42, 0.7), (0.42, 0.25), (0.28, 0)),
        ),
        "open": (
            ((0.35, 0.03), (0.08, 0.2), (0, 0.55), (0.15, 0.95), (0.42, 0.95),
             (0.6, 0.55), (0.5, 0.1), (0.25, 0)),
        ),
    },
    1: {
        "plain": (((0.3, 0), (0.3, 0.5), (0.3, 1)),),
        "slanted": (((0.5, 0), (0.34, 0.45), (0.15, 1)),),
        "short flag": (((0.2, 0.14), (0.33, 0)), ((0.33, 0), (0.32, 1))),
        "flag": (((0.08, 0.25), (0.36, 0)), ((0.36, 0), (0.34, 1))),
        "long flag": (((0, 0.4), (0.38, 0)), ((0.38, 0), (0.38, 1))),
        "base": (((0.3, 0), (0.3, 1)), ((0.12, 1), (0.48, 1))),
        "flag and base": (
            ((0.1, 0.22), (0.34, 0)),
            ((0.34, 0), (0.33, 1)),
            ((0.08, 1), (0.58, 0.99)),
        ),
    },
    2: {
        "plain": (
            ((0.03, 0.22), (0.28, 0), (0.55, 0.2), (0.42, 0.55), (0, 1)),
            ((0, 1), (0.6, 0.97)),
        ),
        "loop": (
            ((0.05, 0.2), (0.3, 0), (0.55, 0.2), (0.38, 0.65), (0.12, 0.98),
             (0.02, 0.86), (0.14, 0.78), (0.35, 0.93), (0.62, 0.96)),
        ),
        "swan": (
            ((0.02, 0.25), (0.25, 0), (0.5, 0.18), (0.4, 0.6), (0.05, 0.95), (0.3, 0.9), (0.6, 1)),
        ),
    },
    3: {
        "round": (
            ((0.02, 0.12), (0.28, 0), (0.52, 0.2), (0.2, 0.46)),
            ((0.2, 0.46), (0.55, 0.62), (0.5, 0.92), (0.22, 1), (0, 0.88)),
        ),
        "flat top": (
            ((0.02, 0.02), (0.52, 0)),
            ((0.52, 0), (0.22, 0.4)),
            ((0.22, 0.4), (0.55, 0.6), (0.48, 0.92), (0.2, 1), (0, 0.9)),
        ),
    },
    4: {
        "open": (((0.12, 0), (0.02, 0.55)), ((0.02, 0.55), (0.6, 0.52)), ((0.46, 0.05), (0.42, 1))),
        "closed": (((0.42, 0), (0, 0.64)), ((0, 0.64), (0.6, 0.64)), ((0.42, 0), (0.42, 1))),
        "curved": (
            ((0.08, 0.05), (0.04, 0.4), (0.22, 0.52), (0.5, 0.42)),
            ((0.52, 0), (0.5, 0.42), (0.42, 1)),
        ),
    },
    5: {
        "two strokes": (
            ((0.1, 0.02), (0.06, 0.42)),
            ((0.06, 0.42), (0.36, 0.38), (0.55, 0.66), (0.38, 0.97), (0, 0.93)),
            ((0.12, 0.0), (0.55, 0.0)),
        ),
        "apart": (
            ((0.1, 0.12), (0.06, 0.48)),
            ((0.06, 0.48), (0.36, 0.42), (0.55, 0.7), (0.38, 1), (0, 0.94)),
            ((0.26, 0.0), (0.66, 0.0)),
        ),
        "one stroke": (
            ((0.55, 0), (0.12, 0.02)),
            ((0.12, 0.02), (0.06, 0.4)),
            ((0.06, 0.4), (0.4, 0.4), (0.54, 0.7), (0.3, 1), (0, 0.9)),
        ),
    },
    6: {
        "round": (
            ((0.42, 0), (0.15, 0.3), (0.02, 0.68), (0.2, 1), (0.5, 0.88),
             (0.5, 0.62), (0.26, 0.52), (0.06, 0.72)),
        ),
        "straight": (
            ((0.3, 0), (0.08, 0.5), (0.06, 0.85), (0.3, 1), (0.48, 0.8), (0.3, 0.6), (0.08, 0.75)),
        ),
    },
    7: {
        "plain": (((0, 0.03), (0.56, 0)), ((0.56, 0), (0.32, 0.5), (0.2, 1))),
        "crossbar": (
            ((0, 0.03), (0.56, 0)),
            ((0.56, 0), (0.35, 0.5), (0.2, 1)),
            ((0.12, 0.5), (0.55, 0.47)),
        ),
        "serif": (((0.02, 0.18), (0.02, 0.02)), ((0.02, 0.02), (0.55, 0)), ((0.55, 0), (0.22, 1))),
    },
    8: {
        "one stroke": (
            ((0.5, 0.12), (0.26, 0), (0.06, 0.18), (0.28, 0.46), (0.52, 0.75), (0.28, 1),
             (0.02, 0.78), (0.28, 0.46), (0.5, 0.2), (0.46, 0.08)),
        ),
        "two rings": (
            ((0.28, 0), (0.08, 0.22), (0.28, 0.45), (0.48, 0.22), (0.28, 0)),
            ((0.28, 0.45), (0.02, 0.73), (0.28, 1), (0.55, 0.73), (0.28, 0.45)),
        ),
    },
    9: {
        "straight": (
            ((0.5, 0.12), (0.26, 0), (0.04, 0.22), (0.2, 0.48), (0.46, 0.34), (0.5, 0.1)),
            ((0.5, 0.1), (0.46, 1)),
        ),
        "curved": (
            ((0.5, 0.15), (0.25, 0), (0.04, 0.22), (0.22, 0.45), (0.48, 0.28),
             (0.5, 0.6), (0.36, 0.95), (0.06, 0.94)),
        ),
    },
}
# fmt: on


@dataclass(frozen=True)
class Drawing:
    """One drawn digit: what it shows, how it was made, and its (280, 280, 4) uint8 pixels."""

    label: int
    style: str
    width: int
    picture: npt.NDArray[np.uint8]


def draw(
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
) -> npt.NDArray[np.uint8]:
    """Draw one digit in white on black, as a person does on the app's canvas.

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
    ndarray of uint8, shape (280, 280, 4)
        RGBA, opaque.
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
    return paint([(curve - low) * scale + shift for curve in curves], width)


def paint(strokes: list[npt.NDArray[np.float64]], width: float) -> npt.NDArray[np.uint8]:
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
                    picture = draw(
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
                    yield Drawing(label, style, width, picture)


def _smooth(points: npt.NDArray[np.float64], per_piece: int = 12) -> npt.NDArray[np.float64]:
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


def _unsteady(
    curve: npt.NDArray[np.float64], wobble: float, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Move a (N, 2) curve as a slow tremor of the hand does: whole, and along its length."""
    along = np.linspace(0, 2 * np.pi, len(curve))[:, None]
    phase = rng.uniform(0, 2 * np.pi, (1, 2))
    turns = rng.uniform(0.5, 1.5)
    return np.asarray(curve + wobble * (np.sin(turns * along + phase) + rng.normal(0, 0.6, (1, 2))))
