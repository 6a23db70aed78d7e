"""Which digits to score: all, or some of each kind where a detector takes long over one."""

import torch
from torch import Tensor

from anomaly.detectors import Detector

WAITED_FOR = 1 / 8  # of those it scores at leisure, what a slow detector scores while people wait


def scoring_subset(
    detector: type[Detector], labels: Tensor, waited_for: bool = False, most: int | None = None
) -> Tensor:
    """Return which of the digits with these labels to score, as `stratified_subset` chooses them.

    Parameters
    ----------
    detector : type of Detector
    labels : Tensor
        int64 (N,).
    waited_for : bool
        Whether a person waits for the scores.
    most : int, optional
        How many at most, however fast the detector is.
    """
    limits = [len(labels) if most is None else most]
    if detector.max_scored is not None:
        limits.append(round(detector.max_scored * (WAITED_FOR if waited_for else 1)))
    return stratified_subset(labels, min(limits))


def stratified_subset(labels: Tensor, most: int) -> Tensor:
    """Return rows of at most so many digits, each kind as frequent as among all.

    They are drawn, always the same ones: the first of MNIST's test digits are easier than the rest.

    Parameters
    ----------
    labels : Tensor
        int64 (N,).
    most : int

    Returns
    -------
    Tensor
        int64 (K,), ascending; with one of each label as far as `most` allows.
    """
    if most >= len(labels):
        return torch.arange(len(labels))
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    rank = torch.empty(len(labels), dtype=torch.float64)  # within its kind, in [0, 1)
    for label in labels.unique():
        rows = order[labels[order] == label]
        rank[rows] = torch.arange(len(rows), dtype=torch.float64) / len(rows)
    return rank.argsort(stable=True)[:most].sort().values
