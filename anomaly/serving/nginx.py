"""nginx in front of the processes: it listens, and sends each browser to its own."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from anomaly.errors import UserError
from anomaly.serving.process import EVERYWHERE, START, end, is_healthy

# The cookie says which process answered; where that one does not, another does, and is in the
# cookie from then on. A page of another site is refused, or Streamlit would ask the internet of it.
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


@contextmanager
def running_nginx(
    program: str, folder: Path, address: str, port: int, ports: Sequence[int]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run nginx with settings and temporary files in a folder, and go on once it answers.

    Raises
    ------
    UserError
        If it does not.
    """
    folder.chmod(0o755)  # its workers are another user's where it was started by root
    settings = folder / "nginx.conf"
    settings.write_text(nginx_settings(folder, address, port, ports), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(settings)])
    try:
        _wait_for(process, address, port)
        yield process
    finally:
        end([process])


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


def _wait_for(nginx: "subprocess.Popen[bytes]", address: str, port: int) -> None:
    latest = time.monotonic() + START
    while not is_healthy(port, "127.0.0.1" if address == EVERYWHERE else address):
        if nginx.poll() is not None or time.monotonic() > latest:
            raise UserError("serve.nginx_ended")
        time.sleep(0.1)
