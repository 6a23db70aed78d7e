"""What all processes have in common: a port, whether they are well, and their end."""

import signal
import socket
import subprocess
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException

START = 60.0  # seconds in which a process must answer for the first time
TIMEOUT = 5.0  # seconds for an answer
EVERYWHERE = "0.0.0.0"  # all of this machine's addresses
ELSEWHERE = ("192.0.2.1", 9)  # set aside for documentation, so nobody's
ENDING = 10.0  # seconds in which a process must end by itself
SIGNALS = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # whatever proxy is set


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def reachable_at(address: str) -> str:
    """Return an address that browsers can open where a server listens on this one."""
    if address != EVERYWHERE:
        return address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)  # which sends nothing, but chooses the way
        except OSError:
            return "localhost"
        own: str = probe.getsockname()[0]
    return own


def is_healthy(port: int, address: str = "127.0.0.1") -> bool:
    """Whether the app says that it is well."""
    try:
        with DIRECT.open(f"http://{address}:{port}/_stcore/health", timeout=TIMEOUT) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def end(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    """End processes, also those that do not want to; this one heeds no signals from then on."""
    for name in SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_IGN)  # it takes seconds at most
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
