"""Waiting until something changes in a class, also by another process."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.errors import UserError

INTERVAL = 0.2  # seconds between two looks, which all who wait share
# Seconds between two who hear of it, at most, and within which all do: what a class then asks for,
# a whole page at times, is answered one after the other, with room for strokes between.
APART, SPREAD = 0.3, 0.6
GONE = (-1, -1)  # the counters of a class that is not there


@dataclass(eq=False)
class _Waiting:
    """Somebody who waits for news of a class, as `Watch.wait` has it."""

    class_id: str
    seen: int
    is_for_all: bool
    woken: asyncio.Event

    def is_new(self, counter: int, told: int) -> bool:
        """Return whether there is news, or the class is another database's."""
        return counter < self.seen or self.seen < (told if self.is_for_all else counter)


class Watch:
    """One look at the counters of all classes every `INTERVAL`, as long as anybody waits.

    Parameters
    ----------
    database : Database
    is_ending : callable, optional
        Returns whether the server ends, for which nobody is to be kept waiting.
    """

    def __init__(self, database: Database, is_ending: Callable[[], bool] = lambda: False) -> None:
        self._database = database
        self._is_ending = is_ending
        self._counters: dict[str, tuple[int, int]] = {}
        self._waiting = set[_Waiting]()
        self._looking: asyncio.Task[None] | None = None
        self._thread = CapacityLimiter(1)

    async def wait(
        self, class_id: str, seen: int, seconds: float, is_for_all: bool = False
    ) -> None:
        """Wait until there is news of a class, or it is gone; for at most so long.

        Those who wait return one after the other within `SPREAD` after it, so that they do not all
        ask at once, and ask once for what comes close together.

        Parameters
        ----------
        class_id : str
        seen : int
            The counter up to which all is known.
        seconds : float
        is_for_all : bool
            Whether to wait for what all students are to hear of alone.
        """
        waiting = _Waiting(class_id, seen, is_for_all, asyncio.Event())
        self._waiting.add(waiting)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                try:
                    await waiting.woken.wait()
                finally:
                    self._waiting.discard(waiting)

    async def _look(self) -> None:
        while self._waiting:
            await asyncio.sleep(INTERVAL)
            with suppress(UserError):  # those who wait are told when they ask again
                self._counters = await to_thread.run_sync(
                    classes.counters, self._database, limiter=self._thread
                )
            if self._is_ending():
                self._wake(list(self._waiting), 0.0)
            else:
                those = [each for each in self._waiting if self._has_news(each)]
                self._wake(those, min(APART, SPREAD / max(1, len(those))))

    def _has_news(self, waiting: _Waiting) -> bool:
        return waiting.is_new(*self._counters.get(waiting.class_id, GONE))

    def _wake(self, those: list[_Waiting], apart: float) -> None:
        """Wake some in a random order, each at a random moment in `apart` seconds of its own."""
        loop = asyncio.get_running_loop()
        random.shuffle(those)
        for place, each in enumerate(those):
            self._waiting.discard(each)
            loop.call_later(apart * (place + random.random()), each.woken.set)
