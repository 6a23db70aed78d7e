"""The registry of detectors: a name on the command line or in an address -> how to build one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from anomaly.detectors import (
    anogan,
    anovaegan,
    autoencoder,
    convolutional,
    efficientgan,
    gradients,
    nearest,
    pca,
    pyod,
    vae,
    wrapped,
)
from anomaly.detectors.base import Detection, Detector
from anomaly.detectors.components.searching import SearchingDetector, SearchStep
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.progress import TrainingReport, TrainingStep
from anomaly.detectors.settings import FitSettings
from anomaly.detectors.wrapped import WrappedDetector
from anomaly.errors import UserError

__all__ = [
    "DETECTORS",
    "OUTSIDE",
    "Detection",
    "Detector",
    "Entry",
    "FitSettings",
    "Images",
    "SearchStep",
    "SearchingDetector",
    "TrainingReport",
    "TrainingStep",
    "WrappedDetector",
    "as_images",
    "build",
    "find_entry",
    "override",
    "recipe",
]


@dataclass(frozen=True)
class Entry:
    """A detector's class and its named settings."""

    detector: type[Detector]
    recipes: dict[str, Any]


DETECTORS: dict[str, Entry] = {
    "autoencoder": Entry(autoencoder.Autoencoder, autoencoder.RECIPES),
    "convolutional": Entry(convolutional.Convolutional, convolutional.RECIPES),
    "vae": Entry(vae.VAE, vae.RECIPES),
    "anogan": Entry(anogan.AnoGan, anogan.RECIPES),
    "efficientgan": Entry(efficientgan.EfficientGan, efficientgan.RECIPES),
    "anovaegan": Entry(anovaegan.AnoVaeGan, anovaegan.RECIPES),
    "gradients": Entry(gradients.OrientedGradients, gradients.RECIPES),
    "pca": Entry(pca.PrincipalComponents, pca.RECIPES),
    "nearest": Entry(nearest.NearestDigits, nearest.RECIPES),
}
# Detectors of other libraries, to measure ours by. They cannot be stored, so the app has none.
OUTSIDE: dict[str, Entry] = {
    "pyod": Entry(pyod.PyodDetector, pyod.RECIPES),
    "wrapped": Entry(wrapped.WrappedDetector, wrapped.RECIPES),
}


def recipe(name: str, which: str = "default") -> Any:
    """Return the settings called `which` of the detector called `name`.

    Raises
    ------
    UserError
        If there is no such detector or recipe; the sentence lists those there are.
    """
    entry = find_entry(name)
    if which not in entry.recipes:
        raise UserError("detector.unknown_recipe", name=which[:40], known=", ".join(entry.recipes))
    return entry.recipes[which]


def override(settings: Any, changes: Sequence[str] | Mapping[str, Any]) -> Any:
    """Return settings with some changed.

    Parameters
    ----------
    settings : dataclass
    changes : sequence of str or mapping
        Assignments as on the command line, ``["latent=8", "hidden=256,128"]``, or values by name.

    Raises
    ------
    UserError
        If there is no such setting, or its value is of the wrong type or out of its range.

    Examples
    --------
    >>> override(recipe("autoencoder"), {"latent": 8}).latent
    8
    """
    known = [field.name for field in fields(settings)]
    if not isinstance(changes, Mapping):
        changes = {name: text.strip() for name, _, text in (c.partition("=") for c in changes)}
    values = {}
    for name, value in changes.items():
        if name not in known:
            raise UserError("setting.unknown", name=str(name)[:40], known=", ".join(known))
        try:
            example = getattr(settings, name)
            values[name] = _read_as(example, value) if isinstance(value, str) else _plain(value)
        except ValueError as error:
            raise UserError("setting.unreadable", name=name, value=value[:40]) from error
    return replace(settings, **values)


def _plain(value: Any) -> Any:
    """Return a number of NumPy's as one of Python's, which plans can be written with."""
    return value.item() if isinstance(value, np.generic) else value


def _read_as(example: Any, text: str) -> Any:
    """Parse a text as the type of `example`."""
    if isinstance(example, bool):
        if text.lower() not in ("true", "false"):
            raise ValueError(text)
        return text.lower() == "true"
    if isinstance(example, tuple):
        return tuple(int(item) for item in text.split(",") if item.strip())
    return type(example)(text)


def build(name: str, settings: Any, device: str = "cpu") -> Detector:
    """Return an untrained detector.

    Raises
    ------
    UserError
        If there is no detector called `name`.
    """
    return find_entry(name).detector(settings, device)  # type: ignore[call-arg]


def find_entry(name: str) -> Entry:
    """Return the entry of a detector, ours or of another library.

    Raises
    ------
    UserError
        If there is no detector called `name`; the sentence lists ours.
    """
    found = DETECTORS.get(name) or OUTSIDE.get(name)
    if found is None:
        raise UserError("detector.unknown", name=name[:40], known=", ".join(DETECTORS))
    return found
