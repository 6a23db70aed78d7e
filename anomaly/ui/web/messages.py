"""Messages of pages: which of those that Streamlit knows reach it.

Streamlit answers each on the loop that answers everybody, at whatever length.
"""

from starlette.types import Message, Receive, Send

from anomaly.ui.web._compat import parse_message
from anomaly.ui.web.pace import Pace

MAX_WIDGETS = 2_000  # values of a page's widgets; ours have a hundred
MAX_FILES = 500  # that a page announces at once; Streamlit makes two addresses for each
MAX_LENGTH = 1_000_000  # bytes of a message; the longest drawing has a tenth
OPERATIONS = ("deferred_file", "dataframe_chunk")  # to download a file, to scroll in a table
BURST, RATE = 50, 50.0  # messages of a page at once, and a second; further ones wait
# Those of all pages of an address, whatever they count for. Streamlit sends its answers one after
# another for all pages, so that more would hold up everybody's; a class that shares an address
# sends ten a second.
ADDRESS_BURST, ADDRESS_RATE = 100, 25.0
WHOLE_RUN = 5  # messages that a run of the whole page counts for
PART = 16_384  # bytes, each of which counts for a message too; whole ones of ours have a thousand
UNSUPPORTED = 1003  # what a websocket is closed with for data of another kind (RFC 6455)


def weight_of(content: bytes) -> int:
    """Return what a page's message counts for at its pace; 0 for one that none of ours sends."""
    message = parse_message(content)
    if message is None:
        return 0
    kind = message.WhichOneof("type")
    if kind == "rerun_script":
        run = message.rerun_script
        if len(run.widget_states.widgets) > MAX_WIDGETS:
            return 0
        return (1 if run.fragment_id else WHOLE_RUN) + len(content) // PART
    if kind == "file_urls_request":
        return int(len(message.file_urls_request.file_names) <= MAX_FILES)
    if kind == "backend_operation_request":
        return int(message.backend_operation_request.WhichOneof("payload") in OPERATIONS)
    return int(kind in ("stop_script", "app_heartbeat"))


def pace_of_address() -> Pace:
    """Return a new pace for the messages of all pages of an address."""
    return Pace(ADDRESS_BURST, ADDRESS_RATE)


def only_of_pages(receive: Receive, send: Send, of_address: Pace) -> Receive:
    """Leave out a websocket's messages that no page sends, and close one that sends text."""

    of_page = Pace(BURST, RATE)

    async def receive_next() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            content = message.get("bytes")
            if content is None:  # pages send bytes, and Streamlit fails over text
                await send({"type": "websocket.close", "code": UNSUPPORTED})
                return {"type": "websocket.disconnect", "code": UNSUPPORTED}
            weight = weight_of(content)
            await of_page.wait(weight or 1)
            await of_address.wait()
            if weight:
                return message

    return receive_next
