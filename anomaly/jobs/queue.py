"""Queue of all sessions' trainings, run by one background thread.

It advances a training's iterator part by part, from its first measurement to its last score, so
that a job can be paused, stopped, dropped or set aside between any two parts.
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
from anomaly.jobs.bounds import MAX_JOBS, check_estimate, check_session
from anomaly.jobs.job import Job, TrainingHandle, Watcher
from anomaly.jobs.publishing import hold_up, pause_if_asked, publish
from anomaly.jobs.turns import Turns, gives_way, has_had_turn
from anomaly.owner import NOBODY, Owner
from anomaly.storage import store
from anomaly.storage.quota import make_room
from anomaly.training.begin import begin
from anomaly.training.lesson import Task
from anomaly.training.progress import Estimate

RECONNECT_TIMEOUT = 20.0  # seconds in which a session whose connection broke may come back
CHECK_INTERVAL = 1.0  # seconds between two searches for jobs without a watcher

_log = logging.getLogger(__name__)


class JobQueue:
    """Jobs carried out in turns on a background thread, in the order of `Turns`.

    The same plan on the same digits is trained once for all who ask for it. Results are stored.
    When the last watcher leaves, the job is dropped. If watchers were lost to broken connections
    and an epoch has ended, it is stopped instead and its last whole epoch kept, unless that takes
    longer to score than a lost session is waited for.

    Parameters
    ----------
    on_done : callable, optional
        Called with each job that is done, on the queue's thread.
    train : callable
        Returns the training or adaptation that a task and digits ask for.
    yield_interval : float
        Longest time in seconds between two steps of a training, unless it is interrupted.
    max_jobs : int
    max_seconds : float
        Longest time that a training may take, by its estimate.
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
        max_seconds: float = math.inf,
        reconnect_timeout: float = RECONNECT_TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_done = on_done
        self._train = train
        self._yield_interval = yield_interval
        self._max_jobs = max_jobs
        self._max_seconds = max_seconds
        self._reconnect_timeout = reconnect_timeout
        self._clock = clock
        self._jobs: list[Job] = []
        self._turns = Turns()
        self._checked_at = -math.inf
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(
        self,
        task: Task,
        digits: Digits,
        watcher: str,
        is_there: Callable[[], bool] = lambda: True,
        owner: Owner = NOBODY,
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
        owner : Owner
            Whose job it is, where it is a new one.

        Raises
        ------
        UserError
            If too many jobs wait, or too many of this session.
        """
        with self._changed:
            job = self.find(task.key(digits.fingerprint))
            if job is None:
                self._make_room(owner)
                job = Job(task, digits, owner)
                self._turns.add(job)
                self._jobs.append(job)
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

    def _make_room(self, owner: Owner) -> None:
        """Refuse a further job of a session with many, or drop another's where there is no room."""
        check_session(owner.session, self._jobs)
        if len(self._jobs) >= self._max_jobs:
            other = gives_way(self._jobs, owner)
            if other is None:
                raise UserError("jobs.full", count=len(self._jobs))
            self._end(other, "dropped", UserError("jobs.gave_way"))

    def find(self, key: str) -> Job | None:
        """Return the job with this key that is not stopping, or None."""
        with self._changed:
            return next((job for job in self._jobs if job.key == key and not job.stopping), None)

    def ahead(self, job: Job) -> int:
        """Return the number of jobs that have their turn before this one."""
        with self._changed:
            waiting = (other for other in self._jobs if other is job or other.status != "paused")
            order = self._turns.order(waiting)
        return order.index(job) if job in order else 0

    def watched_from(self, address: str) -> int:
        """Return how many pages watch the jobs of an address."""
        with self._changed:
            return sum(len(job.watchers) for job in self._jobs if job.owner.address == address)

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
        """Stop a job and keep its last whole epoch, which is scored in its turns."""
        with self._changed:
            job.stopping = True
            self._unpause(job)
            self._interrupt(job)

    def leave(self, job: Job, watcher: str) -> None:
        """Unsubscribe from a job; without watchers it is dropped."""
        with self._changed:
            job.watchers.pop(watcher, None)
            if job.active and not job.watchers and not job.begun:
                self._end(job, "dropped", UserError("jobs.dropped"))
            self._checked_at = -math.inf
            self._interrupt(job)

    def _interrupt(self, job: Job) -> None:
        """Let the thread look at the jobs again, after the part under way at the latest."""
        if (training := job.training) is not None:  # the thread may clear it meanwhile
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
            start, was_measured = self._clock(), job.first is not None
            try:
                self._advance(job)
            except UserError as problem:
                self._end(job, "failed", problem)
            except Exception as error:  # a fault in one training must not end the queue
                _log.exception("training failed")
                self._end(job, "failed", UserError("jobs.failed", reason=type(error).__name__))
            worked = self._clock() - start
            job.seconds += worked if was_measured else 0.0
            job.slice_used += worked

    def _next(self) -> Job:
        """Wait for a job that can run, and return the one to advance."""
        with self._changed:
            while True:
                now = self._clock()
                if now - self._checked_at >= CHECK_INTERVAL:
                    self._checked_at = now
                    self._drop_abandoned(now)
                ready = next((job for job in self._jobs if job.stopping and not job.begun), None)
                ready = ready or self._turns.next(self._jobs, now)
                if ready is None:
                    soonest = min((job.due - now for job in self._jobs), default=math.inf)
                    self._changed.wait(min(soonest, CHECK_INTERVAL) if self._jobs else None)
                elif has_had_turn(ready):
                    ready.slice_used = 0.0
                    self._turns.end(ready)
                    self._jobs.remove(ready)
                    self._jobs.append(ready)
                else:
                    ready.begun = True
                    return ready

    def _drop_abandoned(self, now: float) -> None:
        """Unsubscribe sessions that stay away, and end the jobs that have no watcher left."""
        for job in list(self._jobs):
            lost = job.forget_lost(now, self._reconnect_timeout)
            if job.watchers:
                continue
            is_kept = job.history and job.seconds_to_score < self._reconnect_timeout
            if lost and is_kept and not job.stopping:
                job.abandoned_at = now
                self.stop(job)
            elif now - job.abandoned_at > self._reconnect_timeout:
                self._end(job, "dropped", UserError("jobs.dropped"))

    def _advance(self, job: Job) -> None:
        """Advance a job by one part, or finish it."""
        if job.training is None:
            if job.stopping:
                raise UserError("training.nothing")
            job.training = self._train(job.task, job.digits)
            job.events = iter(job.training)
        if job.stopping:
            job.training.stop()
        job.training.yield_interval = 0.0 if job.slow else self._yield_interval
        event = next(job.events, None)
        if event is None:
            self._finish(job, job.training)
            return
        is_new = event != job.step
        publish(event, job, job.training, self._clock())
        if isinstance(event, Estimate):
            check_estimate(event, self._max_seconds)
        with self._changed:
            if isinstance(event, TrainingStep) and is_new:
                hold_up(job, event, self._clock())
            elif isinstance(event, TrainingReport):
                pause_if_asked(job, event)

    def _finish(self, job: Job, training: TrainingHandle) -> None:
        """Take over the trained detector and store it."""
        trained = training.result()
        problems = [] if trained.problem is None else [trained.problem]
        try:
            make_room(trained, job.owner)
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
            if job.begun:
                self._turns.end(job)
