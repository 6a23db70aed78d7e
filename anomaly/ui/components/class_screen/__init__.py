"""A class on its page: the teacher's desk, and the wall for all to see."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypedDict

from anomaly.text import t
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent
WORDS = {
    "answered": "class_desk.answered",
    "answered_seat": "class_desk.answered_seat",
    "any_but": "class_desk.any_but",
    "code": "class_desk.code",
    "code_alt": "class_desk.code_alt",
    "digit": "class_desk.digit",
    "digit_anomalous": "class_desk.digit_anomalous",
    "digit_normal": "class_desk.digit_normal",
    "draw": "class_desk.draw",
    "draw_digit": "class_desk.draw_digit",
    "draw_fooling": "class_desk.draw_fooling",
    "draw_other": "class_desk.draw_other",
    "drawings": "class_desk.drawings",
    "end": "class_desk.end",
    "end_sure": "class_desk.end_sure",
    "ended": "class_desk.ended",
    "fill": "class_desk.fill",
    "fooling": "class_desk.fooling",
    "freeze": "class_desk.freeze",
    "frozen": "class_desk.frozen",
    "gone": "class_desk.gone",
    "guess": "class_desk.guess",
    "guess_misses": "class_desk.guess_misses",
    "guess_rebuilt": "class_desk.guess_rebuilt",
    "guess_threshold": "class_desk.guess_threshold",
    "guess_verdict": "class_desk.guess_verdict",
    "hide": "class_desk.hide",
    "how": "class_desk.how",
    "nobody": "class_desk.nobody",
    "no_answer": "class_desk.no_answer",
    "no_connection": "class_desk.no_connection",
    "no_task": "class_desk.no_task",
    "not_answered": "class_desk.not_answered",
    "reload": "class_desk.reload",
    "seats": "class_desk.seats",
    "short_guess_misses": "class_desk.short_guess_misses",
    "short_guess_rebuilt": "class_desk.short_guess_rebuilt",
    "short_guess_threshold": "class_desk.short_guess_threshold",
    "short_guess_verdict": "class_desk.short_guess_verdict",
    "show": "class_desk.show",
    "show_answer": "class_desk.show_answer",
    "show_code": "class_desk.show_code",
    "stop": "class_desk.stop",
    "thaw": "class_desk.thaw",
    "unfill": "class_desk.unfill",
    "who": "class_desk.who",
    "you": "class_desk.you",
}

_component = load_component(
    FOLDER / "class_screen.js",
    '<div class="class-screen"></div>',
    sorted(FOLDER.glob("*.css"), key=lambda path: (path.stem != "class_screen", path.name)),
)


class ScreenMessage(TypedDict):
    """Message to the browser, declared in ``class_screen.js``.

    Attributes
    ----------
    role : {"teacher", "student"}
    class_id : str
        Of the class that a teacher sees; empty for that of a student's seat.
    address : str
        Where the class is heard and spoken to, relative to that of the pages.
    page : str
        The address to type, at which the code is entered; empty where other devices reach none.
    code_image : str
        The QR code of the address that lets students in at once, as a data address.
    problem : str
        Why other devices reach none, and what to do about it.
    normal, anomalous : list of int
        The digits of the detector in view; none of one of a person's own signs, about which there
        is nothing to guess.
    words : dict of str to str
        By the names of `WORDS`.
    wall : dict
        What the wall is told beside what it hears of the class.
    """

    role: Literal["teacher", "student"]
    class_id: str
    address: str
    page: str
    code_image: str
    problem: str
    normal: list[int]
    anomalous: list[int]
    words: dict[str, str]
    wall: Mapping[str, Any]


def show_class(message: ScreenMessage) -> None:
    """Draw the screen of a class, which hears of it by itself from here on."""
    _component(key="class_screen", data=message, height="content")


def screen_words() -> dict[str, str]:
    """Return the words of the desk."""
    return {name: t(key) for name, key in WORDS.items()}
