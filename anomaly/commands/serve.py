"""Serve the app from several processes behind nginx, for more people than one process can answer.

Each process answers on a port of its own on this machine; nginx listens for all and sends a browser
to the same one every time, by a cookie, since a session lives in the process that began it. All
share the stored models. A process that ends or no longer answers is started again, and its browsers
are sent to another meanwhile: they connect by themselves and bring their view along.
"""

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from anomaly.detectors import check_range
from anomaly.paths import PROJECT
from anomaly.text import Problem, say

MOST_REPLICAS = 64
START = 60.0  # seconds in which a process must answer for the first time
PERIOD = 2.0  # seconds between two looks at each process
SILENCE = 3  # looks in vain after which a process is taken to hang
PATIENCE = 5.0  # seconds for an answer
SIGNALS = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # whatever proxy is set

# The cookie says which process answered; where that one does not, another does, and is in the
# cookie from then on. A page of another site is refused, or Streamlit would ask the internet of it.
NGINX = r"""
daemon off;
worker_processes 1;
worker_rlimit_nofile 8192;
pid "{folder}/nginx.pid";
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path "{folder}/body";
  proxy_temp_path "{folder}/proxy";
  fastcgi_temp_path "{folder}/fastcgi";
  uwsgi_temp_path "{folder}/uwsgi";
  scgi_temp_path "{folder}/scgi";
  map $http_upgrade $connection_kind {{ default upgrade; "" close; }}
  map $cookie_seat $replicas {{ default any; {seats} }}
  map $upstream_addr $seat {{ {answered} }}
  map "$http_origin|$http_host" $foreign {{ default 1; "~^\|" 0; "~^https?://([^|]+)\|\1$" 0; }}
  upstream any {{ least_conn; {all} }}
  {upstreams}
  server {{
    listen {address}:{port};
    client_max_body_size 50m;
    add_header Set-Cookie "seat=$seat; Path=/; HttpOnly; SameSite=Lax" always;
    location / {{
      if ($foreign) {{ return 403; }}
      proxy_pass http://$replicas;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_kind;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_connect_timeout 2s;
      proxy_read_timeout 1d;
      proxy_next_upstream error timeout http_502 http_503;
    }}
  }}
}}
"""


def add_parser(commands: Any) -> None:
    """Add the command to the command line's."""
    parser = commands.add_parser("serve", help=say("cli.serve"), description=say("cli.serve"))
    parser.add_argument("--replicas", type=int, default=2, help=say("cli.replicas"))
    parser.add_argument("--address", default="127.0.0.1", help=say("cli.address"))
    parser.add_argument("--port", type=int, default=8501, help=say("cli.port"))
    parser.set_defaults(json=False)


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Serve until interrupted."""
    check_range("replicas", options.replicas, 1, MOST_REPLICAS)
    check_range("port", options.port, 1, 65535)
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise Problem("serve.no_nginx")
    _check_free(options.address, options.port)
    for name in SIGNALS:
        signal.signal(getattr(signal, name), _interrupt)
    try:
        with TemporaryDirectory(prefix="anomaly-") as folder, _replicas(options.replicas) as there:
            ports = [replica.port for replica in there]
            with _nginx(program, Path(folder), options.address, options.port, ports) as nginx:
                url = f"http://{options.address}:{options.port}"
                _wait_for_nginx(nginx, options.address, options.port)
                print(say("serve.ready", url=url, count=len(ports)), file=sys.stderr, flush=True)
                _keep_up(nginx, there)
    except KeyboardInterrupt:
        return {}, 0
    raise Problem("serve.nginx_ended")


def nginx_settings(folder: Path, address: str, port: int, ports: Sequence[int]) -> str:
    """Return nginx's settings for processes on these ports of this machine."""
    server = "server 127.0.0.1:{} max_fails=1 fail_timeout=3s{};"
    upstreams = []
    for number, own in enumerate(ports):
        others = [server.format(one, " backup") for one in ports if one != own]
        servers = " ".join([server.format(own, ""), *others])
        upstreams.append(f"upstream seat{number} {{ {servers} }}")
    return NGINX.format(
        folder=folder,
        address=address,
        port=port,
        seats=" ".join(f"{number} seat{number};" for number in range(len(ports))),
        answered=" ".join(f"~:{one}$ {number};" for number, one in enumerate(ports)),
        all=" ".join(server.format(one, "") for one in ports),
        upstreams="\n  ".join(upstreams),
    )


class Replica:
    """A process that serves the app on a port of its own.

    Parameters
    ----------
    secret : str
        What all of them sign cookies with.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._silent = 0
        self.port = free_port()
        self.start()

    def start(self) -> None:
        self._begun = time.monotonic()
        self._answered = False
        self._silent = 0
        place = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *place],
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
        well = _is_well(self.port)
        self._answered = self._answered or well
        return well

    def look_after(self) -> None:
        """Start it again if it has ended, or does not answer any more."""
        if self.process.poll() is not None:
            self.start()
        elif self.answers():
            self._silent = 0
        elif self._answered or time.monotonic() - self._begun > START:
            self._silent += 1
            if self._silent >= SILENCE:
                self.process.kill()
                self.process.wait()
                self.start()


@contextmanager
def _replicas(count: int) -> Iterator[list[Replica]]:
    """Start processes and wait until each answers."""
    secret = secrets.token_hex(32)
    started: list[Replica] = []
    try:
        started.extend(Replica(secret) for _ in range(count))
        end = time.monotonic() + START
        while not all(replica.answers() for replica in started):
            if time.monotonic() > end or any(one.process.poll() is not None for one in started):
                raise Problem("serve.no_start")
            time.sleep(0.2)
        yield started
    finally:
        _end([replica.process for replica in started])


@contextmanager
def _nginx(
    program: str, folder: Path, address: str, port: int, ports: Sequence[int]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run nginx with settings and temporary files in a folder."""
    folder.chmod(0o755)  # its workers are another user's where it was started by root
    settings = folder / "nginx.conf"
    settings.write_text(nginx_settings(folder, address, port, ports), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(settings)])
    try:
        yield process
    finally:
        _end([process])


def _end(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    """End processes, and those that do not want to."""
    for name in SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_IGN)  # it takes seconds at most
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_well(port: int, address: str = "127.0.0.1") -> bool:
    """Whether the app says that it is well."""
    try:
        with DIRECT.open(f"http://{address}:{port}/_stcore/health", timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def _wait_for_nginx(nginx: "subprocess.Popen[bytes]", address: str, port: int) -> None:
    end = time.monotonic() + START
    while not _is_well(port, "127.0.0.1" if address == "0.0.0.0" else address):
        if nginx.poll() is not None or time.monotonic() > end:
            raise Problem("serve.nginx_ended")
        time.sleep(0.1)


def _keep_up(nginx: "subprocess.Popen[bytes]", replicas: Sequence[Replica]) -> None:
    """Look after the processes for as long as nginx runs."""
    while nginx.poll() is None:
        time.sleep(PERIOD)
        for replica in replicas:
            replica.look_after()


def _check_free(address: str, port: int) -> None:
    """Refuse an address that is none of this machine's, or a port that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            reason = error.strerror or "?"
            raise Problem("serve.no_port", address=address, port=port, reason=reason) from error


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
