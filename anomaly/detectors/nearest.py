"""Nearest neighbours: the distance of a digit to the normal digits most like it."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import torch
from torch import Tensor

from anomaly.data.image_format import NUM_PIXELS
from anomaly.detectors.components.closed_form import (
    MAX_FITTED,
    ClosedFormDetector,
    count_rows,
    shaped,
)
from anomaly.detectors.inputs import Images, as_images
from anomaly.validation import Range, check_settings


@dataclass(frozen=True)
class NearestSettings:
    """Settings of `NearestDigits`.

    Attributes
    ----------
    neighbours : int
        How many normal digits to compare with, fewer where there are fewer. Two were best on
        training digits, held-out normal ones against the other kinds; one alone may be an odd one.
    """

    neighbours: Annotated[int, Range(1, 100)] = 2

    def __post_init__(self) -> None:
        check_settings(self)


RECIPES = {"default": NearestSettings()}
TURN = 500  # pictures that are searched for before others have their turn
# scikit-learn holds back BLAS's threads, for the whole process, while it searches with its own. Of
# two searches at once, the first to end would let them loose under the other.
_turn = threading.Lock()


class NearestDigits(ClosedFormDetector):
    """Distance to the nearest of the normal digits, which are stored.

    A digit x is rebuilt as the mean of the k normal digits n_1 ... n_k nearest to it. The score is
    its mean distance to them, (1/k) sum_i ||x - n_i||, Euclidean over the 784 pixels.

    References
    ----------
    Ramaswamy, Rastogi & Shim, "Efficient algorithms for mining outliers from large data sets"
    (SIGMOD 2000), which score by the distance to the k-th neighbour; the mean of all k is that of
    Angiulli & Pizzuti, "Fast outlier detection in high dimensional spaces" (PKDD 2002).
    """

    name = "nearest"
    scores_difference = False  # the score is the distance to each neighbour, not to their mean
    # The score is a distance to digits; with few of them all are rebuilt alike, and it still tells
    # digits apart.
    min_spread = 0.0
    scoring_batch = 100
    settings: NearestSettings

    def __init__(self, settings: NearestSettings = RECIPES["default"], device: str = "cpu") -> None:
        super().__init__(settings, device)

    def solve(self, images: Tensor, seed: int) -> dict[str, Tensor]:
        return {"pictures": images.flatten(1).mul(255).round_().byte()}  # (N, 784)

    def expected(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        count = count_rows(state, "pictures", MAX_FITTED)
        return {"pictures": shaped(count, NUM_PIXELS, dtype=torch.uint8)}

    def use(self, learned: Mapping[str, Tensor]) -> None:
        from sklearn.neighbors import NearestNeighbors  # costs 80 MB

        super().use(learned)
        self._pixels = learned["pictures"].float().div_(255)  # (N, 784)
        # Trees are no faster than comparing with all, at so many dimensions.
        count = min(self.settings.neighbours, len(self._pixels))
        self._index = NearestNeighbors(n_neighbors=count, algorithm="brute")
        self._index.fit(self._pixels.numpy())

    @property
    def nbytes(self) -> int:
        return super().nbytes + self._pixels.nbytes

    def reconstruct(self, images: Images) -> Tensor:
        images = as_images(images)
        _, nearest = self._search(images)  # (N, k)
        total = torch.zeros_like(images).flatten(1)  # (N, 784)
        for rows in nearest.T:
            total += self._pixels[rows]
        return total.div_(nearest.shape[1]).view_as(images)

    def embed(self, images: Images) -> Tensor:
        return as_images(images).flatten(1)  # the space of its distances

    def anomaly_score(self, images: Images) -> Tensor:
        distances, _ = self._search(as_images(images))  # (N, k)
        return distances.mean(1).float()

    def _search(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Return distances to the nearest normal digits and their rows, both (N, k)."""
        found = []
        for part in images.flatten(1).split(TURN):
            with _turn:
                found.append(self._index.kneighbors(part.numpy()))
        distances, rows = (np.concatenate(each) for each in zip(*found, strict=True))
        return torch.as_tensor(distances), torch.as_tensor(rows)
