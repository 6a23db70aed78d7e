"""A bound to the seats of a class that one address takes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cachetools import LRUCache

from anomaly.errors import UserError

MAX_KNOWN = 10_000  # shares that are remembered


class Shares:
    """Seats of each class that each address has taken.

    A browser that forgets its cookies again and again takes the seats of nobody elsewhere.

    Parameters
    ----------
    most : int
        How many of a class an address takes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._taken: LRUCache[tuple[str, str], int] = LRUCache(MAX_KNOWN)

    @contextmanager
    def one_more(self, class_id: str, address: str) -> Iterator[None]:
        """Take a seat in the block; it does not count if the block fails.

        Raises
        ------
        UserError
            If the address has as many as it may.
        """
        share = class_id, address
        with self._lock:
            if self._taken.get(share, 0) >= self._most:
                raise UserError("class.many_seats", count=self._most)
            self._add(share, 1)
        try:
            yield
        except BaseException:
            with self._lock:
                self._add(share, -1)
            raise

    def _add(self, share: tuple[str, str], count: int) -> None:
        self._taken[share] = self._taken.get(share, 0) + count
