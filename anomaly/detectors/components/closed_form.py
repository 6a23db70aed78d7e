"""Detectors fitted in closed form, in one pass over all digits."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from anomaly.detectors.base import Detector
from anomaly.detectors.components.loop import Stopwatch
from anomaly.detectors.progress import Parts, TrainingReport, TrainingStep, telling

MAX_FITTED = 60_000  # digits that a stored detector may hold
MAX_FOR_LOSS = 500  # digits; the loss is only reported, and costs as much as scoring them


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
        """Return the state learned from normal digits, float32 (N, 1, 28, 28) in [0, 1]."""

    def solve_in_parts(self, images: Tensor, seed: int) -> Parts[dict[str, Tensor]]:
        """Return what `solve` does; a detector for which that takes long does it in parts."""
        yield from ()
        return self.solve(images, seed)

    @abstractmethod
    def expected(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Return meta tensors with the names, shapes and types that a state must have.

        A size that the settings leave open is taken from the state.

        Raises
        ------
        ValueError
            If that size is missing or too large.
        """

    def use(self, learned: Mapping[str, Tensor]) -> None:
        """Prepare for scoring with a checked state."""
        self._learned = {name: value.contiguous() for name, value in learned.items()}

    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        watch, step = Stopwatch(), TrainingStep(update=1, updates=1, epoch=1, epochs=1)
        begun = TrainingStep(update=0, updates=1, epoch=1, epochs=1)
        self.use((yield from telling(self.solve_in_parts(images, seed), begun, watch.stopped)))
        seconds = watch.seconds
        yield step
        losses = []
        for some in (images[:MAX_FOR_LOSS], calibration[:MAX_FOR_LOSS]):
            rebuilt = yield from telling(self.rebuild_in_parts(some), step)
            losses.append(float(F.mse_loss(rebuilt, some)))
        yield TrainingReport(1, 1, losses[0], losses[1], seconds)

    def adapt(
        self, images: Tensor, examples: Tensor, seed: int, is_rough: bool = False
    ) -> Iterator[TrainingStep]:
        self.use(self.solve(torch.cat([images, examples]), seed))
        yield TrainingStep(update=1, updates=1, epoch=1, epochs=1)

    def state_dict(self) -> dict[str, Tensor]:
        return dict(self._learned)

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        """Load what `state_dict` returned, in full or half precision."""
        expected = self.expected(state)
        if state.keys() != expected.keys():
            raise ValueError("the names do not fit the settings")
        for name, like in expected.items():
            value = state[name]
            both_float = value.is_floating_point() and like.is_floating_point()
            if value.shape != like.shape or not (both_float or value.dtype == like.dtype):
                raise ValueError(f"{name} does not fit the settings")
        learned = {name: value.to(expected[name].dtype) for name, value in state.items()}
        if not all(bool(value.isfinite().all()) for value in learned.values()):
            raise ValueError("the learned state is not finite")
        self.use(learned)


def shaped(*shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Return a meta tensor, which has no content, for `ClosedFormDetector.expected`."""
    return torch.empty(shape, dtype=dtype, device="meta")


def count_rows(state: Mapping[str, Tensor], name: str, most: int) -> int:
    """Return the number of rows of a tensor in a state.

    Raises
    ------
    ValueError
        If it is missing, or has no rows or more than `most`.
    """
    value = state.get(name)
    if value is None or value.dim() == 0 or not 1 <= len(value) <= most:
        raise ValueError(f"{name} does not fit the settings")
    return len(value)
