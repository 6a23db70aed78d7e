"""Queue of all sessions' trainings, run by one background thread.

It advances a training's iterator batch by batch, so that a job can be paused, slowed down, stopped
or set aside between any two batches.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from typing import Any

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.errors import UserError
from anomaly.jobs.job import Job, TrainingHandle, Watcher
from anomaly.storage import store
from anomaly.storage.quota import check_room
from anomaly.training.adaptation import begin
from anomaly.training.lesson import Task

MAX_JOBS = 40  # a class and its teacher, with some to spare
TIME_SLICE = 30.0  # seconds of work before a job gives way to the next
RECONNECT_TIMEOUT = 20.0  # seconds in which a session whose connection broke may come back
CHECK_INTERVAL = 1.0  # seconds between two searches for jobs without a watcher
SNAPSHOT_INTERVAL = 0.5  # seconds between two copies of the weights, for the screens

_log = logging.getLogger(__name__)


class JobQueue:
    """Jobs carried out one by one on a background thread, quick ones first.

    The same plan on the same digits is trained once for all sessions that ask for it. Results are
    stored. When the last watcher leaves, the job is dropped. If watchers were lost to broken
    connections and an epoch has ended, it is stopped instead and its last whole epoch kept.

    Parameters
    ----------
    on_done : callable, optional
        Called with each job that is done, on the queue's thread.
    train : callable
        Returns the training or adaptation that a task and digits ask for.
    yield_interval : float
        Longest time in seconds between two steps of a training, unless it is interrupted.
    max_jobs : int
    reconnect_timeout : float
        Seconds in which a session whose connection broke may come back.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(
        self,
        on_done: Callable[[Job], object] = lambda job: None,
        train: Callable[[Any, Digits], TrainingHandle] = begin,
        yield_interval: float = 0.0,
        max_jobs: int = MAX_JOBS,
        reconnect_timeout: float = RECONNECT_TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_done = on_done
        self._train = train
        self._yield_interval = yield_interval
        self._max_jobs = max_jobs
        self._reconnect_timeout = reconnect_timeout
        self._clock = clock
        self._jobs: list[Job] = []
        self._checked_at = -math.inf
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(
        self,
        task: Task,
        digits: Digits,
        watcher: str,
        is_there: Callable[[], bool] = lambda: True,
    ) -> Job:
        """Queue a training or an adaptation, or subscribe to the one of the same task and digits.

        Parameters
        ----------
        task : TrainingPlan or Lesson
        digits : Digits
        watcher : str
            Name of the subscription.
        is_there : callable
            Returns whether the watcher is still connected; called on the queue's thread.

        Raises
        ------
        UserError
            If too many jobs wait.
        """
        with self._changed:
            job = self.find(task.key(digits.fingerprint))
            if job is None:
                if len(self._jobs) >= self._max_jobs:
                    raise UserError("jobs.full", count=len(self._jobs))
                job = Job(task, digits)
                self._jobs.insert(self._index_for(job), job)
            elif watcher not in job.watchers and job.present:
                # A new watcher does not wait for the pause of another. Where none is connected, it
                # is likely to be the same person, whose page was loaded again.
                self._unpause(job)
                job.slow = False
            job.watchers[watcher] = Watcher(is_there)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="training", daemon=True)
                self._thread.start()
            self._changed.notify()
        return job

    def _index_for(self, job: Job) -> int:
        """Return the index of a new job: quick ones come first, each kind in its order."""
        jobs = (*self._jobs, job)
        quick = [job.is_quick for job in jobs]
        return quick.index(False) if quick[-1] and False in quick else len(self._jobs)

    def find(self, key: str) -> Job | None:
        """Return the job with this key that is not stopping, or None."""
        with self._changed:
            return next((job for job in self._jobs if job.key == key and not job.stopping), None)

    def ahead(self, job: Job) -> int:
        """Return the number of jobs before this one that are not paused."""
        with self._changed:
            before = self._jobs[: self._jobs.index(job)] if job in self._jobs else []
        return sum(other.status != "paused" for other in before)

    def pause(self, job: Job) -> None:
        """Pause a job; others run meanwhile."""
        with self._changed:
            if job.active and not job.stopping:
                job.status, job.due = "paused", math.inf
                self._interrupt(job)

    def resume(self, job: Job, to_epochs_end: bool = False) -> None:
        """Resume a paused job, to its end or only to the end of an epoch."""
        with self._changed:
            self._unpause(job)
            job.to_epochs_end = to_epochs_end
            self._interrupt(job)

    def slow_down(self, job: Job, slow: bool) -> None:
        """Run a job in slow motion, or at full speed."""
        with self._changed:
            job.slow = slow
            job.due = min(job.due, 0.0) if job.status != "paused" else job.due
            self._interrupt(job)

    def stop(self, job: Job) -> None:
        """Stop a job and keep its last whole epoch."""
        with self._changed:
            job.stopping = True
            self._unpause(job)
            self._interrupt(job)

    def leave(self, job: Job, watcher: str) -> None:
        """Unsubscribe from a job; without watchers it is dropped."""
        with self._changed:
            job.watchers.pop(watcher, None)
            self._checked_at = -math.inf
            self._interrupt(job)

    def _interrupt(self, job: Job) -> None:
        """Let the thread look at the jobs again, after the batch under way at the latest."""
        training = job.training  # the thread may clear it meanwhile
        if training is not None:
            training.interrupt()
        self._changed.notify()

    @staticmethod
    def _unpause(job: Job) -> None:
        if job.active:
            job.status = "waiting" if job.step is None else "running"
        job.due, job.to_epochs_end = 0.0, False

    def _run(self) -> None:
        while True:
            job = self._next()
            start, begun = self._clock(), job.step is not None
            try:
                self._advance(job)
            except UserError as problem:
                self._end(job, "failed", problem)
            except Exception as error:  # a fault in one training must not end the queue
                _log.exception("training failed")
                self._end(job, "failed", UserError("jobs.failed", reason=type(error).__name__))
            worked = self._clock() - start
            job.seconds += worked if begun else 0.0
            job.slice_used += worked

    def _next(self) -> Job:
        """Wait for a job that can run, and return the one to advance."""
        with self._changed:
            while True:
                now = self._clock()
                if now - self._checked_at >= CHECK_INTERVAL:
                    self._checked_at = now
                    self._drop_abandoned(now)
                ready = [job for job in self._jobs if job.due <= now]
                stopping = next((job for job in ready if job.stopping), None)
                if stopping is not None:
                    return stopping
                if not ready:
                    soonest = min((job.due - now for job in self._jobs), default=math.inf)
                    self._changed.wait(min(soonest, CHECK_INTERVAL) if self._jobs else None)
                elif ready[0].slice_used > TIME_SLICE and len(ready) > 1:
                    self._jobs.remove(ready[0])
                    self._jobs.append(ready[0])
                    ready[0].slice_used = 0.0
                else:
                    return ready[0]

    def _drop_abandoned(self, now: float) -> None:
        """Unsubscribe sessions that stay away, and end the jobs that have no watcher left."""
        for job in list(self._jobs):
            if job.stopping:
                continue
            lost = [
                name
                for name, watcher in job.watchers.items()
                if watcher.missing_for(now) > self._reconnect_timeout
            ]
            for name in lost:
                del job.watchers[name]
            if not job.watchers and lost and job.history:
                self.stop(job)
            elif not job.watchers:
                self._end(job, "dropped", UserError("jobs.dropped"))

    def _advance(self, job: Job) -> None:
        """Advance a job by one batch, or finish it."""
        if job.training is None:
            if job.stopping:
                raise UserError("training.nothing")
            job.training = self._train(job.task, job.digits)
            job.events = iter(job.training)
        job.training.yield_interval = 0.0 if job.slow else self._yield_interval
        event = None if job.stopping else next(job.events, None)
        if event is None:
            self._finish(job, job.training)
        elif isinstance(event, TrainingReport):
            self._end_epoch(job, job.training, event)
        else:
            self._end_step(job, job.training, event)

    def _end_step(self, job: Job, training: TrainingHandle, step: TrainingStep) -> None:
        """Publish the progress after a batch."""
        now = self._clock()
        if now - job.live_at >= SNAPSHOT_INTERVAL:
            job.live_at = now
            job.live = training.state_dict()
        if job.step is None:
            job.first = step
        job.step = step
        with self._changed:
            if job.status == "waiting":
                job.status = "running"
            if job.slow and job.status == "running" and step.update < step.updates:
                job.due = max(now, job.due + job.slow_step)  # the batch is part of its time

    def _end_epoch(self, job: Job, training: TrainingHandle, report: TrainingReport) -> None:
        """Keep a checkpoint and the report of an epoch."""
        state = training.state_dict()
        job.checkpoints.add(report.epoch, report.epochs, state)
        job.live = state
        job.history = tuple(training.history)
        with self._changed:
            if job.to_epochs_end and job.status != "paused" and report.epoch < report.epochs:
                job.status, job.due = "paused", math.inf

    def _finish(self, job: Job, training: TrainingHandle) -> None:
        """Score the trained detector and store it."""
        trained = training.result()
        problems = [] if trained.problem is None else [trained.problem]
        try:
            check_room(trained)
            store.save(trained)
            if job.checkpoints.all:
                job.checkpoints.save(trained.key)
        except UserError as problem:
            problems.append(problem)
        job.trained = trained
        self._on_done(job)
        self._end(job, "done", *problems)

    def _end(self, job: Job, status: str, *problems: UserError) -> None:
        training, job.training, job.events = job.training, None, iter(())
        if training is not None:  # before the end is seen, so that nothing is left of an ended job
            training.close()
        with self._changed:
            job.problems = problems
            job.status = status
            self._jobs.remove(job)
