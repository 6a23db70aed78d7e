"""What was trained, and how that ended, in a few words."""

import json
from dataclasses import asdict
from typing import Any

from anomaly.detectors import DETECTORS
from anomaly.text import display_name, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector


def describe_plan(plan: TrainingPlan) -> str:
    """Return in a few words what sets a plan apart: its recipe, or what is not the default."""
    recipes = DETECTORS[plan.detector].recipes
    settings = plan.as_dict()["settings"]
    name = next((name for name in recipes if recipes[name] == plan.settings), None)
    default = asdict(recipes["default"])
    parts = [display_name("recipe", name)] if name else []
    if name is None:
        parts = [
            t("setting.told", name=display_name("setting", field), value=describe_value(value))
            for field, value in settings.items()
            if value != json.loads(json.dumps(default[field]))
        ]
    if plan.most_digits is not None:
        parts.append(t("plan.told_digits", count=plan.most_digits))
    if plan.contamination:
        parts.append(t("plan.told_contamination", share=plan.contamination))
    if plan.seed:
        parts.append(t("plan.told_seed", seed=plan.seed))
    return ", ".join(parts)


def describe_ending(trained: TrainedDetector) -> str:
    """Return how many epochs a detector was trained, and how that ended unless it is complete."""
    last = trained.history[-1]
    return t(f"plan.{trained.ended}", epoch=last.epoch, epochs=last.epochs)


def describe_value(value: Any) -> str:
    """Return a setting's value as a person would write it."""
    if isinstance(value, bool):
        return t("plan.on" if value else "plan.off")
    if isinstance(value, str):
        return display_name("choice", value)
    if isinstance(value, list | tuple):
        return " · ".join(map(str, value)) or t("plan.no_layers")
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"
