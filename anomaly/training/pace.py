"""Intervals at which a training gives way to whoever iterates it."""

import time
from collections.abc import Iterable, Iterator

from anomaly.detectors import TrainingReport, TrainingStep


class Paced:
    """A base for what advances while it is iterated, batch by batch.

    Attributes
    ----------
    yield_interval : float
        Longest time in seconds between two yielded steps; with 0 each is yielded.
    """

    def __init__(self) -> None:
        self.yield_interval = 0.0
        self._interrupted = False

    def interrupt(self) -> None:
        """Yield the next step whatever `yield_interval` says; thread-safe."""
        self._interrupted = True

    def _paced(
        self, events: Iterable[TrainingStep | TrainingReport]
    ) -> Iterator[TrainingStep | TrainingReport]:
        """Yield all reports, and of the steps no more than `yield_interval` asks for."""
        last_yield = time.monotonic()
        for event in events:
            if isinstance(event, TrainingReport):
                yield event
            elif self._interrupted or time.monotonic() - last_yield >= self.yield_interval:
                self._interrupted = False
                yield event
                last_yield = time.monotonic()
