"""The messages between Python and the pen, as ``messages.js`` declares them."""

from typing import Any, TypedDict


class JudgeMessage(TypedDict):
    """The part of the message to the pen on the detector whose answer follows it.

    Attributes
    ----------
    judge : str
        Its key; empty for none.
    decimals : int
        Of its scores.
    weights : str
        The address of its weights; empty for one that the page cannot run.
    asks : bool
        Whether Python is asked about the drawing while the pen is down.
    """

    judge: str
    decimals: int
    weights: str
    asks: bool


class PenMessage(JudgeMessage):
    """Message to the pen.

    Attributes
    ----------
    words : dict of str to str
    settings : dict
        The steps of `CanvasSettings`, by name.
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
    limits : dict of str to int
        Most ``"strokes"`` and ``"points"`` of a drawing.
    """

    words: dict[str, str]
    settings: dict[str, Any]
    strokes: list[list[int]]
    widths: list[int]
    sequence: int
    brush: str
    brushes: dict[str, int]
    limits: dict[str, int]


class DrawingMessage(TypedDict):
    """Message from the pen at pen-up; untrusted until it is checked."""

    strokes: list[list[int]]
    widths: list[int]
    sequence: int
