"""Progress of a training from its first measurement to its last score."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.detectors.progress import Parts

T = TypeVar("T")


@dataclass(frozen=True)
class ScoringStep:
    """Progress of scoring, after fitting.

    Attributes
    ----------
    done, total : int
        How many held-out digits are scored, and how many there are.
    """

    done: int
    total: int


@dataclass(frozen=True)
class Estimate:
    """Seconds of computing that are still to come, measured on a few batches and pictures.

    Attributes
    ----------
    batch : float
        Of a single batch, which cannot be interrupted.
    fitting, scoring : float
    """

    batch: float
    fitting: float
    scoring: float

    @property
    def seconds(self) -> float:
        """Of all that is to come."""
        return self.fitting + self.scoring


Event = Estimate | TrainingStep | TrainingReport | ScoringStep
Scoring = Generator[ScoringStep, None, T]


class Tally:
    """Count pictures over several sets of them.

    Parameters
    ----------
    total : int
        How many there are in all.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def over(self, parts: Parts[T], count: int) -> Scoring[T]:
        """Do work on a set of so many pictures, yielding how far all of them are."""
        yield ScoringStep(self._done, self._total)
        while True:
            try:
                done = next(parts)
            except StopIteration as end:
                self._done += count
                result: T = end.value
                return result
            yield ScoringStep(self._done + int(done), self._total)
