"""Compare recipes of a detector without a look at test digits.

    python tests/benchmarks/recipes.py --detector vae --normal 1,8 --try "latent=16 noise=0.2"

Fits on one part of MNIST's training images of a digit and measures the AUROC of the other part
against training digits of the other kinds. The detector's own recipes are compared, and those that
--try makes of the default one.
"""

import argparse
import json
import statistics
import time

import torch

from anomaly.cli.shared import read_labels
from anomaly.data.digits import LabelledImages, load_digits, split_one_class
from anomaly.detectors import DETECTORS, build, override, recipe
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.training.subset import stratified_subset

MOST = 9000  # digits that are scored, of either side


def main() -> None:
    """Print a row a recipe: seconds, mean and least AUROC over digits and seeds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--detector", default="autoencoder", choices=list(DETECTORS))
    parser.add_argument("--normal", default="1", help="digits, each in its turn: 1,8")
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--most", type=int, default=MOST, help="score at most so many digits")
    parser.add_argument("--try", action="append", default=[], dest="candidates")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    try:
        digits = load_digits("mnist")
        candidates = DETECTORS[options.detector].recipes | {
            text: override(recipe(options.detector), text.split()) for text in options.candidates
        }
        normal = read_labels(options.normal)
    except UserError as problem:
        raise SystemExit(str(problem)) from problem
    answer = {}
    for name, settings in candidates.items():
        areas, seconds = [], []
        for label in normal:
            split = split_one_class(digits, (label,))
            normal_ones, strange = (
                some(part, options.most) for part in (split.calibration, split.anomalous)
            )
            images = torch.cat([normal_ones, strange])
            is_anomaly = torch.arange(len(images)) >= len(normal_ones)
            for seed in range(options.seeds):
                detector, start = build(options.detector, settings), time.perf_counter()
                list(detector.fit(split.fit.images, split.calibration.images, seed))
                seconds.append(time.perf_counter() - start)
                areas.append(auroc(detector.anomaly_score(images), is_anomaly))
        row = answer[name] = {
            "seconds": round(statistics.mean(seconds), 2),
            "auroc": round(statistics.mean(areas), 5),
            "least": round(min(areas), 5),
        }
        area = f"AUROC {row['auroc']:.5f}, least {row['least']:.5f}"
        print(f"{name:32} {row['seconds']:6.2f} s  {area}", flush=True)
    if options.json:
        print(json.dumps(answer))


def some(part: LabelledImages, most: int) -> torch.Tensor:
    """Return some of the pictures, each kind as frequent as among all."""
    return part[stratified_subset(part.labels, most)].images


if __name__ == "__main__":
    main()
