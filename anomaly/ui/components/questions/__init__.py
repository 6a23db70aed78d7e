"""Questions of the page about drawings that it cannot judge itself."""

from collections.abc import Callable
from pathlib import Path

from anomaly.ui.components.loader import last_told, load_component
from anomaly.ui.components.questions.messages import Reply

KEY = "questions"
FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "questions.js", '<i class="questions" hidden></i>', isolate_styles=False
)


def mount_questions(reply: Reply | None, on_question: Callable[[object], None]) -> None:
    """Listen to the page's questions, and send the reply to the last.

    Parameters
    ----------
    reply : Reply or None
    on_question : callable
        Called with what should be a `Question`; unchecked.
    """

    def asked() -> None:
        on_question(last_told(KEY, "question"))

    _component(key=KEY, data=reply, on_question_change=asked, height="content")
