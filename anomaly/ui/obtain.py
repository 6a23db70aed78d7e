"""Find the detector that a page is about, or wait for its training."""

import time

import streamlit as st

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import server, state
from anomaly.ui.session.page_context import PageContext, anomalies_of, scene
from anomaly.ui.sidebar import Choices
from anomaly.ui.training.progress import progress_of

GLANCE = 0.1  # seconds between two looks at a training that the page waits for


def _scene(choices: Choices) -> PageContext:
    digits = server.library().digits
    trained = _trained(choices, digits)
    return PageContext(trained, digits, anomalies_of(trained.plan, choices.anomalous))


def _trained(choices: Choices, digits: Digits) -> TrainedDetector:
    """Return the detector a person chose, or the default recipe's for the digits they chose.

    Where the digits make no sense it is the last one there was, so that nothing is lost.

    Raises
    ------
    UserError
        If there has been none.
    """
    key = st.session_state.get("model")
    chosen = None if key is None else server.models().named(key)
    if chosen is not None:
        plan = chosen.plan
        if (plan.detector, plan.normal) == (choices.detector, choices.normal):
            return chosen
    try:
        plan = TrainingPlan(detector=choices.detector, normal=choices.normal)
    except UserError as problem:
        if "scene" not in st.session_state:
            raise
        st.error(str(problem), icon=":material/error:")
        return scene().trained
    if key is not None and chosen is None:  # somebody deleted it
        st.info(t("model.gone"), icon=":material/link_off:")
    st.session_state.model = None
    return _obtain(plan, digits)


def _obtain(plan: TrainingPlan, digits: Digits) -> TrainedDetector:
    """Fetch a detector, with progress where it must be trained first."""
    trained, problems = server.models().find(plan, digits)
    if trained is None:
        job = _wait_for(plan, digits)
        problems += job.problems
        if job.trained is None:
            raise problems[-1]
        trained = job.trained
    if trained.problem is not None:
        problems.append(trained.problem)
    for sentence in _kept(trained.key, problems):
        st.warning(sentence, icon=":material/warning:")
    return trained


def _kept(key: str, problems: list[UserError]) -> list[str]:
    """Return what there was to say when a detector was obtained, in later runs as in that one."""
    session = st.session_state
    if session.get("obtained") != key:
        session.obtained, session.told = key, []
    session.told = list(dict.fromkeys([*session.told, *map(str, problems)]))
    told: list[str] = session.told
    return told


def _wait_for(plan: TrainingPlan, digits: Digits) -> Job:
    """Have a training made and show how it goes; a person who turns to something else leaves it."""
    place = st.empty()  # first, since a click can end this run at any element
    job, watcher = state.submit(plan, digits, "view")
    try:
        while job.active:
            place.progress(*progress_of(job))
            time.sleep(GLANCE)
    finally:
        server.queue().leave(job, watcher)
    place.empty()
    return job
