"""Live view of a training, and a slider through its epochs."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from anomaly.jobs.job import Job
from anomaly.storage import store
from anomaly.storage.checkpoints import Checkpoint
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.panels.notices import job_problems
from anomaly.ui.session import jobs, server
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.rights import may_change
from anomaly.ui.session.said import run_again
from anomaly.ui.session.session import current_context, session, use_model
from anomaly.ui.training.progress import progress_of
from anomaly.ui.training.training_charts import (
    Kinds,
    among,
    detector_of,
    scores_at,
    show_charts,
    show_codes,
    show_pictures,
)

POLL_INTERVAL = 1.0  # seconds between two looks at a training
REDRAW_INTERVAL = 2.0  # seconds; the charts cost a browser the most


@jobs.live(POLL_INTERVAL)
def watch_progress(job: Job) -> None:
    """Show a training's progress with its controls, and take over its result when it ends."""
    train = session().train
    if train.job is not job:
        run_again()
    if not job.active:
        # A rerun can end this at any call of Streamlit, so the job is left last.
        if job.trained is None:
            train.form_of = current_context().trained.plan
        else:
            use_model(job.trained.key, keeps_tray=True)
        train.job, train.problems = None, job_problems(job)
        run_again()
    st.progress(*progress_of(job))
    _controls(job)


@jobs.live(POLL_INTERVAL)
def watch_pictures(job: Job, context: PageContext) -> None:
    """Show how a network that is being trained rebuilds a few digits."""
    live = job.live
    if live is None:
        st.caption(t("train.soon"))
        return
    show_pictures(detector_of(live), context.digits, _kinds(job, context))


@jobs.live(REDRAW_INTERVAL)
def watch_charts(job: Job, context: PageContext) -> None:
    """Show the losses so far, and the scores after the last epoch."""
    step, history, checkpoints = job.step, job.history, job.checkpoints.all
    if step is None:
        return
    if not history:
        st.caption(t("train.first_epoch"))
        return
    kinds, digits = _kinds(job, context), context.digits
    first, now = (scores_at(checkpoints[index], digits, kinds) for index in (0, -1))
    if bool(now[0].isfinite().all()):  # else it has diverged, which the epoch's end reports
        show_charts(checkpoints[-1], history, step.epochs, kinds, now, [first])
        show_codes(checkpoints[-1], digits, kinds)


def _kinds(job: Job, context: PageContext) -> Kinds:
    return job.plan.normal, context.anomalies_of(job.plan)


@st.fragment
def show_epochs(context: PageContext, charts: DeltaGenerator) -> None:
    """Show the detector that a training ended with, and as it was after each of its epochs.

    Parameters
    ----------
    context : PageContext
    charts : DeltaGenerator
        The container for the charts; everything else is drawn at the call.
    """
    trained, digits = context.trained, context.digits
    checkpoints = server.models().checkpoints(trained)
    kinds = trained.plan.normal, context.anomalous
    last = trained.history[-1].epoch
    chosen, is_anomaly = among(trained.test_labels, kinds)
    final = trained.test_scores[chosen], is_anomaly
    if checkpoints is None:
        st.caption(t("train.bundled" if store.is_bundled(trained) else "train.no_epochs"))
        show_pictures(trained.detector, digits, kinds)
        with charts, st.container():
            show_charts(trained, trained.history, last, kinds, final, [], last)
            show_codes(trained, digits, kinds)
        return
    epoch = last
    if len(checkpoints.epochs) > 1:
        epoch = st.select_slider(
            t("train.epoch"),
            checkpoints.epochs,
            value=last,
            format_func=lambda number: t("train.epoch_of", epoch=number, epochs=last),
            key=f"epoch_{trained.key}",
        )
    # The last epoch is not taken from its checkpoint, which is rounded to half precision.
    shown: TrainedDetector | Checkpoint = trained
    detector, scores = trained.detector, final
    span = [scores_at(checkpoints.all[0], digits, kinds), final]
    if epoch != last:
        shown = checkpoints.after(epoch)
        detector, scores = shown.detector(), scores_at(shown, digits, kinds)
    show_pictures(detector, digits, kinds)
    with charts, st.container():
        show_charts(shown, trained.history, last, kinds, scores, span, epoch)
        show_codes(shown, digits, kinds)


def _controls(job: Job) -> None:
    others, paused = job.present - 1, job.status == "paused"
    is_theirs = may_change(job)
    is_steered = jobs.may_steer(job)
    # Without icons the three stand in one line.
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            t("train.resume" if paused else "train.pause"),
            on_click=jobs.resume if paused else jobs.pause,
            args=(job,),
            disabled=not (is_theirs if paused else is_steered),
            key="pause_or_resume",
        )
        st.button(
            t("train.step"),
            on_click=jobs.resume,
            args=(job, True),
            disabled=not (paused and is_theirs),
        )
        st.button(
            t("train.stop" if is_steered else "train.leave"),
            on_click=jobs.stop_or_leave,
            args=(job,),
            key="stop_or_leave",
        )
    if others:
        st.caption(t("train.company", count=others))
    if not is_theirs:
        st.caption(t("class_desk.teachers_alone"))
