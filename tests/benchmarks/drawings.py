"""Synthetic pen strokes through the canvas and the bundled detector, by brush and step.

    python tests/benchmarks/drawings.py

All ten digits in several styles, sizes, places and hands, with brushes from 6 to 36 pixels on the
280 pixel canvas, written for this project. `auroc` is of drawn 1s against all other drawn digits,
`flagged` the share of drawn 1s at or above the default threshold, `passed` the share of the others
below it.
"""

import argparse
import json
from collections.abc import Iterable

import numpy as np
import torch

from anomaly.evaluation import auroc, quantile_threshold
from anomaly.preprocessing.pipeline import CanvasSettings, to_digit
from anomaly.storage.store import find
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from tests.support.strokes import BRUSHES, Drawing, drawings


def rates(
    trained: TrainedDetector, pile: Iterable[Drawing], settings: CanvasSettings
) -> dict[str, float]:
    """Return AUROC, flagged and passed for a pile of drawings."""
    digits = [(drawing.label, to_digit(drawing.picture, settings)) for drawing in pile]
    kept = [(label, digit) for label, digit in digits if digit is not None]
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


def main() -> None:
    """Print a row a brush, with and without the stroke step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--per-style", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    trained, problems = find(TrainingPlan(), ["mnist"])
    if trained is None:
        raise SystemExit("\n".join(map(str, problems)) or "The bundled detector is missing.")
    pile = list(drawings(options.per_style, options.seed))
    answer: dict[str, dict[str, dict[str, float]]] = {}
    for name, settings in (
        ("all steps", CanvasSettings()),
        ("no stroke step", CanvasSettings(stroke=False)),
    ):
        piles = {"all": pile} | {
            f"{brush} px": [one for one in pile if one.width == brush] for brush in BRUSHES
        }
        answer[name] = {brush: rates(trained, some, settings) for brush, some in piles.items()}
        for brush, row in answer[name].items():
            print(
                f"{name:15} {brush:6} AUROC {row['auroc']:.4f}  "
                f"1s flagged {row['flagged']:.1%}  others passed {row['passed']:.1%}"
            )
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
