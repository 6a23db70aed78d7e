"""Connections: how many one address may hold, and which are cut because they stall."""

import asyncio
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from typing import Any, cast

import pytest
import uvicorn
from websockets.asyncio.client import connect

from anomaly.serving.gate import REPLICA_KEY
from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.ui.web import connections as module
from anomaly.ui.web._compat import MAX_FRAMES, cut_connection, watched_connections
from anomaly.ui.web.connections import (
    MAX_IDLE,
    MAX_MESSAGE,
    MAX_REFUSED,
    MAX_STALL,
    MAX_UNSENT,
    Connections,
    refusal,
    taken_of,
)

HERE = "127.0.0.1"
UPTIME = 1e6  # seconds; the clock is older than any server


class Request:
    response_complete = False


class Transport(asyncio.Transport):
    """A connection without a network."""

    def __init__(self, peer: str = HERE, descriptor: int = 9) -> None:
        super().__init__({"peername": (peer, 50_000), "socket": self})
        self.descriptor = descriptor
        self.unsent = 0
        self.taken = 0
        self.is_cut = False
        self.request: Request | None = None
        self.message: object = None

    def fileno(self) -> int:
        return self.descriptor

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def is_closing(self) -> bool:
        return self.is_cut

    def abort(self) -> None:
        self.is_cut = True
        self.unsent = 0

    def get_protocol(self) -> asyncio.BaseProtocol:
        return cast(asyncio.BaseProtocol, self)


@pytest.fixture
def _pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    def answered_last(transport: Any) -> tuple[bool, object]:
        request = transport.request
        return request is None or request.response_complete, request

    monkeypatch.setattr(module, "answered_last", answered_last)
    monkeypatch.setattr(module, "unfinished_message", lambda transport: transport.message)
    monkeypatch.setattr(module, "taken_of", lambda transport: transport.taken or -transport.unsent)


def test_an_address_has_room_for_a_class_and_others_have_their_own() -> None:
    connections = Connections(400, 65_536)
    assert not any(connections.watch(Transport()) for _ in range(400))
    assert connections.watch(Transport()) is not None
    assert connections.watch(Transport("10.0.0.7")) is None


def test_closed_connections_make_room_at_once() -> None:
    connections = Connections(2, None)
    first, second = Transport(), Transport()
    assert not connections.watch(first)
    assert not connections.watch(second)
    first.abort()
    assert connections.watch(Transport()) is None
    assert connections.watch(Transport()) is not None


def test_once_many_were_told_why_the_rest_of_a_second_gets_no_answer() -> None:
    connections, peer = Connections(1, None), (HERE, 50_000)
    connections.watch(Transport())
    assert not connections.is_surplus(9, peer)
    for _ in range(MAX_REFUSED):
        assert connections.watch(Transport()) is not None
    assert connections.is_surplus(9, peer)
    assert not connections.is_surplus(9, ("10.0.0.7", 50_000))
    connections.sweep(0.0)
    assert not connections.is_surplus(9, peer)


def test_some_descriptors_stay_free() -> None:
    connections = Connections(400, 1024)
    assert connections.watch(Transport(descriptor=800)) is None
    assert connections.watch(Transport(descriptor=900)) is not None


def test_nginx_has_any_number_since_it_counts_them_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REPLICA_KEY, "secret")
    connections = Connections.from_environment()
    assert not any(connections.watch(Transport()) for _ in range(1000))


@pytest.mark.usefixtures("_pretended")
def test_no_connection_is_cut_at_the_first_look_at_it() -> None:
    connections = Connections(9, None)
    silent, answered, sending = Transport(), Transport(), Transport()
    for transport in (silent, answered, sending):
        connections.watch(transport)
    answered.request = sending.request = Request()
    answered.unsent = 100_000
    sending.message = object()
    for seconds in (0.0, min(MAX_IDLE, MAX_STALL, MAX_MESSAGE)):
        connections.sweep(UPTIME + seconds)
        assert not any(each.is_cut for each in (silent, answered, sending))


@pytest.mark.usefixtures("_pretended")
def test_a_connection_without_a_whole_request_is_cut() -> None:
    connections = Connections(9, None)
    silent, busy, kept = Transport(), Transport(), Transport()
    for transport in (silent, busy, kept):
        connections.watch(transport)
    busy.request = Request()
    for second in range(int(MAX_IDLE) + 3):
        kept.request = Request()  # one after another, each answered before anyone looks
        kept.request.response_complete = True
        connections.sweep(float(second))
    assert [each.is_cut for each in (silent, busy, kept)] == [True, False, False]


