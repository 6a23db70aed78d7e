"""The canvas with its buttons, and the strokes, which outlive it."""

import json
import re
from contextlib import suppress

import streamlit as st

from anomaly.text import t
from anomaly.ui.components.plain_canvas import plain_canvas
from anomaly.ui.digit_input.canvas_message import paint, read_drawing
from anomaly.ui.session import _compat, widget_keys
from anomaly.ui.session.session import Strokes, session

CANVAS_SIDE = 280
BRUSHES = {"thin": 8, "medium": 18, "fat": 30}  # pixels on the canvas
DEFAULT_BRUSH = "medium"
MAX_PICTURES = 50  # kept of a drawing
CANVAS = re.compile(r"\$\$ID-[0-9a-f]+-canvas_([0-9]{1,9})")


def draw_canvas() -> None:
    """Draw the canvas with its buttons, and keep the strokes on it.

    The canvas itself is forgotten when another page is shown.
    """
    digit = session().digit
    with st.container(key="canvas"):
        _canvas()
        plain_canvas()
    strokes, picture = _read_canvas()
    _keep_strokes(strokes, picture)
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("canvas.undo"),
            icon=":material/undo:",
            disabled=not digit.strokes,
            on_click=_undo,
        )
        st.button(t("canvas.clear"), icon=":material/delete:", on_click=_redraw, args=([],))
    st.segmented_control(
        t("brush.label"),
        list(BRUSHES),
        required=True,
        format_func=lambda name: t(f"brush.{name}"),
        key=widget_keys.BRUSH,
        label_visibility="collapsed",
        persist_state="session",
    )


def drawing() -> bytes | None:
    """Return the drawing on the canvas as a PNG; None while it is blank."""
    digit = session().digit
    count = len(digit.strokes)
    if not count:
        return None
    if count not in digit.pictures:
        _keep_strokes(digit.strokes, paint(digit.strokes, CANVAS_SIDE))
    return digit.pictures[count]


def restore_drawing() -> None:
    """Show the strokes again where the page is built anew around the canvas."""
    if not session().digit.canvas_recovered:
        _recover()
    if session().navigation.page_changed:  # else none is marked on the other page
        st.session_state[widget_keys.BRUSH] = _brush()
    _start_from(_read_canvas()[0])


def _canvas() -> None:
    # Importing it registers a component, which takes a running app.
    from streamlit_drawable_canvas import st_canvas

    digit = session().digit
    strokes = digit.initial_strokes
    # The component's own reading of the browser's message fails where that makes no sense; it is
    # not used, `read_drawing` is.
    with suppress(AttributeError, LookupError, TypeError):
        st_canvas(
            stroke_width=BRUSHES[_brush()],
            stroke_color="#ffffff",
            background_color="#000000",
            width=CANVAS_SIDE,
            height=CANVAS_SIDE,
            initial_drawing={"objects": strokes} if strokes else None,
            return_image_data=True,
            key=widget_keys.canvas(digit.canvas_generation),
            on_change=_use_drawing,
        )


def _brush() -> str:
    brush: str | None = st.session_state.get(widget_keys.BRUSH)
    return brush or DEFAULT_BRUSH


def _recover() -> None:
    """Take over the canvas of a page that was open before this session was.

    When one server replaces another, open pages reconnect by themselves and send the values of
    their widgets. Streamlit hands these out by a widget's name alone, and the canvas' name is only
    to be found among all that was sent. A canvas that was not drawn on since Undo or Clear has sent
    nothing; the canvas before it is then taken over.
    """
    digit = session().digit
    digit.canvas_recovered = True
    for name, value in _compat.values_sent().items():
        found = CANVAS.fullmatch(name)
        if found is None:
            continue
        try:
            message = json.loads(value.value.json_value)
        except (AttributeError, ValueError, RecursionError):
            continue
        strokes, _ = read_drawing(message.get("drawing") if isinstance(message, dict) else None)
        if int(found[1]) >= digit.canvas_generation:
            digit.canvas_generation, digit.strokes = int(found[1]), strokes
    if digit.strokes and digit.sample is None:
        _use_drawing()


def _undo() -> None:
    """Take the last stroke back."""
    _redraw(_read_canvas()[0][:-1])


def _read_canvas() -> tuple[Strokes, bytes | None]:
    """Return the strokes on the canvas as it is now, which may be ahead of the last run.

    With them comes their picture, unless the canvas has just been put in place.
    """
    digit = session().digit
    canvas = st.session_state.get(widget_keys.canvas(digit.canvas_generation))
    message = canvas.get("drawing") if isinstance(canvas, dict) else None
    return read_drawing(message) if message else (digit.strokes, None)


def _redraw(strokes: Strokes) -> None:
    """Replace the canvas by a fresh one with these strokes."""
    session().digit.canvas_generation += 1
    _start_from(strokes)
    _use_drawing()


def _start_from(strokes: Strokes) -> None:
    """Begin the next canvas with these strokes."""
    session().digit.initial_strokes = strokes
    _keep_strokes(strokes, None)


def _keep_strokes(strokes: Strokes, picture: bytes | None) -> None:
    """Keep the strokes on the canvas, and the picture that they make."""
    digit = session().digit
    digit.strokes = strokes
    if not strokes:
        digit.pictures = {}
    elif picture is not None:
        digit.pictures.pop(len(strokes), None)
        digit.pictures[len(strokes)] = picture
        while len(digit.pictures) > MAX_PICTURES:
            del digit.pictures[next(iter(digit.pictures))]


def _use_drawing() -> None:
    session().digit.source = "drawing"
