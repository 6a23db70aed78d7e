"""Space for the files that browsers upload, which Streamlit keeps in memory by session."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from anomaly.text import t
from anomaly.ui.session import _compat

MAX_OF_SESSION = 90_000_000  # bytes: two models, or the pictures of a class
MAX_IN_ALL = 250_000_000  # bytes
FILE_COST = 50_000  # bytes that each file counts beside its own, so that tiny ones are few
MAX_IDLE = 120.0  # seconds from a session's last upload; by then its page has taken the files

# Why a file is refused, with the status that says so; the page has a sentence for each.
Reason = Literal["session", "all", "waiting", "slow"]
STATUSES: dict[Reason, int] = {"session": 413, "all": 507, "waiting": 429, "slow": 408}


class NoSpaceError(Exception):
    """There is no space for an upload."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(eq=False)
class Arrival:
    """A file under way.

    Attributes
    ----------
    session : str
        The page that sends it, one file at a time.
    source : str
        The page's address, as `anomaly.serving.source.source_of` returns it.
    break_off : callable
        Ends it.
    nbytes : int
        Bytes that have arrived.
    """

    session: str
    source: str
    break_off: Callable[[], None]
    nbytes: int = 0


class UploadSpace:
    """Space for uploads, of each session and in all; what is arriving takes its part.

    Where all is full, files of closed pages give way, then those of the address with most, there of
    the session with most. A page has taken over what it needs of a file as soon as that has
    arrived; a session without such files has the one broken off that is arriving.

    Parameters
    ----------
    held : HeldUploads, optional
    is_connected : callable
        Returns whether a session's browser is connected.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(
        self,
        held: _compat.HeldUploads | None = None,
        is_connected: Callable[[str], bool] = _compat.is_connected,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._held = held or _compat.HeldUploads(FILE_COST)
        self._is_connected, self._clock = is_connected, clock
        self._arriving: dict[str, Arrival] = {}  # by session
        self._sources: dict[str, str] = {}  # by session
        self._last: dict[str, float] = {}  # times of the sessions' last bytes
        self._refused: dict[str, Reason] = {}  # why a file was refused last
        self._lock = threading.RLock()

    def begin(self, arrival: Arrival, announced: int) -> None:
        """Note a file that is to arrive.

        Parameters
        ----------
        arrival : Arrival
        announced : int
            Bytes that the browser says it has.

        Raises
        ------
        NoSpaceError
        """
        with self._lock:
            self._sources[arrival.session] = arrival.source
            self._arriving[arrival.session] = arrival
            self._check(arrival, announced)

    def add(self, arrival: Arrival, nbytes: int) -> None:
        """Count bytes that have arrived.

        Raises
        ------
        NoSpaceError
        """
        with self._lock:
            arrival.nbytes += nbytes
            self._last[arrival.session] = self._clock()
            self._check(arrival)

    def end(self, arrival: Arrival) -> None:
        """Note that a file has arrived or was broken off."""
        with self._lock:
            if self._arriving.get(arrival.session) is arrival:
                del self._arriving[arrival.session]
            if not self._is_connected(arrival.session):  # else nobody would ever forget them
                self._held.drop(arrival.session)

    def refuse(self, session: str, reason: Reason) -> int:
        """Note that a session's file is refused, and return the status to refuse it with."""
        with self._lock:
            self._refused[session] = reason
        return STATUSES[reason]

    def pop_refusal(self, session: str) -> str:
        """Return once what is to be said of files that were refused beside others; or nothing."""
        with self._lock:
            reason = self._refused.pop(session, None)
        return "" if reason is None else refusals()[STATUSES[reason]]

    def tidy(self) -> None:
        """Drop the files of closed pages, and those that lie there for long."""
        with self._lock:
            now = self._clock()
            for session in self._held.sizes():
                is_idle = now - self._last.get(session, now) > MAX_IDLE
                is_arriving = session in self._arriving
                if not is_arriving and (is_idle or not self._is_connected(session)):
                    self._held.drop(session)
            gone = [session for session in self._sources if not self._is_connected(session)]
            for known in (self._sources, self._last, self._refused):
                for session in gone:
                    known.pop(session, None)

    def _check(self, arrival: Arrival, announced: int = 0) -> None:
        """Find space for what has arrived, or raise what is full."""
        own = self._held.of(arrival.session) + arrival.nbytes + FILE_COST
        if own + announced > MAX_OF_SESSION:
            raise NoSpaceError("session")
        while self._total() > MAX_IN_ALL:
            last = self._gives_way(arrival.session)
            if last == arrival.session:
                raise NoSpaceError("all")
            if not self._held.drop(last):
                self._arriving.pop(last).break_off()

    def _total(self) -> int:
        arriving = sum(arrival.nbytes + FILE_COST for arrival in self._arriving.values())
        return self._held.total() + arriving

    def _gives_way(self, asking: str) -> str:
        """Return the session whose files give way next, which may be the one that asks."""
        loads = Counter(self._held.sizes())
        for session, arrival in self._arriving.items():
            loads[session] += arrival.nbytes + FILE_COST
        closed = [session for session in loads if not self._is_connected(session)]
        if others := [session for session in closed if loads[session] and session != asking]:
            return max(others, key=loads.__getitem__)
        of_source: Counter[str] = Counter()
        for session, load in loads.items():
            of_source[self._sources.get(session, "")] += load

        def rank(session: str) -> tuple[int, int, bool]:
            return of_source[self._sources.get(session, "")], loads[session], session == asking

        return max(loads, key=rank)


def refusals() -> dict[int, str]:
    """Return what a page says of uploads that were refused, by their status."""
    return {
        STATUSES["session"]: t("upload.refused_session", limit=MAX_OF_SESSION // 10**6),
        STATUSES["all"]: t("upload.refused_all"),
        STATUSES["waiting"]: t("upload.refused_many"),
        STATUSES["slow"]: t("door.slow"),
    }
