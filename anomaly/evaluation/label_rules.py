"""Threshold rules that look at labelled digits: scores and labels -> a threshold.

As those of `anomaly.evaluation.rules`, each returns a finite threshold or raises a UserError that
says why it has none.
"""

import numpy as np
from numpy.typing import ArrayLike

from anomaly.errors import UserError
from anomaly.evaluation.cuts import all_cuts
from anomaly.evaluation.rules import ROUNDING


def best_f1_threshold(scores: ArrayLike, is_anomaly: ArrayLike) -> float:
    """Return the threshold with the highest F1, the harmonic mean of precision and recall.

    van Rijsbergen, Information Retrieval, 2nd ed., 1979, ch. 7. Ties go to the highest threshold.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,), of labelled digits that were not fitted on.

    Raises
    ------
    UserError
        If one kind of digit is missing, a score is not finite, or all are the same.
    """
    cuts = all_cuts(scores, is_anomaly)
    f1 = 2 * cuts.tp / (cuts.tp + cuts.fp + cuts.anomalies)
    return float(cuts.thresholds[np.argmax(f1)])


def youden_threshold(scores: ArrayLike, is_anomaly: ArrayLike) -> float:
    """Return the threshold with the highest J = true - false positive rate.

    Youden, "Index for rating diagnostic tests", 1950. Ties go to the highest threshold.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,), of labelled digits that were not fitted on.

    Raises
    ------
    UserError
        If one kind of digit is missing, a score is not finite, or all are the same.
    """
    cuts = all_cuts(scores, is_anomaly)
    # J in integers, so that equal values compare equal.
    j = cuts.tp * cuts.normal - cuts.fp * cuts.anomalies
    return float(cuts.thresholds[np.argmax(j)])


def least_cost_threshold(
    scores: ArrayLike,
    is_anomaly: ArrayLike,
    miss_cost: float = 1.0,
    false_alarm_cost: float = 1.0,
    base_rate: float | None = None,
) -> float:
    """Return the threshold with the least expected cost a digit.

    The cost is base_rate * miss_cost * FNR + (1 - base_rate) * false_alarm_cost * FPR (Elkan, "The
    foundations of cost-sensitive learning", 2001; Provost & Fawcett, "Robust classification for
    imprecise environments", 2001). Ties go to the highest threshold.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,), of labelled digits that were not fitted on.
    miss_cost, false_alarm_cost : float
        Above 0.
    base_rate : float, optional
        Share of anomalies where the threshold will be used, in (0, 1); that among these digits
        when left out.

    Raises
    ------
    UserError
        If one kind of digit is missing, a score is not finite, or all are the same.
    """
    cuts = all_cuts(scores, is_anomaly)
    if base_rate is None:
        base_rate = cuts.anomalies / (cuts.anomalies + cuts.normal)
    fnr = (cuts.anomalies - cuts.tp) / cuts.anomalies
    cost = base_rate * miss_cost * fnr
    cost += (1 - base_rate) * false_alarm_cost * cuts.fp / cuts.normal
    return float(cuts.thresholds[np.argmax(cost <= cost.min() * (1 + ROUNDING))])


def precision_threshold(
    scores: ArrayLike, is_anomaly: ArrayLike, precision: float = 0.9, base_rate: float = 0.001
) -> float:
    """Return the threshold that catches most among those with a precision of at least `precision`.

    The precision is that to expect where a share `base_rate` of all digits is anomalous, by Bayes'
    rule (Axelsson, "The base-rate fallacy and the difficulty of intrusion detection", 2000). The
    rate of false alarms in it is (k + 1) / (n + 1) for k of n normal digits, the largest conformal
    p-value that is flagged: none among few digits does not show a rate of 0. Ties go to the highest
    threshold.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,), of labelled digits that were not fitted on.
    precision : float
        In (0, 1].
    base_rate : float
        In (0, 1).

    Raises
    ------
    UserError
        If one kind of digit is missing, a score is not finite, all are the same, or no threshold
        is that precise; the sentence names the best precision there is.
    """
    cuts = all_cuts(scores, is_anomaly)
    recall = cuts.tp[1:] / cuts.anomalies
    fpr = (cuts.fp[1:] + 1) / (cuts.normal + 1)
    expected = base_rate * recall / (base_rate * recall + (1 - base_rate) * fpr)
    precise = expected >= precision - ROUNDING
    if not precise.any():
        best = float(expected.max())
        raise UserError(
            "rule.imprecise",
            wanted=precision,
            best=best,
            one_in=1 / base_rate,
            count=cuts.normal,
        )
    return float(cuts.thresholds[1:][np.argmax(np.where(precise, cuts.tp[1:], -1))])
