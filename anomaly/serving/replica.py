"""Processes that serve the app, restarted when they die or hang."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from anomaly.errors import UserError
from anomaly.paths import APP
from anomaly.serving.process import START_TIMEOUT, free_port, is_healthy, terminate
from anomaly.serving.reach import SERVED_AT

MAX_FAILED_CHECKS = 3  # in a row, after which a process counts as hung


class Replica:
    """A process that serves the app on a port of its own.

    Parameters
    ----------
    secret : str
        Key with which all replicas sign cookies.
    served_at : str
        Host and port at which browsers reach all replicas.
    """

    def __init__(self, secret: str, served_at: str) -> None:
        self._secret = secret
        self._served_at = served_at
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Start the process, or replace it."""
        self._started_at = time.monotonic()
        self._answered = False
        self._failed_checks = 0
        address = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), *address],
            env=os.environ
            | {
                "STREAMLIT_SERVER_COOKIE_SECRET": self._secret,
                "STREAMLIT_LOGGER_LEVEL": "warning",
                SERVED_AT: self._served_at,
            },
            stdout=subprocess.DEVNULL,
        )

    def answers(self) -> bool:
        """Return whether it is healthy."""
        healthy = is_healthy(self.port)
        self._answered = self._answered or healthy
        return healthy

    def restart_if_dead(self) -> bool:
        """Restart the process if it is dead or hangs; return True if it was restarted."""
        if self.process.poll() is None:
            if self.answers():
                self._failed_checks = 0
            elif self._answered or time.monotonic() - self._started_at > START_TIMEOUT:
                self._failed_checks += 1
            if self._failed_checks < MAX_FAILED_CHECKS:
                return False
            self.process.kill()
            self.process.wait()
        self.start()
        return True


@contextmanager
def running_replicas(count: int, served_at: str) -> Iterator[list[Replica]]:
    """Run replicas during the block, which begins once all are healthy.

    Parameters
    ----------
    count : int
    served_at : str
        Host and port at which browsers reach them.

    Raises
    ------
    UserError
        If one does not become healthy.
    """
    secret = secrets.token_hex(32)
    started: list[Replica] = []
    try:
        started.extend(Replica(secret, served_at) for _ in range(count))
        deadline = time.monotonic() + START_TIMEOUT
        while not all(replica.answers() for replica in started):
            has_ended = any(replica.process.poll() is not None for replica in started)
            if has_ended or time.monotonic() > deadline:
                raise UserError("serve.no_start")
            time.sleep(0.2)
        yield started
    finally:
        terminate([replica.process for replica in started])
