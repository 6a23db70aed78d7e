"""Background training: one worker for all who ask, which nobody waits for but by choice.

A training goes on only while it is asked for its next batch, and comes by after each where somebody
intervenes, so that a job can be paused, slowed down, stopped and set aside between any two batches.
"""

import logging
import math
import threading
import time
from collections.abc import Callable

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, TrainingReport, TrainingStep
from anomaly.errors import UserError
from anomaly.jobs.job import Job, TrainingHandle, Watcher
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import Training

MAX_JOBS = 40  # a class and its teacher, with some to spare
TURN = 30.0  # seconds of work before a job lets others have theirs
ABSENCE = 20.0  # seconds in which someone whose connection broke may come back
SWEEP = 1.0  # seconds between two looks for jobs that nobody waits for
PEEK = 0.5  # seconds between two looks at what is being learned

_log = logging.getLogger(__name__)


class JobQueue:
    """Trainings asked for, carried out one by one on a thread of their own, quick ones first.

    The same plan on the same digits is trained once for all who ask meanwhile. What is done is
    stored. A job that nobody waits for any more is dropped; where their connections broke, it is
    stopped, and what it has learned is kept.

    Parameters
    ----------
    on_done : callable, optional
        Is given each job that is done, on the worker's thread.
    train : callable
        What makes a `Training` of a plan and digits.
    glance : float
        Seconds a training may go on between two looks at it, unless somebody intervenes.
    most : int
        How many jobs there can be at a time.
    absence : float
        Seconds in which someone whose connection broke may come back.
    """

    def __init__(
        self,
        on_done: Callable[[Job], object] = lambda job: None,
        train: Callable[[TrainingPlan, Digits], TrainingHandle] = Training,
        yield_interval: float = 0.0,
        most: int = MAX_JOBS,
        absence: float = ABSENCE,
    ) -> None:
        self._on_done = on_done
        self._train = train
        self._yield_interval = yield_interval
        self._most = most
        self._absence = absence
        self._jobs: list[Job] = []
        self._swept = 0.0
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None

    def submit(
        self,
        plan: TrainingPlan,
        digits: Digits,
        watcher: str,
        is_there: Callable[[], bool] = lambda: True,
    ) -> Job:
        """Ask for a training, or join the one that others asked for.

        Parameters
        ----------
        plan : TrainingPlan
        digits : Digits
        watcher : str
            Who asks.
        is_there : callable
            Tells whether they are still there; called on the worker's thread.

        Raises
        ------
        UserError
            If too many jobs wait.
        """
        with self._changed:
            job = self.find(plan.key(digits.fingerprint))
            if job is None:
                if len(self._jobs) >= self._most:
                    raise UserError("jobs.full", count=len(self._jobs))
                job = Job(plan, digits)
                self._jobs.insert(self._place_for(job), job)
            elif watcher not in job.watchers:  # nobody who joins waits for another's pause
                self._run_on(job)
                job.slow = False
            job.watchers[watcher] = Watcher(is_there)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="training", daemon=True)
                self._worker.start()
            self._changed.notify()
        return job

    def _place_for(self, job: Job) -> int:
        """Return where a new job belongs: the quick ones come first, in their order."""
        quick = [DETECTORS[one.plan.detector].detector.is_quick for one in (*self._jobs, job)]
        return quick.index(False) if quick[-1] and False in quick else len(self._jobs)

    def find(self, key: str) -> Job | None:
        """Return the job with this key that others may join, or None."""
        with self._changed:
            return next((job for job in self._jobs if job.key == key and not job.stopping), None)

    def ahead(self, job: Job) -> int:
        """Return how many jobs come before this one."""
        with self._changed:
            before = self._jobs[: self._jobs.index(job)] if job in self._jobs else []
        return sum(other.status != "paused" for other in before)

    def pause(self, job: Job) -> None:
        """Set a job aside until it is resumed; others have their turn meanwhile."""
        with self._changed:
            if job.active and not job.stopping:
                job.status, job.due = "paused", math.inf
                self._intervene(job)

    def resume(self, job: Job, to_epochs_end: bool = False) -> None:
        """Go on with a paused job, to the end or only to the end of an epoch."""
        with self._changed:
            self._run_on(job)
            job.to_epochs_end = to_epochs_end
            self._intervene(job)

    def slow_down(self, job: Job, slow: bool) -> None:
        """Run a job in slow motion, or as fast as it can."""
        with self._changed:
            job.slow = slow
            job.due = min(job.due, 0.0) if job.status != "paused" else job.due
            self._intervene(job)

    def stop(self, job: Job) -> None:
        """End a job and keep what it has learned by the end of its last epoch."""
        with self._changed:
            job.stopping = True
            self._run_on(job)
            self._intervene(job)

    def leave(self, job: Job, watcher: str) -> None:
        """No longer wait for a job; without anyone who waits it is dropped."""
        with self._changed:
            job.watchers.pop(watcher, None)
            self._swept = 0.0
            self._intervene(job)

    def _intervene(self, job: Job) -> None:
        """Have the worker look at the jobs again, after the batch under way at the latest."""
        training = job.training  # the worker may clear it meanwhile
        if training is not None:
            training.interrupt()
        self._changed.notify()

    @staticmethod
    def _run_on(job: Job) -> None:
        if job.active:
            job.status = "waiting" if job.step is None else "running"
        job.due, job.to_epochs_end = 0.0, False

    def _work(self) -> None:
        while True:
            job = self._next()
            start, begun = time.perf_counter(), job.step is not None
            try:
                self._advance(job)
            except UserError as problem:
                self._end(job, "failed", problem)
            except Exception as error:  # whatever it was: the queue goes on, and the page hears
                _log.exception("training failed")
                self._end(job, "failed", UserError("jobs.failed", reason=type(error).__name__))
            worked = time.perf_counter() - start
            job.seconds += worked if begun else 0.0
            job.turn += worked

    def _next(self) -> Job:
        """Wait for the job whose turn it is."""
        with self._changed:
            while True:
                now = time.monotonic()
                if now - self._swept >= SWEEP:
                    self._swept = now
                    self._drop_abandoned(now)
                ready = [job for job in self._jobs if job.due <= now]
                stopping = next((job for job in ready if job.stopping), None)
                if stopping is not None:
                    return stopping
                if not ready:
                    soonest = min((job.due - now for job in self._jobs), default=math.inf)
                    self._changed.wait(min(soonest, SWEEP) if self._jobs else None)
                elif ready[0].turn > TURN and len(ready) > 1:
                    self._jobs.remove(ready[0])
                    self._jobs.append(ready[0])
                    ready[0].turn = 0.0
                else:
                    return ready[0]

    def _drop_abandoned(self, now: float) -> None:
        for job in list(self._jobs):
            if job.stopping:
                continue
            lost = [
                name
                for name, watcher in job.watchers.items()
                if watcher.missed_for(now) > self._absence
            ]
            for name in lost:
                del job.watchers[name]
            if not job.watchers and lost and job.history:
                self.stop(job)
            elif not job.watchers:
                self._end(job, "dropped", UserError("jobs.dropped"))

    def _advance(self, job: Job) -> None:
        """Have a job fit on one batch, or end."""
        if job.training is None:
            if job.stopping:
                raise UserError("training.nothing")
            job.training = self._train(job.plan, job.digits)
            job.events = iter(job.training)
        job.training.yield_interval = 0.0 if job.slow else self._yield_interval
        event = None if job.stopping else next(job.events, None)
        if event is None:
            self._finish(job, job.training)
        elif isinstance(event, TrainingReport):
            self._keep(job, job.training, event)
        else:
            self._show(job, job.training, event)

    def _show(self, job: Job, training: TrainingHandle, step: TrainingStep) -> None:
        """Let those who watch see what a batch changed."""
        now = time.monotonic()
        if now - job.peeked >= PEEK:
            job.peeked = now
            job.live = training.state_dict()
        if job.step is None:
            job.first = step
        job.step = step
        with self._changed:
            if job.status == "waiting":
                job.status = "running"
            if job.slow and job.status == "running":
                job.due = now + job.slow_step

    def _keep(self, job: Job, training: TrainingHandle, report: TrainingReport) -> None:
        """Keep what was learned in an epoch."""
        state = training.state_dict()
        job.checkpoints.add(report.epoch, report.epochs, state)
        job.live = state
        job.history = tuple(training.history)
        with self._changed:
            if job.to_epochs_end and job.status != "paused" and report.epoch < report.epochs:
                job.status, job.due = "paused", math.inf

    def _finish(self, job: Job, training: TrainingHandle) -> None:
        """Score with what was learned and store it."""
        trained = training.result()
        problems = [] if trained.problem is None else [trained.problem]
        try:
            store.check_room(trained)
            store.save(trained)
            job.checkpoints.save(trained.key)
        except UserError as problem:
            problems.append(problem)
        job.trained = trained
        self._on_done(job)
        self._end(job, "done", *problems)

    def _end(self, job: Job, status: str, *problems: UserError) -> None:
        with self._changed:
            job.problems = problems
            job.status = status
            self._jobs.remove(job)
        if job.training is not None:
            job.training.close()
        job.training, job.events = None, iter(())
