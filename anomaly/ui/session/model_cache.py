"""Trained detectors and their checkpoints in memory, for all sessions of a server."""

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from cachetools import TTLCache

from anomaly.budget import Budget
from anomaly.data.digits import LABELS, MNIST_FINGERPRINT, Digits
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.owner import NOBODY, Owner
from anomaly.storage import store
from anomaly.storage.checkpoints import (
    CheckpointHistory,
    checkpoint_bytes,
    delete_checkpoints,
    load_checkpoints,
)
from anomaly.storage.quota import make_room
from anomaly.threads import start_computing
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import TrainedRecord
from anomaly.training.signs import are_signs
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.owner import current_source
from anomaly.ui.session.page_turns import PageTurns
from anomaly.ui.session.retests import Retests
from anomaly.ui.session.shared_cache import OPEN_COST, READING_COST, SharedCache

MAX_DETECTOR_BYTES = 150_000_000  # kept; the default recipe's take 3 MB each
MAX_OPEN_BYTES = 350_000_000  # kept, or in view somewhere
MAX_SHARE_BYTES = 200_000_000  # of what one address, as that of a class, has in view
MAX_CHECKPOINT_BYTES = 100_000_000
# Bytes of all that is being read, imported and tested at a time. A file of 42 MB takes most of it.
READING_BYTES = 160_000_000
READING_TIMEOUT = 30.0  # seconds
MARK_INTERVAL = 3600.0  # seconds
PREPARING = "preparing"  # name of the thread


