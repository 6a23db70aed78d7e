"""The canvas to draw on, its buttons, and the strokes that outlive it."""

import json
import re
from contextlib import suppress

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit_drawable_canvas import st_canvas

from anomaly.text import t
from anomaly.ui.components.plain_canvas import plain_canvas
from anomaly.ui.digit_input.canvas_message import Strokes, paint, read_drawing

CANVAS_SIDE = 280
BRUSHES = {"thin": 8, "medium": 18, "fat": 30}  # pixels on the canvas
MAX_KEPT = 50  # strokes whose pictures are kept, so that Undo is answered at once
CANVAS = re.compile(r"\$\$ID-[0-9a-f]+-canvas_([0-9]{1,9})")


def draw_canvas() -> bytes | None:
    """Draw the canvas with its buttons and return the drawing as a picture; None while blank."""
    state = st.session_state
    generation = state.setdefault("canvas_generation", 0)
    with st.container(key="canvas"):
        _canvas(f"canvas_{generation}")
        plain_canvas()
    # The canvas itself is forgotten when another page is shown.
    state.strokes, picture = _drawing()
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("canvas.undo"),
            icon=":material/undo:",
            disabled=not state.strokes,
            on_click=_undo,
        )
        st.button(t("canvas.clear"), icon=":material/delete:", on_click=_redraw, args=([],))
    st.segmented_control(
        t("brush.label"),
        list(BRUSHES),
        required=True,
        format_func=lambda name: t(f"brush.{name}"),
        key="brush",
        label_visibility="collapsed",
        persist_state="session",
    )
    return _picture(state.strokes, picture)


def _canvas(key: str) -> None:
    state = st.session_state
    # What the component makes of the browser's message is left alone, and `read_drawing` asked.
    with suppress(AttributeError, LookupError, TypeError):
        st_canvas(
            stroke_width=BRUSHES[state.get("brush") or "medium"],
            stroke_color="#ffffff",
            background_color="#000000",
            width=CANVAS_SIDE,
            height=CANVAS_SIDE,
            initial_drawing=state.get("canvas_drawing"),
            return_image_data=True,
            key=key,
            on_change=_use_drawing,
        )


def keep_drawing() -> None:
    """Have the strokes drawn again where the page is built anew around the canvas."""
    state = st.session_state
    if "canvas_generation" not in state:
        _recover()
    if state.turned:  # else none is marked on the other page
        state.brush = state.get("brush") or "medium"
    _start_from(_drawing()[0])


def _recover() -> None:
    """Take over the canvas of a page that was open before this session was.

    When a server ends and another takes its place, open pages connect to it by themselves and send
    what stands in them. Streamlit hands that out by a widget's name alone, and which name the
    canvas had by then is only to be found among all that was sent. A canvas that was not drawn on
    since Undo or Clear has sent nothing, and the one before it is taken over.
    """
    context = get_script_run_ctx()
    sent = getattr(getattr(context, "session_state", None), "_state", None)
    states = getattr(getattr(sent, "_new_widget_state", None), "states", {})
    state = st.session_state
    for name, value in states.items():
        found = CANVAS.fullmatch(name)
        if found is None:
            continue
        try:
            told = json.loads(value.value.json_value)
        except (AttributeError, ValueError, RecursionError):
            continue
        strokes, _ = read_drawing(told.get("drawing") if isinstance(told, dict) else None)
        if int(found[1]) >= state.get("canvas_generation", 0):
            state.canvas_generation, state.strokes = int(found[1]), strokes
    if state.get("strokes") and state.sample is None:
        _use_drawing()


def _undo() -> None:
    """Take the last stroke back."""
    _redraw(_drawing()[0][:-1])


def _drawing() -> tuple[Strokes, bytes | None]:
    """Return the strokes on the canvas as it is now, which may be ahead of the last run.

    With them comes their picture, unless the canvas has just been put in place.
    """
    state = st.session_state
    canvas = state.get(f"canvas_{state.get('canvas_generation', 0)}")
    drawing = canvas.get("drawing") if isinstance(canvas, dict) else None
    return read_drawing(drawing) if drawing else (state.get("strokes", []), None)


def _redraw(strokes: Strokes) -> None:
    """Put a fresh canvas with these strokes in place of the one there is."""
    st.session_state.canvas_generation += 1
    _start_from(strokes)
    _use_drawing()


def _start_from(strokes: Strokes) -> None:
    """Have the next canvas begin with these strokes; an empty one forgets earlier pictures."""
    state = st.session_state
    state.canvas_drawing = {"objects": strokes} if strokes else None
    state.strokes = strokes
    if not strokes:
        state.drawn_before = {}


def _use_drawing() -> None:
    st.session_state.source = "drawing"


def _picture(strokes: Strokes, drawn: bytes | None) -> bytes | None:
    if not strokes:
        return None
    drawn_before = st.session_state.setdefault("drawn_before", {})
    drawn = drawn or drawn_before.get(len(strokes)) or paint(strokes, CANVAS_SIDE)
    if len(strokes) <= MAX_KEPT:
        drawn_before[len(strokes)] = drawn
    return drawn
