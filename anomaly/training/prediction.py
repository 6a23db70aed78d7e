"""The scores to expect of further pictures by hands that only a few pictures are known of."""

import math

import numpy as np
import torch
from torch import Tensor

LEAST_SCORE = 1e-6  # of which a logarithm is taken
# Standard deviation of the logarithm of normal digits' scores over all hands, and how many pictures
# it counts for beside the examples: a few hands do not show how far others are from them. All
# numbers here were chosen together, on writers that no published figure is of.
SPREAD, PRIOR_PICTURES = 0.5, 30.0
# Share of the digits known as anomalies that the line may let pass for the sake of further hands.
# Of pen digits of other kinds about as many pass.
MAX_PASSED = 0.04
PREDICTED_SHARE = 0.5  # of the calibration scores: as many pictures by such hands as others


def predicted_scores(scores: Tensor, anomalous: Tensor, count: int) -> Tensor:
    """Return evenly spaced quantiles of the predictive distribution of a further score.

    The logarithms of normal scores are taken as normally distributed. With n scores, of mean m and
    standard deviation s, a further one lies around m like s * sqrt(1 + 1/n) times Student's t: a
    quantile of the few scores themselves leaves out how little they say of the others (Hahn &
    Meeker, Statistical Intervals, 1991, ch. 4). In s, `SPREAD` counts as `PRIOR_PICTURES` more, so
    that a single score has an answer, too.

    The distribution ends where a share `MAX_PASSED` of known anomalies would pass as normal: what
    lies beyond would be more like them.

    Parameters
    ----------
    scores : Tensor
        float32 (n,), of normal pictures that were not fitted on.
    anomalous : Tensor
        float32 (L,), of held-out digits of other kinds.
    count : int

    Returns
    -------
    Tensor
        float32 (count,), ascending.
    """
    from scipy.special import stdtrit  # costs memory that only adapting needs

    logs = scores.double().clamp_min(LEAST_SCORE).log()
    squares = float((logs - logs.mean()).square().sum()) + PRIOR_PICTURES * SPREAD**2
    freedom = PRIOR_PICTURES + len(logs) - 1
    scale = math.sqrt(squares / freedom * (1 + 1 / len(logs)))
    shares = (np.arange(count) + 0.5) / count
    predicted = np.exp(float(logs.mean()) + scale * stdtrit(freedom, shares))
    highest = float(np.quantile(anomalous.double(), MAX_PASSED)) if len(anomalous) else np.inf
    return torch.from_numpy(np.minimum(predicted, highest)).float()
