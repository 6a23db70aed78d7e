"""Python's answer to a page that has the histogram and no verdict."""

from pathlib import Path

from anomaly.ui.components.loader import load_component
from anomaly.ui.components.threshold.messages import Answer

FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "answer.js",
    '<i class="answer" hidden></i>',
    [FOLDER / "answer.css"],
    isolate_styles=False,
)


def send_answer(answer: Answer) -> None:
    """Send the answer to the histogram of the same page; nothing of it is seen."""
    _component(key="threshold_answer", data=answer, height="content")
