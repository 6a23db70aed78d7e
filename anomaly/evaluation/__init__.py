"""Scores, labels and a threshold -> metrics; scores alone or with labels -> a threshold."""

from anomaly.evaluation.closeness import Margin, close_margin
from anomaly.evaluation.intervals import (
    auroc_by_label,
    auroc_interval,
    digits_for_upper_end,
    quantile_interval,
)
from anomaly.evaluation.metrics import (
    Confusion,
    auroc,
    average_precision,
    conformal_p_value,
    confusion,
    fpr_at_tpr,
    precision_recall,
    roc,
    share_below,
)
from anomaly.evaluation.registry import RULES, Rule, Setting, ValidationScores, parse_rule
from anomaly.evaluation.rules import (
    DEFAULT_QUANTILE,
    best_f1_threshold,
    conformal_threshold,
    default_rule,
    default_threshold,
    least_cost_threshold,
    mad_threshold,
    precision_threshold,
    quantile_threshold,
    sigma_threshold,
    youden_threshold,
)

__all__ = [
    "DEFAULT_QUANTILE",
    "RULES",
    "Confusion",
    "Margin",
    "Rule",
    "Setting",
    "ValidationScores",
    "auroc",
    "auroc_by_label",
    "auroc_interval",
    "average_precision",
    "best_f1_threshold",
    "close_margin",
    "conformal_p_value",
    "conformal_threshold",
    "confusion",
    "default_rule",
    "default_threshold",
    "digits_for_upper_end",
    "fpr_at_tpr",
    "least_cost_threshold",
    "mad_threshold",
    "parse_rule",
    "precision_recall",
    "precision_threshold",
    "quantile_interval",
    "quantile_threshold",
    "roc",
    "share_below",
    "sigma_threshold",
    "youden_threshold",
]
