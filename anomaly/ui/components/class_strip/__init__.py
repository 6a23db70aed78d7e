"""The strip of a class at the foot of every page: a student's, or a teacher's bar."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypedDict

import streamlit as st

from anomaly.text import t
from anomaly.ui.components.loader import last_told, load_component

FOLDER = Path(__file__).parent
STYLES = ("class_strip", "student", "answers", "dialogs", "question")
KEY, VIEW = "class_strip", "class_strip_view"  # of the place, and of what stands there
OF_STUDENT = (
    "class_strip.label", "class_strip.joining", "class_strip.enter_code", "class_strip.no_answer",
    "class_strip.offline", "class_strip.number", "class_strip.change", "class_strip.welcome",
    "class_strip.kept", "class_strip.nickname", "class_strip.start", "class_strip.leave",
    "class_strip.between", "class_strip.meanwhile", "class_strip.draw_digit",
    "class_strip.draw_other", "class_strip.draw_fooling", "class_strip.draw_first",
    "class_strip.draw_more", "class_strip.draw_there", "class_strip.to_canvas",
    "class_strip.to_class", "class_strip.draw_over", "class_strip.send", "class_strip.sent",
    "class_strip.waiting", "class_strip.refused", "class_strip.guess_verdict",
    "class_strip.guess_threshold", "class_strip.guess_misses", "class_strip.guess_rebuilt",
    "class_strip.anomaly", "class_strip.normal", "class_strip.picture", "class_strip.scores",
    "class_strip.your_line", "class_strip.your_count", "class_strip.your_guess",
    "class_strip.may_change", "class_strip.no_guess", "class_strip.answer",
    "class_strip.class_counts", "class_strip.class_middle", "class_strip.best_line",
    "class_strip.your_mistakes", "class_strip.class_mistakes", "class_strip.mark_you",
    "class_strip.mark_class", "class_strip.mark_answer", "class_strip.following",
    "class_strip.frozen", "class_strip.ended", "class_strip.close",
)  # fmt: skip
OF_TEACHER = (
    "class_strip.label", "class_strip.code", "class_strip.answered", "class_strip.seats",
    "class_strip.follow", "class_strip.follow_help", "class_strip.follow_other",
    "class_strip.freeze", "class_strip.freeze_help", "class_strip.to_page", "class_strip.choose",
    "class_strip.no_answer",
)  # fmt: skip

_component = load_component(
    FOLDER / "class_strip.js",
    '<section class="class-strip"></section>',
    [FOLDER / f"{name}.css" for name in STYLES],
    isolate_styles=False,
)


class OpenClass(TypedDict):
    """A class that has not ended, as a teacher's bar knows it."""

    id: str
    code: str


class StripMessage(TypedDict):
    """Message to the browser, declared in ``class_strip.js``.

    Attributes
    ----------
    role : str
    address : str
        Where the class is heard and spoken to, relative to that of the pages.
    code : str
        With which the page's link lets a student in; empty for none.
    has_seat : bool
        Whether the browser had a seat, in any class, when the page was loaded.
    classes : list of OpenClass
        To a teacher, the latest first.
    page : str
        The name of the page in view.
    pages : list of str
        All pages, as they stand in addresses.
    canvas, classroom : str
        The names of the pages with the canvas and with the class; empty where they are hidden.
    words : dict of str to str
        As `words_of` returns them of `OF_STUDENT` or `OF_TEACHER`.
    """

    role: Literal["student", "teacher"]
    address: str
    code: str
    has_seat: bool
    classes: list[OpenClass]
    page: str
    pages: list[str]
    canvas: str
    classroom: str
    words: dict[str, str]


def words_of(keys: Sequence[str]) -> dict[str, str]:
    """Return the words of a strip, by the names of their keys behind the topic's."""
    return {key.partition(".")[2]: t(key) for key in keys}


def show_strip(message: StripMessage, on_page: Callable[[object], None]) -> None:
    """Draw the strip, which stays at the foot of the window however far the page is scrolled.

    Parameters
    ----------
    message : StripMessage
    on_page : callable
        Called with what should be the name of a page to open, empty for the one in view, which is
        not drawn before that where the browser has to be let into a class; unchecked.
    """

    def asked() -> None:
        on_page(last_told(VIEW, "page"))

    with st.container(key=KEY):
        _component(key=VIEW, data=message, height="content", on_page_change=asked)
