"""Shares of real digits noticed as none, and of what is none that is noticed.

    python tests/benchmarks/notices.py --pens FOLDER
    python tests/benchmarks/notices.py --mnist --every 10 --photos

`--pens`: every digit of real pens (see `tests.support.pens`) with three brushes; and, for what
should be noticed, two of them side by side, of the same height, with room of 10 to 40% of that
between their boxes. `--mnist`: MNIST's test digits as picture files of 28 pixels, all or, with
`--every N`, each N-th, which takes a tenth of a second a digit; and each 20th at 280 pixels.
`--photos`: made-up photos of drawn digits in all kinds of light, and of surfaces and things.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from anomaly.data.digits import load_digits
from anomaly.preprocessing.notices import notices_on_strokes
from anomaly.preprocessing.pipeline import trace
from tests.support import photos
from tests.support.pens import pens
from tests.support.strokes import CANVAS, Drawing, Points, drawings

BRUSHES = (8, 18, 30)
NUM_PAIRS, NUM_PHOTOS = 3000, 200
NOTHING = "nothing to judge"
LIGHTS: tuple[dict[str, Any], ...] = (
    {"darkest": 0.3}, {"shadow": 0.45}, {"shadow": 0.5, "darkest": 0.85, "grain": 10.0},
    {"grain": 20.0}, {"rim": True},
)  # fmt: skip
SURFACES: dict[str, Callable[[int], photos.Pixels]] = {
    "metal": photos.metal,
    "scratched metal": lambda seed: photos.metal(seed, scratch=True),
    "wood": photos.wood,
    "noise": photos.noise,
    "disc on paper": photos.disc,
    "disc on wood": lambda seed: photos.disc(seed, ground="wood"),
    "disc on white": lambda seed: photos.disc(seed, ground="white"),
}


def shares(found: Iterator[str]) -> dict[str, float]:
    """Return the share of each notice, and how many were looked at."""
    counts = Counter(found)
    total = sum(counts.values())
    return {"of": total, **{name: count / total for name, count in sorted(counts.items())}}


def on_strokes(pile: Iterator[Drawing]) -> Iterator[str]:
    for drawing in pile:
        yield " ".join(notices_on_strokes(drawing.strokes, drawing.width)) or "none"


def on_pictures(pile: Iterator[photos.Pixels]) -> Iterator[str]:
    for picture in pile:
        traced = trace(picture, is_file=True)
        yield NOTHING if traced.digit is None else " ".join(traced.notices) or "none"


def pairs(folder: Path) -> Iterator[Drawing]:
    """Yield two digits side by side, picked at random."""
    rng = np.random.default_rng(0)
    pile = list(pens(folder, 10**6, (18,), 0))
    for _ in range(NUM_PAIRS):
        one, other = (pile[index] for index in rng.integers(len(pile), size=2))
        left = _fitted(one.strokes)
        right = _fitted(other.strokes)
        room = rng.uniform(0.1, 0.4) + np.concatenate(left)[:, 0].max()
        both = [*left, *(stroke + np.array([room, 0.0]) for stroke in right)]
        corners = np.concatenate(both)
        width = int(rng.choice(BRUSHES[:2]))
        scale = (CANVAS - 2 * width) / max(float(corners.max()), 1.6)
        yield Drawing(0, "a pair", width, [stroke * scale + width for stroke in both])


def _fitted(strokes: list[Points]) -> list[Points]:
    """Return strokes of height 1 with their upper left corner at 0, 0."""
    corners = np.concatenate(strokes)
    low, height = corners.min(axis=0), max(float(np.ptp(corners[:, 1])), 1.0)
    return [(stroke - low) / height for stroke in strokes]


def mnist(side: int, step: int) -> Iterator[photos.Pixels]:
    """Yield every so many of MNIST's test digits, as pictures of so many pixels a side."""
    for pixels in load_digits().test.pixels.numpy()[::step]:
        image = Image.fromarray(pixels.reshape(28, 28))
        yield np.asarray(image.resize((side, side), Image.Resampling.BICUBIC))


def photographed() -> Iterator[photos.Pixels]:
    """Yield photos of drawn digits, in each light in turn."""
    pile = list(drawings(per_style=1, seed=1, brushes=(8, 14, 20)))
    for number in range(NUM_PHOTOS):
        light = LIGHTS[number % len(LIGHTS)]
        yield photos.paper_photo(pile[number % len(pile)].picture, number, **light)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pens", type=Path, metavar="FOLDER")
    parser.add_argument("--mnist", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--photos", action="store_true")
    options = parser.parse_args()
    results = {}
    if options.pens:
        results["pens"] = shares(on_strokes(pens(options.pens, 10**6, BRUSHES, 0)))
        results["pairs of pens"] = shares(on_strokes(pairs(options.pens)))
    if options.mnist:
        for side, step in ((28, options.every), (280, 20)):
            results[f"MNIST, {side} px"] = shares(on_pictures(mnist(side, step)))
    if options.photos:
        results["photographed digits"] = shares(on_pictures(photographed()))
        for name, make in SURFACES.items():
            results[name] = shares(on_pictures(make(seed) for seed in range(NUM_PHOTOS // 4)))
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
