"""Progress of fitting and of scoring, told by yielding."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
# Work in parts: between any two it yields how many pictures are done, and it returns its result.
Parts = Generator[float, None, T]


@dataclass(frozen=True)
class TrainingStep:
    """Progress after one batch.

    It may come again while a part of the work is done that is no batch.

    Attributes
    ----------
    update, updates : int
        The batch that ended, from 1 over all epochs, and how many there will be; 0 before the
        first.
    epoch, epochs : int
        The epoch it belongs to, from 1, and how many there will be.
    """

    update: int
    updates: int
    epoch: int
    epochs: int


@dataclass(frozen=True)
class TrainingReport:
    """Progress after one epoch.

    Attributes
    ----------
    epoch, epochs : int
        The epoch that ended, from 1, and how many there will be.
    fit_loss, calibration_loss : float
        Mean loss on the digits fitted on and on those held out.
    seconds : float
        Seconds of computing spent on fitting so far; neither pauses nor other programs count.
    """

    epoch: int
    epochs: int
    fit_loss: float
    calibration_loss: float
    seconds: float


def drain(parts: Generator[Any, None, T]) -> T:
    """Do work that comes in parts to its end, and return its result."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            result: T = end.value
            return result


def telling(
    parts: Parts[T],
    step: TrainingStep,
    around: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Generator[TrainingStep, None, T]:
    """Do work in parts, yielding a step between any two, inside a context."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            result: T = end.value
            return result
        with around():
            yield step
