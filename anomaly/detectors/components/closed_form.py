"""What detectors have in common that are fitted by a formula, with one look at all digits."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from anomaly.detectors.base import Detector, TrainingReport, TrainingStep
from anomaly.detectors.components.loop import Stopwatch

PIXELS = 28 * 28
MAX_FITTED = 60_000  # digits that a stored detector may hold
MAX_FOR_LOSS = 2000  # digits; the loss is only told, and takes as long as scoring them


class ClosedFormDetector(Detector):
    """A detector fitted in a single step: a training is one batch and one epoch.

    It computes on the CPU, whatever the device.
    """

    is_quick = True

    def __init__(self, settings: Any, device: str = "cpu") -> None:
        self.settings = settings
        self._learned: dict[str, Tensor] = {}

    @abstractmethod
    def solve(self, images: Tensor, seed: int) -> dict[str, Tensor]:
        """Return what is learned from normal digits, float32 (N, 1, 28, 28) in [0, 1]."""

    @abstractmethod
    def expected(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Return tensors without content, of the names, shapes and types that a state must have.

        Where the settings leave a size open, it is taken from the state.

        Raises
        ------
        ValueError
            If the state has no such size, or too large a one.
        """

    def use(self, learned: Mapping[str, Tensor]) -> None:
        """Make ready for scoring with what was learned, already checked."""
        self._learned = {name: value.contiguous() for name, value in learned.items()}

    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        watch = Stopwatch()
        self.use(self.solve(images, seed))
        with watch.stopped():
            yield TrainingStep(update=1, updates=1, epoch=1, epochs=1)
        seconds = watch.seconds
        fit_loss, calibration_loss = (
            float(F.mse_loss(self.reconstruct(part), part))
            for part in (images[:MAX_FOR_LOSS], calibration[:MAX_FOR_LOSS])
        )
        yield TrainingReport(1, 1, fit_loss, calibration_loss, seconds)

    def state_dict(self) -> dict[str, Tensor]:
        return dict(self._learned)

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        """Take over what `state_dict` returned; numbers with fractions may have lost precision."""
        expected = self.expected(state)
        if state.keys() != expected.keys():
            raise ValueError("the names do not fit the settings")
        for name, like in expected.items():
            value = state[name]
            alike = value.is_floating_point() and like.is_floating_point()
            if value.shape != like.shape or not (alike or value.dtype == like.dtype):
                raise ValueError(f"{name} does not fit the settings")
        taken = {name: value.to(expected[name].dtype) for name, value in state.items()}
        if not all(bool(value.isfinite().all()) for value in taken.values()):
            raise ValueError("what was learned is no numbers")
        self.use(taken)


def shaped(*shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Return a tensor without content, for `ClosedFormDetector.expected`."""
    return torch.empty(shape, dtype=dtype, device="meta")


def count_rows(state: Mapping[str, Tensor], name: str, most: int) -> int:
    """Return how many rows a part of a state has.

    Raises
    ------
    ValueError
        If it is not there, or has none or more than `most`.
    """
    there = state.get(name)
    if there is None or there.dim() == 0 or not 1 <= len(there) <= most:
        raise ValueError(f"{name} does not fit the settings")
    return len(there)
