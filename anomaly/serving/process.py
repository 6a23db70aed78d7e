"""Ports, health checks and termination of server processes."""

import signal
import socket
import subprocess
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException

START_TIMEOUT = 60.0  # seconds in which a process must answer for the first time
HEALTH_TIMEOUT = 5.0  # seconds for an answer
TERMINATE_TIMEOUT = 10.0  # seconds before a process is killed
ANY_ADDRESS = "0.0.0.0"
SIGNALS = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # without a proxy


def free_port() -> int:
    """Return an unused local port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def is_healthy(port: int, address: str = "127.0.0.1") -> bool:
    """Return whether the app on this port answers its health check."""
    url = f"http://{address}:{port}/_stcore/health"
    try:
        with DIRECT.open(url, timeout=HEALTH_TIMEOUT) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def terminate(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Terminate processes, then kill those that are left; further signals are ignored."""
    for name in SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(TERMINATE_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
