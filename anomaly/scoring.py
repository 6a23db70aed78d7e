"""Which digits to score: all, or some of each kind where a detector takes long over one."""

import torch
from torch import Tensor

from anomaly.detectors import Detector

WAITED_FOR = 1 / 8  # of those it scores at leisure, what a slow detector scores while people wait


def rows_to_score(detector: type[Detector], labels: Tensor, waited_for: bool = False) -> Tensor:
    """Return which of the digits with these labels to score, as `some_of_each` chooses them.

    Parameters
    ----------
    detector : type of Detector
    labels : Tensor
        int64 (N,).
    waited_for : bool
        Whether a person waits for the scores.
    """
    if detector.most_scored is None:
        return torch.arange(len(labels))
    most = detector.most_scored * (WAITED_FOR if waited_for else 1)
    return some_of_each(labels, min(1.0, most / max(1, len(labels))))


def some_of_each(labels: Tensor, share: float) -> Tensor:
    """Return rows of a share of the digits of each label, evenly spread, int64 (K,), ascending.

    They are the same each time, and at least one of each label.

    Parameters
    ----------
    labels : Tensor
        int64 (N,).
    share : float
        In [0, 1].
    """
    chosen = [torch.empty(0, dtype=torch.int64)]
    for label in labels.unique():
        rows = (labels == label).nonzero()[:, 0]
        count = max(1, round(share * len(rows)))
        chosen.append(rows[(torch.arange(count) * len(rows)) // count])
    return torch.cat(chosen).sort().values
