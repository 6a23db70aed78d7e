"""Waiting until something changes in a class, also by another process."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

from anyio import CapacityLimiter, to_thread

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.errors import UserError

INTERVAL = 0.2  # seconds between two looks, which all who wait share
SPREAD = 0.3  # seconds within which all hear of it, each at a random moment


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
        self._look: asyncio.Task[None] | None = None
        self._thread = CapacityLimiter(1)

    async def wait(
        self, class_id: str, seen: int, seconds: float, is_for_all: bool = False
    ) -> None:
        """Wait until there is news of a class, or it is gone; for at most so long.

        Those who wait return at random moments within `SPREAD` after it, so that they do not all
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
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                is_new = False
                while not is_new and not self._is_ending():
                    await self._next_look()
                    counter, told = self._counters.get(class_id, (-1, -1))
                    is_new = counter < seen or seen < (told if is_for_all else counter)
                if is_new:
                    await asyncio.sleep(random.uniform(0, SPREAD))

    async def _next_look(self) -> None:
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(self._look_again())
        await asyncio.shield(self._look)

    async def _look_again(self) -> None:
        await asyncio.sleep(INTERVAL)
        with suppress(UserError):  # those who wait are told when they ask again
            self._counters = await to_thread.run_sync(
                classes.counters, self._database, limiter=self._thread
            )
