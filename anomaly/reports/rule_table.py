"""Comparison of all threshold rules on one detector."""

from collections.abc import Sequence
from typing import Any

from tabulate import tabulate

from anomaly.errors import UserError
from anomaly.evaluation import RULES, Confusion
from anomaly.reports.evaluation_report import confusion_dict
from anomaly.text import format_percent, t
from anomaly.training.thresholds import confusion_in_test, validation_scores_of
from anomaly.training.trained import TrainedDetector

COLUMNS = (
    "cli.column_rule",
    "cli.column_looks",
    "cli.column_threshold",
    "cli.column_caught",
    "cli.column_false",
    "cli.column_precision",
)
ALIGNMENT = ("left", "left", "right", "right", "right", "right", "left")  # a problem comes last


def compare_rules(trained: TrainedDetector, anomalous: Sequence[int]) -> list[dict[str, Any]]:
    """Return the threshold of each rule at its default values, and the confusion on test digits.

    Returns
    -------
    list of dict
        Plain values for JSON. If a rule has no answer, ``problem`` is the sentence that says why,
        and threshold, confusion and shares are None.
    """
    validation = validation_scores_of(trained, anomalous)
    rows = []
    for rule in RULES.values():
        row: dict[str, Any] = {
            "name": rule.name,
            "values": list(rule.values()),
            "uses_labels": rule.uses_labels,
            "threshold": None,
            **dict.fromkeys(confusion_dict(Confusion(0, 0, 0, 0))),
            "problem": None,
        }
        try:
            threshold = rule.threshold(validation)
        except UserError as problem:
            row["problem"] = str(problem)
        else:
            counts = confusion_in_test(trained, threshold, rule.written(), anomalous)
            row |= {"threshold": threshold, **confusion_dict(counts)}
        rows.append(row)
    return rows


def rule_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the rows of `compare_rules` as aligned text below a line of column titles."""
    lines = [[*(t(column) for column in COLUMNS), ""], *map(_line, rows)]
    # Titles passed as headers would widen their columns.
    return tabulate(lines, tablefmt="plain", colalign=ALIGNMENT, disable_numparse=True)


def _line(row: dict[str, Any]) -> list[str]:
    threshold = row["threshold"]
    return [
        RULES[row["name"]].written(*row["values"]),
        t("cli.labels") if row["uses_labels"] else t("cli.no_labels"),
        t("share.unknown") if threshold is None else f"{threshold:.2f}",
        *(format_percent(row[name]) for name in ("caught_share", "false_alarm_share", "precision")),
        row["problem"] or "",
    ]
