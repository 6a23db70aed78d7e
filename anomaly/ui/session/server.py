"""State shared by all sessions of a server: digits, trained detectors, the queue.

It is not in Streamlit's caches, which any browser can have cleared.
"""

import gc
import itertools
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from anomaly.caching import Once
from anomaly.data.digits import Digits, load_digits, load_mnist
from anomaly.data.download import MnistFetch
from anomaly.data.mnist import find_mnist
from anomaly.detectors.progress import Parts
from anomaly.errors import UserError, tell_operator
from anomaly.jobs.bounds import DEFAULT_SECONDS, max_training_seconds
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.worker import TrainingProcess
from anomaly.memory import limit_malloc_arenas, trim_memory
from anomaly.storage import store
from anomaly.storage.quota import remove_unused
from anomaly.threads import leave_cores
from anomaly.ui.session import _compat
from anomaly.ui.session.classroom import tidy_classes
from anomaly.ui.session.computing import in_turns
from anomaly.ui.session.downloads import Downloads
from anomaly.ui.session.model_cache import Models
from anomaly.ui.session.page_turns import PageTurns
from anomaly.ui.session.run_records import RunRecords
from anomaly.ui.session.strokes import strokes
from anomaly.ui.session.upload_space import UploadSpace

TIDY_INTERVAL = 10.0  # seconds between two searches for memory to free
TIDY_CLASSES_EVERY = 30  # intervals
COLLECT_EVERY = 2  # intervals, while large models may wait to be collected with their sessions
# Collections of young objects, each after some seven thousand new ones, before the whole heap is
# searched for garbage, for tenths of a second in which no thread goes on.
YOUNG_COLLECTIONS = 50
NEVER = 10**9  # young collections; in place of Python's own choice of the moment
COURTESY = 1.0  # seconds for which such a search waits for a moment without strokes
EXPIRED_AFTER = 13  # intervals without a session after which Streamlit has expired the last ones
YIELD_INTERVAL = 0.2  # seconds between two progress events; one for each batch would slow it down
T = TypeVar("T")
_log = logging.getLogger(__name__)


class Library:
    """The digits in use, and the download that may replace them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.fetch: MnistFetch | None = None
        self.digits: Digits
        root, self.problems = find_mnist()
        for problem in self.problems:
            tell_operator(problem)
        if root is None or not self._read(root):
            self.digits = load_digits("generated")
            self.fetch = MnistFetch(on_failure=tell_operator)

    def _read(self, root: Path) -> bool:
        """Use MNIST under `root`, or keep the problem."""
        try:
            self.digits = load_mnist(root)
        except UserError as problem:
            self.problems.append(problem)
            tell_operator(problem)
            return False
        return True

    def refresh(self) -> bool:
        """Use MNIST once it has arrived; return whether that happened now."""
        with self._lock:
            if self.fetch is None or self.fetch.status != "done":
                return False
            root, self.fetch, self.problems = self.fetch.root, None, []
            return self._read(root)

    def retry(self) -> None:
        """Start a failed download again."""
        with self._lock:
            if self.fetch is not None and self.fetch.status == "failed":
                self.fetch = MnistFetch(on_failure=tell_operator)


@Once
def library() -> Library:
    """Return the digits shared by all sessions."""
    limit_malloc_arenas()
    leave_cores()
    shared = Library()
    threading.Thread(target=_tidy_up, name="tidying", daemon=True).start()
    return shared


@Once
def settle() -> None:
    """Freeze the modules as soon as the first page is there, before anybody draws on it.

    From then on the whole heap is searched for garbage in rounds of tidying alone.
    """
    if not models().has_large:
        _freeze_modules()
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)


def _freeze_modules() -> None:
    """Exclude the objects of the imported modules, which are permanent, from Python's collections.

    It takes a fifth of a second, in which no thread goes on. .streamlit/config.toml switches off
    Streamlit's collection after each run.
    """
    gc.unfreeze()  # what was frozen with them, and is no longer needed
    gc.collect()
    gc.freeze()


def _tidy_up() -> None:
    """Do rounds of tidying as long as the server runs."""
    idle_rounds = 0
    for number in itertools.count(1):
        time.sleep(TIDY_INTERVAL)
        if not _compat.is_running():
            return
        try:
            idle_rounds = idle_rounds + 1 if _compat.is_idle() else 0
            _tidy(number, idle_rounds)
        except Exception:  # a folder that cannot be read, say; the next round tries again
            _log.exception("tidying up failed")


def _tidy(number: int, idle_rounds: int) -> None:
    """End an idle worker, drop old uploads, large models and classes, and free memory.

    Parameters
    ----------
    number : int
        Of the round.
    idle_rounds : int
        Rounds, with this one, in which there was no session.
    """
    worker().stop_if_idle()
    upload_space().tidy()
    models().tidy()
    if number % TIDY_CLASSES_EVERY == 0:
        tidy_classes()
    _compat.expire_sessions()
    if idle_rounds == EXPIRED_AFTER:
        models().drop_stored()
        _freeze_modules()
    may_be_held = number % COLLECT_EVERY == 0 and models().has_large
    if may_be_held or idle_rounds in (1, EXPIRED_AFTER):
        strokes().give_way(COURTESY)
        trim_memory()
    elif gc.get_count()[2] >= YOUNG_COLLECTIONS:
        strokes().give_way(COURTESY)
        gc.collect()


@Once
def models() -> Models:
    """Return the trained detectors shared by all sessions."""
    store.remove_partial_files()
    remove_unused()
    return Models(page_turns())


@Once
def run_records() -> RunRecords:
    """Return what the files of stored detectors say, shared by all sessions."""
    return RunRecords(models())


@Once
def downloads() -> Downloads:
    """Return the models' files that are given out."""
    return Downloads()


@Once
def upload_space() -> UploadSpace:
    """Return the space for the files that browsers upload."""
    return UploadSpace()


@Once
def worker() -> TrainingProcess:
    """Return the worker process in which the queue trains."""
    return TrainingProcess()


@Once
def page_turns() -> PageTurns:
    """Return the turns at whole runs of a page, by the address that the page is opened from."""
    return PageTurns(strokes=strokes())


@contextmanager
def turn_to_draw(key: str, page: str = "") -> Iterator[None]:
    """Wait for a turn (`PageTurns.turn`), and give way to strokes before each element drawn."""
    turns = page_turns()
    with turns.turn(key, page), _compat.calling_at_each_element(turns.give_way):
        yield


def compute(parts: Parts[T]) -> T:
    """Do work in parts to its end, as `in_turns`, and return its result."""
    return in_turns(parts, page_turns())


@Once
def queue() -> JobQueue:
    """Return the queue of the trainings of all sessions."""
    try:
        max_seconds = max_training_seconds()
    except UserError as problem:
        tell_operator(problem)
        max_seconds = DEFAULT_SECONDS
    return JobQueue(
        on_done=models().add_result,
        train=worker().begin,
        yield_interval=YIELD_INTERVAL,
        max_seconds=max_seconds,
    )


def forget() -> None:
    """Forget all of it, as a new server would begin."""
    for shared in globals().values():
        if isinstance(shared, Once):
            shared.forget()
