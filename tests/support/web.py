"""Requests to what the server has beside Streamlit's pages, without a server."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    base_path: str = "",
    *,
    method: str = "GET",
    body: Sequence[bytes] = (b"",),
    is_cut: bool = False,
) -> Response:
    """Send a request as a browser does, its body in parts, or cut off after them."""
    response = Response()
    parts = [*body]

    async def receive() -> Message:
        if not parts:
            return {"type": "http.disconnect"}
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts) or is_cut}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            response.status = message["status"]
            response.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            response.body += message["body"]

    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": []}
    await Starlette(routes=routes(base_path))(scope, receive, send)
    return response
