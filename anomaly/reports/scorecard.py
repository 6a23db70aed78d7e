"""How well a trained detector tells digits apart, under one threshold rule or under each."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

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
    default_threshold,
    fpr_at_tpr,
    share_below,
)
from anomaly.text import format_digits, format_percent, format_share, t
from anomaly.training.trained import TrainedDetector

ALIKE = 1e-3  # of their middle; scores within it are all alike
MIN_AREA = 0.6  # AUROC below which a detector is little better than chance


def validation_scores_of(trained: TrainedDetector, anomalous: Iterable[int]) -> ValidationScores:
    """Return what rules may look at: held-out training digits, never test digits.

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
    """Return what detector it is, as plain values for JSON."""
    plan = trained.plan
    return {
        "detector": plan.detector,
        "normal": list(plan.normal),
        "seed": plan.seed,
        "data": trained.source,
        "fingerprint": trained.fingerprint,
    }


@cached_per_instance(1)  # it is asked of each detector with each stroke
def has_collapsed(trained: TrainedDetector) -> bool:
    """Whether a detector rebuilds everything alike, or its scores say next to nothing.

    Next to nothing say scores that are all alike or no higher for anomalies, which is seen on
    training digits that were not fitted on.
    """
    if trained.ended == "collapsed":
        return True
    scores, is_anomaly = trained.validation_against(LABELS)
    low, middle, high = (float(scores.quantile(share)) for share in (0.01, 0.5, 0.99))
    if high - low <= ALIKE * abs(middle):
        return True
    return bool(is_anomaly.any()) and auroc(scores, is_anomaly) < MIN_AREA


def choose_threshold(
    trained: TrainedDetector, anomalous: Iterable[int], rule: tuple[Rule, tuple[float, ...]] | None
) -> tuple[float, str, UserError | None]:
    """Return the threshold `rule` chooses, the rule as written, and a problem to tell, if any.

    Without a rule, the default threshold, which always is one.

    Raises
    ------
    UserError
        If `rule` has no answer.
    """
    if rule is None:
        threshold, problem = default_threshold(trained.calibration_scores)
        return threshold, RULES["quantile"].written(), problem
    chosen, values = rule
    threshold = chosen.threshold(validation_scores_of(trained, anomalous), *values)
    return threshold, chosen.written(*values), None


def scorecard(
    trained: TrainedDetector, anomalous: Sequence[int], threshold: float, rule: str | None
) -> dict[str, Any]:
    """Measure `trained` on the test digits of the normal and of the `anomalous` kinds.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : sequence of int
        Digits that count as anomalies; none of them normal.
    threshold : float
    rule : str or None
        That chose the threshold, as written; None for a threshold set by hand.

    Returns
    -------
    dict
        Plain values for JSON; a share of nothing is nan.

    Raises
    ------
    UserError
        If there are no digits of one kind, or a score is not finite.
    """
    return {
        "anomaly": list(anomalous),
        **_without_threshold(trained, tuple(anomalous)),
        "rule": rule,
        "threshold": threshold,
        **decisions(confusion(*trained.against(anomalous), threshold)),
    }


@cached_per_instance(4)
def _without_threshold(trained: TrainedDetector, anomalous: tuple[int, ...]) -> dict[str, Any]:
    """Measure what no threshold changes, which takes a while and is asked for again with each."""
    labelled = trained.against(anomalous)
    return {
        "auroc": auroc(*labelled),
        "auroc_ci": auroc_interval(*labelled),
        "average_precision": average_precision(*labelled),
        "fpr_at_95_tpr": fpr_at_tpr(*labelled, tpr=0.95),
    }


def for_json(value: Any) -> Any:
    """Return `value` with null for what JSON has no number for: nan and the infinite."""
    if isinstance(value, dict):
        return {name: for_json(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [for_json(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def sentences(trained: TrainedDetector, card: dict[str, Any]) -> list[str]:
    """Return what `scorecard` measured as a person would read it."""
    names = {
        "normal": format_digits(trained.plan.normal),
        "anomaly": format_digits(card["anomaly"]),
    }
    low, high = card["auroc_ci"]
    threshold, average = card["threshold"], card["average_precision"]
    below = format_share(share_below(threshold, trained.calibration_scores))
    rule = card["rule"] or t("report.by_hand")
    return [
        t("cli.auroc", area=card["auroc"], low=low, high=high, **names),
        t("cli.average", average=average, false=format_percent(card["fpr_at_95_tpr"])),
        t("cli.threshold", threshold=threshold, rule=rule, share=below),
        t(
            "cli.rates",
            caught=format_percent(card["caught_share"]),
            false=format_percent(card["false_alarm_share"]),
        ),
        t("cli.flagged", precision=format_percent(card["precision"]), f1=card["f1"]),
    ]


def decisions(counts: Confusion) -> dict[str, Any]:
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
