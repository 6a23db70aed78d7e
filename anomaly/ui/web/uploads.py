"""The limits of uploads: one at a time for each session, and as many bytes as there is room for.

Streamlit keeps what is uploaded in memory, as much as a browser sends, until two minutes after the
page was closed.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from anomaly.ui.session import _compat
from anomaly.ui.session.upload_room import Full, UploadRoom, room

FOLDER = "/_stcore/upload_file/"
MAX_WAITING = 12  # uploads of a session; a browser sends six at a time
UNKNOWN = 404
PAUSE = 0.002  # seconds after each part, of 64 kB at most, so that others are answered meanwhile


class _NoRoomError(Exception):
    """An upload finds no room for a further part."""

    def __init__(self, full: Full) -> None:
        super().__init__(full)
        self.full: Full = full


class UploadLimits:
    """ASGI middleware that refuses uploads for which there is no room.

    Parameters
    ----------
    app : ASGI application
    base_path : str
        Path under which the app is served.
    uploads : UploadRoom
    """

    def __init__(self, app: ASGIApp, base_path: str = "", uploads: UploadRoom = room) -> None:
        self._app = app
        self._folder = "/".join(["", *filter(None, [base_path.strip("/")])]) + FOLDER
        self._room = uploads
        self._waiting: Counter[str] = Counter()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; one that uploads a file only as far as there is room."""
        is_upload = scope["type"] == "http" and scope["method"] == "PUT"
        if not is_upload or not scope["path"].startswith(self._folder):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._folder).partition("/")[0]
        status = await self._upload(session, scope, receive, send)
        if status:
            await PlainTextResponse("", status)(scope, receive, send)

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> int:
        """Have a file uploaded, or return the status that refuses it."""
        if not _compat.is_connected(session):
            return UNKNOWN
        if self._waiting[session] >= MAX_WAITING:
            return self._room.refuse(session, "waiting")
        async with self._turn(session):
            if full := self._room.full(session, _announced(scope)):
                return self._room.refuse(session, full)

            async def receive_bounded() -> Message:
                message = await receive()
                if full := self._room.add(session, len(message.get("body", b""))):
                    raise _NoRoomError(full)
                await asyncio.sleep(PAUSE)
                return message

            try:
                await self._app(scope, receive_bounded, send)
            except _NoRoomError as error:
                return self._room.refuse(session, error.full)
            finally:
                self._room.end(session)
        return 0

    @asynccontextmanager
    async def _turn(self, session: str) -> AsyncIterator[None]:
        """Let the uploads of a session in one by one."""
        self._waiting[session] += 1
        turn = self._turns.setdefault(session, asyncio.Lock())
        try:
            async with turn:
                yield
        finally:
            self._waiting[session] -= 1
            if not self._waiting[session]:
                del self._waiting[session]


def _announced(scope: Scope) -> int:
    """Return how many bytes a request says that it has; 0 where it does not."""
    found = dict(scope["headers"]).get(b"content-length", b"")
    return int(found) if found.isdigit() and len(found) < 20 else 0
