"""Timetable of a lesson of 45 minutes, for the plan and for the teacher's notes."""

from dataclasses import dataclass

MINUTES = {  # of the steps, by name
    "odd_one_out": 4,
    "thin_sheet": 3,
    "squeeze": 5,
    "layers": 3,
    "epochs": 4,
    "one_number": 4,
    "line": 6,
    "failures": 6,
    "beyond": 3,
}
DRAWING_MINUTES = 7  # on the playground, between the fifth step and the sixth
PHASES: dict[str, tuple[str, ...]] = {  # steps of each; sentences are `plan.NAME_…`
    "odd": ("odd_one_out",),
    "sheet": ("thin_sheet", "squeeze"),
    "network": ("layers", "epochs"),
    "draw": (),
    "line": ("one_number", "line"),
    "fail": ("failures",),
    "end": ("beyond",),
}


@dataclass(frozen=True)
class Phase:
    """A part of the lesson, from `start` to `end`, in minutes.

    Attributes
    ----------
    name : str
    steps : tuple of int
        Numbers of the lesson's steps, from 1; none on the playground.
    start, end : int
    """

    name: str
    steps: tuple[int, ...]
    start: int
    end: int


def phases() -> tuple[Phase, ...]:
    """Return the parts of the lesson, one after the other."""
    numbers = {name: number for number, name in enumerate(MINUTES, 1)}
    found, start = list[Phase](), 0
    for name, steps in PHASES.items():
        end = start + (sum(MINUTES[step] for step in steps) or DRAWING_MINUTES)
        found.append(Phase(name, tuple(numbers[step] for step in steps), start, end))
        start = end
    return tuple(found)
