"""Scores of the test digits in use, of detectors that are stored with others', for all sessions."""

import threading
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from anomaly.budget import Budget
from anomaly.data.digits import Digits
from anomaly.training.record import TrainedRecord
from anomaly.training.retest import is_tested_on, retest_in_parts
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.computing import in_turns
from anomaly.ui.session.page_turns import PageTurns

TESTING_BYTES = 30_000_000  # that scoring the test digits takes
MAX_KNOWN = 60  # detectors whose scores are kept, 0.2 MB each
TESTED = ("test_scores", "test_labels", "test_rows", "test_outside")  # the fields that retest sets


class Retests:
    """Scores of other test digits than those a detector is stored with, computed once for all.

    Parameters
    ----------
    memory : Budget
        What is being tested takes its part.
    turns : PageTurns
        Tells of strokes; a page's is free for others while it waits for scores.
    """

    def __init__(self, memory: Budget, turns: PageTurns) -> None:
        self._memory = memory
        self._turns = turns
        self._known: LRUCache[tuple[str, str], dict[str, Any]] = LRUCache(MAX_KNOWN)
        # With the fingerprint of the test digits, by the detector as it is stored.
        self._tested: WeakKeyDictionary[TrainedDetector, tuple[str, TrainedDetector]]
        self._tested = WeakKeyDictionary()
        # One a detector, so that sessions that ask together compute once.
        self._testing: WeakKeyDictionary[TrainedDetector, threading.Lock] = WeakKeyDictionary()
        self._lock = threading.Lock()  # of all three

    def of(self, trained: TrainedDetector, digits: Digits) -> TrainedDetector:
        """Return a detector with its scores of these test digits.

        Raises
        ------
        UserError
            If they are not plausible, or there is no memory to compute them.
        """
        if is_tested_on(trained, digits):
            return trained
        tested = self._found(trained, digits)
        if tested is not None:
            return tested
        with self._lock:
            testing = self._testing.setdefault(trained, threading.Lock())
        with self._turns.pause(), testing:
            tested = self._found(trained, digits)
            return tested or self._test(trained, digits)

    def known(self, record: TrainedRecord, digits: Digits) -> TrainedRecord | None:
        """Return what is known of a stored detector with its scores of these digits, if they are.

        One of a person's own signs keeps the scores of its pictures.
        """
        if record.is_of_signs or is_tested_on(record, digits):
            return record
        with self._lock:
            known = self._known.get((record.key, digits.fingerprint))
        return None if known is None else replace(record, **known)

    def forget(self, key: str) -> None:
        """Forget the scores of a detector that is replaced or deleted."""
        with self._lock:
            for name in [name for name in self._known if name[0] == key]:
                del self._known[name]

    def _found(self, trained: TrainedDetector, digits: Digits) -> TrainedDetector | None:
        """Return a detector with its scores of these test digits, if they were computed."""
        with self._lock:
            fingerprint, tested = self._tested.get(trained, ("", None))
            if tested is not None and fingerprint == digits.fingerprint:
                return tested
            known = self._known.get((trained.key, digits.fingerprint))
            if known is None:
                return None
            tested = replace(trained, **known)
            self._tested[trained] = digits.fingerprint, tested
        return tested

    def _test(self, trained: TrainedDetector, digits: Digits) -> TrainedDetector:
        with self._memory.take(TESTING_BYTES):
            tested = in_turns(retest_in_parts(trained, digits), self._turns)
        known = {field: getattr(tested, field) for field in TESTED}
        with self._lock:
            self._known[trained.key, digits.fingerprint] = known
            self._tested[trained] = digits.fingerprint, tested
        return tested
