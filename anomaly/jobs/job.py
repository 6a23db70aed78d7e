"""A training as whoever waits for it sees it."""

import math
from collections.abc import Callable, Iterator
from typing import Protocol

from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.errors import UserError
from anomaly.storage.checkpoints import CheckpointHistory
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import State

SLOW_EPOCH = 5.0  # seconds of an epoch in slow motion


class TrainingHandle(Protocol):
    """A `Training`, here or in another process."""

    yield_interval: float
    history: list[TrainingReport]

    def __iter__(self) -> Iterator[TrainingStep | TrainingReport]: ...
    def interrupt(self) -> None: ...
    def state_dict(self) -> dict[str, Tensor]: ...
    def result(self) -> TrainedDetector: ...
    def close(self) -> None: ...


class Watcher:
    """Someone who waits for a job, as long as they are there."""

    def __init__(self, is_there: Callable[[], bool]) -> None:
        self.is_there = is_there
        self._missed: float | None = None

    def missed_for(self, now: float) -> float:
        """Return for how many seconds they have been looked for in vain by the time `now`."""
        if self.is_there():
            self._missed = None
            return 0.0
        if self._missed is None:
            self._missed = now
        return now - self._missed


class Job:
    """A training in the queue; those who look read it, only `JobQueue` changes it.

    Attributes
    ----------
    plan : TrainingPlan
    digits : Digits
    status : {"waiting", "running", "paused", "done", "failed", "dropped"}
    step : TrainingStep or None
        The last batch fitted on.
    history : tuple of TrainingReport
    live : dict or None
        What has been learned a moment ago, as `training.to_half` made it.
    checkpoints : CheckpointHistory
        What had been learned after each epoch.
    seconds : float
        Worked since the first step that was heard of.
    slow : bool
        Whether it runs in slow motion.
    trained : TrainedDetector or None
        The result, once done.
    problems : tuple of UserError
        Why it failed, or what is to be said about the result.
    """

    def __init__(self, plan: TrainingPlan, digits: Digits) -> None:
        self.plan = plan
        self.digits = digits
        self.status = "waiting"
        self.first: TrainingStep | None = None
        self.step: TrainingStep | None = None
        self.history: tuple[TrainingReport, ...] = ()
        self.live: State | None = None
        self.checkpoints = CheckpointHistory(plan)
        self.seconds = 0.0
        self.slow = False
        self.trained: TrainedDetector | None = None
        self.problems: tuple[UserError, ...] = ()
        self.watchers: dict[str, Watcher] = {}
        self.key = plan.key(digits.fingerprint)
        self.due = 0.0
        self.turn = 0.0
        self.peeked = 0.0
        self.to_epochs_end = False
        self.stopping = False
        self.training: TrainingHandle | None = None
        self.events: Iterator[TrainingStep | TrainingReport] = iter(())

    @property
    def active(self) -> bool:
        """Whether there is more to come."""
        return self.status in ("waiting", "running", "paused")

    @property
    def present(self) -> int:
        """How many wait for it and are there at this moment."""
        return sum(watcher.is_there() for watcher in list(self.watchers.values()))

    @property
    def seconds_left(self) -> float:
        """How long the rest will take at the pace so far; nan before there is one."""
        if self.step is None or self.first is None:
            return math.nan
        if self.slow:
            return self.slow_step * (self.step.updates - self.step.update)
        done = self.step.update - self.first.update
        return self.seconds / done * (self.step.updates - self.step.update) if done else math.nan

    @property
    def slow_step(self) -> float:
        """Seconds from one batch to the next in slow motion."""
        return 0.0 if self.step is None else SLOW_EPOCH * self.step.epochs / self.step.updates
