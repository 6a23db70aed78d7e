"""The connections of a server: how many an address may hold, and how long one may stall."""

import asyncio
import errno
import math
import os
import re
import socket
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from anomaly.descriptors import current_limit
from anomaly.serving.gate import REPLICA_KEY
from anomaly.serving.source import connections_per_address, source_of
from anomaly.text import t
from anomaly.text.language import accepted_language, use_language
from anomaly.ui.web._compat import answered_last, unfinished_message

RESERVE = 512  # descriptors kept for files, models and sessions, or an eighth if that is less
MAX_IDLE = 10.0  # seconds until a request has begun and its headers are whole
MAX_STALL = 30.0  # seconds in which a browser takes next to nothing of what is sent to it
LEAST_TAKEN = 16_384  # bytes that are more than that
MAX_UNSENT = 6_000_000  # bytes of it; the largest message has five million
MAX_MESSAGE = 20.0  # seconds until a message to a websocket is whole
MAX_REFUSED = 50  # connections that are told why in a second; further ones are closed at once
MAX_REFUSAL = 2.0  # seconds that one waits for its refusal
MAX_AT_ONCE = 200  # connections refused at a time where no descriptor is left; takes 20 ms
PAUSE = 0.5  # seconds until further ones are
ACKNOWLEDGED = slice(120, 128)  # of Linux's tcp_info, its tcpi_bytes_acked
EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
STATUS = {"door.many": "429 Too Many Requests", "door.full": "503 Service Unavailable"}
ACCEPTED = re.compile(rb"\r\naccept-language:([^\r\n]*)", re.IGNORECASE)


@dataclass
class _Connection:
    transport: asyncio.Transport
    last_request: object = None
    idle_since: float | None = None
    taken: int | None = None
    taken_at: float = 0.0
    message: object = None
    message_since: float = 0.0

    @property
    def is_closed(self) -> bool:
        return self.transport.is_closing() and not self.transport.get_write_buffer_size()


