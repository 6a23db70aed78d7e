"""A budget of memory that threads share."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from anomaly.errors import UserError

PATIENCE = 5.0  # seconds that somebody waits before those who came later wait behind


class Budget:
    """Bytes that several threads may take together; one that finds too few left waits.

    Small amounts pass large ones that wait, but not those that have waited for long.

    Parameters
    ----------
    size : int
        Bytes in all.
    timeout : float
        Longest wait in seconds.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(
        self, size: int, timeout: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = self._left = size
        self._timeout = timeout
        self._clock = clock
        self._waiting: dict[object, float] = {}  # since when, the first first
        self._changed = threading.Condition()

    @contextmanager
    def take(self, amount: int) -> Iterator["Share"]:
        """Hold an amount during the block; one larger than the budget is given all of it.

        Raises
        ------
        UserError
            If it is not left in time.
        """
        share = Share(self, min(amount, self._size))
        with self._changed:
            self._waiting[share] = self._clock()
            try:
                if not self._changed.wait_for(lambda: self._has_for(share), self._timeout):
                    raise UserError("memory.busy")
                self._left -= share.amount
            finally:
                del self._waiting[share]
                self._changed.notify_all()  # those who waited behind it
        try:
            yield share
        finally:
            share.keep(0)

    def give_back(self, amount: int) -> None:
        """Let others have an amount that was taken."""
        with self._changed:
            self._left += amount
            self._changed.notify_all()

    def _has_for(self, share: "Share") -> bool:
        first, since = next(iter(self._waiting.items()))
        is_next = first is share or self._clock() - since < PATIENCE
        return is_next and self._left >= share.amount


class Share:
    """An amount that is held of a budget."""

    def __init__(self, budget: Budget, amount: int) -> None:
        self._budget = budget
        self.amount = amount

    def keep(self, amount: int) -> None:
        """Give back what is beyond an amount."""
        beyond, self.amount = max(0, self.amount - amount), min(self.amount, amount)
        self._budget.give_back(beyond)
