"""The scores to expect of further pictures by a hand that only a few pictures are known of."""

import math

import numpy as np
import torch
from torch import Tensor

LEAST_SCORE = 1e-6  # of which a logarithm is taken
# Pictures that the spread of MNIST's held-out digits counts for, where the examples are too few to
# show theirs.
PRIOR_PICTURES = 4.0


def predicted_scores(scores: Tensor, reference: Tensor, count: int) -> Tensor:
    """Return evenly spaced quantiles of the predictive distribution of a further score.

    The logarithms of scores are taken as normally distributed. With n scores, of mean m and
    standard deviation s, a further one lies around m like s * sqrt(1 + 1/n) times Student's t: the
    few scores say little of how far others go, which a quantile of the scores themselves leaves
    out (Hahn & Meeker, Statistical Intervals, 1991, ch. 4). The spread of the reference takes part
    in s as that of `PRIOR_PICTURES` further pictures, so that one score has an answer, too.

    Parameters
    ----------
    scores : Tensor
        float32 (n,), of pictures that were not fitted on.
    reference : Tensor
        float32 (M,), of held-out digits.
    count : int

    Returns
    -------
    Tensor
        float32 (count,), ascending.
    """
    from scipy.special import stdtrit  # costs memory that only adapting needs

    logs = scores.double().clamp_min(LEAST_SCORE).log()
    spread = float(reference.double().clamp_min(LEAST_SCORE).log().var(unbiased=False))
    squares = float((logs - logs.mean()).square().sum()) + PRIOR_PICTURES * spread
    freedom = PRIOR_PICTURES + len(logs) - 1
    scale = math.sqrt(squares / freedom * (1 + 1 / len(logs)))
    shares = (np.arange(count) + 0.5) / count
    return torch.from_numpy(np.exp(float(logs.mean()) + scale * stdtrit(freedom, shares))).float()
