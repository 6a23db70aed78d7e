"""Requests that are read to their end before they are answered.

Where an answer comes before the end of the body, as a refusal does, uvicorn closes the connection.
A browser that still sends then sees no answer.
"""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BYTES = 60_000_000  # thrown away of a request; more than nginx lets pass
MAX_SECONDS = 10.0
PAUSE = 0.005  # seconds after each part, of 64 kB at most, so that others are answered meanwhile


class WholeRequests:
    """ASGI middleware that throws away what is left of a request's body before an answer.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and read it to its end before its answer is sent."""
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        is_whole = False

        async def receive_noted() -> Message:
            nonlocal is_whole
            message = await receive()
            is_whole = not message.get("more_body", False)
            return message

        async def send_at_end(message: Message) -> None:
            if message["type"] == "http.response.start":
                left = MAX_BYTES
                with suppress(TimeoutError):
                    async with asyncio.timeout(MAX_SECONDS):
                        while not is_whole and left > 0:
                            left -= len((await receive_noted()).get("body", b""))
                            await asyncio.sleep(PAUSE)
            await send(message)

        await self._app(scope, receive_noted, send_at_end)


def _has_body(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
