"""How well a detector of a person's own sign will do, from its few pictures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anomaly.evaluation import default_threshold, share_interval
from anomaly.training.signs import ELSE, GIVEN
from anomaly.training.trained import TrainedDetector

# Modified z-score beyond which a value is called an outlier (Iglewicz & Hoaglin, How to Detect and
# Handle Outliers, 1993), and what makes the MAD of a normal distribution its standard deviation.
MAX_Z = 3.5
MAD_TO_SIGMA = 1.4826
# Of a logarithm; ten scores can lie so close together that any other would count as far.
MIN_SPREAD = 0.3


@dataclass(frozen=True)
class Share:
    """How many of some pictures were judged rightly, with the 95% interval of the share."""

    count: int
    total: int
    low: float
    high: float

    @classmethod
    def of(cls, right: NDArray[np.bool_]) -> "Share":
        """Return the share of those that are True; of none, nothing is known."""
        count, total = int(right.sum()), len(right)
        return cls(count, total, *share_interval(count, total))


@dataclass(frozen=True, eq=False)
class SignReport:
    """What leaving each picture out has shown.

    Attributes
    ----------
    scores : ndarray
        float64 (N,), of each picture by a detector that was fitted without it.
    flagged : ndarray
        bool (N,), whether it is an anomaly by the threshold that the others give.
    unlike : ndarray
        bool (N,), whether its score is far above those of the others.
    normal : Share
        Pictures of the sign that were called normal.
    given : Share or None
        Those given as not one, called anomalies; None where there are none to report on.
    others : Share
        Generated digits called anomalies.
    """

    scores: NDArray[np.float64]
    flagged: NDArray[np.bool_]
    unlike: NDArray[np.bool_]
    normal: Share
    given: Share | None
    others: Share


def report_on_signs(trained: TrainedDetector) -> SignReport:
    """Return how well a detector of a person's own sign will do.

    Each picture is judged by a threshold that comes from the others, so that neither its detector
    nor its threshold has seen it.
    """
    scores = np.asarray(trained.calibration_scores, np.float64)
    rest = [np.delete(scores, index) for index in range(len(scores))]
    flagged = np.array(
        [score >= default_threshold(others)[0] for score, others in zip(scores, rest, strict=True)]
    )
    labels, tested = np.asarray(trained.test_labels), np.asarray(trained.test_scores, np.float64)
    caught = tested >= trained.threshold
    given = caught[labels == GIVEN]
    return SignReport(
        scores=scores,
        flagged=flagged,
        unlike=np.array([_is_far(*pair) for pair in zip(scores, rest, strict=True)]),
        normal=Share.of(~flagged),
        given=Share.of(given) if len(given) else None,
        others=Share.of(caught[labels == ELSE]),
    )


def _is_far(score: float, others: NDArray[np.float64]) -> bool:
    """Return whether a score is far above others, by their logarithms."""
    tiny = np.finfo(np.float64).tiny
    logs = np.log(np.maximum(others, tiny))
    middle = np.median(logs)
    spread = max(MIN_SPREAD, MAD_TO_SIGMA * float(np.median(np.abs(logs - middle))))
    return bool(np.log(max(score, tiny)) - middle > MAX_Z * spread)
