"""The registry of detectors: a name on the command line or in an address -> how to build one."""

from dataclasses import dataclass
from typing import Any

from anomaly.detectors.autoencoder import RECIPES, Autoencoder
from anomaly.detectors.base import (
    Detection,
    Detector,
    Range,
    TrainingReport,
    TrainingStep,
    check_range,
    ranges,
)
from anomaly.text import Problem

__all__ = [
    "DETECTORS",
    "Detection",
    "Detector",
    "Range",
    "TrainingReport",
    "TrainingStep",
    "build",
    "check_range",
    "ranges",
    "recipe",
]


@dataclass(frozen=True)
class Entry:
    """A detector's class and its named settings."""

    detector: type[Detector]
    recipes: dict[str, Any]


DETECTORS: dict[str, Entry] = {"autoencoder": Entry(Autoencoder, RECIPES)}


def recipe(name: str, which: str = "default") -> Any:
    """Return the settings called `which` of the detector called `name`.

    Raises
    ------
    Problem
        If there is no such detector or recipe; the sentence lists those there are.
    """
    entry = _entry(name)
    if which not in entry.recipes:
        raise Problem("detector.unknown_recipe", name=which[:40], known=", ".join(entry.recipes))
    return entry.recipes[which]


def build(name: str, settings: Any, device: str = "cpu") -> Detector:
    """Return an untrained detector.

    Raises
    ------
    Problem
        If there is no detector called `name`.
    """
    return _entry(name).detector(settings, device)  # type: ignore[call-arg]


def _entry(name: str) -> Entry:
    if name not in DETECTORS:
        raise Problem("detector.unknown", name=name[:40], known=", ".join(DETECTORS))
    return DETECTORS[name]
