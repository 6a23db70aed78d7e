"""The canvas and the pen on it, and the drawing, which outlives them."""

from contextlib import suppress
from dataclasses import asdict

import streamlit as st

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import CANVAS_SIDE, Drawing, parse
from anomaly.text import t
from anomaly.ui.components.pen import mount_pen
from anomaly.ui.digit_input.answer import reason_for
from anomaly.ui.digit_input.steps import canvas_settings
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session
from anomaly.validation import is_number

BRUSHES = {"thin": 8, "medium": 18, "fat": 30}  # pixels on the canvas
MAX_SEQUENCE = 2**53
WORDS = {
    **{name: f"brush.{name}" for name in BRUSHES},
    **{word: f"canvas.{word}" for word in ("wait", "hint", "undo", "redo", "clear", "link")},
    **{word: f"canvas.{word}" for word in ("copied", "not_copied", "too_long")},
    **{word: f"pen.{word}" for word in ("curve", "moment", "play", "stop")},
    "brush": "brush.label",
}
PROBLEMS = ("blank", "dot", "full")


def draw_canvas(weights: str = "", asks: bool = False) -> None:
    """Draw the canvas with its tools, and take over what was drawn on it.

    Parameters
    ----------
    weights : str
        The address of the weights of a detector that the page itself runs while the pen is down.
    asks : bool
        Whether the page asks about the drawing while the pen is down; see `reply_to_questions`.
    """
    digit = session().digit
    number, drawing = digit.handed_over
    with st.container(key="canvas"):
        _draw_surface(BRUSHES[digit.brush])
        message = mount_pen(
            {
                "words": _words(),
                "settings": asdict(canvas_settings()),
                "weights": weights,
                "asks": asks,
                "strokes": [[n for point in stroke for n in point] for stroke in drawing.strokes],
                "widths": list(drawing.widths),
                "sequence": number,
                "brush": digit.brush,
                "brushes": BRUSHES,
            },
            _choose_brush,
        )
    _take(message)


def _words() -> dict[str, str]:
    words = {word: t(key, score="{score}") for word, key in WORDS.items()}
    return words | {problem: reason_for(t(f"canvas.{problem}")) for problem in PROBLEMS}


def _draw_surface(brush: int) -> None:
    # Importing it registers a component, which takes a running app.
    from streamlit_drawable_canvas import st_canvas

    # It reads what a browser says in its name unchecked, once it is on the page. Ours says nothing.
    with suppress(AttributeError, KeyError, TypeError):
        st_canvas(
            stroke_width=brush,
            stroke_color="#ffffff",
            background_color="#000000",
            width=CANVAS_SIDE,
            height=CANVAS_SIDE,
            update_streamlit=False,
            key=widget_keys.CANVAS,
        )


def hand_over_drawing() -> None:
    """Give the drawing to the page, which builds the canvas anew."""
    digit = session().digit
    digit.handed_over = (digit.sequence, digit.drawing)


def _choose_brush(brush: object) -> None:
    if isinstance(brush, str) and brush in BRUSHES:
        session().digit.brush = brush


def _take(message: object) -> None:
    """Take over the page's drawing if it is newer; where it makes no sense, keep why."""
    digit = session().digit
    sequence = message.get("sequence") if isinstance(message, dict) else None
    if not is_number(sequence, digit.sequence + 1, MAX_SEQUENCE):
        return
    digit.sequence, digit.source = int(sequence), "drawing"
    try:
        digit.drawing, digit.problem = parse(message), None
    except UserError as problem:
        digit.drawing, digit.problem = Drawing(), problem.with_traceback(None)
