"""Made-up sheets with a digit on them: photos and scans in many lights, with much beside the digit.

A sheet is 600 pixels a side. Its number decides the digit (the number modulo ten), the hand, the
place, and all that chance has a say in; the same number makes the same drawing in every kind. Those
used while the reading was written are below 100000; figures are published of `PUBLISHED`.
"""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from tests.support.photos import INK, PAPER, Doubles, Pixels, taken
from tests.support.strokes import CANVAS, Drawing, strokes_of
from tests.support.styles import STYLES

SIDE = 600  # pixels
SCALE = SIDE / CANVAS
PUBLISHED = range(100_000, 100_040)
BRUSH = 14  # pixels of the canvas
BLACK, WHITE, GREY = (15, 15, 15), (250, 250, 250), (60, 60, 60)

Colour = tuple[int, int, int]


def drawing(number: int, brush: int = BRUSH) -> Drawing:
    """Return the drawing on the sheet of a number: at most 190 of the canvas' 280 pixels high."""
    rng = np.random.default_rng(number)
    label = number % 10
    style = list(STYLES[label])[rng.integers(len(STYLES[label]))]
    strokes = strokes_of(
        label,
        style,
        brush,
        height=rng.uniform(110, 185),
        slant=rng.uniform(-0.05, 0.2),
        aspect=rng.uniform(0.85, 1.15),
        position=(rng.uniform(0.4, 0.6), rng.uniform(0.4, 0.6)),
        wobble=rng.uniform(0, 0.01),
        seed=number,
    )
    return Drawing(label, style, brush, strokes)


@dataclass
class Sheet:
    """A sheet as it is drawn on, before any light falls on it.

    Attributes
    ----------
    number : int
    brush : int
        Width of the pen in pixels of the canvas.
    paper, ink : tuple of int
        RGB.
    """

    number: int
    brush: int = BRUSH
    paper: Colour = PAPER
    ink: Colour = INK
    colours: Doubles = field(init=False)  # (H, W, 3)
    rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng([self.number, 1])
        self.colours = np.full((SIDE, SIDE, 3), self.paper, dtype=np.float64)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the digit's ink."""
        rows, columns = np.nonzero(self.digit() > 0.5)
        return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1

    def digit(self) -> Doubles:
        """Return the share of ink in each pixel, (H, W)."""
        painted = Image.fromarray(drawing(self.number, self.brush).picture[:, :, 0])
        large = painted.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        return np.asarray(ndimage.gaussian_filter(np.asarray(large) / 255, 1.2))

    def lay(self, share: Doubles, colour: Colour) -> None:
        """Lay ink on the sheet, by its share in each pixel, (H, W)."""
        part = share[:, :, None]
        self.colours = np.array(colour) * part + self.colours * (1 - part)

    def lines(
        self, *lines: tuple[float, ...], width: float = 4, colour: Colour | None = None
    ) -> None:
        """Lay straight lines from corner to corner: x, y, x, y, and so on."""
        sheet = Image.new("L", (3 * SIDE, 3 * SIDE))
        pen = ImageDraw.Draw(sheet)
        for corners in lines:
            places = [(3 * x, 3 * y) for x, y in zip(corners[::2], corners[1::2], strict=True)]
            pen.line(places, fill=255, width=round(3 * width), joint="curve")
        soft = ndimage.gaussian_filter(np.asarray(sheet.reduce(3)) / 255, 0.7)
        self.lay(soft, colour or self.ink)

    def text(self, x: float, y: float, words: str, size: int, colour: Colour | None = None) -> None:
        """Print words with their upper left corner at a place."""
        sheet = Image.new("L", (SIDE, SIDE))
        font = ImageFont.load_default(size)
        ImageDraw.Draw(sheet).text((x, y), words, fill=255, font=font)
        self.lay(np.asarray(sheet) / 255, colour or self.ink)

    def write(self) -> "Sheet":
        """Lay the digit's ink."""
        self.lay(self.digit(), self.ink)
        return self

    def photo(
        self, light: float = 1.0, fall: float = 0.8, noise: float = 3.0, quality: int = 85
    ) -> Pixels:
        """Return a photo of it.

        Parameters
        ----------
        light : float
            How much there is, as a share of a bright day's.
        fall : float
            What is left of it in the darkest corner.
        noise : float
            Standard deviation, of 255.
        quality : int
            Of the JPEG.
        """
        angle = self.rng.uniform(0, 2 * np.pi)
        down, across = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
        slope = np.cos(angle) * across + np.sin(angle) * down
        along = (slope - slope.min()) / np.ptp(slope)
        lit = self.colours * (light * (1 - (1 - fall) * along))[:, :, None]
        return taken(lit + self.rng.normal(0, noise, lit.shape), quality)

    def scan(self, noise: float = 1.5, quality: int = 75) -> Pixels:
        """Return a scan of it: even light."""
        return taken(self.colours + self.rng.normal(0, noise, self.colours.shape), quality)
