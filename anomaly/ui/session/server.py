"""What all sessions of a server share: digits, trained detectors, the queue."""

import gc
import threading
import time
from pathlib import Path

import streamlit as st
from streamlit import runtime
from streamlit.runtime import RuntimeState

from anomaly.data.digits import Digits, load_digits, load_mnist
from anomaly.data.download import MnistFetch
from anomaly.data.mnist import find_mnist
from anomaly.errors import UserError
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.worker import TrainingProcess
from anomaly.memory import limit_malloc_arenas, trim_memory
from anomaly.storage import store
from anomaly.ui.session.model_cache import Models

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
        except UserError as problem:
            self.problems.append(problem)
            return False
        return True

    def refresh(self) -> bool:
        """Take MNIST into use once it has arrived; return whether that happened now."""
        with self._lock:
            if self.fetch is None or self.fetch.status != "done":
                return False
            root, self.fetch, self.problems = self.fetch.root, None, []
            return self._read(root)

    def retry(self) -> None:
        """Start a failed download again."""
        with self._lock:
            if self.fetch is not None and self.fetch.status == "failed":
                self.fetch = MnistFetch()


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the digits shared by all sessions."""
    limit_malloc_arenas()
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
            models().drop_stored()
        if looks in (1, FORGOTTEN):
            trim_memory()


@st.cache_resource(show_spinner=False)
def models() -> Models:
    """Return the trained detectors shared by all sessions."""
    store.remove_partial_files()
    return Models()


@st.cache_resource(show_spinner=False)
def queue() -> JobQueue:
    """Return the trainings under way for all sessions."""
    process = TrainingProcess()
    process.start()
    return JobQueue(on_done=models().add_result, train=process.begin, yield_interval=GLANCE)
