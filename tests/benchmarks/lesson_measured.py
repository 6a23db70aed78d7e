"""What is measured of a lesson, for its teacher and its students alike."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from anomaly.classroom.database import Database
from anomaly.classroom.news import news_since
from anomaly.classroom.work import MAX_OF_CLASS, MAX_OF_SEAT
from tests.support.action_log import Log


@dataclass
class Lesson:
    """A lesson, and what was measured in it.

    Attributes
    ----------
    address : str
    students : int
        How many there are.
    log : Log
    late : Counter of str
        Sentences to which students sent something when the task had just ended.
    drawn, guessed : dict
        What the server said it keeps: drawings by their ids, with the moment of sending, and the
        last guesses by task and seat.
    clicked : dict
        Moments at which the teacher gave a task, by its number, or showed a view, by its address.
    begun : asyncio.Event
        Once there is a code with which to come in.
    """

    address: str
    students: int
    log: Log
    late: Counter[str] = field(default_factory=Counter)
    drawn: dict[str, float] = field(default_factory=dict)
    guessed: dict[tuple[int, int], Any] = field(default_factory=dict)
    clicked: dict[Any, float] = field(default_factory=dict)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
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

    def lost(self, database: Database) -> int:
        """Count what the server said it keeps and a database does not have."""
        kept = news_since(database, self.id, 0)
        ids = {each.id for each in kept.drawings}
        guesses = {(each.task, each.seat): each.value for each in kept.answers}
        missing = [name for name in self.drawn if name not in ids]
        wrong = [place for place, value in self.guessed.items() if guesses.get(place) != value]
        return len(missing) + len(wrong)
