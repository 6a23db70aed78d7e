"""The Train screen: choose what to train, watch it learn, go back through its epochs."""

from dataclasses import replace
from html import escape

import streamlit as st

from anomaly.errors import UserError
from anomaly.jobs.job import SLOW_TRAINING, Job
from anomaly.reports.describe import describe_ending
from anomaly.storage import store
from anomaly.text import as_markdown, format_digits, format_seconds, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.terms import with_terms
from anomaly.ui.digit_input.drawing import draw_canvas, exchange, hand_over_drawing
from anomaly.ui.panels.notices import show_weakness, warn_of_problem
from anomaly.ui.session import jobs, server, widget_keys
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.normal_digits import choose_normal
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, session, use_model
from anomaly.ui.session.threshold import current_threshold
from anomaly.ui.training.plan_form import plan_form, read_form
from anomaly.ui.training.watch import (
    show_epochs,
    watch_charts,
    watch_pictures,
    watch_progress,
)

KEEP_INTERVAL = 60.0  # seconds; less than an idle worker lives


def page() -> None:
    """Draw the whole screen."""
    context, job = current_context(), session().train.job
    if context.trained.is_of_signs:
        _of_signs(context)
        return
    warn_of_problem(context.trained)
    _keep_worker()
    st.html(f'<p class="lead">{with_terms(t("train.lead"), "detector")}</p>')
    hand_over_drawing()
    with st.container(key="workbench"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        _choices(context, job)
        with st.expander(t("train.draw"), icon=":material/draw:"):
            draw_canvas()
        exchange()
    with right:
        _progress(context, job)
    view = view_of(context, current_threshold(context.trained, context.anomalous))
    # With its training's key in the address, a page that is loaded again finds it again.
    write_address(view if job is None else replace(view, model=job.key))


def _choices(context: PageContext, job: Job | None) -> None:
    """Draw the form of a plan, and the buttons that train it or act on the training under way."""
    # What one chooses, the button, and then what one seldom changes; also on a phone.
    choice, controls, details = (
        st.container(key=key) for key in ("plan_choice", "train_controls", "plan_details")
    )
    current = context.trained.plan if job is None else job.plan
    try:
        asked = plan_form(context.digits, current, choice, details)
    except UserError as problem:
        with controls:
            _controls(None, context, job)
            st.error(as_markdown(problem), icon=":material/error:")
    else:
        with controls:
            _controls(asked, context, job)


def _progress(context: PageContext, job: Job | None) -> None:
    """Draw pictures and charts of the training under way, or of the detector in view."""
    # The charts have the same container during a training and after it: else there would be
    # two pairs of them for a moment.
    pictures, charts = st.container(), st.container()
    if job is None:
        with pictures:
            show_epochs(context, charts)
        show_weakness(context.trained)
    else:
        with pictures:
            watch_pictures(job, context)
        with charts:
            watch_charts(job, context)


def _of_signs(context: PageContext) -> None:
    """Say where a person's own sign is trained, and offer to go back to digits."""
    st.html(f'<p class="lead">{escape(t("train.of_signs"))}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        if own := session().navigation.pages.get("own"):
            st.page_link(own, label=t("train.to_own"), icon=":material/gesture:")
        st.button(t("train.digits"), icon=":material/undo:", on_click=_to_digits)
    write_address(view_of(context, current_threshold(context.trained, context.anomalous)))


def _to_digits() -> None:
    choose_normal(widget_keys.NORMAL, (1,))
    use_model(None, keeps_tray=True)


@st.fragment(run_every=KEEP_INTERVAL)
def _keep_worker() -> None:
    """Keep a worker ready while the page is open, since its start takes some seconds."""
    server.worker().start()


def _controls(asked: TrainingPlan | None, context: PageContext, job: Job | None) -> None:
    """Draw the button that trains, the training's progress or result, and its pace."""
    train = session().train
    known = None if asked is None else _known(asked, context)
    name = "again" if known is not None and known.key == context.trained.key else "train"
    if job is not None and job.plan != asked:
        name = "instead"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t(f"train.{name}"),
            type="primary",
            icon=":material/model_training:",
            width="stretch",
            disabled=asked is None or (job is not None and job.plan == asked),
            on_click=_train,
            args=(context,),
        )
        st.toggle(
            t("train.slow"),
            key=widget_keys.SLOW_MOTION,
            on_change=_set_pace,
            help=t("train.slow_help", seconds=round(SLOW_TRAINING)),
            width="content",
            persist_state="session",
        )
    problems, train.problems = train.problems, ()
    for problem in problems:
        st.warning(as_markdown(problem), icon=":material/warning:")
    with st.container(key="train_status"):
        if job is not None:
            watch_progress(job)
            if asked is not None and asked != job.plan:
                st.caption(t("train.other"))
        elif asked is not None and asked != context.trained.plan:
            st.caption(t("train.changed"))
        else:
            _describe_result(context.trained)


def _describe_result(trained: TrainedDetector) -> None:
    """Describe the training of the model in view, and link to where it can be tried."""
    last = trained.history[-1]
    normal, seconds = format_digits(trained.plan.normal), format_seconds(last.seconds)
    ending = describe_ending(trained)
    kind = "whole" if trained.carried_out else "part"
    if store.is_bundled(trained):
        kind = "bundled"
    st.caption(t(f"train.told_{kind}", normal=normal, ending=ending, seconds=seconds))
    if playground := session().navigation.pages.get("playground"):
        st.page_link(playground, label=t("train.try"), icon=":material/draw:")


def _known(asked: TrainingPlan, context: PageContext) -> TrainedDetector | None:
    """Return the detector that the plan gives, where it is stored with its epochs already."""
    models = server.models()
    trained = models.named(asked.key(context.digits.fingerprint))
    return trained if trained is not None and models.checkpoints(trained) is not None else None


def _train(context: PageContext) -> None:
    """Show the detector asked for where it is stored already, or else train it."""
    train = session().train
    try:
        asked = read_form()
        known = _known(asked, context)
        if known is not None and known.key != context.trained.key:
            jobs.make_way()
            use_model(known.key, keeps_tray=True)
            return
        job, watcher = jobs.submit(asked, context.digits, "train")
        if train.job is job:  # a second click, made before the first had shown
            return
    except UserError as problem:
        train.problems = (problem,)
        return
    jobs.make_way()
    train.job, train.watcher, train.form_of = job, watcher, asked
    _set_pace()


def _set_pace() -> None:
    """Run the training that this session watches in slow motion, unless others watch it too."""
    job, slow = session().train.job, st.session_state[widget_keys.SLOW_MOTION]
    if job is not None:
        jobs.slow_down(job, slow)
