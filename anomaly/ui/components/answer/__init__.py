"""Python's answer to the digit at hand and the last move, passed on to all parts of a page."""

from pathlib import Path

from anomaly.ui.components.answer.messages import AnswerMessage
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "answer.js",
    '<i class="answer" hidden></i>',
    isolate_styles=False,
)


def send_answer(answer: AnswerMessage) -> None:
    """Send the answer to the parts of the same page; nothing of it is seen itself."""
    _component(key="answer", data=answer, height="content")
