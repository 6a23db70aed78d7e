"""Processes that serve the app, each looked after."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from anomaly.errors import UserError
from anomaly.paths import APP, PROJECT
from anomaly.serving.process import START, end, free_port, is_healthy

SILENCE = 3  # looks in vain after which a process is taken to hang


class Replica:
    """A process that serves the app on a port of its own.

    Parameters
    ----------
    secret : str
        What all of them sign cookies with.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Start the process, or another in its place."""
        self._begun = time.monotonic()
        self._answered = False
        self._silent = 0
        place = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), *place],
            cwd=PROJECT,
            env=os.environ
            | {
                "STREAMLIT_SERVER_COOKIE_SECRET": self._secret,
                "STREAMLIT_LOGGER_LEVEL": "warning",
            },
            stdout=subprocess.DEVNULL,
        )

    def answers(self) -> bool:
        """Whether it says that it is well."""
        well = is_healthy(self.port)
        self._answered = self._answered or well
        return well

    def restart_if_dead(self) -> bool:
        """Start it again if it has ended, or does not answer any more; return whether it was."""
        if self.process.poll() is None:
            if self.answers():
                self._silent = 0
            elif self._answered or time.monotonic() - self._begun > START:
                self._silent += 1
            if self._silent < SILENCE:
                return False
            self.process.kill()
            self.process.wait()
        self.start()
        return True


@contextmanager
def running_replicas(count: int) -> Iterator[list[Replica]]:
    """Start processes and wait until each answers.

    Raises
    ------
    UserError
        If one does not.
    """
    secret = secrets.token_hex(32)
    started: list[Replica] = []
    try:
        started.extend(Replica(secret) for _ in range(count))
        latest = time.monotonic() + START
        while not all(replica.answers() for replica in started):
            if time.monotonic() > latest or any(one.process.poll() is not None for one in started):
                raise UserError("serve.no_start")
            time.sleep(0.2)
        yield started
    finally:
        end([replica.process for replica in started])
