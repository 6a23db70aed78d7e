"""anomaly serve: serve the app from several processes behind nginx."""

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from anomaly.cli.output import write
from anomaly.errors import UserError
from anomaly.serving.nginx import running_nginx
from anomaly.serving.process import SIGNALS
from anomaly.serving.reach import reachable_at
from anomaly.serving.replica import Replica, running_replicas
from anomaly.text import t
from anomaly.validation import check_range

MAX_REPLICAS = 64
POLL_INTERVAL = 2.0  # seconds between two checks of each process


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--replicas", type=int, default=2, help=t("cli.replicas"))
    parser.add_argument("--address", default="127.0.0.1", help=t("cli.address"))
    parser.add_argument("--port", type=int, default=8501, help=t("cli.port"))
    parser.set_defaults(json=False)


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Serve until interrupted."""
    check_range("replicas", options.replicas, 1, MAX_REPLICAS)
    check_range("port", options.port, 1, 65535)
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise UserError("serve.no_nginx")
    _check_free(options.address, options.port)
    for name in SIGNALS:
        signal.signal(getattr(signal, name), _interrupt)
    try:
        with (
            TemporaryDirectory(prefix="anomaly-") as folder,
            running_replicas(options.replicas, f"{options.address}:{options.port}") as replicas,
        ):
            ports = [replica.port for replica in replicas]
            with running_nginx(
                program, Path(folder), options.address, options.port, ports
            ) as nginx:
                url = f"http://{reachable_at(options.address)}:{options.port}"
                write(t("serve.ready", url=url, count=len(ports)), sys.stderr)
                _restart_dead(nginx, replicas)
    except KeyboardInterrupt:
        return {}, 0
    raise UserError("serve.nginx_ended")


def _restart_dead(nginx: "subprocess.Popen[bytes]", replicas: Sequence[Replica]) -> None:
    """Restart processes that died or hang, for as long as nginx runs."""
    while nginx.poll() is None:
        time.sleep(POLL_INTERVAL)
        for number, replica in enumerate(replicas, 1):
            if replica.restart_if_dead():
                write(t("serve.restarted", number=number), sys.stderr)


def _check_free(address: str, port: int) -> None:
    """Refuse an address that this machine does not have, or a port that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            reason = error.strerror or "?"
            raise UserError("serve.no_port", address=address, port=port, reason=reason) from error


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
