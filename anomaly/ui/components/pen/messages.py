"""The messages between Python and the pen, as ``messages.js`` declares them."""

from typing import Any, NotRequired, TypedDict

from anomaly.ui.components.answer.messages import DigitMessage


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
    questions : str
        The address at which Python is asked about the drawing; empty where that takes too long.
    """

    judge: str
    decimals: int
    weights: str
    questions: str


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


class Question(TypedDict):
    """Question about a drawing, to the address in `JudgeMessage`; untrusted until it is checked.

    Attributes
    ----------
    strokes : list of list of int
    widths : list of int
    moments : list of (int, int, int, int)
        A stroke, how many of its points, and the pen's place (x, y) beyond these: where scores are
        asked for; none to ask for the answer.
    picture : str
        A digit to answer in place of a drawing: float32 (28, 28), little-endian, in base64. May be
        left out.
    """

    strokes: list[list[int]]
    widths: list[int]
    moments: list[tuple[int, int, int, int]]
    picture: NotRequired[str]


class Reply(TypedDict):
    """Reply to a question.

    Attributes
    ----------
    score : float or None
    reason : str
        The sentence in its place; or empty.
    digit : DigitMessage or None
    limits : list of str
        Reasons of the second test.
    scores : list of (float or None)
        At the moments asked for.
    """

    score: float | None
    reason: str
    digit: DigitMessage | None
    limits: list[str]
    scores: list[float | None]