class Connections:
    """All connections of a server, by the address that they come from.

    Parameters
    ----------
    max_per_address : int or None
        None for any number.
    limit : int or None
        Descriptors that the process may have open; None where nothing limits them.
    """

    def __init__(self, max_per_address: int | None, limit: int | None) -> None:
        self._max = math.inf if max_per_address is None else max_per_address
        self._last_descriptor = None if limit is None else limit - min(RESERVE, limit // 8)
        self._known: defaultdict[str, list[_Connection]] = defaultdict(list)
        self._refused = 0  # since the last sweep
        self._spare = _Spare()
        self._next_refusals = 0.0

    @classmethod
    def from_environment(cls) -> "Connections":
        """Take what the operator has set, and the limits of this process.

        All connections of a replica come from nginx, which counts those of each address itself.
        """
        limit = current_limit()
        is_replica = bool(os.environ.get(REPLICA_KEY))
        return cls(None if is_replica else connections_per_address(limit), limit)

    def is_surplus(self, descriptor: int, peer: object) -> bool:
        """Return whether a new connection has no place, and enough others were told so."""
        return self._refused >= MAX_REFUSED and bool(self._reason(descriptor, _address_of(peer)))

    def watch(self, transport: asyncio.Transport) -> "_Refused | None":
        """Take a new connection, or return what refuses it."""
        address = _address_of(transport.get_extra_info("peername"))
        if len(self._known[address]) >= self._max:
            self._forget_closed(address)
        reason = self._reason(transport.get_extra_info("socket").fileno(), address)
        if reason is not None:
            self._refused += 1
            return _Refused(reason)
        self._known[address].append(_Connection(transport))
        return None

    def _reason(self, descriptor: int, address: str) -> str | None:
        """Return the key of the sentence on why there is no place for a connection."""
        # A new descriptor is the lowest number that is free.
        if self._last_descriptor is not None and descriptor >= self._last_descriptor:
            return "door.full"
        return "door.many" if len(self._known[address]) >= self._max else None

    def _forget_closed(self, address: str) -> None:
        kept = [each for each in self._known[address] if not each.is_closed]
        if kept:
            self._known[address] = kept
        else:
            del self._known[address]

    def sweep(self, now: float) -> None:
        """Cut connections that stall; to be called every second or so.

        Parameters
        ----------
        now : float
            Seconds of a clock that is never set back.
        """
        self._refused = 0
        for address in list(self._known):
            for connection in self._known[address]:
                stalls = (_is_idle, _takes_nothing, _sends_half_a_message)
                if any(is_stalled(connection, now) for is_stalled in stalls):
                    connection.transport.abort()
            self._forget_closed(address)

    def handle_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Refuse those who wait for a connection where there is no descriptor left, and log it.

        Each second, asyncio tries 2,000 times in a row: only the first of them counts.
        """
        error, listener = context.get("exception"), context.get("socket")
        if isinstance(error, OSError) and error.errno in EXHAUSTED and listener is not None:
            if loop.time() < self._next_refusals:
                return
            self._spare.refuse_waiting(listener.fileno())
            self._next_refusals = loop.time() + PAUSE
        loop.default_exception_handler(context)


def _address_of(peer: object) -> str:
    return source_of(peer[0]) if isinstance(peer, tuple) else ""


def _is_idle(connection: _Connection, now: float) -> bool:
    """Return whether a connection has had no whole request for too long."""
    is_waiting, request = answered_last(connection.transport.get_protocol())
    if not is_waiting or connection.transport.get_write_buffer_size():
        connection.idle_since = None
    elif connection.idle_since is None or request is not connection.last_request:
        connection.idle_since, connection.last_request = now, request
    return connection.idle_since is not None and now - connection.idle_since > MAX_IDLE


def _takes_nothing(connection: _Connection, now: float) -> bool:
    """Return whether a browser has taken too little of what is sent to it, for too long."""
    unsent = connection.transport.get_write_buffer_size()
    if unsent == 0:
        connection.taken = None
        return False
    taken = taken_of(connection.transport)
    if connection.taken is None or taken >= connection.taken + LEAST_TAKEN:
        connection.taken, connection.taken_at = taken, now
    connection.taken = min(connection.taken, taken)
    return unsent > MAX_UNSENT or now - connection.taken_at > MAX_STALL


def taken_of(transport: asyncio.Transport) -> int:
    """Return a number that grows by the bytes that the other side takes of what is sent to it.

    Linux counts them. Elsewhere it is seen by what is left, of which more may be there although
    something was taken, or although nothing was: answers to a websocket's pings.
    """
    if sys.platform == "linux":
        connection = transport.get_extra_info("socket")
        with suppress(OSError):  # one that is closed, or not of TCP
            counts = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, ACKNOWLEDGED.stop)
            if acknowledged := int.from_bytes(counts[ACKNOWLEDGED], sys.byteorder):
                return acknowledged
    return -transport.get_write_buffer_size()


def _sends_half_a_message(connection: _Connection, now: float) -> bool:
    """Return whether a websocket has left a message unfinished for too long."""
    message = unfinished_message(connection.transport.get_protocol())
    if message is not connection.message:
        connection.message, connection.message_since = message, now
    return message is not None and now - connection.message_since > MAX_MESSAGE


def refusal(key: str, request: bytes = b"") -> bytes:
    """Return a whole HTTP answer that there is no connection, in the browser's language."""
    accepted = ACCEPTED.search(request)
    return _refusal_in(accepted_language(accepted[1].decode("latin-1") if accepted else None), key)


@cache
def _refusal_in(language: str, key: str) -> bytes:
    with use_language(language):
        body = f"{t(key)}\n".encode()
    head = (
        f"HTTP/1.1 {STATUS[key]}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nX-Content-Type-Options: nosniff\r\n"
        "Cache-Control: no-store\r\nRetry-After: 10\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


class _Refused(asyncio.Protocol):
    """A connection that is told why it is refused once its request has come."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._timer = asyncio.get_running_loop().call_later(MAX_REFUSAL, transport.abort)

    def data_received(self, data: bytes) -> None:
        self._transport.write(refusal(self._sentence, data))
        self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self._timer.cancel()


class _Spare:
    """A descriptor kept back, by which a server that has no other can refuse those who wait."""

    def __init__(self) -> None:
        self._descriptor: int | None = os.open(os.devnull, os.O_RDONLY)

    def refuse_waiting(self, listener: int) -> None:
        """Accept and refuse connections that wait at a listening socket."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        waiting = socket.socket(fileno=listener)
        try:
            for _ in range(MAX_AT_ONCE):
                with waiting.accept()[0] as connection:
                    connection.setblocking(False)
                    request = b""
                    with suppress(OSError):
                        request = connection.recv(4096)
                    with suppress(OSError):
                        connection.send(refusal("door.full", request))
        except OSError:  # nobody waits any more, or another thread has taken the descriptor
            pass
        finally:
            waiting.detach()
            with suppress(OSError):
                self._descriptor = os.open(os.devnull, os.O_RDONLY)
