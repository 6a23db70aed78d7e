"""Turns at whole runs of a page, so that many pages of one address leave time for others."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from anomaly.ui.session.strokes import Strokes

# Python carries out one at a time anyway; a stroke, elsewhere, then competes with one of them.
AT_ONCE = 1
PATIENCE = 2.0  # seconds; a page that computes for longer does not hold up the next one
COURTESY = 1.0  # seconds in all for which a run gives way to strokes
# Seconds for which the answer to a wiped canvas gives way; the page shows it blank already.
BLANK_COURTESY = 0.2


@dataclass(eq=False)
class _Run:
    """A run that waits for its turn, or has it."""

    key: str
    page: str
    courtesy: float  # seconds left to give way for
    outer: "_Run | None" = None  # of which it is a part
    may_begin: threading.Event = field(default_factory=threading.Event)
    is_paused: bool = False
    is_hurried: bool = False

    @property
    def hurries(self) -> bool:
        """Whether it, or what it is a part of, is to give way to nobody."""
        return self.is_hurried or (self.outer is not None and self.outer.hurries)


class PageTurns:
    """Turns of pages, which wait for others of the same key.

    Parameters
    ----------
    at_once : int
        How many of one key run at once.
    patience : float
        Seconds after which one begins without its turn.
    strokes : Strokes, optional
        Those to which all give way; by default the ones that `stroke` counts alone.
    """

    def __init__(
        self,
        at_once: int = AT_ONCE,
        patience: float = PATIENCE,
        strokes: Strokes | None = None,
    ) -> None:
        self._at_once = at_once
        self._patience = patience
        self._under_way: dict[str, int] = {}
        self._waiting: dict[str, list[_Run]] = {}
        self._runs: list[_Run] = []  # those that wait, and those under way
        self._lock = threading.Lock()
        self._of_thread = threading.local()
        self._strokes = strokes or Strokes()

    @contextmanager
    def turn(self, key: str, page: str = "", courtesy: float = COURTESY) -> Iterator[None]:
        """Wait for a turn, and have it during the block.

        Parameters
        ----------
        key : str
            Runs of one key wait for each other; a part of one goes on in its turn.
        page : str, optional
            What runs; of the runs of one page the latest alone waits. Streamlit has the others end
            at the first element that they draw.
        courtesy : float
            Seconds in all for which the run gives way to strokes.
        """
        before = self._own
        run = _Run(key, page, courtesy, before)
        if before is not None and before.key == key:
            yield
            return
        self._begin(run)
        self._of_thread.run = run
        try:
            yield
        finally:
            self._of_thread.run = before
            self._end(run)
            with self._lock:
                self._runs.remove(run)

    def hurry(self, page: str) -> None:
        """Let a page's run be the next of its key, after others that hurry: a click waits for it.

        Neither this run nor one that it waits for gives way to strokes any more.
        """
        with self._lock:
            latest = next((run for run in reversed(self._runs) if run.page == page), None)
            if latest is None or latest.is_hurried:
                return
            waiting = self._waiting.get(latest.key, [])
            if latest in waiting:
                waiting.remove(latest)
                waiting.insert(sum(run.is_hurried for run in waiting), latest)
            for run in self._runs:
                is_before = run.may_begin.is_set() and not run.is_paused
                if run.page == page or (run.key == latest.key and is_before):
                    run.is_hurried = True
        self._strokes.look_again()

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Give the thread's turn to others during the block, in which it waits or reads.

        It is the next of its key to go on.
        """
        run = self._own
        if run is None or run.is_paused:
            yield
            return
        self._end(run)
        run.is_paused = True
        try:
            yield
        finally:
            # It is not the latest of its page any more.
            self._begin(_Run(run.key, "", 0.0), is_next=True)
            run.is_paused = False

    @contextmanager
    def stroke(self, key: str = "") -> Iterator[None]:
        """Count as a stroke during the block: all runs give way to it. A part of a run gives way.

        Strokes of one key are answered one after the other. A page has one at a time, so that many
        pages of an address do not hold up the strokes of others.
        """
        if self._own is not None:  # it belongs to a whole run
            self.give_way()
            yield
            return
        with self.turn(f"strokes of {key}", courtesy=0.0), self._strokes.answer():
            yield

    @contextmanager
    def blank(self, key: str = "") -> Iterator[None]:
        """Wait until no stroke is under way, then have a turn at the answer to a wiped canvas.

        Wiped canvases of one key are answered one after the other.
        """
        if self._own is not None:  # it belongs to a whole run
            yield
            return
        self._strokes.give_way(BLANK_COURTESY)
        with self.turn(f"blanks of {key}", courtesy=0.0):
            yield

    def give_way(self) -> None:
        """Wait while strokes are under way, for at most what is left of the run's courtesy."""
        if (run := self._own) is not None:
            run.courtesy -= self._strokes.give_way(run.courtesy, lambda: run.hurries)

    @property
    def _own(self) -> _Run | None:
        """The run of the calling thread that has a turn."""
        return getattr(self._of_thread, "run", None)

    def _begin(self, run: _Run, is_next: bool = False) -> None:
        with self._lock:
            if not is_next:
                self._runs.append(run)
            waiting = self._waiting.setdefault(run.key, [])
            waiting.insert(0 if is_next else len(waiting), run)
            for earlier in list(waiting):
                if run.page and earlier.page == run.page and earlier is not run:
                    self._let_begin(earlier)
            self._let_next_begin(run.key)
        if not run.may_begin.wait(self._patience):
            with self._lock:
                if not run.may_begin.is_set():
                    self._let_begin(run)

    def _end(self, run: _Run) -> None:
        with self._lock:
            self._under_way[run.key] -= 1
            if not self._under_way[run.key]:
                del self._under_way[run.key]
            self._let_next_begin(run.key)

    def _let_next_begin(self, key: str) -> None:
        waiting = self._waiting.get(key)
        while waiting and self._under_way.get(key, 0) < self._at_once:
            self._let_begin(waiting[0])
        if not waiting:
            self._waiting.pop(key, None)

    def _let_begin(self, run: _Run) -> None:
        self._waiting[run.key].remove(run)
        self._under_way[run.key] = self._under_way.get(run.key, 0) + 1
        run.may_begin.set()
