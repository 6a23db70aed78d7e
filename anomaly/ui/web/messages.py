"""Messages of pages: which of those that Streamlit knows reach it.

Streamlit answers each on the loop that answers everybody, at whatever length.
"""

import asyncio
import time

from starlette.types import Message, Receive, Send

from anomaly.ui.web._compat import parse_message

MAX_WIDGETS = 2_000  # values of a page's widgets; ours have a hundred
MAX_FILES = 500  # that a page announces at once; Streamlit makes two addresses for each
MAX_LENGTH = 1_000_000  # bytes of a message; Streamlit closes the connection of a longer one
OPERATIONS = ("deferred_file", "dataframe_chunk")  # to download a file, to scroll in a table
BURST, RATE = 50, 50.0  # messages of a page at once, and a second; further ones wait
UNSUPPORTED = 1003  # what a websocket is closed with for data of another kind (RFC 6455)


def is_from_a_page(content: bytes) -> bool:
    """Return whether a message is one that this app's pages send, at a length of theirs."""
    message = parse_message(content)
    if message is None:
        return False
    kind = message.WhichOneof("type")
    if kind == "rerun_script":
        return len(message.rerun_script.widget_states.widgets) <= MAX_WIDGETS
    if kind == "file_urls_request":
        return len(message.file_urls_request.file_names) <= MAX_FILES
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ("stop_script", "app_heartbeat")


class _Pace:
    """The pace at which a page's messages are taken, so that others come between them."""

    def __init__(self) -> None:
        self._left, self._at = float(BURST), time.monotonic()

    async def wait(self) -> None:
        now = time.monotonic()
        self._left, self._at = min(BURST, self._left + RATE * (now - self._at)) - 1, now
        await asyncio.sleep(max(0.0, -self._left / RATE))


def only_of_pages(receive: Receive, send: Send) -> Receive:
    """Leave out a websocket's messages that no page sends, and close one that sends text."""

    pace = _Pace()

    async def receive_next() -> Message:
        while True:
            await pace.wait()
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            content = message.get("bytes")
            if content is None:  # pages send bytes, and Streamlit fails over text
                await send({"type": "websocket.close", "code": UNSUPPORTED})
                return {"type": "websocket.disconnect", "code": UNSUPPORTED}
            if len(content) > MAX_LENGTH or is_from_a_page(content):
                return message

    return receive_next
