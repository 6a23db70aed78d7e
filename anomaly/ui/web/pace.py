"""A pace at which things are taken, so that others come between them."""

import asyncio
import time


class Pace:
    """A pace; who comes faster waits in the order of coming.

    Parameters
    ----------
    burst : int
        How many are taken at once after a pause.
    rate : float
        How many are taken in a second from then on.
    """

    def __init__(self, burst: int, rate: float) -> None:
        self._burst, self._rate = burst, rate
        self._left, self._at = float(burst), time.monotonic()

    async def wait(self, weight: int = 1) -> None:
        """Wait until the next may be taken, which counts for `weight` of them."""
        now = time.monotonic()
        refilled = min(self._burst, self._left + self._rate * (now - self._at))
        self._left, self._at = refilled - weight, now
        await asyncio.sleep(max(0.0, -self._left / self._rate))
