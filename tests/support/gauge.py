"""Memory and processor time of a running server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

MINUTE = 60.0  # seconds


class Gauge:
    """Memory and processor time of a server with all that it started.

    Attributes
    ----------
    peak : float
        The most megabytes that were seen.
    by_minute : list of float
        Megabytes at the beginning of each minute of `watching`.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self.peak = 0.0
        self.by_minute: list[float] = []
        self._stop = threading.Event()

    def processes(self) -> list[psutil.Process]:
        return [self._root, *self._root.children(recursive=True)]

    def megabytes(self) -> float:
        total = 0
        for process in self.processes():
            try:
                total += process.memory_full_info().pss  # what processes share counts once
            except psutil.NoSuchProcess:
                continue
        self.peak = max(self.peak, total / 1e6)
        return total / 1e6

    def cpu_seconds(self) -> float:
        return sum(sum(process.cpu_times()[:2]) for process in self.processes())

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look twice a second, so that the peak is known."""

        start = time.monotonic()

        def watch() -> None:
            while not self._stop.wait(0.5):
                megabytes = self.megabytes()
                if time.monotonic() >= start + MINUTE * len(self.by_minute):
                    self.by_minute.append(megabytes)

        thread = threading.Thread(target=watch)
        thread.start()
        yield
        self._stop.set()
        thread.join()
