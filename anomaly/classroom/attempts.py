"""A bound to guessing: how often somebody may be wrong in a minute."""

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from cachetools import TTLCache

from anomaly.errors import UserError

WINDOW = 60.0  # seconds
MAX_SOURCES = 100_000  # remembered; beyond them the earliest are forgotten
WRONG = ("class.unknown_code", "class.wrong_key")  # not of a database that is locked, say


class Attempts:
    """Wrong attempts of each source within `WINDOW` since its first.

    Parameters
    ----------
    limit : int
        How many a source may make.
    clock : callable
        Returns seconds.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._lock = threading.Lock()
        self._wrong: TTLCache[Hashable, list[float]] = TTLCache(MAX_SOURCES, WINDOW, clock)

    @contextmanager
    def attempt(self, source: Hashable) -> Iterator[None]:
        """Make an attempt in the block, which counts as wrong if it raises one of `WRONG`.

        Raises
        ------
        UserError
            If the source has made too many wrong ones.
        """
        with self._lock:
            if len(self._wrong.get(source, ())) >= self._limit:
                raise UserError("class.many_attempts")
        try:
            yield
        except UserError as problem:
            if problem.key in WRONG:
                with self._lock:
                    self._wrong.setdefault(source, []).append(self._clock())
            raise
