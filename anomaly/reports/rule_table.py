"""What each threshold rule chooses, and what that does to test digits, side by side."""

from collections.abc import Sequence
from typing import Any

from anomaly.errors import UserError
from anomaly.evaluation import RULES, Confusion, confusion
from anomaly.reports.evaluation_report import confusion_dict, validation_scores_of
from anomaly.text import format_percent, t
from anomaly.training.trained import TrainedDetector

COLUMNS = (
    "cli.column_rule",
    "cli.column_looks",
    "cli.column_threshold",
    "cli.column_caught",
    "cli.column_false",
    "cli.column_precision",
)
NAMES = 2  # the first columns are words, the others numbers
NOTHING = "–"


def compare_rules(trained: TrainedDetector, anomalous: Sequence[int]) -> list[dict[str, Any]]:
    """Return what each rule chooses with its default values, and what that does to test digits.

    Returns
    -------
    list of dict
        Plain values for JSON. Where a rule has no answer, ``problem`` is the sentence that says
        why, and threshold, confusion and shares are None.
    """
    evidence, labelled = validation_scores_of(trained, anomalous), trained.against(anomalous)
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
            threshold = rule.threshold(evidence)
        except UserError as problem:
            row["problem"] = str(problem)
        else:
            row |= {"threshold": threshold, **confusion_dict(confusion(*labelled, threshold))}
        rows.append(row)
    return rows


def rule_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return `compare_rules`' answer as aligned text, one line a rule below a line of names."""
    lines = [[t(column) for column in COLUMNS], *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = []
    for line, sentence in zip(lines, ["", *(row["problem"] or "" for row in rows)], strict=True):
        padded = [
            cell.ljust(width) if place < NAMES else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        text.append("  ".join([*padded, sentence]).rstrip())
    return "\n".join(text)


def _cells(row: dict[str, Any]) -> list[str]:
    looks = t("cli.labels") if row["uses_labels"] else t("cli.no_labels")
    shares = (row["caught_share"], row["false_alarm_share"], row["precision"])
    return [
        RULES[row["name"]].written(*row["values"]),
        looks,
        NOTHING if row["threshold"] is None else f"{row['threshold']:.2f}",
        *map(format_percent, shares),
    ]
