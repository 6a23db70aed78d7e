"""Strokes under way, to which all gives way that takes longer."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from anomaly.caching import Once

ARRIVING = 0.05  # seconds from a stroke's message until it is being answered
SENDING = 0.02  # seconds until its answer has been sent


class Strokes:
    """The strokes under way, from their messages to their answers."""

    def __init__(self) -> None:
        self._answering = 0
        self._quiet_until = 0.0
        self._changed = threading.Condition()

    def expect(self) -> None:
        """Note that the message of a stroke has come, or of another click."""
        self._quiet_until = max(self._quiet_until, time.monotonic() + ARRIVING)

    @contextmanager
    def answer(self) -> Iterator[None]:
        """Count as a stroke during the block, and until its answer has been sent."""
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                self._quiet_until = time.monotonic() + SENDING
                self._changed.notify_all()

    def give_way(self, seconds: float, is_pressed: Callable[[], bool] = lambda: False) -> float:
        """Wait while strokes are under way; return the seconds waited.

        Parameters
        ----------
        seconds : float
            The longest that it may take.
        is_pressed : callable, optional
            Returns whether to wait no longer; asked anew by `look_again`.
        """
        start = now = time.monotonic()
        end = start + seconds
        with self._changed:
            while now < end and not is_pressed() and (self._answering or now < self._quiet_until):
                until = end if self._answering else min(end, self._quiet_until)
                self._changed.wait(until - now)
                now = time.monotonic()
        return now - start

    def look_again(self) -> None:
        """Wake all who give way, so that each asks its `is_pressed` again."""
        with self._changed:
            self._changed.notify_all()


@Once
def strokes() -> Strokes:
    """Return the strokes of all pages of the server."""
    return Strokes()
