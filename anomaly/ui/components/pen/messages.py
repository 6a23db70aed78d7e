"""The messages between Python and the pen, as ``messages.js`` declares them."""

from typing import Any, TypedDict


class PenMessage(TypedDict):
    """Message to the pen.

    Attributes
    ----------
    words : dict of str to str
    settings : dict
        The steps of `CanvasSettings`, by name.
    weights : str
        The address of the detector's weights; empty for one that the page cannot run.
    asks : bool
        Whether Python is asked about the drawing while the pen is down.
    strokes : list of list of int
        A drawing made elsewhere: x, y, x, y, ... in places of the grid, a list a stroke.
    widths : list of int
        Of each stroke, in pixels of the canvas.
    sequence : int
        Its number; the page keeps its own drawing where that is newer.
    brush : str
        The brush in hand at first.
    brushes : dict of str to int
        Widths by name.
    """

    words: dict[str, str]
    settings: dict[str, Any]
    weights: str
    asks: bool
    strokes: list[list[int]]
    widths: list[int]
    sequence: int
    brush: str
    brushes: dict[str, int]


class DrawingMessage(TypedDict):
    """Message from the pen at pen-up; untrusted until it is checked."""

    strokes: list[list[int]]
    widths: list[int]
    sequence: int
