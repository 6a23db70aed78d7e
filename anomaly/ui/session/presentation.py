"""The presentation that a link asks for: hidden parts and size, parsed as untrusted input."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from anomaly.detectors import DETECTORS
from anomaly.errors import UserError
from anomaly.evaluation import RULES
from anomaly.ui.page_list import PAGES

HIDE, PRESENT, NOTES = "hide", "present", "notes"  # query parameters
MAX_SHOWN = 20  # characters of a name that a sentence repeats
# What can be hidden, by field of `Presentation`; in a link most have the prefix of `PREFIXES`.
CONTROLS: dict[str, tuple[str, ...]] = {
    "pages": tuple(PAGES),
    "parts": ("sidebar", "digits"),
    "tabs": ("drawing", "sample", "upload", "damage", "map"),
    "detectors": tuple(DETECTORS),
    "rules": tuple(RULES),
    "steps": tuple("123456789"),
}
PREFIXES = {"tabs": "tab-", "detectors": "detector-", "rules": "rule-", "steps": "step-"}
# Of these at least one is left: the last, where all of them are asked to be hidden.
NEEDED = {
    "pages": tuple(reversed(PAGES)),
    "tabs": ("sample", "upload", "drawing"),
    "detectors": tuple(reversed(DETECTORS)),
    "steps": tuple("987654321"),
}
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Presentation:
    """Hidden parts of a session's screens, and their size, as its link asked for.

    Attributes
    ----------
    pages, tabs, detectors, rules : frozenset of str
        Hidden ones, by their names in the code.
    parts : frozenset of str
        Hidden parts of every page: ``"sidebar"``, ``"digits"`` (the row of normal digits).
    steps : frozenset of str
        Numbers of hidden steps of the lesson, from ``"1"``.
    is_large : bool
        Whether it is for a projector: large type, high contrast.
    with_notes : bool
        Whether the lesson has the teacher's notes.
    """

    pages: frozenset[str] = NOTHING
    parts: frozenset[str] = NOTHING
    tabs: frozenset[str] = NOTHING
    detectors: frozenset[str] = NOTHING
    rules: frozenset[str] = NOTHING
    steps: frozenset[str] = NOTHING
    is_large: bool = False
    with_notes: bool = False


def shown_of(names: Iterable[str], hidden: Collection[str], kept: str | None = None) -> list[str]:
    """Return the names that are not hidden, or are kept since they are in use."""
    return [name for name in names if name not in hidden or name == kept]


def read(parameters: Mapping[str, str]) -> tuple[Presentation, UserError | None]:
    """Return the presentation that an address asks for.

    Parameters
    ----------
    parameters : mapping of str to str
        From the query string; unknown parameters are ignored.

    Returns
    -------
    presentation : Presentation
        Without what makes no sense; of pages, tabs, detectors and steps at least one is left.
    problem : UserError or None
        The sentence to show where anything does not.
    """
    asked = [name for name in re.split(r"[,\s]+", parameters.get(HIDE, "")) if name]
    known = {_written(field, name): (field, name) for field, name in _controls()}
    unknown = [f"hide={name}" for name in asked if name not in known]
    hidden: dict[str, set[str]] = {field: set() for field in CONTROLS}
    for field, name in (known[name] for name in asked if name in known):
        hidden[field].add(name)
    for field, needed in NEEDED.items():
        if hidden[field].issuperset(needed):
            hidden[field].remove(needed[-1])
    switches = {switch: parameters.get(switch, "0") for switch in (PRESENT, NOTES)}
    unknown += [f"{name}={value}" for name, value in switches.items() if value not in ("0", "1")]
    problem = UserError("address.hide", name=unknown[0][:MAX_SHOWN]) if unknown else None
    return Presentation(
        **{field: frozenset(names) for field, names in hidden.items()},
        is_large=switches[PRESENT] == "1",
        with_notes=switches[NOTES] == "1",
    ), problem


def write(presentation: Presentation) -> dict[str, str]:
    """Return the query parameters that `read` turns back into `presentation`."""
    hidden = [
        _written(field, name) for field, name in _controls() if name in getattr(presentation, field)
    ]
    switches = {PRESENT: presentation.is_large, NOTES: presentation.with_notes}
    asked = {HIDE: ",".join(hidden)} if hidden else {}
    return asked | {name: "1" for name, is_on in switches.items() if is_on}


def _controls() -> Iterator[tuple[str, str]]:
    return ((field, name) for field, names in CONTROLS.items() for name in names)


def _written(field: str, name: str) -> str:
    return PREFIXES.get(field, "") + name
