"""Made-up photos: digits on paper in uneven light, and pictures that are no digit."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

Pixels = npt.NDArray[np.uint8]
Doubles = npt.NDArray[np.float64]
INK, PAPER = (40, 45, 90), (235, 228, 215)
WOOD = (190, 150, 110)
SIDE = 480  # pixels of a photo


def paper_photo(
    drawing: Pixels,
    seed: int = 0,
    *,
    darkest: float = 0.7,
    shadow: float = 0.0,
    grain: float = 5.0,
    rim: bool = False,
) -> Pixels:
    """Return a photo of a drawing in blue ink on paper.

    Parameters
    ----------
    drawing : ndarray of uint8, shape (H, W, 4)
        White on black.
    seed : int
        Decides the grain, and where light and shadow fall.
    darkest : float
        The light in its darkest corner.
    shadow : float
        Share of the light that a shadow over part of the page takes.
    grain : float
        Standard deviation of the camera's noise, of 255.
    rim : bool
        Whether a dark table's edge is in the picture.
    """
    rng = np.random.default_rng(seed)
    large = Image.fromarray(drawing[:, :, 0]).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    share = ndimage.gaussian_filter(np.asarray(large) / 255, 1.2)[:, :, None]
    colours = np.array(INK) * share + np.array(PAPER) * (1 - share)
    along = _along(rng)
    light = 1 - (1 - darkest) * along
    light *= 1 - shadow / (1 + np.exp(-60 * (along - rng.uniform(0.3, 0.7))))
    noisy = colours * light[:, :, None] + rng.normal(0, grain, colours.shape)
    photo = taken(noisy)
    if rim:
        photo[:, : SIDE // 24] //= 4
    return photo


def metal(seed: int = 0, *, scratch: bool = False) -> Pixels:
    """Return brushed metal: streaks along its width, and a light on it; perhaps with a scratch."""
    rng = np.random.default_rng(seed)
    strength = rng.uniform(8, 25)
    surface = 150 + strength * _streaks(rng, 0.6, 60) + 0.4 * strength * _streaks(rng, 0.1, 0.1)
    surface *= 1 + 0.3 * (_along(rng) - 0.5)
    if scratch:
        line = _distance_to_line(rng)
        surface += 70 * (line < 2) - 60 * (np.abs(line - 3) < 1)
    return taken(np.repeat(surface[:, :, None], 3, axis=2))


def wood(seed: int = 0) -> Pixels:
    """Return a board with its grain."""
    rng = np.random.default_rng(seed)
    shade = 1 + 0.2 * _streaks(rng, 2, 50)
    return taken(np.array(WOOD) * shade[:, :, None])


def noise(seed: int = 0) -> Pixels:
    """Return a picture of blotches of all sizes, as of leaves, stone or clouds."""
    rng = np.random.default_rng(seed)
    layers = [width**0.7 * _streaks(rng, width, width) for width in (1, 2, 4, 8, 16, 32)]
    blotches = np.sum(layers, axis=0)
    return taken(np.repeat(128 + 40 * blotches[:, :, None] / blotches.std(), 3, axis=2))


def disc(seed: int = 0, *, ground: str = "paper") -> Pixels:
    """Return a yellow disc that lies on ``"paper"``, on ``"wood"``, or is drawn on ``"white"``."""
    rng = np.random.default_rng(seed)
    down, across = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    radius = rng.uniform(0.2, 0.35) * SIDE
    share = np.clip(radius + 0.5 - np.hypot(down, across), 0, 1)[:, :, None]
    if ground == "white":
        below: Doubles = np.full((SIDE, SIDE, 3), 255.0)
    else:
        below = wood(seed).astype(float) if ground == "wood" else np.full((SIDE, SIDE, 3), PAPER)
        below = below * (1 - 0.2 * _along(rng)[:, :, None]) + rng.normal(0, 4, below.shape)
    return taken(below * (1 - share) + np.array((240, 200, 30)) * share)


def _along(rng: np.random.Generator) -> Doubles:
    """Return a slope from 0 to 1 across the picture, in any direction."""
    angle, places = rng.uniform(0, 2 * np.pi), np.linspace(-0.5, 0.5, SIDE)
    slope = np.cos(angle) * places[None, :] + np.sin(angle) * places[:, None]
    return np.asarray((slope - slope.min()) / np.ptp(slope))


def _streaks(rng: np.random.Generator, down: float, across: float) -> Doubles:
    """Return noise of unit variance, blurred by so many pixels down and across."""
    blurred = ndimage.gaussian_filter(rng.normal(size=(SIDE, SIDE)), (down, across))
    return np.asarray(blurred / blurred.std())


def _distance_to_line(rng: np.random.Generator) -> Doubles:
    """Return each pixel's distance to a slanted line over half the picture; elsewhere far."""
    down, across = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    slope = rng.uniform(-1, 1)
    distance = np.abs(down - slope * across) / np.hypot(1, slope)
    return np.where(np.abs(across) < SIDE / 4, distance, np.inf)


def taken(colours: Doubles, quality: int = 85) -> Pixels:
    """Return a picture as a camera stores it."""
    file = io.BytesIO()
    Image.fromarray(colours.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=quality)
    return np.array(Image.open(file).convert("RGB"))
