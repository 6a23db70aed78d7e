"""How well a trained detector tells digits apart, under one threshold rule or under each."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from anomaly.data import LABELS
from anomaly.detectors import DETECTORS
from anomaly.evaluation import (
    RULES,
    Confusion,
    Evidence,
    Rule,
    auroc,
    auroc_interval,
    average_precision,
    confusion,
    default_threshold,
    fpr_at_tpr,
    share_below,
)
from anomaly.plan import TrainingPlan
from anomaly.remember import remember
from anomaly.text import Problem, name_digits, name_part, name_percent, name_share, say
from anomaly.training import TrainedDetector

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
ALIKE = 1e-3  # of their middle; scores within it are all alike
LEAST_AREA = 0.6  # AUROC below which a detector is little better than chance


def evidence_of(trained: TrainedDetector, anomalous: Iterable[int]) -> Evidence:
    """Return what rules may look at: held-out training digits, never test digits.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : iterable of int
        Digits that count as anomalies.
    """
    scores, is_anomaly = trained.validation_against(anomalous)
    return Evidence(
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


def tell_plan(plan: TrainingPlan) -> str:
    """Return in a few words what sets a plan apart: its recipe, or what is not the default."""
    recipes = DETECTORS[plan.detector].recipes
    settings = plan.as_dict()["settings"]
    name = next((name for name in recipes if recipes[name] == plan.settings), None)
    default = asdict(recipes["default"])
    parts = [name_part("recipe", name)] if name else []
    if name is None:
        parts = [
            say("setting.told", name=name_part("setting", field), value=tell_value(value))
            for field, value in settings.items()
            if value != json.loads(json.dumps(default[field]))
        ]
    if plan.most_digits is not None:
        parts.append(say("plan.told_digits", count=plan.most_digits))
    if plan.contamination:
        parts.append(say("plan.told_contamination", share=plan.contamination))
    if plan.seed:
        parts.append(say("plan.told_seed", seed=plan.seed))
    return ", ".join(parts)


@remember(1)  # it is asked of each detector with each stroke
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
    return bool(is_anomaly.any()) and auroc(scores, is_anomaly) < LEAST_AREA


def tell_ending(trained: TrainedDetector) -> str:
    """Return how many epochs a detector was trained, and how that ended unless it is complete."""
    last = trained.history[-1]
    return say(f"plan.{trained.ended}", epoch=last.epoch, epochs=last.epochs)


def tell_value(value: Any) -> str:
    """Return a setting's value as a person would write it."""
    if isinstance(value, bool):
        return say("plan.on" if value else "plan.off")
    if isinstance(value, str):
        return name_part("choice", value)
    if isinstance(value, list | tuple):
        return " · ".join(map(str, value)) or say("plan.no_layers")
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def choose_threshold(
    trained: TrainedDetector, anomalous: Iterable[int], rule: tuple[Rule, tuple[float, ...]] | None
) -> tuple[float, str, Problem | None]:
    """Return the threshold `rule` chooses, the rule as written, and a problem to tell, if any.

    Without a rule, the default threshold, which always is one.

    Raises
    ------
    Problem
        If `rule` has no answer.
    """
    if rule is None:
        threshold, problem = default_threshold(trained.calibration_scores)
        return threshold, RULES["quantile"].written(), problem
    chosen, values = rule
    threshold = chosen.threshold(evidence_of(trained, anomalous), *values)
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
    Problem
        If there are no digits of one kind, or a score is not finite.
    """
    return {
        "anomaly": list(anomalous),
        **_without_threshold(trained, tuple(anomalous)),
        "rule": rule,
        "threshold": threshold,
        **_decisions(confusion(*trained.against(anomalous), threshold)),
    }


@remember(4)
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
    names = {"normal": name_digits(trained.plan.normal), "anomaly": name_digits(card["anomaly"])}
    low, high = card["auroc_ci"]
    threshold, average = card["threshold"], card["average_precision"]
    below = name_share(share_below(threshold, trained.calibration_scores))
    rule = card["rule"] or say("report.by_hand")
    return [
        say("cli.auroc", area=card["auroc"], low=low, high=high, **names),
        say("cli.average", average=average, false=name_percent(card["fpr_at_95_tpr"])),
        say("cli.threshold", threshold=threshold, rule=rule, share=below),
        say(
            "cli.rates",
            caught=name_percent(card["caught_share"]),
            false=name_percent(card["false_alarm_share"]),
        ),
        say("cli.flagged", precision=name_percent(card["precision"]), f1=card["f1"]),
    ]


def compare_rules(trained: TrainedDetector, anomalous: Sequence[int]) -> list[dict[str, Any]]:
    """Return what each rule chooses with its default values, and what that does to test digits.

    Returns
    -------
    list of dict
        Plain values for JSON. Where a rule has no answer, ``problem`` is the sentence that says
        why, and threshold, confusion and shares are None.
    """
    evidence, labelled = evidence_of(trained, anomalous), trained.against(anomalous)
    rows = []
    for rule in RULES.values():
        row: dict[str, Any] = {
            "name": rule.name,
            "values": list(rule.values()),
            "uses_labels": rule.uses_labels,
            "threshold": None,
            **dict.fromkeys(_decisions(Confusion(0, 0, 0, 0))),
            "problem": None,
        }
        try:
            threshold = rule.threshold(evidence)
        except Problem as problem:
            row["problem"] = str(problem)
        else:
            row |= {"threshold": threshold, **_decisions(confusion(*labelled, threshold))}
        rows.append(row)
    return rows


def rule_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return `compare_rules`' answer as aligned text, one line a rule below a line of names."""
    lines = [[say(column) for column in COLUMNS], *map(_cells, rows)]
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
    looks = say("cli.labels") if row["uses_labels"] else say("cli.no_labels")
    shares = (row["caught_share"], row["false_alarm_share"], row["precision"])
    return [
        RULES[row["name"]].written(*row["values"]),
        looks,
        NOTHING if row["threshold"] is None else f"{row['threshold']:.2f}",
        *map(name_percent, shares),
    ]


def _decisions(counts: Confusion) -> dict[str, Any]:
    return {
        "confusion": asdict(counts),
        "caught_share": counts.caught_share,
        "false_alarm_share": counts.false_alarm_share,
        "precision": counts.precision,
        "f1": counts.f1,
    }
