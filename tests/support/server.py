"""A running app, for tests and benchmarks alike."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from anomaly.serving.process import free_port, is_healthy

PROJECT = Path(__file__).parents[2]
TEACHER_KEY = "key-of-tests"

_ports: list[int] = []  # of the servers that were started


def start_app(
    folder: Path, script: str = "app.py", port: int | None = None, **environment: str
) -> tuple["subprocess.Popen[bytes]", str]:
    """Start the app with its models in `folder`; return its process and address once it answers.

    It gets any free port unless one is given.
    """
    port = port or _port()
    with (folder / "server.log").open("a") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
            cwd=PROJECT,
            env=environment_for(folder) | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    try:
        wait_until_healthy(port, server)
    except BaseException:
        server.kill()
        raise
    return server, address


def _port() -> int:
    """Return the port of a server that has ended, else a new one.

    A browser has the scripts of an address that it has seen compiled already.
    """
    for port in _ports:
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    _ports.append(free_port())
    return _ports[-1]


def workers_of(server: int) -> list[int]:
    """Return the processes that train for a server, by its process id."""
    answer = subprocess.run(
        ["pgrep", "--full", "--parent", str(server), "anomaly.jobs.worker"],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(process) for process in answer.stdout.split()]


def environment_for(folder: Path) -> dict[str, str]:
    """Return the environment of an app with what it keeps in `folder`, and off the network."""
    own = {
        "ANOMALY_MODELS": str(folder / "models"),
        "ANOMALY_DATABASE": f"sqlite:///{folder / 'classes.sqlite'}",
        "ANOMALY_TEACHER_KEY": TEACHER_KEY,
        "MNIST_MIRROR": "http://127.0.0.1:9/",
    }
    return os.environ | own


@contextmanager
def running_app(folder: Path, script: str = "app.py", **environment: str) -> Iterator[str]:
    """Start the app with its models in `folder` and give its address until the block ends."""
    server, address = start_app(folder, script, None, **environment)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_until_healthy(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait until a server says that it is well."""
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the app ended at once")
        if is_healthy(port, "localhost"):
            return
        time.sleep(0.1)
    raise RuntimeError("the app did not start")
