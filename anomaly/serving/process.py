"""Ports, health checks, and programs that end with this process."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from http.client import HTTPException
from pathlib import Path

from anomaly.errors import UserError
from anomaly.serving import guard

START_TIMEOUT = 60.0  # seconds in which a process must answer for the first time
HEALTH_TIMEOUT = 5.0  # seconds for an answer
TERMINATE_TIMEOUT = 10.0  # seconds before a process is killed
GUARD_TIMEOUT = TERMINATE_TIMEOUT + 5.0  # seconds before its guard is
ANY_ADDRESS = "0.0.0.0"
SIGNALS = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # without a proxy


class GuardedProcess:
    """A program, and all that it starts, which ends with this process, however that ends.

    Parameters
    ----------
    command : sequence of str
    environment : mapping of str, optional
        Variables beside those of this process.
    folder : Path, optional
        Where it runs; by default where this process does.
    silent : bool
        Whether what it prints to standard output is dropped.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        silent: bool = False,
    ) -> None:
        # A session of its own keeps the terminal's Ctrl+C from it: it ends when this process says.
        self._guard = subprocess.Popen(
            [sys.executable, "-P", guard.__file__, str(TERMINATE_TIMEOUT), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL if silent else None,
            env={**os.environ, **(environment or {})},
            cwd=folder,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The id of its process group, and of its guard."""
        return self._guard.pid

    def has_ended(self) -> bool:
        """Return whether the program has ended or is stopped; what it started may still run."""
        return self._guard.poll() is not None

    def request_end(self) -> None:
        """Ask the program to end, and have it killed if it does not."""
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._signal(signal.SIGCONT)  # what is stopped would not end

    def wait(self) -> None:
        """Wait for the end that was asked for, and kill what is left then."""
        with suppress(subprocess.TimeoutExpired):
            self._guard.wait(GUARD_TIMEOUT)
        self.kill()

    def kill(self) -> None:
        """Kill the program and all that it started, and wait for their end."""
        self._signal(signal.SIGKILL)
        with suppress(ChildProcessError):  # no more of them are children of this process
            while True:
                os.waitpid(-self.pid, 0)
        self._guard.wait()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):  # all gone; or, on a Mac, all but ended
            os.killpg(self.pid, number)


def adopt_orphans() -> None:
    """Become the parent of those whose parent is killed, so that `GuardedProcess` waits for them.

    Linux alone can; without it they end a moment later than `kill`.
    """
    guard.prctl(guard.PR_SET_CHILD_SUBREAPER, 1)


def free_ports(count: int) -> list[int]:
    """Return unused local ports."""
    with ExitStack() as probes:  # open at the same time, or a port would be given twice
        ports = []
        for _ in range(count):
            probe = probes.enter_context(socket.socket())
            probe.bind(("127.0.0.1", 0))
            ports.append(int(probe.getsockname()[1]))
    return ports


def free_port() -> int:
    """Return an unused local port."""
    return free_ports(1)[0]


def check_port(address: str, port: int) -> None:
    """Check that this machine has the address, and that nobody listens at the port.

    Raises
    ------
    UserError
        If it is not so.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            reason = error.strerror or "?"
            raise UserError("serve.no_port", address=address, port=port, reason=reason) from error


def is_healthy(port: int, address: str = "127.0.0.1") -> bool:
    """Return whether the app on this port answers its health check."""
    url = f"http://{address}:{port}/_stcore/health"
    try:
        with DIRECT.open(url, timeout=HEALTH_TIMEOUT) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def ignore_signals() -> None:
    """Ignore further requests to end, while what was started is ended."""
    # Not by SIG_IGN: of a signal that has just come, Python would complain.
    signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in SIGNALS])


def terminate(processes: Sequence[GuardedProcess]) -> None:
    """End processes, and kill those that are left; further signals are ignored."""
    with suppress(KeyboardInterrupt):  # that of a signal that has just come
        ignore_signals()
    for process in processes:
        process.request_end()
    for process in processes:
        process.wait()
