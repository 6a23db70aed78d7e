"""The Train screen: choose what to train, watch it learn, go back through its epochs."""

from dataclasses import replace
from html import escape

import streamlit as st

from anomaly.detectors import FitSettings
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.reports.describe import describe_ending
from anomaly.storage import store
from anomaly.text import format_digits, format_seconds, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.digit_input.drawing import draw_canvas, keep_drawing
from anomaly.ui.digit_input.picker import follow_drawing
from anomaly.ui.session import server, state
from anomaly.ui.session.page_context import PageContext, scene, show_source, view_of
from anomaly.ui.session.threshold import current_line
from anomaly.ui.training.plan_form import digits_to_fit, hold_form, plan_form, read_form
from anomaly.ui.training.watch import (
    give_way,
    show_epochs,
    watch_charts,
    watch_pictures,
    watch_progress,
)


def page() -> None:
    """Draw the whole screen."""
    shown = scene()
    job: Job | None = st.session_state.get("job")
    server.worker().start()  # takes some seconds, which pass while a person chooses settings
    st.html(f'<p class="lead">{escape(t("train.lead"))}</p>')
    keep_drawing()
    with st.container(key="workbench"):
        left, right = st.columns([0.3, 0.7], gap="medium")
    with left:
        controls = st.container(key="train_controls")
        try:
            asked = plan_form(shown.digits, shown.trained.plan if job is None else job.plan)
        except UserError as problem:
            with controls:
                _controls(None, shown, job)
                st.error(str(problem), icon=":material/error:")
        else:
            with controls:
                _controls(asked, shown, job)
        with st.expander(t("train.draw"), icon=":material/draw:"):
            follow_drawing(draw_canvas())
    with right:
        # During a training and after it the charts are in the same place, so that those after it
        # take the place of those before, and are not for a moment a second pair below them.
        pictures, charts = st.container(), st.container()
        if job is None:
            with pictures:
                show_epochs(shown, charts)
            show_source(shown)
        else:
            with pictures:
                watch_pictures(job, shown)
            with charts:
                watch_charts(job, shown)
    view = view_of(shown, current_line(shown.trained, shown.anomalous))
    # With its training's name in the address, a page that is loaded again finds it again.
    state.write_address(view if job is None else replace(view, model=job.key))


def _controls(asked: TrainingPlan | None, shown: PageContext, job: Job | None) -> None:
    """Draw what trains, say what it will come to, and show how far a training is."""
    session = st.session_state
    known = None if asked is None else _known(asked, shown)
    name = "again" if known is not None and known.key == shown.trained.key else "train"
    if job is not None and job.plan != asked:
        name = "instead"
    st.button(
        t(f"train.{name}"),
        type="primary",
        icon=":material/model_training:",
        width="stretch",
        disabled=asked is None or (job is not None and job.plan == asked),
        on_click=_train,
        args=(shown,),
    )
    for problem in session.pop("train_problems", ()):
        st.warning(str(problem), icon=":material/warning:")
    if job is not None:
        watch_progress(job)
        if asked is not None and asked != job.plan:
            st.caption(t("train.other"))
    elif asked is not None and asked != shown.trained.plan:
        st.caption(t("train.changed"))
    else:
        _tell_result(shown.trained)
    if asked is not None:
        _tell_epochs(asked, shown)
    st.toggle(
        t("train.slow"),
        key="slow_motion",
        on_change=_set_pace,
        help=t("train.slow_help"),
        persist_state="session",
    )


def _tell_result(trained: TrainedDetector) -> None:
    """Say what the model that is shown came of, and lead to where it can be tried."""
    last = trained.history[-1]
    normal, seconds = format_digits(trained.plan.normal), format_seconds(last.seconds)
    ending = describe_ending(trained)
    told = "whole" if trained.carried_out else "part"
    if store.is_bundled(trained):
        told = "bundled"
    st.caption(t(f"train.told_{told}", normal=normal, ending=ending, seconds=seconds))
    st.page_link(st.session_state.pages["playground"], label=t("train.try"), icon=":material/draw:")


def _tell_epochs(asked: TrainingPlan, shown: PageContext) -> None:
    """Say so where few digits take more epochs than are asked for."""
    settings = asked.settings
    if isinstance(settings, FitSettings):
        epochs, _ = settings.schedule_length(digits_to_fit(asked, shown.digits))
        if epochs > settings.epochs:
            st.caption(t("train.more_epochs", epochs=epochs, least=settings.least_updates))


def _known(asked: TrainingPlan, shown: PageContext) -> TrainedDetector | None:
    """Return the detector that the plan gives, where it and its epochs are there already."""
    models = server.models()
    trained = models.named(asked.key(shown.digits.fingerprint))
    return trained if trained is not None and models.checkpoints(trained) is not None else None


def _train(shown: PageContext) -> None:
    """Show what is there already, or have it trained."""
    session = st.session_state
    try:
        asked = read_form()
        known = _known(asked, shown)
        if known is not None and known.key != shown.trained.key:
            give_way()
            state.use_model(known.key)
            return
        job, watcher = state.submit(asked, shown.digits, "train")
        if session.get("job") is job:  # a second click, made before the first had shown
            return
    except UserError as problem:
        session.train_problems = (problem,)
        return
    give_way()
    session.job, session.job_watcher = job, watcher
    hold_form(asked)
    _set_pace()


def _set_pace() -> None:
    """Have the training this session watches run in slow motion, unless others watch it too."""
    session = st.session_state
    job: Job | None = session.get("job")
    if job is not None:
        server.queue().slow_down(job, session.slow_motion and job.present == 1)
