"""The limits of uploads, as a server applies them."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from anomaly.ui.session import _compat, upload_space
from anomaly.ui.session.upload_space import UploadSpace
from anomaly.ui.web import uploads
from anomaly.ui.web.uploads import MAX_WAITING, UploadLimits
from tests.support.held_uploads import StubUploads

Held = dict[str, list[int]]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """What the server holds, of two connected sessions."""
    monkeypatch.setattr(_compat, "is_connected", lambda session: session in ("me", "you"))
    for name, value in {"MAX_OF_SESSION": 90, "MAX_IN_ALL": 150, "FILE_COST": 0}.items():
        monkeypatch.setattr(upload_space, name, value)
    return {}


def limits(held: Held) -> UploadLimits:
    """Return the limits in front of an app that holds what it is given."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            size, more = size + len(message["body"]), message["more_body"]
        held.setdefault(scope["path"].split("/")[-2], []).append(size)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    space = UploadSpace(StubUploads(held), bool)
    return UploadLimits(app, "", lambda: space)


async def put(
    app: UploadLimits, path: str, parts: Iterator[int], announced: int = 0
) -> tuple[int, int]:
    """Send a file of these parts, and return the status and how many bytes were asked for."""
    taken, statuses = 0, list[int]()

    async def receive() -> Message:
        nonlocal taken
        await asyncio.sleep(0)
        size = next(parts, 0)
        taken += size
        return {"type": "http.request", "body": bytes(size), "more_body": bool(size)}

    async def send(message: Message) -> None:
        statuses.append(message.get("status", 0))

    headers = [(b"content-length", str(announced).encode())] if announced else []
    scope = {"type": "http", "method": "PUT", "path": path, "headers": headers}
    await app(scope, receive, send)
    return statuses[0], taken


async def put_to(
    app: UploadLimits, session: str, *parts: int, announced: int = 0
) -> tuple[int, int]:
    path = f"/_stcore/upload_file/{session}/{len(parts)}"
    return await put(app, path, iter(parts), announced)


async def test_a_file_within_the_limits_arrives(held: Held) -> None:
    assert await put_to(limits(held), "me", 40, 10) == (204, 50)
    assert held == {"me": [50]}


async def test_a_session_that_is_not_there_gets_nothing(held: Held) -> None:
    assert await put_to(limits(held), "stranger", 10) == (404, 0)
    assert held == {}


async def test_what_is_announced_too_large_is_not_read(held: Held) -> None:
    assert await put_to(limits(held), "me", 10, announced=91) == (413, 0)


async def test_what_comes_without_an_announcement_is_read_up_to_the_limit(held: Held) -> None:
    assert await put_to(limits(held), "me", *[40] * 10) == (413, 120)
    assert held == {}
    assert await put_to(limits(held), "me", 90) == (204, 90)


async def test_where_all_is_full_a_larger_file_is_refused(held: Held) -> None:
    held |= {"you": [70], "he": [70]}
    assert await put_to(limits(held), "me", 40, 45) == (507, 85)


async def trickled(app: UploadLimits, session: str, *parts: int, stalled: asyncio.Event) -> int:
    """Send these parts and then no more, and return the status."""
    statuses, left = list[int](), iter(parts)

    async def receive() -> Message:
        if size := next(left, 0):
            return {"type": "http.request", "body": bytes(size), "more_body": True}
        stalled.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        statuses.append(message.get("status", 0))

    path = f"/_stcore/upload_file/{session}/1"
    await app({"type": "http", "method": "PUT", "path": path, "headers": []}, receive, send)
    return statuses[0]


async def test_a_file_that_hardly_goes_on_is_ended(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, stalled = limits(held), asyncio.Event()
    monkeypatch.setattr(uploads, "WINDOW", 0.02)
    assert await trickled(app, "me", 50, stalled=stalled) == 408
    assert await put_to(app, "me", 90) == (204, 90)  # nothing is left of it


async def test_a_file_has_a_time_in_all(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MAX_SECONDS": 0.02, "MIN_IN_WINDOW": 1}.items():
        monkeypatch.setattr(uploads, name, value)
    assert await trickled(limits(held), "me", 50, stalled=asyncio.Event()) == 408


async def test_a_file_that_stands_in_the_way_is_broken_off(held: Held) -> None:
    app, stalled, held["he"] = limits(held), asyncio.Event(), [65]
    slow = asyncio.create_task(trickled(app, "you", 80, stalled=stalled))
    await stalled.wait()
    assert await put_to(app, "me", 20) == (204, 20)
    assert await slow == 507


async def test_a_sessions_files_arrive_one_by_one(held: Held) -> None:
    app, path = limits(held), "/_stcore/upload_file/me/"

    async def many() -> list[tuple[int, int]]:
        count = MAX_WAITING + 2
        return await asyncio.gather(*(put(app, f"{path}{at}", iter([1])) for at in range(count)))

    answers = await many()
    assert [status for status, _ in answers] == [204] * MAX_WAITING + [429] * 2
    assert len(held["me"]) == MAX_WAITING
