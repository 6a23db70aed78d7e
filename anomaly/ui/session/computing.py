"""Long computations of the server, in parts that take turns and give way to strokes."""

from typing import TypeVar

from anomaly.detectors.progress import Parts
from anomaly.ui.session.page_turns import PageTurns

T = TypeVar("T")
COMPUTING = "computing"  # key of the turns


def in_turns(parts: Parts[T], turns: PageTurns) -> T:
    """Do work in parts to its end, and return its result.

    Whoever computes takes turns with all others, part by part, so that a stroke competes with one
    part at most.
    """
    while True:
        with turns.turn(COMPUTING):
            turns.give_way()
            try:
                next(parts)
            except StopIteration as end:
                result: T = end.value
                return result
