"""Metrics from scores, by scikit-learn, which is imported where it is used: it costs 80 MB.

An anomaly is a digit with score >= threshold. Scores are compared in float64: NumPy would round
a threshold to the float32 of the scores, and the browser, which compares in float64, would differ.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from anomaly.evaluation.checks import Scores, both_kinds, finite
from anomaly.evaluation.cuts import counts_at_scores
from anomaly.validation import check_range


@dataclass(frozen=True)
class Confusion:
    """Confusion matrix at a threshold; an anomaly is a digit with score >= threshold.

    Attributes
    ----------
    tp, fn : int
        Anomalous digits at or above the threshold (caught) and below it (missed).
    fp, tn : int
        Normal digits at or above the threshold (false alarms) and below it (passed).
    """

    tp: int
    fn: int
    fp: int
    tn: int

    @classmethod
    def of(cls, flagged: ArrayLike, is_anomaly: ArrayLike) -> "Confusion":
        """Count what was flagged and what was not, of anomalies and of others, each bool (N,)."""
        flagged, anomalous = np.asarray(flagged, bool), np.asarray(is_anomaly, bool)
        return cls(
            tp=int(np.sum(flagged & anomalous)),
            fn=int(np.sum(~flagged & anomalous)),
            fp=int(np.sum(flagged & ~anomalous)),
            tn=int(np.sum(~flagged & ~anomalous)),
        )

    @property
    def recall(self) -> float:
        """True positive rate, in [0, 1]; nan without anomalies."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def fpr(self) -> float:
        """False positive rate, in [0, 1]; nan without normal digits."""
        return _share(self.fp, self.fp + self.tn)

    @property
    def precision(self) -> float:
        """Share of the flagged digits that are anomalies, in [0, 1]; nan when none is flagged."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]; nan if nothing is anomalous or flagged.

        van Rijsbergen, Information Retrieval, 2nd ed., 1979, ch. 7.
        """
        return _share(2 * self.tp, 2 * self.tp + self.fn + self.fp)

    def precision_at(self, base_rate: float) -> float:
        """Return the precision to expect where a share `base_rate` of all digits is anomalous.

        By Bayes' rule from the true and the false positive rate (Axelsson, "The base-rate fallacy
        and the difficulty of intrusion detection", 2000).

        Parameters
        ----------
        base_rate : float
            In [0, 1].

        Returns
        -------
        float
            In [0, 1]; nan when nothing is flagged or one kind of digit is missing.

        Raises
        ------
        UserError
            If the base rate is out of its range.
        """
        check_range("base_rate", base_rate, 0.0, 1.0)
        caught = base_rate * self.recall
        return _share(caught, caught + (1 - base_rate) * self.fpr)


def share_below(score: float, calibration: ArrayLike) -> float:
    """Return the share of held-out normal digits that score lower, in [0, 1]."""
    return float(np.mean(np.asarray(calibration, np.float64) < score))


def conformal_p_value(score: float, calibration: ArrayLike) -> float:
    """Return the probability that a normal digit scores as high, (k + 1) / (n + 1).

    Here k of n held-out normal digits score at least as high (Vovk, Gammerman & Shafer, Algorithmic
    Learning in a Random World, 2005; Bates et al., "Testing for outliers with conformal p-values",
    2023).

    Parameters
    ----------
    score : float
    calibration : array_like
        (n,) scores of normal digits that were not fitted on.

    Returns
    -------
    float
        In [1 / (n + 1), 1].

    Raises
    ------
    UserError
        If a score is not finite.
    """
    finite(score)
    held_out = finite(calibration)
    return (int(np.sum(held_out >= score)) + 1) / (held_out.size + 1)


def confusion(scores: ArrayLike, is_anomaly: ArrayLike, threshold: float) -> Confusion:
    """Return the confusion matrix at a threshold.

    Parameters
    ----------
    scores : array_like
        float (N,).
    is_anomaly : array_like
        bool (N,).
    threshold : float
    """
    return Confusion.of(np.asarray(scores, np.float64) >= threshold, is_anomaly)


def auroc(scores: ArrayLike, is_anomaly: ArrayLike) -> float:
    """Return the area under the ROC curve: the chance that an anomaly outscores a normal digit.

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    fpr, recall = _rates(scores, is_anomaly)
    return float(np.trapezoid(recall, fpr))


def average_precision(scores: ArrayLike, is_anomaly: ArrayLike) -> float:
    """Return the mean precision over the steps of recall, in [0, 1].

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    _, tp, fp = counts_at_scores(finite(scores), both_kinds(is_anomaly))
    return float(np.sum(np.diff(tp, prepend=0) / tp[-1] * tp / (tp + fp)))


def roc(scores: ArrayLike, is_anomaly: ArrayLike) -> tuple[Scores, Scores]:
    """Return false and true positive rates, float64 (K,) each, along falling thresholds.

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    _, tp, fp = counts_at_scores(finite(scores), both_kinds(is_anomaly))
    tp, fp = (np.concatenate([[0], counts]) for counts in (tp, fp))
    # On a straight piece all steps are the same.
    is_corner = (np.diff(tp, 2) != 0) | (np.diff(fp, 2) != 0)
    kept = np.concatenate([[True], is_corner, [True]])
    return fp[kept] / fp[-1], tp[kept] / tp[-1]


def precision_recall(scores: ArrayLike, is_anomaly: ArrayLike) -> tuple[Scores, Scores]:
    """Return recall and precision, float64 (K,) each, along rising thresholds.

    The last point, recall 0 and precision 1, belongs to no threshold; it closes the curve.

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, or a score is not finite.
    """
    _, tp, fp = counts_at_scores(finite(scores), both_kinds(is_anomaly))
    # Where neither neighbour has another recall, the curve goes straight on.
    changes = np.diff(tp) != 0
    kept = np.concatenate([[True], changes[:-1] | changes[1:], [True]]) if tp.size > 1 else [True]
    tp, fp = tp[kept], fp[kept]
    recall, precision = tp / tp[-1], tp / (tp + fp)
    return np.append(recall[::-1], 0.0), np.append(precision[::-1], 1.0)


def fpr_at_tpr(scores: ArrayLike, is_anomaly: ArrayLike, tpr: float = 0.95) -> float:
    """Return the lowest false positive rate of any threshold that catches a share `tpr`.

    Parameters
    ----------
    scores, is_anomaly : array_like
        float and bool (N,).
    tpr : float
        Share of the anomalies to catch, in [0, 1].

    Raises
    ------
    UserError
        If there are no anomalies or no normal digits, a score is not finite, or `tpr` is out of
        its range.
    """
    check_range("tpr", tpr, 0.0, 1.0)
    fpr, recall = _rates(scores, is_anomaly)
    return float(fpr[recall >= tpr].min())


def _rates(scores: ArrayLike, is_anomaly: ArrayLike) -> tuple[Scores, Scores]:
    """Return false and true positive rates at each distinct score, from (0, 0) to (1, 1)."""
    _, tp, fp = counts_at_scores(finite(scores), both_kinds(is_anomaly))
    fpr, recall = (np.concatenate([[0.0], counts / counts[-1]]) for counts in (fp, tp))
    return fpr, recall


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
