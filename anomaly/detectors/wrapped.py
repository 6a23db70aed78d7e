"""A detector of another library, wrapped to be trained, scored and measured like ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from anomaly.detectors.base import Detector
from anomaly.detectors.components.loop import Stopwatch
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.progress import TrainingReport, TrainingStep
from anomaly.errors import UserError


@dataclass(frozen=True)
class WrappedSettings:
    """Settings of `WrappedDetector`: none, since the object brings its own."""


RECIPES = {"default": WrappedSettings()}


class WrappedDetector(Detector):
    """A detector made of an object with `fit` and `decision_function`, as PyOD's have.

    The object gets pictures as rows of 784 intensities, float32. It rebuilds none, so a
    reconstruction is the picture itself and the difference map is empty. Its state may be any
    Python object, which only a pickle could keep: it is not stored in a file.

    Parameters
    ----------
    model : object
        ``fit(X)`` and ``decision_function(X) -> (N,)``, higher for anomalies, as in PyOD. An
        outlier detector of scikit-learn, where higher is more normal, is recognised and its sign
        turned.
    device : str
        Ignored: the object computes where it likes.

    Raises
    ------
    UserError
        If the object has no such methods.

    Examples
    --------
    >>> from sklearn.svm import OneClassSVM
    >>> plan = TrainingPlan("wrapped", normal=4)  # doctest: +SKIP
    >>> train_detector(plan, digits, detector=WrappedDetector(OneClassSVM()))  # doctest: +SKIP
    """

    name = "wrapped"
    is_storable = False
    scores_difference = False
    min_spread = 0.0  # it rebuilds nothing that could collapse
    scoring_batch = 60_000  # a score may depend on what else the object is given
    settings: Any = RECIPES["default"]

    def __init__(self, model: Any, device: str = "cpu") -> None:
        methods = (getattr(model, name, None) for name in ("fit", "decision_function"))
        if not all(callable(method) for method in methods):
            raise UserError("wrapped.no_detector", kind=type(model).__name__)
        self.model = model

    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        """Fit the object, in one step; the seed is not used, as the object has its own."""
        watch = Stopwatch()
        self.model.fit(_rows(images))
        with watch.stopped():
            yield TrainingStep(update=1, updates=1, epoch=1, epochs=1)
        yield TrainingReport(1, 1, fit_loss=0.0, calibration_loss=0.0, seconds=watch.seconds)

    def reconstruct(self, images: Images) -> Tensor:
        return as_images(images).clone()

    def anomaly_score(self, images: Images) -> Tensor:
        images = as_images(images)
        scores = np.asarray(self.model.decision_function(_rows(images)))
        if scores.shape not in ((len(images),), (len(images), 1)):
            kind = type(self.model).__name__
            raise UserError("wrapped.no_scores", kind=kind, count=len(images), shape=scores.shape)
        sign = -1.0 if _higher_is_normal(self.model) else 1.0
        return torch.as_tensor(sign * scores.ravel(), dtype=torch.float32)

    def state_dict(self) -> dict[str, Tensor]:
        """Return nothing: what the object has learned is known to itself alone."""
        return {}

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        raise ValueError("a wrapped detector is not stored")


def _rows(images: Tensor) -> Any:
    """Return pictures (N, 1, 28, 28) as the array (N, 784) that other libraries take."""
    return images.flatten(1).numpy()


def _higher_is_normal(model: Any) -> bool:
    """Return whether an object scores as scikit-learn's outlier detectors do."""
    from sklearn.base import OutlierMixin  # costs 80 MB

    return isinstance(model, OutlierMixin)
