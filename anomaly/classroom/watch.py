"""Waiting until something changes in a class, also by another process."""

import asyncio
from contextlib import suppress

from anyio import CapacityLimiter, to_thread

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.errors import UserError

INTERVAL = 0.2  # seconds between two looks, which all who wait share


class Watch:
    """One look at the counters of all classes every `INTERVAL`, as long as anybody waits.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counters: dict[str, int] = {}
        self._look: asyncio.Task[None] | None = None
        self._thread = CapacityLimiter(1)

    async def wait(self, class_id: str, seen: int, seconds: float) -> None:
        """Wait until a class has another counter than was seen, or is gone; for at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                is_new = False
                while not is_new:
                    await self._next_look()
                    is_new = self._counters.get(class_id) != seen

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
