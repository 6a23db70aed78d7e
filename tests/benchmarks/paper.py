"""Made-up photos and scans: whether a digit on paper scores as the clean drawing does.

    python tests/benchmarks/paper.py --json

For each kind of sheet (see `tests.support.sheets`), forty with all ten digits: the share whose
score is within 10% of the clean drawing's, by the bundled gradients and autoencoder for the sheet's
own digit. The clean drawing is the same one as white lines on black, 600 pixels a side, read as a
picture; or, with `--against strokes`, its pen paths, as drawn on the canvas.

Seeds below 100000 were used while the reading was written; those published, 100000 to 100039, were
not looked at before.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import torch
from PIL import Image

from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.pipeline import to_digit, trace
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.storage.store import BUNDLED, load
from tests.support.photos import Pixels
from tests.support.sheet import BRUSH, PUBLISHED, SIDE, drawing
from tests.support.sheets import KINDS

DETECTORS = ("gradients", "autoencoder")
MAX_DIFFERENCE = 0.1  # of the clean drawing's score
BRUSHES = {"thin pen": 5, "fat pen": 26}

Reading = Callable[[Pixels], Floats | None]
Score = Callable[[str, int, Floats], float]


@lru_cache(maxsize=1000)
def clean_digit(number: int, brush: int, against: str) -> Floats | None:
    """Return the digit of the drawing on a sheet, read without the sheet."""
    drawn = drawing(number, brush)
    if against == "strokes":
        return digit_from_strokes(drawn.strokes, drawn.width)
    large = Image.fromarray(drawn.picture).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    return to_digit(np.asarray(large))


def scorer() -> Score:
    """Return a function from detector, its digit and a picture (28, 28) to a score."""
    trained = {
        (name, label): load(next(BUNDLED.glob(f"{name}-{label}-*"))).detector
        for name in DETECTORS
        for label in range(10)
    }

    def score(name: str, label: int, digit: Floats) -> float:
        image = torch.from_numpy(digit)[None, None]
        return float(trained[name, label].anomaly_score(image))

    return score


def differences(
    kind: str, numbers: range, against: str, score: Score
) -> Iterator[dict[str, float]]:
    """Yield, sheet by sheet, how far each score is from the clean drawing's, as a share of it."""
    for number in numbers:
        clean = clean_digit(number, BRUSHES.get(kind, BRUSH), against)
        read = trace(KINDS[kind](number), is_file=True).digit
        assert clean is not None
        yield {
            name: float("inf")
            if read is None
            else abs(score(name, number % 10, read) / score(name, number % 10, clean) - 1)
            for name in DETECTORS
        }


def shares(kind: str, numbers: range, against: str, score: Score) -> dict[str, float]:
    """Return the share of a kind's sheets that score as the clean drawing does, by detector."""
    found = list(differences(kind, numbers, against, score))
    return {
        name: float(np.mean([sheet[name] <= MAX_DIFFERENCE for sheet in found]))
        for name in DETECTORS
    }


def main() -> None:
    """Print a row a kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    parser.add_argument("--first", type=int, default=PUBLISHED.start, help="number of a sheet")
    parser.add_argument("--sheets", type=int, default=len(PUBLISHED), help="of each kind")
    parser.add_argument("--against", choices=("picture", "strokes"), default="picture")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    numbers, score = range(options.first, options.first + options.sheets), scorer()
    answer = {}
    for kind in options.kinds:
        answer[kind] = shares(kind, numbers, options.against, score)
        row = "  ".join(f"{name} {share:6.1%}" for name, share in answer[kind].items())
        print(f"{kind:28} {row}", flush=True)
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
