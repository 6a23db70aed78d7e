"""Keep in a job what its training yields, where the screens read it, and set its pace by that."""

import math

from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.jobs.job import Job, TrainingHandle
from anomaly.storage.checkpoints import Checkpoint
from anomaly.training.progress import Estimate, Event, ScoringStep

SNAPSHOT_INTERVAL = 0.5  # seconds between two copies of the weights, for the screens


def publish(event: Event, job: Job, training: TrainingHandle, now: float) -> None:
    """Keep an event of a job's training, at the time `now` in seconds."""
    if isinstance(event, Estimate):
        job.estimate = event
    elif isinstance(event, ScoringStep):
        if job.scoring is None:
            job.seconds = 0.0
        job.scoring = event
    elif isinstance(event, TrainingReport):
        _keep_epoch(event, job, training)
    else:
        _keep_step(event, job, training, now)


def _keep_step(step: TrainingStep, job: Job, training: TrainingHandle, now: float) -> None:
    """Keep the progress after a batch, and from time to time the weights."""
    if step.update:
        job.first = job.first or step
        if now - job.live_at >= SNAPSHOT_INTERVAL:
            job.live_at = now
            job.live = Checkpoint(job.plan, step.epoch, training.state_dict())
    job.step = step


def _keep_epoch(report: TrainingReport, job: Job, training: TrainingHandle) -> None:
    """Keep a checkpoint and the report of an epoch."""
    state = training.state_dict()
    job.checkpoints.add(report.epoch, report.epochs, state)
    job.live = Checkpoint(job.plan, report.epoch, state)
    job.history = tuple(training.history)


def hold_up(job: Job, step: TrainingStep, now: float) -> None:
    """Note that a job runs, and in slow motion when its next batch is due."""
    if job.status == "waiting":
        job.status = "running"
    if job.slow and job.status == "running" and 0 < step.update < step.updates:
        job.due = max(now, job.due + job.slow_step)  # the batch is part of its time


def pause_if_asked(job: Job, report: TrainingReport) -> None:
    """Pause a job that was resumed to the end of an epoch only."""
    if job.to_epochs_end and job.status != "paused" and report.epoch < report.epochs:
        job.status, job.due = "paused", math.inf
