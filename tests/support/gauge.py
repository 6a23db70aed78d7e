"""Memory and processor time of a running server."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
        """Return the memory that is in use.

        The pages of files, most of them libraries that all of its processes have, count once, and
        whether programs beside the server have them too makes no difference.
        """
        own, of_files = 0, [0]
        for process in self.processes():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
                shares = _kilobytes(process.pid, "smaps_rollup")
                own += shares["Pss_Anon"] + shares["Pss_Shmem"]
                of_files.append(_kilobytes(process.pid, "status")["RssFile"])
        total = (own + max(of_files)) * 1024 / 1e6
        self.peak = max(self.peak, total)
        return total

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


def _kilobytes(pid: int, name: str) -> Counter[str]:
    """Return the sizes that the system tells of a process, by name; one that has ended has none."""
    lines = [line.split() for line in Path(f"/proc/{pid}/{name}").read_text().splitlines()]
    return Counter({line[0].rstrip(":"): int(line[1]) for line in lines if line[-1] == "kB"})
