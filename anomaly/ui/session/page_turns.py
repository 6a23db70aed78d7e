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

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait for a turn, and have it during the block."""
        with self._changed:
            self._changed.wait_for(lambda: self._under_way[key] < self._at_once, self._patience)
            self._under_way[key] += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way[key] -= 1
                if not self._under_way[key]:
                    del self._under_way[key]
                self._changed.notify_all()
