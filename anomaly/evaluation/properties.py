"""Properties of a picture by which a normal digit can be recognised whatever its score.

How much ink there is, how far it reaches, which way it leans, and where its widest bar lies. The
page has the same in ``ui/components/threshold/properties.js``: change both.
"""

import torch
from torch import Tensor

MIN_LINE = 0.5  # ink of a row or column that counts: half a pixel
FLOOR = 0.5  # pixels of ink added to both sides of a ratio, which else could be of nothing
BATCH = 2000  # pictures at a time, 13 MB in float64
PARTS = {"row": ("top", "middle", "bottom"), "column": ("left", "centre", "right")}
PROPERTIES = (
    "ink", "width", "height", "length", "breadth", "slope", *PARTS["row"], *PARTS["column"]
)  # fmt: skip
NUM_AMOUNTS = 5  # of them, at the beginning, are amounts, which an empty picture has none of


def properties_of(images: Tensor) -> Tensor:
    """Measure pictures.

    Width, height, and length and breadth along the principal axes are those of an evenly inked bar
    with the same second moments. The slope is that of the regression of x on y. Of the thirds of
    the rows and of the columns, each has the logarithm of its fullest line over that of the others.

    Parameters
    ----------
    images : Tensor
        Floating point (N, 1, 28, 28), intensity in [0, 1].

    Returns
    -------
    Tensor
        float64 (N, 12), in the order of `PROPERTIES`, lengths in pixels.
    """
    batches = [_measure(batch.squeeze(1).double()) for batch in images.split(BATCH)]
    return torch.cat(batches) if batches else torch.empty(0, len(PROPERTIES), dtype=torch.float64)


def _measure(ink: Tensor) -> Tensor:
    """Measure pictures, float64 (N, 28, 28) -> (N, 12)."""
    rows, columns = ink.sum(2), ink.sum(1)  # (N, 28)
    total = rows.sum(1)
    mass = total.clamp_min(1e-9)[:, None]
    place = torch.arange(ink.shape[1], dtype=ink.dtype)
    x = place - (columns * place).sum(1, keepdim=True) / mass  # (N, 28), from the centre of mass
    y = place - (rows * place).sum(1, keepdim=True) / mass
    var_x, var_y = ((line * at**2 / mass).sum(1) for line, at in ((columns, x), (rows, y)))
    cov = (((ink @ x[:, :, None]).squeeze(2)) * y / mass).sum(1)
    root = ((var_x - var_y) ** 2 + 4 * cov**2).sqrt()
    along, across = (var_x + var_y + root) / 2, ((var_x + var_y - root) / 2).clamp_min(0)
    sizes = [(12 * variance).sqrt() for variance in (var_x, var_y, along, across)]
    slope = cov / (var_y + 1)  # the 1 keeps that of a level line finite
    return torch.stack([total, *sizes, slope, *_bars(rows), *_bars(columns)], dim=1)


def _bars(lines: Tensor) -> list[Tensor]:
    """Return how much fuller the fullest line of each third is than the others', in logarithms.

    Parameters
    ----------
    lines : Tensor
        float64 (N, 28), the ink of each row or of each column.
    """
    inked = lines > MIN_LINE
    last = lines.shape[1] - 1
    first = inked.int().argmax(1, keepdim=True)
    final = last - inked.int().flip(1).argmax(1, keepdim=True)
    third = (final - first + 1) / 3
    place = torch.arange(lines.shape[1])
    early, late = place < first + third, place > final - third  # (N, 28)
    fullest = [(lines * part).amax(1) for part in (early, ~early & ~late, late)]
    return [
        ((full + FLOOR) / (torch.maximum(fullest[i - 1], fullest[i - 2]) + FLOOR)).log()
        for i, full in enumerate(fullest)
    ]
