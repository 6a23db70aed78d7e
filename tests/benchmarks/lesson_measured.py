"""What is measured of a lesson, for its teacher and its students alike."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from anomaly.classroom.database import Database
from anomaly.classroom.news import news_since
from anomaly.classroom.work import MAX_OF_CLASS, MAX_OF_SEAT
from tests.support.action_log import Log, percentile

WORK = 50_000  # numbers to add, which takes about a millisecond


@dataclass
class Lesson:
    """A lesson, and what was measured in it.

    Attributes
    ----------
    address : str
    students : int
        How many there are.
    log, without : Log
        Of the class, and of the time without one before and after it.
    machine : dict
        Seconds of the processor that the same work took in the class, and without one. The times
        of a machine that was slower in one of them are not to be compared.
    late : Counter of str
        Sentences to which students sent something when the task had just ended.
    drawn, guessed : dict
        What the server said it keeps: drawings by their ids, with the moment of sending, and the
        last guesses by task and seat.
    clicked : dict
        Moments at which the teacher gave a task, by its number, or showed a view, by its address.
    ends : float
        Moment at which the class begins to leave.
    begun : asyncio.Event
        Once there is a code with which to come in.
    ended : asyncio.Event
        Once the class is over.
    """

    address: str
    students: int
    log: Log
    without: Log = field(default_factory=Log)
    machine: dict[str, list[float]] = field(default_factory=lambda: {"class": [], "without": []})
    late: Counter[str] = field(default_factory=Counter)
    drawn: dict[str, float] = field(default_factory=dict)
    guessed: dict[tuple[int, int], Any] = field(default_factory=dict)
    clicked: dict[Any, float] = field(default_factory=dict)
    ends: float = 0.0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    id: str = ""
    code: str = ""

    @property
    def room(self) -> int:
        """How many drawings each may send."""
        return min(MAX_OF_SEAT, MAX_OF_CLASS // self.students)

    def note(self, kind: str, since: float | None) -> None:
        """Note the time since a moment, if it is known."""
        if since is not None:
            self.log.seconds[kind].append(time.monotonic() - since)

    async def watch_machine(self) -> None:
        """Do the same work twice a second, and note how long the processor takes for it."""
        while True:
            await asyncio.sleep(0.5)
            is_class = self.begun.is_set() and not self.ended.is_set()
            start = time.thread_time()
            sum(range(WORK))
            self.machine["class" if is_class else "without"].append(time.thread_time() - start)

    def summary(self) -> dict[str, Any]:
        """Return what lessons alone have: counts, what was lost, and what was without a class."""
        without = self.without.summary()
        times = {name: value for name, value in without.items() if name.endswith("_ms")}
        return {
            "sent": len(self.drawn),
            "guessed": len(self.guessed),
            "late": self.late.total(),
            "without_class": times,
            "machine_ms": {
                name: [round(1000 * percentile(taken, share), 2) for share in (0.5, 0.95)]
                for name, taken in self.machine.items()
            },
        }

    def lost(self, database: Database) -> int:
        """Count what the server said it keeps and a database does not have."""
        kept = news_since(database, self.id, 0)
        ids = {each.id for each in kept.drawings}
        guesses = {(each.task, each.seat): each.value for each in kept.answers}
        missing = [name for name in self.drawn if name not in ids]
        wrong = [place for place, value in self.guessed.items() if guesses.get(place) != value]
        return len(missing) + len(wrong)
