"""What the screens share: the session's choices, and caches for all sessions of a server."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from anomaly import store
from anomaly.data import MNIST_FINGERPRINT, Digits, all_others, load_digits, load_mnist
from anomaly.detectors import TrainingReport
from anomaly.fetch import MnistFetch
from anomaly.mnist import find_mnist
from anomaly.text import Problem
from anomaly.training import TrainedDetector, TrainingPlan, finish, train_detector
from anomaly.ui import address
from anomaly.ui.address import View
from anomaly.ui.threshold import ask_for

MOST_DETECTORS = 24  # kept in memory; 2 MB each


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


class Shelf:
    """Trained detectors in memory, the least recently used given up first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, TrainedDetector] = OrderedDict()
        self._lock = threading.Lock()
        self._training = threading.Lock()

    def take(self, key: str) -> TrainedDetector | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, trained: TrainedDetector) -> None:
        with self._lock:
            self._kept[key] = trained
            while len(self._kept) > MOST_DETECTORS:
                self._kept.popitem(last=False)

    def obtain(
        self,
        plan: TrainingPlan,
        digits: Digits,
        on_report: Callable[[TrainingReport], object],
        on_problem: Callable[[Problem], object],
    ) -> TrainedDetector:
        """Return a detector from memory or disk, or train it, one at a time for all sessions."""
        key = plan.key(digits.fingerprint)
        trained = self.take(key)
        if trained is not None:
            return trained
        with self._training:
            trained = self.take(key)
            if trained is None:
                trained, problems = store.find(plan, [MNIST_FINGERPRINT, digits.fingerprint])
                if trained is None:
                    trained = finish(train_detector(plan, digits), on_report)
                    try:
                        store.save(trained)
                    except Problem as problem:
                        problems.append(problem)
                self.put(key, trained)
                for each in problems:
                    on_problem(each)
        return trained


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the digits shared by all sessions."""
    there = Library()
    # Streamlit collects garbage after each run, a quarter of a second over all that torch has
    # loaded. What is there now is there to stay, so it need not be looked through again.
    gc.collect()
    gc.freeze()
    return there


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """Return the detectors shared by all sessions."""
    return Shelf()


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
    ask_for(view.threshold, view.rule)
    state.sample = view.sample
    state.source = "sample"
    return problem


def write_address(view: View) -> None:
    """Put the view into the address bar when it differs from what stands there."""
    parameters = address.write(view)
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
