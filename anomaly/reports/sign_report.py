"""Expected performance of a detector of a person's own sign, from its few pictures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anomaly.evaluation import share_interval
from anomaly.evaluation.rules import far_above
from anomaly.text import format_score, t
from anomaly.training.signs import ELSE, GIVEN, SIGN
from anomaly.training.thresholds import default_rule_of, flagged_in_test
from anomaly.training.trained import TrainedDetector

# Deviations above the mean of the others from which on a picture is called unlike them. Two wrong
# ones hide each other from that, so what the default rule clips is called unlike as well.
UNLIKE_DEVIATIONS = 6.0
ENOUGH = 10  # pictures; where there are fewer, more are asked for


@dataclass(frozen=True)
class Share:
    """Share of pictures that were judged rightly, with the 95% interval of the share."""

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
    """Results of leaving each picture out.

    Attributes
    ----------
    scores : ndarray
        float64 (N,), of each picture by a detector that was fitted without it.
    flagged : ndarray
        bool (N,), whether it is an anomaly by the threshold and limits that the others give.
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


def report_on_signs(trained: TrainedDetector, *, with_limits: bool = True) -> SignReport:
    """Return how well a detector of a person's own sign will do.

    Each picture is judged by a detector that was fitted without it, and by a threshold and limits
    that come from the others; see `anomaly.training.left_out` for what they still know of it.

    Parameters
    ----------
    trained : TrainedDetector
    with_limits : bool
        Whether the second test counts as well, as it does in verdicts.
    """
    scores = np.asarray(trained.calibration_scores, np.float64)
    rest = [np.delete(scores, index) for index in range(len(scores))]
    rule = default_rule_of(trained)
    judged = flagged_in_test(trained, trained.threshold, rule, (), with_limits=with_limits).numpy()
    labels = trained.test_labels.numpy()
    signs, given, others = (judged[labels == each] for each in (SIGN, GIVEN, ELSE))
    return SignReport(
        scores=scores,
        flagged=signs,
        unlike=far_above(scores)
        | np.array([_is_far(*pair) for pair in zip(scores, rest, strict=True)]),
        normal=Share.of(~signs),
        given=Share.of(given) if len(given) else None,
        others=Share.of(others),
    )


def describe_signs(report: SignReport, names: Sequence[str] = ()) -> list[str]:
    """Return sentences on how well a detector of signs will do, and on pictures unlike the others.

    Parameters
    ----------
    report : SignReport
    names : sequence of str
        Of the pictures; without them they are counted, from 1.
    """
    lines = [
        t("signs.left_out", **_in_words(report.normal)),
        t("signs.given_none")
        if report.given is None
        else t("signs.given", **_in_words(report.given)),
    ]
    if report.normal.total < ENOUGH:
        lines.append(t("signs.few", count=report.normal.total, enough=ENOUGH))
    for row in np.flatnonzero(report.unlike).tolist():
        name = names[row] if names else t("signs.number", number=row + 1)
        lines.append(t("signs.unlike", name=name, score=format_score(report.scores[row])))
    return lines


def _in_words(share: Share) -> dict[str, Any]:
    return asdict(share) | {"low": f"{share.low:.0%}", "high": f"{share.high:.0%}"}


def _is_far(score: float, others: NDArray[np.float64]) -> bool:
    """Return whether a score is far above others."""
    limit = others.mean() + UNLIKE_DEVIATIONS * others.std(ddof=1)
    return bool(score > limit)
