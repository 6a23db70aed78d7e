"""A cache of large files' contents, shared by all sessions and bounded in bytes."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary, WeakValueDictionary

from cachetools import LRUCache

from anomaly.budget import Budget, Share
from anomaly.errors import UserError

READING_COST = 3  # times a file's size: its tensors, and those of what is made of them
OPEN_COST = 2  # times a file's size: it may hold weights in half precision
TURN_TIMEOUT = 60.0  # seconds
# Bytes of a value that is kept only so many seconds longer than it is asked for.
LARGE, MAX_IDLE = 10_000_000, 60.0


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

    A reader is the address of whoever asks, which may hold a share of what is open; an empty one is
    nobody's. What is read for None is read whatever is open.

    Parameters
    ----------
    max_kept : int
        Bytes of the values that are kept though nobody holds them.
    max_open, max_share : int
        Bytes of all values, kept or held, and of those that one address has asked for, beyond which
        no other one is read.
    reading : Budget
        Memory for what is being read.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(
        self,
        max_kept: int,
        max_open: int,
        max_share: int,
        reading: Budget,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kept: LRUCache[str, Value] = sized_cache(max_kept)
        self._open: WeakValueDictionary[str, Value] = WeakValueDictionary()
        self._readers: WeakKeyDictionary[Value, set[str]] = WeakKeyDictionary()
        self._turns: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._asked: dict[str, float] = {}  # when what is kept was asked for last
        self._max_open, self._max_share = max_open, max_share
        self._reading = reading
        self._clock = clock
        self._lock = threading.RLock()  # of all five

    def get(self, key: str) -> Value | None:
        """Return a value that is kept or held."""
        with self._lock:
            value = self._kept.get(key) or self._open.get(key)
            if value is not None:
                self.put(key, value)
            return value

    def lend(self, value: Value, reader: str) -> bool:
        """Note that an address holds a value, and return whether it may."""
        with self._lock:
            readers = self._readers.setdefault(value, set())
            if reader and reader not in readers:
                if not self._make_room(0, value.nbytes, reader):
                    return False
                readers.add(reader)
            return True

    def put(self, key: str, value: Value) -> None:
        """Keep a value."""
        with self._lock:
            self._open[key] = self._kept[key] = value
            self._asked[key] = self._clock()

    def drop(self, key: str) -> None:
        """Forget a value; whoever holds it has it all the same."""
        with self._lock:
            self._kept.pop(key, None)
            self._open.pop(key, None)

    @property
    def has_large(self) -> bool:
        """Whether a large value is open, be it by an object that waits to be collected."""
        with self._lock:
            return any(value.nbytes > LARGE for value in self._open.values())

    def tidy(self, is_stored: Callable[[str], bool]) -> None:
        """Keep large values that nobody asks for no longer.

        Parameters
        ----------
        is_stored : callable
            Returns whether a value can be read again.
        """
        with self._lock:
            self._asked = {key: self._asked[key] for key in self._kept}
            until = self._clock() - MAX_IDLE
            idle = [key for key, at in self._asked.items() if at < until]
            for key in idle:
                if self._open[key].nbytes > LARGE and is_stored(key):
                    self._kept.pop(key)

    def read(
        self, key: str, size: int, load: Callable[[], Value | None], reader: str | None = None
    ) -> Value | None:
        """Return a value, read once for all threads that ask for it meanwhile.

        Parameters
        ----------
        key : str
        size : int
            Bytes of its file.
        load : callable
            Reads the file; returns None where it cannot be used.
        reader : str, optional

        Raises
        ------
        UserError
            If there is no memory for it.
        """
        with self._turn(key):
            value = self.get(key)
            if value is None:
                with self.memory_for(size, reader):
                    value = load()
                if value is not None:
                    self.put(key, value)
        if value is not None and reader is not None and not self.lend(value, reader):
            raise UserError("model.no_room")
        return value

    @contextmanager
    def memory_for(self, size: int, reader: str | None) -> Iterator[Share]:
        """Hold the memory that reading a file of this size takes during the block.

        Raises
        ------
        UserError
            If there is none.
        """
        nbytes = OPEN_COST * size
        with self._reading.take(READING_COST * size) as share:
            with self._lock:
                if reader is not None and not self._make_room(nbytes, nbytes, reader):
                    raise UserError("model.no_room")
                while self._kept and self._kept.currsize + nbytes > self._kept.maxsize:
                    self._kept.popitem()
            yield share

    def has_room(self, size: int, reader: str) -> bool:
        """Return whether a file of this size may be read beside the values that are held."""
        with self._lock:
            return self._fits(OPEN_COST * size, OPEN_COST * size, reader, held_only=True)

    def _make_room(self, more: int, more_of_reader: int, reader: str) -> bool:
        """Keep no longer what was used least recently until so much fits; return whether it does.

        Where that cannot help, all is kept.
        """
        if not self._fits(more, more_of_reader, reader, held_only=True):
            return False
        while self._kept and not self._fits(more, more_of_reader, reader):
            self._kept.popitem()
        return self._fits(more, more_of_reader, reader)

    def _fits(self, more: int, more_of_reader: int, reader: str, held_only: bool = False) -> bool:
        """Return whether so many bytes more may be open, and so many more of an address.

        Parameters
        ----------
        more, more_of_reader : int
        reader : str
        held_only : bool
            Whether not to count what is kept, though somebody may hold it, too.
        """
        total = own = 0
        for key, value in list(self._open.items()):
            if not held_only or key not in self._kept:
                total += value.nbytes
                own += value.nbytes if reader in self._readers.get(value, ()) else 0
        is_within_share = not reader or own + more_of_reader <= self._max_share
        return is_within_share and total + more <= self._max_open

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
