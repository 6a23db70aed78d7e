"""An uploaded picture beside what the steps made of it."""

from collections.abc import Callable

import streamlit as st
from PIL import Image

from anomaly.preprocessing.pipeline import Trace
from anomaly.text import t
from anomaly.ui.components.loader import last_told
from anomaly.ui.components.marks import choose_mark
from anomaly.ui.digit_input.steps import thumbnail
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session
from anomaly.validation import is_number

SIDE = 84  # pixels; three of them fit under the canvas' tabs


def show_original(trace: Callable[[], Trace | None]) -> None:
    """Show an uploaded picture, the ink found in it and the digit, while it is the one judged.

    Parameters
    ----------
    trace : callable
        Return the steps to the digit at hand; called only for a picture.
    """
    traced = trace() if session().digit.source == "upload" else None
    if traced is None or traced.original is None:
        return
    pictures = {"ink": thumbnail(traced.steps[0].picture, SIDE)}
    if len(traced.marks) > 1 and traced.mark is not None:
        st.caption(t("upload.marks"))
        key = widget_keys.MARKS
        choose_mark(traced.original, traced.marks, traced.mark, key, _take_mark)
    else:
        pictures = {"original": Image.fromarray(traced.original), **pictures}
    if traced.digit is not None:
        pictures["digit"] = thumbnail(traced.digit, SIDE)
    with st.container(horizontal=True, gap="small", key="original"):
        for name, picture in pictures.items():
            title = t(f"upload.{name}")
            st.image(picture, caption=title, width=SIDE, alt=title)


def _take_mark() -> None:
    """Judge the mark that was clicked, where the picture still has it."""
    number, digit = last_told(widget_keys.MARKS, "chosen"), session().digit
    if digit.trace is not None and is_number(number, 0, len(digit.trace.marks) - 1):
        digit.mark = int(number)
