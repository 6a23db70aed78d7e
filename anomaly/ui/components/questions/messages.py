"""The messages between Python and the page's questions, as ``messages.js`` declares them."""

from typing import TypedDict

from anomaly.ui.components.answer.messages import DigitMessage


class Question(TypedDict):
    """Question about a drawing; untrusted until it is checked.

    Attributes
    ----------
    id : int
    sequence : int
        Number of the drawing that it is about, or that it will change.
    strokes : list of list of int
        x, y, x, y, ... in places of the grid, a list a stroke.
    widths : list of int
    moments : list of (int, int, int, int)
        A stroke, how many of its points, and the pen's place (x, y) beyond these: where scores are
        asked for; none to ask for the answer.
    """

    id: int
    sequence: int
    strokes: list[list[int]]
    widths: list[int]
    moments: list[tuple[int, int, int, int]]


class Reply(TypedDict):
    """Reply to a question.

    Attributes
    ----------
    id : int
        Of the question.
    sequence : int
        As in the question.
    score : float or None
    reason : str
        The sentence in its place; or empty.
    digit : DigitMessage or None
    scores : list of (float or None)
        At the moments asked for.
    """

    id: int
    sequence: int
    score: float | None
    reason: str
    digit: DigitMessage | None
    scores: list[float | None]
