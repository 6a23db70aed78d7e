"""Buttons that keep what is drawn as an example, and empty the canvas for the next one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import Drawing, parse, to_message
from anomaly.text import t
from anomaly.ui.components.loader import last_told, load_component
from anomaly.validation import MAX_SAFE_INTEGER, is_number

FOLDER = Path(__file__).parent
KEY = "collect"
KINDS = ("normal", "anomaly")

_component = load_component(
    FOLDER / "collect.js",
    '<div class="collect" role="group"></div>',
    [FOLDER / "collect.css"],
    isolate_styles=False,
)


class CollectMessage(TypedDict):
    """Message to the browser, declared in ``collect.js``.

    Its answer, ``"kept"``, is a list of drawings with a number and a kind; one stays in it until
    its number has been `taken`, so that none is lost, however many are made before the server
    answers.

    Attributes
    ----------
    words : dict of str to str
        On the buttons, by kind.
    taken : int
        Number of the last drawing that was taken.
    strokes : list of list of int
        What is on the canvas at first, as the pen has it.
    widths : list of int
    sequence : int
        Its number.
    """

    words: dict[str, str]
    taken: int
    strokes: list[list[int]]
    widths: list[int]
    sequence: int


@dataclass(frozen=True)
class Kept:
    """A drawing that a person keeps.

    Attributes
    ----------
    number : int
        Ascending from drawing to drawing.
    drawing : Drawing
    is_anomaly : bool
    """

    number: int
    drawing: Drawing
    is_anomaly: bool


def show_collect(
    taken: int, at_first: tuple[int, Drawing], on_kept: Callable[[Sequence[Kept]], None]
) -> None:
    """Draw the buttons.

    Parameters
    ----------
    taken : int
        Number of the last drawing that was taken.
    at_first : tuple of (int, Drawing)
        The drawing, with its number, that the canvas begins with.
    on_kept : callable
        Called with the drawings that were kept since, in their order.
    """
    sequence, drawing = at_first
    shown = to_message(drawing)
    message: CollectMessage = {
        "words": {kind: t(f"collect.{kind}") for kind in KINDS},
        "taken": taken,
        "strokes": shown["strokes"],
        "widths": shown["widths"],
        "sequence": sequence,
    }

    def kept() -> None:
        on_kept(read_kept(last_told(KEY, "kept"), taken))

    _component(key=KEY, data=message, height="content", on_kept_change=kept)


def read_kept(message: object, taken: int) -> list[Kept]:
    """Return the drawings in a page's answer beyond those taken, parsed as untrusted input.

    What makes no sense is left out.
    """
    found: list[Kept] = []
    for one in message if isinstance(message, list) else []:
        if not isinstance(one, Mapping) or one.get("kind") not in KINDS:
            continue
        number = one.get("number")
        if not is_number(number, taken + 1, MAX_SAFE_INTEGER):
            continue
        try:
            found.append(Kept(int(number), parse(one), one["kind"] == "anomaly"))
        except UserError:
            continue
    return sorted(found, key=lambda one: one.number)
