"""What the screens share: the session's choices, and caches for all sessions of a server."""

import gc
import threading
import time
from pathlib import Path

import streamlit as st
from streamlit import runtime
from streamlit.runtime import RuntimeState
from streamlit.runtime.scriptrunner import get_script_run_ctx

from anomaly import store
from anomaly.data import Digits, all_others, load_digits, load_mnist
from anomaly.fetch import MnistFetch
from anomaly.job import Job
from anomaly.jobs import JobQueue
from anomaly.memory import be_lean, give_back
from anomaly.mnist import find_mnist
from anomaly.plan import TrainingPlan
from anomaly.text import Problem
from anomaly.training_process import TrainingProcess
from anomaly.ui import address
from anomaly.ui.address import View
from anomaly.ui.models import Models
from anomaly.ui.threshold import ask_for

TIDYING = 10.0  # seconds between two looks whether anybody is there
FORGOTTEN = 13  # looks after which Streamlit has let go of the last sessions
NOBODY = RuntimeState.NO_SESSIONS_CONNECTED
GLANCE = 0.2  # seconds between two steps that are heard of; hearing of each would slow them down


class Library:
    """The digits in use, and the download that may replace them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.fetch: MnistFetch | None = None
        self.digits: Digits
        root, self.problems = find_mnist()
        if root is None or not self._read(root):
            self.digits = load_digits("generated")
            self.fetch = MnistFetch()

    def _read(self, root: Path) -> bool:
        """Take MNIST under `root` into use, or keep the problem."""
        try:
            self.digits = load_mnist(root)
        except Problem as problem:
            self.problems.append(problem)
            return False
        return True

    def refresh(self) -> bool:
        """Take MNIST into use once it has arrived; return whether that happened now."""
        with self._lock:
            if self.fetch is None or self.fetch.state != "done":
                return False
            root, self.fetch, self.problems = self.fetch.root, None, []
            return self._read(root)

    def retry(self) -> None:
        """Start a failed download again."""
        with self._lock:
            if self.fetch is not None and self.fetch.state == "failed":
                self.fetch = MnistFetch()


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the digits shared by all sessions."""
    be_lean()
    there = Library()
    threading.Thread(target=_tidy_up, name="tidying", daemon=True).start()
    # Streamlit collects garbage after each run, a quarter of a second over all that torch has
    # loaded. What is there now is there to stay, so it need not be looked through again.
    gc.collect()
    gc.freeze()
    return there


def _tidy_up() -> None:
    """Give memory back when nobody is there, and again when nobody can come back any more."""
    looks = 0
    while True:
        time.sleep(TIDYING)
        if not runtime.exists():
            return
        looks = looks + 1 if runtime.get_instance().state is NOBODY else 0
        if looks == FORGOTTEN:
            models().rest()
        if looks in (1, FORGOTTEN):
            give_back()


@st.cache_resource(show_spinner=False)
def models() -> Models:
    """Return the trained detectors shared by all sessions."""
    store.sweep()
    return Models()


@st.cache_resource(show_spinner=False)
def queue() -> JobQueue:
    """Return the trainings under way for all sessions."""
    process = TrainingProcess()
    process.start()
    return JobQueue(on_done=models().take_over, train=process.begin, glance=GLANCE)


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
    Problem
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


def open_view() -> Problem | None:
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
    ask_for(view.threshold, view.rule)
    state.sample = view.sample
    state.source = "sample"
    return problem


def write_address(view: View) -> None:
    """Put the view into the address bar when it differs from what stands there."""
    parameters = address.write(view)
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
