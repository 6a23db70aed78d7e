"""Reading what a page sends, of which nothing is trusted."""

import asyncio
import json

from starlette.requests import ClientDisconnect, Request

MAX_WAIT = 5.0  # seconds for a whole body to arrive


class BodyError(Exception):
    """A body that is not taken, with the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_body(request: Request, max_bytes: int) -> bytes:
    """Return the body of a request.

    Raises
    ------
    BodyError
        If it is longer, does not arrive in `MAX_WAIT`, or is broken off.
    """
    content = bytearray()
    try:
        async with asyncio.timeout(MAX_WAIT):
            async for part in request.stream():
                content += part
                if len(content) > max_bytes:
                    raise BodyError(413)
    except TimeoutError:
        raise BodyError(408) from None
    except ClientDisconnect:
        raise BodyError(400) from None
    return bytes(content)


def parse_json(content: bytes) -> object:
    """Return what a body says as JSON; None where it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
