"""A bound to guessing: how often somebody may be wrong in a minute."""

import time
from collections.abc import Callable, Hashable

from cachetools import TTLCache

from anomaly.errors import UserError

WINDOW = 60.0  # seconds
MAX_SOURCES = 100_000  # remembered; beyond them nobody new may try


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
        self._limit = limit
        self._wrong: TTLCache[Hashable, list[float]] = TTLCache(MAX_SOURCES, WINDOW, clock)

    def check(self, *sources: Hashable) -> None:
        """Refuse a further attempt where any of its sources has made too many.

        Raises
        ------
        UserError
            With a sentence that says to wait.
        """
        if any(len(self._wrong.get(source, ())) >= self._limit for source in sources):
            raise UserError("class.many_attempts")

    def note_wrong(self, *sources: Hashable) -> None:
        """Count a wrong attempt of all its sources."""
        for source in sources:
            self._wrong.setdefault(source, []).append(0.0)
