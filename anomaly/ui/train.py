"""The Train screen: choose what to train, watch it learn, go back through its epochs."""

from html import escape

import streamlit as st

from anomaly.job import Job
from anomaly.plan import TrainingPlan
from anomaly.text import Problem, say
from anomaly.training import TrainedDetector
from anomaly.ui import state
from anomaly.ui.drawing import draw_canvas, keep_drawing
from anomaly.ui.frame import Scene, scene, tell_source, view_of
from anomaly.ui.picker import follow_drawing
from anomaly.ui.plan_form import plan_form, read_form
from anomaly.ui.threshold import current_line
from anomaly.ui.watch import leave_job, show_epochs, watch_job


def page() -> None:
    """Draw the whole screen."""
    shown = scene()
    st.html(f'<p class="lead">{escape(say("train.lead"))}</p>')
    keep_drawing()
    with st.container(key="workbench"):
        left, right = st.columns([0.3, 0.7], gap="medium")
    with left:
        place = st.container()
        asked = plan_form(shown.digits, shown.trained.plan)
        with place:
            _buttons(asked, shown)
        with st.expander(say("train.draw"), icon=":material/draw:"):
            follow_drawing(draw_canvas())
    with right:
        with st.container():
            _tell_problems()
        # During a training and after it the charts are in the same place, so that those after it
        # take the place of those before, and are not for a moment a second pair below them.
        above, charts = st.container(), st.container()
        job: Job | None = st.session_state.get("job")
        with above:
            if job is None:
                show_epochs(shown, charts)
            else:
                watch_job(job, shown, charts)
        if job is None:
            tell_source(shown)
    state.write_address(view_of(shown, current_line(shown.trained, shown.anomalous)))


def _buttons(asked: TrainingPlan | None, shown: Scene) -> None:
    """Draw the button that trains, and say where what is shown is not what is asked for."""
    job: Job | None = st.session_state.get("job")
    known = None if asked is None else _known(asked, shown)
    again = known is not None and known.key == shown.trained.key
    st.button(
        say("train.again" if again else "train.train"),
        type="primary",
        icon=":material/model_training:",
        width="stretch",
        disabled=asked is None or (job is not None and job.plan == asked),
        on_click=_train,
        args=(shown,),
    )
    st.toggle(
        say("train.slow"),
        key="slow_motion",
        on_change=_set_pace,
        help=say("train.slow_help"),
        persist_state="session",
    )
    if job is None and asked is not None and asked != shown.trained.plan:
        st.caption(say("train.changed"))


def _known(asked: TrainingPlan, shown: Scene) -> TrainedDetector | None:
    """Return the detector that the plan gives, where it and its epochs are there already."""
    models = state.models()
    trained = models.named(asked.key(shown.digits.fingerprint))
    return trained if trained is not None and models.recording(trained) is not None else None


def _train(shown: Scene) -> None:
    """Show what is there already, or have it trained."""
    session = st.session_state
    try:
        asked = read_form()
        leave_job()
        known = _known(asked, shown)
        if known is not None and known.key != shown.trained.key:
            state.use_model(known.key)
            return
        session.job, session.job_watcher = state.submit(asked, shown.digits, "train")
    except Problem as problem:
        session.train_problems = (problem,)
    else:
        _set_pace()


def _set_pace() -> None:
    """Have the training this session watches run in slow motion, unless others watch it too."""
    session = st.session_state
    job: Job | None = session.get("job")
    if job is not None:
        state.queue().slow_down(job, session.slow_motion and len(job.watchers) == 1)


def _tell_problems() -> None:
    for problem in st.session_state.pop("train_problems", ()):
        st.warning(str(problem), icon=":material/warning:")
