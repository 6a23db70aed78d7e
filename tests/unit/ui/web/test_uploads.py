"""The limits of uploads, as a server applies them."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from anomaly.ui.session import _compat, upload_room
from anomaly.ui.session.upload_room import UploadRoom
from anomaly.ui.web.uploads import MAX_WAITING, UploadLimits

Held = dict[str, dict[str, int]]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """What the server holds, of two connected sessions."""
    monkeypatch.setattr(_compat, "is_connected", lambda session: session in ("me", "you"))
    for name, value in {"MAX_OF_SESSION": 90, "MAX_IN_ALL": 150}.items():
        monkeypatch.setattr(upload_room, name, value)
    return {}


def limits(held: Held) -> UploadLimits:
    """Return the limits in front of an app that holds what it is given."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            size, more = size + len(message["body"]), message["more_body"]
        _, session, file = scope["path"].rsplit("/", 2)
        held.setdefault(session, {})[file] = size
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    def drop(session: str, file: str) -> None:
        del held[session][file]

    return UploadLimits(app, "", UploadRoom(lambda: held, drop, bool))


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
    assert held == {"me": {"2": 50}}


async def test_a_session_that_is_not_there_gets_nothing(held: Held) -> None:
    assert await put_to(limits(held), "stranger", 10) == (404, 0)
    assert held == {}


async def test_what_is_announced_too_large_is_not_read(held: Held) -> None:
    assert await put_to(limits(held), "me", 10, announced=91) == (413, 0)


async def test_what_comes_without_an_announcement_is_read_up_to_the_limit(held: Held) -> None:
    assert await put_to(limits(held), "me", *[40] * 10) == (413, 120)
    assert held == {}
    assert await put_to(limits(held), "me", 90) == (204, 90)


async def test_where_all_is_full_the_others_wait(held: Held) -> None:
    app = limits(held)
    held |= {"you": {"1": 70}, "he": {"1": 70}}
    assert await put_to(app, "me", 80, announced=80) == (507, 0)


async def test_a_sessions_files_arrive_one_by_one(held: Held) -> None:
    app, path = limits(held), "/_stcore/upload_file/me/"

    async def many() -> list[tuple[int, int]]:
        count = MAX_WAITING + 2
        return await asyncio.gather(*(put(app, f"{path}{at}", iter([1])) for at in range(count)))

    answers = await many()
    assert [status for status, _ in answers] == [204] * MAX_WAITING + [429] * 2
    assert len(held["me"]) == MAX_WAITING
