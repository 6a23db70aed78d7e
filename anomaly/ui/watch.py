"""A training as it goes on, and its epochs to go back through."""

import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator

from anomaly.job import Job
from anomaly.recording import revive
from anomaly.text import say
from anomaly.ui import state
from anomaly.ui.frame import Scene, anomalies_of, progress_of
from anomaly.ui.gallery import scores_in_use
from anomaly.ui.learned import (
    Kinds,
    among,
    detector_after,
    rows_watched,
    scores_after,
    show_charts,
    show_pictures,
)
from anomaly.ui.plan_form import hold_form

GLANCE = 1.0  # seconds between two looks at a training
REDRAW = 2.0  # seconds between two drawings of the charts, which cost a browser the most


def watch_job(job: Job, shown: Scene, charts: DeltaGenerator) -> None:
    """Show a training while it goes on, with the means to pause and stop it.

    Parameters
    ----------
    job : Job
    shown : Scene
    charts : DeltaGenerator
        The container for the charts; all else goes where it is called.
    """
    _watch_pictures(job, shown)
    with charts:
        _watch_charts(job, shown)


@st.fragment(run_every=GLANCE)
def _watch_pictures(job: Job, shown: Scene) -> None:
    """Show how far the training is and what it makes of a few digits, and see to its end."""
    session = st.session_state
    if session.get("job") is not job:
        st.rerun()
    if not job.active:
        del session.job
        session.train_problems = job.problems
        if job.trained is not None:
            hold_form(job.trained.plan)
            state.use_model(job.trained.key)
        st.rerun()
    st.progress(*progress_of(job))
    _controls(job)
    if job.live is None or job.step is None:
        st.caption(say("train.soon"))
        return
    show_pictures(revive(job.plan, job.live), shown.digits, _kinds(job, shown))


@st.fragment(run_every=REDRAW)
def _watch_charts(job: Job, shown: Scene) -> None:
    """Show the losses so far, and the scores after the last epoch."""
    step, history, epochs = job.step, job.history, job.recording.epochs
    if step is None:
        return
    if not history:
        st.caption(say("train.first_epoch"))
        return
    kinds, digits = _kinds(job, shown), shown.digits
    strange = among(digits.test.labels[rows_watched(job.plan, digits)], kinds)[1]
    first, now = (
        scores_after(job.recording, epoch, digits, kinds) for epoch in (epochs[0], epochs[-1])
    )
    show_charts(history, step.epochs, kinds, strange, first, now)


def _kinds(job: Job, shown: Scene) -> Kinds:
    return job.plan.normal, anomalies_of(job.plan, shown.anomalous)


@st.fragment
def show_epochs(shown: Scene, charts: DeltaGenerator) -> None:
    """Show what came of a training, and what there was after each of its epochs.

    Parameters
    ----------
    shown : Scene
    charts : DeltaGenerator
        The container for the charts; all else goes where it is called.
    """
    trained, digits = shown.trained, shown.digits
    recording = state.models().recording(trained)
    kinds = trained.plan.normal, shown.anomalous
    last = trained.history[-1].epoch
    if recording is None:
        st.caption(say("train.no_epochs"))
        show_pictures(trained.detector, digits, kinds)
        chosen, strange = among(trained.test_labels, kinds)
        scores = trained.test_scores[chosen]
        with charts, st.container():
            show_charts(trained.history, last, kinds, strange, scores, scores, last)
        return
    epoch = last
    if len(recording.epochs) > 1:
        epoch = st.select_slider(
            say("train.epoch"),
            recording.epochs,
            value=last,
            format_func=lambda one: say("train.epoch_of", epoch=one, epochs=last),
            key=f"epoch_{trained.key}",
        )
    first = scores_after(recording, recording.epochs[0], digits, kinds)
    if epoch == last:  # as it is used, not rounded to half precision
        detector = trained.detector
        rows, scores = map(torch.from_numpy, scores_in_use(trained, digits))
        chosen, strange = among(digits.test.labels[rows], kinds)
        now = scores[chosen]
    else:
        detector = detector_after(recording, epoch)
        strange = among(digits.test.labels[rows_watched(trained.plan, digits)], kinds)[1]
        now = scores_after(recording, epoch, digits, kinds)
    show_pictures(detector, digits, kinds)
    with charts, st.container():
        show_charts(trained.history, last, kinds, strange, first, now, epoch)


def leave_job() -> None:
    """Wait no longer for the training that this session asked for."""
    session = st.session_state
    job = session.pop("job", None)
    if job is not None:
        state.queue().leave(job, session.job_watcher)


def _controls(job: Job) -> None:
    queue, company = state.queue(), len(job.watchers) - 1
    paused = job.state == "paused"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("train.resume" if paused else "train.pause"),
            icon=":material/play_arrow:" if paused else ":material/pause:",
            on_click=queue.resume if paused else queue.pause,
            args=(job,),
            disabled=company > 0,
            key="pause_or_resume",
        )
        st.button(
            say("train.step"),
            icon=":material/skip_next:",
            on_click=queue.resume,
            args=(job, True),
            disabled=not paused,
        )
        st.button(
            say("train.leave" if company else "train.stop"),
            icon=":material/stop:",
            on_click=leave_job if company else queue.stop,
            args=() if company else (job,),
            key="stop_or_leave",
        )
    if company:
        st.caption(say("train.company", count=company))
