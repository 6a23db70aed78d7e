"""A browser's knowledge of widgets: their values before anybody touches them, and strokes."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from anomaly.preprocessing.drawing import GRID

MOMENTS = 80  # of a drawing
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
    """Return what the page tells of strokes, given as points in shares of the canvas' side."""
    return {
        "strokes": [
            [min(GRID - 1, round(share * GRID)) for point in stroke for share in point]
            for stroke in strokes
        ],
        "widths": [width] * len(strokes),
    }


def moments_of(*strokes: Stroke) -> list[list[int]]:
    """Return the moments along strokes that the page asks for: stroke, points so far, x and y."""
    pieces = sum(len(stroke) - 1 for stroke in strokes)
    moments = []
    for index, stroke in enumerate(strokes):
        for count, (start, end) in enumerate(pairwise(stroke), start=1):
            for share in np.linspace(0, 1, MOMENTS // pieces, endpoint=False)[1:]:
                place = GRID * ((1 - share) * np.array(start) + share * np.array(end))
                moments.append([index, count, *(int(number) for number in place)])
        moments.append([index, len(stroke), *(int(GRID * share) for share in stroke[-1])])
    return moments
