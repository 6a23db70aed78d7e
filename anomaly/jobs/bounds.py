"""Bounds of what the queue takes on."""

import math
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from anomaly.errors import UserError
from anomaly.text import format_seconds
from anomaly.training.progress import Estimate

if TYPE_CHECKING:
    from anomaly.jobs.job import Job

MAX_JOBS = 40  # a class and its teacher, with some to spare
MAX_OF_SESSION = 3  # one under way and two that wait
DEFAULT_SECONDS = 1800.0  # of computing; on a slow laptop, the longest recipe takes 1500
MAX_BATCH = 3.0  # seconds of a batch, in which nobody else has a turn


def max_training_seconds() -> float:
    """Return how long a training may take: ``$ANOMALY_MAX_TRAINING_MINUTES``, else 30 minutes.

    Raises
    ------
    UserError
        If the variable is no positive number.
    """
    given = os.environ.get("ANOMALY_MAX_TRAINING_MINUTES", "").strip()
    if not given:
        return DEFAULT_SECONDS
    try:
        seconds = 60 * float(given)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise UserError("jobs.minutes", given=given[:20], used=DEFAULT_SECONDS / 60)
    return seconds


def check_session(session: str, jobs: "Iterable[Job]") -> None:
    """Refuse a further job of a session that waits for as many as it may; `jobs` are all there are.

    Raises
    ------
    UserError
    """
    wanted = (job for job in jobs if job.watchers and not job.stopping)
    own = sum(job.owner.session == session for job in wanted)
    if session and own >= MAX_OF_SESSION:
        raise UserError("jobs.yours", count=own)


def check_estimate(estimate: Estimate, max_seconds: float) -> None:
    """Refuse a training that takes too long.

    Raises
    ------
    UserError
        With a sentence that says what to change.
    """
    if estimate.batch > MAX_BATCH:
        raise UserError("jobs.batch_too_long", seconds=estimate.batch, limit=MAX_BATCH)
    if estimate.seconds > max_seconds:
        longest = "scoring" if estimate.scoring > estimate.fitting else "fitting"
        raise UserError(
            f"jobs.{longest}_too_long",
            time=format_seconds(estimate.seconds),
            limit=format_seconds(max_seconds),
        )
