"""Room for the files that browsers upload, which Streamlit keeps in memory by session."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Literal

from anomaly.text import t
from anomaly.ui.session import _compat

MAX_OF_SESSION = 90_000_000  # bytes: two models, or the pictures of a class
MAX_IN_ALL = 250_000_000  # bytes
MAX_FILES = 500  # of a session
MAX_IDLE = 120.0  # seconds from a session's last upload; by then its page has taken the files

# What is full, with the status that an upload is refused with; the page has a sentence for each.
Full = Literal["session", "all", "waiting"]
STATUSES: dict[Full, int] = {"session": 413, "all": 507, "waiting": 429}

Files = Mapping[str, Mapping[str, int]]  # bytes, by session and file


class UploadRoom:
    """Room for uploads, of each session and in all; what is arriving takes its part.

    Where all is full, files of closed pages give way, then those of the session that has most. A
    page has taken over what it needs of a file as soon as that has arrived.

    Parameters
    ----------
    held : callable
        Returns the files that are held.
    drop : callable
        Forgets a file, by session and name.
    is_connected : callable
        Returns whether a session's browser is connected.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(
        self,
        held: Callable[[], Files] = _compat.uploads,
        drop: Callable[[str, str], None] = _compat.drop_upload,
        is_connected: Callable[[str], bool] = _compat.is_connected,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._held, self._drop, self._is_connected, self._clock = held, drop, is_connected, clock
        self._arriving: Counter[str] = Counter()  # bytes that have arrived of files under way
        self._last: dict[str, float] = {}  # times of the sessions' last bytes
        self._refused: dict[str, Full] = {}  # what was full last
        self._lock = threading.RLock()

    def full(self, session: str, announced: int) -> Full | None:
        """Return what has no room for so many further bytes; None if there is."""
        with self._lock:
            files = self._held().get(session, {})
            own = sum(files.values()) + self._arriving[session]
            if len(files) >= MAX_FILES or own + announced > MAX_OF_SESSION:
                return "session"
            return None if self._make_room(session, own, announced) else "all"

    def add(self, session: str, nbytes: int) -> Full | None:
        """Count bytes that have arrived, and return what has no room for them, as `full` does."""
        with self._lock:
            full = self.full(session, nbytes)
            self._arriving[session] += nbytes
            self._last[session] = self._clock()
            return full

    def end(self, session: str) -> None:
        """Note that a session's file has arrived or was broken off."""
        with self._lock:
            self._arriving.pop(session, None)
            if not self._is_connected(session):  # else nobody would ever forget them
                self._drop_all(session)

    def refuse(self, session: str, full: Full) -> int:
        """Note that a session's file is refused, and return the status to refuse it with."""
        with self._lock:
            self._refused[session] = full
        return STATUSES[full]

    def pop_refusal(self, session: str) -> str:
        """Return once what is to be said of files that were refused beside others; or nothing."""
        with self._lock:
            full = self._refused.pop(session, None)
        return "" if full is None else refusals()[STATUSES[full]]

    def tidy(self) -> None:
        """Drop the files of closed pages, and those that lie there for long."""
        with self._lock:
            now, held = self._clock(), self._held()
            self._refused = {
                session: full for session, full in self._refused.items() if session in held
            }
            self._last = {session: at for session, at in self._last.items() if session in held}
            for session in held:
                is_idle = now - self._last.get(session, now) > MAX_IDLE
                is_arriving = session in self._arriving
                if not is_arriving and (is_idle or not self._is_connected(session)):
                    self._drop_all(session)

    def _make_room(self, session: str, own: int, needed: int) -> bool:
        """Drop files of others until so many bytes find room; return whether they do."""
        while True:
            sizes = {name: sum(files.values()) for name, files in self._held().items()}
            if sum(sizes.values()) + self._arriving.total() + needed <= MAX_IN_ALL:
                return True
            others = {name: size for name, size in sizes.items() if size and name != session}
            closed = [name for name in others if not self._is_connected(name)]
            larger = [name for name, size in others.items() if size > own + needed]
            if not (giving_way := closed or larger):
                return False
            self._drop_all(max(giving_way, key=others.__getitem__))

    def _drop_all(self, session: str) -> None:
        for file in self._held().get(session, {}):
            self._drop(session, file)


room = UploadRoom()


def refusals() -> dict[int, str]:
    """Return what a page says of uploads that were refused, by their status."""
    return {
        STATUSES["session"]: t("upload.refused_session", limit=MAX_OF_SESSION // 10**6),
        STATUSES["all"]: t("upload.refused_all"),
        STATUSES["waiting"]: t("upload.refused_many"),
    }
