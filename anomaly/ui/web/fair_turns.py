"""Turns that are fair to addresses, and among the pages of an address to each."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from cachetools import LRUCache

MAX_WAITING = 8  # of an address; whoever comes besides is told to ask again
HALF_LIFE = 30.0  # seconds in which half of the time that somebody took is forgotten
MAX_KNOWN = 10_000  # addresses and pages whose time is remembered


class BusyError(Exception):
    """Too many of an address wait already."""


@dataclass(eq=False)
class _Waiting:
    address: str
    page: str
    has_begun: bool
    number: int  # in the order of coming
    begins: asyncio.Future[bool]

    @property
    def has_turn(self) -> bool:
        return self.begins.done() and not self.begins.cancelled() and self.begins.result()


class FairTurns:
    """Turns at something that few can have at once.

    Next is somebody of the address with the fewest turns under way, then of that which took the
    least time of late, and there the page that did.

    Parameters
    ----------
    at_once : int
        How many turns are under way at once.
    clock : callable
        Returns seconds.
    """

    def __init__(self, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._clock = clock
        self._under_way: Counter[str] = Counter()  # by address
        self._waiting: list[_Waiting] = []
        self._numbers = itertools.count()
        # Seconds of an address, or of one of its pages, by when they were noted.
        self._taken: LRUCache[tuple[str, ...], tuple[float, float]] = LRUCache(MAX_KNOWN)

    @asynccontextmanager
    async def turn(self, address: str, page: str, has_begun: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and have it during the block.

        Parameters
        ----------
        address, page : str
            Whose it is.
        has_begun : bool
            Whether it goes on with what had a turn before, which nobody is sent away from.

        Raises
        ------
        BusyError
            If others of the address wait, who took less time.
        """
        begins = asyncio.get_running_loop().create_future()
        own = _Waiting(address, page, has_begun, next(self._numbers), begins)
        self._waiting.append(own)
        self._let_in()
        self._send_away(address)
        start = self._clock()
        try:
            if not await begins:
                raise BusyError
            start = self._clock()
            yield
        finally:
            if own.has_turn:
                self._end(own, self._clock() - start)

    def _let_in(self) -> None:
        self._waiting = [each for each in self._waiting if not each.begins.done()]  # given up
        while self._waiting and self._under_way.total() < self._at_once:
            following = min(self._waiting, key=self._rank)
            self._waiting.remove(following)
            self._under_way[following.address] += 1
            following.begins.set_result(True)

    def _send_away(self, address: str) -> None:
        """Send the last one of an address away where too many wait."""
        new = [each for each in self._waiting if each.address == address and not each.has_begun]
        if len(new) > MAX_WAITING:
            last = max(new, key=self._rank)
            self._waiting.remove(last)
            last.begins.set_result(False)

    def _end(self, own: _Waiting, seconds: float) -> None:
        self._under_way[own.address] -= 1
        if not self._under_way[own.address]:
            del self._under_way[own.address]
        for key in ((own.address,), (own.address, own.page)):
            self._taken[key] = self._time_of(*key) + seconds, self._clock()
        self._let_in()

    def _rank(self, own: _Waiting) -> tuple[float, ...]:
        times = self._time_of(own.address), self._time_of(own.address, own.page)
        return self._under_way[own.address], *times, own.number

    def _time_of(self, *key: str) -> float:
        """Return the seconds that an address or a page took, those of long ago for less."""
        seconds, noted = self._taken.get(key, (0.0, 0.0))
        return seconds * 0.5 ** ((self._clock() - noted) / HALF_LIFE) if seconds else 0.0
