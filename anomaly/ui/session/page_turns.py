"""Turns at whole runs of a page, so that many pages of one address leave time for others."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# Python carries out one at a time anyway; a stroke, elsewhere, then competes with one of them.
AT_ONCE = 1
PATIENCE = 2.0  # seconds; a page that computes for longer does not hold up the next one


class PageTurns:
    """Turns of pages, which wait for others of the same key.

    Parameters
    ----------
    at_once : int
        How many of one key run at once.
    patience : float
        Seconds after which one begins without its turn.
    """

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._at_once = at_once
        self._patience = patience
        self._under_way: Counter[str] = Counter()
        self._changed = threading.Condition()
        self._own = threading.local()  # the key of the thread's turn

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait for a turn, and have it during the block."""
        self._begin(key)
        before, self._own.key = getattr(self._own, "key", None), key
        try:
            yield
        finally:
            self._own.key = before
            self._end(key)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Give the thread's turn to others during the block, in which it only waits."""
        key = getattr(self._own, "key", None)
        if key is None:
            yield
            return
        self._end(key)
        try:
            yield
        finally:
            self._begin(key)

    def _begin(self, key: str) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._under_way[key] < self._at_once, self._patience)
            self._under_way[key] += 1

    def _end(self, key: str) -> None:
        with self._changed:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key]
            self._changed.notify_all()
