"""Compare recipes of the autoencoder without a look at test digits.

    python tests/benchmarks/recipes.py

Fits on one part of MNIST's training 1s and measures the AUROC of the other part against 9,000
training digits of the other kinds, four seeds each.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch

from anomaly.data import load_digits, split_one_class
from anomaly.detectors.autoencoder import RECIPES, Autoencoder, AutoencoderSettings
from anomaly.evaluation import auroc
from anomaly.text import Problem

OTHERS = 9000
CANDIDATES = RECIPES | {
    f"{epochs} epochs, batch {batch}, rate {rate:g}": AutoencoderSettings(
        epochs=epochs, batch_size=batch, learning_rate=rate
    )
    for epochs, batch, rate in (
        (6, 64, 4e-3),
        (8, 64, 3e-3),
        (8, 128, 5e-3),
        (10, 64, 3e-3),
        (10, 128, 5e-3),
    )
}


def main() -> None:
    """Print a row a recipe: seconds, mean and least AUROC."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    try:
        digits = load_digits("mnist")
    except Problem as problem:
        raise SystemExit(str(problem)) from problem
    split = split_one_class(digits, (1,))
    fit, calibration = split.fit.images, split.calibration.images
    others = (digits.train.labels != 1).nonzero().squeeze(1)
    order = torch.randperm(len(others), generator=torch.Generator().manual_seed(0))
    strange = digits.train[others[order[:OTHERS]]].images
    is_anomaly = torch.arange(len(calibration) + OTHERS) >= len(calibration)
    answer = {}
    for name, settings in CANDIDATES.items():
        areas, seconds = [], []
        for seed in range(options.seeds):
            detector, start = Autoencoder(settings), time.perf_counter()
            list(detector.fit(fit, calibration, seed))
            seconds.append(time.perf_counter() - start)
            scores = detector.anomaly_score(torch.cat([calibration, strange]))
            areas.append(auroc(scores, is_anomaly))
        answer[name] = {
            "seconds": round(statistics.mean(seconds), 2),
            "auroc": round(statistics.mean(areas), 5),
            "least": round(min(areas), 5),
        }
        row = answer[name]
        print(
            f"{name:32} {row['seconds']:6.2f} s  AUROC {row['auroc']:.5f}, least {row['least']:.5f}"
        )
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
