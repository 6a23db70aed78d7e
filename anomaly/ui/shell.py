"""What stands around every page: the style, the sidebar, and the detector they choose."""

from pathlib import Path

import streamlit as st

from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.ui.components.menu import close_menu
from anomaly.ui.obtain import _scene
from anomaly.ui.session import server, state
from anomaly.ui.sidebar import sidebar
from anomaly.ui.training.progress import progress_of

GLANCE_ASIDE = 1.0  # and at one that it does not
STYLE = Path(__file__).with_name("style.css")


def run(pages: dict[str, "st.Page"]) -> None:
    """Draw the sidebar, obtain the detector it asks for, and draw the page a person chose.

    Parameters
    ----------
    pages : dict of str to st.Page
        By name; pages send people to each other by these names.
    """
    st.html(STYLE)
    chosen = st.navigation(list(pages.values()), position="top")
    session = st.session_state
    session.pages, session.turned = pages, session.get("page") != chosen.url_path
    session.page = chosen.url_path
    notice = state.open_view()
    _adopt_model(chosen is pages["train"])
    own_choice = chosen in (pages["train"], pages["runs"])
    try:
        choices = sidebar(with_model=not own_choice)
        if chosen is not pages["train"]:
            _tell_training(pages["train"])
        with st.sidebar:
            close_menu(chosen.url_path)
        scene = _scene(choices)
    except UserError as problem:
        st.error(str(problem), icon=":material/error:")
        return
    if notice is not None:
        st.info(str(notice), icon=":material/link_off:")
    session.scene = scene
    chosen.run()


def _tell_training(page: "st.Page") -> None:
    """Show on other pages how far the training is that was begun on `page`, and lead back there."""
    job: Job | None = st.session_state.get("job")
    if job is None:
        return
    with st.sidebar:
        _watch_aside(job)
        st.page_link(page, label=t("job.see"), icon=":material/model_training:")


@st.fragment(run_every=GLANCE_ASIDE)
def _watch_aside(job: Job) -> None:
    if job.active:
        st.progress(*progress_of(job))
    else:  # without running the page again, under somebody who draws
        st.caption(t("job.ended"))


def _adopt_model(watching: bool) -> None:
    """Put the digits of a detector that a person chose into the sidebar, before it is drawn.

    Parameters
    ----------
    watching : bool
        Whether to watch its training, if it is being trained again.
    """
    key = st.session_state.pop("adopting", "")
    if key == "":
        return
    trained = None if key is None else server.models().named(key)
    joined = key is not None and (watching or trained is None) and state.rejoin(key)
    st.session_state.model = None if trained is None else key
    if trained is not None:
        plan = TrainingPlan(detector=trained.plan.detector, normal=trained.plan.normal)
        st.session_state.normal, st.session_state.detector = list(plan.normal), plan.detector
        if server.models().find(plan, server.library().digits)[0] is trained:
            st.session_state.model = None  # the digits alone say which it is
    elif key is not None and not joined:
        st.info(t("model.gone"), icon=":material/link_off:")
