"""Drawn digits through preprocessing and bundled detectors for 1, by brush and by step.

    python tests/benchmarks/drawings.py
    python tests/benchmarks/drawings.py --pens FOLDER

Synthetic drawings: all ten digits in several styles, sizes, places and hands, with brushes from 6
to 36 pixels on the 280 pixel canvas, written for this project. Real pens: see
`tests.support.pens`; each digit is scaled to 60 to 230 pixels and placed at random.

A drawing is taken as its strokes, as on the canvas, on the grid that the app keeps them on; and as
a picture painted of them, as a photo or a file is. "simplified" has the page's own script thin out
the points, in Node. `auroc` is of drawn 1s against all other drawn digits, `flagged` the share of
drawn 1s at or above the default threshold, `passed` the share of the others below it.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from anomaly.evaluation import auroc, quantile_threshold
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.pipeline import CanvasSettings, to_digit
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.storage.store import BUNDLED, load
from anomaly.training.trained import TrainedDetector
from tests.support.page_pen import judge_in_node
from tests.support.pens import pens
from tests.support.strokes import BRUSHES, Drawing, drawings, on_grid

Digits = list[Floats | None]
Way = Callable[[list[Drawing]], Digits]
Rates = dict[str, float]
PEN_BRUSHES = (6, 18, 36)
PEN_DETECTORS = ("autoencoder", "gradients")
ALL, AS_DRAWN = CanvasSettings(), CanvasSettings(stroke=False)


def from_strokes(settings: CanvasSettings) -> Way:
    """Return the way of a drawing on the canvas."""
    return lambda pile: [
        digit_from_strokes(on_grid(drawing.strokes), drawing.width, settings) for drawing in pile
    ]


def from_pictures(settings: CanvasSettings) -> Way:
    """Return the way of a photo or a file."""
    return lambda pile: [to_digit(drawing.picture, settings) for drawing in pile]


def simplified(pile: list[Drawing]) -> Digits:
    return [answer.digit for answer in judge_in_node(pile)]


WAYS: dict[str, Way] = {
    "all steps": from_strokes(ALL),
    "simplified": simplified,
    "no stroke step": from_strokes(AS_DRAWN),
    "pictures, all steps": from_pictures(ALL),
    "pictures, no stroke step": from_pictures(AS_DRAWN),
}


def bundled(name: str) -> TrainedDetector:
    """Return the bundled detector of a kind, for 1."""
    return load(next(BUNDLED.glob(f"{name}-1-*")))


def rates(
    trained: TrainedDetector, pile: list[Drawing], digits: Digits, brush: int | None = None
) -> Rates:
    """Return AUROC, flagged and passed for drawings with a brush, or with all."""
    pairs = zip(pile, digits, strict=True)
    kept = [
        (drawing.label, digit)
        for drawing, digit in pairs
        if digit is not None and brush in (None, drawing.width)
    ]
    labels = np.array([label for label, _ in kept])
    images = torch.from_numpy(np.stack([digit for _, digit in kept])).unsqueeze(1)
    scores = trained.detector.anomaly_score(images).numpy()
    threshold = quantile_threshold(trained.calibration_scores)
    return {
        "auroc": round(auroc(scores, labels != 1), 4),
        "flagged": round(float(np.mean(scores[labels == 1] >= threshold)), 3),
        "passed": round(float(np.mean(scores[labels != 1] < threshold)), 3),
        "drawings": len(kept),
    }


def by_brush(
    title: str, trained: TrainedDetector, pile: list[Drawing], digits: Digits
) -> dict[str, Rates]:
    """Return the rates of all drawings and of those with each brush, and print them."""
    brushes = sorted({drawing.width for drawing in pile})
    table = {"all": rates(trained, pile, digits)}
    table |= {f"{brush} px": rates(trained, pile, digits, brush) for brush in brushes}
    for brush, row in table.items():
        print(
            f"{title:36} {brush:6} AUROC {row['auroc']:.4f}  1s flagged {row['flagged']:5.1%}  "
            f"others passed {row['passed']:5.1%}  of {row['drawings']}"
        )
    return table


def of_pens(options: argparse.Namespace) -> dict[str, dict[str, dict[str, Rates]]]:
    """Return the rates of real pens: detector -> way -> brush."""
    pile = list(pens(options.pens, options.per_digit, PEN_BRUSHES, options.seed, options.writers))
    ways = {name: WAYS[name](pile) for name in ("all steps", "simplified", "pictures, all steps")}
    return {
        detector: {
            name: by_brush(f"pens, {detector}, {name}", bundled(detector), pile, digits)
            for name, digits in ways.items()
        }
        for detector in PEN_DETECTORS
    }


def main() -> None:
    """Print a row a brush for each way from a drawing to a digit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--per-style", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pens", type=Path, metavar="FOLDER", help="measure real pens instead")
    parser.add_argument("--per-digit", type=int, default=200, help="real digits of each label")
    parser.add_argument("--writers", choices=("all", "even", "odd"), default="all")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    answer: object
    if options.pens:
        answer = of_pens(options)
    else:
        pile = list(drawings(options.per_style, options.seed, BRUSHES))
        autoencoder = bundled("autoencoder")
        answer = {name: by_brush(name, autoencoder, pile, way(pile)) for name, way in WAYS.items()}
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
