"""Objects that all sessions of a server share: digits, trained detectors, the queue."""

import gc
import threading
import time
from pathlib import Path

import streamlit as st

from anomaly.data.digits import Digits, load_digits, load_mnist
from anomaly.data.download import MnistFetch
from anomaly.data.mnist import find_mnist
from anomaly.errors import UserError
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.worker import TrainingProcess
from anomaly.memory import limit_malloc_arenas, trim_memory
from anomaly.storage import store
from anomaly.ui.session import _compat
from anomaly.ui.session.model_cache import Models

IDLE_CHECK_INTERVAL = 10.0  # seconds between two checks for connected sessions
CHECKS_UNTIL_EXPIRY = 13  # idle checks until Streamlit's disconnected sessions have expired
PROGRESS_INTERVAL = 0.2  # seconds between two progress events; more would slow the training


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
    shared = Library()
    threading.Thread(target=_trim_when_idle, name="trim-when-idle", daemon=True).start()
    # Streamlit collects garbage after each run, which takes a quarter of a second over all that
    # torch has loaded. Frozen objects are not looked through again.
    gc.collect()
    gc.freeze()
    return shared


def _trim_when_idle() -> None:
    """Return memory to the system once no session is connected, and again once all have expired."""
    idle_checks = 0
    while True:
        time.sleep(IDLE_CHECK_INTERVAL)
        if not _compat.is_running():
            return
        idle_checks = idle_checks + 1 if _compat.is_idle() else 0
        if idle_checks == CHECKS_UNTIL_EXPIRY:
            models().rest()
        if idle_checks in (1, CHECKS_UNTIL_EXPIRY):
            trim_memory()


@st.cache_resource(show_spinner=False)
def models() -> Models:
    """Return the trained detectors shared by all sessions."""
    store.sweep()
    return Models()


@st.cache_resource(show_spinner=False)
def queue() -> JobQueue:
    """Return the queue of trainings shared by all sessions."""
    process = TrainingProcess()
    process.start()
    return JobQueue(
        on_done=models().add_result, train=process.begin, yield_interval=PROGRESS_INTERVAL
    )
