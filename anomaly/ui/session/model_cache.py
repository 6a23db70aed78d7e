"""Trained detectors and their checkpoints in memory, for all sessions of a server."""

import threading
from contextlib import suppress
from typing import Protocol, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from anomaly.data.digits import LABELS, MNIST_FINGERPRINT, Digits
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.storage import store
from anomaly.storage.checkpoints import CheckpointHistory, delete_checkpoints, load_checkpoints
from anomaly.training.plan import TrainingPlan
from anomaly.training.retest import is_tested_on, retest
from anomaly.training.signs import are_signs
from anomaly.training.trained import TrainedDetector

MAX_DETECTOR_BYTES = 150_000_000  # the default recipe's take 3 MB each
MAX_CHECKPOINT_BYTES = 100_000_000
PREPARING = "preparing"  # name of the thread


class Sized(Protocol):
    """An object that knows its size in memory."""

    @property
    def nbytes(self) -> int: ...


Value = TypeVar("Value", bound=Sized)


def sized_cache(max_bytes: int) -> LRUCache[str, Value]:
    """Return an LRU cache bounded by the bytes of its values.

    A value larger than `max_bytes` is kept alone, until another one is added.
    """
    return LRUCache(max_bytes, getsizeof=lambda value: min(value.nbytes, max_bytes))


class Models:
    """Trained detectors, cached in memory by key and stored on disk."""

    def __init__(self) -> None:
        self._detectors: LRUCache[str, TrainedDetector] = sized_cache(MAX_DETECTOR_BYTES)
        self._checkpoints: LRUCache[str, CheckpointHistory] = sized_cache(MAX_CHECKPOINT_BYTES)
        self._lock = threading.Lock()  # of both caches
        # With the fingerprint of the test digits, by the detector as it is stored.
        self._tested: WeakKeyDictionary[TrainedDetector, tuple[str, TrainedDetector]]
        self._tested = WeakKeyDictionary()
        # One a detector, so that sessions that ask together compute once.
        self._testing: WeakKeyDictionary[TrainedDetector, threading.Lock] = WeakKeyDictionary()
        self._importing = threading.Lock()  # checking a file can take hundreds of megabytes
        self._prepared: set[tuple[str, str]] = set()  # detectors by name, and fingerprints

    def find(
        self, plan: TrainingPlan, digits: Digits
    ) -> tuple[TrainedDetector | None, list[UserError]]:
        """Return the detector trained by `plan`, on MNIST if there is one, else on `digits`.

        A person's own pictures are no digits, so that MNIST takes no place of theirs.

        Returns
        -------
        trained : TrainedDetector or None
        problems : list of UserError
            About damaged files that were skipped.
        """
        own = (digits.fingerprint,)
        fingerprints = own if are_signs(digits) else (MNIST_FINGERPRINT, *own)
        for fingerprint in fingerprints:
            trained = self._cached(plan.key(fingerprint))
            if trained is not None:
                return trained, []
        trained, problems = store.find(plan, fingerprints)
        if trained is not None:
            self._cache(trained)
        return trained, problems

    def named(self, key: str) -> TrainedDetector | None:
        """Return the detector with a key, or None if it is neither in memory nor stored."""
        trained = self._cached(key)
        if trained is None:
            trained = store.find_key(key)
            if trained is not None:
                self._cache(trained)
        return trained

    def tested_on(self, trained: TrainedDetector, digits: Digits) -> TrainedDetector:
        """Return a detector with its scores of the test digits in use.

        Where it was stored with others, they are computed once for all sessions, and go with it.
        """
        if is_tested_on(trained, digits):
            return trained
        tested = self._retested(trained, digits)
        if tested is None:
            with self._lock:
                testing = self._testing.setdefault(trained, threading.Lock())
            with testing:
                tested = self._retested(trained, digits) or retest(trained, digits)
                self._tested[trained] = digits.fingerprint, tested
        return tested

    def prepare(self, detector: str, digits: Digits) -> None:
        """Read a detector's models for each single digit in the background, unless that was done.

        The next tap on a digit is then answered as quickly as a click on a sample.
        """
        prepared = detector, digits.fingerprint
        if prepared not in self._prepared:
            self._prepared.add(prepared)
            plans = [TrainingPlan(detector=detector, normal=(label,)) for label in LABELS]
            # No daemon: PyTorch aborts where it computes while the interpreter ends.
            threading.Thread(None, self._prepare, PREPARING, (plans, digits)).start()

    def _prepare(self, plans: list[TrainingPlan], digits: Digits) -> None:
        for plan in plans:
            trained, _ = self.find(plan, digits)
            if trained is not None:
                self.tested_on(trained, digits)

    def checkpoints(self, trained: TrainedDetector) -> CheckpointHistory | None:
        """Return the checkpoints of a detector's training, if they are stored."""
        with self._lock:
            checkpoints = self._checkpoints.get(trained.key)
        if checkpoints is None:
            checkpoints = load_checkpoints(trained.plan, trained.key)
            if checkpoints is not None:
                with self._lock:
                    self._checkpoints[trained.key] = checkpoints
        return checkpoints

    def add(self, trained: TrainedDetector) -> None:
        """Cache and store a detector; where there is no place on disk, it is cached only."""
        self._cache(trained)
        with suppress(UserError):
            store.check_room(trained)
            store.save(trained)

    def add_result(self, job: Job) -> None:
        """Cache the result of a training."""
        if job.trained is not None:
            self._cache(job.trained)
            if job.checkpoints.all:  # an adaptation has none
                with self._lock:
                    self._checkpoints[job.trained.key] = job.checkpoints

    def import_file(self, content: bytes) -> TrainedDetector:
        """Store a detector's file from elsewhere and return the detector.

        Raises
        ------
        UserError
            If it is no such file, or the folder cannot be written.
        """
        with self._importing:
            trained = store.import_file(content)
        self._cache(trained)
        return trained

    def drop_stored(self) -> None:
        """Evict everything that is also on disk."""
        self._prepared.clear()
        stored = [store.key_of(path) for path in store.list_files()]
        with self._lock:
            for key in stored:
                self._detectors.pop(key, None)
                self._checkpoints.pop(key, None)

    def delete(self, trained: TrainedDetector) -> None:
        """Delete a detector and its checkpoints from disk and memory.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        store.delete(trained)
        delete_checkpoints(trained.key)
        with self._lock:
            self._detectors.pop(trained.key, None)
            self._checkpoints.pop(trained.key, None)

    def _retested(self, trained: TrainedDetector, digits: Digits) -> TrainedDetector | None:
        fingerprint, tested = self._tested.get(trained, ("", None))
        return tested if fingerprint == digits.fingerprint else None

    def _cached(self, key: str) -> TrainedDetector | None:
        with self._lock:
            return self._detectors.get(key)

    def _cache(self, trained: TrainedDetector) -> None:
        with self._lock:
            self._detectors[trained.key] = trained
