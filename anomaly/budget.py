"""A budget of memory that threads share."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from anomaly.errors import UserError


class Budget:
    """Bytes that several threads may take together; one that finds too few left waits.

    Small amounts pass large ones that wait.

    Parameters
    ----------
    size : int
        Bytes in all.
    timeout : float
        Longest wait in seconds.
    """

    def __init__(self, size: int, timeout: float) -> None:
        self._size = self._left = size
        self._timeout = timeout
        self._changed = threading.Condition()

    @contextmanager
    def take(self, amount: int) -> Iterator[None]:
        """Hold an amount during the block; one larger than the budget is given all of it.

        Raises
        ------
        UserError
            If it is not left in time.
        """
        amount = min(amount, self._size)
        with self._changed:
            if not self._changed.wait_for(lambda: self._left >= amount, self._timeout):
                raise UserError("memory.busy")
            self._left -= amount
        try:
            yield
        finally:
            with self._changed:
                self._left += amount
                self._changed.notify_all()
