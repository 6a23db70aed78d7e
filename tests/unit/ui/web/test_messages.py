"""Which messages of a websocket reach Streamlit."""

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from anomaly.ui.web.messages import (
    ADDRESS_BURST,
    BURST,
    MAX_FILES,
    MAX_WIDGETS,
    PART,
    WHOLE_RUN,
    only_of_pages,
    pace_of_address,
    weight_of,
)


def rerun(widgets: int = 1, fragment: str = "") -> BackMsg:
    message = BackMsg()
    message.rerun_script.fragment_id = fragment
    for number in range(widgets):
        message.rerun_script.widget_states.widgets.add(id=str(number), bool_value=True)
    return message


def files(count: int) -> BackMsg:
    message = BackMsg()
    message.file_urls_request.file_names.extend(["a.png"] * count)
    return message


def operation(name: str) -> BackMsg:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return message


PAGES = {
    "a run": rerun(),
    "a run of a part": rerun(fragment="part"),
    "a stop": BackMsg(stop_script=True),
    "a heartbeat": BackMsg(app_heartbeat=True),
    "files": files(10),
    "a download": operation("deferred_file"),
}
OTHERS = {
    "git": BackMsg(load_git_info=True),
    "caches": BackMsg(clear_cache=True),
    "a setting of the server": BackMsg(set_run_on_save=True),
    "the end": BackMsg(debug_shutdown_runtime=True),
    "an installation": operation("install_skills"),
    "too many files": files(MAX_FILES + 1),
    "too many widgets": rerun(MAX_WIDGETS + 1),
    "nothing": BackMsg(),
}


@pytest.mark.parametrize("message", PAGES.values(), ids=PAGES)
def test_what_pages_send_passes(message: BackMsg) -> None:
    assert weight_of(message.SerializeToString())


@pytest.mark.parametrize("message", OTHERS.values(), ids=OTHERS)
def test_what_no_page_sends_does_not(message: BackMsg) -> None:
    assert not weight_of(message.SerializeToString())


def test_a_long_message_counts_for_several() -> None:
    short, long = rerun(fragment="part"), rerun(fragment="part")
    long.rerun_script.query_string = "x" * 3 * PART
    assert weight_of(long.SerializeToString()) == weight_of(short.SerializeToString()) + 3


@pytest.mark.parametrize("content", [b"\xff" * 100, b"\x00", bytes(2_000_000)])
def test_what_is_no_message_does_not(content: bytes) -> None:
    assert not weight_of(content)


async def test_the_messages_around_one_that_is_left_out_arrive() -> None:
    first, last = rerun(1).SerializeToString(), rerun(2).SerializeToString()
    frames = iter([first, OTHERS["git"].SerializeToString(), b"\xff", last])

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": next(frames)}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    following = only_of_pages(receive, send, pace_of_address())
    assert [(await following())["bytes"] for _ in range(2)] == [first, last]


@pytest.mark.parametrize(
    ("name", "at_once"), [("a run of a part", BURST), ("a run", BURST // WHOLE_RUN)]
)
async def test_messages_beyond_a_burst_wait(
    monkeypatch: pytest.MonkeyPatch, name: str, at_once: int
) -> None:
    waits = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": PAGES[name].SerializeToString()}

    monkeypatch.setattr("anomaly.ui.web.pace.asyncio.sleep", wait)
    following = only_of_pages(receive, receive, pace_of_address())  # type: ignore[arg-type]
    for _ in range(at_once + 5):
        await following()
    of_page = waits[::2]  # before that of the address
    assert of_page[:at_once] == [0.0] * at_once
    assert min(of_page[at_once + 1 :]) > 0


async def test_messages_of_many_pages_of_an_address_wait_beyond_a_burst_of_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": PAGES["a run of a part"].SerializeToString()}

    monkeypatch.setattr("anomaly.ui.web.pace.asyncio.sleep", wait)
    pace = pace_of_address()
    for _ in range(ADDRESS_BURST + 5):
        await only_of_pages(receive, receive, pace)()  # type: ignore[arg-type]
    of_address = waits[1::2]  # after that of the page
    assert of_address[:ADDRESS_BURST] == [0.0] * ADDRESS_BURST
    assert min(of_address[ADDRESS_BURST + 1 :]) > 0
