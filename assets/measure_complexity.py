"""Measure how well the autoencoder for each digit tells it from each other one.

    python -m assets.measure_complexity

Needs MNIST on disk.
"""

import numpy as np

from anomaly.benchmark.complexity import SCORES, measure, save_matrices
from anomaly.data.digits import load_digits

SEEDS = 3


def main() -> None:
    """Measure and store it."""
    matrices = measure(load_digits("mnist"), SEEDS)
    save_matrices(matrices)
    for score in SCORES:
        least = np.nanmin(matrices.areas[score])
        print(f"{score}: mean {matrices.mean(score):.4f}, least {least:.4f}")


if __name__ == "__main__":
    main()
