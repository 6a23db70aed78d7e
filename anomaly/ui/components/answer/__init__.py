"""Python's answer to the digit at hand and the last move, and the drawing that it is for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from anomaly.ui.components.answer.messages import AnswerMessage
from anomaly.ui.components.loader import last_told, load_component

FOLDER = Path(__file__).parent
KEY = "answer"

_component = load_component(
    FOLDER / "answer.js", '<i class="answer" hidden></i>', isolate_styles=False
)


def send_answer(
    answer: AnswerMessage | None, on_drawing: Callable[[object], object] = lambda _: None
) -> Any:
    """Send the answer to the parts of the same page; nothing of it is seen itself.

    Parameters
    ----------
    answer : AnswerMessage or None
        None on a page that has no answer, but a canvas.
    on_drawing : callable
        Called with what should be a `DrawingMessage` when the pen was lifted; unchecked.

    Returns
    -------
    object
        The last of these, or None; also where another server was told of it.
    """

    def drawn() -> None:
        on_drawing(last_told(KEY, "drawing"))

    result = _component(key=KEY, data=answer, height="content", on_drawing_change=drawn)
    return result.get("drawing")