@pytest.mark.usefixtures("_pretended")
def test_a_connection_that_takes_next_to_nothing_of_its_answer_is_cut() -> None:
    connections = Connections(9, None)
    stalled, trickling, growing, slow, ended = (Transport() for _ in range(5))
    for transport in (stalled, trickling, growing, slow, ended):
        transport.request = Request()
        transport.unsent = 100_000
        connections.watch(transport)
    assert ended.request is not None
    ended.request.response_complete = True  # all of it is written, and on its way
    for second in range(int(MAX_STALL) + 3):
        trickling.unsent -= 1
        growing.unsent += 1_000
        slow.unsent += 80_000 if slow.unsent < 20_000 else -5_000
        ended.unsent -= 1_000
        connections.sweep(float(second))
    assert [stalled.is_cut, trickling.is_cut, growing.is_cut] == [True] * 3
    assert [slow.is_cut, ended.is_cut] == [False, False]


@pytest.mark.usefixtures("_pretended")
def test_a_connection_that_takes_now_and_then_and_gets_more_at_once_is_left() -> None:
    connections, transport = Connections(9, None), Transport()
    connections.watch(transport)
    transport.request, transport.unsent = Request(), 70_000
    for second in range(3 * int(MAX_STALL)):
        if second % 20 == 0:
            transport.taken += 60_000
            transport.unsent += 1_000
        connections.sweep(UPTIME + second)
    assert not transport.is_cut


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not count it")
def test_what_the_other_side_takes_is_counted() -> None:
    with (
        socket.create_server((HERE, 0)) as listener,
        socket.create_connection(listener.getsockname()) as theirs,
        listener.accept()[0] as ours,
    ):
        transport, counts = asyncio.Transport({"socket": ours}), []
        for _ in range(2):
            ours.sendall(bytes(10_000))
            theirs.sendall(b"taken")
            ours.recv(5)
            counts.append(taken_of(transport))
    assert counts[1] - counts[0] == 10_000


@pytest.mark.usefixtures("_pretended")
def test_who_has_more_sent_than_any_message_is_cut_at_once() -> None:
    connections, transport = Connections(9, None), Transport()
    connections.watch(transport)
    transport.unsent = MAX_UNSENT + 1
    connections.sweep(0.0)
    assert transport.is_cut


@pytest.mark.usefixtures("_pretended")
def test_a_websocket_whose_message_has_no_end_is_cut() -> None:
    connections = Connections(9, None)
    half, busy = Transport(), Transport()
    for transport in (half, busy):
        transport.request = Request()
        connections.watch(transport)
    half.message = object()
    for second in range(int(MAX_MESSAGE) + 3):
        busy.message = object()  # one after another
        connections.sweep(float(second))
    assert [half.is_cut, busy.is_cut] == [True, False]


def test_a_household_counts_as_one_address() -> None:
    connections = Connections(1, None)
    assert connections.watch(Transport("2001:db8::1")) is None
    assert connections.watch(Transport("2001:db8::2")) is not None


def test_a_refusal_is_a_whole_answer_in_the_browsers_language() -> None:
    answer = refusal("door.many", b"GET / HTTP/1.1\r\nAccept-Language: ja-JP, en\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 429 ")
    assert f"Content-Length: {len(body)}".encode() in head
    with use_language("ja"):
        assert body.decode() == t("door.many") + "\n"


