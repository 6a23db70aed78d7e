"""What every detector has in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from torch import Tensor


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
        float32 (28, 28), intensity in [0, 1]; the difference is that of `difference_map`.
    score : float
        Higher is more anomalous.
    """

    image: Tensor
    reconstruction: Tensor
    difference: Tensor
    score: float


class Detector(ABC):
    """A one-class anomaly detector.

    Attributes
    ----------
    name : str
        Its name in the registry.
    settings
        A frozen dataclass; with the data and the seed it determines the trained detector.
    most_scored : int or None
        How many test digits are scored after training, and as large a share of the others held
        out, where scoring one takes so long that all would be too many.
    is_quick : bool
        Whether it is fitted in a second or two.
    """

    name: ClassVar[str]
    max_scored: ClassVar[int | None] = None
    is_quick: ClassVar[bool] = False
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
    def state_dict(self) -> dict[str, Tensor]:
        """Return all that was learned, as named tensors on the CPU."""

    @abstractmethod
    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        """Take over what `state_dict` returned.

        Raises
        ------
        ValueError
            If names or shapes are not those of these settings.
        """

    @property
    def nbytes(self) -> int:
        """How many bytes of memory what was learned takes."""
        return sum(value.nbytes for value in self.state_dict().values())

    def has_collapsed(self, images: Tensor) -> bool:
        """Whether all that it rebuilds is alike, though these normal pictures (N, ...) are not."""
        return False

    def difference_map(self, images: Tensor) -> Tensor:
        """Return where pictures are strange, float32 (N, 1, 28, 28) in [0, 1]."""
        return self.compare(images)[1]

    def compare(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Return what `reconstruct` and `difference_map` return, at the cost of one.

        Unless a detector says otherwise, the difference is |image - reconstruction|.
        """
        reconstruction = self.reconstruct(images)
        return reconstruction, (images - reconstruction).abs()

    def anomaly_score(self, images: Tensor) -> Tensor:
        """Score pictures, float32 (N, 1, 28, 28) -> float32 (N,), higher is more anomalous.

        Unless a detector says otherwise, the sum of the difference map over the pixels.
        """
        return self.difference_map(images).flatten(1).sum(1)

    def examine(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return reconstructions, difference maps and scores, where they cost less together."""
        return *self.compare(images), self.anomaly_score(images)

    def detect_all(self, images: Tensor) -> list[Detection]:
        """Reconstruct and score pictures, float32 (N, 1, 28, 28) in [0, 1]."""
        reconstructions, differences, scores = self.examine(images)
        return [
            Detection(
                image=image.view(28, 28),
                reconstruction=reconstruction.view(28, 28),
                difference=difference.view(28, 28),
                score=score,
            )
            for image, reconstruction, difference, score in zip(
                images, reconstructions, differences, scores.tolist(), strict=True
            )
        ]

    def detect(self, image: Tensor) -> Detection:
        """Reconstruct and score one picture, float32 (28, 28) in [0, 1]."""
        return self.detect_all(image.view(1, 1, 28, 28))[0]
