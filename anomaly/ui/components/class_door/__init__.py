"""The way into a class: by its code for students, by the key for teachers."""

from pathlib import Path
from typing import TypedDict

from anomaly.text import t
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent
WORDS = {
    "code": "class_desk.code",
    "code_help": "class_desk.code_help",
    "join": "class_desk.join",
    "teacher": "class_desk.teacher",
    "key": "class_desk.key",
    "key_help": "class_desk.key_help",
    "let_in": "class_desk.let_in",
    "leave": "class_desk.leave",
    "again": "class_desk.no_answer",
}

_component = load_component(
    FOLDER / "class_door.js", '<div class="class-door"></div>', [FOLDER / "class_door.css"]
)


class DoorMessage(TypedDict):
    """Message to the browser, declared in ``class_door.js``.

    Attributes
    ----------
    address : str
        Where the class is spoken to, relative to that of the pages.
    home : str
        The page to go to with a seat, in the same way.
    is_in : bool
        Whether the browser is a teacher's, who may leave.
    words : dict of str to str
        By the names of `WORDS`.
    """

    address: str
    home: str
    is_in: bool
    words: dict[str, str]


def show_door(address: str, home: str) -> None:
    """Draw the two forms, after which the browser is a student's or a teacher's."""
    _show(address, home, is_in=False)


def show_way_out(address: str) -> None:
    """Draw the button after which the browser is no teacher's any more."""
    _show(address, "", is_in=True)


def _show(address: str, home: str, *, is_in: bool) -> None:
    words = {name: t(key) for name, key in WORDS.items()}
    message: DoorMessage = {"address": address, "home": home, "is_in": is_in, "words": words}
    _component(key="class_door", data=message, height="content")
