"""nginx in front of the replicas, as a load balancer with sticky sessions."""

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from anomaly.errors import UserError
from anomaly.serving.process import (
    ANY_ADDRESS,
    START_TIMEOUT,
    GuardedProcess,
    check_port,
    is_healthy,
    terminate,
)
from anomaly.serving.supervision import SupervisedProgram

HEALTH = "/_nginx/health"  # answered by nginx itself, whatever the replicas do
HEALTH_TIMEOUT = 2.0  # seconds; it computes nothing for its answer
MAX_FAILURES = 4  # starts in a row that came to nothing

# The sticky cookie names the replica that answered. If it does not answer, another does, which the
# cookie names from then on; not after a question, which only the page's own replica can answer.
# Cross-origin requests are rejected; Streamlit would otherwise look up its public IP.
NGINX = r"""
daemon off;
worker_processes 1;
worker_rlimit_nofile 8192;
pid "{folder}/nginx.pid";
error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path "{folder}/body";
  proxy_temp_path "{folder}/proxy";
  fastcgi_temp_path "{folder}/fastcgi";
  uwsgi_temp_path "{folder}/uwsgi";
  scgi_temp_path "{folder}/scgi";
  map $http_upgrade $connection_kind {{ default upgrade; "" close; }}
  map $cookie_replica $upstream {{ default any; {sticky} }}
  map $upstream_addr $replica {{ {answered} }}
  map "$http_origin|$http_host" $foreign {{ default 1; "~^\|" 0; "~^https?://([^|]+)\|\1$" 0; }}
  upstream any {{ least_conn; {all} }}
  {upstreams}
  server {{
    listen {address}:{port};
    if ($foreign) {{ return 403; }}
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_kind;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_connect_timeout 2s;
    proxy_read_timeout 1d;
    proxy_next_upstream error timeout http_502 http_503;
    location = {health} {{ return 200 "{token}"; }}
    location / {{
      client_max_body_size 50m;
      add_header Set-Cookie "replica=$replica; Path=/; HttpOnly; SameSite=Lax" always;
      proxy_pass http://$upstream;
    }}
    location /questions/ {{
      client_max_body_size 100k;
      proxy_pass http://$upstream;
    }}
  }}
}}
"""


class Nginx(SupervisedProgram):
    """nginx in front of replicas.

    Parameters
    ----------
    program : str
    folder : Path
        Where its files are.
    address : str
    port : int
    ports : sequence of int
        Those of the replicas.
    """

    def __init__(
        self, program: str, folder: Path, address: str, port: int, ports: Sequence[int]
    ) -> None:
        self._folder = folder
        self._address = address
        self._host = "127.0.0.1" if address == ANY_ADDRESS else address
        self.port = port
        self._token = secrets.token_hex(8)  # tells it from another program at its port
        settings = folder / "nginx.conf"
        text = nginx_settings(folder, address, port, ports, self._token)
        settings.write_text(text, encoding="utf-8")
        self._command = [program, "-p", str(folder), "-c", str(settings)]
        super().__init__()

    def launch(self) -> GuardedProcess:
        """Start nginx.

        Raises
        ------
        UserError
            If it has failed to start, and somebody else has its port.
        """
        if self.failures:
            check_port(self._address, self.port)
        return GuardedProcess(self._command, folder=self._folder)

    def restart_if_dead(self) -> bool:
        """Restart nginx if it has ended or hangs; return whether it was started again.

        Raises
        ------
        UserError
            If it has failed to start several times.
        """
        restarted = super().restart_if_dead()
        if self.failures == MAX_FAILURES:
            raise UserError("serve.nginx_no_start")
        return restarted

    def answers(self) -> bool:
        """Return whether it answers, or turns the question away for want of a connection."""
        connection = HTTPConnection(self._host, self.port, timeout=HEALTH_TIMEOUT)
        with closing(connection):
            try:
                connection.request("GET", HEALTH)
                return connection.getresponse().read(100) == self._token.encode()
            except ConnectionResetError:
                return True
            except (OSError, HTTPException):
                return False

    def serves_app(self) -> bool:
        """Return whether the app can be reached through it."""
        return is_healthy(self.port, self._host)


@contextmanager
def running_nginx(
    program: str, folder: Path, address: str, port: int, ports: Sequence[int]
) -> Iterator[Nginx]:
    """Run nginx during the block, which begins once it answers; its files are in `folder`.

    Raises
    ------
    UserError
        If it does not start.
    """
    folder.chmod(0o755)  # nginx started by root runs its workers as another user
    nginx = Nginx(program, folder, address, port, ports)
    try:
        deadline = time.monotonic() + START_TIMEOUT
        while not (nginx.is_ready() and nginx.serves_app()):
            if nginx.has_ended() or time.monotonic() > deadline:
                raise UserError("serve.nginx_no_start")
            time.sleep(0.1)
        yield nginx
    finally:
        terminate([nginx.process] if nginx.process else [])


def nginx_settings(folder: Path, address: str, port: int, ports: Sequence[int], token: str) -> str:
    """Return nginx's configuration for replicas on these local ports."""
    server = "server 127.0.0.1:{} max_fails=1 fail_timeout=3s{};"
    upstreams = []
    for number, own in enumerate(ports):
        others = [server.format(other, " backup") for other in ports if other != own]
        servers = " ".join([server.format(own, ""), *others])
        upstreams.append(f"upstream replica{number} {{ {servers} }}")
    return NGINX.format(
        folder=folder,
        address=address,
        port=port,
        health=HEALTH,
        token=token,
        sticky=" ".join(f"{number} replica{number};" for number in range(len(ports))),
        answered=" ".join(f"~:{own}$ {number};" for number, own in enumerate(ports)),
        all=" ".join(server.format(own, "") for own in ports),
        upstreams="\n  ".join(upstreams),
    )
