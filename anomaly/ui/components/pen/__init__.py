"""The pen: what a person draws, as strokes, and the page's own answer while the pen is down."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from anomaly.ui.components.loader import load_component
from anomaly.ui.components.pen.messages import PenMessage

FOLDER = Path(__file__).parent
KEY = "pen"

_component = load_component(
    FOLDER / "pen.js",
    '<div class="pen"></div>',
    [FOLDER / "pen.css"],
    isolate_styles=False,
)


def mount_pen(message: PenMessage, on_brush: Callable[[object], None]) -> Any:
    """Mount the pen beside the canvas, in the same container.

    Parameters
    ----------
    message : PenMessage
    on_brush : callable
        Called with what should be the name of the brush that was chosen; unchecked.

    Returns
    -------
    object
        What should be a `DrawingMessage`, or None; unchecked.
    """

    def chosen() -> None:
        on_brush(st.session_state[KEY].get("brush"))

    result = _component(
        key=KEY,
        data=message,
        on_drawing_change=lambda: None,
        on_brush_change=chosen,
    )
    return result.get("drawing")
