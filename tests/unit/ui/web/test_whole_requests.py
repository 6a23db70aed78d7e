"""Requests that are read to their end before they are answered."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from anomaly.ui.web import whole_requests
from anomaly.ui.web.whole_requests import WholeRequests

LENGTH = [(b"content-length", b"90")]


async def parts_read(parts_wanted: int, headers: list[tuple[bytes, bytes]], parts: int = 9) -> int:
    """Return how much of a body is read where the app answers after some parts of 10 bytes."""
    read, answered_at = 0, list[int]()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in range(parts_wanted):
            await receive()
        await send({"type": "http.response.start", "status": 400, "headers": []})
        await send({"type": "http.response.body"})

    async def receive() -> Message:
        nonlocal read
        read += 1
        if read > parts:
            await asyncio.Event().wait()  # as a browser that sends no more
        return {"type": "http.request", "body": bytes(10), "more_body": read < 9}

    async def send(message: Message) -> None:
        answered_at.append(read)

    await WholeRequests(app)({"type": "http", "headers": headers}, receive, send)
    assert answered_at == [read, read]
    return read


@pytest.mark.parametrize("wanted", [0, 3, 9])
async def test_an_answer_waits_for_the_end_of_the_request(wanted: int) -> None:
    assert await parts_read(wanted, LENGTH) == 9
    assert await parts_read(wanted, [(b"transfer-encoding", b"chunked")]) == 9


async def test_a_request_without_a_body_is_answered_at_once() -> None:
    assert await parts_read(0, []) == 0


async def test_the_wait_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_requests, "PAUSE", 0.0)
    monkeypatch.setattr(whole_requests, "MAX_SECONDS", 0.1)
    assert await parts_read(0, LENGTH, parts=4) == 5  # the fifth never comes
    monkeypatch.setattr(whole_requests, "MAX_BYTES", 20)
    assert await parts_read(0, LENGTH) == 2
