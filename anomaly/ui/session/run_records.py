"""Records of stored detectors, read once for all sessions of a server."""

import logging
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cachetools import LRUCache

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.memory import trim_memory
from anomaly.storage import store
from anomaly.threads import start_computing
from anomaly.training.record import TrainedRecord
from anomaly.ui.session.model_cache import Models

MAX_RECORD_BYTES = 30_000_000  # one with MNIST's scores takes 0.3 MB
PROBLEM_BYTES = 1000
MEASURING = "measuring"  # name of the thread
Version = tuple[Path, int, int]  # of a file: its time and size
Found = TrainedRecord | UserError  # or why there is none
_log = logging.getLogger(__name__)


class RunRecords:
    """Records of stored detectors, with their scores of the digits in use.

    Parameters
    ----------
    models : Models
        What reads a detector where it has to be tested.
    """

    def __init__(self, models: Models) -> None:
        self._models = models
        self._read: LRUCache[Version, Found] = LRUCache(MAX_RECORD_BYTES, _size)
        self._tested: LRUCache[tuple[Version, str], Found] = LRUCache(MAX_RECORD_BYTES, _size)
        self._reading = threading.Lock()  # so that sessions that ask together read once
        self._wanted: dict[Path, Digits] = {}  # to be tested
        self._changed = threading.Condition()  # of what is tested and wanted
        self._thread: threading.Thread | None = None

    def of(self, path: Path) -> Found:
        """Return the record in a file, or why there is none."""
        with self._reading:
            version = _version(path)
            found = self._read.get(version)
            if found is None:
                try:
                    found = store.load_record(path)
                except UserError as problem:
                    found = problem.with_traceback(None)
                self._read[version] = found
        return found

    def tested(
        self, paths: Iterable[Path], digits: Digits, patience: float
    ) -> dict[Path, Found | None]:
        """Return records with their scores of the digits in use, or why there are none.

        Parameters
        ----------
        paths : iterable of Path
        digits : Digits
        patience : float
            Seconds to wait for those that are tested only now, in the background and one by one.

        Returns
        -------
        dict of Path to TrainedRecord, UserError or None
            None for one that is still to be tested.
        """
        found = {path: self._find(path, digits) for path in paths}
        missing = [path for path, record in found.items() if record is None]
        if missing:
            with self._changed:
                self._wanted |= dict.fromkeys(missing, digits)
                self._start()
                self._changed.wait_for(lambda: not self._wanted.keys() & missing, patience)
            found |= {path: self._find(path, digits) for path in missing}
        return found

    def _find(self, path: Path, digits: Digits) -> Found | None:
        record, name = self.of(path), (_version(path), digits.fingerprint)
        if isinstance(record, UserError):
            return record
        with self._changed:
            tested = self._tested.get(name)
            if tested is None:
                tested = self._models.retests.known(record, digits)
                if tested is not None:
                    self._tested[name] = tested
        return tested

    def _start(self) -> None:
        if self._thread is None:
            self._thread = start_computing(self._test_all, MEASURING)

    def _test_all(self) -> None:
        while True:
            with self._changed:
                if not self._wanted or not threading.main_thread().is_alive():
                    self._thread = None
                    break
                path, digits = next(iter(self._wanted.items()))
            problem = self._test(path, digits)
            with self._changed:
                if problem is not None:
                    self._tested[_version(path), digits.fingerprint] = problem
                self._wanted.pop(path, None)
                self._changed.notify_all()
        trim_memory()

    def _test(self, path: Path, digits: Digits) -> UserError | None:
        """Test a detector, and return what is wrong with it."""
        try:
            self._models.test_stored(path, digits)
        except UserError as problem:
            return None if problem.key == "memory.busy" else problem.with_traceback(None)
        except Exception:
            _log.exception("testing failed")
            return UserError("store.damaged", file=path.name)
        return None


def without_scores(record: TrainedRecord) -> TrainedRecord:
    """Return what is known of a detector that is not tested yet."""
    none = record.test_rows[:0]
    return replace(
        record,
        test_scores=record.test_scores[:0],
        test_labels=none,
        test_rows=none,
        test_outside=None,
    )


def _version(path: Path) -> Version:
    try:
        found = path.stat()
    except OSError:  # gone
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


def _size(found: Found) -> int:
    size = PROBLEM_BYTES if isinstance(found, UserError) else found.nbytes
    return min(size, MAX_RECORD_BYTES)
