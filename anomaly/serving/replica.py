"""Processes that serve the app."""

import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from anomaly.classroom.secrets import VARIABLE as TEACHER_KEY
from anomaly.errors import UserError
from anomaly.paths import APP
from anomaly.serving.gate import REPLICA_KEY
from anomaly.serving.process import (
    START_TIMEOUT,
    GuardedProcess,
    free_ports,
    is_healthy,
    terminate,
)
from anomaly.serving.reach import NGINX_AT
from anomaly.serving.supervision import SupervisedProgram


class Replica(SupervisedProgram):
    """A process that serves the app on a port of its own.

    Parameters
    ----------
    port : int
    secret : str
        Key with which all replicas sign cookies.
    nginx_at : str
        Host and port at which nginx listens.
    key : str
        What nginx proves itself with; nobody else is answered.
    teacher_key : str
        With which teachers of classes are let in.
    """

    def __init__(self, port: int, secret: str, nginx_at: str, key: str, teacher_key: str) -> None:
        self.port = port
        self._key = key
        self._secret = secret
        self._nginx_at = nginx_at
        self._teacher_key = teacher_key
        super().__init__()

    def launch(self) -> GuardedProcess:
        """Start the process."""
        address = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        environment = {
            "STREAMLIT_SERVER_COOKIE_SECRET": self._secret,
            "STREAMLIT_LOGGER_LEVEL": "warning",
            NGINX_AT: self._nginx_at,
            REPLICA_KEY: self._key,
            TEACHER_KEY: self._teacher_key,
        }
        command = [sys.executable, "-m", "streamlit", "run", str(APP), *address]
        return GuardedProcess(command, environment, silent=True)

    def answers(self) -> bool:
        """Return whether it is healthy."""
        return is_healthy(self.port)


@contextmanager
def running_replicas(
    count: int, nginx_at: str, key: str, teacher_key: str
) -> Iterator[list[Replica]]:
    """Run replicas during the block, which begins once all are healthy.

    Parameters
    ----------
    count : int
    nginx_at : str
        Host and port at which nginx listens.
    key : str
        What nginx proves itself with.
    teacher_key : str
        With which teachers of classes are let in.

    Raises
    ------
    UserError
        If one does not become healthy.
    """
    secret = secrets.token_hex(32)
    started: list[Replica] = []
    try:
        common = (secret, nginx_at, key, teacher_key)
        started.extend(Replica(port, *common) for port in free_ports(count))
        deadline = time.monotonic() + START_TIMEOUT
        while not all(replica.is_ready() for replica in started):
            if any(replica.has_ended() for replica in started) or time.monotonic() > deadline:
                raise UserError("serve.no_start")
            time.sleep(0.2)
        yield started
    finally:
        terminate([replica.process for replica in started if replica.process])
