"""What a browser knows of widgets: their values before anybody touches them, and the canvas."""

import base64
import io
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

SIDE = 280  # pixels of the canvas
Stroke = Sequence[tuple[float, float]]


def widget_of(element: Element) -> Any:
    """Return what an element holds, of whatever kind it is; None if it holds nothing."""
    return getattr(element, element.WhichOneof("type") or "", None)


def id_of(element: Element) -> str:
    """Return the server's name for a widget; empty for what is none."""
    return getattr(widget_of(element), "id", "")


def is_set_by_server(element: Element) -> bool:
    """Whether the server gives a widget a new value."""
    return bool(getattr(widget_of(element), "set_value", False))


def first_value(element: Element) -> WidgetState | None:
    """Return the value that a widget has before anybody touches it; None for what has none."""
    kind, it = element.WhichOneof("type"), widget_of(element)
    new = bool(getattr(it, "set_value", False))
    state = WidgetState(id=getattr(it, "id", ""))
    if kind == "button_group":
        texts = list(it.raw_values) if new else [it.options[at].content for at in it.default]
        state.string_array_value.data.extend(texts)
    elif kind == "checkbox":
        state.bool_value = it.value if new else it.default
    elif kind == "selectbox" and it.options:
        state.string_value = it.raw_value if new else it.options[it.default]
    elif kind == "number_input":
        state.double_value = it.value if new else it.default
    elif kind == "slider" and it.options:
        texts = list(it.raw_value) if new else [it.options[int(at)] for at in it.default]
        state.string_array_value.data.extend(texts)
    elif kind == "slider":
        state.double_array_value.data.extend(it.value if new else it.default)
    else:
        return None
    return state


def drawn(*strokes: Stroke, width: int = 18) -> dict[str, Any]:
    """Return what the canvas tells of strokes: their paths, and a picture of them."""
    picture = Image.new("RGBA", (SIDE, SIDE), "black")
    pen, paths = ImageDraw.Draw(picture), []
    for stroke in strokes:
        points = [(x * SIDE, y * SIDE) for x, y in stroke]
        pen.line(points, fill="white", width=width, joint="curve")
        for x, y in points:
            half = width / 2
            pen.ellipse((x - half, y - half, x + half, y + half), fill="white")
        (x0, y0), *rest = points
        paths.append(
            {
                "type": "Path",
                "version": "7.4.0",
                "fill": None,
                "stroke": "#ffffff",
                "strokeWidth": width,
                "strokeLineCap": "round",
                "path": [["M", x0, y0], *(["L", x, y] for x, y in rest)],
            }
        )
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    data = "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
    return {
        "raw": {"version": "7.4.0", "objects": paths, "background": "#000000"},
        "data": data,
    }
