"""anomaly serve: serve the app from several processes behind nginx."""

import argparse
import os
import secrets
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

from anomaly.classroom.secrets import describe_key, teacher_key
from anomaly.cli.output import OutputError, write
from anomaly.descriptors import raise_limit
from anomaly.errors import UserError
from anomaly.serving.folder import remove_abandoned, working_folder
from anomaly.serving.nginx import Nginx, running_nginx
from anomaly.serving.process import SIGNALS, adopt_orphans, check_port, ignore_signals
from anomaly.serving.reach import reachable_at
from anomaly.serving.replica import Replica, running_replicas
from anomaly.text import t
from anomaly.validation import check_range

MAX_REPLICAS = 64
POLL_INTERVAL = 0.5  # seconds between two looks at each program


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
    if not hasattr(os, "killpg"):  # Windows
        raise UserError("serve.no_groups")
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise UserError("serve.no_nginx")
    try:
        remove_abandoned()
        check_port(options.address, options.port)
        adopt_orphans()
        raise_limit()
        _take_signals()
        _serve(program, options.address, options.port, options.replicas)
    except KeyboardInterrupt:
        return {}, 0
    except OSError as error:  # a disk that is full, for example
        reason, path = error.strerror or "?", error.filename or "?"
        raise UserError("serve.refused", reason=reason, path=path) from error


def _serve(program: str, address: str, port: int, count: int) -> NoReturn:
    """Start everything and keep it running."""
    key = secrets.token_hex(32)
    with (
        working_folder() as folder,
        running_replicas(count, f"{address}:{port}", key, teacher_key()) as replicas,
    ):
        ports = [replica.port for replica in replicas]
        with running_nginx(program, folder, address, port, ports, key) as nginx:
            url = f"http://{reachable_at(address)}:{port}"
            _tell(t("serve.ready", url=url, count=count))
            _tell(describe_key(url))
            _restart_dead(nginx, replicas)


def _restart_dead(nginx: Nginx, replicas: Sequence[Replica]) -> NoReturn:
    """Restart programs that end or hang."""
    names = [t("serve.replica", number=number) for number in range(1, 1 + len(replicas))]
    watched = dict(zip(["nginx", *names], [nginx, *replicas], strict=True))
    while True:
        time.sleep(POLL_INTERVAL)
        for name, program in watched.items():
            failures = program.failures
            if program.restart_if_dead() and not program.failures:
                _tell(t("serve.restarted", name=name))
            if program.failures > failures:
                _tell(t("serve.fails", name=name, count=program.failures))


def _tell(sentence: str) -> None:
    """Say what happens, if the terminal is still there."""
    with suppress(OutputError):
        write(sentence, sys.stderr)


def _take_signals() -> None:
    """End by the first signal that asks for it, and ignore any after that.

    A closed terminal's is left ignored where it is: nohup asks for that.
    """
    for name in SIGNALS:
        number = getattr(signal, name)
        if name != "SIGHUP" or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    ignore_signals()
    raise KeyboardInterrupt
