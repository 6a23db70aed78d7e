"""Memory and processor time of a running server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil


class Gauge:
    """Memory and processor time of a server with all that it started."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self.peak = 0.0
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

        def watch() -> None:
            while not self._stop.wait(0.5):
                self.megabytes()

        thread = threading.Thread(target=watch)
        thread.start()
        yield
        self._stop.set()
        thread.join()
