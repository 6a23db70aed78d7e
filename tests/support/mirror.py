"""A mirror of MNIST on this machine that answers well, badly, slowly or not at all."""

import gzip
import random
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from anomaly.data import mnist

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


def whole(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """Send a file as it is."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def cut_half_way(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """Break off in the middle."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body[: len(body) // 2])


def wrong_bytes(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """Send another page's bytes."""
    whole(request, b"<html>Please log in to this network</html>")


def silent(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """Say nothing for five seconds."""
    time.sleep(5)


def trickle(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """Send a file in small pieces, with pauses."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    for start in range(0, len(body), 4096):
        request.wfile.write(body[start : start + 4096])
        time.sleep(0.1)


def content(name: str) -> bytes:
    """Return the stand-in for one of MNIST's files."""
    return random.Random(name).randbytes(200_000)


class Mirror:
    """A mirror on this machine that serves small stand-ins for MNIST's four files."""

    def __init__(self) -> None:
        self.answer: Answer = whole
        self.asked: list[str] = []
        self.bodies = {f"{name}.gz": gzip.compress(content(name)) for name in mnist.MNIST_FILES}
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/")
                mirror.asked.append(name)
                mirror.answer(self, mirror.bodies[name])

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
