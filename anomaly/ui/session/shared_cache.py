"""A cache of large files' contents, shared by all sessions and bounded in bytes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

from cachetools import LRUCache

from anomaly.budget import Budget, Share
from anomaly.errors import UserError

READING_COST = 3  # times a file's size: its tensors, and those of what is made of them
OPEN_COST = 2  # times a file's size: it may hold weights in half precision
# Bytes of a file that is always read, such as each default recipe's, whatever others have open.
SMALL_FILE = 6_000_000
TURN_TIMEOUT = 60.0  # seconds


class Sized(Protocol):
    """An object that knows its size in memory."""

    @property
    def nbytes(self) -> int: ...


Value = TypeVar("Value", bound=Sized)


def sized_cache(max_bytes: int) -> LRUCache[str, Value]:
    """Return an LRU cache bounded by the bytes of its values.

    A value larger than `max_bytes` is kept alone, until another one is added.
    """
    return LRUCache(max_bytes, getsizeof=lambda value: min(value.nbytes, max_bytes))


class SharedCache(Generic[Value]):
    """Values by key, of which the last used are kept, and all are found that somebody holds.

    Parameters
    ----------
    max_kept : int
        Bytes of the values that are kept though nobody holds them.
    max_open : int
        Bytes of all values, kept or held, beyond which no other large one is read.
    reading : Budget
        Memory for what is being read.
    """

    def __init__(self, max_kept: int, max_open: int, reading: Budget) -> None:
        self._kept: LRUCache[str, Value] = sized_cache(max_kept)
        self._open: WeakValueDictionary[str, Value] = WeakValueDictionary()
        self._turns: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._max_open = max_open
        self._reading = reading
        self._lock = threading.Lock()  # of all three

    def get(self, key: str) -> Value | None:
        """Return a value that is kept or held."""
        with self._lock:
            value = self._kept.get(key)
            if value is None and (value := self._open.get(key)) is not None:
                self._kept[key] = value
            return value

    def put(self, key: str, value: Value) -> None:
        """Keep a value."""
        with self._lock:
            self._open[key] = self._kept[key] = value

    def drop(self, key: str) -> None:
        """Forget a value; whoever holds it has it all the same."""
        with self._lock:
            self._kept.pop(key, None)
            self._open.pop(key, None)

    def read(self, key: str, size: int, load: Callable[[], Value | None]) -> Value | None:
        """Return a value, read once for all threads that ask for it meanwhile.

        Parameters
        ----------
        key : str
        size : int
            Bytes of its file.
        load : callable
            Reads the file; returns None where it cannot be used.

        Raises
        ------
        UserError
            If there is no memory for it.
        """
        with self._turn(key):
            value = self.get(key)
            if value is None:
                with self.memory_for(size):
                    value = load()
                if value is not None:
                    self.put(key, value)
        return value

    @contextmanager
    def memory_for(self, size: int) -> Iterator[Share]:
        """Hold the memory that reading a file of this size takes during the block.

        Raises
        ------
        UserError
            If there is none.
        """
        with self._reading.take(READING_COST * size) as share:
            self._give_way(OPEN_COST * size)
            if not self.has_room(size):
                raise UserError("model.no_room")
            yield share

    def has_room(self, size: int) -> bool:
        """Return whether a file of this size may be read beside the values that are open."""
        return size <= SMALL_FILE or self._open_bytes() + OPEN_COST * size <= self._max_open

    def _give_way(self, nbytes: int) -> None:
        """Keep no longer the values used least recently, until there is room for another one."""
        with self._lock:
            while self._kept and self._kept.currsize + nbytes > self._kept.maxsize:
                self._kept.popitem()

    def _open_bytes(self) -> int:
        with self._lock:
            values = list(self._open.values())
        return sum(value.nbytes for value in values)

    @contextmanager
    def _turn(self, key: str) -> Iterator[None]:
        """Let threads that ask for the same value in one by one."""
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        if not turn.acquire(timeout=TURN_TIMEOUT):
            raise UserError("memory.busy")
        try:
            yield
        finally:
            turn.release()
