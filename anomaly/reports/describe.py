"""Short sentences on a plan, the end of its training, a poor AUROC, and figures on MNIST."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from anomaly.caching import cached_per_instance
from anomaly.data.digits import MNIST_FINGERPRINT, all_others
from anomaly.detectors import find_entry
from anomaly.evaluation import auroc, confusion, default_threshold
from anomaly.text import display_name, format_digits, join_text, t
from anomaly.text.language import language
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import TrainedRecord
from anomaly.training.trained import TrainedDetector

CHANCE = 0.5  # AUROC of random scores


def name_kinds(
    normal: Sequence[int], anomalous: Sequence[int], of_signs: bool = False, in_full: bool = False
) -> tuple[str, str]:
    """Return what a person calls the normal and the anomalous digits.

    Parameters
    ----------
    normal, anomalous : sequence of int
    of_signs : bool
        Whether they are labels of a person's own pictures.
    in_full : bool
        Whether all other digits are told one by one, as far as there are any.
    """
    is_rest = tuple(sorted(anomalous)) == all_others(normal)
    as_rest = is_rest and (of_signs or not in_full)
    others = t("digits.rest") if as_rest else format_digits(anomalous, of_signs)
    return t("sign.yours") if of_signs else format_digits(normal), others


def describe_plan(plan: TrainingPlan) -> str:
    """Return the recipe of a plan, or its settings that differ from the default."""
    recipes = find_entry(plan.detector).recipes
    settings = plan.as_dict()["settings"]
    name = next((name for name in recipes if recipes[name] == plan.settings), None)
    default = asdict(recipes["default"])
    words = [display_name("recipe", name)] if name else []
    if name is None:
        words = [
            t("setting.told", name=display_name("setting", field), value=describe_value(value))
            for field, value in settings.items()
            if value != json.loads(json.dumps(default[field]))
        ]
    if plan.most_digits is not None:
        words.append(t("plan.told_digits", count=plan.most_digits))
    if plan.contamination:
        words.append(t("plan.told_contamination", share=plan.contamination))
    if plan.seed:
        words.append(t("plan.told_seed", seed=plan.seed))
    return join_text("words", words)


def describe_model(trained: TrainedRecord) -> str:
    """Return the recipe or settings of a detector, and how many examples it was taught."""
    words = describe_plan(trained.plan)
    if trained.taught is None:
        return words
    examples = trained.taught.examples
    count = len(examples.normal) + len(examples.anomalous)
    told = t("plan.told_taught", count=count)
    return f"{words}, {told}"


def describe_ending(trained: TrainedRecord) -> str:
    """Return the number of epochs trained, and how training ended unless it is complete."""
    last = trained.history[-1]
    return t(f"plan.{trained.ended}", epoch=last.epoch, epochs=last.epochs)


def describe_value(value: Any) -> str:
    """Return the value of a setting for display."""
    if isinstance(value, bool):
        return t("plan.on" if value else "plan.off")
    if isinstance(value, str):
        return display_name("choice", value)
    if isinstance(value, list | tuple):
        return " · ".join(map(str, value)) or t("plan.no_layers")
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def describe_auroc(interval: tuple[float, float]) -> str | None:
    """Return a warning that an AUROC is no better or worse than guessing; None if it is better.

    Parameters
    ----------
    interval : tuple of float
        Lower and upper end of the AUROC's confidence interval. An interval that contains 0.5 says
        that the scores cannot be told from random ones.
    """
    low, high = interval
    if high < CHANCE:
        return t("auroc.worse")
    return t("auroc.chance") if low <= CHANCE else None


def describe_aurocs(areas: Mapping[int, tuple[float, float, float]]) -> list[str]:
    """Return a warning for the digits that are told apart worse, or no better, than by guessing.

    Parameters
    ----------
    areas : mapping of int to tuple of float
        Anomalous digit to AUROC, lower and upper end of its interval.
    """
    labels: dict[str, list[int]] = {}
    for label, (_, *interval) in areas.items():
        if warning := describe_auroc((interval[0], interval[1])):
            labels.setdefault(warning, []).append(label)
    return [
        t("auroc.of_digits", digits=format_digits(digits), warning=warning)
        for warning, digits in labels.items()
    ]


@cached_per_instance(4, also_by=language)
def describe_stored(stored: TrainedDetector, anomalous: tuple[int, ...]) -> str | None:
    """Return the figures of a detector on MNIST in one sentence; None if it has none.

    For screens that show other digits, with whose scores these are not to be mixed.

    Parameters
    ----------
    stored : TrainedDetector
        With the test scores it is stored with.
    anomalous : tuple of int
        Digits that count as anomalies.
    """
    if stored.fingerprint != MNIST_FINGERPRINT or stored.uploaded_as:
        return None
    threshold, _ = default_threshold(stored.calibration_scores)
    scores, is_anomaly = stored.against(anomalous)
    counts = confusion(scores, is_anomaly, threshold)
    return t(
        "evaluate.on_mnist",
        count=len(scores),
        area=auroc(scores, is_anomaly),
        false_alarms=counts.fp,
        misses=counts.fn,
    )
