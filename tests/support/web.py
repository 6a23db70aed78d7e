"""Requests to what the server has beside Streamlit's pages, without a server."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from starlette.applications import Starlette
from starlette.types import Message

from anomaly.ui.web.routes import routes


@dataclass
class Response:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def request(
    path: str,
    prefix: str = "",
    *,
    app: Starlette | None = None,
    method: str = "GET",
    body: Sequence[bytes] = (b"",),
    languages: str = "",
    cookies: str = "",
    client: str = "127.0.0.1",
    ending: Literal["whole", "given up", "cut", "stalled"] = "whole",
) -> Response:
    """Send a request as a browser does, its body in parts.

    It waits for the response, or gives that up, or is cut off or stalls before its body is whole.
    """
    response = Response()
    parts = [*body]

    async def receive() -> Message:
        if not parts:
            if ending in ("whole", "stalled"):
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}
        part = parts.pop(0)
        is_last = not parts and ending in ("whole", "given up")
        return {"type": "http.request", "body": part, "more_body": not is_last}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            response.status = message["status"]
            response.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            response.body += message["body"]

    path, _, query = path.partition("?")
    headers = [(b"accept-language", languages.encode()), (b"cookie", cookies.encode())]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": headers,
        "client": (client, 50_000),
    }
    await (app or Starlette(routes=routes(prefix)))(scope, receive, send)
    return response
