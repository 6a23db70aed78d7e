"""A training as an iterator of events, which gives way to whoever iterates it."""

import time
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Iterator

from anomaly.detectors import TrainingStep
from anomaly.training.progress import Event, ScoringStep
from anomaly.training.trained import TrainedDetector


class Paced(ABC):
    """A base for what trains and scores a detector while it is iterated, part by part.

    It is iterated once: who iterates it again goes on where it was left. Parts take about a second
    at most, so that it can be paused, stopped or dropped between any two.

    Attributes
    ----------
    yield_interval : float
        Longest time in seconds between two yielded steps; with 0 each is yielded.
    """

    def __init__(self) -> None:
        self.yield_interval = 0.0
        self._interrupted = False
        self._stopped = False
        self._result: TrainedDetector | None = None
        self._iterator = self._paced(self._events())

    @abstractmethod
    def _events(self) -> Iterator[Event]:
        """Measure, fit and score; the result is then in `_result`."""

    @abstractmethod
    def result(self) -> TrainedDetector:
        """Return the trained detector."""

    def __iter__(self) -> Iterator[Event]:
        return self._iterator

    def interrupt(self) -> None:
        """Yield the next step whatever `yield_interval` says; thread-safe."""
        self._interrupted = True

    def stop(self) -> None:
        """End fitting after the batch under way, and go on to scoring; thread-safe."""
        self._stopped = True
        self.interrupt()

    def close(self) -> None:
        """Free what the training holds, as `RemoteTraining.close` does in the worker."""
        self._iterator.close()

    def _finished(self) -> TrainedDetector | None:
        """Return the result, after the rest of what there is to do where it was left early."""
        self.stop()
        for _ in self._iterator:
            pass
        return self._result

    def _paced(self, events: Iterable[Event]) -> Generator[Event, None, None]:
        """Yield all events, but of the steps no more than `yield_interval` asks for."""
        last_yield = time.monotonic()
        for event in events:
            if not isinstance(event, TrainingStep | ScoringStep):
                yield event
            elif self._interrupted or time.monotonic() - last_yield >= self.yield_interval:
                self._interrupted = False
                yield event
                last_yield = time.monotonic()
