"""nginx in front of the replicas, as a load balancer with sticky sessions."""

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from anomaly.descriptors import current_limit
from anomaly.errors import UserError
from anomaly.serving.gate import ARRIVAL_HEADER, KEY_HEADER
from anomaly.serving.headers import cookie_attributes, embedders, security_headers
from anomaly.serving.process import (
    ANY_ADDRESS,
    START_TIMEOUT,
    GuardedProcess,
    check_port,
    is_healthy,
    terminate,
)
from anomaly.serving.source import connections_per_address
from anomaly.serving.supervision import SupervisedProgram
from anomaly.text import t
from anomaly.text.language import DEFAULT, LANGUAGES, accept_pattern, use_language

HEALTH = "/_nginx/health"  # answered by nginx itself, whatever the replicas do
HEALTH_TIMEOUT = 2.0  # seconds; it computes nothing for its answer
MAX_FAILURES = 4  # starts in a row that came to nothing
MAX_CONNECTIONS = 65_536  # an address has fewer ports; 28 MB are taken for them at the start

# The sticky cookie names the replica that answered. If it does not answer, another does, which the
# cookie names from then on; not after a question, which only the page's own replica can answer.
# What a request is for and who asks is checked by the replica (anomaly/serving/gate.py), which is
# told where it arrived. What nginx answers itself has the same headers.
NGINX = r"""
daemon off;
worker_processes 1;
worker_rlimit_nofile {connections};
pid "{folder}/nginx.pid";
error_log stderr emerg;  # else it has a line for each connection that is turned away
# The connections of an address are counted once their requests' heads are whole, so there are more
# than it has ports, where the system allows that.
events {{ worker_connections {connections}; }}
http {{
  access_log off;
  server_tokens off;
  large_client_header_buffers 2 8k;
  client_header_timeout 10s;
  client_body_timeout 20s;
  send_timeout 30s;
  keepalive_timeout 30s;
  reset_timedout_connection on;
  # It listens at an IPv4 address (`check_port`), so this is what `source_of` returns.
  limit_conn_zone $binary_remote_addr zone=addresses:10m;
  limit_conn_status 429;
  client_body_temp_path "{folder}/body";
  proxy_temp_path "{folder}/proxy";
  fastcgi_temp_path "{folder}/fastcgi";
  uwsgi_temp_path "{folder}/uwsgi";
  scgi_temp_path "{folder}/scgi";
  map $http_upgrade $connection_kind {{ default upgrade; "" close; }}
  map $cookie_replica $upstream {{ default any; {sticky} }}
  map $upstream_addr $replica {{ {answered} }}
  {sentences}
  upstream any {{ least_conn; {all} }}
  {upstreams}
  server {{
    listen {address}:{port};
    limit_conn addresses {per_address};
    proxy_http_version 1.1;
    # Nothing is kept on disk: the replica bounds what arrives, and who reads slowly.
    proxy_request_buffering off;
    proxy_max_temp_file_size 0;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_kind;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header {key_header} {key};
    proxy_set_header {arrival_header} $server_addr;
    proxy_connect_timeout 2s;
    proxy_read_timeout 1d;
    error_page 429 @many;
    error_page 502 504 = @restarting;
    location = {health} {{ return 200 "{token}"; }}
    location / {{
      client_max_body_size 50m;
      add_header Set-Cookie "replica=$replica; Path=/; HttpOnly; {cookie}" always;
      proxy_pass http://$upstream;
    }}
    location /questions/ {{
      client_max_body_size 100k;
      proxy_pass http://$upstream;
    }}
    location @many {{ {headers} return 429 $many; }}
    location @restarting {{ {headers} return 503 $restarting; }}
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
    key : str
        What it proves itself with to them.
    """

    def __init__(
        self, program: str, folder: Path, address: str, port: int, ports: Sequence[int], key: str
    ) -> None:
        self._folder = folder
        self._address = address
        self._host = "127.0.0.1" if address == ANY_ADDRESS else address
        self.port = port
        self._token = secrets.token_hex(8)  # tells it from another program at its port
        settings = folder / "nginx.conf"
        text = nginx_settings(folder, address, port, ports, key, self._token)
        settings.touch(mode=0o600)  # it has the key
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
    program: str, folder: Path, address: str, port: int, ports: Sequence[int], key: str
) -> Iterator[Nginx]:
    """Run nginx during the block, which begins once it answers; its files are in `folder`.

    Raises
    ------
    UserError
        If it does not start.
    """
    folder.chmod(0o755)  # nginx started by root runs its workers as another user
    nginx = Nginx(program, folder, address, port, ports, key)
    try:
        deadline = time.monotonic() + START_TIMEOUT
        while not (nginx.is_ready() and nginx.serves_app()):
            if nginx.has_ended() or time.monotonic() > deadline:
                raise UserError("serve.nginx_no_start")
            time.sleep(0.1)
        yield nginx
    finally:
        terminate([nginx.process] if nginx.process else [])


def nginx_settings(
    folder: Path, address: str, port: int, ports: Sequence[int], key: str, token: str
) -> str:
    """Return nginx's configuration for replicas on these local ports."""
    server = "server 127.0.0.1:{} max_fails=0{};"
    upstreams = []
    for number, own in enumerate(ports):
        others = [server.format(other, " backup") for other in ports if other != own]
        servers = " ".join([server.format(own, ""), *others])
        upstreams.append(f"upstream replica{number} {{ {servers} }}")
    sites = embedders()
    limit = min(current_limit() or MAX_CONNECTIONS, MAX_CONNECTIONS)
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
        sentences="\n  ".join(_sentence(name) for name in ("many", "restarting")),
        connections=limit,
        per_address=connections_per_address(limit),
        key_header=KEY_HEADER,
        key=key,
        arrival_header=ARRIVAL_HEADER,
        cookie=cookie_attributes(sites),
        headers=_headers(sites),
    )


def _sentence(name: str) -> str:
    """Return a variable with a sentence in the browser's language."""
    spoken = {}
    for code in LANGUAGES:
        with use_language(code):
            spoken[code] = t(f"door.{name}")
    cases = " ".join(f'"~*^{accept_pattern(code)}" "{text}";' for code, text in spoken.items())
    return f'map $http_accept_language ${name} {{ default "{spoken[DEFAULT]}"; {cases} }}'


def _headers(sites: Sequence[str]) -> str:
    """Return the settings by which nginx's own answers are sentences with the app's headers."""
    headers = security_headers(sites=sites)
    added = [f'add_header {name} "{text}" always;' for name, text in headers.items()]
    return " ".join(['default_type "text/plain; charset=utf-8";', *added])
