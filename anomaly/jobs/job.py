"""State of a queued training, as read by the screens."""

import math
from collections.abc import Callable, Iterator
from typing import Protocol

from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, TrainingReport, TrainingStep
from anomaly.errors import UserError
from anomaly.owner import NOBODY, Owner
from anomaly.storage.checkpoints import Checkpoint, CheckpointHistory
from anomaly.training.lesson import Task
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import Estimate, Event, ScoringStep
from anomaly.training.trained import TrainedDetector

SLOW_TRAINING = 40.0  # seconds of a whole training in slow motion


class TrainingHandle(Protocol):
    """A `Training` or an `Adaptation`, in this process or in a worker."""

    yield_interval: float
    history: list[TrainingReport]

    def __iter__(self) -> Iterator[Event]: ...
    def interrupt(self) -> None: ...
    def stop(self) -> None: ...
    def state_dict(self) -> dict[str, Tensor]: ...
    def result(self) -> TrainedDetector: ...
    def close(self) -> None: ...


class Watcher:
    """A session subscribed to a job.

    Parameters
    ----------
    is_there : callable
        Returns whether the session is connected.
    """

    def __init__(self, is_there: Callable[[], bool]) -> None:
        self.is_there = is_there
        self._missing_since: float | None = None

    def missing_for(self, now: float) -> float:
        """Return the seconds since the session was first found missing; 0 while it is there."""
        if self.is_there():
            self._missing_since = None
            return 0.0
        if self._missing_since is None:
            self._missing_since = now
        return now - self._missing_since


class Job:
    """A training in the queue; read by any thread, changed by `JobQueue` alone.

    Attributes
    ----------
    task : TrainingPlan or Lesson
        What to train, or what to teach a trained detector.
    digits : Digits
    owner : Owner
        Who asked for it first.
    status : {"waiting", "running", "paused", "done", "failed", "dropped"}
    estimate : Estimate or None
        What was still to come when it was measured.
    step : TrainingStep or None
        Progress after the latest batch.
    scoring : ScoringStep or None
        Progress of scoring, once it has begun.
    history : tuple of TrainingReport
    live : Checkpoint or None
        Recent weights.
    checkpoints : CheckpointHistory
        Weights after each epoch.
    seconds : float
        Time spent on it since its first batch, and then since scoring began.
    slow : bool
        Whether it runs in slow motion.
    trained : TrainedDetector or None
        The result, once done.
    problems : tuple of UserError
        Why it failed, or warnings about the result.
    """

    def __init__(self, task: Task, digits: Digits, owner: Owner = NOBODY) -> None:
        self.task = task
        self.digits = digits
        self.owner = owner
        self.status = "waiting"
        self.estimate: Estimate | None = None
        self.scoring: ScoringStep | None = None
        self.first: TrainingStep | None = None
        self.step: TrainingStep | None = None
        self.history: tuple[TrainingReport, ...] = ()
        self.live: Checkpoint | None = None
        self.checkpoints = CheckpointHistory(self.plan)
        self.seconds = 0.0
        self.slow = False
        self.trained: TrainedDetector | None = None
        self.problems: tuple[UserError, ...] = ()
        self.watchers: dict[str, Watcher] = {}
        self.key = task.key(digits.fingerprint)
        self.asked_at = 0  # number of turns that there had been
        self.due = 0.0  # time of the next batch
        self.slice_used = 0.0  # seconds of its time slice
        self.begun = False
        self.abandoned_at = -math.inf  # when it was stopped since nobody waited any more
        self.live_at = -math.inf  # when `live` was copied
        self.to_epochs_end = False
        self.stopping = False
        self.training: TrainingHandle | None = None
        self.events: Iterator[Event] = iter(())

    @property
    def plan(self) -> TrainingPlan:
        """The plan to train by, or that of the detector to adapt."""
        return self.task if isinstance(self.task, TrainingPlan) else self.task.plan

    @property
    def is_quick(self) -> bool:
        """Whether it takes seconds, and goes before those that take longer."""
        is_lesson = not isinstance(self.task, TrainingPlan)
        return is_lesson or DETECTORS[self.plan.detector].detector.is_quick

    @property
    def active(self) -> bool:
        """Whether it has not ended."""
        return self.status in ("waiting", "running", "paused")

    @property
    def present(self) -> int:
        """Number of subscribed sessions that are connected."""
        return sum(watcher.is_there() for watcher in list(self.watchers.values()))

    def forget_lost(self, now: float, timeout: float) -> bool:
        """Unsubscribe sessions that stay away; return whether there are any."""
        lost = [
            name for name, watcher in self.watchers.items() if watcher.missing_for(now) > timeout
        ]
        for name in lost:
            del self.watchers[name]
        return bool(lost)

    @property
    def seconds_left(self) -> float:
        """Estimated seconds to the end, at the pace so far or as it was measured; nan before."""
        to_score = self.seconds_to_score
        if self.scoring is not None:
            return to_score
        if self.step is None or self.first is None or self.step.update == self.first.update:
            return math.nan if self.estimate is None else self.estimate.seconds
        left = self.step.updates - self.step.update
        pace = self.seconds / (self.step.update - self.first.update)
        return left * (max(self.slow_step, pace) if self.slow else pace) + to_score

    @property
    def seconds_to_score(self) -> float:
        """Estimated seconds of the scoring that is still to come."""
        expected = 0.0 if self.estimate is None else self.estimate.scoring
        if self.scoring is None:
            return expected
        done, left = self.scoring.done, self.scoring.total - self.scoring.done
        return self.seconds * left / done if done else expected

    @property
    def slow_step(self) -> float:
        """Seconds from one batch to the next in slow motion; a longer batch is not held up."""
        return 0.0 if self.step is None else SLOW_TRAINING / self.step.updates
