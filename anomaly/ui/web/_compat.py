"""Calls into Streamlit and uvicorn beyond their public interfaces; checked with 1.67 and 0.54."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit import file_util, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server import server_util
from uvicorn.protocols.http.auto import AutoHTTPProtocol

SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def ask_nobody_for_own_address() -> None:
    """Switch off Streamlit's look-up of this machine's address, which asks the internet."""
    net_util.get_external_ip = net_util.get_internal_ip = lambda: None


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
    watch: Callable[[asyncio.Transport], asyncio.Protocol | None],
) -> Iterator[None]:
    """Pass each new connection to `watch` before uvicorn, while the context lasts.

    Parameters
    ----------
    watch : callable
        Gets the connection; returns what takes it in uvicorn's place, or None.
    """
    http: Any = AutoHTTPProtocol  # that of h11 or of httptools
    original = http.connection_made

    def connection_made(protocol: Any, transport: asyncio.Transport) -> None:
        # Streamlit's sockets name no protocol, so asyncio leaves Nagle's algorithm on: what follows
        # the first part of an answer would wait 40 ms for the browser's acknowledgement.
        transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        other = watch(transport)
        if other is None:
            original(protocol, transport)
        else:
            transport.set_protocol(other)
            other.connection_made(transport)

    http.connection_made = connection_made
    try:
        yield
    finally:
        http.connection_made = original


def answered_last(protocol: object) -> tuple[bool, object]:
    """Return whether a connection has no request under way, and what stands for its last one."""
    if not isinstance(protocol, AutoHTTPProtocol):  # a websocket
        return False, None
    request = getattr(protocol, "cycle")  # noqa: B009 - of both classes
    return request is None or request.response_complete, request
