"""What attacks there are, and the least that each has to achieve to be one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.attacks.scene import Scene

LONGEST = 20.0  # seconds after which an attack ends
Act = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True)
class Attack:
    """Something that somebody in a classroom may try.

    Attributes
    ----------
    act : callable
        Carries it out, and counts in `Scene.achieved` what it achieves.
    least : dict of str to int
        What it has to achieve, by the names of these counts; else it shows nothing.
    prepare : callable, optional
        Puts into the folder of models what lies there before.
    is_on_queue : bool
        Whether somebody honest trains meanwhile, once it calls `Scene.hold`.
    longest : float
        Seconds after which it ends.
    """

    act: Act
    least: Mapping[str, int]
    prepare: Callable[[Path], object] | None = None
    is_on_queue: bool = False
    longest: float = LONGEST


ATTACKS: dict[str, Attack] = {}  # by the name of its function


def attack(
    prepare: Callable[[Path], object] | None = None,
    is_on_queue: bool = False,
    longest: float = LONGEST,
    **least: int,
) -> Callable[[Act], Act]:
    """Have a function be an `Attack`, with the least that it has to achieve."""

    def register(act: Act) -> Act:
        name = getattr(act, "__name__", "")
        ATTACKS[name] = Attack(act, least, prepare, is_on_queue, longest)
        return act

    return register
