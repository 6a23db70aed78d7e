"""Calls into Streamlit and uvicorn beyond their public interfaces; checked with 1.67 and 0.54."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import IPPROTO_TCP, SO_SNDBUF, SOL_SOCKET, TCP_NODELAY, socket
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import Scope
from streamlit import config, file_util, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession
from streamlit.web.server import server_util
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

ACCEPTED_AT_ONCE = 8  # connections; of uvicorn's 2,048 each takes a tenth of a millisecond
SENT_AHEAD = 131_072  # bytes that the system holds of an answer
READ_AT_ONCE = 16_384  # bytes; to take ten thousand frames of a websocket would hold others up
MAX_FRAMES = 500  # of a websocket in a second; pages send some fifty
TRANSPORT = "transport"  # its name in the state that uvicorn gives to a connection's requests
IsSurplus = Callable[[int, object], bool]
REGISTER = AppSession.register_file_watchers
SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def ask_nobody_for_own_address() -> None:
    """Switch off Streamlit's look-up of this machine's address, which asks the internet."""
    net_util.get_external_ip = net_util.get_internal_ip = lambda: None


def watch_no_sources() -> None:
    """Apply ``fileWatcherType = "none"`` to pages that connect again, too.

    For each of them Streamlit looks up the files of all modules, 0.3 s on the loop that answers
    everybody.
    """

    def register(session: AppSession) -> None:
        if config.get_option("server.fileWatcherType") != "none":
            REGISTER(session)

    setattr(AppSession, "register_file_watchers", register)  # noqa: B010


class _Listener:
    """A listening socket as asyncio's loop uses it, which turns some connections away."""

    def __init__(self, listening: socket, is_surplus: IsSurplus) -> None:
        self._listening = listening
        self._is_surplus = is_surplus
        self.fileno = listening.fileno

    def accept(self) -> tuple[socket, object]:
        """Accept a connection.

        Raises
        ------
        BlockingIOError
            Where none waits, or one was turned away: others are answered before the next one.
        """
        connection, peer = self._listening.accept()
        if not self._is_surplus(connection.fileno(), peer):
            return connection, peer
        connection.close()
        raise BlockingIOError


def accept_a_few_at_once(loop: asyncio.AbstractEventLoop, is_surplus: IsSurplus) -> None:
    """Limit how many connections a loop accepts before it answers others.

    Call it before the server listens.

    Parameters
    ----------
    loop : asyncio.AbstractEventLoop
    is_surplus : callable
        Gets a new connection's descriptor and peer; returns whether to close it at once, which
        costs a tenth of what a connection costs that uvicorn gets to know.
    """
    accept = getattr(loop, "_accept_connection", None)
    if accept is None:  # no loop of asyncio's own on this system
        return

    def accept_a_few(
        factory: object, listening: Any, tls: object, server: object, count: int, *rest: object
    ) -> None:
        if not isinstance(listening, _Listener):  # after a pause it is one already
            listening = _Listener(listening, is_surplus)
        accept(factory, listening, tls, server, min(count, ACCEPTED_AT_ONCE), *rest)

    loop._accept_connection = accept_a_few  # type: ignore[attr-defined]


def page_scripts() -> list[bytes]:
    """Return the scripts that stand in Streamlit's page itself."""
    return SCRIPT.findall(Path(file_util.get_static_dir(), "index.html").read_bytes())


def parse_message(content: bytes) -> BackMsg | None:
    """Return a message of a page; None where it is none."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return None
    return message


def url_at(host: str) -> str:
    """Return the address of the pages at a host."""
    return server_util.get_url(f"[{host}]" if ":" in host else host)


@contextmanager
def watched_connections(
    watch: Callable[[asyncio.Transport], asyncio.Protocol | None], max_message: int
) -> Iterator[None]:
    """Pass each new connection to `watch` before uvicorn, while the context lasts.

    Parameters
    ----------
    watch : callable
        Gets the connection; returns what takes it in uvicorn's place, or None.
    max_message : int
        Bytes that a message of a page may have. Streamlit gives uvicorn the bound of its own
        messages to pages.
    """
    http: Any = AutoHTTPProtocol  # that of h11 or of httptools
    original = http.connection_made

    def connection_made(protocol: Any, transport: asyncio.Transport) -> None:
        # Streamlit's sockets name no protocol, so asyncio leaves Nagle's algorithm on: what follows
        # the first part of an answer would wait 40 ms for the browser's acknowledgement.
        connection = transport.get_extra_info("socket")
        connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        # Else the system may hold megabytes for a browser that reads slowly, and hide that it does.
        connection.setsockopt(SOL_SOCKET, SO_SNDBUF, SENT_AHEAD)
        with suppress(AttributeError):  # of a loop that is not asyncio's own
            setattr(transport, "max_size", READ_AT_ONCE)  # noqa: B010
        other = watch(transport)
        if other is None:
            protocol.config.ws_max_size = max_message
            protocol.app_state = protocol.app_state | {TRANSPORT: transport}
            original(protocol, transport)
        else:
            transport.set_protocol(other)
            other.connection_made(transport)

    http.connection_made = connection_made
    try:
        with _bounded_frames():
            yield
    finally:
        http.connection_made = original


@contextmanager
def _bounded_frames() -> Iterator[None]:
    """Cut websockets that send more frames than pages do: pings, or empty parts of a message."""
    websocket: Any = WebSocketsSansIOProtocol
    original = websocket.handle_events

    def handle_events(protocol: Any) -> None:
        second, count = getattr(protocol, "frames_of_second", (0, 0))
        now, new = int(time.monotonic()), len(protocol.conn.events)
        protocol.frames_of_second = now, new + (count if second == now else 0)
        if protocol.frames_of_second[1] > MAX_FRAMES:
            protocol.conn.events.clear()
            protocol.transport.abort()
        else:
            original(protocol)

    websocket.handle_events = handle_events
    try:
        yield
    finally:
        websocket.handle_events = original


def cut_connection(scope: Scope) -> None:
    """Close the connection of a request at once, where it is one of those watched."""
    transport = scope.get("state", {}).get(TRANSPORT)
    if transport is not None:
        transport.abort()


def answered_last(protocol: object) -> tuple[bool, object]:
    """Return whether a connection has no request under way, and what stands for its last one."""
    if not isinstance(protocol, AutoHTTPProtocol):  # a websocket
        return False, None
    request = getattr(protocol, "cycle")  # noqa: B009 - of both classes
    return request is None or request.response_complete, request


def unfinished_message(protocol: object) -> object:
    """Return what stands for the message of which a websocket has sent a part; None for none."""
    if not isinstance(protocol, WebSocketsSansIOProtocol) or protocol.read_paused:
        return None
    return protocol.frames if protocol.frames or protocol.conn.reader.buffer else None
