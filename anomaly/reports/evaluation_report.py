"""Evaluation of a trained detector on test digits at one threshold."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from anomaly.caching import cached_per_instance
from anomaly.data.digits import LABELS
from anomaly.evaluation import (
    Confusion,
    auroc,
    auroc_interval,
    average_precision,
    fpr_at_tpr,
    share_below,
)
from anomaly.reports.describe import describe_auroc, name_kinds
from anomaly.text import format_percent, format_share, t
from anomaly.training.thresholds import confusion_in_test
from anomaly.training.trained import TrainedDetector

MIN_RELATIVE_RANGE = 1e-3  # of the median, between the 1% and 99% quantiles of the scores
MIN_AUROC = 0.6  # on validation digits; below it, scores are little better than chance


@dataclass(frozen=True)
class EvaluationReport:
    """Metrics of one detector on the test digits.

    Attributes
    ----------
    anomaly : tuple of int
        Digits that count as anomalies.
    auroc : float
        Area under the ROC curve, in [0, 1].
    auroc_ci : tuple of float
        95% bootstrap interval of `auroc`.
    average_precision : float
        In [0, 1].
    fpr_at_95_tpr : float
        Lowest false positive rate at a true positive rate of at least 95%, in [0, 1].
    rule : str or None
        Threshold rule as written; None for a threshold set by hand.
    threshold : float
    confusion : Confusion
        Counts at `threshold`; a digit is flagged if score >= threshold.
    with_limits : Confusion or None
        Counts where the second test flags digits as well; None if the detector's file does not
        say which it does.
    """

    anomaly: tuple[int, ...]
    auroc: float
    auroc_ci: tuple[float, float]
    average_precision: float
    fpr_at_95_tpr: float
    rule: str | None
    threshold: float
    confusion: Confusion
    with_limits: Confusion | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; a share of nothing is nan (see `for_json`)."""
        return {
            "anomaly": list(self.anomaly),
            "auroc": self.auroc,
            "auroc_ci": self.auroc_ci,
            "average_precision": self.average_precision,
            "fpr_at_95_tpr": self.fpr_at_95_tpr,
            "rule": self.rule,
            "threshold": self.threshold,
            **confusion_dict(self.confusion),
            "with_limits": self.with_limits and confusion_dict(self.with_limits),
        }


def about(trained: TrainedDetector) -> dict[str, Any]:
    """Return the identity of a detector as plain values for JSON."""
    plan = trained.plan
    return {
        "detector": plan.detector,
        "normal": list(plan.normal),
        "seed": plan.seed,
        "data": trained.source,
        "fingerprint": trained.fingerprint,
    }


@cached_per_instance(1)  # called for each detector at each stroke
def is_uninformative(trained: TrainedDetector) -> bool:
    """Return whether the validation scores tell next to nothing apart.

    They do if they are constant, or if their AUROC is below 0.6 on training
    digits that were not fitted on.
    """
    scores, is_anomaly = trained.validation_against(LABELS)
    low, median, high = (float(scores.quantile(share)) for share in (0.01, 0.5, 0.99))
    if high - low <= MIN_RELATIVE_RANGE * abs(median):
        return True
    return bool(is_anomaly.any()) and auroc(scores, is_anomaly) < MIN_AUROC


def evaluate(
    trained: TrainedDetector, anomalous: Sequence[int], threshold: float, rule: str | None = None
) -> EvaluationReport:
    """Evaluate `trained` on the test digits of the normal and of the `anomalous` classes.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : sequence of int
        Digits that count as anomalies; none of them normal.
    threshold : float
    rule : str, optional
        Rule that chose the threshold, as written; None for a threshold set by hand.

    Raises
    ------
    UserError
        If there are no digits of one kind, or a score is not finite.
    """
    ranking = _ranking_metrics(trained, tuple(anomalous))
    asked = trained, threshold, rule, anomalous
    knows_limits = trained.test_outside is not None
    return EvaluationReport(
        anomaly=tuple(anomalous),
        auroc=ranking.auroc,
        auroc_ci=ranking.auroc_ci,
        average_precision=ranking.average_precision,
        fpr_at_95_tpr=ranking.fpr_at_95_tpr,
        rule=rule,
        threshold=threshold,
        confusion=confusion_in_test(*asked),
        with_limits=confusion_in_test(*asked, with_limits=True) if knows_limits else None,
    )


class _RankingMetrics(NamedTuple):
    """Metrics that depend on no threshold, named as in `EvaluationReport`."""

    auroc: float
    auroc_ci: tuple[float, float]
    average_precision: float
    fpr_at_95_tpr: float


@cached_per_instance(4)  # the bootstrap takes a while, and each move of the threshold asks again
def _ranking_metrics(trained: TrainedDetector, anomalous: tuple[int, ...]) -> _RankingMetrics:
    labelled = trained.against(anomalous)
    return _RankingMetrics(
        auroc=auroc(*labelled),
        auroc_ci=auroc_interval(*labelled),
        average_precision=average_precision(*labelled),
        fpr_at_95_tpr=fpr_at_tpr(*labelled, tpr=0.95),
    )


def for_json(value: Any) -> Any:
    """Return `value` with None in place of nan and infinities, which JSON lacks."""
    if isinstance(value, dict):
        return {name: for_json(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [for_json(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def describe_report(trained: TrainedDetector, report: EvaluationReport) -> list[str]:
    """Return a report in sentences: the AUROC, a warning if that is poor, then the rest."""
    counts = report.confusion
    low, high = report.auroc_ci
    of_signs = trained.is_of_signs
    normal, anomaly = name_kinds(trained.plan.normal, report.anomaly, of_signs, in_full=True)
    lines = [
        t(
            "cli.auroc",
            area=report.auroc,
            low=low,
            high=high,
            normal=normal,
            anomaly=anomaly,
        ),
        describe_auroc(report.auroc_ci),
        t(
            "cli.average",
            average=report.average_precision,
            false=format_percent(report.fpr_at_95_tpr),
        ),
        t(
            "cli.threshold_signs" if of_signs else "cli.threshold",
            threshold=report.threshold,
            rule=report.rule or t("report.by_hand"),
            share=format_share(share_below(report.threshold, trained.independent_scores)),
        ),
        t("signs.counted" if report.rule else "sign.told_by_hand") if of_signs else None,
        t(
            "cli.rates",
            caught=format_percent(counts.recall),
            false=format_percent(counts.fpr),
        ),
        describe_with_limits(report),
        t("cli.flagged", precision=format_percent(counts.precision), f1=counts.f1),
    ]
    return [line for line in lines if line is not None]


def describe_with_limits(report: EvaluationReport) -> str | None:
    """Return the sentence on what is flagged with the second test; None where that is unknown."""
    counts = report.with_limits
    if counts is None:
        return None
    caught, false = (format_percent(share) for share in (counts.recall, counts.fpr))
    return t("cli.with_limits", caught=caught, false=false)


def confusion_dict(counts: Confusion) -> dict[str, Any]:
    """Return counts and the shares that follow from them, as plain values for JSON."""
    return {
        "confusion": {
            "caught": counts.tp,
            "missed": counts.fn,
            "false_alarms": counts.fp,
            "passed": counts.tn,
        },
        "caught_share": counts.recall,
        "false_alarm_share": counts.fpr,
        "precision": counts.precision,
        "f1": counts.f1,
    }
