"""Training on the pictures given: what it is called, the button, progress, and the result."""

import numpy as np
import streamlit as st

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.storage.drafts import MAX_NAME, short_name
from anomaly.text import display_name, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.signs import MIN_SIGNS, Signs, sign_detectors, sign_plan
from anomaly.ui.own.result import show_result
from anomaly.ui.panels.notices import job_problems
from anomaly.ui.session import jobs, server, widget_keys
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.presentation import shown_of
from anomaly.ui.session.said import run_again
from anomaly.ui.session.session import current_presentation, session, use_model
from anomaly.ui.session.signs import keep_draft
from anomaly.ui.training.progress import progress_of

POLL_INTERVAL = 0.4  # seconds between two looks at a training that takes some
PURPOSE = "own"


def show_training(context: PageContext) -> None:
    """Show the name, the detector and the button, and then progress or result."""
    own = session().own
    if session().model.request is not None:  # what is asked for is trained already
        st.rerun()
    key = _key_of_given()
    _form(key, is_trained=key == context.trained.key)
    if own.job is not None:
        _watch(own.job)
    elif context.trained.is_of_signs:
        show_result(context, is_current=key == context.trained.key)


def _form(key: str | None, *, is_trained: bool) -> None:
    own = session().own
    st.session_state.setdefault(widget_keys.OWN_NAME, own.name)
    st.session_state.setdefault(widget_keys.OWN_DETECTOR, own.detector)
    with st.container(horizontal=True, vertical_alignment="bottom", key="own_form"):
        st.text_input(
            t("own.name"),
            key=widget_keys.OWN_NAME,
            max_chars=MAX_NAME,
            placeholder=t("own.name_example"),
            on_change=_rename,
            width=190,
            persist_state="session",
        )
        st.selectbox(
            t("own.detector"),
            shown_of(sign_detectors(), current_presentation().detectors, own.detector),
            format_func=lambda name: display_name("detector", name),
            key=widget_keys.OWN_DETECTOR,
            on_change=_choose_detector,
            width=230,
            persist_state="session",
        )
        st.button(
            t("own.train"),
            type="primary",
            icon=":material/model_training:",
            disabled=key is None or own.job is not None or is_trained,
            on_click=_train,
            key="own_train",
        )
    if key is None:
        count = len(own.tray.of_kind(is_anomaly=False))
        st.caption(t("own.too_few", needed=MIN_SIGNS, count=count))
    elif is_trained:
        st.caption(t("own.trained"))


def _signs() -> Signs:
    """Return the pictures given.

    Raises
    ------
    UserError
        If there are too few.
    """
    given = session().own.tray.examples
    pictures = np.array([one.pixels for one in given]).reshape(-1, IMAGE_SIDE, IMAGE_SIDE) / 255
    kinds = np.array([one.is_anomaly for one in given], bool)
    return Signs.of(pictures[~kinds], pictures[kinds])


def _key_of_given() -> str | None:
    """Return the key of the detector that the pictures given make; None where they are too few."""
    try:
        return _plan().key(_signs().fingerprint)
    except UserError:
        return None


def _plan() -> TrainingPlan:
    return sign_plan(session().own.detector)


def _rename() -> None:
    own = session().own
    own.name = short_name(st.session_state[widget_keys.OWN_NAME])
    keep_draft()


def _choose_detector() -> None:
    session().own.detector = st.session_state[widget_keys.OWN_DETECTOR]


def _train() -> None:
    """Show the detector asked for where it is stored already, or else train it."""
    own = session().own
    try:
        signs, plan = _signs(), _plan()
        known = server.models().named(plan.key(signs.fingerprint))
        if known is not None:
            use_model(known.key)
        else:
            own.job, own.watcher = jobs.submit(plan, signs.as_digits(), PURPOSE)
    except UserError as problem:
        own.problems = (problem,)


@jobs.live(POLL_INTERVAL)
def _watch(job: Job) -> None:
    """Show a training's progress, and take over its result when it ends."""
    own = session().own
    if own.job is not job:
        run_again()
    if not job.active:
        # A rerun can end this at any call of Streamlit, so the job is left last.
        if job.trained is not None:
            use_model(job.trained.key)
        own.job, own.problems = None, job_problems(job)
        run_again()
    st.progress(*progress_of(job))
    st.button(t("own.stop"), icon=":material/stop:", on_click=_stop, key="own_stop")


def _stop() -> None:
    own = session().own
    job, own.job = own.job, None
    if job is not None:
        server.queue().leave(job, own.watcher)
        own.problems = (UserError("own.stopped"),)
