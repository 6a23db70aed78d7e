"""What a stranger may do at the door of a server, while a student draws.

| what is done                              | what comes of it                                    |
| ----------------------------------------- | --------------------------------------------------- |
| a page of another site connects, often    | it is refused; nobody waits, and nothing calls out  |
| a page comes by a name that leads here    | it is refused, with a sentence                      |
| an address holds more than its share      | it is told so, and others come in                   |
| uploads are broken off, frames are no     | no traceback, a line for each kind                  |
| messages, requests are no HTTP            |                                                     |
| a path has control characters             | none are in the log                                 |
"""

import asyncio
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from anomaly.serving.source import PER_ADDRESS
from anomaly.text import t
from tests.support.outgoing import calls_of, watched
from tests.support.server import running_app
from tests.support.student import ONE, SEVEN, neighbour, page, score_of

STRANGER = "127.0.0.9"  # an address of this machine that no student has
SHARE = 40  # connections of an address


@dataclass(frozen=True)
class Server:
    address: str
    folder: Path

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        return "127.0.0.1", parts.port or 80

    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def dial(self) -> socket.socket:
        """Connect as a stranger."""
        return socket.create_connection(self.place, 20, (STRANGER, 0))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is open to the network."""
    folder = tmp_path_factory.mktemp("server")
    opened = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", PER_ADDRESS: str(SHARE)}
    with running_app(folder, **opened, **watched(folder)) as address:
        yield Server(address, folder)
    assert calls_of(folder) == []


async def refusal_of(server: Server, origin: str) -> int:
    """Return the status with which a page's websocket is refused."""
    stream = f"ws://{server.address.removeprefix('http://')}/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused:
        await connect(stream, origin=origin, proxy=None)  # type: ignore[arg-type]
    return refused.value.response.status_code


async def test_pages_of_other_sites_are_refused_and_hold_nobody_up(server: Server) -> None:
    async with page(server.address) as student:
        await score_of(student, ONE)
        origins = [f"http://{number}.example" for number in range(30)]
        refused = asyncio.gather(*(refusal_of(server, origin) for origin in origins))
        await score_of(student, SEVEN)
        assert set(await refused) == {403}
    assert calls_of(server.folder) == []


def test_a_name_that_leads_here_is_not_this_servers(server: Server) -> None:
    asked = urllib.request.Request(
        server.address, headers={"Host": "evil.example", "Origin": "http://evil.example"}
    )
    with pytest.raises(urllib.error.HTTPError, match="421") as refused:
        urllib.request.urlopen(asked)
    assert refused.value.read().decode() == t("door.host", host="evil.example")


async def test_an_address_has_its_share_of_connections(server: Server) -> None:
    held = [server.dial() for _ in range(SHARE)]
    try:
        with server.dial() as one_more:
            one_more.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = one_more.recv(4096)
        assert answer.startswith(b"HTTP/1.1 429 ")
        assert t("door.many").encode() in answer
        async with page(server.address) as student:
            await score_of(student, ONE)
    finally:
        for connection in held:
            connection.close()
    with server.dial() as again:
        again.sendall(b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert again.recv(4096).startswith(b"HTTP/1.1 200 ")


def break_off(server: Server, session: str, token: str) -> None:
    """Begin an upload and hang up."""
    with server.dial() as connection:
        head = (
            f"PUT /_stcore/upload_file/{session}/x HTTP/1.1\r\nHost: localhost\r\n"
            f"X-Xsrftoken: {token}\r\nCookie: _streamlit_xsrf={token}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"
        )
        connection.sendall(head.encode() + b"--x\r\n")
        connection.settimeout(0.05)
        with pytest.raises(TimeoutError):  # nothing is answered yet
            connection.recv(1)


async def send_text(server: Server) -> None:
    stream = f"ws://{server.address.removeprefix('http://')}/_stcore/stream"
    async with connect(stream, proxy=None) as connection:
        await connection.send("no message of a browser")
        await connection.wait_closed()
        assert connection.close_code == 1003


async def test_what_is_done_often_does_not_fill_the_log(server: Server) -> None:
    before = server.log()
    with urllib.request.urlopen(f"{server.address}/_stcore/health") as answer:
        (token,) = re.findall("_streamlit_xsrf=([^;]+)", answer.headers["Set-Cookie"])
    async with neighbour(server.address), page(server.address) as student:
        for _ in range(15):
            break_off(server, student.name, token)
            await send_text(server)
            with server.dial() as connection:
                connection.sendall(b"\x1b[31mno HTTP\r\n\r\n")
                assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")
            with server.dial() as connection:
                connection.sendall(b"GET /%1b[31m%0aforged HTTP/1.1\r\nHost: \x1b[31m\r\n\r\n")
                connection.recv(4096)
    told = server.log().removeprefix(before)
    assert "Traceback" not in told
    assert len(told.splitlines()) < 5
    assert "\x1b" not in told
