"""Set-up before a server answers, and clean-up at its end."""

import asyncio
import logging
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st

from anomaly.classroom.secrets import describe_key
from anomaly.serving.gate import REPLICA_KEY
from anomaly.serving.reach import UNSPECIFIED, reachable_at
from anomaly.text import t
from anomaly.ui.session._compat_runs import (
    announce_parts,
    present_components_without_classes,
    send_answers_early,
    share_page_states,
    spare_the_loop,
)
from anomaly.ui.session.strokes import strokes
from anomaly.ui.web._compat import (
    accept_a_few_at_once,
    ask_nobody_for_own_address,
    url_at,
    watch_no_sources,
    watched_connections,
)
from anomaly.ui.web.boundary import log_only_mistakes
from anomaly.ui.web.connections import Connections
from anomaly.ui.web.logs import RepeatFilter, filtered_logs
from anomaly.ui.web.messages import MAX_LENGTH

INTERVAL = 1.0  # seconds between two looks at all connections

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Guard the server's connections and its log while it runs."""
    ask_nobody_for_own_address()
    watch_no_sources()
    share_page_states()
    send_answers_early()
    spare_the_loop()
    present_components_without_classes()
    announce_parts(strokes().expect, _hurry)
    log_only_mistakes()
    connections = Connections.from_environment()
    loop = asyncio.get_running_loop()
    accept_a_few_at_once(loop, connections.is_surplus)
    loop.set_exception_handler(connections.handle_loop_error)
    with filtered_logs() as repeats, watched_connections(connections.watch, MAX_LENGTH):
        rounds = asyncio.create_task(_make_rounds(connections, repeats))
        if not os.environ.get(REPLICA_KEY):
            _announce(st.get_option("server.address") or "")
        try:
            yield
        finally:
            rounds.cancel()


async def _make_rounds(connections: Connections, repeats: RepeatFilter) -> None:
    while True:
        await asyncio.sleep(INTERVAL)
        try:
            connections.sweep(time.monotonic())
            repeats.report()
        except Exception:
            _LOGGER.exception("A round through the connections failed")


def _hurry(page: str) -> None:
    from anomaly.ui.session.server import page_turns  # loads PyTorch, as the page has by then

    page_turns().hurry(page)


def _announce(address: str) -> None:
    """Print where the app is, and the key of its teachers.

    Streamlit would ask the internet for this machine's address.
    """
    is_open = address in UNSPECIFIED
    url = url_at("localhost" if is_open else address)
    lines = [t("door.ready", url=url)]
    if is_open and (others := reachable_at(address)) != "localhost":
        lines.append(t("door.ready_for_others", url=url_at(others)))
    lines.append(describe_key(url))
    with suppress(OSError):
        print(*lines, sep="\n", file=sys.stderr, flush=True)
