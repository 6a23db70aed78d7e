"""The limits of uploads: one at a time for each session, and as many bytes as there is room for.

Streamlit keeps what is uploaded in memory, as much as a browser sends, until two minutes after the
page was closed.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from anomaly.serving.source import source_of_client
from anomaly.ui.session import _compat
from anomaly.ui.session.upload_space import Arrival, NoSpaceError, UploadSpace

FOLDER = "/_stcore/upload_file/"
MAX_WAITING = 12  # uploads of a session; a browser sends six at a time
UNKNOWN = 404
PAUSE = 0.002  # seconds after each part, of 64 kB at most, so that others are answered meanwhile
MAX_SECONDS = 300.0  # for a file
WINDOW, MIN_IN_WINDOW = 15.0, 30_000  # so many seconds bring so many bytes at least


def _shared_space() -> UploadSpace:
    from anomaly.ui.session.server import upload_space  # which loads PyTorch

    return upload_space()


class UploadLimits:
    """ASGI middleware that refuses uploads for which there is no space, and ends slow ones.

    Parameters
    ----------
    app : ASGI application
    prefix : str
        What all paths begin with; empty where the app is served below none.
    space : callable
        Returns the space that there is.
    """

    def __init__(
        self,
        app: ASGIApp,
        prefix: str = "",
        space: Callable[[], UploadSpace] = _shared_space,
    ) -> None:
        self._app = app
        self._folder = prefix + FOLDER
        self._space = space
        self._waiting: Counter[str] = Counter()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; one that uploads a file only as far as there is space."""
        is_upload = scope["type"] == "http" and scope["method"] == "PUT"
        if not is_upload or not scope["path"].startswith(self._folder):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._folder).partition("/")[0]
        status = await self._upload(session, scope, receive, send)
        if status:
            await PlainTextResponse("", status)(scope, receive, send)

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> int:
        """Pass a file on, and return the status that refuses it; 0 where none does."""
        if not _compat.is_connected(session):
            return UNKNOWN
        space = self._space()
        if self._waiting[session] >= MAX_WAITING:
            return space.refuse(session, "waiting")
        async with self._turn(session):
            deadline = _Deadline()
            arrival = Arrival(session, source_of_client(scope), deadline.break_off)

            async def receive_counted() -> Message:
                message = await receive()
                size = len(message.get("body", b""))
                space.add(arrival, size)
                deadline.note(size, is_last=not message.get("more_body", False))
                await asyncio.sleep(PAUSE)
                return message

            try:
                space.begin(arrival, _announced(scope))
                async with deadline.limit:
                    await self._app(scope, receive_counted, send)
            except NoSpaceError as error:
                return space.refuse(session, error.reason)
            except TimeoutError:
                return space.refuse(session, "all" if deadline.is_broken_off else "slow")
            finally:
                space.end(arrival)
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


class _Deadline:
    """The deadline of an upload, put off as it goes on; a `TimeoutError` ends one that is too slow.

    Attributes
    ----------
    limit : asyncio.Timeout
        Surrounds what is limited.
    is_broken_off : bool
        Whether the upload was ended for another reason.
    """

    def __init__(self) -> None:
        now = asyncio.get_running_loop().time()
        self._end = now + MAX_SECONDS
        self._arrived = 0  # bytes in this window
        self.limit = asyncio.timeout_at(now + WINDOW)
        self.is_broken_off = False

    def note(self, size: int, *, is_last: bool) -> None:
        """Note that bytes have arrived."""
        self._arrived += size
        if is_last:
            self.limit.reschedule(None)
        elif self._arrived >= MIN_IN_WINDOW:
            self._arrived = 0
            now = asyncio.get_running_loop().time()
            self.limit.reschedule(min(now + WINDOW, self._end))

    def break_off(self) -> None:
        """End the upload."""
        self.is_broken_off = True
        self.limit.reschedule(asyncio.get_running_loop().time())


def _announced(scope: Scope) -> int:
    """Return how many bytes a request says that it has; 0 where it does not."""
    found = dict(scope["headers"]).get(b"content-length", b"")
    return int(found) if found.isdigit() and len(found) < 20 else 0