class Models:
    """Trained detectors, cached in memory by key and stored on disk.

    Bundled ones and those of default recipes are read whatever else is open.

    Parameters
    ----------
    turns : PageTurns, optional
        Tells of strokes, to which tests give way; a page's is free for others while it waits for
        a file or for scores.
    reader : callable
        Returns the address of whoever asks now.
    """

    def __init__(
        self, turns: PageTurns | None = None, reader: Callable[[], str] = current_source
    ) -> None:
        self._reader = reader
        self._turns = turns or PageTurns()
        self._reading = Budget(READING_BYTES, READING_TIMEOUT)
        self._detectors: SharedCache[TrainedDetector]
        self._detectors = SharedCache(
            MAX_DETECTOR_BYTES, MAX_OPEN_BYTES, MAX_SHARE_BYTES, self._reading
        )
        self._checkpoints: SharedCache[CheckpointHistory]
        self._checkpoints = SharedCache(
            MAX_CHECKPOINT_BYTES, MAX_OPEN_BYTES, MAX_SHARE_BYTES, self._reading
        )
        self.retests = Retests(self._reading, self._turns)
        self._marked: TTLCache[str, bool] = TTLCache(1000, MARK_INTERVAL)
        self._lock = threading.Lock()  # of what is marked
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

        Raises
        ------
        UserError
            If there is no memory to read it.
        """
        own = (digits.fingerprint,)
        fingerprints = own if are_signs(digits) else (MNIST_FINGERPRINT, *own)
        for fingerprint in fingerprints:
            trained = self._detectors.get(plan.key(fingerprint))
            if trained is not None:
                return trained, []
        problems: list[UserError] = []
        for key, path in store.places(plan, fingerprints):
            load = partial(store.load_as, key, path, problems)
            with self._turns.pause():
                trained = self._detectors.read(key, store.size_of(path), load)
            if trained is not None:
                return trained, problems
        return None, problems

    def named(self, key: str) -> TrainedDetector | None:
        """Return the detector with a key, or None if `why_missing` says why there is none."""
        reader, trained = self._reader(), self._detectors.get(key)
        if trained is not None:
            self._mark_used(key)
            may_have = store.is_bundled(trained) or self._detectors.lend(trained, reader)
            return trained if may_have else None
        for path in store.paths_of(key):
            with suppress(UserError), self._turns.pause():
                load = partial(store.load_as, key, path, [])
                whose = None if path.parent == store.BUNDLED else reader
                trained = self._detectors.read(key, store.size_of(path), load, whose)
            if trained is not None:
                break
        return trained

    def why_missing(self, key: str) -> UserError:
        """Return why `named` finds no detector with a key."""
        reader, sizes = self._reader(), map(store.size_of, store.paths_of(key))
        has_room = all(self._detectors.has_room(size, reader) for size in sizes)
        return UserError("model.gone" if has_room else "model.no_room")

    def tested_on(self, trained: TrainedDetector, digits: Digits) -> TrainedDetector:
        """Return a detector with its scores of the test digits in use.

        Where it was stored with others, they are computed once for all sessions, and go with it.

        Raises
        ------
        UserError
            If they are not plausible, or there is no memory to compute them.
        """
        return self.retests.of(trained, digits)

    def test_stored(self, path: Path, digits: Digits) -> None:
        """Score the test digits in use with a stored detector, and keep only the scores.

        No detector in memory, which people use, gives way to it.

        Raises
        ------
        UserError
            If its file is damaged, the scores are not plausible, or there is no memory for it.
        """
        trained = self._detectors.get(store.key_of(path))
        if trained is None:
            with self._reading.take(READING_COST * store.size_of(path)):
                trained = store.load(path)
        self.retests.of(trained, digits)

    def prepare(self, detector: str, digits: Digits) -> None:
        """Read a detector's models for each single digit in the background, unless that was done.

        The next tap on a digit is then answered as quickly as a click on a sample.
        """
        prepared = detector, digits.fingerprint
        if prepared not in self._prepared:
            self._prepared.add(prepared)
            plans = [TrainingPlan(detector=detector, normal=(label,)) for label in LABELS]
            start_computing(self._prepare, PREPARING, plans, digits)

    def _prepare(self, plans: list[TrainingPlan], digits: Digits) -> None:
        with suppress(UserError):  # a page says it, once somebody asks for the detector
            for plan in plans:
                if not threading.main_thread().is_alive():
                    return
                trained, _ = self.find(plan, digits)
                if trained is not None:
                    self.tested_on(trained, digits)

    def checkpoints(self, trained: TrainedDetector) -> CheckpointHistory | None:
        """Return the checkpoints of a detector's training, if they are stored and there is room."""
        key = trained.key
        checkpoints = self._checkpoints.get(key)
        if checkpoints is None and checkpoint_bytes(key):
            load = partial(load_checkpoints, trained.plan, key)
            with suppress(UserError), self._turns.pause():
                return self._checkpoints.read(key, checkpoint_bytes(key), load, "")
        return checkpoints

    def add(self, trained: TrainedDetector, owner: Owner = NOBODY) -> None:
        """Cache and store a detector; where that cannot be written, it is cached only."""
        self._detectors.put(trained.key, trained)
        make_room(trained, owner)
        with suppress(UserError):
            store.save(trained)

    def add_result(self, job: Job) -> None:
        """Cache the result of a training."""
        if job.trained is not None:
            self.retests.forget(job.trained.key)
            self._detectors.put(job.trained.key, job.trained)
            if job.checkpoints.all:  # an adaptation has none
                self._checkpoints.put(job.trained.key, job.checkpoints)

    def import_file(self, content: bytes, owner: Owner = NOBODY) -> TrainedDetector:
        """Store a detector's file from elsewhere and return the detector.

        Raises
        ------
        UserError
            If it is no such file, there is no memory for it, or the folder cannot be written.
        """
        size = len(content)
        with self._turns.pause(), self._detectors.memory_for(size, self._reader()) as share:
            trained = store.read_upload(content)
            share.keep(OPEN_COST * size)  # the trial can take long
            trained = store.take(trained, owner)
        self._detectors.put(trained.key, trained)
        return trained

    @property
    def has_large(self) -> bool:
        """Whether a large one is in memory."""
        return self._detectors.has_large or self._checkpoints.has_large

    def tidy(self) -> None:
        """Keep large ones that nobody asks for no longer."""
        self._detectors.tidy(lambda key: bool(store.paths_of(key)))
        self._checkpoints.tidy(lambda key: checkpoint_bytes(key) > 0)

    def drop_stored(self) -> None:
        """Evict everything that is also on disk."""
        self._prepared.clear()
        for path in store.list_files():
            self._forget(store.key_of(path))

    def delete(self, trained: TrainedRecord) -> None:
        """Delete a detector and its checkpoints from disk and memory.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        store.delete(trained)
        delete_checkpoints(trained.key)
        self.retests.forget(trained.key)
        self._forget(trained.key)

    def _mark_used(self, key: str) -> None:
        """Note once an hour on disk that a detector in memory is used."""
        with self._lock:
            is_marked, self._marked[key] = key in self._marked, True
        if not is_marked and key.startswith((store.UPLOADED, store.TAUGHT)):
            for path in store.paths_of(key):
                store.mark_used(path)

    def _forget(self, key: str) -> None:
        self._detectors.drop(key)
        self._checkpoints.drop(key)
