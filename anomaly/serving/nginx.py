"""nginx in front of the replicas, as a load balancer with sticky sessions."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from anomaly.errors import UserError
from anomaly.serving.process import ANY_ADDRESS, START_TIMEOUT, is_healthy, terminate

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


@contextmanager
def running_nginx(
    program: str, folder: Path, address: str, port: int, ports: Sequence[int]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run nginx during the block, which begins once it answers; its files are in `folder`.

    Raises
    ------
    UserError
        If it does not start.
    """
    folder.chmod(0o755)  # nginx started by root runs its workers as another user
    settings = folder / "nginx.conf"
    settings.write_text(nginx_settings(folder, address, port, ports), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(settings)])
    try:
        _wait_for(process, address, port)
        yield process
    finally:
        terminate([process])


def nginx_settings(folder: Path, address: str, port: int, ports: Sequence[int]) -> str:
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
        sticky=" ".join(f"{number} replica{number};" for number in range(len(ports))),
        answered=" ".join(f"~:{own}$ {number};" for number, own in enumerate(ports)),
        all=" ".join(server.format(own, "") for own in ports),
        upstreams="\n  ".join(upstreams),
    )


def _wait_for(nginx: "subprocess.Popen[bytes]", address: str, port: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not is_healthy(port, "127.0.0.1" if address == ANY_ADDRESS else address):
        if nginx.poll() is not None or time.monotonic() > deadline:
            raise UserError("serve.nginx_ended")
        time.sleep(0.1)
