"""What every detector has in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, get_type_hints

from torch import Tensor

from anomaly.text import Problem


@dataclass(frozen=True)
class TrainingStep:
    """That a batch was fitted on.

    Attributes
    ----------
    update, updates : int
        The batch that ended, from 1 over all epochs, and how many there will be.
    epoch, epochs : int
        The epoch it belongs to, from 1, and how many there will be.
    """

    update: int
    updates: int
    epoch: int
    epochs: int


@dataclass(frozen=True)
class TrainingReport:
    """What is known at the end of an epoch.

    Attributes
    ----------
    epoch, epochs : int
        The epoch that ended, from 1, and how many there will be.
    fit_loss, calibration_loss : float
        Mean loss on the digits fitted on and on those held out.
    seconds : float
        Spent on training so far.
    """

    epoch: int
    epochs: int
    fit_loss: float
    calibration_loss: float
    seconds: float


@dataclass(frozen=True)
class Detection:
    """One picture as a detector sees it.

    Attributes
    ----------
    image, reconstruction, difference : Tensor
        float32 (28, 28), intensity in [0, 1]; the difference is absolute.
    score : float
        Higher is more anomalous.
    """

    image: Tensor
    reconstruction: Tensor
    difference: Tensor
    score: float


@dataclass(frozen=True)
class Range:
    """What a number may be, written beside a setting's type: ``Annotated[int, Range(1, 784)]``.

    For a tuple it holds for each of the numbers.
    """

    low: float
    high: float


def ranges(settings: type) -> dict[str, Range]:
    """Return the ranges of a dataclass's settings, by name, in their order."""
    hints = get_type_hints(settings, include_extras=True)
    return {
        name: part
        for name, hint in hints.items()
        for part in getattr(hint, "__metadata__", ())
        if isinstance(part, Range)
    }


def check_settings(settings: Any) -> None:
    """Refuse settings with a value out of its range.

    Raises
    ------
    Problem
        With a sentence that names the setting and its range.
    """
    for name, allowed in ranges(type(settings)).items():
        value = getattr(settings, name)
        for number in value if isinstance(value, tuple) else (value,):
            check_range(name, number, allowed.low, allowed.high)


def check_range(name: str, value: float, low: float, high: float) -> None:
    """Refuse a setting that is no number from `low` to `high`, whole where `low` is.

    Raises
    ------
    Problem
        With a sentence that names the setting and its range.
    """
    kinds = (int,) if isinstance(low, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        raise Problem("setting.range", name=name, value=str(value)[:40], low=low, high=high)


class Detector(ABC):
    """A one-class anomaly detector.

    Attributes
    ----------
    name : str
        Its name in the registry.
    settings
        A frozen dataclass; with the data and the seed it determines the trained detector.
    """

    name: ClassVar[str]
    settings: Any

    @abstractmethod
    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        """Fit on normal digits, yielding a step after each batch and a report after each epoch.

        It only goes on when asked for more, so whoever asks can pause, slow down or stop it.

        Parameters
        ----------
        images, calibration : Tensor
            float32 (N, 1, 28, 28) in [0, 1]; only the first are fitted on.
        seed : int
            Makes the result repeatable on the same machine.
        """

    @abstractmethod
    def reconstruct(self, images: Tensor) -> Tensor:
        """Rebuild pictures, float32 (N, 1, 28, 28) in [0, 1] -> the same shape and range."""

    @abstractmethod
    def state(self) -> dict[str, Tensor]:
        """Return all that was learned, as named tensors on the CPU."""

    @abstractmethod
    def load_state(self, state: Mapping[str, Tensor]) -> None:
        """Take over what `state` returned.

        Raises
        ------
        ValueError
            If names or shapes are not those of these settings.
        """

    def difference_map(self, images: Tensor) -> Tensor:
        """Return |image - reconstruction|, float32 (N, 1, 28, 28) in [0, 1]."""
        return (images - self.reconstruct(images)).abs()

    def anomaly_score(self, images: Tensor) -> Tensor:
        """Score pictures, float32 (N, 1, 28, 28) -> float32 (N,), higher is more anomalous.

        Unless a detector says otherwise, the sum of the difference map over the pixels.
        """
        return self.difference_map(images).flatten(1).sum(1)

    def detect(self, image: Tensor) -> Detection:
        """Reconstruct and score one picture, float32 (28, 28) in [0, 1]."""
        batch = image.view(1, 1, 28, 28)
        reconstruction = self.reconstruct(batch).view(28, 28)
        return Detection(
            image=image,
            reconstruction=reconstruction,
            difference=(image - reconstruction).abs(),
            score=float(self.anomaly_score(batch)),
        )
