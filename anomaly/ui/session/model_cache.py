"""Trained detectors and their checkpoints in memory, for all sessions of a server."""

import threading
from collections import OrderedDict
from typing import Any, Generic, Protocol, TypeVar

from anomaly.data.digits import MNIST_FINGERPRINT, Digits
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.storage import store
from anomaly.storage.checkpoints import CheckpointHistory, delete_checkpoints, load_checkpoints
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector

MAX_DETECTORS = 150_000_000  # bytes; the default recipe's take 3 MB each
MAX_CHECKPOINTS = 100_000_000


class Sized(Protocol):
    """What knows how many bytes of memory it takes."""

    @property
    def nbytes(self) -> int: ...


Kept = TypeVar("Kept", bound=Sized)


class Shelf(Generic[Kept]):
    """Things by name, the least recently used given up first, but for the last one.

    Parameters
    ----------
    most : int
        Bytes that they may take together.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str) -> Kept | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def put(self, name: str, thing: Kept) -> None:
        with self._lock:
            self._kept[name] = thing
            self._kept.move_to_end(name)
            total = sum(one.nbytes for one in self._kept.values())
            while total > self._most and len(self._kept) > 1:
                total -= self._kept.popitem(last=False)[1].nbytes

    def names(self) -> list[str]:
        with self._lock:
            return list(self._kept)

    def drop(self, name: str) -> None:
        with self._lock:
            self._kept.pop(name, None)


class Models:
    """Trained detectors, in memory where they are in use and on disk where they are not."""

    def __init__(self) -> None:
        self._detectors: Shelf[TrainedDetector] = Shelf(MAX_DETECTORS)
        self._checkpoints: Shelf[CheckpointHistory] = Shelf(MAX_CHECKPOINTS)
        self._adopting = threading.Lock()  # checking a file can take hundreds of megabytes

    def find(
        self, plan: TrainingPlan, digits: Digits
    ) -> tuple[TrainedDetector | None, list[UserError]]:
        """Return the detector that carries out `plan`, on MNIST if there is one, else on `digits`.

        Returns
        -------
        trained : TrainedDetector or None
        problems : list of UserError
            About stored files passed over.
        """
        fingerprints = (MNIST_FINGERPRINT, digits.fingerprint)
        for fingerprint in fingerprints:
            trained = self._detectors.take(plan.key(fingerprint))
            if trained is not None:
                return trained, []
        trained, problems = store.find(plan, fingerprints)
        if trained is not None:
            self._detectors.put(trained.key, trained)
        return trained, problems

    def named(self, key: str) -> TrainedDetector | None:
        """Return the detector with a key, or None if it is neither in memory nor stored."""
        trained = self._detectors.take(key)
        if trained is None:
            trained = store.find_key(key)
            if trained is not None:
                self._detectors.put(key, trained)
        return trained

    def checkpoints(self, trained: TrainedDetector) -> CheckpointHistory | None:
        """Return the checkpoints of a detector's training, if one was kept."""
        checkpoints = self._checkpoints.take(trained.key)
        if checkpoints is None:
            checkpoints = load_checkpoints(trained.plan, trained.key)
            if checkpoints is not None:
                self._checkpoints.put(trained.key, checkpoints)
        return checkpoints

    def add_result(self, job: Job) -> None:
        """Keep what came of a training."""
        if job.trained is not None:
            self._detectors.put(job.trained.key, job.trained)
            self._checkpoints.put(job.trained.key, job.checkpoints)

    def adopt(self, content: bytes) -> TrainedDetector:
        """Store a detector's file from elsewhere and return the detector.

        Raises
        ------
        UserError
            If it is no such file, or the folder cannot be written.
        """
        with self._adopting:
            trained = store.adopt(content)
        self._detectors.put(trained.key, trained)
        return trained

    def rest(self) -> None:
        """Let go of what lies on disk as well, while nobody is there to need it."""
        on_disk = {store.key_of(path) for path in store.stored()}
        shelves: tuple[Shelf[Any], ...] = (self._detectors, self._checkpoints)
        for shelf in shelves:
            for key in on_disk & set(shelf.names()):
                shelf.drop(key)

    def delete(self, trained: TrainedDetector) -> None:
        """Delete a detector and its checkpoints from disk and memory.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        store.delete(trained)
        delete_checkpoints(trained.key)
        self._detectors.drop(trained.key)
        self._checkpoints.drop(trained.key)
