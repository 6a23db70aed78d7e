"""The canvas to draw on, its buttons, and the strokes that outlive it."""

import streamlit as st
from streamlit_drawable_canvas import CanvasResult, st_canvas

from anomaly.text import say

CANVAS_SIDE = 280
BRUSHES = {"thin": 8, "medium": 18, "fat": 30}  # pixels on the canvas
MOST_STROKES = 50  # whose pictures are kept, so that Undo is answered at once


def draw_canvas() -> bytes | None:
    """Draw the canvas with its buttons and return the drawing as a picture; None while blank."""
    state = st.session_state
    generation = state.setdefault("canvas_generation", 0)
    with st.container(key="canvas"):
        result = st_canvas(
            stroke_width=BRUSHES[state.get("brush") or "medium"],
            stroke_color="#ffffff",
            background_color="#000000",
            width=CANVAS_SIDE,
            height=CANVAS_SIDE,
            initial_drawing=state.get("canvas_drawing"),
            return_image_data=True,
            key=f"canvas_{generation}",
            on_change=_use_drawing,
        )
    state.strokes = _strokes()  # the canvas itself is forgotten when another page is shown
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("canvas.undo"),
            icon=":material/undo:",
            disabled=not (result.json_data or {}).get("objects"),
            on_click=_undo,
        )
        st.button(say("canvas.clear"), icon=":material/delete:", on_click=_redraw, args=([],))
    state.setdefault("brush", "medium")
    st.segmented_control(
        say("brush.label"),
        list(BRUSHES),
        required=True,
        format_func=lambda name: say(f"brush.{name}"),
        key="brush",
        label_visibility="collapsed",
        persist_state="session",
    )
    return _picture(result)


def keep_drawing() -> None:
    """Have the strokes drawn again where the page is built anew around the canvas."""
    _start_from(_strokes())


def _undo() -> None:
    """Take the last stroke back."""
    _redraw(_strokes()[:-1])


def _strokes() -> list[object]:
    """Return the strokes on the canvas as it is now, which may be ahead of the last run."""
    state = st.session_state
    drawing = (state.get(f"canvas_{state.get('canvas_generation', 0)}") or {}).get("drawing")
    strokes: list[object] = (
        drawing["raw"].get("objects", []) if drawing else state.get("strokes", [])
    )
    return strokes


def _redraw(strokes: list[object]) -> None:
    """Put a fresh canvas with these strokes in place of the one there is."""
    st.session_state.canvas_generation += 1
    _start_from(strokes)
    _use_drawing()


def _start_from(strokes: list[object]) -> None:
    """Have the next canvas begin with these strokes; an empty one forgets earlier pictures."""
    state = st.session_state
    state.canvas_drawing = {"objects": strokes} if strokes else None
    state.strokes = strokes
    if not strokes:
        state.drawn_before = {}


def _use_drawing() -> None:
    st.session_state.source = "drawing"


def _picture(result: CanvasResult) -> bytes | None:
    drawn_before = st.session_state.setdefault("drawn_before", {})
    strokes = len((result.json_data or {}).get("objects", []))
    try:
        drawn = result.image_bytes
    except (ValueError, AttributeError):  # the browser's message is no picture
        drawn = None
    if drawn is None:  # a canvas just put in place has not sent its picture yet
        drawn = drawn_before.get(strokes)
    elif strokes <= MOST_STROKES:
        drawn_before[strokes] = drawn
    return drawn if strokes else None
