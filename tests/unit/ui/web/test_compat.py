"""Calls into Streamlit and uvicorn beyond their public interfaces."""

import asyncio
import itertools
import socket
from unittest.mock import Mock

import pytest
import streamlit
import uvicorn
from streamlit import net_util
from streamlit.runtime.app_session import AppSession
from streamlit.web.server.server_util import is_url_from_allowed_origins

from anomaly.ui.web import _compat


def test_it_was_checked_with_the_versions_that_are_installed() -> None:
    """After an update: try `tests/system/test_door.py`, then change the versions there."""
    versions = [".".join(each.__version__.split(".")[:2]) for each in (streamlit, uvicorn)]
    assert "checked with {} and {}.".format(*versions) in str(_compat.__doc__)


def test_streamlit_asks_nobody_for_this_machines_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> None:
        pytest.fail("it asked")

    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, ask)
    _compat.ask_nobody_for_own_address()
    assert not is_url_from_allowed_origins("http://evil.example")


def test_a_page_that_connects_again_has_no_files_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(AppSession, "register_file_watchers", _compat.REGISTER)
    _compat.watch_no_sources()
    session = Mock(_local_sources_watcher=None)
    AppSession.register_file_watchers(session)
    assert session._local_sources_watcher is None


async def connect_to_loop(is_surplus: _compat.IsSurplus, count: int) -> tuple[list[int], int]:
    """Connect to another loop; return how many it had taken by each of its rounds, and closed."""
    loop = asyncio.new_event_loop()
    _compat.accept_a_few_at_once(loop, is_surplus)
    rounds, closed = list[int](), 0

    async def serve() -> None:
        nonlocal closed
        with socket.create_server(("127.0.0.1", 0), backlog=200) as listener:
            waiting = [socket.create_connection(listener.getsockname()) for _ in range(count)]
            connected: list[object] = []

            def connect() -> asyncio.Protocol:
                connected.append(None)
                return asyncio.Protocol()

            server = await loop.create_server(connect, sock=listener, backlog=200)
            for each in waiting:
                each.setblocking(False)
            while len(connected) + closed < len(waiting):
                await asyncio.sleep(0)
                rounds.append(len(connected))
                closed = sum(is_closed(each) for each in waiting)
            server.close()
            for each in waiting:
                each.close()

    await asyncio.to_thread(loop.run_until_complete, serve())
    loop.close()
    return rounds, closed


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False


async def test_others_are_answered_between_the_connections_that_are_accepted() -> None:
    rounds, closed = await connect_to_loop(lambda *_: False, 100)
    at_once = [after - before for before, after in itertools.pairwise([0, *rounds])]
    assert 0 < max(at_once) <= _compat.ACCEPTED_AT_ONCE
    assert not closed


async def test_a_surplus_connection_is_closed_and_the_others_are_taken() -> None:
    counter = itertools.count()
    rounds, closed = await connect_to_loop(lambda *_: next(counter) % 2 == 1, 20)
    assert (rounds[-1], closed) == (10, 10)