@asynccontextmanager
async def listening(connections: Connections) -> AsyncIterator[int]:
    """Serve the refusals of a server that takes nobody."""
    loop = asyncio.get_running_loop()

    class Watched(asyncio.Protocol):
        def connection_made(self, transport: Any) -> None:
            refused = connections.watch(transport)
            assert refused is not None
            transport.set_protocol(refused)
            refused.connection_made(transport)

    server = await loop.create_server(Watched, HERE, 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_who_is_refused_is_told_why() -> None:
    async with listening(Connections(0, None)) as port:
        reader, writer = await asyncio.open_connection(HERE, port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert t("door.many").encode() in await reader.read()
        writer.close()


async def test_who_is_refused_and_says_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_REFUSAL", 0.01)
    async with listening(Connections(0, None)) as port:
        reader, writer = await asyncio.open_connection(HERE, port)
        assert await reader.read() == b""
        writer.close()


@contextmanager
def waiting_for(count: int) -> Iterator[tuple[socket.socket, list[socket.socket]]]:
    """Let connections wait at a socket whose server has no descriptor left."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server((HERE, 0)))
        listener.setblocking(False)
        place = listener.getsockname()
        yield listener, [stack.enter_context(socket.create_connection(place)) for _ in range(count)]


def exhausted(listener: socket.socket) -> dict[str, Any]:
    return {"message": "socket.accept()", "exception": OSError(24, "?"), "socket": listener}


async def test_without_a_descriptor_those_who_wait_are_refused_and_it_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = asyncio.get_running_loop()
    connections = Connections(9, None)
    with waiting_for(3) as (listener, waiting):
        for _ in range(2000):  # as asyncio does
            connections.handle_loop_error(loop, exhausted(listener))
        for each in waiting:
            assert t("door.full").encode() in each.recv(4096)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert [record.name for record in caplog.records] == ["asyncio"]


async def test_a_flood_without_a_descriptor_does_not_keep_the_server_from_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_AT_ONCE", 2)
    loop = asyncio.get_running_loop()
    connections = Connections(9, None)
    with waiting_for(3) as (listener, _):
        for _ in range(2000):
            connections.handle_loop_error(loop, exhausted(listener))
        listener.accept()[0].close()  # the third waits on


async def answer_shortly(scope: Any, receive: Any, send: Any) -> None:
    """Answer like an app that has one page, and cuts who asks for another."""
    if scope["path"] == "/cut":
        cut_connection(scope)
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"page"})


@asynccontextmanager
async def uvicorn_running(connections: Connections) -> AsyncIterator[int]:
    """Serve a page by uvicorn, whose connections are swept all the while."""
    config = uvicorn.Config(
        answer_shortly, HERE, 0, log_config=None, lifespan="off", ws="websockets-sansio"
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)

    async def keep_sweeping() -> None:
        while True:
            await asyncio.sleep(0.005)
            connections.sweep(time.monotonic())

    with watched_connections(connections.watch, 1000):
        await server.startup()
        rounds = asyncio.create_task(keep_sweeping())
        try:
            yield server.servers[0].sockets[0].getsockname()[1]
        finally:
            rounds.cancel()
            await server.shutdown()


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: loc"])
async def test_uvicorns_connections_are_cut_too_where_no_request_comes(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_IDLE", 0.02)
    async with uvicorn_running(Connections(9, None)) as port:
        reader, writer = await asyncio.open_connection(HERE, port)
        for beginning in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", sent):
            writer.write(beginning)
            if beginning != sent:
                assert b"page" in await reader.readuntil(b"page")
        assert b"HTTP" not in await reader.read()
        writer.close()


async def test_uvicorn_does_not_get_a_connection_that_is_refused() -> None:
    async with uvicorn_running(Connections(1, None)) as port:
        _, first = await asyncio.open_connection(HERE, port)
        reader, second = await asyncio.open_connection(HERE, port)
        second.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert t("door.many").encode() in await reader.read()
        first.close()
        second.close()


async def test_an_app_can_cut_the_connection_of_a_request() -> None:
    async with uvicorn_running(Connections(9, None)) as port:
        reader, writer = await asyncio.open_connection(HERE, port)
        writer.write(b"GET /cut HTTP/1.1\r\nHost: x\r\n\r\n")
        with suppress(ConnectionError):
            assert await reader.read() == b""
        writer.close()


# Of a frame without its end, and of a part without the others.
@pytest.mark.parametrize("sent", [b"\x82\xfe\x01\xff1234half", b"\x02\x841234part"])
async def test_uvicorns_websockets_are_cut_where_a_message_has_no_end(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_MESSAGE", 0.02)
    async with (
        uvicorn_running(Connections(9, None)) as port,
        connect(f"ws://{HERE}:{port}", proxy=None) as page,
    ):
        await page.send(b"a whole message")
        page.transport.write(sent)
        await page.wait_closed()
        assert page.close_code == 1006


async def test_a_message_that_is_too_long_closes_its_websocket() -> None:
    async with (
        uvicorn_running(Connections(9, None)) as port,
        connect(f"ws://{HERE}:{port}", proxy=None) as page,
    ):
        await page.send(bytes(1001))
        await page.wait_closed()
        assert page.close_code == 1009


# Pings, and a message in empty parts.
@pytest.mark.parametrize("frame", [b"\x89\x801234", b"\x00\x801234"])
async def test_a_websocket_that_sends_frames_without_end_is_cut(frame: bytes) -> None:
    async with (
        uvicorn_running(Connections(9, None)) as port,
        connect(f"ws://{HERE}:{port}", proxy=None) as page,
    ):
        page.transport.write(b"\x02\x801234" if frame[0] == 0 else b"")
        page.transport.write(frame * 3 * MAX_FRAMES)
        await page.wait_closed()
        assert page.close_code == 1006
