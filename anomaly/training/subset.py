"""Subsets of digits to score with slow detectors."""

import torch
from torch import Tensor

from anomaly.detectors import Detector

INTERACTIVE_SHARE = 1 / 8  # of a slow detector's `max_scored`, while a person waits


def scoring_subset(
    detector: type[Detector], labels: Tensor, waited_for: bool = False, most: int | None = None
) -> Tensor:
    """Return the rows of the digits to score, a stratified subset for slow detectors.

    Parameters
    ----------
    detector : type of Detector
    labels : Tensor
        int64 (N,).
    waited_for : bool
        Whether a person waits for the scores.
    most : int, optional
        Upper bound for fast detectors, too.
    """
    limits = [len(labels) if most is None else most]
    if detector.max_scored is not None:
        limits.append(round(detector.max_scored * (INTERACTIVE_SHARE if waited_for else 1)))
    return stratified_subset(labels, min(limits))


def stratified_subset(labels: Tensor, most: int) -> Tensor:
    """Return the rows of a stratified sample of at most `most` digits, the same each time.

    It is drawn at random, as the first of MNIST's test digits are easier than the rest.

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
