"""The complexity trap: detectors that pass what is simple, measured for each pair of digits."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from anomaly.data.digits import LABELS, Digits, split_one_class
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors.autoencoder import Autoencoder
from anomaly.errors import UserError
from anomaly.evaluation import auroc, share_below
from anomaly.paths import ASSETS, atomic_write

MATRICES = ASSETS / "complexity.json"
SCORES = ("absolute", "relative")


@dataclass(frozen=True)
class Matrices:
    """AUROC of the autoencoder of each digit against each other digit.

    Attributes
    ----------
    areas : dict of str to ndarray
        By the kind of score; float64 (10, 10), the AUROC of the row's digit, which is normal,
        against the column's, mean over seeds; nan on the diagonal.
    blank : dict of str to ndarray
        Float64 (10,), the share of the row's held-out digits that score below an empty picture.
    seeds : int
        Count of networks that each row is the mean of.
    """

    areas: dict[str, NDArray[np.float64]]
    blank: dict[str, NDArray[np.float64]]
    seeds: int

    def mean(self, score: str) -> float:
        """Return the mean over all pairs of digits."""
        return float(np.nanmean(self.areas[score]))


def measure(digits: Digits, seeds: int) -> Matrices:
    """Fit the default autoencoder on each digit and compute both kinds of score.

    Both scores are of the same networks, so that they differ in nothing else.
    """
    areas = {score: np.full((seeds, 10, 10), np.nan) for score in SCORES}
    blank = {score: np.full((seeds, 10), np.nan) for score in SCORES}
    for normal in LABELS:
        split = split_one_class(digits, (normal,))
        images, labels = split.test.images, split.test.labels
        for seed in range(seeds):
            fitted = Autoencoder()
            list(fitted.fit(split.fit.images, split.calibration.images, seed))
            for score in SCORES:
                detector = Autoencoder(replace(fitted.settings, score=score))
                detector.load_state_dict(fitted.state_dict())
                scores = detector.anomaly_score(images)
                for other in LABELS:
                    if other != normal:
                        pair = (labels == normal) | (labels == other)
                        area = auroc(scores[pair], labels[pair] == other)
                        areas[score][seed, normal, other] = area
                empty = float(detector.anomaly_score(torch.zeros(1, 1, IMAGE_SIDE, IMAGE_SIDE)))
                held_out = detector.anomaly_score(split.calibration.images)
                blank[score][seed, normal] = share_below(empty, held_out)
    return Matrices(
        {score: value.mean(0) for score, value in areas.items()},
        {score: value.mean(0) for score, value in blank.items()},
        seeds,
    )


def save_matrices(matrices: Matrices, path: Path = MATRICES) -> None:
    """Write matrices atomically as JSON."""
    record = {
        "seeds": matrices.seeds,
        "areas": {score: value.round(4).tolist() for score, value in matrices.areas.items()},
        "blank": {score: value.round(4).tolist() for score, value in matrices.blank.items()},
    }
    with atomic_write(path) as temporary:
        temporary.write_text(json.dumps(record).replace("NaN", "null"), encoding="utf-8")


def load_matrices(path: Path = MATRICES) -> Matrices:
    """Read matrices that `save_matrices` wrote.

    Raises
    ------
    UserError
        If the file is missing or damaged.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        areas = {score: np.array(record["areas"][score], np.float64) for score in SCORES}
        blank = {score: np.array(record["blank"][score], np.float64) for score in SCORES}
        return Matrices(areas, blank, int(record["seeds"]))
    except (OSError, LookupError, TypeError, ValueError) as error:
        raise UserError("complexity.damaged", file=path.name) from error
