"""The trainings that a session waits for."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import streamlit as st

from anomaly.data.digits import Digits
from anomaly.jobs.job import Job
from anomaly.training.lesson import Task
from anomaly.training.signs import are_signs
from anomaly.ui.session import _compat, server, widget_keys
from anomaly.ui.session.owner import current_owner
from anomaly.ui.session.rights import may_change
from anomaly.ui.session.session import current_context, session

Look = TypeVar("Look", bound=Callable[..., None])
LOOKS_A_SECOND = 8.0  # of all pages of an address, at one of the things that each of them watches
WAITING = 10.0  # seconds at most between two looks because others come first


def submit(task: Task, digits: Digits, purpose: str) -> tuple[Job, str]:
    """Ask for a training on behalf of this session, as long as its page is open.

    Parameters
    ----------
    task : TrainingPlan or Lesson
    digits : Digits
    purpose : str
        Distinguishes the trainings that one session waits for at once.

    Returns
    -------
    job : Job
    watcher : str
        The name under which the session waits.

    Raises
    ------
    UserError
        If too many trainings wait, or too many of this session.
    """
    session_id = _compat.session_id()

    def is_there() -> bool:
        return _compat.is_connected(session_id)

    watcher = f"{session_id}-{purpose}"
    return server.queue().submit(task, digits, watcher, is_there, current_owner()), watcher


def live(seconds: float) -> Callable[[Look], Look]:
    """Return a decorator for a fragment that looks at a training every so many seconds.

    The training is its first argument. Looks from one address have turns, and give way to strokes.
    """

    def decorate(draw: Look) -> Look:
        @st.fragment(run_every=seconds)
        @wraps(draw)
        def look(job: Job, *args: Any, **named: Any) -> None:
            look_again(job, seconds)
            with server.turn_to_draw(f"trainings of {job.owner.address}"):
                draw(job, *args, **named)

        return cast(Look, look)

    return decorate


def look_again(job: Job, seconds: float) -> None:
    """Set after how many seconds the running fragment looks at a training again.

    It does so more rarely the more others have their turn before, each of which takes seconds, and
    where many pages of the address look at trainings.
    """
    queue = server.queue()
    least = max(seconds, min(seconds * (1 + queue.ahead(job)), WAITING))
    crowd = queue.watched_from(job.owner.address) / LOOKS_A_SECOND
    _compat.run_fragment_every(max(least, math.ceil(crowd)))


def rejoin(key: str) -> bool:
    """Watch the training under way with this key, as after a reload, if there is one.

    It goes on at its pace: only where others watch it, too, it is not held up.
    """
    job = server.queue().find(key)
    if job is None:
        return False
    if are_signs(job.digits):
        own = session().own
        own.job, own.watcher = submit(job.task, job.digits, "own")
        return True
    train = session().train
    train.job, train.watcher = submit(job.task, job.digits, "train")
    st.session_state[widget_keys.SLOW_MOTION] = train.job.slow
    return True


def leave() -> None:
    """Stop waiting for the training that this session watches, if any."""
    train = session().train
    job, train.job = train.job, None
    if job is not None:
        train.form_of = current_context().trained.plan
        server.queue().leave(job, train.watcher)


def may_steer(job: Job) -> bool:
    """Return whether the visitor may pause or stop a training, which nobody else watches."""
    return job.present <= 1 and may_change(job)


def pause(job: Job) -> None:
    """Pause a training, unless other sessions watch it too."""
    if may_steer(job):
        server.queue().pause(job)


def resume(job: Job, to_epochs_end: bool = False) -> None:
    """Resume a training, to its end or only to the end of an epoch."""
    if may_change(job):
        server.queue().resume(job, to_epochs_end)


def slow_down(job: Job, slow: bool) -> None:
    """Run a training in slow motion, unless other sessions watch it too."""
    if may_change(job):
        server.queue().slow_down(job, slow and job.present == 1)


def stop_or_leave(job: Job) -> None:
    """Stop a training, keeping what it has learned, unless other sessions watch it too."""
    if may_steer(job):
        server.queue().stop(job)
    else:
        leave()


def make_way() -> None:
    """Stop or leave the training that this session watches, so that it can watch another."""
    train = session().train
    if train.job is None:
        return
    if may_steer(train.job):
        job, train.job = train.job, None
        server.queue().stop(job)
    else:
        leave()
