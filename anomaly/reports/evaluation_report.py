"""Evaluation of a trained detector on test digits at one threshold."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import torch

from anomaly.caching import cached_per_instance
from anomaly.data.digits import LABELS
from anomaly.errors import UserError
from anomaly.evaluation import (
    RULES,
    Confusion,
    Rule,
    ValidationScores,
    auroc,
    auroc_interval,
    average_precision,
    confusion,
    default_rule,
    default_threshold,
    fpr_at_tpr,
    share_below,
)
from anomaly.reports.describe import describe_auroc, name_kinds
from anomaly.text import format_percent, format_share, t
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


def validation_scores_of(trained: TrainedDetector, anomalous: Iterable[int]) -> ValidationScores:
    """Return the scores that threshold rules use: of held-out training digits, never of test ones.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : iterable of int
        Digits that count as anomalies.
    """
    scores, is_anomaly = trained.validation_against(anomalous)
    return ValidationScores(
        np.asarray(trained.calibration_scores, np.float64),
        np.asarray(scores, np.float64),
        np.asarray(is_anomaly, bool),
    )


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


def choose_threshold(
    trained: TrainedDetector, anomalous: Iterable[int], rule: tuple[Rule, tuple[float, ...]] | None
) -> tuple[float, str, UserError | None]:
    """Return the threshold `rule` chooses, the rule as written, and a warning or None.

    Without a rule, return the default threshold, which always exists.

    Raises
    ------
    UserError
        If `rule` has no answer.
    """
    if rule is None:
        threshold, problem = default_threshold(trained.calibration_scores)
        return threshold, RULES[default_rule(len(trained.calibration_scores))].written(), problem
    chosen, values = rule
    threshold = chosen.threshold(validation_scores_of(trained, anomalous), *values)
    return threshold, chosen.written(*values), None


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
    return EvaluationReport(
        anomaly=tuple(anomalous),
        auroc=ranking.auroc,
        auroc_ci=ranking.auroc_ci,
        average_precision=ranking.average_precision,
        fpr_at_95_tpr=ranking.fpr_at_95_tpr,
        rule=rule,
        threshold=threshold,
        confusion=confusion(*trained.against(anomalous), threshold),
        with_limits=_with_limits(trained, anomalous, threshold),
    )


def _with_limits(
    trained: TrainedDetector, anomalous: Sequence[int], threshold: float
) -> Confusion | None:
    """Return the counts where digits outside the limits are flagged whatever their score."""
    if trained.test_outside is None:
        return None
    outside = trained.test_outside
    highest = torch.full_like(trained.test_scores, torch.finfo(torch.float32).max)
    judged = replace(trained, test_scores=torch.where(outside, highest, trained.test_scores))
    return confusion(*judged.against(anomalous), threshold)


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
    normal, anomaly = name_kinds(
        trained.plan.normal, report.anomaly, trained.is_of_signs, in_full=True
    )
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
            "cli.threshold",
            threshold=report.threshold,
            rule=report.rule or t("report.by_hand"),
            share=format_share(share_below(report.threshold, trained.independent_scores)),
        ),
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
