"""What the screens share: the session's choices, and caches for all sessions of a server."""

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from anomaly.data.digits import Digits, all_others
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session import address
from anomaly.ui.session.address import View
from anomaly.ui.session.server import queue
from anomaly.ui.session.threshold import apply_link


def submit(plan: TrainingPlan, digits: Digits, purpose: str) -> tuple[Job, str]:
    """Ask for a training on behalf of this session, as long as its page is open.

    Parameters
    ----------
    plan : TrainingPlan
    digits : Digits
    purpose : str
        Sets apart what a session waits for at once.

    Returns
    -------
    job : Job
    watcher : str
        The name under which the session waits.

    Raises
    ------
    UserError
        If too many trainings wait.
    """
    context = get_script_run_ctx()
    session = "" if context is None else context.session_id

    def is_there() -> bool:
        return not runtime.exists() or runtime.get_instance().is_active_session(session)

    watcher = f"{session}-{purpose}"
    return queue().submit(plan, digits, watcher, is_there), watcher


def rejoin(key: str) -> bool:
    """Watch the training under way that has this name, as after its page was loaded again."""
    job = queue().find(key)
    if job is None:
        return False
    session = st.session_state
    session.job, session.job_watcher = submit(job.plan, job.digits, "train")
    return True


def use_model(key: str | None) -> None:
    """Have the next run show a stored detector; None for the default recipe's."""
    st.session_state.adopting = key


def open_view() -> UserError | None:
    """On a session's first run, take over what the address asks for.

    Returns the sentence for an address that made no sense, in that run.
    """
    state = st.session_state
    if "normal" in state:
        return None
    view, problem = address.read(st.query_params.to_dict())
    state.normal = list(view.normal)
    state.rest = view.anomalous == all_others(view.normal)
    state.anomalous = [9] if state.rest else list(view.anomalous)
    state.detector = view.detector
    state.adopting = view.model
    apply_link(view.threshold, view.rule)
    state.sample = view.sample
    state.source = "sample"
    return problem


def write_address(view: View) -> None:
    """Put the view into the address bar when it differs from what stands there."""
    parameters = address.write(view)
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
