"""An uploaded picture beside what the steps made of it."""

from collections.abc import Callable

import streamlit as st
from PIL import Image

from anomaly.preprocessing.pipeline import Trace
from anomaly.text import t
from anomaly.ui.digit_input.steps import thumbnail
from anomaly.ui.session.session import session

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
    pictures = {
        "original": Image.fromarray(traced.original),
        "ink": thumbnail(traced.steps[0].picture, SIDE),
    }
    if traced.digit is not None:
        pictures["digit"] = thumbnail(traced.digit, SIDE)
    with st.container(horizontal=True, gap="small", key="original"):
        for name, picture in pictures.items():
            title = t(f"upload.{name}")
            st.image(picture, caption=title, width=SIDE, alt=title)
