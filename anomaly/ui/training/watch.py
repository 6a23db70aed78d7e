"""A training as it goes on, and its epochs to go back through."""

import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator

from anomaly.jobs.job import Job
from anomaly.storage import store
from anomaly.storage.checkpoints import from_state
from anomaly.text import t
from anomaly.ui.panels.gallery import scores_in_use
from anomaly.ui.session import server, state
from anomaly.ui.session.page_context import PageContext, anomalies_to, scene
from anomaly.ui.training.plan_form import hold_form
from anomaly.ui.training.progress import progress_of
from anomaly.ui.training.training_charts import (
    Kinds,
    among,
    scores_at,
    show_charts,
    show_pictures,
    warn_of_sameness,
)

GLANCE = 1.0  # seconds between two looks at a training
REDRAW = 2.0  # seconds between two drawings of the charts, which cost a browser the most


@st.fragment(run_every=GLANCE)
def watch_progress(job: Job) -> None:
    """Show how far a training is, with the means to pause and stop it, and see to its end."""
    session = st.session_state
    if session.get("job") is not job:
        st.rerun()
    if not job.active:
        del session.job
        session.train_problems = job.problems
        if job.trained is None:
            hold_form(scene().trained.plan)
        else:
            state.use_model(job.trained.key)
        st.rerun()
    st.progress(*progress_of(job))
    _controls(job)


@st.fragment(run_every=GLANCE)
def watch_pictures(job: Job, shown: PageContext) -> None:
    """Show what a network that is being trained makes of a few digits."""
    live = job.live
    if live is None:
        st.caption(t("train.soon"))
        return
    show_pictures(from_state(job.plan, live), shown.digits, _kinds(job, shown))


@st.fragment(run_every=REDRAW)
def watch_charts(job: Job, shown: PageContext) -> None:
    """Show the losses so far, and the scores after the last epoch."""
    step, history, checkpoints = job.step, job.history, job.checkpoints.all
    if step is None:
        return
    if not history:
        st.caption(t("train.first_epoch"))
        return
    kinds, digits = _kinds(job, shown), shown.digits
    first, now = (scores_at(checkpoints[place], digits, kinds) for place in (0, -1))
    if bool(now[0].isfinite().all()):  # else it diverges, which is told at the epoch's end
        show_charts(history, step.epochs, kinds, now, [first])


def _kinds(job: Job, shown: PageContext) -> Kinds:
    return job.plan.normal, anomalies_to(job.plan, shown)


@st.fragment
def show_epochs(shown: PageContext, charts: DeltaGenerator) -> None:
    """Show what came of a training, and what there was after each of its epochs.

    Parameters
    ----------
    shown : PageContext
    charts : DeltaGenerator
        The container for the charts; all else goes where it is called.
    """
    trained, digits = shown.trained, shown.digits
    checkpoints = server.models().checkpoints(trained)
    kinds = trained.plan.normal, shown.anomalous
    last = trained.history[-1].epoch
    if checkpoints is None:
        st.caption(t("train.bundled" if store.is_bundled(trained) else "train.no_epochs"))
        warn_of_sameness(show_pictures(trained.detector, digits, kinds), trained.plan)
        chosen, strange = among(trained.test_labels, kinds)
        with charts, st.container():
            scores = trained.test_scores[chosen], strange
            show_charts(trained.history, last, kinds, scores, [], last)
        return
    epoch = last
    if len(checkpoints.epochs) > 1:
        epoch = st.select_slider(
            t("train.epoch"),
            checkpoints.epochs,
            value=last,
            format_func=lambda one: t("train.epoch_of", epoch=one, epochs=last),
            key=f"epoch_{trained.key}",
        )
    # The last epoch is shown as it is used, not rounded to half precision.
    rows, final = map(torch.from_numpy, scores_in_use(trained, digits))
    chosen, strange = among(digits.test.labels[rows], kinds)
    detector, scores = trained.detector, (final[chosen], strange)
    span = [scores_at(checkpoints.all[0], digits, kinds), scores]
    if epoch != last:
        checkpoint = checkpoints.after(epoch)
        detector, scores = checkpoint.detector(), scores_at(checkpoint, digits, kinds)
    rebuilt = show_pictures(detector, digits, kinds)
    if epoch == last:
        warn_of_sameness(rebuilt, trained.plan)
    with charts, st.container():
        show_charts(trained.history, last, kinds, scores, span, epoch)


def leave_job() -> None:
    """Wait no longer for the training that this session asked for."""
    session = st.session_state
    job = session.pop("job", None)
    if job is not None:
        hold_form(scene().trained.plan)
        server.queue().leave(job, session.job_watcher)


def _stop_or_leave(job: Job) -> None:
    """End a training and see what was kept, or leave it to others who by now watch it too."""
    if job.present > 1:
        leave_job()
    else:
        server.queue().stop(job)


def give_way() -> None:
    """End the training that this session watches, if any, and keep what it has learned.

    Others who watch it too go on watching.
    """
    job: Job | None = st.session_state.get("job")
    if job is None:
        return
    if job.present > 1:
        leave_job()
    else:
        del st.session_state.job
        server.queue().stop(job)


def _controls(job: Job) -> None:
    queue, company = server.queue(), job.present - 1
    paused = job.status == "paused"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("train.resume" if paused else "train.pause"),
            icon=":material/play_arrow:" if paused else ":material/pause:",
            on_click=queue.resume if paused else queue.pause,
            args=(job,),
            disabled=company > 0 and not paused,
            key="pause_or_resume",
        )
        st.button(
            t("train.step"),
            icon=":material/skip_next:",
            on_click=queue.resume,
            args=(job, True),
            disabled=not paused,
        )
        st.button(
            t("train.leave" if company else "train.stop"),
            icon=":material/stop:",
            on_click=_stop_or_leave,
            args=(job,),
            key="stop_or_leave",
        )
    if company:
        st.caption(t("train.company", count=company))
